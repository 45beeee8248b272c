"""A drill: what happens arrives on time, is scored, and stays apart from what is real."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from msgspec.structs import replace as with_fields

from core import i18n
from core.clock import FixedClock
from core.crisis import closing, drill, linking, opening, readiness, statements
from core.crisis import desk as desks
from core.crisis.desk import Desk
from core.crisis.kinds import StatementKind
from core.crisis.log import Hand
from core.crisis.model import LogKind
from core.crisis.opening import Wish
from core.crisis.readiness import GapKind, Shelf
from core.errors import InvalidValue
from core.plan import records as plan_records
from core.store import Store, Topic

Writes = Callable[[], Hand]


@pytest.fixture
def rehearsal(village: Store, hand: Writes) -> Callable[[], Desk]:
    with village.change(Topic.CRISIS, undoable=False) as db:
        number = opening.open_incident(db, Wish("poisoned-animals", drill=True), hand())

    def read() -> Desk:
        with village.read() as connection:
            found = desks.load(connection, number)
        assert found is not None
        return found

    return read


def test_injects_arrive_when_their_minute_comes(
    village: Store, rehearsal: Callable[[], Desk], hand: Writes, clock: FixedClock
) -> None:
    plan = drill.plan_of(rehearsal())
    assert drill.due(rehearsal(), clock.now()) == []
    clock.moment += timedelta(minutes=plan.injects[1].minute)
    assert drill.due(rehearsal(), clock.now()) == list(plan.injects[:2])
    with village.change(Topic.CRISIS, undoable=False) as db:
        drill.arrive(db, rehearsal(), plan.injects[0], hand())
    assert drill.due(rehearsal(), clock.now()) == [plan.injects[1]]
    assert plan.injects[0].title in rehearsal().log[-1].text


def test_the_score_counts_what_was_judged(
    village: Store, rehearsal: Callable[[], Desk], hand: Writes
) -> None:
    first = drill.plan_of(rehearsal()).injects[0]
    with village.change(Topic.CRISIS, undoable=False) as db:
        drill.arrive(db, rehearsal(), first, hand())
    assert drill.score(rehearsal()).share is None
    with village.change(Topic.CRISIS, undoable=False) as db:
        drill.judge(db, rehearsal().injects[0], {0, 2}, hand())
    found = drill.score(rehearsal())
    assert (found.met, found.of) == (2, len(first.expected))


def test_every_text_of_a_drill_says_that_it_is_one(
    village: Store, rehearsal: Callable[[], Desk], hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        statements.draft(db, rehearsal(), StatementKind.HOLDING, hand())
    assert rehearsal().statements[0].text("es").whole.startswith("SIMULACRO. ")


def test_a_drill_that_ends_is_noted_in_the_plan(
    village: Store, rehearsal: Callable[[], Desk], hand: Writes, clock: FixedClock
) -> None:
    with village.change(Topic.CRISIS, Topic.PLAN, undoable=False) as db:
        drill.arrive(db, rehearsal(), drill.plan_of(rehearsal()).injects[0], hand())
        drill.end(db, rehearsal(), "Salió en veintitrés minutos.", hand())
    with village.read() as connection:
        assert plan_records.load(connection).charter.rehearsed_on == clock.today()
        assert drill.last(connection) == clock.today()
        assert not drill.overdue(connection, clock.today())
        assert drill.overdue(connection, clock.today() + timedelta(days=123))
        number = rehearsal().incident.id
        assert number in [one.id for one in desks.past(connection, drills=True)]
        assert number not in [one.id for one in desks.past(connection, drills=False)]


def test_a_drill_broken_off_before_anything_arrived_was_no_rehearsal(
    village: Store, rehearsal: Callable[[], Desk], hand: Writes
) -> None:
    with village.read() as connection:
        before = drill.last(connection), plan_records.load(connection).charter.rehearsed_on
    with village.change(Topic.CRISIS, Topic.PLAN, undoable=False) as db:
        drill.end(db, rehearsal(), "Ha entrado una llamada de verdad.", hand())
    with village.read() as connection:
        after = drill.last(connection), plan_records.load(connection).charter.rehearsed_on
    assert not rehearsal().incident.open
    assert after == before


def test_a_drill_needs_no_review_but_its_own(
    village: Store, rehearsal: Callable[[], Desk], hand: Writes, clock: FixedClock
) -> None:
    with village.change(Topic.CRISIS, Topic.PLAN, undoable=False) as db:
        drill.end(db, rehearsal(), "Bien.", hand())
    assert rehearsal().incident.review_on is None
    with village.read() as connection:
        found = readiness.gaps(connection, clock.today() + timedelta(days=30), Shelf())
    due = [one.about for one in found if one.kind is GapKind.REVIEW_DUE]
    assert rehearsal().incident.id not in due


def test_a_drill_cannot_end_without_a_sentence(
    village: Store, rehearsal: Callable[[], Desk], hand: Writes
) -> None:
    with (
        pytest.raises(InvalidValue, match="cómo ha terminado"),
        village.change(Topic.CRISIS, Topic.PLAN, undoable=False) as db,
    ):
        drill.end(db, rehearsal(), "  ", hand())
    assert rehearsal().incident.open


def test_nothing_arrives_twice(village: Store, rehearsal: Callable[[], Desk], hand: Writes) -> None:
    stale = rehearsal()
    first = drill.plan_of(stale).injects[0]
    with village.change(Topic.CRISIS, undoable=False) as db:
        number = drill.arrive(db, stale, first, hand())
        assert drill.arrive(db, stale, first, hand()) == number
    assert [one.inject for one in rehearsal().injects] == [first.id]
    assert [one.kind for one in rehearsal().log].count(LogKind.INJECT) == 1


def test_what_arrives_keeps_to_its_minutes_whatever_order_it_was_written_in(
    rehearsal: Callable[[], Desk], clock: FixedClock
) -> None:
    desk = rehearsal()
    plan = drill.plan_of(desk)
    turned = with_fields(plan, injects=tuple(reversed(plan.injects)))
    other = replace(desk, scenario=with_fields(desk.scenario, drill=turned))
    assert drill.to_come(other) == list(plan.injects)
    assert drill.due(other, clock.now() + timedelta(minutes=plan.injects[0].minute)) == [
        plan.injects[0]
    ]


def test_what_is_being_typed_is_kept_before_the_person_goes_on(
    village: Store, rehearsal: Callable[[], Desk], hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        drill.arrive(db, rehearsal(), drill.plan_of(rehearsal()).injects[0], hand())
    stale = rehearsal().injects[0]
    with village.change(Topic.CRISIS, undoable=False) as db:
        drill.note(db, stale, "Captura")
    assert (rehearsal().injects[0].answer, rehearsal().injects[0].answered_at) == ("Captura", None)
    with village.change(Topic.CRISIS, undoable=False) as db:
        drill.answer(db, stale, "Captura y llamada", hand())
        drill.judge(db, stale, {1}, hand())
    kept = rehearsal().injects[0]
    assert (kept.answer, kept.answered_at, kept.met) == ("Captura y llamada", hand().now, ("1",))


def test_an_improvement_is_written_changed_and_taken_away(
    village: Store, rehearsal: Callable[[], Desk], clock: FixedClock
) -> None:
    number = rehearsal().incident.id
    with village.change(Topic.CRISIS, undoable=False) as db:
        assert drill.improve(db, number, None, " ", "", None) == 0
        drill.improve(db, number, None, "Pedir el plano", "Oficial jefe", clock.today())
    lesson = rehearsal().lessons[0]
    with village.change(Topic.CRISIS, undoable=False) as db:
        drill.improve(db, number, lesson, "Pedir el plano hoy", "Oficial jefe", None)
    changed = rehearsal().lessons[0]
    assert (changed.id, changed.text, changed.due_on) == (lesson.id, "Pedir el plano hoy", None)
    with village.change(Topic.CRISIS, undoable=False) as db:
        assert drill.improve(db, number, changed, "", "", None) == 0
    assert rehearsal().lessons == ()


def test_what_is_learnt_in_a_drill_says_in_the_plan_that_it_was_one(
    village: Store, rehearsal: Callable[[], Desk], hand: Writes
) -> None:
    with i18n.language("en"), village.change(Topic.CRISIS, Topic.PLAN, undoable=False) as db:
        closing.learn(db, rehearsal().incident.id, "Pedir el plano")
        closing.into_task(db, rehearsal().lessons[0], hand())
    with village.read() as connection:
        task = plan_records.load(connection).tasks[-1]
    assert task.note.startswith("Learnt from the drill “Perros o gatos envenenados en parques”")


def test_no_mention_is_tied_to_a_drill(village: Store, rehearsal: Callable[[], Desk]) -> None:
    with village.read() as connection:
        assert not linking.waiting(connection)
    with village.change(Topic.CRISIS, undoable=False) as db:
        assert linking.link_new(db, village.clock.now()) == 0


def test_a_scenario_without_a_drill_says_so(opened: Callable[[], Desk]) -> None:
    bare = replace(opened(), scenario=with_fields(opened().scenario, drill=None))
    with pytest.raises(InvalidValue, match="no tiene simulacro"):
        drill.plan_of(bare)
    plan = with_fields(drill.plan_of(opened()), injects=())
    idle = replace(opened(), scenario=with_fields(opened().scenario, drill=plan))
    with pytest.raises(InvalidValue, match="no tiene simulacro"):
        drill.plan_of(idle)
