"""The figures of an incident: minutes as people count them, promises kept, hours of a chart."""

from datetime import UTC, datetime, timedelta

import pytest

from core.crisis.desk import Desk, Worded
from core.crisis.incidents.figures import (
    PromiseOutcome,
    by_hours,
    figures,
    minutes,
    promises,
    published_at,
)
from core.crisis.kinds import StatementKind
from core.crisis.model import (
    Call,
    CallOutcome,
    Incident,
    LogEntry,
    LogKind,
    Publication,
    Statement,
    StatementState,
)
from core.mentions.kinds import ToneBand
from core.plan.kinds import LevelName
from tests.core.crisis.scenes import ROAD

NINE = datetime(2026, 11, 24, 9, 0, 20, tzinfo=UTC)
INCIDENT = Incident("Corte", "road", "es", LevelName.ORANGE, NINE, 1)


def after(count: float) -> datetime:
    return NINE + timedelta(minutes=count)


def said(
    at: float,
    due: float | None = None,
    state: StatementState = StatementState.PUBLISHED,
    kind: StatementKind = StatementKind.HOLDING,
) -> Worded:
    promised = None if due is None else after(due)
    made = Statement(1, kind, NINE, int(at) + 1, state, promised, published_at=after(at))
    return Worded(made, ())


def entry(at: float, kind: LogKind, corrects: int | None = None) -> LogEntry:
    return LogEntry(1, after(at), after(at), kind, "x", corrects=corrects)


def test_minutes_count_as_on_the_clock_on_the_wall():
    assert minutes(NINE, NINE + timedelta(seconds=50)) == 1
    assert minutes(NINE, NINE + timedelta(seconds=30)) == 0
    assert minutes(after(5), NINE) == -5


def test_the_first_line_is_the_first_that_the_public_saw():
    early = Worded(said(20).statement, (), (Publication(1, "Web", after(12)),))
    dropped = said(2, state=StatementState.DROPPED)
    draft = said(3, state=StatementState.DRAFT)
    found = figures(Desk(INCIDENT, ROAD, statements=(said(15), early, dropped, draft)))
    assert found.first_line_at == published_at(early) == after(12)
    assert found.to_first_line == 12
    assert found.published == 2


def test_an_incident_in_which_nothing_happened_has_no_minutes():
    found = figures(Desk(INCIDENT, ROAD))
    assert (found.to_notice, found.to_first_line, found.lasted) == (None, None, None)
    assert (found.due, found.kept, found.called, found.entries) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("next_at", "state", "late"),
    [
        (59, PromiseOutcome.KEPT, 0),
        (60.5, PromiseOutcome.KEPT, 0),
        (61, PromiseOutcome.LATE, 1),
        (75, PromiseOutcome.LATE, 15),
    ],
)
def test_a_promise_is_kept_to_the_minute(next_at, state, late):
    first, _second = promises(INCIDENT, [said(0, 60), said(next_at, 200)])
    assert (first.state, first.late) == (state, late)


def test_what_was_promised_last_waits_is_missed_or_ended_with_the_close():
    out = [said(0, 60)]
    closed = [
        Incident("x", "road", "es", LevelName.RED, NINE, closed_at=after(at)) for at in (40, 61)
    ]
    states = [promises(incident, out)[0].state for incident in (INCIDENT, *closed)]
    assert states == [PromiseOutcome.WAITING, PromiseOutcome.ENDED, PromiseOutcome.MISSED]


def test_only_promises_whose_hour_came_are_counted():
    found = figures(Desk(INCIDENT, ROAD, statements=(said(0, 30), said(30, 60), said(80, 140))))
    assert (found.due, found.kept) == (2, 1)


def test_a_call_that_was_not_tried_is_not_counted():
    calls = tuple(Call(1, "Ana", outcome=outcome) for outcome in CallOutcome)
    found = figures(Desk(INCIDENT, ROAD, calls=calls))
    assert (found.called, found.reached) == (3, 1)


def test_the_log_tells_the_level_and_the_corrections():
    log = (
        entry(0, LogKind.OPENED),
        entry(9, LogKind.LEVEL),
        entry(4, LogKind.LEVEL),
        entry(10, LogKind.CORRECTION, corrects=1),
    )
    found = figures(Desk(INCIDENT, ROAD, log=log))
    assert found.level_at == after(4)
    assert (found.entries, found.corrections) == (4, 1)


def test_mentions_stand_in_hours_and_an_empty_hour_is_shown():
    told = [
        (after(0), ToneBand.NEGATIVE),
        (after(20), ToneBand.NONE),
        (after(130), ToneBand.POSITIVE),
    ]
    step, found = by_hours(told, NINE)
    assert step == 1
    assert [(stretch.negative, stretch.none, stretch.positive) for stretch in found] == [
        (1, 1, 0), (0, 0, 0), (0, 0, 1),
    ]  # fmt: skip
    assert found[0].start is not None
    assert found[0].start.astimezone(UTC) == NINE.replace(second=0)


@pytest.mark.parametrize("days", [1, 3, 10, 60, 200])
def test_however_long_it_lasted_the_chart_has_few_bars_and_counts_all(days):
    told = [(after(60 * hour), ToneBand.NONE) for hour in range(24 * days)]
    _step, found = by_hours(told, NINE)
    assert len(found) <= 12
    assert sum(stretch.none for stretch in found) == len(told)


@pytest.mark.parametrize(("hours", "step", "bars"), [(12, 1, 12), (13, 2, 7)])
def test_the_chart_has_twelve_bars_at_the_most(hours, step, bars):
    told = [(after(60 * hour), ToneBand.NONE) for hour in range(hours)]
    found = by_hours(told, NINE)
    assert (found[0], len(found[1])) == (step, bars)


PARTS = {
    10: 1, 20: 2, 30: 3, 40: 4, 60: 6, 80: 8, 120: 12, 200: 24, 400: 48, 800: 96, 1500: 168,
    3000: 336, 5000: 720,
}  # fmt: skip
"""Hours in which mentions came, and hours of each bar: parts of a day, days, weeks, a month."""


def test_the_bars_of_a_long_incident_are_of_hours_that_people_count_in():
    told = {
        hours: by_hours([(NINE, ToneBand.NONE), (after(60 * hours), ToneBand.NONE)], NINE)[0]
        for hours in PARTS
    }
    assert told == PARTS


@pytest.mark.parametrize("month", [3, 10])
@pytest.mark.parametrize("days", [1, 6])
@pytest.mark.usefixtures("madrid")
def test_when_the_clocks_change_every_day_and_hour_has_one_bar(month, days):
    begun = datetime(2026, month, 24 if days > 1 else 28 if month == 3 else 24, 20, tzinfo=UTC)
    told = [(begun + timedelta(minutes=30 * place), ToneBand.NONE) for place in range(days * 20)]
    told += [(begun + timedelta(days=days), ToneBand.NONE)]
    step, found = by_hours(told, begun)
    assert (step >= 24) is (days > 1)
    assert sum(stretch.none for stretch in found) == len(told)
    walls = [stretch.start.astimezone() for stretch in found if stretch.start is not None]
    assert len({(wall.date(), wall.hour) for wall in walls}) == len(walls)
    assert {wall.hour % step for wall in walls} == {0}


@pytest.mark.parametrize("hours", [24.01, 24 * 400])
def test_what_was_said_more_than_a_day_before_is_one_bar(hours):
    told = [(after(-60 * hours), ToneBand.NONE), (after(5), ToneBand.NEGATIVE)]
    step, found = by_hours(told, NINE)
    assert step == 1
    assert [(stretch.start is None, stretch.none, stretch.negative) for stretch in found] == [
        (True, 1, 0),
        (False, 0, 1),
    ]


def test_what_was_said_the_day_before_has_its_hour():
    step, found = by_hours([(after(-60 * 24), ToneBand.NONE), (after(5), ToneBand.NEGATIVE)], NINE)
    assert step == 3
    assert [stretch.none for stretch in found] == [1, *[0] * 8]


def test_without_mentions_there_is_no_bar():
    assert by_hours([], NINE)[1] == ()


def test_an_hour_that_is_said_again_is_one_promise():
    """Instructions between two updates repeat the hour that was promised before."""
    out = [said(0, 60), said(20, 60), said(75, 200)]
    first, last = promises(INCIDENT, out)
    assert (first.due, first.state, first.came_at) == (after(60), PromiseOutcome.LATE, after(75))
    assert last.state is PromiseOutcome.WAITING


def test_a_condolence_before_the_hour_does_not_keep_it_and_the_end_does():
    condolence = said(30, kind=StatementKind.CONDOLENCE)
    assert promises(INCIDENT, [said(0, 60), condolence])[0].state is PromiseOutcome.WAITING
    ended = promises(INCIDENT, [said(0, 60), condolence, said(40, kind=StatementKind.CLOSING)])[0]
    assert (ended.state, ended.came_at) == (PromiseOutcome.KEPT, after(40))
