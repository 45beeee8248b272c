"""Tables of an ODT file, and what is set in them: boxes and room to sign."""

from typing import TYPE_CHECKING

from core.documents import heights, images, odf_styles, office
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
from core.documents.odf_text import Draft, caption, line, para, picture
from core.documents.rich import Text

if TYPE_CHECKING:
    from odf.element import Element


def table(draft: Draft, block: Table, index: int) -> None:
    """A ruled table with its repeated header row, and header columns if it has them."""
    grid = _ruled(draft, block, index)
    for cells in block.rows:
        row = _row(grid, odf_styles.ROW)
        for number, cell in enumerate(cells):
            strong = block.row_header and number == 0 and not block.matrix
            side = office.side(block, number)
            _fill(draft, row, cell, side, strong=strong, matrix=block.matrix)


def blank_rows(draft: Draft, block: BlankRows, index: int) -> None:
    """A ruled table with empty rows of their height."""
    grid = _ruled(draft, block, index)
    style = odf_styles.row_of_height(draft.file, block.height)
    for _ in range(block.count):
        row = _row(grid, style)
        for column in block.columns:
            _fill(draft, row, Cell(tick=column.tick), column.align)


def boxes(draft: Draft, block: Boxes, _: int) -> None:
    """Boxes in two columns; a last one without neighbour takes both."""
    grid = _grid(draft, [draft.width / 2] * 2)
    for start in range(0, len(block.items), 2):
        row = _row(grid, odf_styles.ROW)
        pair = block.items[start : start + 2]
        for item in pair:
            place = _place(row, odf_styles.BOX_CELL, across=3 - len(pair))
            para(place, item.title, office.BOX_TITLE)
            if len(item.items) > 1 and not item.prose:
                place.addElement(listed(item.items, numbered=False))
            else:
                for text in item.items:
                    para(place, text, office.TABLE)
    para(draft.file.text, "", office.GAP)


def signatures(draft: Draft, block: Signatures, _: int) -> None:
    """Boxes to be signed, all on one page."""
    across = min(len(block.items), office.ACROSS_SIGNATURES)
    grid = _grid(draft, [draft.width / across] * across, whole=True)
    for start in range(0, len(block.items), across):
        row = _row(grid, odf_styles.ROW)
        for item in block.items[start : start + across]:
            place = _place(row, odf_styles.BOX_CELL)
            para(place, item.role, office.SIGNATURE_ROLE)
            para(place, item.name, office.SIGNATURE)
            if item.note.strip():
                para(place, item.note, office.SIGNATURE_NOTE)
    para(draft.file.text, "", office.GAP)


def listed(items: tuple[Text, ...], *, numbered: bool) -> "Element":
    """A list with dots, or with numbers from 1."""
    from odf import text

    made = text.List(stylename=odf_styles.NUMBERS if numbered else odf_styles.BULLETS)
    for item in items:
        para(_entry(made), item, "List Number" if numbered else "List Bullet")
    return made


def _entry(parent: "Element") -> "Element":
    """A new item of a list."""
    from odf import text

    entry = text.ListItem()
    parent.addElement(entry)
    return entry


def _ruled(draft: Draft, block: Table | BlankRows, index: int) -> "Element":
    """A table with its repeated header row, added to the text."""
    from odf import table as tables

    if block.caption.strip():
        caption(draft, index, block.caption, odf_styles.kept("Caption"))
    matrix = isinstance(block, Table) and block.matrix
    row_header = isinstance(block, Table) and block.row_header
    widths = office.widths(block.columns, draft.width)
    count = draft.together.get(index, 0)
    # OpenDocument holds no single rows together.
    empty = heights.EMPTY_BEFORE_SHEET
    whole = count > 0 and heights.whole(draft.document, index, count, empty)
    grid = _grid(draft, widths, row_header=row_header, whole=whole, kept=whole and count > 1)
    head = tables.TableHeaderRows()
    row = _row(head, odf_styles.ROW)
    look = office.MATRIX_HEAD if matrix else office.TABLE_HEAD
    for number, column in enumerate(block.columns):
        place = _place(row, odf_styles.HEAD_CELL)
        para(place, column.title, odf_styles.aligned(look, office.side(block, number)))
    grid.addElement(head)
    para(draft.file.text, "", odf_styles.kept(office.GAP) if whole and count > 1 else office.GAP)
    return grid


def _grid(
    draft: Draft,
    widths: list[float],
    *,
    row_header: bool = False,
    whole: bool = False,
    kept: bool = False,
) -> "Element":
    from odf import table as tables

    styles = odf_styles.table(draft.file, widths, whole=whole, kept=kept)
    grid = tables.Table(stylename=styles.table, name=styles.name)
    columns = [tables.TableColumn(stylename=style) for style in styles.columns]
    if row_header:
        header = tables.TableHeaderColumns()
        header.addElement(columns.pop(0))
        grid.addElement(header)
    for column in columns:
        grid.addElement(column)
    draft.file.text.addElement(grid)
    return grid


def _row(parent: "Element", style: str) -> "Element":
    from odf import table

    row = table.TableRow(stylename=style)
    parent.addElement(row)
    return row


def _place(row: "Element", style: str, across: int = 1) -> "Element":
    """A new cell of the row, over that many columns."""
    from odf import table

    place = table.TableCell(stylename=style, valuetype="string")
    if across > 1:
        place.setAttribute("numbercolumnsspanned", str(across))
    row.addElement(place)
    for _ in range(across - 1):
        row.addElement(table.CoveredTableCell())
    return place


def _fill(
    draft: Draft,
    row: "Element",
    cell: Cell,
    side: Align,
    *,
    strong: bool = False,
    matrix: bool = False,
) -> None:
    place = _place(row, odf_styles.cell(cell.tone, matrix=matrix))
    toned = cell.tone is not CellTone.NONE
    # A code alone in its cell needs no empty line above it.
    lines = cell.lines or (() if cell.qr and not cell.tick else (Line(""),))
    dots: Element | None = None
    for number, each in enumerate(lines):
        muted = each.style is Style.MUTED
        dots = _dots(place, dots) if each.item else None
        look = odf_styles.aligned(_look(each, matrix=matrix), side)
        tick = "☐ " if cell.tick and number == 0 else ""
        paragraph = para(place if dots is None else _entry(dots), tick, look)
        white = cell.tone in (CellTone.STRONG, CellTone.ALERT)
        line(paragraph, each, strong=toned or (strong and not muted), white=white)
    if cell.qr is not None:
        paragraph = para(place, "", odf_styles.aligned(office.TABLE, side))
        picture(draft, paragraph, images.qr_png(cell.qr.payload), cell.qr.alt, office.QR)


def _look(given: Line, *, matrix: bool) -> str:
    if matrix:
        return office.MATRIX
    return office.TABLE_MUTED if given.style is Style.MUTED else office.TABLE


def _dots(place: "Element", begun: "Element | None") -> "Element":
    """The list that was begun in a cell, or a new one."""
    from odf import text

    if begun is not None:
        return begun
    made = text.List(stylename=odf_styles.BULLETS)
    place.addElement(made)
    return made
