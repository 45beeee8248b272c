"""Pages of a DOCX file: margins, header and footer, cover, contents, turned pages."""

from typing import TYPE_CHECKING, Any

from core.documents import arrangement, glyphs, imprint, office, word_styles
from core.documents.arrangement import Entry
from core.documents.model import Cover, Layout
from core.documents.word_text import (
    Draft,
    field,
    page_break,
    para,
    picture,
    right_tab,
    stand,
    write,
)

if TYPE_CHECKING:
    from docx.section import Section, _Footer, _Header
    from docx.text.paragraph import Paragraph

COVER_CREST, CREST = 26, 18
"""Widths of the coat of arms in millimetres."""


def front(draft: Draft) -> None:
    """The first page, and the page of contents if there is one."""
    document = draft.document
    section = draft.file.sections[0]
    _margins(section, draft)
    _frame(section, draft)
    _first_page(section, draft)
    if document.cover is not None:
        _cover(draft, document.cover)
    else:
        _opening(draft)
    if document.contents:
        _contents(draft)
    if arrangement.needs_break(document):
        page_break(draft)


def turn(draft: Draft, *, landscape: bool) -> None:
    """Begin pages that stand the other way."""
    section = draft.file.add_section()
    stand(section, landscape=landscape)
    section.different_first_page_header_footer = False
    _frame(section, draft)


def bookmark(paragraph: "Paragraph", block: int) -> None:
    """Make the heading with that index a place to jump to."""
    number = str(block + 1)
    start = word_styles.made("w:bookmarkStart", id=number, name=_place(block))
    paragraph._p.get_or_add_pPr().addnext(start)
    word_styles.element(paragraph._p, "w:bookmarkEnd", id=number)


def _place(block: int) -> str:
    return f"_Toc{block + 1:06d}"


def _margins(section: "Section", draft: Draft) -> None:
    from docx.shared import Mm

    stand(section, landscape=draft.document.landscape)
    margin = office.margin(draft.document)
    section.left_margin = section.right_margin = Mm(margin)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(9)


def _frame(section: "Section", draft: Draft) -> None:
    """Header and footer of the pages after the first one."""
    document = draft.document
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    _watermark(section.header, draft)
    if document.layout is Layout.REPORT:
        line = _line(section.header, "Header")
        line.add_run(f"{glyphs.for_office(document.owner)}\t{glyphs.for_office(document.title)}")
        right_tab(line, draft.width)
    _page_line(section.footer, draft)


def _first_page(section: "Section", draft: Draft) -> None:
    """A report has no running header on its first page, and a cover no footer either."""
    if draft.document.layout is not Layout.REPORT:
        return
    section.different_first_page_header_footer = True
    _watermark(section.first_page_header, draft)
    if draft.document.cover is None:
        _page_line(section.first_page_footer, draft)


def _page_line(footer: "_Footer", draft: Draft) -> None:
    line = _line(footer, "Footer")
    right_tab(line, draft.width)
    stamp = imprint.stamp(draft.document)
    if draft.document.layout is not Layout.REPORT:
        stamp = f"{glyphs.for_office(draft.document.owner)} · {stamp}"
    line.add_run(f"{stamp}\t")
    for part in office.page_parts(draft.document):
        if part in office.COUNTERS:
            field(line, office.COUNTERS[part])
        else:
            line.add_run(part)


def _watermark(header: "_Header", draft: Draft) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if draft.document.watermark.strip():
        mark = write(_line(header, office.WATERMARK), draft.document.watermark, office.WATERMARK)
        mark.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _line(place: "_Header | _Footer", style: str) -> "Paragraph":
    """The empty paragraph that headers and footers come with, or one more."""
    first = place.paragraphs[0]
    return write(first if not first.text else place.add_paragraph(), "", style)


def _opening(draft: Draft) -> None:
    file, document = draft.file, draft.document
    if document.crest is not None:
        picture(file.add_paragraph(), document.crest, document.crest_alt, CREST)
    para(file, office.over_title(document), office.KICKER)
    para(file, document.title, "Title")
    if document.subtitle.strip():
        para(file, document.subtitle, "Subtitle")
    para(file, imprint.stamp(document), office.STAMP)


def _cover(draft: Draft, cover: Cover) -> None:
    file, document = draft.file, draft.document
    if document.crest is not None:
        picture(file.add_paragraph(), document.crest, document.crest_alt, COVER_CREST)
    para(file, document.owner, office.KICKER)
    para(file, cover.kicker, office.COVER_KICKER)
    para(file, document.title, "Title")
    if document.subtitle.strip():
        para(file, document.subtitle, "Subtitle")
    para(file, "", office.COVER_GAP)
    for line in cover.lines:
        para(file, line, office.COVER_LINE)
    para(file, imprint.stamp(document), office.COVER_STAMP)


def _contents(draft: Draft) -> None:
    """A field that is already filled in: Word asks nothing, and adds page numbers on update."""
    title = para(draft.file, imprint.contents_title(draft.document), office.CONTENTS_TITLE)
    title.paragraph_format.page_break_before = draft.document.cover is not None
    listed = arrangement.contents(draft.document)
    for number, entry in enumerate(listed):
        paragraph = para(draft.file, "", office.CONTENTS[entry.level - 1])
        if number == 0:
            _mark(paragraph, "begin")
            code = word_styles.element(paragraph.add_run()._r, "w:instrText")
            code.text = f' TOC \\o "1-{draft.document.contents_depth}" \\h \\z \\u '
            _mark(paragraph, "separate")
        _jump(paragraph, entry)
        if number == len(listed) - 1:
            _mark(paragraph, "end")


def _mark(paragraph: "Paragraph", kind: str) -> None:
    word_styles.element(paragraph.add_run()._r, "w:fldChar", fldCharType=kind)


def _jump(paragraph: "Paragraph", entry: Entry) -> None:
    words: Any = paragraph.add_run(f"{entry.number} {glyphs.for_office(entry.text)}".strip())
    link = word_styles.element(paragraph._p, "w:hyperlink", anchor=_place(entry.block), history="1")
    link.append(words._r)
