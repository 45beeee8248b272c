"""Tables of a DOCX file, and what is set in them: boxes and room to sign."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from core.documents import heights, images, office, word_styles
from core.documents.model import (
    Align,
    BlankRows,
    Boxes,
    Cell,
    CellTone,
    Line,
    Signatures,
    Style,
    Table,
)
from core.documents.word_text import Draft, caption, line, para, picture, write

if TYPE_CHECKING:
    from docx.table import Table as Grid
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

_MATRIX_MARGIN = "45"
"""Left and right of the words of a matrix, in twentieths of a point: 0.8 mm."""


def table(draft: Draft, block: Table, index: int) -> None:
    """A ruled table; first cells of its rows are marked as headers if they are."""
    grid = _ruled(draft, block, len(block.rows), index)
    flags = grid._tbl.tblPr.find(word_styles.name("w:tblLook"))
    flags.set(word_styles.name("w:firstColumn"), "1" if block.row_header else "0")
    if block.matrix:
        margins = word_styles.made("w:tblCellMar")
        for side in ("left", "right"):
            word_styles.element(margins, f"w:{side}", w=_MATRIX_MARGIN, type="dxa")
        flags.addprevious(margins)
    rows = list(grid.rows)[1:]
    for row, cells in zip(rows, block.rows, strict=True):
        for number, (place, cell) in enumerate(zip(row.cells, cells, strict=True)):
            strong = block.row_header and number == 0 and not block.matrix
            side = office.side(block, number)
            _fill(place, cell, side, strong=strong, matrix=block.matrix)
    _keep(draft, grid, rows, index)


def _keep(draft: Draft, grid: "Grid", rows: "list[_Row]", index: int) -> None:
    """Hold rows that belong on one page to what comes next, and the last one to its chart."""
    count = draft.together[index]
    kept = heights.kept_rows(draft.document, index, count)
    for row in rows[:kept]:
        for paragraph in row._tr.iter(word_styles.name("w:p")):
            word_styles.keep_with_next(paragraph)
    if kept == len(rows):
        word_styles.keep_with_next(grid._tbl.getnext())


def blank_rows(draft: Draft, block: BlankRows, index: int) -> None:
    """A ruled table with empty rows of their height."""
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Mm

    empty = Cell()
    for row in list(_ruled(draft, block, block.count, index).rows)[1:]:
        row.height, row.height_rule = Mm(block.height), WD_ROW_HEIGHT_RULE.EXACTLY
        for place, column in zip(row.cells, block.columns, strict=True):
            _fill(place, Cell(tick=True) if column.tick else empty, column.align)


def boxes(draft: Draft, block: Boxes, _: int) -> None:
    """Boxes in two columns; a last one without neighbour takes both."""
    grid = _grid(draft, -(-len(block.items) // 2), [draft.width / 2] * 2)
    for number, item in enumerate(block.items):
        row = grid.rows[number // 2]
        place = row.cells[number % 2]
        if number + 1 == len(block.items) and number % 2 == 0:
            place = place.merge(row.cells[1])
        write(place.paragraphs[0], item.title, office.BOX_TITLE)
        for text in item.items:
            listed = len(item.items) > 1 and not item.prose
            para(place, text, "List Bullet" if listed else office.TABLE)
    para(draft.file, "", office.GAP)


def signatures(draft: Draft, block: Signatures, _: int) -> None:
    """Boxes to be signed; rows stay whole and together."""
    across = min(len(block.items), office.ACROSS_SIGNATURES)
    grid = _grid(draft, -(-len(block.items) // across), [draft.width / across] * across)
    for number, item in enumerate(block.items):
        place = grid.rows[number // across].cells[number % across]
        write(place.paragraphs[0], item.role, office.SIGNATURE_ROLE)
        para(place, item.name, office.SIGNATURE)
        if item.note.strip():
            para(place, item.note, office.SIGNATURE_NOTE)
        if number // across < len(grid.rows) - 1:
            for paragraph in place.paragraphs:
                paragraph.paragraph_format.keep_with_next = True
    para(draft.file, "", office.GAP)


def _ruled(draft: Draft, block: Table | BlankRows, count: int, index: int) -> "Grid":
    """A table with its repeated header row and `count` rows below it."""
    if block.caption.strip():
        caption(draft, index, block.caption).paragraph_format.keep_with_next = True
    grid = _grid(draft, count + 1, office.widths(block.columns, draft.width))
    head = grid.rows[0]
    word_styles.element(head._tr.get_or_add_trPr(), "w:tblHeader")
    matrix = isinstance(block, Table) and block.matrix
    for number, (place, column) in enumerate(zip(head.cells, block.columns, strict=True)):
        _shade(place, office.TINT)
        paragraph = place.paragraphs[0]
        write(paragraph, column.title, office.MATRIX_HEAD if matrix else office.TABLE_HEAD)
        _align(paragraph, office.side(block, number))
    # Word joins two tables with nothing between them.
    para(draft.file, "", office.GAP)
    return grid


def _grid(draft: Draft, count: int, widths: Sequence[float]) -> "Grid":
    """An empty table whose rows stay whole; widths in millimetres."""
    grid: Grid = draft.file.add_table(rows=count, cols=len(widths))
    grid.style = draft.file.styles["Table Grid"]
    grid.autofit = False
    rows = list(grid.rows)
    _widths(grid, rows, widths)
    for row in rows:
        word_styles.element(row._tr.get_or_add_trPr(), "w:cantSplit")
    return grid


def _widths(grid: Any, rows: "list[_Row]", millimetres: Sequence[float]) -> None:
    """Widths in the grid, which LibreOffice reads, and in the cells, which Word reads."""
    from docx.shared import Mm

    for column, width in zip(grid.columns, millimetres, strict=True):
        column.width = Mm(width)
    for row in rows:
        for place, width in zip(row._tr.tc_lst, millimetres, strict=True):
            place.width = Mm(width)


def _fill(
    place: "_Cell", cell: Cell, side: Align, *, strong: bool = False, matrix: bool = False
) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    ground, ink = office.TONES[cell.tone]
    if ground:
        _shade(place, ground)
    place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    toned = cell.tone is not CellTone.NONE
    # A code alone in its cell needs no empty line above it.
    lines = cell.lines or (() if cell.qr and not cell.tick else (Line(""),))
    for number, each in enumerate(lines):
        paragraph = place.paragraphs[0] if number == 0 else place.add_paragraph()
        write(paragraph, "", _style(each, matrix=matrix))
        if cell.tick and number == 0:
            paragraph.add_run("☐ ")
        bold = toned or (strong and each.style is not Style.MUTED)
        line(paragraph, each, strong=bold, colour=ink if toned else "")
        _align(paragraph, side)
    if cell.qr is not None:
        paragraph = place.add_paragraph() if lines else place.paragraphs[0]
        write(paragraph, "", office.TABLE)
        _align(paragraph, side)
        picture(paragraph, images.qr_png(cell.qr.payload), cell.qr.alt, office.QR)


def _style(given: Line, *, matrix: bool) -> str:
    if matrix:
        return office.MATRIX
    if given.item:
        return office.TABLE_ITEM
    return office.TABLE_MUTED if given.style is Style.MUTED else office.TABLE


def _shade(place: "_Cell", ground: str) -> None:
    word_styles.element(place._tc.get_or_add_tcPr(), "w:shd", val="clear", fill=ground)


def _align(paragraph: "Paragraph", side: Align) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    sides = {
        Align.START: WD_ALIGN_PARAGRAPH.LEFT,
        Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
        Align.END: WD_ALIGN_PARAGRAPH.RIGHT,
    }
    paragraph.alignment = sides[side]
