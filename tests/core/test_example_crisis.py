"""The example town has been through an incident and a drill, written by the desk itself."""

from datetime import date, timedelta

import pytest

from core import example, i18n
from core.clock import FixedClock
from core.crisis import desk, log
from core.crisis.incidents import drill
from core.crisis.kinds import Phase
from core.crisis.model import CallOutcome, StatementState
from core.crisis.texts.checks import unfilled
from core.store import open_store
from tests.core import towns


@pytest.fixture(scope="module", params=["es", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def past(desks: list[desk.Desk], language: str) -> list[desk.Desk]:
    """The desk of each, newest first, to be read in its language."""
    i18n.use(language)
    return desks


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory, language: str) -> list[desk.Desk]:
    clock = FixedClock(towns.NOW)
    path = tmp_path_factory.mktemp("crisis") / "example.pregon"
    with i18n.language(language):
        example.create(path, clock)
    store = open_store(path, clock)
    with store.read() as connection:
        assert desk.open_ones(connection) == []
        assert log.broken_at(connection) is None
        numbers = [
            item.id for drills in (True, False) for item in desk.past(connection, drills=drills)
        ]
        found = [desk.load(connection, number) for number in numbers]
    store.close()
    return [item for item in found if item is not None]


def test_a_drill_is_scored_and_an_incident_is_closed_and_reviewed(past):
    rehearsal, incident = past
    assert rehearsal.incident.drill
    score = drill.score(rehearsal)
    assert 0 < score.met < score.of
    assert not incident.incident.drill
    assert incident.incident.went_well
    assert incident.incident.went_badly
    assert all(lesson.done_on for lesson in incident.lessons)


def test_its_statements_were_published_without_empty_blanks(past):
    _rehearsal, incident = past
    assert len(incident.statements) == 3
    for worded in incident.statements:
        assert worded.statement.state is StatementState.PUBLISHED
        for text in worded.texts:
            assert text.whole
            assert unfilled(text) == []


def test_its_log_is_in_the_order_of_the_hours(past):
    _rehearsal, incident = past
    hours = [entry.at for entry in incident.log]
    first, *_later = hours
    assert first == min(hours)
    assert hours[-1] == max(hours)


def test_everybody_affected_had_an_answer_in_public(past):
    _rehearsal, incident = past
    assert all(complainant.closed_at for complainant in incident.complainants)
    assert all(rumour.answered_at for rumour in incident.rumours)


def test_the_last_of_the_list_did_not_pick_up_the_telephone(past):
    _rehearsal, incident = past
    assert [call.outcome for call in incident.calls] == [CallOutcome.REACHED] * 10 + [
        CallOutcome.NOT_REACHED
    ]
    hours = [f"{call.at.astimezone():%H:%M}" for call in incident.calls if call.at]
    assert (hours[0], hours[1], hours[-1]) == ("19:15", "19:19", "19:55")


def test_it_went_by_the_hours_of_its_story(past, clock):
    _rehearsal, incident = past
    told = incident.incident
    opened = told.opened_at
    assert told.first_sign_at is not None
    assert told.closed_at is not None
    assert (clock.today() - opened.astimezone().date()).days == 150
    assert f"{opened.astimezone():%H:%M}" == "19:12"
    assert opened - told.first_sign_at == timedelta(minutes=22)
    assert told.closed_at - opened == timedelta(hours=3, minutes=12)
    assert told.review_on == date(2026, 7, 3)
    drafts = [statement.statement for statement in incident.statements]
    moments = [(draft.approved_at, draft.published_at) for draft in drafts]
    minutes = [[(at - opened).seconds // 60 for at in pair if at] for pair in moments]
    assert minutes == [[24, 29], [70, 74], [182, 186]]
    assert {draft.approved_by for draft in drafts} == {"María Gómez Ruiz"}
    (rumour,) = incident.rumours
    assert rumour.answered_at is not None
    assert rumour.answered_at - rumour.at == timedelta(minutes=13)
    days = [(lesson.due_on, lesson.done_on) for lesson in incident.lessons]
    assert [[(clock.today() - day).days for day in pair if day] for pair in days] == [
        [120, 122],
        [110, 112],
    ]


def test_every_step_but_the_updates_was_ticked(past):
    rehearsal, incident = past
    done = {tick.step for tick in incident.ticks}
    assert done == {step.id for step in incident.scenario.steps if step.phase is not Phase.UPDATES}
    minutes = [int((tick.at - incident.incident.opened_at).seconds / 60) for tick in incident.ticks]
    assert (minutes[0], minutes[-1]) == (3, 186)
    assert {tick.step for tick in rehearsal.ticks} == {
        step.id for step in rehearsal.scenario.of(Phase.BEFORE)
    }


def test_in_the_drill_two_injects_were_missed(past):
    rehearsal, _incident = past
    assert [(inject.inject, len(inject.met)) for inject in rehearsal.injects] == [
        ("car-in-ford", 3),
        ("dam-rumour", 1),
        ("care-home", 2),
        ("tv-call", 3),
        ("power-cut", 1),
    ]
    assert drill.score(rehearsal) == drill.Score(10, 14)
    assert [lesson.done_on for lesson in rehearsal.lessons] == [None, None]
