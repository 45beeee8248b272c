"""Readings out of a table of figures: one a period, stored in one step or not at all."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING

from core.errors import ImportTrouble
from core.exchange.vcard import Problem
from core.i18n import _
from core.plan import records
from core.plan.figure_tables import Match, Sheet
from core.plan.matching import How
from core.plan.model import Measurement, Objective
from core.plan.readings import LARGEST, limits, value_in_words
from core.plan.table_days import read_days
from core.plan.table_figures import decimal_mark, is_figure, is_nothing, read_figures
from core.plan.table_layout import is_total
from core.plan.wording import dated
from core.text import clean

if TYPE_CHECKING:
    from sqlite_utils import Database

_SHOWN = 40
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31


class Period(StrEnum):
    """What one reading stands for."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True)
class Gathered:
    """The readings of a table, and what was left out or may be read in two ways."""

    measurements: tuple[Measurement, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Figure:
    day: date
    value: float
    line: int


def gather(
    sheet: Sheet, date_column: int, matches: Mapping[int, Match], period: Period, today: date
) -> Gathered:
    """One reading a period for each matched column, dated on the period's last day.

    A period that is not over, or whose days the file holds only in part, has no sum and is left
    out; its mean or last figure is dated on the last day there is. Of columns that measure the same
    objective the sums and last figures are added and the means averaged. Rows without a day,
    cells that are no figure, days to come and values beyond the limits of the objective are left
    out, each with a sentence.
    """
    days, problems = _days(sheet, date_column, matches, today)
    marks = decimal_mark(
        row[column.index] for row in sheet.rows for column in sheet.columns if column.is_number
    )
    by_objective: dict[int, list[Measurement]] = defaultdict(list)
    hows: dict[int, How] = {}
    for column, match in matches.items():
        read = _figures(sheet, column, days, marks, problems)
        # Before they are joined: an impossible figure would hide in a mean.
        figures = [one for one in read if _possible(one, match.objective, problems)]
        found = _by_period(figures, match, period, today, problems)
        by_objective[match.objective.id] += _within_limits(found, match.objective, problems)
        hows[match.objective.id] = match.how
    measurements = [one for key, found in by_objective.items() for one in _added(found, hows[key])]
    ordered = sorted(measurements, key=lambda one: (one.objective_id, one.measured_on))
    return Gathered(tuple(ordered), tuple(sorted(problems, key=lambda one: one.line)))


def _days(
    sheet: Sheet, date_column: int, matches: Mapping[int, Match], today: date
) -> tuple[list[date | None], list[Problem]]:
    cells = [row[date_column] for row in sheet.rows]
    read_as = read_days(cells)
    problems = []
    if read_as.ambiguous:
        sentence = _("Dates such as {date} were read with the day first.")
        problems.append(Problem(0, sentence.format(date=read_as.ambiguous)))
    days: list[date | None] = []
    for row, line, cell, day in zip(sheet.rows, sheet.lines, cells, read_as.days, strict=True):
        future = day is not None and _month_start(day) > today
        days.append(None if future else day)
        if day is None and not is_total(cell) and any(is_figure(row[at]) for at in matches):
            problems.append(_undated(line, cell))
        elif future and day:
            sentence = _("Line {line}: {day} is still to come; it was left out.")
            told = sentence.format(line=line, day=dated(day))
            problems.append(Problem(line, told))
    return days, problems


def _undated(line: int, cell: str) -> Problem:
    shown = clean(cell)[:_SHOWN]
    if not shown:
        return Problem(line, _("Line {line}: there is no date; it was left out.").format(line=line))
    sentence = _("Line {line}: “{text}” is no date; it was left out.")
    return Problem(line, sentence.format(line=line, text=shown))


def _figures(
    sheet: Sheet,
    column: int,
    days: Sequence[date | None],
    mark: str,
    problems: list[Problem],
) -> list[_Figure]:
    cells = [row[column] for row in sheet.rows]
    read_as = read_figures(cells, mark)
    title = sheet.columns[column].title
    if read_as.ambiguous:
        sentence = _("“{title}”: numbers such as {number} were read as thousands.")
        problems.append(Problem(0, sentence.format(title=title, number=read_as.ambiguous)))
    found = []
    for cell, line, day, value in zip(cells, sheet.lines, days, read_as.values, strict=True):
        if day is None:
            continue
        if value is not None:
            found.append(_Figure(day, value, line))
        elif not is_nothing(cell):
            sentence = _("Line {line}: “{text}” in “{title}” is no number; it was left out.")
            told = sentence.format(line=line, text=clean(cell)[:_SHOWN], title=title)
            problems.append(Problem(line, told))
    return sorted(found, key=lambda one: one.day)


def _by_period(
    figures: Sequence[_Figure],
    match: Match,
    period: Period,
    today: date,
    problems: list[Problem],
) -> list[Measurement]:
    groups: dict[date, list[_Figure]] = defaultdict(list)
    for one in figures:
        groups[_end(one.day, period)].append(one)
    grain = _grain(figures)
    found = []
    for end, group in groups.items():
        whole = end <= today and not _lacks(grain, group, end, period)
        if match.how is How.SUM and not whole:
            sentence = _("“{title}”: the period until {day} is not whole; it was left out.")
            told = sentence.format(title=match.objective.title, day=dated(end))
            problems.append(Problem(group[0].line, told))
            continue
        day = end if whole else min(group[-1].day, today)
        found.append(Measurement(match.objective.id, day, _one(group, match.how)))
    return found


def _one(group: Sequence[_Figure], how: How) -> float:
    values = [one.value for one in group]
    if how is How.LAST:
        return values[-1]
    # Thousands of sums of decimals would show their binary remainders.
    return round(fmean(values) if how is How.MEAN else sum(values), 4)


def _end(day: date, period: Period) -> date:
    """The last day of the period in which a day lies."""
    if period is Period.DAY:
        return day
    month = {
        Period.MONTH: day.month,
        Period.QUARTER: (day.month + 2) // 3 * 3,
        Period.YEAR: 12,
    }[period]
    return date(day.year, month, monthrange(day.year, month)[1])


def _month_start(day: date) -> date:
    """A month alone is read as its last day, and the running month is not to come."""
    return day.replace(day=1) if day == _end(day, Period.MONTH) else day


def _grain(figures: Sequence[_Figure]) -> Period | None:
    """What one row stands for, when most follow the one before by a day or by a month."""
    days = sorted({one.day for one in figures})
    steps = [(after - before).days for before, after in pairwise(days)]
    if steps.count(1) * 2 > len(days):
        return Period.DAY
    # Figures of months are dated on the first of each or on the last; events are on any day.
    alike = all(day.day == 1 for day in days) or all(day == _end(day, Period.MONTH) for day in days)
    months = sum(_SHORTEST_MONTH <= step <= _LONGEST_MONTH for step in steps)
    return Period.MONTH if alike and months * 2 > len(steps) else None


def _lacks(grain: Period | None, group: Sequence[_Figure], end: date, period: Period) -> bool:
    """True when the file begins or ends in the middle of the period."""
    if period is Period.DAY or grain is None:
        return False
    months = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}[period]
    first = end.replace(month=end.month - months + 1, day=1)
    return _end(group[0].day, grain) > _end(first, grain) or _end(group[-1].day, grain) < end


def _within_limits(
    found: Iterable[Measurement], objective: Objective, problems: list[Problem]
) -> list[Measurement]:
    return [
        one
        for one in found
        if _possible(_Figure(one.measured_on, one.value, 0), objective, problems)
    ]


def _possible(figure: _Figure, objective: Objective, problems: list[Problem]) -> bool:
    """False, with a sentence, for what lies beyond the limits of the objective."""
    low, high = limits(objective) or (-LARGEST, LARGEST)
    if low <= figure.value <= high:
        return True
    sentence = _("“{title}”: {value} on {day} is not possible; it was left out.")
    told = sentence.format(
        title=objective.title,
        value=value_in_words(objective, figure.value),
        day=dated(figure.day),
    )
    problems.append(Problem(figure.line, told))
    return False


def _added(found: Iterable[Measurement], how: How) -> list[Measurement]:
    """Several columns of one objective as one reading a day."""
    by_day: dict[date, list[Measurement]] = defaultdict(list)
    for one in found:
        by_day[one.measured_on].append(one)
    together = fmean if how is How.MEAN else sum
    return [
        replace(group[0], value=round(together([one.value for one in group]), 4))
        for group in by_day.values()
    ]


def store(db: "Database", gathered: Gathered) -> int:
    """Store every reading inside the change that is open; returns how many.

    A reading of the same objective and day is replaced, its note is kept. Raises `ImportTrouble`
    when an objective is no longer in the plan, and nothing is stored.
    """
    plan = records.load(db.conn)
    known = {one.id for one in plan.objectives}
    if any(one.objective_id not in known for one in gathered.measurements):
        raise ImportTrouble(
            _("One of the objectives is no longer in the plan; nothing was imported."),
            _("Choose the file again."),
        )
    notes = {(one.objective_id, one.measured_on): one.note for one in plan.measurements}
    for one in gathered.measurements:
        note = notes.get((one.objective_id, one.measured_on), "")
        records.measure(db, replace(one, note=note))
    return len(gathered.measurements)
