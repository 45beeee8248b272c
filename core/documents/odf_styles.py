"""The styles of an ODT file: page, paragraphs, tables, in the looks of `office`."""

from typing import TYPE_CHECKING, NamedTuple

from core.documents import glyphs, imprint, office
from core.documents.model import Align, Document
from core.documents.office import Look

if TYPE_CHECKING:
    from odf.element import Element
    from odf.opendocument import OpenDocument

STRONG, BULLETS, BREAK = "Strong", "Bullets", "Page Break"
CELL, HEAD_CELL, ROW = "Cell", "HeadCell", "Row"

_LINE = f"0.5pt solid #{office.LINE}"


class TableStyles(NamedTuple):
    """Style names of one table, and the name the table itself gets."""

    name: str
    table: str
    columns: list[str]


def key(name: str) -> str:
    """The style name as ODF writes it: `Heading_20_1`; Word's `Normal` is `Standard`."""
    return "Standard" if name == "Normal" else name.replace(" ", "_20_")


def aligned(name: str, align: Align) -> str:
    """Name of the variant of a table style that stands at one side."""
    return name if align is Align.START else f"{name} {align.value}"


def add(file: "OpenDocument", document: Document) -> None:
    """All styles that do not depend on one table."""
    _defaults(file, document)
    for look in office.looks(document):
        _paragraph(file, look, document)
    for name in (office.TABLE, office.TABLE_HEAD, office.TABLE_MUTED):
        for align in (Align.CENTER, Align.END):
            _side(file, name, align)
    _details(file)
    _cells(file)
    _bullets(file)
    _page(file, document)


def table(file: "OpenDocument", widths: list[float]) -> TableStyles:
    """Styles of a table whose columns have these widths in millimetres."""
    from odf import style

    number = 1 + sum(
        1
        for made in file.automaticstyles.getElementsByType(style.Style)
        if made.getAttribute("family") == "table"
    )
    names = TableStyles(
        f"Table {number}", f"T{number}", [f"T{number}C{i}" for i in range(len(widths))]
    )
    whole = style.Style(name=names.table, family="table")
    whole.addElement(style.TableProperties(width=f"{sum(widths):.2f}mm", align="margins"))
    file.automaticstyles.addElement(whole)
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
    if look.name in (office.FIELD, "Footer"):
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


def _details(file: "OpenDocument") -> None:
    from odf import style

    strong = style.Style(name=STRONG, family="text")
    strong.addElement(style.TextProperties(fontweight="bold"))
    file.styles.addElement(strong)
    new_page = style.Style(
        name=key(BREAK), displayname=BREAK, family="paragraph", parentstylename="Standard"
    )
    new_page.addElement(style.ParagraphProperties(breakbefore="page"))
    file.styles.addElement(new_page)


def _cells(file: "OpenDocument") -> None:
    from odf import style

    for name, ground in ((CELL, "transparent"), (HEAD_CELL, f"#{office.TINT}")):
        made = style.Style(name=name, family="table-cell")
        made.addElement(
            style.TableCellProperties(
                backgroundcolor=ground, border=_LINE, padding="1mm", verticalalign="middle"
            )
        )
        file.automaticstyles.addElement(made)
    row = style.Style(name=ROW, family="table-row")
    row.addElement(style.TableRowProperties(keeptogether="always"))
    file.automaticstyles.addElement(row)


def _bullets(file: "OpenDocument") -> None:
    from odf import style, text

    bullets = text.ListStyle(name=BULLETS)
    level = text.ListLevelStyleBullet(level="1", bulletchar="•")
    level.addElement(style.ListLevelProperties(spacebefore="2mm", minlabelwidth="5mm"))
    bullets.addElement(level)
    file.styles.addElement(bullets)


def _page(file: "OpenDocument", document: Document) -> None:
    from odf import style, text

    wide, high = (297, 210) if document.landscape else (210, 297)
    margin = f"{office.margin(document)}mm"
    layout = style.PageLayout(name="Page")
    layout.addElement(
        style.PageLayoutProperties(
            pagewidth=f"{wide}mm",
            pageheight=f"{high}mm",
            printorientation="landscape" if document.landscape else "portrait",
            marginleft=margin,
            marginright=margin,
            margintop="20mm",
            marginbottom="12mm",
        )
    )
    file.automaticstyles.addElement(layout)
    master = style.MasterPage(name="Standard", pagelayoutname="Page")
    footer = style.Footer()
    line = text.P(stylename=key("Footer"))
    line.addText(f"{glyphs.for_office(document.owner)} · {imprint.stamp(document)}")
    line.addElement(text.Tab())
    counters = {"{page}": text.PageNumber, "{pages}": text.PageCount}
    for part in office.page_parts(document):
        if part in counters:
            line.addElement(counters[part](text="1"))
        else:
            line.addText(part)
    footer.addElement(line)
    master.addElement(footer)
    file.masterstyles.addElement(master)
