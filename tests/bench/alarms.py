"""Alarms in a year of made-up days: how many are false, and how late the true ones come.

Real workspaces hear it as the listener does; a clerk confirms or dismisses every alarm at once.
"""

import statistics
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path

from sqlite_utils import Database

from core import i18n, store, workspace
from core.clock import FixedClock
from core.mentions.alarm_model import Alarm
from core.mentions.alarms import alarms
from core.mentions.kinds import AlarmState
from core.mentions.listening.intake import Intake
from core.mentions.model import Decisions, Feed, FeedEntry, Source
from core.mentions.records import alarms as records
from core.mentions.records import sources
from core.plan.kinds import LevelName
from core.store import Store, Topic
from core.town import gazetteer
from tests.bench import alarm_year
from tests.bench.alarm_year import DAY, HOUR, SOURCES, START, TOWNS, WARM_UP, Said, Town, Year
from tests.bench.measuring import Row, say

IDS = ("alarms",)

SEEDS = (1, 2)
MONTH = 365 / 12

_POLL = timedelta(minutes=30)
_RARELY = 6 * HOUR
"""Between two polls while nothing is published and an alarm lasts."""
_HARM = ("incident", *alarm_year.crises())


@dataclass(frozen=True)
class FalseAlarm:
    """One that the clerk dismissed."""

    cause: str
    """Kinds of what is in it."""
    level: LevelName
    harmless: bool
    """Nothing in it tells of harm."""
    titles: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Burst:
    """A crisis: how many mentions there were and hours had passed at the alarm, if there was."""

    kind: str
    count: int
    items: int | None = None
    hours: float = 0.0


@dataclass
class Course:
    """What a town lived through."""

    days: int
    false: list[FalseAlarm] = field(default_factory=list)
    bursts: dict[int, Burst] = field(default_factory=dict)

    @property
    def warned(self) -> list[Burst]:
        """The bursts of which there was an alarm."""
        return [burst for burst in self.bursts.values() if burst.items is not None]


def rows(wanted: Collection[str]) -> Iterator[Row]:
    """The rows of the benches that are wanted."""
    if "alarms" not in wanted:
        return
    say("alarms…")
    with ProcessPoolExecutor() as pool:
        jobs = {
            town: [pool.submit(course, town, seed, town.days) for seed in SEEDS] for town in TOWNS
        }
        for town, running in jobs.items():
            yield from _told(town, [future.result() for future in running])


def _told(town: Town, courses: Sequence[Course]) -> Iterator[Row]:
    false = [alarm for course in courses for alarm in course.false]
    bursts = [burst for course in courses for burst in course.bursts.values()]
    warned = [burst for course in courses for burst in course.warned]
    for cause, number in Counter(alarm.cause for alarm in false).most_common():
        say(f"    false: {number} × {cause}")
    row = partial(_row, town)
    months = sum(course.days for course in courses) / MONTH
    yield row("false alarms a month", len(false) / months, "", at_most=town.false_at_most)
    share = 100 * len(warned) / len(bursts)
    yield row(f"of {len(bursts)} bursts warned", share, "%", at_least=95)
    yield row(
        "median item of the alarm", statistics.median(burst.items or 0 for burst in warned), "", 3
    )
    yield row("median hours to the alarm", statistics.median(burst.hours for burst in warned), "h")
    red = sum(alarm.harmless and alarm.level is LevelName.RED for alarm in false)
    yield row("reds without harm", red, "", at_most=0)


def _row(
    town: Town,
    work: str,
    value: float,
    unit: str,
    at_most: float | None = None,
    at_least: float | None = None,
) -> Row:
    return Row("alarms", f"{town.kind}, {work}", value, unit, at_most=at_most, at_least=at_least)


def course(town: Town, seed: int, days: int) -> Course:
    """Let a town live through a year, or as many days."""
    with tempfile.TemporaryDirectory() as folder:
        return lived(town, seed, days, Path(folder) / "year.pregon")


def lived(town: Town, seed: int, days: int, file: Path) -> Course:
    """The same in a new workspace, which stays."""
    i18n.use("es")
    return _Listened(town, seed, days, file).through()


class _Listened:
    """A town that is listened to."""

    def __init__(self, town: Town, seed: int, days: int, file: Path) -> None:
        found = gazetteer.load().by_code(town.code)
        if found is None:
            raise RuntimeError(f"no town {town.code}")
        self._clock = FixedClock(START)
        workspace.create(file, gazetteer.town_of(found), self._clock)
        self._store: Store = store.open_store(file, self._clock, undoable=False)
        self._sources = self._added()
        self._said = Year(town, seed, days).said
        self._by_key: dict[int, Said] = {}
        self._course = Course(days)

    def _added(self) -> dict[str, Source]:
        made = {}
        with self._store.change(Topic.SOURCES) as db:
            for title, weight in SOURCES.items():
                source = Source(title, f"https://{len(made)}.example/feed", weight=weight)
                made[title] = replace(source, id=sources.add(db, source, START))
        return made

    def through(self) -> Course:
        """The whole time."""
        try:
            self._hear_all()
        finally:
            self._store.close()
        return self._course

    def _hear_all(self) -> None:
        watched_from = START + WARM_UP * DAY

        def poll(other: Said) -> datetime:
            # What is only remembered is taken in once a day.
            return _next_poll(other.at, _POLL if other.at >= watched_from else DAY)

        for now, said in groupby(self._said, key=poll):
            if now > watched_from:
                self._wait_for(now)
            with self._store.change(Topic.MENTIONS) as db:
                self._take_in(db, list(said), now)
                if now > watched_from:
                    self._watch_over(db, now)
            self._clock.moment = now

    def _wait_for(self, now: datetime) -> None:
        """Polls with nothing new, so that alarms end."""
        moment = self._clock.moment + _RARELY
        while moment < now and self._lasts():
            with self._store.change(Topic.ALARMS) as db:
                self._watch_over(db, moment)
            moment += _RARELY

    def _lasts(self) -> bool:
        with self._store.read() as connection:
            return bool(records.live(connection))

    def _take_in(self, db: Database, said: Sequence[Said], now: datetime) -> None:
        run = Intake(db.conn, now, Decisions())
        for item in said:
            number = len(self._by_key) + 1
            self._by_key[number] = item
            entry = FeedEntry(
                number.to_bytes(16), item.title, item.text, published=item.at, outlet=item.outlet
            )
            run.take_in(db, self._sources[item.source], Feed(entries=(entry,)))
            if item.burst and item.burst not in self._course.bursts:
                count = sum(other.burst == item.burst for other in self._said)
                self._course.bursts[item.burst] = Burst(item.kind, count)
        run.settle(db)

    def _watch_over(self, db: Database, now: datetime) -> None:
        alarms.watch_over(db, now)
        for alarm in records.live(db.conn):
            said = [self._by_key[item_id] for item_id in alarm.items]
            for burst in {item.burst for item in said if item.burst}:
                self._warn(burst, now)
            if alarm.state is not AlarmState.OPEN:
                continue
            if any(item.burst for item in said):
                alarms.confirm(db, alarm.id, now)
            else:
                self._course.false.append(_false(alarm, said))
                alarms.dismiss(db, alarm.id, "Nada", now)

    def _warn(self, burst: int, now: datetime) -> None:
        known = self._course.bursts[burst]
        if known.items is None:
            heard = [item for item in self._by_key.values() if item.burst == burst]
            hours = (now - heard[0].at) / HOUR
            self._course.bursts[burst] = replace(known, items=len(heard), hours=hours)


def _false(alarm: Alarm, said: Sequence[Said]) -> FalseAlarm:
    kinds = sorted({item.kind for item in said})
    first = alarm.facts.reasons[0].kind.value
    return FalseAlarm(
        cause=f"{first}: {', '.join(kinds)}",
        level=alarm.level,
        harmless=not any(item.kind in _HARM for item in said),
        titles=tuple(item.title for item in said),
        why=f"{alarm.facts.reasons} {alarm.facts.level_reason}",
    )


def _next_poll(at: datetime, every: timedelta) -> datetime:
    return START - (START - at) // every * every
