"""How the columns of a table share its width: by what is said in them.

A column gives another one room where that makes the table lower and breaks no word. Tables with the
same columns stay alike. What is written in by hand, or held to so many pages, keeps its widths.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain, permutations

from core.documents import heights, looks, measure
from core.documents.model import (
    Align,
    BlankRows,
    Block,
    Cell,
    CellTone,
    Column,
    Document,
    Sheet,
    Table,
    cell,
)
from core.documents.rich import plain

_WIDEST, _NARROWEST = 2.0, 1.5
"""Millimetres of a letter of which many surely fit their column, or surely do not."""
_APART = re.compile(r"(?<!\d)[ \n](?!\d)")
"""Between words; a day and a telephone number are one each."""
_STEPS = (3.0, 6.0, 12.0)
"""Millimetres that a column gives another one at a time; one of figures may give all it has."""
_READ = 150
"""Rows by which a long table is judged."""
_HEAD, _MARK, _MATRIX_HEAD = (10.0, 4.4), (9.5, 2.0), (7.5, 2.4)
"""Points of a bold word of a head, and of a mark and a head of a matrix, and millimetres left and
right of it, a little more than there are."""


def shared(document: Document) -> Document:
    """The document, and what is bound into it, with the widths of its columns as their words need
    them."""
    alike: dict[tuple[Column, ...], list[Table]] = defaultdict(list)
    for block in () if document.pages or document.one_page else document.blocks:
        if isinstance(block, Table) and _shares(block):
            alike[block.columns].append(block)
    found = {
        columns: _share(tables, heights.across(document, tables[0]))
        for columns, tables in alike.items()
    }

    def given(block: Block) -> Block:
        if isinstance(block, Sheet):
            return replace(block, document=shared(block.document))
        if isinstance(block, Table) and _shares(block):
            return replace(block, columns=found.get(block.columns, block.columns))
        return block

    return replace(document, blocks=tuple(map(given, document.blocks)))


def in_office(
    document: Document, block: Table | BlankRows, total: float, size: float
) -> list[float]:
    """Millimetres of each column in a word processor, in letters of that size: the widest one gives
    room to the bold words of heads, and in a matrix of its marks, that have none; to these alone if
    it has not enough."""
    given = looks.widths(block.columns, total)
    share = size if looks.closer(document) else 1
    heads = [column.title.split() for column in block.columns]
    if isinstance(block, Table) and block.matrix:
        marks = _needed(_marks(block), share, *_MARK)
        tried = [list(map(max, marks, _needed(heads, share, *_MATRIX_HEAD))), marks]
    else:
        tried = [_needed(heads, share, *_HEAD)]
    widest = given.index(max(given))
    for needed in tried:
        found = list(map(max, given, needed))
        found[widest] -= math.fsum(found) - total
        if found[widest] >= total / len(given):
            return found
    return given


def _needed(words: list[list[str]], share: float, size: float, beside: float) -> list[float]:
    """Millimetres that the longest word of each column needs."""
    size *= share
    return [max((measure.width(word, size, bold=True) for word in each), default=0.0) + beside
            for each in words]  # fmt: skip


def _marks(matrix: Table) -> list[list[str]]:
    """The words of each column that stand on a ground."""
    return [
        [plain(line.text) for each in told if each.tone is not CellTone.NONE for line in each.lines]
        for told in zip(*matrix.rows, strict=True)
    ]


def by_hand(table: Table) -> bool:
    """Whether a column is there to be written in."""
    return any(all(each == Cell() for each in told) for told in zip(*table.rows, strict=True))


def _shares(table: Table) -> bool:
    return table.headed and not table.matrix and not by_hand(table)


def _share(tables: list[Table], wide: float) -> tuple[Column, ...]:
    columns = tables[0].columns
    rows = list(chain.from_iterable(table.rows for table in tables))[:_READ]
    # The head of a column is read as one more of its cells.
    told = [(cell(c.title), *(row[x] for row in rows)) for x, c in enumerate(columns)]
    best = tuple(looks.widths(columns, wide))
    least = [_least(cells, width) for width, cells in zip(best, told, strict=True)]

    @cache
    def high(place: int, width: float) -> tuple[float, ...]:
        room = max(width - heights.AROUND_CELL[False], 1.0)
        return tuple(heights.of_cell(each, room) for each in told[place])

    def total(widths: tuple[float, ...]) -> tuple[float, float]:
        """How high its rows are, and all its cells."""
        cells = [high(*each) for each in enumerate(widths)]
        return sum(map(max, zip(*cells, strict=True))), sum(map(sum, cells))

    def moved() -> Iterator[tuple[float, ...]]:
        for giver, taker in permutations(range(len(columns)), 2):
            spare = best[giver] - least[giver]
            figures = columns[giver].align is Align.END
            for step in (
                *(step for step in _STEPS if step <= spare),
                *([spare] if figures else []),
            ):
                change = {giver: -step, taker: step}
                yield tuple(width + change.get(x, 0.0) for x, width in enumerate(best))

    given = best
    # Where two columns are the highest of a row, it is lower once both have room.
    while True:
        lower = min(moved(), key=total, default=best)
        if total(lower) >= total(best):
            break
        best = lower
    if total(best)[0] == total(given)[0]:
        return columns
    return tuple(replace(c, width=width) for c, width in zip(columns, best, strict=True))


def _least(cells: tuple[Cell, ...], width: float) -> float:
    """Up to where it gives room: no word is broken but those that have no room even now, and its
    head takes no third line, or no more of them."""
    if any(each.qr or each.tick for each in cells):
        return width
    lines = (plain(line.text) for each in cells for line in each.lines)
    words = chain.from_iterable(map(_APART.split, lines))
    room = width - heights.AROUND_CELL[False]
    head = _in_two(plain(cells[0].lines[0].text)) if cells[0].lines else 0
    if head * _NARROWEST > room:
        return width
    longest = max((n for n in (head, *map(len, words)) if n * _NARROWEST <= room), default=0)
    return min(width, longest * _WIDEST + heights.AROUND_CELL[False])


def _in_two(head: str) -> int:
    """Letters of the longer of the two lines that a head takes when it is as narrow as can be."""
    words = head.split(" ")
    lines = ((" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words) + 1))
    return min(max(map(len, both)) for both in lines)
