"""The tables of figures that networks, web statistics and offices make, and what they measure.

`read` finds the table in a file, `propose` says which column measures which objective; then
`core.plan.measuring` makes readings of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.cancel import CancelToken
from core.errors import ImportTrouble
from core.exchange import incoming, tables
from core.i18n import _
from core.plan.matching import How, match_objectives, usual_how
from core.plan.model import Objective
from core.plan.table_days import read_days
from core.plan.table_figures import is_figure, is_nothing
from core.plan.table_layout import day_column, days_in_a_row, find_layout
from core.text import clean

_DELIMITERS = ("", "\t", ",", ";")
"""The guessed one first."""
_SAMPLES = 3
_SHOWN = 40


@dataclass(frozen=True)
class Column:
    """One column of a table, and what it can be used for."""

    index: int
    title: str
    samples: tuple[str, ...]
    """Its first cells that are not empty."""
    is_date: bool
    is_number: bool


@dataclass(frozen=True)
class Sheet:
    """A table of figures. All rows are equally wide."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    """The line of the file on which each row begins."""
    date_column: int
    """The column that most probably holds the days."""
    notes: tuple[str, ...] = ()
    """Sentences about what had to be put right or may be read in two ways."""


@dataclass(frozen=True)
class Match:
    """What a column measures, and how the figures of a period become one."""

    objective: Objective
    how: How


def read(path: Path, token: CancelToken | None = None) -> Sheet:
    """The table in a CSV file of any usual encoding, delimiter and arrangement.

    Raises FileTrouble, ImportTrouble (empty, too large, no text, no days, no figures), Cancelled.
    """
    data = incoming.load(path)
    found, rows, lines, days_at = _with_days(data, token)
    layout = find_layout(rows, lines, days_at)
    columns = _columns(layout.titles, layout.rows)
    if not any(one.is_number for one in columns):
        raise ImportTrouble(
            _("No column of the file holds figures."),
            _("Choose the export with the figures, or check which columns it has."),
        )
    # Lines above the table are never as wide as it is, and to say so would only alarm.
    notes = found.notes if layout.first_line else ()
    return Sheet(columns, layout.rows, layout.lines, layout.day_column, notes)


def _with_days(
    data: bytes, token: CancelToken | None
) -> tuple[tables.Sheet, list[tuple[str, ...]], list[int], int]:
    """The file cut so that one column holds days: rows with their lines, and that column.

    A delimiter is guessed by most of the lines; it is another one where a short table stands under
    many lines of text.
    """
    beside = False
    for delimiter in _DELIMITERS:
        found = tables.read(data, delimiter=delimiter, token=token)
        rows = [*([found.headers] if found.headers else []), *found.rows]
        lines = list(found.starts)
        if found.headers:
            lines.insert(0, max(lines[0] - 1, 1) if lines else 1)
        beside = beside or days_in_a_row(rows)
        days_at = day_column(rows)
        if days_at is not None and found.width > 1 and not beside:
            return found, rows, lines, days_at
    if beside:
        raise ImportTrouble(
            _("The dates of the file stand side by side, one in each column."),
            _("Turn the table round in Excel or LibreOffice, so that each row is one date."),
        )
    raise ImportTrouble(
        _("No column of the file holds dates."),
        _("Export it by days or by months, or add a column with the date of each row."),
    )


def _columns(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    found = []
    for index, title in enumerate(titles):
        cells = [cell for cell in (row[index] for row in rows) if not is_nothing(cell)]
        days = sum(day is not None for day in read_days(cells).days)
        figures = sum(map(is_figure, cells))
        samples = tuple(clean(cell)[:_SHOWN] for cell in cells[:_SAMPLES])
        is_date = days * 2 > len(cells)
        is_number = not is_date and figures * 2 > len(cells)
        found.append(Column(index, title, samples, is_date, is_number))
    return tuple(found)


def propose(sheet: Sheet, objectives: Iterable[Objective]) -> dict[int, Match]:
    """By column, the objective that it seems to measure; columns like none are left out."""
    titles = [(one.index, one.title) for one in sheet.columns if one.is_number]
    found = match_objectives(titles, objectives)
    return {
        column: Match(objective, usual_how(objective, sheet.columns[column].title))
        for column, objective in found.items()
    }
