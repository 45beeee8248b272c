"""The styles of a DOCX file, in the looks of `office`, and the numbers that Word counts itself."""

import io
from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from core.documents import imprint, looks
from core.documents.arrangement import MOST_NUMBERED
from core.documents.model import Document, Table
from core.documents.office import styles
from core.documents.office.paragraph_style import ParagraphStyle

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.section import Section
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

# Elements of `w:pPr` must keep this order (ECMA-376, 17.3.1.26); these come after a shading.
_AFTER_GROUND = ("w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
_EMBEDS = "w:embedTrueTypeFonts"
_BAR = 3
"""Points of the bar beside what stands on a ground."""


def begun(document: Document, size: float) -> "File":
    """A file without words in the styles and the language of the document, of type of that size."""
    import docx

    file = docx.Document(
        io.BytesIO(_styled(tuple(styles.of(document, size)), looks.rule(document)))
    )
    _language(file, imprint.locale(document))
    if any(isinstance(block, Table) and block.matrix for block in document.blocks):
        _hyphenate(file)
    if document.numbered:
        _number_headings(file)
    return file


@lru_cache(maxsize=8)
def _styled(wanted: tuple[ParagraphStyle, ...], rule: str) -> bytes:
    """The template of python-docx with these styles, whose making is half the work of a page, and
    tables with lines of that colour."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE

    file = docx.Document()
    known = {style.name: style for style in file.styles}
    for look in wanted:
        style: Any = known.get(look.name)
        if style is None:
            style = file.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = known["Normal"]
        _letters(style, look)
        _paragraph(style, look)
    _single(file)
    # Or Word leaves the fonts out when somebody saves the file.
    file.settings.element.find(name("w:zoom")).addnext(made(_EMBEDS))
    for side in known["Table Grid"].element.iter(name("w:tblBorders")):
        for line in side:
            line.set(name("w:color"), rule)
    _dotted(file)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def mirror(file: "File") -> None:
    """Make the inner margin that of the side on which pages are bound."""
    file.settings.element.find(name(_EMBEDS)).addnext(made("w:mirrorMargins"))


def set_letters(run: "Run", letters: looks.Letters) -> None:
    """Give words letters of their own."""
    from docx.shared import Pt, RGBColor

    run.bold = False
    run.font.color.rgb = RGBColor.from_string(letters.colour)
    run.font.size = Pt(letters.size)
    size = run._r.get_or_add_rPr().find(name("w:sz"))
    if letters.nearer:
        # In twentieths of a point.
        size.addprevious(made("w:spacing", val=f"{-20 * letters.nearer:g}"))
    if letters.below:
        # In half points: the middle of a box in that of the letters.
        size.addprevious(made("w:position", val=f"{-2 * letters.below:g}"))


def key(name: str) -> str:
    """Id of the style of that name in the file, such as `Heading1`."""
    return name.replace(" ", "")


def name(tag: str) -> str:
    """The tag or attribute `w:…` with its name space written out."""
    from docx.oxml.ns import qn

    return str(qn(tag))


def element(parent: Any, tag: str, **attributes: str) -> Any:
    """A new last child of `parent`; attributes without prefix belong to WordprocessingML."""
    child = made(tag, **attributes)
    parent.append(child)
    return child


def made(tag: str, **attributes: str) -> Any:
    """A new element without parent."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn(name if ":" in name else f"w:{name}"), value)
    return child


def field(place: Any, instruction: str, shown: str, *, strong: bool = False) -> None:
    """A field that the word processor fills in, with what it shows until then."""
    run = element(element(place, "w:fldSimple", instr=instruction), "w:r")
    if strong:
        element(element(run, "w:rPr"), "w:b")
    element(run, "w:t").text = shown


def mark(paragraph: "Paragraph", kind: str) -> None:
    """Begin or end a field of several paragraphs, or say where what it shows begins."""
    element(paragraph.add_run()._r, "w:fldChar", fldCharType=kind)


def _single(file: "File") -> None:
    """Lines as high as the letters ask for, as in OpenDocument, where the template gives more."""
    for spacing in file.styles.element.iter(name("w:pPrDefault")):
        spacing.find(f".//{name('w:spacing')}").set(name("w:line"), "240")


def _letters(style: Any, look: ParagraphStyle) -> None:
    """One font for every script; theme fonts, which would win, and letter spacing are taken out."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name = looks.FONT
    style.font.size = Pt(look.size)
    style.font.bold = style.font.cs_bold = look.bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(look.colour)
    letters = style.element.rPr
    for spacing in letters.findall(qn("w:spacing")):
        letters.remove(spacing)
    # As large in Arabic and Hebrew, and in the numbers that follow them.
    for size in letters.findall(qn("w:szCs")):
        letters.remove(size)
    letters.find(qn("w:sz")).addnext(made("w:szCs", val=f"{round(look.size * 2)}"))
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        letters.rFonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        letters.rFonts.set(qn(f"w:{name}"), looks.FONT)


def _paragraph(style: Any, look: ParagraphStyle) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(look.above), Pt(look.below)
    shape.keep_with_next = look.keep
    if look.pitch:
        shape.line_spacing = Pt(look.pitch)
    elif look.loose:
        shape.line_spacing = look.loose
    if look.indent:
        shape.left_indent = Pt(look.indent)
        shape.first_line_indent = Pt(-look.indent if look.hanging else 0)
    properties = style.element.get_or_add_pPr()
    for tag in ("w:pBdr", "w:tabs"):
        for inherited in properties.findall(qn(tag)):
            properties.remove(inherited)
    if look.line:
        border = made("w:pBdr")
        element(
            border,
            f"w:{look.line}",
            val="single",
            sz="6",
            space=f"{look.air:g}",
            color=looks.MUTED,
        )
        properties.insert_element_before(border, "w:shd", *_AFTER_GROUND)
    if look.ground:
        stand_on(properties, look)
    if look.centred:
        centred = made("w:textAlignment", val="center")
        properties.insert_element_before(centred, "w:textboxTightWrap", "w:outlineLvl", "w:rPr")


def stand_on(properties: Any, look: ParagraphStyle) -> None:
    """Give a paragraph, or a style, the ground and the bars of such a look."""
    border = made("w:pBdr")
    for side in ("top", "left", "bottom", *(("right",) if look.framed else ())):
        beside = side in ("left", "right")
        size, space = (_BAR * 8, _air(look)) if beside else (6, look.inside)
        # Above and below a box that is not framed there is only some of its ground.
        colour = look.edge if beside or look.framed else look.ground
        element(border, f"w:{side}", val="single", sz=f"{size}", space=f"{space:g}", color=colour)
    ground = made("w:shd", val="clear", color="auto", fill=look.ground)
    properties.insert_element_before(border, *_AFTER_GROUND)
    properties.insert_element_before(ground, *_AFTER_GROUND)


def _air(look: ParagraphStyle) -> float:
    """Points between the words on a ground and the bar beside them."""
    return look.beside or (2 if look.framed else 6)


def stand(section: "Section", *, landscape: bool) -> None:
    """Make the pages of a section upright, or wide."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    wide, high = (297, 210) if landscape else (210, 297)
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT


def frames(document: Document) -> dict[str, tuple[float, float]]:
    """By the name of each style on a ground, how many points stand beside its words at the left and
    at the right."""
    found = {look.name: (look, _BAR + _air(look)) for look in styles.of(document) if look.ground}
    return {name: (wide, wide if look.framed else 0) for name, (look, wide) in found.items()}


def _dotted(file: "File") -> None:
    """Items of a list have small dots, as on paper, also those in a cell."""
    from docx.oxml.ns import qn
    from docx.shared import Mm

    style, usual = file.styles[looks.TABLE_ITEM], file.styles["List Bullet"]
    level = _level(0, "•", left="227", hanging="227")
    level.find(name("w:numFmt")).set(name("w:val"), "bullet")
    element(element(level, "w:rPr"), "w:rFonts", ascii=looks.FONT, hAnsi=looks.FONT)
    _point(usual.element, _definition(file, "singleLevel", [level]), 0)
    usual.paragraph_format.left_indent = Mm(4)
    usual.paragraph_format.first_line_indent = Mm(-4)
    dots = usual.element.pPr.find(qn("w:numPr"))
    style.element.pPr.insert_element_before(deepcopy(dots), "w:pBdr", *_AFTER_GROUND)
    style.paragraph_format.left_indent = Mm(4)
    style.paragraph_format.first_line_indent = Mm(-4)


def _hyphenate(file: "File") -> None:
    """Let Word break words: the narrow headers of a matrix need it."""
    from docx.oxml.ns import qn

    stops = file.settings.element.find(qn("w:defaultTabStop"))
    stops.addnext(made("w:autoHyphenation", val="true"))


def _language(file: "File", locale: str) -> None:
    from docx.oxml.ns import qn

    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)
    element(file.styles["Normal"].element.get_or_add_rPr(), "w:lang", val=locale)


def _number_headings(file: "File") -> None:
    """Number the headings 1, 1.1, 1.1.1, through their styles (ECMA-376, 17.9)."""
    styles = [f"Heading {level + 1}" for level in range(MOST_NUMBERED)]
    levels = []
    for number, style in enumerate(styles):
        text = ".".join(f"%{each + 1}" for each in range(number + 1))
        levels.append(_level(number, text, style, left="0", firstLine="0"))
    known = _definition(file, "multilevel", levels)
    for number, style in enumerate(styles):
        _point(file.styles[style].element, known, number)


def number(file: "File", paragraphs: "Sequence[Paragraph]", numbers: int = 0) -> int:
    """Number these paragraphs from 1, whatever lists stand before them, or on with these numbers;
    their id."""
    numbers = numbers or _new_list(file)
    for paragraph in paragraphs:
        _point(paragraph._p, numbers, 0)
    return numbers


def _new_list(file: "File") -> int:
    level = _level(0, "%1.", left="360", hanging="360")
    letters = element(level, "w:rPr")
    element(letters, "w:b")
    element(letters, "w:color", val=looks.BRAND)
    return _definition(file, "singleLevel", [level])


def _definition(file: "File", kind: str, levels: list[Any]) -> int:
    """Id of a new numbering with these levels."""
    numbering = file.part.numbering_part.element
    definitions = numbering.findall(name("w:abstractNum"))
    known = str(1 + max(int(each.get(name("w:abstractNumId"))) for each in definitions))
    definition = made("w:abstractNum", abstractNumId=known)
    element(definition, "w:multiLevelType", val=kind)
    definition.extend(levels)
    definitions[-1].addnext(definition)
    return int(numbering.add_num(int(known)).numId)


def _level(number: int, text: str, heading: str = "", **indent: str) -> Any:
    """A level of a numbering; that of a heading goes with its style."""
    level = made("w:lvl", ilvl=str(number))
    element(level, "w:start", val="1")
    element(level, "w:numFmt", val="decimal")
    if heading:
        element(level, "w:pStyle", val=key(heading))
        element(level, "w:suff", val="space")
    element(level, "w:lvlText", val=text)
    element(level, "w:lvlJc", val="left")
    element(element(level, "w:pPr"), "w:ind", **indent)
    return level


def _point(holder: Any, number: int, level: int) -> None:
    numbered = holder.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_ilvl().val = level
    numbered.get_or_add_numId().val = number
