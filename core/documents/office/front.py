"""The first page of a DOCX or ODT: whose it is, what it is, and the contents.

The contents have the page numbers of the paper.
"""

from core.documents import arrangement, glyphs, imprint, looks, preview
from core.documents.office import sheets
from core.documents.office.writer import Writer
from core.documents.rich import plain

_COVER_CREST, _CREST = 26.0, 18.0
"""Widths of the coat of arms in millimetres."""
_BESIDE_CREST = 3 * "\N{NO-BREAK SPACE}"
"""What is free between the arms and whose they are, in large letters."""


def look_up(writer: Writer, printed: bytes) -> None:
    """Read off the paper on which pages the headings of the contents are, and how many it has."""
    if writer.document.bound:
        writer.last = preview.page_count(printed)
    marks, page = iter(preview.outline(printed)), 1
    for entry in arrangement.contents(writer.document):
        words = glyphs.for_paper(entry.text)
        there = (mark for mark in marks if words.endswith(mark[0]) or mark[0].endswith(words))
        _title, page = next(there, ("", page))
        writer.listed[entry.block] = page
        writer.sheets.setdefault(entry.text.partition(" ")[0], (entry.block, page))


def first_page(writer: Writer) -> None:
    """The first page, and the page of contents if there is one."""
    document, cover = writer.document, writer.document.cover
    if looks.banded(document):
        sheets.band(writer)
        return
    if cover:
        _over_cover(writer)
        writer.para(writer.text, cover.kicker, looks.COVER_KICKER)
    else:
        line = writer.para(writer.text, looks.over_title(document), looks.KICKER)
        if document.crest is not None:
            writer.tab(line)
            writer.image(line, document.crest, document.crest_alt, _CREST)
    writer.para(writer.text, document.title, "Title")
    if plain(document.subtitle).strip():
        writer.para(writer.text, document.subtitle, "Subtitle")
    if cover:
        writer.para(writer.text, "", looks.COVER_GAP)
        for line in cover.lines:
            writer.para(writer.text, line, looks.COVER_LINE)
    stamp = looks.COVER_STAMP if cover else looks.STAMP
    writer.para(writer.text, imprint.stamp(document), stamp)
    if document.contents:
        entries = arrangement.contents(document)
        pages = [writer.listed[entry.block] for entry in entries]
        writer.contents(imprint.contents_title(document), entries, pages)
    if arrangement.needs_break(document):
        writer.page_break()


def _over_cover(writer: Writer) -> None:
    """Whose it is, beside the arms."""
    document, line = writer.document, writer.paragraph(writer.text, looks.COVER_OWNER)
    if document.crest is not None:
        writer.image(line, document.crest, document.crest_alt, _COVER_CREST)
        writer.run(line, _BESIDE_CREST, looks.WIDE_BOX)
    writer.write(line, document.owner)
