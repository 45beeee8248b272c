"""About how much room tables and charts take on paper.

It decides what is kept together; nothing is cut when it is wrong by a line.
"""

import re
from dataclasses import replace
from math import ceil

from core.documents import arrangement, looks
from core.documents.charts import drawn_height
from core.documents.model import Block, Cell, Document, Figure, Style, Table
from core.documents.rich import plain

_TALLEST_ROW = 104.0
"""A higher row may be broken over two pages; it might be higher than one, or leave two fifths of
it empty."""
_MOST_WHOLE = 8
"""Rows of a table that is kept whole; a longer one is a list, and may go on over the page."""
_TALLEST_TIED = 90.0
"""Height of the rows of which two or three are held together."""

_LETTER = 1.85
"""Width of a letter of a report, a little more than the average."""
_SIZE = {Style.NORMAL: 1.0, Style.STRONG: 1.0, Style.MUTED: 0.88}
_WIDE = 38
"""Letters that are surely as narrow as `narrowest` of the templates."""
_TABLE_SIZE = {False: 1.0, True: 0.92}
"""Of the words of an ordinary table and of a matrix, against those of a report."""
_HEAD_SIZE = {False: 0.98, True: 0.75}
"""Of their heads."""
_LINE = 4.6
_AROUND_ROW = 1.6
AROUND_CELL = {False: 4.4, True: 1.0}
"""Left and right of the words of a cell, in an ordinary table and in a matrix."""
_AT = re.compile(r"\s+|(?<=-)")
"""Where a line may end: `self-employed` has room for its longer half."""
_CAPTION = 10.0
_ABOVE = 5.5
"""What is free above a chart."""
_HEAD = 6.5

_PAGE = {False: 253.0, True: 166.0}
"""Height of the text on an upright and on a turned page."""

_EMPTY = 0.36
"""How much of a page may stay empty so that a table stays whole."""
_BEGINS = 0.22
"""How much of a page is always enough where a table begins that is not kept whole, unless it begins
with rows that are held together."""
_FIRST = 4
"""Rows that are enough as well."""
_EMPTY_BEFORE_SHEET = 0.46
"""The same for a table with its chart."""
_EMPTY_BEFORE_MATRIX = {False: 0.6, True: 0.85}
"""A matrix is read across and down at once: it is broken only when it takes most of a page, or
might not fit the one that is turned for it."""


def whole(document: Document, start: int, count: int) -> bool:
    """True when these blocks should stand on one page, even if they leave some of the last empty.

    `start` and `count` are those of `arrangement.together`.
    """
    blocks = document.blocks[start : start + count]
    first = blocks[0]
    turned = document.landscape or (isinstance(first, Table) and first.landscape)
    wide = looks.width(document, landscape=turned)
    most = _EMPTY
    if isinstance(first, Table) and first.matrix:
        most = _EMPTY_BEFORE_MATRIX[turned]
    elif count == 1 and (_goes_on(document, start) or chart_below(document, start)):
        return False
    elif count > 1:
        most = _EMPTY_BEFORE_SHEET
    return sum(_height(block, wide) for block in blocks) <= most * _PAGE[turned]


def _held_first(high: list[float]) -> int:
    """How many rows of these heights cannot be broken from where the table begins."""
    if _can_be_tied(high):
        return 2
    return 0 if high[0] > _TALLEST_ROW else 1


def _can_be_tied(high: list[float]) -> bool:
    """Whether two rows of these heights have room on a page where they begin and where they end."""
    return max(high[:2] + high[-2:], default=0.0) <= _TALLEST_TIED


def _goes_on(document: Document, start: int) -> bool:
    """True of a long list, but for the one that ends the paper: two rows would be its last page."""
    block, *after = document.blocks[start:]
    return isinstance(block, Table) and len(block.rows) > _MOST_WHOLE and bool(after)


def _is_sheet(block: Block) -> bool:
    """True of facts with their names: each row is read by itself."""
    return isinstance(block, Table) and not block.headed


def chart_below(document: Document, index: int) -> float:
    """Millimetres of the chart that stays on the page of the last two rows of the table above it.

    0 where none follows, where both are whole, or where that would leave so much of a page empty
    that the table better stands whole, and its chart on the next one.
    """
    table, *after = document.blocks[index : index + 2]
    if not isinstance(table, Table) or not after or not isinstance(after[0], Figure):
        return 0.0
    wide = across(document, table)
    high = _ABOVE + _height(after[0], wide)
    least = high + sum(rows(table, wide)[-2:])
    most = _EMPTY * _PAGE[document.landscape or table.landscape]
    return 0.0 if least > most or whole(document, index, 2) else high


def begins(document: Document, start: int) -> float:
    """How much of a page must be left for a table to begin: room for its first rows, all of those
    that are held together, and for what stands above them; a sheet of facts needs no more."""
    table = document.blocks[start]
    if not isinstance(table, Table):
        return _BEGINS
    wide = across(document, table)
    held, several = (
        _height(replace(table, rows=table.rows[:count]), wide)
        / _PAGE[document.landscape or table.landscape]
        for count in (_held_first(rows(table, wide)), _FIRST)
    )
    least = 0.0 if _is_sheet(table) else min(several, _BEGINS)
    return min(max(least, held), 1.0)


def together(document: Document) -> dict[int, int]:
    """As `arrangement.together`, but that what would leave half a page empty stands one by one.

    On its few pages a sheet has no room to keep its tables whole.
    """
    found: dict[int, int] = {}
    for index, count in () if document.pages else arrangement.together(document).items():
        alone = count > 1 and not whole(document, index, count)
        found |= dict.fromkeys(range(index, index + count), 1) if alone else {index: count}
    return found


def tied(document: Document) -> frozenset[int]:
    """The tables that may be broken, but so that no row stands alone on its page."""
    kept = together(document)
    return frozenset(
        index
        for index, table in enumerate(document.blocks)
        if isinstance(table, Table)
        and len(table.rows) > 1
        and not (index in kept and whole(document, index, kept[index]))
        and _can_be_tied(rows(table, across(document, table)))
    )


def tied_rows(document: Document) -> dict[int, int]:
    """Of each of these tables, how many of its last rows stay together in a word processor.

    Nothing fills the page to which the table goes on that ends a document: as much of it stays
    there as the page before may leave empty.
    """
    found = dict.fromkeys(tied(document), 2)
    last = len(document.blocks) - 1
    if last in found and isinstance(table := document.blocks[last], Table):
        left = _EMPTY * _PAGE[document.landscape or table.landscape]
        ending = replace(table, rows=table.rows[::-1])
        found[last] = max(2, _lead_rows(document, ending, left))
    return found


def kept_rows(document: Document, start: int, count: int) -> int:
    """How many rows of the table at `start` stay on one page with what comes next.

    All of them where a chart follows on the same page, and all but the last of a table that is kept
    whole, or of those with which any other begins on paper.
    """
    table = document.blocks[start]
    if not isinstance(table, Table):
        return 0
    if whole(document, start, count):
        return len(table.rows) if count > 1 else len(table.rows) - 1
    asked = begins(document, start) * _PAGE[document.landscape or table.landscape]
    # A hair more than what is measured, which then fits.
    asked += 0.1 - _height(replace(table, rows=()), across(document, table))
    return max(_lead_rows(document, table, asked) - 1, 0)


def _lead_rows(document: Document, table: Table, left: float) -> int:
    for number, height in enumerate(rows(table, across(document, table))):
        left -= height
        if left < 0:
            return number
    return len(table.rows)


def across(document: Document, table: Table) -> float:
    """Width of a table in millimetres."""
    return looks.width(document, landscape=document.landscape or table.landscape)


def rows(table: Table, wide: float) -> list[float]:
    """Height of each row of a table that is `wide` millimetres wide."""
    size = _TABLE_SIZE[table.matrix]
    rooms = [room / size for room in _rooms(table, wide)]
    return [
        _AROUND_ROW
        + size * max((of_cell(c, room) for c, room in zip(row, rooms, strict=True)), default=_LINE)
        for row in table.rows
    ]


def tall(table: Table, wide: float) -> list[bool]:
    """Which rows may be broken over two pages."""
    return [high > _TALLEST_ROW for high in rows(table, wide)]


def crowded(table: Table, wide: float) -> list[list[int]]:
    """Of each cell that has a word which fits no line of it whole, or is longer than an address
    that templates keep whole anywhere, how many letters a line holds.

    0 for a cell that has no such word.
    """
    rooms = _rooms(table, wide)
    return [
        [
            max(1, int(room / _LETTER)) if _overfull(c, room) else 0
            for c, room in zip(row, rooms, strict=True)
        ]
        for row in table.rows
    ]


def _overfull(cell: Cell, room: float) -> bool:
    return any(
        len(word) > _WIDE or len(word) * _LETTER * _SIZE[line.style] > room
        for line in cell.lines
        for word in plain(line.text).split()
    )


def crowded_heads(table: Table, wide: float) -> list[bool]:
    """Of each head of a column, whether it has a word that fits no line of it whole."""
    letter = _LETTER * _HEAD_SIZE[table.matrix]
    return [
        any(len(word) * letter > room for word in _AT.split(column.title))
        for column, room in zip(table.columns, _rooms(table, wide), strict=True)
    ]


def heads(document: Document, table: Table, title: str) -> bool:
    """Whether a title fits above the first column of the table, in two lines, or above one that has
    no heads."""
    return not table.headed or len(title) * _LETTER <= 2 * _rooms(table, across(document, table))[0]


def _rooms(table: Table, wide: float) -> list[float]:
    around = AROUND_CELL[table.matrix]
    return [max(width - around, 1.0) for width in looks.widths(table.columns, wide)]


def of_cell(cell: Cell, room: float) -> float:
    """Height of the lines of a cell, of which those that a person broke count each."""
    lines = sum(
        _SIZE[line.style] * _lines(typed, room / _LETTER / _SIZE[line.style])
        for line in cell.lines
        for typed in plain(line.text).split("\n")
    )
    return max(lines * _LINE, looks.QR if cell.qr else _LINE)


def _lines(text: str, letters: float) -> int:
    """How many lines of so many letters the words of a text take."""
    count, used = 1, 0.0
    for word in map(len, text.split(" ")):
        if used and used + word > letters:
            count, used = count + 1, 0.0
        # What fits no line whole goes on over several.
        more = max(ceil(word / letters) - 1, 0)
        count, used = count + more, used + word - more * letters + 1
    return count


def _height(block: Block, wide: float) -> float:
    if isinstance(block, Table):
        caption = _CAPTION if block.caption else 0.0
        return caption + _head(block, wide) + sum(rows(block, wide))
    if isinstance(block, Figure) and not isinstance(block.image, bytes):
        return _CAPTION + drawn_height(block.image) * min(block.width, 1.0)
    # A picture of unknown shape might be as high as it is wide.
    return wide


def _head(table: Table, wide: float) -> float:
    if not table.headed:
        return 0.0
    heads = zip(table.columns, _rooms(table, wide), strict=True)
    return _HEAD + _LINE * max(-int(-len(item.title) * _LETTER // room) - 1 for item, room in heads)
