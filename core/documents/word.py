"""DOCX through python-docx: real styles, language, repeated header rows, alternative texts."""

import datetime
import io
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from core.documents import arrangement, figures, glyphs, imprint, office, word_pages, word_styles
from core.documents.model import (
    BlankRows,
    Boxes,
    Bullets,
    Callout,
    Document,
    Fields,
    Figure,
    Heading,
    KeyNumbers,
    Line,
    PageBreak,
    Para,
    Signatures,
    Style,
    Table,
)
from core.documents.unbound import unbound
from core.documents.word_numbers import new_list, number_headings
from core.documents.word_tables import blank_rows, boxes, signatures, table
from core.documents.word_text import Draft, begin, caption, line, page_break, para, picture

if TYPE_CHECKING:
    from docx.document import Document as File

_MADE_BY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
    'openxmlformats.org/officeDocument/2006/extended-properties"><Application>Pregón</Application>'
    "</Properties>"
).encode()


def render(document: Document) -> bytes:
    """The document as DOCX. It must be valid and its layout not `POCKET`."""
    import docx

    document = unbound(document)
    file = docx.Document()
    _describe(file, document)
    _sign(file)
    word_styles.add(file, document)
    if document.numbered:
        number_headings(file)
    draft = begin(file, document)
    word_pages.front(draft)
    landscape = document.landscape
    for section in arrangement.sections(document):
        if section.landscape != landscape:
            landscape = section.landscape
            draft = replace(draft, width=office.width(document, landscape=landscape))
            word_pages.turn(draft, landscape=landscape)
        for index, block in arrangement.blocks(document, section):
            _DRAWINGS[type(block)](draft, block, index)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _describe(file: "File", document: Document) -> None:
    facts = file.core_properties
    # python-docx keeps to 255 characters, the most that Word shows.
    facts.title = glyphs.shorten(document.title, 255)
    facts.subject = glyphs.shorten(document.subtitle, 255)
    facts.author = facts.last_modified_by = glyphs.shorten(document.owner, 255)
    facts.comments = imprint.stamp(document)
    facts.language = imprint.locale(document)
    facts.version = str(document.version)
    facts.created = facts.modified = datetime.datetime.combine(
        document.date, datetime.time(12), datetime.UTC
    )


def _sign(file: "File") -> None:
    """Say which program made the file: the template names another, with a picture of its own."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package = file.part.package
    others = (RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.THUMBNAIL)
    for name in [key for key, one in package.rels.items() if one.reltype in others]:
        del package.rels[name]
    content = CONTENT_TYPE.OFC_EXTENDED_PROPERTIES
    made = Part(PackURI("/docProps/app.xml"), content, _MADE_BY, package)
    package.relate_to(made, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)


def _heading(draft: Draft, block: Heading, index: int) -> None:
    paragraph = para(draft.file, block.text, f"Heading {block.level}")
    if block.new_page:
        paragraph.paragraph_format.page_break_before = True
    if draft.document.contents:
        word_pages.bookmark(paragraph, index)


def _paragraph(draft: Draft, block: Para, index: int) -> None:
    paragraph = para(draft.file, block.text, office.LEAD if block.lead else "Normal")
    if index in draft.introductions:
        paragraph.paragraph_format.keep_with_next = True


def _bullets(draft: Draft, block: Bullets, _: int) -> None:
    made = [
        para(draft.file, item, "List Number" if block.numbered else "List Bullet")
        for item in block.items
    ]
    if block.numbered:
        new_list(draft.file, made)


def _callout(draft: Draft, block: Callout, _: int) -> None:
    if block.title.strip():
        para(draft.file, block.title, office.callout_title(block.kind))
    for item in block.items:
        para(draft.file, item, office.callout_text(block.kind))


def _key_numbers(draft: Draft, block: KeyNumbers, _: int) -> None:
    for item in block.items:
        paragraph = para(draft.file, f"{item.label}: ", office.KEY_NUMBER)
        line(paragraph, Line(item.number, Style.STRONG, item.link))


def _fields(draft: Draft, block: Fields, _: int) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Mm

    for field in block.fields:
        paragraph = para(draft.file, f"{field.label}: {field.value}", office.FIELD)
        paragraph.add_run("\t")
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            Mm(draft.width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES
        )


def _page_break(draft: Draft, _block: PageBreak, _: int) -> None:
    page_break(draft)


def _figure(draft: Draft, block: Figure, index: int) -> None:
    paragraph = draft.file.add_paragraph()
    paragraph.paragraph_format.keep_with_next = bool(block.caption.strip())
    picture(paragraph, figures.drawn(block.image), block.alt, draft.width * min(block.width, 1.0))
    if block.caption.strip():
        caption(draft, index, block.caption)


_DRAWINGS: dict[type, Callable[..., None]] = {
    Heading: _heading,
    Para: _paragraph,
    Bullets: _bullets,
    Callout: _callout,
    KeyNumbers: _key_numbers,
    Fields: _fields,
    PageBreak: _page_break,
    Figure: _figure,
    Table: table,
    BlankRows: blank_rows,
    Boxes: boxes,
    Signatures: signatures,
}
