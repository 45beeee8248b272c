"""Readings of an objective: what they say of the way to its target, and when the next is due."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from enum import StrEnum

from core.documents.charts import LineChart
from core.i18n import Language, _
from core.numbers import number, percent
from core.plan.kinds import Frequency, Judged, ObjectiveScope
from core.plan.model import Measurement, Objective, Plan
from core.plan.things import limits
from core.plan.wording import dated
from core.text import clean

PLACES = 2
"""Decimals of a value at most: rates of answer and of interaction are told apart by them."""

SLACK = 0.1
"""Part of the way that a reading may be behind the line and still be on track; own judgement,
as a monthly figure of a small town moves by more than that."""

MONTHS = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.TWICE_A_YEAR: 6,
    Frequency.YEARLY: 12,
}
"""From one reading to the next."""

_NARROW = "\u202f"
_LONGEST_SYMBOL = 3
"""`h`, `min`, `€`: shorter than this a unit is a symbol and stays on the line of its number."""


class ObjectiveState(StrEnum):
    """Where an objective stands, by its last reading."""

    REACHED = "reached"
    ALREADY = "already"
    """At the target before the plan has begun."""
    ON_TRACK = "on_track"
    BEHIND = "behind"
    UNKNOWN = "unknown"


def state_label(state: ObjectiveState) -> str:
    """Where an objective stands, in a word or two."""
    return {
        # Translators: State of an objective.
        ObjectiveState.REACHED: _("Reached"),
        # Translators: State of an objective whose target was reached before the plan.
        ObjectiveState.ALREADY: _("Met already"),
        # Translators: State of an objective.
        ObjectiveState.ON_TRACK: _("On track"),
        # Translators: State of an objective: late on its way to the target.
        ObjectiveState.BEHIND: _("Behind"),
        ObjectiveState.UNKNOWN: _("Not known yet"),
    }[state]


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
    state: ObjectiveState
    sentence: str


@dataclass(frozen=True)
class _PaceLine:
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
    """The same day so many months later; the last day of a month stays the last.

    Beyond the year 9999 it is the last day that there is.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
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
    or after it ends, nor of an objective that is general, still a suggestion, or already judged by
    a reading on its date or later.
    """
    return [item for item in expected(plan, today) if item.since <= today]


def expected(plan: Plan, today: date) -> list[Due]:
    """The reading that comes next of each objective, missing already or still to come, by day."""
    start, end = plan.charter.start_on, plan.charter.end_on
    if start is None:
        return []
    found = []
    for objective in plan.objectives:
        general = objective.scope is ObjectiveScope.GENERAL
        if general or objective.suggested or not measurable(objective):
            continue
        readings = plan.readings(objective)
        if _judged(objective, readings, today):
            continue
        since = _due_since(objective, readings, start, today)
        if end is None or since <= end:
            found.append(Due(objective, since))
    return sorted(found, key=lambda item: item.since)


def measure(due: Sequence[Due]) -> str:
    """What to do about them: the first objective by its name, and how many more."""
    first, more = _("“{words}”").format(words=due[0].objective.title), len(due) - 1
    if not more:
        return _("Measure {name}").format(name=first)
    return _("Measure {name} and {count} more").format(name=first, count=more)


def _judged(objective: Objective, readings: Sequence[Measurement], today: date) -> bool:
    last = last_reading(readings, today)
    by = objective.due_on
    return last is not None and by is not None and last.measured_on >= by


def _due_since(
    objective: Objective, readings: Sequence[Measurement], start: date, today: date
) -> date:
    months = MONTHS[objective.every]
    days = [reading.measured_on for reading in readings if reading.measured_on <= today]
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


def already(objective: Objective, last: Measurement, start_on: date | None) -> bool:
    """True when a reading from before the plan's first day is at the target: nobody reached it."""
    early = start_on is not None and last.measured_on < start_on
    return early and reached(objective, last.value)


def last_reading(readings: Sequence[Measurement], today: date) -> Measurement | None:
    """The newest reading that is not in the future, or None."""
    past = [reading for reading in readings if reading.measured_on <= today]
    return max(past, key=lambda measurement: measurement.measured_on, default=None)


def progress(
    objective: Objective,
    readings: Sequence[Measurement],
    today: date,
    start_on: date | None = None,
) -> Progress:
    """The last reading against the line from the start to the target.

    The line begins with the baseline on `start_on`, the plan's first day. Before that day, or when
    it is not known, it begins on the day on which the baseline was read, else on the first reading;
    without baseline, with the first reading itself. A reading is compared with the line on its own
    day.
    """
    last = last_reading(readings, today)
    if last is None:
        return Progress(None, ObjectiveState.UNKNOWN, _("Not measured yet."))
    words = {
        "value": value_in_words(objective, last.value),
        "day": dated(last.measured_on),
    }
    if objective.target is None:
        return Progress(
            None, ObjectiveState.UNKNOWN, _("{value} on {day}; no target.").format(**words)
        )
    words["target"] = value_in_words(objective, objective.target)
    if already(objective, last, start_on):
        sentence = _("Met before the plan begins: {value} on {day}; the target is {target}.")
        return Progress(1.0, ObjectiveState.ALREADY, sentence.format(**words))
    if reached(objective, last.value):
        sentence = _("Reached: {value} on {day}; the target was {target}.")
        return Progress(1.0, ObjectiveState.REACHED, sentence.format(**words))
    start = _start(objective, readings, last, start_on)
    if objective.due_on is None:
        share = _PaceLine(*start, start[0], objective.target).share(last.value)
        sentence = _("{value} on {day}; the target of {target} has no date.")
        return Progress(share, ObjectiveState.UNKNOWN, sentence.format(**words))
    line = _PaceLine(*start, objective.due_on, objective.target)
    return _against(
        line, objective, readings, last, today, words | {"due": dated(objective.due_on)}
    )


def _start(
    objective: Objective, readings: Sequence[Measurement], last: Measurement, start_on: date | None
) -> tuple[date, float]:
    first = min(readings, key=lambda reading: reading.measured_on)
    if objective.baseline is None:
        return first.measured_on, first.value
    if start_on and start_on <= last.measured_on:
        return start_on, objective.baseline
    # A plan made from the last one starts from its last reading, not from its first.
    read = [reading.measured_on for reading in readings if reading.value == objective.baseline]
    return max(read, default=first.measured_on), objective.baseline


def _against(
    line: _PaceLine,
    objective: Objective,
    readings: Sequence[Measurement],
    last: Measurement,
    today: date,
    words: dict[str, str],
) -> Progress:
    share, expected = line.share(last.value), line.expected(last.measured_on)
    if today > line.due_on:
        sentence = _("Not reached: {value} on {day}; the target was {target} by {due}.")
        return Progress(share, ObjectiveState.BEHIND, sentence.format(**words))
    if objective.baseline is None and last.measured_on == line.start_on:
        sentence = _("{value} on {day}, the first measurement; the target is {target} by {due}.")
        return Progress(share, ObjectiveState.UNKNOWN, sentence.format(**words))
    if share >= expected - SLACK:
        sentence = _("On track: {value} on {day}; the target is {target} by {due}.")
        return Progress(share, ObjectiveState.ON_TRACK, sentence.format(**words))
    words["expected"] = _expected(objective, readings, last, line.value(expected))
    sentence = _("Behind: {value} on {day}; {expected} expected by then.")
    return Progress(share, ObjectiveState.BEHIND, sentence.format(**words))


def _expected(
    objective: Objective, readings: Sequence[Measurement], last: Measurement, value: float
) -> str:
    """A value that nobody read, as exact as those that were read: there are no half persons.

    It has one decimal more where it would look like the last reading.
    """
    known = max(_decimals(reading.value) for reading in readings)
    differing = (
        places
        for places in range(known, PLACES)
        if round(value, places) != round(last.value, places)
    )
    return value_in_words(objective, value, next(differing, PLACES))


def _decimals(value: float) -> int:
    return next(n for n in range(PLACES + 1) if round(value, n) == round(value, PLACES))


def value_in_words(objective: Objective, value: float, places: int = PLACES) -> str:
    """A value with its unit: `61 %`, `5.200 personas`, `4 h`, `3 de 5` by a rubric.

    It has so many decimals at most, and by a rubric one.
    """
    if objective.judged is Judged.QUALITATIVE:
        return _("{value} of 5").format(value=number(value, min(places, 1)))
    if objective.unit == "%":
        return percent(value, places)
    shown = number(value, places)
    if not objective.unit:
        return shown
    blank = _NARROW if len(objective.unit) <= _LONGEST_SYMBOL else " "
    return f"{shown}{blank}{objective.unit}"


def chart_of(objective: Objective, plan: Plan, language: Language) -> LineChart:
    """The facts of the chart, from the plan's first day or the first reading on."""
    readings = plan.readings(objective)
    judged = objective.judged is Judged.QUALITATIVE
    starts = [
        day
        for day in (plan.charter.start_on, *(reading.measured_on for reading in readings))
        if day
    ]
    return LineChart(
        subject=clean(objective.indicator) or clean(objective.title) or _("Untitled"),
        points=tuple((reading.measured_on, reading.value) for reading in readings),
        language=language,
        unit="" if judged else objective.unit,
        baseline=objective.baseline,
        target=objective.target,
        start=min(starts, default=None),
        end=objective.due_on or plan.charter.end_on,
        within=(limits(objective) or ()) if judged else (),
    )
