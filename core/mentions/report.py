"""What was said in a stretch of days: how much, by whom, in what tone, and what was answered.

Figures only; `core.mentions.document.report` puts them on paper.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from core import days
from core.mentions.alarm_model import Alarm
from core.mentions.alarms import usual
from core.mentions.alarms.usual import Usual
from core.mentions.records import alarms as alarm_records
from core.mentions.records import decisions, figures
from core.mentions.records.figures import AwaitedAnswer, ToldStory, Toned, Totals, WeekCount
from core.plan import records as plan_records
from core.store import Connection
from core.text import fold

MOST_STORIES = 10

_KNOWN_DAYS = 28
"""Days of listening before a week that make it worth saying what is usual in it."""
_LONGEST_COMPARED = 92
"""Days that are set as one against the eight weeks before them; longer is compared by week."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Week:
    """A week from Monday on, or those of its days that belong to the report."""

    start: date
    end: date
    """Its last day."""
    mentions: int
    stories: int
    usual: Usual | None
    """None while listening is too young to know."""

    @property
    def unusual(self) -> bool:
        """Whether there are more mentions than usual."""
        return self.usual is not None and self.mentions > self.usual.high


@dataclass(frozen=True)
class AnswerCounts:
    """What became of the mentions that were to be answered."""

    asked: int
    answered: int
    median_hours: float | None
    """By the clock, nights included; None when none was answered."""
    promised_hours: float | None
    """Office hours within which the plan promises an answer."""
    in_time: int
    """Answered within as many hours by the clock; 0 without a promise."""
    waiting_since: datetime | None
    """When the first of those that still wait was put aside; None when none does."""


@dataclass(frozen=True)
class Report:
    """The figures of all days from `start` to `end`; lists with the most first, or in time."""

    start: date
    end: date
    listening_since: date | None
    """None: nothing was read yet."""
    totals: Totals
    usual: Usual | None
    """Of all days together; None when not known, or when they are too many for one comparison."""
    weeks: tuple[Week, ...]
    outlets: tuple[Toned, ...]
    months: tuple[Toned, ...]
    topics: tuple[Toned, ...]
    stories: tuple[ToldStory, ...]
    answers: AnswerCounts
    alarms: tuple[Alarm, ...]
    """Those raised in these days, the oldest first."""

    unheard: bool = False
    """Whether no source was listened to in any of these days, and nothing is known of them."""

    @property
    def tone(self) -> Toned:
        """All mentions by tone."""
        return figures.together("", self.months)


def report(connection: Connection, start: date, end: date, today: date) -> Report:
    """The figures of the days from `start` to `end`, both included, by the person's clock.

    Weeks that have not begun are left out. Raises `InvalidValue` when the days are the wrong way
    round.
    """
    since, until = days.moments(start, end)
    began = _began(connection)
    last = min(end, today)
    totals = figures.totals(connection, since, until)
    raised = tuple(reversed(alarm_records.between(connection, since, until)))
    # What was let go may have been listened to.
    before = (began is None or end < began) and decisions.let_go(connection) is None
    counts = figures.days(connection, *days.moments(_before(start), max(start, end)))
    return Report(
        start=start,
        end=end,
        listening_since=began,
        totals=totals,
        usual=_usual_of_all(counts, start, last, began),
        weeks=tuple(_weeks(figures.weeks(connection, since, until), counts, start, last, began)),
        outlets=tuple(_merged(figures.outlets(connection, since, until))),
        months=tuple(figures.months(connection, since, until)),
        topics=tuple(figures.topics(connection, since, until)),
        stories=tuple(figures.stories(connection, since, until, MOST_STORIES)),
        answers=_answers(connection, figures.asked(connection, since, until)),
        alarms=raised,
        unheard=before and not totals.mentions and not raised,
    )


def last_weeks(connection: Connection, today: date, count: int) -> tuple[Week, ...]:
    """The weeks up to that of `today`, at most so many, reckoned as in a report."""
    start = _monday(today) - timedelta(weeks=count - 1)
    began = _began(connection)
    counts = figures.days(connection, *days.moments(_before(start), today))
    found = figures.weeks(connection, *days.moments(start, today))
    return tuple(_weeks(found, counts, start, today, began))


def _began(connection: Connection) -> date | None:
    listening = figures.since_when(connection)
    return listening.astimezone().date() if listening else None


def _before(start: date) -> date:
    """The first day that tells what is usual at the start."""
    look_back = timedelta(weeks=usual.WEEKS)
    return start - look_back if start - date.min > look_back else date.min


def _weeks(
    found: Sequence[WeekCount],
    counts: Mapping[date, int],
    start: date,
    last: date,
    began: date | None,
) -> Iterator[Week]:
    """Every week from the first with anything to tell: of years before listening there is none."""
    known = {week_count.monday: week_count for week_count in found}
    firsts = [week_count.monday for week_count in found[:1]] + ([began] if began else [])
    day = max(start, _monday(min(firsts))) if firsts else last + _DAY
    while day <= last:
        monday = _monday(day)
        end = min(monday + 6 * _DAY, last)
        count = known.get(monday, WeekCount(monday, 0, 0))
        yield Week(day, end, count.mentions, count.stories, _usual(counts, day, end, began))
        day = end + _DAY


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _usual(counts: Mapping[date, int], first: date, last: date, began: date | None) -> Usual | None:
    """What is usual from one day to another, by the eight weeks before the first."""
    if began is None or (first - began).days < _KNOWN_DAYS:
        return None
    week = usual.week(counts, first, began)
    return usual.band(week.expected * ((last - first).days + 1) / 7) if week else None


def _usual_of_all(
    counts: Mapping[date, int], start: date, last: date, began: date | None
) -> Usual | None:
    if not 0 <= (last - start).days < _LONGEST_COMPARED:
        return None
    return _usual(counts, start, last, began)


def _merged(outlets: Sequence[Toned]) -> Iterator[Toned]:
    """Outlets whose names differ only by case and accents as one, under the name said most."""
    alike: dict[str, list[Toned]] = {}
    for outlet in outlets:
        alike.setdefault(fold(outlet.label), []).append(outlet)
    merged = [figures.together(group[0].label, group) for group in alike.values()]
    yield from sorted(merged, key=lambda toned: -toned.total)


def _answers(connection: Connection, asked: Sequence[AwaitedAnswer]) -> AnswerCounts:
    hours = [other.hours for other in asked if other.hours is not None]
    waiting = [other.asked_at for other in asked if other.answered_at is None]
    promised = plan_records.charter(connection).answer_hours
    return AnswerCounts(
        asked=len(asked),
        answered=len(hours),
        median_hours=median(hours) if hours else None,
        promised_hours=promised,
        in_time=sum(1 for hour in hours if promised is not None and hour <= promised),
        waiting_since=min(waiting, default=None),
    )
