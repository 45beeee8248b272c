"""Where the table is in a file of figures: under which lines, with which titles, in which columns.

Exports put a report's name, the page and the period above the table, name their columns in one row
or in two, add totals, and Meta puts one small table a metric below the other. All of that becomes
one table whose columns have titles of their own.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.i18n import _
from core.plan.table_days import looks_like_day
from core.plan.table_figures import is_figure, is_nothing
from core.text import clean, fold

_SAMPLE = 2000
"""Rows by which the column of days is found."""
_MOST_HEADERS = 2
_DAY_WORDS = frozenset(
    {
        *("date", "day", "month", "week", "time", "period", "fecha", "dia", "mes", "semana"),
        *("periodo", "hora", "data", "setmana", "data e hora", "eguna", "hilabetea"),
    }
)
_TOTALS = re.compile(r"(sub)?total(es|s)?|suma|media|promedio|average|mean|sum|acumulado")
_GENERIC = frozenset({"primary", "principal", "total", "value", "valor", "count", "recuento"})
"""Titles that say nothing without the one above the table."""


@dataclass
class _Block:
    """One of the tables of a file, while it is read."""

    title: str
    headers: tuple[str, ...]
    columns: dict[int, int] = field(default_factory=dict)
    """Where each of its columns lies in the one table that comes out."""


@dataclass(frozen=True)
class Layout:
    """The one table of a file."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    """The line of the file on which each row begins."""
    day_column: int
    """The column which has most days."""
    first_line: bool
    """True when the table begins with the file."""


def day_column(rows: Sequence[Sequence[str]]) -> int | None:
    """The column that has most days, the first of several; None when none has any."""
    width = len(rows[0]) if rows else 0
    counts = [sum(looks_like_day(row[at]) for row in rows[:_SAMPLE]) for at in range(width)]
    return counts.index(max(counts)) if any(counts) else None


def days_in_a_row(rows: Sequence[Sequence[str]]) -> bool:
    """True when the days stand side by side, above their figures, instead of one below the other.

    Exports of posts have several days a row too, but in all rows.
    """
    days = [[at for at, cell in enumerate(row) if looks_like_day(cell)] for row in rows[:_SAMPLE]]
    several = [number for number, found in enumerate(days) if len(found) > 1]
    if len(several) != 1 or several[0] + 1 == len(rows):
        return False
    below = [rows[several[0] + 1][at] for at in days[several[0]]]
    return any(map(is_figure, below)) and all(is_figure(one) or is_nothing(one) for one in below)


def find_layout(rows: Sequence[Sequence[str]], lines: Sequence[int], days_at: int) -> Layout:
    """The table of a file whose days stand in column `days_at`."""
    block: _Block | None = None
    titles: list[str] = []
    known: dict[tuple[str, str, int], int] = {}
    placed: list[tuple[int, dict[int, str]]] = []
    waiting: list[int] = []
    several = _count_tables(rows, days_at) > 1
    first = next(at for at, row in enumerate(rows) if looks_like_day(row[days_at]))
    for at, row in enumerate(rows):
        if not looks_like_day(row[days_at]):
            waiting.append(at)
            continue
        if waiting or block is None:
            heads = _headers(rows, lines, waiting, days_at)
            if heads or block is None:
                placed += _kept(rows, lines, waiting, heads, block)
                block = _open(rows, waiting, heads, days_at, block, several=several)
                _place(block, titles, known, days_at, len(row))
            else:
                placed += _kept(rows, lines, waiting, [], block)
            waiting = []
        placed.append((lines[at], _cells(row, block)))
    placed += _kept(rows, lines, waiting, [], block)
    return _squared(titles, placed, days_at, first_line=first <= 1)


def is_total(cell: str) -> bool:
    """True for what stands in place of a day in a row of totals."""
    return bool(_TOTALS.match(fold(cell.strip())))


def _count_tables(rows: Sequence[Sequence[str]], days_at: int) -> int:
    """How often a row of days follows one that names columns."""
    above = [""] + [row[days_at] for row in rows[:-1]]
    return sum(
        looks_like_day(row[days_at]) and _names_days(over)
        for over, row in zip(above, rows, strict=True)
    )


def _names_days(cell: str) -> bool:
    return fold(clean(cell)) in _DAY_WORDS


def _headers(
    rows: Sequence[Sequence[str]], lines: Sequence[int], waiting: Sequence[int], days_at: int
) -> list[int]:
    """The one or two rows right above the days that name columns."""
    found: list[int] = []
    for at in reversed(waiting):
        if not found and is_total(rows[at][days_at]):
            continue
        if not _is_header(rows[at], days_at) or len(found) == _MOST_HEADERS:
            break
        if found and not _belongs(rows[at], lines[found[0]] - lines[at], days_at):
            break
        found.insert(0, at)
    return found


def _is_header(row: Sequence[str], days_at: int) -> bool:
    """True when a row holds words beside its first column, and nothing but words."""
    words = [at for at, cell in enumerate(row) if cell.strip()]
    beside = [at for at in words if at != days_at]
    return bool(beside) and not any(is_figure(row[at]) or looks_like_day(row[at]) for at in words)


def _belongs(row: Sequence[str], distance: int, days_at: int) -> bool:
    """True when an upper row of titles is one, and no `Página;Ayuntamiento` above the table."""
    cell = row[days_at]
    several = sum(bool(one.strip()) for one in row) > _MOST_HEADERS
    return distance == 1 and (not cell.strip() or _names_days(cell) or several)


def _open(
    rows: Sequence[Sequence[str]],
    waiting: Sequence[int],
    heads: Sequence[int],
    days_at: int,
    before: _Block | None,
    *,
    several: bool,
) -> _Block:
    """The table that begins here; a line of its own above names it where there are several.

    The same titles again without such a line are the same table on its next page.
    """
    top = heads[0] if heads else (waiting[-1] + 1 if waiting else 0)
    alone = [
        next(cell for cell in rows[at] if cell.strip())
        for at in waiting
        if at < top and sum(bool(cell.strip()) for cell in rows[at]) == 1
    ]
    named = [clean(cell) for cell in alone if re.search(r"\w", cell)]
    headers = _merged([rows[at] for at in heads], days_at)
    if before and not named and before.headers == headers:
        return before
    generic = any(fold(one) in _GENERIC for one in headers)
    return _Block(named[-1] if named and (several or generic) else "", headers)


def _merged(heads: Sequence[Sequence[str]], days_at: int) -> tuple[str, ...]:
    """One title a column: an upper title holds for the empty cells on its right, as merged ones."""
    if not heads:
        return ()
    lower = [clean(cell) for cell in heads[-1]]
    if len(heads) == 1:
        return tuple(lower)
    titles, carried = [], ""
    for at, cell in enumerate(clean(one) for one in heads[0]):
        carried = "" if at == days_at else cell or (carried if lower[at] else "")
        parts = [one for one in (carried, lower[at]) if one]
        titles.append(" · ".join(dict.fromkeys(parts)))
    return tuple(titles)


def _place(
    block: _Block,
    titles: list[str],
    known: dict[tuple[str, str, int], int],
    days_at: int,
    width: int,
) -> None:
    """Give every column of a table its place; the days of all tables share one."""
    for at in range(width):
        header = block.headers[at] if block.headers else ""
        key = ("", "", -1) if at == days_at else (block.title, header, at)
        if key not in known:
            known[key] = len(titles)
            titles.append(_title(block.title, header, at, days_at))
        block.columns[at] = known[key]


def _title(table: str, header: str, at: int, days_at: int) -> str:
    if at == days_at:
        return header or _("Date")
    if table and (not header or fold(header) in _GENERIC):
        return table
    return f"{table} · {header}" if table and header else header


def _cells(row: Sequence[str], block: _Block) -> dict[int, str]:
    return {block.columns[at]: cell for at, cell in enumerate(row) if at in block.columns}


def _kept(
    rows: Sequence[Sequence[str]],
    lines: Sequence[int],
    waiting: Iterable[int],
    heads: Sequence[int],
    block: _Block | None,
) -> list[tuple[int, dict[int, str]]]:
    """Rows without a day that hold figures: whoever gathers them says that they were left out."""
    if block is None:
        return []
    return [
        (lines[at], _cells(rows[at], block))
        for at in waiting
        if at not in heads and any(is_figure(cell) for cell in rows[at])
    ]


def _squared(
    titles: Sequence[str],
    placed: Sequence[tuple[int, dict[int, str]]],
    days_at: int,
    *,
    first_line: bool,
) -> Layout:
    """Equally wide rows without the columns that are empty from top to bottom.

    The days of every table stand where the first table has them.
    """
    used = sorted(
        {at for _line, cells in placed for at, cell in cells.items() if not is_nothing(cell)}
    )
    return Layout(
        tuple(titles[at] or _("Column {number}").format(number=at + 1) for at in used),
        tuple(tuple(cells.get(at, "") for at in used) for _line, cells in placed),
        tuple(line for line, _cells in placed),
        used.index(days_at),
        first_line,
    )
