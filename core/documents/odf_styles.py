"""The styles of an ODT file: page, paragraphs, tables, in the looks of `office`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from core.documents import imprint, office, tree
from core.documents.arrangement import MOST_NUMBERED
from core.documents.model import Align, CellTone, Document
from core.documents.office import Look
from core.documents.rich import Span

if TYPE_CHECKING:
    from odf.element import Element
    from odf.opendocument import OpenDocument

STRONG, WHITE, LINK, PLAIN = "Strong", "White", "Internet_20_link", "Plain"
BULLETS, NUMBERS, BREAK, POINT = "Bullets", "Numbers", "Page Break", "Page Start"
HEAD_CELL, BOX_CELL, ROW = "HeadCell", "BoxCell", "Row"
WHITE_INK = "FFFFFF"

_LINE = f"0.5pt solid #{office.LINE}"


class TableStyles(NamedTuple):
    """Style names of one table, and the name the table itself gets."""

    name: str
    table: str
    columns: list[str]


_NAMES = {"Normal": "Standard", "toc 1": "Contents 1", "toc 2": "Contents 2"}


def key(name: str) -> str:
    """The style name as ODF writes it: `Heading_20_1`; Word's `Normal` is `Standard`."""
    return _NAMES.get(name, name).replace(" ", "_20_")


def aligned(name: str, align: Align) -> str:
    """Name of the variant of a table style that stands at one side."""
    return name if align is Align.START else f"{name} {align.value}"


def turned(name: str) -> str:
    """Name of the variant of a header or footer style on turned pages."""
    return f"{name} Turned"


def kept(name: str) -> str:
    """Name of the variant of a paragraph style that stays with what follows."""
    return f"{_NAMES.get(name, name)} Kept"


def cell(tone: CellTone, *, matrix: bool) -> str:
    """Name of the style of a cell of that tone."""
    return f"{'Matrix' if matrix else 'Cell'}{tone.value.capitalize()}"


def add(file: "OpenDocument", document: Document) -> None:
    """All styles that do not depend on one table or paragraph."""
    _defaults(file, document)
    for look in office.looks(document):
        _paragraph(file, look, document)
    for name in (
        office.TABLE, office.TABLE_HEAD, office.TABLE_MUTED, office.MATRIX, office.MATRIX_HEAD,
        office.WATERMARK,
    ):  # fmt: skip
        for align in (Align.CENTER, Align.END):
            _side(file, name, align)
    for name in ("Header", "Footer"):
        _turned_tabs(file, name, office.width(document, landscape=not document.landscape))
    _words(file, document)
    _derived(file, "Standard", BREAK, file.styles, breakbefore="page")
    for name in ("Standard", "Caption", office.LEAD, office.GAP):
        _derived(file, name, kept(name), file.styles, keepwithnext="always")
    _small(file)
    _cells(file)
    _lists(file)
    if document.numbered:
        _outline(file)


def new_page(file: "OpenDocument", name: str) -> str:
    """Name of the variant of a paragraph style that begins a page."""
    variant = f"{name} New Page"
    if not _has(file, variant):
        _derived(file, name, variant, file.automaticstyles, breakbefore="page")
    return variant


def opening_page(file: "OpenDocument", name: str, master: str) -> str:
    """Name of the variant of a paragraph style that begins a page of that kind."""
    variant = f"{name} on {master}"
    if not _has(file, variant):
        _derived(file, name, variant, file.automaticstyles).setAttribute("masterpagename", master)
    return variant


def table(
    file: "OpenDocument", widths: Sequence[float], *, whole: bool = False, kept: bool = False
) -> TableStyles:
    """Styles of a table whose columns have these widths in millimetres.

    `whole` forbids breaks between its rows, `kept` one after it.
    """
    from odf import style

    number = 1 + sum(
        1
        for made in file.automaticstyles.getElementsByType(style.Style)
        if made.getAttribute("family") == "table"
    )
    names = TableStyles(
        f"Table {number}", f"T{number}", [f"T{number}C{i}" for i in range(len(widths))]
    )
    made = style.Style(name=names.table, family="table")
    made.addElement(
        style.TableProperties(
            width=f"{sum(widths):.2f}mm",
            align="margins",
            maybreakbetweenrows="false" if whole else "true",
            keepwithnext="always" if kept else "auto",
            bordermodel="collapsing",
        )
    )
    file.automaticstyles.addElement(made)
    for name, width in zip(names.columns, widths, strict=True):
        column = style.Style(name=name, family="table-column")
        column.addElement(style.TableColumnProperties(columnwidth=f"{width:.2f}mm"))
        file.automaticstyles.addElement(column)
    return names


def row_of_height(file: "OpenDocument", millimetres: float) -> str:
    """Name of the style of rows of exactly this height."""
    from odf import style

    name = f"Row{millimetres:g}".replace(".", "_")
    taken = (made.getAttribute("name") for made in file.automaticstyles.childNodes)
    if name not in taken:
        row = style.Style(name=name, family="table-row")
        row.addElement(
            style.TableRowProperties(rowheight=f"{millimetres}mm", keeptogether="always")
        )
        file.automaticstyles.addElement(row)
    return name


def _defaults(file: "OpenDocument", document: Document) -> None:
    from odf import style

    face = style.FontFace(name=office.FONT, fontfamily=office.FONT, fontfamilygeneric="swiss")
    file.fontfacedecls.addElement(face)
    language, country = imprint.locale(document).split("-")
    default = style.DefaultStyle(family="paragraph")
    default.addElement(
        style.TextProperties(
            fontname=office.FONT, language=language, country=country, hyphenate="true"
        )
    )
    file.styles.addElement(default)


def _paragraph(file: "OpenDocument", look: Look, document: Document) -> None:
    from odf import style

    name = key(look.name)
    made = style.Style(name=name, displayname=look.name, family="paragraph")
    if name != "Standard":
        made.setAttribute("parentstylename", "Standard")
    if look.name.startswith("Heading "):
        made.setAttribute("defaultoutlinelevel", look.name.removeprefix("Heading "))
    shape = style.ParagraphProperties(
        margintop=f"{look.above}pt",
        marginbottom=f"{look.below}pt",
        keepwithnext="always" if look.keep else "auto",
    )
    if look.ground:
        shape.setAttribute("backgroundcolor", f"#{look.ground}")
        shape.setAttribute("borderleft", f"3pt solid #{look.edge}")
        shape.setAttribute("padding", "1.5mm")
    if look.pitch:
        shape.setAttribute("lineheight", f"{look.pitch}pt")
    if look.indent:
        shape.setAttribute("marginleft", f"{look.indent}pt")
    if look.line:
        shape.setAttribute(f"border{look.line}", f"0.75pt solid #{office.MUTED}")
        shape.setAttribute(f"padding{look.line}", f"{look.air}pt")
    if look.name in (office.FIELD, "Footer", "Header"):
        shape.addElement(_tab(office.width(document), ruled=look.name == office.FIELD))
    made.addElement(shape)
    made.addElement(
        style.TextProperties(
            fontname=office.FONT,
            fontsize=f"{look.size}pt",
            color=f"#{look.colour}",
            fontweight="bold" if look.bold else "normal",
        )
    )
    file.styles.addElement(made)


def _tab(millimetres: float, *, ruled: bool) -> "Element":
    from odf import style

    stops = style.TabStops()
    stop = style.TabStop(position=f"{millimetres}mm", type="right")
    if ruled:
        stop.setAttribute("leaderstyle", "solid")
        stop.setAttribute("leadertext", "_")
    stops.addElement(stop)
    return stops


def _side(file: "OpenDocument", name: str, align: Align) -> None:
    from odf import style

    variant = aligned(name, align)
    made = style.Style(
        name=key(variant), displayname=variant, family="paragraph", parentstylename=key(name)
    )
    made.addElement(style.ParagraphProperties(textalign=align.value))
    file.styles.addElement(made)


def _turned_tabs(file: "OpenDocument", name: str, millimetres: float) -> None:
    made = _derived(file, name, turned(name), file.styles)
    (shape,) = made.childNodes
    shape.addElement(_tab(millimetres, ruled=False))


def _derived(
    file: "OpenDocument", base: str, name: str, place: "Element", **properties: str
) -> "Element":
    """A paragraph style with these properties, and all others of `base`."""
    from odf import style

    made = style.Style(
        name=key(name), displayname=name, family="paragraph", parentstylename=key(base)
    )
    made.addElement(style.ParagraphProperties(**properties))
    place.addElement(made)
    return made


def _has(file: "OpenDocument", name: str) -> bool:
    return any(made.getAttribute("name") == key(name) for made in file.automaticstyles.childNodes)


def spoken(language: str) -> str:
    """The text style of words in that language."""
    return f"Language_{language}"


def _words(file: "OpenDocument", document: Document) -> None:
    from odf import style

    others = {one.language for one in tree.find(document, Span) if one.language}
    for name, looks in (
        (STRONG, {"fontweight": "bold"}),
        (WHITE, {"fontweight": "bold", "color": f"#{WHITE_INK}"}),
        (LINK, {"color": f"#{office.BRAND}", "textunderlinestyle": "solid"}),
        (PLAIN, {"color": f"#{office.INK}", "textunderlinestyle": "none"}),
        *((spoken(code), {"language": code, "country": "none"}) for code in sorted(others)),
    ):
        made = style.Style(name=name, family="text")
        made.addElement(style.TextProperties(**looks))
        file.styles.addElement(made)


def _small(file: "OpenDocument") -> None:
    """A paragraph of no height to speak of, which only turns the page."""
    from odf import style

    made = _derived(
        file, "Standard", POINT, file.styles, margintop="0pt", marginbottom="0pt", lineheight="1pt"
    )
    made.addElement(style.TextProperties(fontsize="1pt"))


def _cells(file: "OpenDocument") -> None:
    from odf import style

    grounds = {HEAD_CELL: (office.TINT, "1mm")}
    for tone, (ground, _ink) in office.TONES.items():
        grounds[cell(tone, matrix=False)] = (ground, "1mm")
        grounds[cell(tone, matrix=True)] = (ground, "0.4mm")
    for name, (ground, padding) in grounds.items():
        made = style.Style(name=name, family="table-cell")
        made.addElement(
            style.TableCellProperties(
                backgroundcolor=f"#{ground}" if ground else "transparent",
                border=_LINE,
                padding=padding,
                verticalalign="middle",
            )
        )
        file.automaticstyles.addElement(made)
    top = style.Style(name=BOX_CELL, family="table-cell")
    top.addElement(style.TableCellProperties(border=_LINE, padding="2mm", verticalalign="top"))
    file.automaticstyles.addElement(top)
    row = style.Style(name=ROW, family="table-row")
    row.addElement(style.TableRowProperties(keeptogether="always"))
    file.automaticstyles.addElement(row)


def _lists(file: "OpenDocument") -> None:
    from odf import style, text

    for name, level in (
        (BULLETS, text.ListLevelStyleBullet(level="1", bulletchar="•")),
        (NUMBERS, text.ListLevelStyleNumber(level="1", numformat="1", numsuffix=".")),
    ):
        made = text.ListStyle(name=name)
        level.setAttribute("stylename", STRONG)
        level.addElement(style.ListLevelProperties(spacebefore="2mm", minlabelwidth="6mm"))
        made.addElement(level)
        file.styles.addElement(made)


def _outline(file: "OpenDocument") -> None:
    """Headings number themselves 1, 1.1, 1.1.1 (ODF 1.2, 16.34)."""
    from odf import style, text

    outline = text.OutlineStyle(name="Outline")
    for number in range(1, MOST_NUMBERED + 1):
        level = text.OutlineLevelStyle(
            level=str(number), numformat="1", displaylevels=str(number), numsuffix=" "
        )
        level.addElement(style.ListLevelProperties(spacebefore="0mm", minlabelwidth="0mm"))
        outline.addElement(level)
    file.styles.addElement(outline)


def page_layout(
    file: "OpenDocument", document: Document, name: str, *, landscape: bool, headed: bool
) -> str:
    """Name of the layout of one kind of page; a header stands in the upper margin."""
    from odf import style

    wide, high = (297, 210) if landscape else (210, 297)
    margin = f"{office.margin(document)}mm"
    layout = style.PageLayout(name=f"Layout{name}")
    layout.addElement(
        style.PageLayoutProperties(
            pagewidth=f"{wide}mm",
            pageheight=f"{high}mm",
            printorientation="landscape" if landscape else "portrait",
            marginleft=margin,
            marginright=margin,
            margintop="9mm" if headed else "20mm",
            marginbottom="12mm",
        )
    )
    if headed:
        head = style.HeaderStyle()
        head.addElement(style.HeaderFooterProperties(minheight="11mm", marginbottom="4mm"))
        layout.addElement(head)
    foot = style.FooterStyle()
    foot.addElement(style.HeaderFooterProperties(minheight="9mm", margintop="4mm"))
    layout.addElement(foot)
    file.automaticstyles.addElement(layout)
    return f"Layout{name}"
