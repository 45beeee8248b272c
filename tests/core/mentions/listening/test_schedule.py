"""When a source is read: its interval, patience after failures, hours of quiet."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.mentions.kinds import Trouble
from core.mentions.listening import schedule
from core.mentions.model import Source, SourceMemory

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
RADIO = Source("Radio Comarca", "https://radio.example/feed", id=1)
HALF_HOUR = timedelta(minutes=30)


def due(source: Source, reading: SourceMemory | None, now: datetime, minutes: int = 30) -> bool:
    readings = {source.id: reading} if reading else {}
    return schedule.due([source], readings, now, minutes) == [source]


def read_at(moment: datetime) -> SourceMemory:
    return SourceMemory(RADIO.id, tried_at=moment, ok_at=moment)


def test_a_source_that_was_never_read_is_due():
    assert due(RADIO, None, NOON)


def test_a_source_is_due_when_its_interval_has_passed():
    reading = read_at(NOON)

    assert not due(RADIO, reading, NOON + timedelta(minutes=29))
    assert due(RADIO, reading, NOON + HALF_HOUR)


def test_a_new_interval_holds_at_once():
    reading = replace(read_at(NOON), next_at=NOON + timedelta(hours=12))

    assert not due(RADIO, reading, NOON + timedelta(minutes=50), minutes=60)
    assert due(RADIO, reading, NOON + timedelta(minutes=60), minutes=60)


def test_the_interval_of_the_source_comes_before_the_one_for_all():
    daily = replace(RADIO, minutes=1440)

    assert schedule.interval(daily, 30) == timedelta(days=1)
    assert schedule.interval(RADIO, 60) == timedelta(hours=1)


def test_a_search_of_news_is_not_asked_more_often_than_its_owner_bears():
    eager = replace(RADIO, recipe="google-news", minutes=5)

    assert schedule.interval(eager, 15) == HALF_HOUR


@pytest.mark.parametrize(
    "source",
    [
        replace(RADIO, enabled=False),
        replace(RADIO, removed=True),
        replace(RADIO, stopped=Trouble.GONE),
    ],
    ids=["off", "removed", "stopped"],
)
def test_what_is_off_is_never_due(source):
    assert not due(source, None, NOON)


def test_a_failing_source_waits_for_its_moment():
    reading = replace(read_at(NOON), problem=Trouble.SERVER, next_at=NOON + timedelta(hours=4))

    assert not due(RADIO, reading, NOON + timedelta(hours=3))
    assert due(RADIO, reading, NOON + timedelta(hours=4))


def test_a_reading_from_the_future_is_a_wrong_clock_put_right():
    reading = read_at(NOON + timedelta(days=365))

    assert due(RADIO, reading, NOON)


def test_who_waits_longest_is_read_first():
    there = [replace(RADIO, id=number, position=number) for number in (1, 2, 3, 4)]
    readings = {
        1: replace(read_at(NOON - timedelta(hours=1)), source_id=1),
        2: replace(read_at(NOON - timedelta(hours=9)), source_id=2),
    }

    found = schedule.due(there, readings, NOON, 30)

    assert [source.id for source in found] == [3, 4, 2, 1]


def after(trouble: Trouble, failures: int, chance: float = 0, **named: datetime) -> timedelta:
    moment = schedule.after_failure(
        RADIO, trouble, failures, NOON, minutes=30, chance=chance, **named
    )
    return moment - NOON


def test_patience_doubles_up_to_a_day():
    waits = [after(Trouble.SERVER, failures) for failures in (1, 2, 3, 6, 7, 1000)]

    hours = [wait / timedelta(hours=1) for wait in waits]
    assert hours == [0.5, 1, 2, 16, 24, 24]


def test_sources_that_failed_together_do_not_come_back_together():
    lots = random.Random(7)
    waits = {after(Trouble.SERVER, 3, lots.random()) for _source in range(50)}

    assert len(waits) == 50
    assert timedelta(hours=1.5) <= min(waits) < max(waits) <= timedelta(hours=2)


def test_what_a_site_asks_for_is_kept():
    assert after(Trouble.TOO_MANY, 1, retry_at=NOON + timedelta(days=3)) == timedelta(days=3)
    assert after(Trouble.TOO_MANY, 2, retry_at=NOON + timedelta(minutes=1)) == timedelta(hours=1)


def test_without_network_the_next_attempt_is_soon():
    assert after(Trouble.OFFLINE, 12) == timedelta(minutes=5)


def local(hour: int, minute: int = 0) -> datetime:
    """A moment by the clock of the person, in UTC."""
    return datetime(2026, 11, 24, hour, minute).astimezone().astimezone(UTC)


def test_quiet_hours_cross_midnight():
    night = ("22:00", "07:00")

    assert schedule.quiet(local(22), *night)
    assert schedule.quiet(local(3), *night)
    assert schedule.quiet(local(6, 59), *night)
    assert not schedule.quiet(local(7), *night)
    assert not schedule.quiet(local(21, 59), *night)


def test_quiet_hours_of_an_afternoon():
    rest = ("14:00", "16:30")

    assert schedule.quiet(local(15), *rest)
    assert not schedule.quiet(local(13), *rest)
    assert not schedule.quiet(local(16, 30), *rest)


@pytest.mark.parametrize(
    ("start", "end"), [("07:00", "07:00"), ("", ""), ("22:00", ""), ("25:00", "7"), ("a", "b")]
)
def test_hours_that_say_nothing_are_not_quiet(start, end):
    assert not any(schedule.quiet(local(hour), start, end) for hour in range(24))
