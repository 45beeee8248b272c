"""The styles of an ODT file: page, paragraphs, tables, in the looks of `office`."""

from typing import TYPE_CHECKING

from core.documents import imprint, tree
from core.documents import looks as office
from core.documents.arrangement import MOST_NUMBERED
from core.documents.looks import ParagraphStyle
from core.documents.model import Align, Document, Heading
from core.documents.rich import Span

if TYPE_CHECKING:
    from odf.element import Element
    from odf.opendocument import OpenDocument

STRONG, WHITE, LINK, PLAIN = "Strong", "White", "Internet_20_link", "Plain"
BULLETS, NUMBERS, BREAK, POINT = "Bullets", "Numbers", "Page Break", "Page Start"
WHITE_INK = "FFFFFF"

_STOPS = "Stops"

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


def add(file: "OpenDocument", document: Document) -> None:
    """All styles that do not depend on one table or paragraph."""
    _defaults(file, document)
    for look in office.looks(document):
        _paragraph(file, look, document)
    for name in (
        office.TABLE, office.TABLE_HEAD, office.TABLE_MUTED, office.MATRIX, office.MATRIX_HEAD,
        office.WATERMARK, office.TICK,
    ):  # fmt: skip
        for align in (Align.CENTER, Align.END):
            _derived(file.styles, name, aligned(name, align), textalign=align.value)
    tab = office.width(document, landscape=not document.landscape)
    for name in ("Header", "Footer"):
        shape, _ = _derived(file.styles, name, turned(name))
        shape.addElement(_tab(tab))
    _words(file, document)
    _derived(file.styles, "Standard", BREAK, breakbefore="page")
    for name in ("Standard", "Caption", office.LEAD, office.GAP):
        _derived(file.styles, name, kept(name), keepwithnext="always")
    _small(file)
    _lists(file)
    if document.numbered:
        _outline(file)


def new_page(file: "OpenDocument", name: str) -> str:
    """Name of the variant of a paragraph style that begins a page."""
    variant = f"{name} New Page"
    if not has(file, variant):
        _derived(file.automaticstyles, name, variant, breakbefore="page")
    return variant


def opening_page(file: "OpenDocument", name: str, master: str) -> str:
    """Name of the variant of a paragraph style that begins a page of that kind."""
    variant = f"{name} on {master}"
    if not has(file, variant):
        _shape, made = _derived(file.automaticstyles, name, variant)
        made.setAttribute("masterpagename", master)
    return variant


def _defaults(file: "OpenDocument", document: Document) -> None:
    from odf import style

    face = style.FontFace(
        name=office.FONT, fontfamily=f"{office.FONT}, {office.TWIN}", fontfamilygeneric="swiss"
    )
    file.fontfacedecls.addElement(face)
    language, country = imprint.locale(document).split("-")
    default = style.DefaultStyle(family="paragraph")
    default.addElement(
        style.TextProperties(
            fontname=office.FONT, language=language, country=country, hyphenate="true"
        )
    )
    file.styles.addElement(default)


def _paragraph(file: "OpenDocument", look: ParagraphStyle, document: Document) -> None:
    from odf import style

    shape = style.ParagraphProperties(
        margintop=f"{look.above}pt",
        marginbottom=f"{look.below}pt",
        keepwithnext="always" if look.keep else "auto",
    )
    if look.ground:
        shape.setAttribute("backgroundcolor", f"#{look.ground}")
        shape.setAttribute("borderleft", f"3pt solid #{look.edge}")
        shape.setAttribute("padding", "0.7mm" if look.framed else "1.5mm")
    if look.framed:
        shape.setAttribute("borderright", f"3pt solid #{look.edge}")
        for side in ("top", "bottom"):
            shape.setAttribute(f"padding{side}", "0.4mm")
    if look.pitch:
        shape.setAttribute("lineheight", f"{look.pitch}pt")
    if look.indent:
        shape.setAttribute("marginleft", f"{look.indent}pt")
    if look.line:
        shape.setAttribute(f"border{look.line}", f"0.75pt solid #{office.MUTED}")
        shape.setAttribute(f"padding{look.line}", f"{look.air}pt")
    leader = _leader(look, document)
    if leader is not None:
        shape.addElement(_tab(office.width(document), leader))
    letters = style.TextProperties(
        fontname=office.FONT,
        fontsize=f"{look.size}pt",
        color=f"#{look.colour}",
        fontweight="bold" if look.bold else "normal",
    )
    made = added(file.styles, look.name, "paragraph", shape, letters)
    made.setAttribute("displayname", look.name)
    if key(look.name) != "Standard":
        made.setAttribute("parentstylename", "Standard")
    if look.name.startswith("Heading "):
        made.setAttribute("defaultoutlinelevel", look.name.removeprefix("Heading "))


def _leader(look: ParagraphStyle, document: Document) -> str | None:
    """With what the way to the right margin is filled; None where nothing stands there."""
    if look.name == office.FIELD:
        return "_"
    if look.name in office.CONTENTS:
        return "."
    banded = office.banded(document) and look.name in (office.KICKER, "Title")
    return "" if banded or look.name in ("Footer", "Header") else None


def stop(file: "OpenDocument", paragraph: "Element", millimetres: float, *, ruled: bool) -> None:
    """Give this paragraph alone one more stop: after a line that ends there, or before words."""
    from odf import style

    if not has_stops(paragraph):
        name = f"{_STOPS} {len(file.automaticstyles.childNodes)}"
        shape, _made = _derived(file.automaticstyles, paragraph.getAttribute("stylename"), name)
        shape.addElement(style.TabStops())
        paragraph.setAttribute("stylename", key(name))
    name = paragraph.getAttribute("stylename")
    made = next(one for one in file.automaticstyles.childNodes if one.getAttribute("name") == name)
    [stops] = made.getElementsByType(style.TabStops)
    [tab] = _tab(millimetres, "_" if ruled else "").childNodes
    if ruled:
        tab.setAttribute("type", "left")
    stops.addElement(tab)


def has_stops(paragraph: "Element") -> bool:
    """Whether it was given stops of its own."""
    return str(paragraph.getAttribute("stylename")).startswith(_STOPS)


def _tab(millimetres: float, leader: str = "") -> "Element":
    from odf import style

    stops = style.TabStops()
    stop = style.TabStop(position=f"{millimetres}mm", type="right")
    if leader:
        stop.setAttribute("leaderstyle", "dotted" if leader == "." else "solid")
        stop.setAttribute("leadertext", leader)
    stops.addElement(stop)
    return stops


def _derived(
    place: "Element", base: str, name: str, **properties: str
) -> "tuple[Element, Element]":
    """A paragraph style with these properties, and all others of `base`; its shape and itself."""
    from odf import style

    shape = style.ParagraphProperties(**properties)
    made = added(place, name, "paragraph", shape)
    made.setAttribute("displayname", name)
    made.setAttribute("parentstylename", key(base))
    return shape, made


def added(place: "Element", name: str, family: str, *properties: "Element") -> "Element":
    """A new style of that name."""
    from odf import style

    made = style.Style(name=key(name), family=family)
    for each in properties:
        made.addElement(each)
    place.addElement(made)
    return made


def has(file: "OpenDocument", name: str) -> bool:
    """Whether a style that some part of the text asked for is there already."""
    return any(made.getAttribute("name") == key(name) for made in file.automaticstyles.childNodes)


def spoken(language: str) -> str:
    """The text style of words in that language."""
    return f"Language_{language}"


def _words(file: "OpenDocument", document: Document) -> None:
    from odf import style

    parts: tuple[Span | Heading, ...] = (
        *tree.find(document, Span),
        *tree.find(document, Heading),
    )
    others = {part.language for part in parts} - {""}
    for name, looks in (
        (STRONG, {"fontweight": "bold"}),
        (WHITE, {"fontweight": "bold", "color": f"#{WHITE_INK}"}),
        (LINK, {"color": f"#{office.BRAND}", "textunderlinestyle": "solid"}),
        (PLAIN, {"color": f"#{office.INK}", "textunderlinestyle": "none"}),
        *((spoken(code), {"language": code, "country": "none"}) for code in sorted(others)),
    ):
        added(file.styles, name, "text", style.TextProperties(**looks))


def _small(file: "OpenDocument") -> None:
    """A paragraph of no height to speak of, which only turns the page."""
    from odf import style

    properties = {"margintop": "0pt", "marginbottom": "0pt", "lineheight": "1pt"}
    _shape, made = _derived(file.styles, "Standard", POINT, **properties)
    made.addElement(style.TextProperties(fontsize="1pt"))


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
            margintop="9mm" if headed else f"{office.above(document)}mm",
            marginbottom=f"{office.below(document) - 8}mm",
        )
    )
    if headed:
        head = style.HeaderStyle()
        head.addElement(style.HeaderFooterProperties(minheight="11mm", marginbottom="4mm"))
        layout.addElement(head)
    foot = style.FooterStyle()
    foot.addElement(style.HeaderFooterProperties(minheight="8mm", margintop="4mm"))
    layout.addElement(foot)
    file.automaticstyles.addElement(layout)
    return f"Layout{name}"
