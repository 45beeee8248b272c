"""ODT through odfpy: real headings, language, repeated header rows, alternative texts."""

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from core.documents import glyphs, images, imprint, odf_styles, office, pdf
from core.documents.model import (
    BlankRows,
    Bullets,
    Callout,
    Cell,
    Column,
    Document,
    Fields,
    Figure,
    Heading,
    KeyNumbers,
    Line,
    PageBreak,
    Para,
    Style,
    Table,
)

if TYPE_CHECKING:
    from odf.element import Element
    from odf.opendocument import OpenDocument


def render(document: Document) -> bytes:
    """The document as ODT. It must be valid and its layout not `POCKET`."""
    from odf.opendocument import OpenDocumentText

    file = OpenDocumentText()
    _describe(file, document)
    odf_styles.add(file, document)
    _opening(file, document)
    for block in document.blocks:
        _DRAWINGS[type(block)](file, block, document)
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


def _opening(file: "OpenDocument", document: Document) -> None:
    if document.crest is not None:
        place = _para(file.text, "", "Normal")
        _picture(file, place, document.crest, document.crest_alt, 18)
    _para(file.text, document.owner, office.KICKER)
    _para(file.text, document.title, "Title")
    if document.subtitle.strip():
        _para(file.text, document.subtitle, "Subtitle")
    _para(file.text, imprint.stamp(document), office.STAMP)


def _heading(file: "OpenDocument", block: Heading, _: Document) -> None:
    from odf import text

    name = odf_styles.key(f"Heading {block.level}")
    heading = text.H(outlinelevel=block.level, stylename=name)
    _put(heading, block.text)
    file.text.addElement(heading)


def _paragraph(file: "OpenDocument", block: Para, _: Document) -> None:
    _para(file.text, block.text, office.LEAD if block.lead else "Normal")


def _bullets(file: "OpenDocument", block: Bullets, _: Document) -> None:
    from odf import text

    bullets = text.List(stylename=odf_styles.BULLETS)
    for item in block.items:
        entry = text.ListItem()
        _para(entry, item, "List Bullet")
        bullets.addElement(entry)
    file.text.addElement(bullets)


def _callout(file: "OpenDocument", block: Callout, _: Document) -> None:
    if block.title.strip():
        _para(file.text, block.title, office.callout_title(block.kind))
    for item in block.items:
        _para(file.text, item, office.callout_text(block.kind))


def _key_numbers(file: "OpenDocument", block: KeyNumbers, _: Document) -> None:
    for item in block.items:
        place = _para(file.text, f"{item.label}: ", office.KEY_NUMBER)
        _run(place, Line(item.number, Style.STRONG, item.link))


def _fields(file: "OpenDocument", block: Fields, _: Document) -> None:
    from odf import text

    for field in block.fields:
        _para(file.text, f"{field.label}: ", office.FIELD).addElement(text.Tab())


def _page_break(file: "OpenDocument", _block: PageBreak, _: Document) -> None:
    _para(file.text, "", odf_styles.BREAK)


def _figure(file: "OpenDocument", block: Figure, document: Document) -> None:
    place = _para(file.text, "", "Normal")
    width = office.width(document) * min(block.width, 1.0)
    _picture(file, place, block.image, block.alt, width)
    if block.caption.strip():
        _para(file.text, block.caption, "Caption")


def _table(file: "OpenDocument", block: Table, document: Document) -> None:
    table = _ruled(file, block.columns, block.caption, document)
    for cells in block.rows:
        row = _row(table, odf_styles.ROW)
        for index, (cell, column) in enumerate(zip(cells, block.columns, strict=True)):
            _fill(file, row, cell, column, strong=block.row_header and index == 0)


def _blank_rows(file: "OpenDocument", block: BlankRows, document: Document) -> None:
    table = _ruled(file, block.columns, block.caption, document)
    style = odf_styles.row_of_height(file, block.height)
    for _ in range(block.count):
        row = _row(table, style)
        for column in block.columns:
            _fill(file, row, Cell(tick=column.tick), column, strong=False)


def _ruled(
    file: "OpenDocument", columns: tuple[Column, ...], caption: str, document: Document
) -> "Element":
    """A table with its repeated header row, added to the text."""
    from odf import table as tables

    if caption.strip():
        _para(file.text, caption, "Caption")
    styles = odf_styles.table(file, office.widths(columns, office.width(document)))
    table = tables.Table(stylename=styles.table, name=styles.name)
    for style in styles.columns:
        table.addElement(tables.TableColumn(stylename=style))
    head = tables.TableHeaderRows()
    row = _row(head, odf_styles.ROW)
    for column in columns:
        place = tables.TableCell(stylename=odf_styles.HEAD_CELL, valuetype="string")
        _para(place, column.title, odf_styles.aligned(office.TABLE_HEAD, column.align))
        row.addElement(place)
    table.addElement(head)
    file.text.addElement(table)
    _para(file.text, "", office.GAP)
    return table


def _row(parent: "Element", style: str) -> "Element":
    from odf import table

    row = table.TableRow(stylename=style)
    parent.addElement(row)
    return row


def _fill(
    file: "OpenDocument", row: "Element", cell: Cell, column: Column, *, strong: bool
) -> None:
    from odf import table

    place = table.TableCell(stylename=odf_styles.CELL, valuetype="string")
    row.addElement(place)
    # A code alone in its cell needs no empty line above it.
    lines = cell.lines or (() if cell.qr and not cell.tick else (Line(""),))
    for number, line in enumerate(lines):
        muted = line.style is Style.MUTED
        look = office.TABLE_MUTED if muted else office.TABLE
        tick = "☐ " if cell.tick and number == 0 else ""
        paragraph = _para(place, tick, odf_styles.aligned(look, column.align))
        _run(paragraph, line, strong=strong and not muted)
    if cell.qr is not None:
        paragraph = _para(place, "", odf_styles.aligned(office.TABLE, column.align))
        _picture(file, paragraph, images.qr_png(cell.qr.payload), cell.qr.alt, office.QR)


def _picture(file: "OpenDocument", place: "Element", image: bytes, alt: str, width: float) -> None:
    from odf import draw, svg

    ready = images.ready(image)
    png = pdf.drawing_to_png(ready) if images.is_svg(ready) else ready
    across, down = images.size(png)
    frame = draw.Frame(
        width=f"{width:.2f}mm", height=f"{width * down / across:.2f}mm", anchortype="as-char"
    )
    frame.addElement(draw.Image(href=file.addPictureFromString(png, "image/png")))
    for made in (svg.Title(), svg.Desc()):
        made.addText(glyphs.for_office(alt))
        frame.addElement(made)
    place.addElement(frame)


def _para(parent: "Element", text: str, style: str) -> "Element":
    from odf.text import P

    paragraph = P(stylename=odf_styles.key(style))
    _put(paragraph, text)
    parent.addElement(paragraph)
    return paragraph


def _run(paragraph: "Element", line: Line, *, strong: bool = False) -> None:
    from odf import text

    span: Any = paragraph
    if line.link:
        span = text.A(href=glyphs.address(line.link), type="simple")
        paragraph.addElement(span)
    if strong or line.style is Style.STRONG:
        bold = text.Span(stylename=odf_styles.STRONG)
        span.addElement(bold)
        span = bold
    _put(span, line.text)


def _put(element: "Element", given: str) -> None:
    from odf import text

    cleaned = glyphs.for_office(given) + (" " if given.endswith(" ") else "")
    for number, line in enumerate(cleaned.split("\n")):
        if number:
            element.addElement(text.LineBreak())
        element.addText(line)


_DRAWINGS: dict[type, Callable[..., None]] = {
    Heading: _heading,
    Para: _paragraph,
    Bullets: _bullets,
    Callout: _callout,
    KeyNumbers: _key_numbers,
    Fields: _fields,
    PageBreak: _page_break,
    Figure: _figure,
    Table: _table,
    BlankRows: _blank_rows,
}
