"""The example town has been through an incident and a drill, written by the desk itself."""

from pathlib import Path

import pytest

from core import example, i18n
from core.clock import FixedClock
from core.crisis import desk, drill, log
from core.crisis.model import StatementState
from core.crisis.statement_checks import unfilled
from core.store import open_store


@pytest.fixture(params=["es", "en"])
def past(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> list[desk.Desk]:
    """The desk of each, newest first."""
    i18n.use(request.param)
    path = tmp_path / "example.pregon"
    example.create(path, clock)
    store = open_store(path, clock)
    with store.read() as connection:
        assert desk.open_ones(connection) == []
        assert log.broken_at(connection) is None
        numbers = [
            one.id for drills in (True, False) for one in desk.past(connection, drills=drills)
        ]
        found = [desk.load(connection, number) for number in numbers]
    store.close()
    return [one for one in found if one is not None]


def test_a_drill_is_scored_and_an_incident_is_closed_and_reviewed(past: list[desk.Desk]) -> None:
    rehearsal, incident = past
    assert rehearsal.incident.drill
    score = drill.score(rehearsal)
    assert 0 < score.met < score.of
    assert not incident.incident.drill
    assert incident.incident.went_well
    assert incident.incident.went_badly
    assert all(one.done_on for one in incident.lessons)


def test_its_statements_were_published_without_empty_blanks(past: list[desk.Desk]) -> None:
    _rehearsal, incident = past
    assert len(incident.statements) == 3
    for worded in incident.statements:
        assert worded.statement.state is StatementState.PUBLISHED
        for text in worded.texts:
            assert text.whole
            assert unfilled(text) == []


def test_its_log_is_in_the_order_of_the_hours(past: list[desk.Desk]) -> None:
    _rehearsal, incident = past
    hours = [one.at for one in incident.log]
    first, *_later = hours
    assert first == min(hours)
    assert hours[-1] == max(hours)


def test_everybody_affected_had_an_answer_in_public(past: list[desk.Desk]) -> None:
    _rehearsal, incident = past
    assert all(one.closed_at for one in incident.complainants)
    assert all(one.answered_at for one in incident.rumours)
