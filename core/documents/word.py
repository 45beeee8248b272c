"""DOCX through python-docx: real styles, language, repeated header rows, alternative texts."""

import datetime
import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from core.documents import glyphs, images, imprint, office, pdf, word_styles
from core.documents.model import (
    Align,
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
    from docx.document import Document as File
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph


def render(document: Document) -> bytes:
    """The document as DOCX. It must be valid and its layout not `POCKET`."""
    import docx

    file = docx.Document()
    _describe(file, document)
    word_styles.add(file, document)
    _page(file, document)
    _opening(file, document)
    for block in document.blocks:
        _DRAWINGS[type(block)](file, block, document)
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


def _page(file: "File", document: Document) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    section = file.sections[0]
    wide, high = (297, 210) if document.landscape else (210, 297)
    section.page_width, section.page_height = Mm(wide), Mm(high)
    if document.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    margin = office.margin(document)
    section.left_margin = section.right_margin = Mm(margin)
    section.top_margin = section.bottom_margin = Mm(20)
    section.footer_distance = Mm(9)
    footer = section.footer.paragraphs[0]
    footer.style = file.styles["Footer"]
    footer.paragraph_format.tab_stops.clear_all()
    footer.paragraph_format.tab_stops.add_tab_stop(
        Mm(office.width(document)), WD_TAB_ALIGNMENT.RIGHT
    )
    footer.add_run(f"{glyphs.for_office(document.owner)} · {imprint.stamp(document)}\t")
    for part in office.page_parts(document):
        if part in office.COUNTERS:
            _counter(footer, office.COUNTERS[part])
        else:
            footer.add_run(part)


def _opening(file: "File", document: Document) -> None:
    if document.crest is not None:
        _picture(file.add_paragraph(), document.crest, document.crest_alt, 18)
    _para(file, document.owner, office.KICKER)
    _para(file, document.title, "Title")
    if document.subtitle.strip():
        _para(file, document.subtitle, "Subtitle")
    _para(file, imprint.stamp(document), office.STAMP)


def _heading(file: "File", block: Heading, _: Document) -> None:
    _para(file, block.text, f"Heading {block.level}")


def _paragraph(file: "File", block: Para, _: Document) -> None:
    _para(file, block.text, office.LEAD if block.lead else "Normal")


def _bullets(file: "File", block: Bullets, _: Document) -> None:
    for item in block.items:
        _para(file, item, "List Bullet")


def _callout(file: "File", block: Callout, _: Document) -> None:
    if block.title.strip():
        _para(file, block.title, office.callout_title(block.kind))
    for item in block.items:
        _para(file, item, office.callout_text(block.kind))


def _key_numbers(file: "File", block: KeyNumbers, _: Document) -> None:
    for item in block.items:
        paragraph = _para(file, f"{item.label}: ", office.KEY_NUMBER)
        _run(paragraph, Line(item.number, Style.STRONG, item.link))


def _fields(file: "File", block: Fields, document: Document) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Mm

    for field in block.fields:
        paragraph = _para(file, f"{field.label}: \t", office.FIELD)
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            Mm(office.width(document)), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES
        )


def _page_break(file: "File", _block: PageBreak, _: Document) -> None:
    from docx.enum.text import WD_BREAK

    file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _figure(file: "File", block: Figure, document: Document) -> None:
    width = office.width(document) * min(block.width, 1.0)
    paragraph = file.add_paragraph()
    paragraph.paragraph_format.keep_with_next = bool(block.caption.strip())
    _picture(paragraph, block.image, block.alt, width)
    if block.caption.strip():
        _para(file, block.caption, "Caption")


def _table(file: "File", block: Table, document: Document) -> None:
    rows = _ruled(file, block.columns, len(block.rows), block.caption, document)
    for row, cells in zip(rows, block.rows, strict=True):
        for index, (place, cell) in enumerate(zip(row.cells, cells, strict=True)):
            strong = block.row_header and index == 0
            _fill(place, cell, block.columns[index], strong=strong)


def _blank_rows(file: "File", block: BlankRows, document: Document) -> None:
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Mm

    empty = Cell()
    for row in _ruled(file, block.columns, block.count, block.caption, document):
        row.height, row.height_rule = Mm(block.height), WD_ROW_HEIGHT_RULE.EXACTLY
        for place, column in zip(row.cells, block.columns, strict=True):
            _fill(place, Cell(tick=True) if column.tick else empty, column, strong=False)


def _ruled(
    file: "File", columns: tuple[Column, ...], count: int, caption: str, document: Document
) -> "list[_Row]":
    """A table with its repeated header row; returns the rows below it."""
    if caption.strip():
        _para(file, caption, "Caption").paragraph_format.keep_with_next = True
    table = file.add_table(rows=count + 1, cols=len(columns))
    table.style = file.styles["Table Grid"]
    table.autofit = False
    rows = list(table.rows)
    _widths(table, rows, office.widths(columns, office.width(document)))
    head = rows[0]
    word_styles.element(head._tr.get_or_add_trPr(), "w:tblHeader")
    for place, column in zip(head.cells, columns, strict=True):
        word_styles.element(place._tc.get_or_add_tcPr(), "w:shd", val="clear", fill=office.TINT)
        paragraph = place.paragraphs[0]
        _write(paragraph, column.title, office.TABLE_HEAD)
        _align(paragraph, column)
    for row in rows:
        word_styles.element(row._tr.get_or_add_trPr(), "w:cantSplit")
    # Word joins two tables with nothing between them.
    _para(file, "", office.GAP)
    return rows[1:]


def _widths(table: Any, rows: "list[_Row]", millimetres: list[float]) -> None:
    """Widths in the grid, which LibreOffice reads, and in the cells, which Word reads."""
    from docx.shared import Mm

    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = Mm(width)
    for row in rows:
        for place, width in zip(row._tr.tc_lst, millimetres, strict=True):
            place.width = Mm(width)


def _fill(place: "_Cell", cell: Cell, column: Column, *, strong: bool) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    # A code alone in its cell needs no empty line above it.
    lines = cell.lines or (() if cell.qr and not cell.tick else (Line(""),))
    for number, line in enumerate(lines):
        paragraph = place.paragraphs[0] if number == 0 else place.add_paragraph()
        _write(paragraph, "", office.TABLE_MUTED if line.style is Style.MUTED else office.TABLE)
        if cell.tick and number == 0:
            paragraph.add_run("☐ ")
        _run(paragraph, line, strong=strong and line.style is not Style.MUTED)
        _align(paragraph, column)
    if cell.qr is not None:
        paragraph = place.add_paragraph() if lines else place.paragraphs[0]
        _write(paragraph, "", office.TABLE)
        _align(paragraph, column)
        _picture(paragraph, images.qr_png(cell.qr.payload), cell.qr.alt, office.QR)


def _picture(paragraph: "Paragraph", image: bytes, alt: str, width: float) -> None:
    from docx.shared import Mm

    ready = images.ready(image)
    png = pdf.drawing_to_png(ready) if images.is_svg(ready) else ready
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(width))
    shape._inline.docPr.set("descr", glyphs.for_office(alt))


def _para(file: "File", text: str, style: str) -> "Paragraph":
    return _write(file.add_paragraph(), text, style)


def _write(paragraph: "Paragraph", text: str, style: str) -> "Paragraph":
    # By its id: python-docx looks names up anew each time, half of the work of a long table.
    paragraph._p.style = word_styles.key(style)
    if text:
        # A trailing blank or tab is part of the form, not of what a person typed.
        paragraph.add_run(glyphs.for_office(text.rstrip(" \t")) + text[len(text.rstrip(" \t")) :])
    return paragraph


def _run(paragraph: "Paragraph", line: Line, *, strong: bool = False) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.shared import RGBColor

    run = paragraph.add_run(glyphs.for_office(line.text))
    run.bold = True if strong or line.style is Style.STRONG else None
    if line.link:
        run.font.color.rgb = RGBColor.from_string(office.BRAND)
        target = glyphs.address(line.link)
        relation = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = word_styles.element(paragraph._p, "w:hyperlink", **{"r:id": relation})
        link.append(run._r)


def _align(paragraph: "Paragraph", column: Column) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    sides = {
        Align.START: WD_ALIGN_PARAGRAPH.LEFT,
        Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
        Align.END: WD_ALIGN_PARAGRAPH.RIGHT,
    }
    paragraph.alignment = sides[column.align]


def _counter(paragraph: "Paragraph", field: str) -> None:
    simple = word_styles.element(paragraph._p, "w:fldSimple", instr=field)
    word_styles.element(simple, "w:r").text = "1"


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
