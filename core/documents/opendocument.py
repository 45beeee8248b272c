"""ODT through odfpy: real headings, language, repeated header rows, alternative texts."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from core.documents import arrangement, figures, glyphs, imprint, odf_pages, odf_styles, office
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
from core.documents.odf_tables import blank_rows, boxes, listed, signatures, table
from core.documents.odf_text import Draft, begin, caption, line, para, picture, put
from core.documents.unbound import unbound

if TYPE_CHECKING:
    from odf.opendocument import OpenDocument


def render(document: Document) -> bytes:
    """The document as ODT. It must be valid and its layout not `POCKET`."""
    from odf.opendocument import OpenDocumentText

    document = unbound(document)
    file = OpenDocumentText()
    _describe(file, document)
    odf_styles.add(file, document)
    draft = begin(file, document)
    odf_pages.add_pages(draft)
    _counters(draft)
    odf_pages.front(draft)
    landscape = document.landscape
    for section in arrangement.sections(document):
        if section.landscape != landscape:
            landscape = section.landscape
            draft = replace(draft, width=office.width(document, landscape=landscape))
            odf_pages.turn(draft, landscape=landscape)
        for index, block in arrangement.blocks(document, section):
            _DRAWINGS[type(block)](draft, block, index)
    out = io.BytesIO()
    file.write(out)
    return out.getvalue()


def _describe(file: "OpenDocument", document: Document) -> None:
    from odf import dc, meta

    noon = f"{document.date.isoformat()}T12:00:00"
    for made, text in (
        (dc.Title(), document.title),
        (dc.Subject(), document.subtitle),
        (dc.Creator(), document.owner),
        (dc.Description(), imprint.stamp(document)),
        (dc.Language(), imprint.locale(document)),
        (dc.Date(), noon),
        (meta.InitialCreator(), document.owner),
        (meta.CreationDate(), noon),
    ):
        made.addText(glyphs.for_office(text))
        file.meta.addElement(made)


def _counters(draft: Draft) -> None:
    """Declare what numbers the captions; ODF wants it before the first one."""
    from odf import text

    names = {
        office.caption_parts(draft.document, index, "")[0].strip(): None for index in draft.captions
    }
    if names:
        declared = text.SequenceDecls()
        for name in names:
            declared.addElement(text.SequenceDecl(displayoutlinelevel="0", name=name))
        draft.file.text.addElement(declared)


def _heading(draft: Draft, block: Heading, index: int) -> None:
    from odf import text

    name = f"Heading {block.level}"
    style = odf_styles.new_page(draft.file, name) if block.new_page else name
    heading = text.H(outlinelevel=block.level, stylename=odf_styles.key(style))
    if draft.document.contents:
        heading.addElement(text.Bookmark(name=odf_pages.place(index)))
    put(heading, block.text)
    draft.file.text.addElement(heading)


def _paragraph(draft: Draft, block: Para, index: int) -> None:
    style = office.LEAD if block.lead else "Standard"
    kept = index in draft.introductions
    para(draft.file.text, block.text, odf_styles.kept(style) if kept else style)


def _bullets(draft: Draft, block: Bullets, _: int) -> None:
    draft.file.text.addElement(listed(block.items, numbered=block.numbered))


def _callout(draft: Draft, block: Callout, _: int) -> None:
    if block.title.strip():
        para(draft.file.text, block.title, office.callout_title(block.kind))
    for item in block.items:
        para(draft.file.text, item, office.callout_text(block.kind))


def _key_numbers(draft: Draft, block: KeyNumbers, _: int) -> None:
    for item in block.items:
        place = para(draft.file.text, f"{item.label}: ", office.KEY_NUMBER)
        line(place, Line(item.number, Style.STRONG, item.link))


def _fields(draft: Draft, block: Fields, _: int) -> None:
    from odf import text

    for field in block.fields:
        told = f"{field.label}: {field.value}"
        para(draft.file.text, told, office.FIELD).addElement(text.Tab())


def _page_break(draft: Draft, _block: PageBreak, _: int) -> None:
    para(draft.file.text, "", odf_styles.BREAK)


def _figure(draft: Draft, block: Figure, index: int) -> None:
    captioned = bool(block.caption.strip())
    place = para(draft.file.text, "", odf_styles.kept("Standard") if captioned else "Normal")
    picture(
        draft, place, figures.drawn(block.image), block.alt, draft.width * min(block.width, 1.0)
    )
    if captioned:
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
