"""Readings of an objective: what they say of the way to its target, and when the next is due."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core import i18n
from core.documents.imprint import day_in_words
from core.errors import InvalidValue
from core.i18n import _
from core.numbers import number, percent
from core.plan.kinds import Frequency, Judged
from core.plan.model import Measurement, Objective, Plan
from core.text import clean, fold
from core.town.model import checked_number

PLACES = 2
"""Decimals of a value at most: rates of answer and of interaction are told apart by them."""

SLACK = 0.1
"""Part of the way that a reading may be behind the line and still be on track; own judgement,
as a monthly figure of a small town moves by more than that."""

_MONTHS = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.TWICE_A_YEAR: 6,
    Frequency.YEARLY: 12,
}
_BOUND = 1e12
_NARROW = "\u202f"
_LONGEST_SYMBOL = 3
"""`h`, `min`, `€`: shorter than this a unit is a symbol and stays on the line of its number."""


class State(StrEnum):
    """Where an objective stands, by its last reading."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Due:
    """A reading that is missing, and the day from which it is."""

    objective: Objective
    since: date


@dataclass(frozen=True)
class Progress:
    """How far the last reading is on the way from the start to the target."""

    share: float | None
    """From 0, at the start or before it, to 1, at the target or past it; None when unknown."""
    state: State
    sentence: str


@dataclass(frozen=True)
class _Line:
    """The straight way to the target."""

    start_on: date
    start: float
    due_on: date
    target: float

    def share(self, value: float) -> float:
        """Which part of the way `value` is; 0 when the target lies on the wrong side."""
        way = self.target - self.start
        return min(max((value - self.start) / way, 0.0), 1.0) if way else 0.0

    def expected(self, day: date) -> float:
        """Which part of the way should be done on `day`."""
        days = (self.due_on - self.start_on).days
        return min(max((day - self.start_on).days / days, 0.0), 1.0) if days > 0 else 1.0

    def value(self, share: float) -> float:
        """The figure at a part of the way."""
        return self.start + (self.target - self.start) * share


def months_on(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month stays the last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    ends = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if ends else min(day.day, last))


def measurable(objective: Objective) -> bool:
    """True when the objective says what is read: an indicator, a target or a rubric."""
    return bool(objective.indicator or objective.rubric or objective.target is not None)


def due(plan: Plan, today: date) -> list[Due]:
    """The readings that are missing today, the longest missing first.

    One is due when the last is older than the objective's frequency; without any, from the plan's
    start, or one period later where the starting figure is known. None is before the plan starts
    or after it ends, nor of an objective that is still a suggestion.
    """
    start, end = plan.charter.start_on, plan.charter.end_on
    if start is None:
        return []
    found = []
    for objective in plan.objectives:
        if objective.suggested or not measurable(objective):
            continue
        since = _due_since(objective, plan.readings(objective), start, today)
        if since <= today and (end is None or since <= end):
            found.append(Due(objective, since))
    return sorted(found, key=lambda one: one.since)


def _due_since(
    objective: Objective, readings: Sequence[Measurement], start: date, today: date
) -> date:
    months = _MONTHS[objective.every]
    days = [one.measured_on for one in readings if one.measured_on <= today]
    if days:
        return max(months_on(max(days), months), start)
    return start if objective.baseline is None else months_on(start, months)


def reached(objective: Objective, value: float) -> bool:
    """True when `value` is at the target or past it, in the direction that is better."""
    if objective.target is None:
        return False
    if objective.less_is_better:
        return value <= objective.target
    return value >= objective.target


def last_reading(readings: Sequence[Measurement], today: date) -> Measurement | None:
    """The newest reading that is not in the future, or None."""
    past = [one for one in readings if one.measured_on <= today]
    return max(past, key=lambda one: one.measured_on, default=None)


def progress(
    objective: Objective,
    readings: Sequence[Measurement],
    today: date,
    start_on: date | None = None,
) -> Progress:
    """The last reading against the line from the start to the target.

    The line begins with the baseline on `start_on`, the plan's first day, or on the first reading
    when that day is not known or comes later; without baseline, with the first reading itself. A
    reading is compared with the line on its own day.
    """
    last = last_reading(readings, today)
    if last is None:
        return Progress(None, State.UNKNOWN, _("Not measured yet."))
    words = {
        "value": value_in_words(objective, last.value),
        "day": _day(last.measured_on),
    }
    if objective.target is None:
        return Progress(None, State.UNKNOWN, _("{value} on {day}; no target.").format(**words))
    words["target"] = value_in_words(objective, objective.target)
    if reached(objective, last.value):
        sentence = _("Reached: {value} on {day}; the target was {target}.")
        return Progress(1.0, State.REACHED, sentence.format(**words))
    start = _start(objective, readings, start_on)
    if objective.due_on is None:
        share = _Line(*start, start[0], objective.target).share(last.value)
        sentence = _("{value} on {day}; the target of {target} has no date.")
        return Progress(share, State.UNKNOWN, sentence.format(**words))
    line = _Line(*start, objective.due_on, objective.target)
    return _against(line, objective, last, today, words | {"due": _day(objective.due_on)})


def _start(
    objective: Objective, readings: Sequence[Measurement], start_on: date | None
) -> tuple[date, float]:
    first = min(readings, key=lambda one: one.measured_on)
    if objective.baseline is None:
        return first.measured_on, first.value
    return min(start_on or first.measured_on, first.measured_on), objective.baseline


def _against(
    line: _Line, objective: Objective, last: Measurement, today: date, words: dict[str, str]
) -> Progress:
    share, expected = line.share(last.value), line.expected(last.measured_on)
    if today > line.due_on:
        sentence = _("Not reached: {value} on {day}; the target was {target} by {due}.")
        return Progress(share, State.BEHIND, sentence.format(**words))
    if objective.baseline is None and last.measured_on == line.start_on:
        sentence = _("{value} on {day}, the first reading; the target is {target} by {due}.")
        return Progress(share, State.UNKNOWN, sentence.format(**words))
    if share >= expected - SLACK:
        sentence = _("On track: {value} on {day}; the target is {target} by {due}.")
        return Progress(share, State.ON_TRACK, sentence.format(**words))
    words["expected"] = value_in_words(objective, line.value(expected))
    sentence = _("Behind: {value} on {day}, when {expected} would have been on the way.")
    return Progress(share, State.BEHIND, sentence.format(**words))


def _day(day: date) -> str:
    return day_in_words(day, i18n.current())


def value_in_words(objective: Objective, value: float) -> str:
    """A value with its unit: `61 %`, `5.200 personas`, `4 h`, `3 de 5` by a rubric."""
    if objective.judged is Judged.QUALITATIVE:
        return _("{value} of 5").format(value=number(value))
    if objective.unit == "%":
        return percent(value, PLACES)
    shown = number(value, PLACES)
    if not objective.unit:
        return shown
    blank = _NARROW if len(objective.unit) <= _LONGEST_SYMBOL else " "
    return f"{shown}{blank}{objective.unit}"


def limits(objective: Objective) -> tuple[float, float] | None:
    """The least and the most that a value can be, or None when nothing is known."""
    if objective.judged is Judged.QUALITATIVE:
        return 1, 5
    return (0, 100) if objective.unit == "%" else None


def checked_value(text: str, objective: Objective) -> float | None:
    """A value as typed, with or without its unit; None when empty.

    Raises `InvalidValue` when it is no number, a percentage beyond 0 to 100, or a rubric's
    judgement beyond 1 to 5.
    """
    typed = fold(clean(text)).removesuffix(fold(objective.unit)).strip()
    bounds = limits(objective)
    if bounds:
        return checked_number(typed, *bounds)
    try:
        return checked_number(typed, -_BOUND, _BOUND)
    except InvalidValue as error:
        raise InvalidValue(
            _("This is not a number."), _("Type it as 1250 or as 61.5, without words.")
        ) from error
