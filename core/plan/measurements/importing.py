"""Readings out of a table of figures: one a period, stored in one step or not at all."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING

from core.errors import ImportTrouble
from core.exchange.incoming import ImportProblem
from core.i18n import _
from core.plan import records
from core.plan.measurements.figure_tables import FigureColumn, FigureTable, How, Match
from core.plan.measurements.readings import value_in_words
from core.plan.measurements.table_values import is_figure, is_nothing
from core.plan.model import Measurement, Objective
from core.plan.things import LARGEST, limits
from core.plan.wording import dated
from core.text import clean

if TYPE_CHECKING:
    from sqlite_utils import Database

_SHOWN = 40
_MONTH_LENGTHS = range(28, 32)


class ReadingPeriod(StrEnum):
    """What one reading stands for."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS = {ReadingPeriod.MONTH: 1, ReadingPeriod.QUARTER: 3, ReadingPeriod.YEAR: 12}


@dataclass(frozen=True)
class Gathered:
    """The readings of a table, and what was left out or can be read in two ways."""

    measurements: tuple[Measurement, ...]
    problems: tuple[ImportProblem, ...]


class _Problems(list[ImportProblem]):
    """What was left out or can be read in two ways, in sentences."""

    def tell(self, sentence: str, line: int = 0, **words: str) -> None:
        """Add a sentence about a line, or about the whole file."""
        self.append(ImportProblem(line, sentence.format(line=line, **words)))


def gather(
    table: FigureTable,
    dates: FigureColumn,
    matches: Sequence[Match],
    period: ReadingPeriod,
    today: date,
) -> Gathered:
    """One reading a period for each matched objective, dated on the period's last day.

    A period that is not over, or whose days the file holds only in part, has no sum and is left
    out; its mean or last figure is dated on the last day there is. Rows without a day, cells that
    are no figure, days to come and values beyond the limits of the objective are left out, each
    with a sentence.
    """
    problems = _Problems()
    days = _days(table, dates, [match.column for match in matches], today, problems)
    found: list[Measurement] = []
    for match in matches:
        figures = _figures(table, days, match, problems)
        rows = _rows_stand_for([figure.measured_on for figure in figures])
        groups: dict[date, list[Measurement]] = defaultdict(list)
        for figure in figures:
            groups[_end(figure.measured_on, period)].append(figure)
        for end, group in groups.items():
            whole = end <= today and _is_whole(group, rows, end, period)
            if match.how is How.SUM and not whole:
                sentence = _("“{title}”: the period until {day} is not whole; it was left out.")
                problems.tell(sentence, title=match.objective.title, day=dated(end))
                continue
            day = end if whole else min(group[-1].measured_on, today)
            reading = replace(group[-1], measured_on=day, value=_joined(group, match.how))
            if _is_possible(reading, match.objective, 0, problems):
                found.append(reading)
    found.sort(key=lambda reading: (reading.objective_id, reading.measured_on))
    return Gathered(tuple(found), tuple(sorted(problems, key=lambda problem: problem.line)))


def _days(
    table: FigureTable,
    dates: FigureColumn,
    columns: Sequence[FigureColumn],
    today: date,
    problems: _Problems,
) -> list[date | None]:
    """The day of each row; None for the rows that are left out."""
    if dates.days.ambiguous:
        sentence = _("Dates such as {date} were read with the day first.")
        problems.tell(sentence, date=dates.days.ambiguous)
    days = list(dates.days.values)
    for at, day in enumerate(days):
        line, shown = table.lines[at], clean(dates.cells[at])[:_SHOWN]
        if day is None and any(is_figure(column.cells[at]) for column in columns):
            no_date = _("Line {line}: “{text}” is not a valid date; it was left out.")
            nothing = _("Line {line}: there is not a valid date; it was left out.")
            problems.tell(no_date if shown else nothing, line, text=shown)
        # A month alone is read as its last day, and the running month is not to come.
        elif day and (day.replace(day=1) if day == _end(day, ReadingPeriod.MONTH) else day) > today:
            sentence = _("Line {line}: {day} is still to come; it was left out.")
            problems.tell(sentence, line, day=dated(day))
            days[at] = None
    return days


def _figures(
    table: FigureTable, days: Sequence[date | None], match: Match, problems: _Problems
) -> list[Measurement]:
    """The figures of a column that can be what they say, by their days."""
    column, found = match.column, []
    if column.figures.ambiguous:
        sentence = _("“{title}”: numbers such as {number} were read as thousands.")
        problems.tell(sentence, title=column.title, number=column.figures.ambiguous)
    rows = zip(table.lines, days, column.cells, column.figures.values, strict=True)
    for line, day, cell, value in rows:
        if day is None:
            continue
        if value is not None:
            figure = Measurement(match.objective.id, day, value)
            if _is_possible(figure, match.objective, line, problems):
                found.append(figure)
        elif not is_nothing(cell):
            sentence = _("Line {line}: “{text}” in “{title}” is not a number; it was left out.")
            problems.tell(sentence, line, text=clean(cell)[:_SHOWN], title=column.title)
    return sorted(found, key=lambda figure: figure.measured_on)


def _joined(group: Sequence[Measurement], how: How) -> float:
    values = [figure.value for figure in group]
    if how is How.LAST:
        return values[-1]
    # Thousands of sums of decimals would show their binary remainders.
    return round(fmean(values) if how is How.MEAN else sum(values), 4)


def _end(day: date, period: ReadingPeriod) -> date:
    """The last day of the period in which a day lies."""
    if period is ReadingPeriod.DAY:
        return day
    months = _MONTHS[period]
    month = (day.month + months - 1) // months * months
    return date(day.year, month, monthrange(day.year, month)[1])


def _rows_stand_for(days: Sequence[date]) -> ReadingPeriod | None:
    """A day or a month, when most rows follow the one before by as much; None for other rows."""
    days = sorted(set(days))
    steps = [(after - before).days for before, after in pairwise(days)]
    if steps.count(1) * 2 > len(days):
        return ReadingPeriod.DAY
    # Figures of months are dated on the first of each or on the last; events are on any day.
    alike = all(day.day == 1 for day in days) or all(
        day == _end(day, ReadingPeriod.MONTH) for day in days
    )
    months = sum(step in _MONTH_LENGTHS for step in steps)
    return ReadingPeriod.MONTH if alike and months * 2 > len(steps) else None


def _is_whole(
    group: Sequence[Measurement], rows: ReadingPeriod | None, end: date, period: ReadingPeriod
) -> bool:
    """False when the file begins or ends in the middle of the period."""
    if period is ReadingPeriod.DAY or rows is None:
        return True
    first = date(end.year, end.month - _MONTHS[period] + 1, 1)
    begins, ends = _end(group[0].measured_on, rows), _end(group[-1].measured_on, rows)
    return begins <= _end(first, rows) and ends >= end


def _is_possible(
    reading: Measurement, objective: Objective, line: int, problems: _Problems
) -> bool:
    """False, with a sentence, for what lies beyond the limits of the objective."""
    low, high = limits(objective) or (-LARGEST, LARGEST)
    if low <= reading.value <= high:
        return True
    value = value_in_words(objective, reading.value)
    sentence = _("“{title}”: {value} on {day} is not possible; it was left out.")
    told = {"title": objective.title, "value": value, "day": dated(reading.measured_on)}
    problems.tell(sentence, line, **told)
    return False


def store(db: "Database", gathered: Gathered) -> int:
    """Store every reading inside the change that is open; returns how many.

    A reading of the same objective and day is replaced, its note is kept. Raises `ImportTrouble`
    when an objective is no longer in the plan, and nothing is stored.
    """
    plan = records.load(db.conn)
    known = {objective.id for objective in plan.objectives}
    if any(reading.objective_id not in known for reading in gathered.measurements):
        raise ImportTrouble(
            _("One of the objectives is no longer in the plan; nothing was imported."),
            _("Choose the file again."),
        )
    notes = {
        (reading.objective_id, reading.measured_on): reading.note for reading in plan.measurements
    }
    for reading in gathered.measurements:
        note = notes.get((reading.objective_id, reading.measured_on), "")
        records.measure(db, replace(reading, note=note))
    return len(gathered.measurements)
