"""How much is usual: what is expected of a day or a week, and how improbable a count is.

Mentions of a small town come singly and far apart, so the Poisson distribution describes a day
without trouble. The numbers of weeks and of the floor are from the design of the alarms.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

WEEKS = 8
"""That are looked back."""

FLOOR = 0.3
"""Stories a day that are expected at the least, however silent a place is."""

HABIT_DAYS = 7
"""Days of which the counts must be known before anything is called usual."""

_PULL = 4.0
"""A weekday has eight days at the most: it counts as if this many more had been as any day."""
_ORDINARY = 0.9
"""Share of the days that are ordinary; those with more count as the busiest ordinary one, for a
crisis of three days must not hide the next one."""
_LOW, _HIGH = 0.1, 0.9
_NEGLIGIBLE = 1e-17


@dataclass(frozen=True)
class Usual:
    """What is expected, and between which counts four of five fall (Poisson, 10 to 90 %)."""

    expected: float
    low: int
    high: int


def usual(counts: Mapping[date, int], today: date, since: date | None = None) -> float:
    """What is expected of the day `today` by the eight weeks before it, at least the floor.

    `counts` are by day; a day without an entry had none, unless it is before `since`, when nobody
    listened yet.
    """
    return max(FLOOR, habit(counts, today, since))


def habit(counts: Mapping[date, int], today: date, since: date | None = None) -> float:
    """As `usual` without the floor, so that sources can be added up; 0 when no day is known."""
    ordinary = _ordinary_days(counts, today, since)
    if not ordinary:
        return 0.0
    mean = sum(ordinary.values()) / len(ordinary)
    alike = [number for day, number in ordinary.items() if day.weekday() == today.weekday()]
    return (sum(alike) + _PULL * mean) / (len(alike) + _PULL)


def _ordinary_days(counts: Mapping[date, int], today: date, since: date | None) -> dict[date, int]:
    days = _known_days(today, since)
    if not days:
        return {}
    numbers = [counts.get(day, 0) for day in days]
    most = sorted(numbers)[math.ceil(_ORDINARY * len(numbers)) - 1]
    return {day: min(number, most) for day, number in zip(days, numbers, strict=True)}


def _known_days(today: date, since: date | None) -> list[date]:
    days = [today - timedelta(days=back) for back in range(1, WEEKS * 7 + 1)]
    return [day for day in days if since is None or day >= since]


def is_known(today: date, since: date | None) -> bool:
    """Whether enough days before `today` are known to call anything usual."""
    return len(_known_days(today, since)) >= HABIT_DAYS


def share_of_day(until: datetime) -> float:
    """How much of the 24 hours before a moment lies on its own day, from 0 to 1."""
    midnight = until.replace(hour=0, minute=0, second=0, microsecond=0)
    return min(1.0, (until - midnight) / timedelta(days=1))


def week(counts: Mapping[date, int], monday: date, since: date | None = None) -> Usual | None:
    """What is expected of the seven days from `monday` on, by the eight weeks before them.

    `counts` are by day, of whatever is drawn. None while fewer than seven days are known.
    """
    ordinary = _ordinary_days(counts, monday, since)
    if len(ordinary) < HABIT_DAYS:
        return None
    return band(7 * sum(ordinary.values()) / len(ordinary))


def band(expected: float) -> Usual:
    """The counts between which four of five days with this expectation fall."""
    return Usual(expected, _quantile(_LOW, expected), _quantile(_HIGH, expected))


def _quantile(share: float, expected: float) -> int:
    total, count = 0.0, 0
    while True:
        total += _probability(count, expected)
        if total >= share or count > expected + 40 * math.sqrt(expected) + 40:
            return count
        count += 1


def tail(count: int, expected: float) -> float:
    """The probability of `count` or more where `expected` are usual (Poisson)."""
    if count <= 0:
        return 1.0
    if count <= expected:
        return max(0.0, 1.0 - math.fsum(_probability(number, expected) for number in range(count)))
    total, number = 0.0, count
    while (term := _probability(number, expected)) > _NEGLIGIBLE * total or number == count:
        total += term
        number += 1
        if term == 0.0:
            break
    return total


def _probability(count: int, expected: float) -> float:
    if expected <= 0:
        return 1.0 if count == 0 else 0.0
    # By logarithms: a large expectation would underflow.
    return math.exp(count * math.log(expected) - expected - math.lgamma(count + 1))
