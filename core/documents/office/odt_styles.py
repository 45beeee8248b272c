"""The styles of an ODT file: page, paragraphs, tables, in the looks of `office`."""

from dataclasses import replace

from core.documents import imprint, tree
from core.documents import looks as office
from core.documents.arrangement import MOST_NUMBERED
from core.documents.model import Align, CalloutKind, Document, Heading
from core.documents.office import odf, styles
from core.documents.office.odf import Element
from core.documents.office.paragraph_style import ParagraphStyle
from core.documents.rich import Span

STRONG, LINK, QUIET_LINK, PLAIN = "Strong", "Internet_20_link", "Quiet", "Plain"
INKED = {office.WHITE: "White", office.INK: "Ink"}
"""Strong words of that colour, whatever their paragraph has."""
BULLETS, NUMBERS, POINT = "Bullets", "Numbers", "Page Start"
NEXT, PHASE = "Table Next", "Phase"
"""What is said after something else in its cell; the bar of a phase, whose cell is dark."""

_STOPS, _BULLET, _FIGURE = "Stops", "Bullet", "Figure"
_SIZE = ("fo_font_size", "style_font_size_asian", "style_font_size_complex")
_WEIGHT = ("fo_font_weight", "style_font_weight_asian", "style_font_weight_complex")
"""Of Latin letters, of Chinese and the like, of Arabic and Hebrew."""
_FOOT = 4
"""Millimetres of the line of a footer."""

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


def on_band(file: odf.File, name: str, ground: str) -> str:
    """Name of the variant of a title that stands on a band of that colour."""
    variant = f"{name} {ground}"
    if not has(file.styles, variant):
        shape, _ = _derived(file.styles, name, variant)
        _stand_on(shape, styles.on_band(ground))
    return variant


def hold(file: odf.File, row: Element) -> None:
    """Keep a row on the page of what comes next: LibreOffice asks its first paragraph."""
    first = next(row.iter(odf.name("text:p"), odf.name("text:h")))
    look = odf.got(first, "text:style-name")
    variant = f"{look}_held"
    if not has(file.automatic, variant):
        _derived(file.automatic, look, variant, fo_keep_with_next="always")
    odf.give(first, text_style_name=variant)


def add(file: odf.File, document: Document, size: float) -> None:
    """All styles that do not depend on one table or paragraph."""
    _defaults(file, document)
    looks = styles.of(document, size)
    for look in looks:
        # Where Word takes the larger of what two paragraphs keep free, LibreOffice adds them up.
        adds = look.name.startswith("Heading ") and not look.ground
        closer = look.above - looks[0].below if adds else look.above
        _paragraph(file, replace(look, above=max(closer, 0)), document)
    _derived(file.styles, office.TABLE, NEXT, fo_margin_top="0pt")
    for name in (
        NEXT, office.TABLE, office.TABLE_HEAD, office.TABLE_MUTED, office.MATRIX,
        office.TICKED, office.CODE,
        office.MATRIX_MUTED, office.MATRIX_HEAD, office.WATERMARK, office.TICK, office.HELP,
    ):  # fmt: skip
        for align in (Align.CENTER, Align.END):
            _derived(file.styles, name, aligned(name, align), fo_text_align=align.value)
    tab = office.width(document, landscape=not document.landscape)
    for name in ("Header", "Footer"):
        shape, _ = _derived(file.styles, name, turned(name))
        _tab(_stops(shape), tab)
    _words(file, document)
    boxes = map(office.callout_text, CalloutKind)
    if office.dense(document):
        bare = {"fo_border": "none", "fo_padding": "0mm"}
        _derived(file.styles, office.bar(document), PHASE, **bare)
    others = ("Caption", office.LEAD, office.GAP, office.BOX_TITLE)
    for name in ("Standard", office.PICTURE, *others, *boxes):
        _derived(file.styles, name, kept(name), fo_keep_with_next="always")
    for name in ("List Bullet", "List Number"):
        # LibreOffice frees no room between items of one style only, and this is another.
        free = {"fo_margin_bottom": "0pt"}
        _derived(file.styles, name, kept(name), fo_keep_with_next="always", **free)
    _small(file)
    _lists(file)
    if document.numbered:
        _outline(file)


def new_page(file: odf.File, name: str) -> str:
    """Name of the variant of a paragraph style that begins a page."""
    variant = f"{name} New Page"
    if not has(file.automatic, variant):
        # LibreOffice takes what is free above and below for one: to say the one undoes the other.
        free = {"fo_margin_top": "0pt", "fo_margin_bottom": _free_below(file, key(name))}
        _derived(file.automatic, name, variant, fo_break_before="page", **free)
    return variant


def _free_below(file: odf.File, known: str) -> str:
    """What is free below a paragraph of that style, which may have it of its parent."""
    [made] = (made for made in file.styles if odf.got(made, "style:name") == known)
    own = odf.got(made[0], "fo:margin-bottom")
    return own or _free_below(file, odf.got(made, "style:parent-style-name"))


def opening_page(file: odf.File, name: str, master: str) -> str:
    """Name of the variant of a paragraph style that begins a page of that kind."""
    variant = f"{name} on {master}"
    if not has(file.automatic, variant):
        _shape, made = _derived(file.automatic, name, variant)
        odf.give(made, style_master_page_name=master)
    return variant


def _defaults(file: odf.File, document: Document) -> None:
    language, country = imprint.locale(document).split("-")
    default = odf.add(file.styles, "style:default-style", style_family="paragraph")
    # Word leaves no line of a paragraph alone unless it is told to.
    odf.add(default, "style:paragraph-properties", fo_orphans="2", fo_widows="2")
    letters = odf.add(default, "style:text-properties", style_font_name=office.FONT)
    odf.give(letters, fo_language=language, fo_country=country, fo_hyphenate="true")


def _paragraph(file: odf.File, look: ParagraphStyle, document: Document) -> None:
    made = added(
        file.styles,
        look.name,
        "paragraph",
        fo_margin_top=f"{look.above}pt",
        fo_margin_bottom=f"{look.below}pt",
        fo_keep_with_next="always" if look.keep else "auto",
    )
    odf.give(made, style_display_name=look.name)
    if key(look.name) != "Standard":
        odf.give(made, style_parent_style_name="Standard")
    if look.name.startswith("Heading "):
        odf.give(made, style_default_outline_level=look.name.removeprefix("Heading "))
    [shape] = made
    if look.name.startswith("List "):
        # As in the template of Word, nothing is free between its items.
        odf.give(shape, style_contextual_spacing="true")
    if look.ground:
        _stand_on(shape, look)
    if look.centred:
        odf.give(shape, style_vertical_align="middle")
    if look.pitch or look.loose:
        odf.give(shape, fo_line_height=f"{look.pitch}pt" if look.pitch else f"{look.loose:.1%}")
    if look.indent:
        first = -look.indent if look.hanging else 0
        odf.give(shape, fo_margin_left=f"{look.indent}pt", fo_text_indent=f"{first}pt")
    if look.line:
        border, air = f"0.75pt solid #{office.MUTED}", f"{look.air}pt"
        odf.give(shape, **{f"fo_border_{look.line}": border, f"fo_padding_{look.line}": air})
    leader = _leader(look, document)
    if leader is not None:
        _tab(_stops(shape), office.width(document), leader)
    odf.add(
        made,
        "style:text-properties",
        style_font_name=office.FONT,
        **dict.fromkeys(_SIZE, f"{look.size}pt"),
        **dict.fromkeys(_WEIGHT, "bold" if look.bold else "normal"),
        fo_color=f"#{look.colour}",
    )


def _stand_on(shape: Element, look: ParagraphStyle) -> None:
    odf.give(shape, fo_background_color=f"#{look.ground}")
    odf.give(shape, fo_border_left=f"3pt solid #{look.edge}")
    usual = "0.7mm" if look.framed else "1.5mm"
    odf.give(shape, fo_padding=f"{look.beside}pt" if look.beside else usual)
    if look.framed:
        odf.give(shape, fo_border_right=f"3pt solid #{look.edge}")
    else:
        # Or LibreOffice leaves nothing free there.
        free = f"0.75pt solid #{look.ground}"
        odf.give(shape, fo_border_top=free, fo_border_bottom=free)
    inside = f"{look.inside}pt"
    odf.give(shape, fo_padding_top=inside, fo_padding_bottom=inside)


def _leader(look: ParagraphStyle, document: Document) -> str | None:
    """With what the way to the right margin is filled; None where nothing stands there."""
    if look.name == office.FIELD:
        return "_"
    if look.name in office.CONTENTS:
        return "."
    beside = look.name == "Title" and office.banded(document)
    return "" if beside or look.name in (office.KICKER, "Footer", "Header") else None


def stop(
    file: odf.File, paragraph: Element, millimetres: float, leader: str, *, begins: bool
) -> None:
    """Give this paragraph alone one more stop: before words that end there, or begin there."""
    if not has_stops(paragraph):
        name = f"{_STOPS} {len(file.automatic)}"
        shape, _made = _derived(file.automatic, odf.got(paragraph, "text:style-name"), name)
        _stops(shape)
        odf.give(paragraph, text_style_name=key(name))
    name = odf.got(paragraph, "text:style-name")
    made = next(one for one in file.automatic if odf.got(one, "style:name") == name)
    [[stops]] = made
    tab = _tab(stops, millimetres, leader)
    if begins:
        odf.give(tab, style_type="left")


def has_stops(paragraph: Element) -> bool:
    """Whether it was given stops of its own."""
    return odf.got(paragraph, "text:style-name").startswith(_STOPS)


def _stops(shape: Element) -> Element:
    return odf.add(shape, "style:tab-stops")


def _tab(stops: Element, millimetres: float, leader: str = "") -> Element:
    tab = odf.add(stops, "style:tab-stop", style_position=f"{millimetres}mm", style_type="right")
    if leader:
        style = "dotted" if leader == "." else "solid"
        odf.give(tab, style_leader_style=style, style_leader_text=leader)
    return tab


def _derived(place: Element, base: str, name: str, **properties: str) -> tuple[Element, Element]:
    """A paragraph style with these properties, and all others of `base`; its shape and itself."""
    made = added(place, name, "paragraph", **properties)
    odf.give(made, style_display_name=name, style_parent_style_name=key(base))
    return made[0], made


def added(place: Element, name: str, family: str, **properties: str) -> Element:
    """A new style of that name, with the properties of its family."""
    made = odf.add(place, "style:style", style_name=key(name), style_family=family)
    odf.add(made, f"style:{family}-properties", **properties)
    return made


def has(place: Element, name: str) -> bool:
    """Whether a style that some part of the text asked for is there already."""
    return any(odf.got(made, "style:name") == key(name) for made in place)


def spoken(language: str) -> str:
    """The text style of words in that language."""
    return f"Language_{language}"


def _words(file: odf.File, document: Document) -> None:
    parts: tuple[Span | Heading, ...] = (
        *tree.find(document, Span),
        *tree.find(document, Heading),
    )
    others = {part.language for part in parts} - {""}
    bold = dict.fromkeys(_WEIGHT, "bold")
    for name, looks in (
        (STRONG, bold),
        *((name, _own(letters)) for name, letters in office.letters(document).items()),
        *((name, bold | {"fo_color": f"#{ink}"}) for ink, name in INKED.items()),
        (LINK, {"fo_color": f"#{office.BRAND}", "style_text_underline_style": "solid"}),
        (QUIET_LINK, {"fo_color": f"#{office.BRAND}", "style_text_underline_style": "none"}),
        (PLAIN, {"fo_color": f"#{office.INK}", "style_text_underline_style": "none"}),
    ):
        added(file.styles, name, "text", **looks)
    for code in sorted(others):
        # Of its own: LibreOffice keeps one named style of a word, and it would be bold no more.
        added(file.automatic, spoken(code), "text", fo_language=code, fo_country="none")


def _own(letters: office.Letters) -> dict[str, str]:
    size = dict.fromkeys(_SIZE, f"{letters.size:g}pt")
    made = size | dict.fromkeys(_WEIGHT, "normal") | {"fo_color": f"#{letters.colour}"}
    if letters.nearer:
        made["fo_letter_spacing"] = f"-{letters.nearer}pt"
    if letters.below:
        made["style_text_position"] = f"-{letters.below / letters.size:.0%} 100%"
    return made


def _small(file: odf.File) -> None:
    """A paragraph of no height to speak of, which only turns the page."""
    properties = {"fo_margin_top": "0pt", "fo_margin_bottom": "0pt", "fo_line_height": "1pt"}
    _shape, made = _derived(file.styles, "Standard", POINT, **properties)
    odf.add(made, "style:text-properties", **dict.fromkeys(_SIZE, "1pt"))


def _lists(file: odf.File) -> None:
    added(file.styles, _BULLET, "text", style_font_name=office.FONT)
    figure = {"fo_font_weight": "bold", "fo_color": f"#{office.BRAND}"}
    added(file.styles, _FIGURE, "text", **figure)
    for name, kind, letters, wide, looks in (
        (BULLETS, "bullet", _BULLET, 4, {"text_bullet_char": "•"}),
        (NUMBERS, "number", _FIGURE, 6.35, {"style_num_format": "1", "style_num_suffix": "."}),
    ):
        made = odf.add(file.styles, "text:list-style", style_name=name)
        level = odf.add(made, f"text:list-level-style-{kind}", text_level="1", **looks)
        odf.give(level, text_style_name=letters)
        _indent(level, "0mm", f"{wide}mm")


def _outline(file: odf.File) -> None:
    """Headings number themselves 1, 1.1, 1.1.1 (ODF 1.2, 16.34)."""
    outline = odf.add(file.styles, "text:outline-style", style_name="Outline")
    for number in range(1, MOST_NUMBERED + 1):
        level = odf.add(outline, "text:outline-level-style", text_level=str(number))
        odf.give(level, style_num_format="1", style_num_suffix=" ")
        odf.give(level, text_display_levels=str(number))
        _indent(level, "0mm", "0mm")


def _indent(level: Element, before: str, label: str) -> None:
    shape = odf.add(level, "style:list-level-properties")
    odf.give(shape, text_space_before=before, text_min_label_width=label)


def page_layout(
    file: odf.File, document: Document, name: str, *, landscape: bool, headed: bool, leaf: bool
) -> str:
    """Name of the layout of one kind of page; header and footer stand in the margins, as in Word.

    A page that begins a `leaf` is one at the right.
    """
    wide, high = (297, 210) if landscape else (210, 297)
    inner, outer = office.margins(document)
    upper, lower, edge = office.above(document), office.below(document), office.edge(document)
    layout = odf.add(file.layouts, "style:page-layout", style_name=f"Layout{name}")
    if leaf or inner != outer:
        odf.give(layout, style_page_usage="right" if leaf else "mirrored")
    odf.add(
        layout,
        "style:page-layout-properties",
        fo_page_width=f"{wide}mm",
        fo_page_height=f"{high}mm",
        style_print_orientation="landscape" if landscape else "portrait",
        fo_margin_left=f"{inner}mm",
        fo_margin_right=f"{outer}mm",
        fo_margin_top=f"{edge if headed else upper}mm",
        fo_margin_bottom=f"{edge}mm",
    )
    if headed:
        air = (upper - edge) / 4
        _strip(
            layout, "header", fo_min_height=f"{upper - edge - air}mm", fo_margin_bottom=f"{air}mm"
        )
    rest = lower - edge - _FOOT
    _strip(layout, "footer", fo_min_height=f"{_FOOT}mm", fo_margin_top=f"{rest}mm")
    return f"Layout{name}"


def _strip(layout: Element, kind: str, **properties: str) -> None:
    strip = odf.add(layout, f"style:{kind}-style")
    odf.add(strip, "style:header-footer-properties", **properties)
