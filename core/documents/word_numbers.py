"""Numbers that Word counts itself: of headings and of lists."""

from typing import TYPE_CHECKING, Any

from core.documents import office, word_styles
from core.documents.arrangement import MOST_NUMBERED

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.text.paragraph import Paragraph


def number_headings(file: "File") -> None:
    """Number the headings 1, 1.1, 1.1.1, through their styles (ECMA-376, 17.9)."""
    number = _definition(file, "multilevel", [_heading_level(i) for i in range(MOST_NUMBERED)])
    for level in range(MOST_NUMBERED):
        _point(file.styles[f"Heading {level + 1}"].element, number, level)


def new_list(file: "File", paragraphs: "list[Paragraph]") -> None:
    """Number these paragraphs from 1, whatever lists stand before them."""
    number = _definition(file, "singleLevel", [_list_level()])
    for paragraph in paragraphs:
        _point(paragraph._p, number, 0)


def _definition(file: "File", kind: str, levels: list[Any]) -> int:
    """Id of a new numbering with these levels."""
    numbering = file.part.numbering_part.element
    definitions = numbering.findall(word_styles.name("w:abstractNum"))
    known = str(1 + max(int(each.get(word_styles.name("w:abstractNumId"))) for each in definitions))
    made = word_styles.made("w:abstractNum", abstractNumId=known)
    word_styles.element(made, "w:multiLevelType", val=kind)
    for level in levels:
        made.append(level)
    definitions[-1].addnext(made)
    return int(numbering.add_num(int(known)).numId)


def _heading_level(level: int) -> Any:
    made = word_styles.made("w:lvl", ilvl=str(level))
    word_styles.element(made, "w:start", val="1")
    word_styles.element(made, "w:numFmt", val="decimal")
    word_styles.element(made, "w:pStyle", val=word_styles.key(f"Heading {level + 1}"))
    word_styles.element(made, "w:suff", val="space")
    text = ".".join(f"%{number}" for number in range(1, level + 2))
    word_styles.element(made, "w:lvlText", val=text)
    word_styles.element(made, "w:lvlJc", val="left")
    shape = word_styles.element(made, "w:pPr")
    word_styles.element(shape, "w:ind", left="0", firstLine="0")
    return made


def _list_level() -> Any:
    made = word_styles.made("w:lvl", ilvl="0")
    word_styles.element(made, "w:start", val="1")
    word_styles.element(made, "w:numFmt", val="decimal")
    word_styles.element(made, "w:lvlText", val="%1.")
    word_styles.element(made, "w:lvlJc", val="left")
    shape = word_styles.element(made, "w:pPr")
    word_styles.element(shape, "w:ind", left="360", hanging="360")
    letters = word_styles.element(made, "w:rPr")
    word_styles.element(letters, "w:b")
    word_styles.element(letters, "w:color", val=office.BRAND)
    return made


def _point(holder: Any, number: int, level: int) -> None:
    numbered = holder.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_ilvl().val = level
    numbered.get_or_add_numId().val = number
