"""A drill: what happens arrives on time, is scored, and stays apart from what is real."""

from dataclasses import replace
from datetime import timedelta

import pytest
from msgspec.structs import replace as with_fields

from core import i18n
from core.crisis import desk as desks
from core.crisis import readiness
from core.crisis.incidents import closing, drill, linking
from core.crisis.kinds import StatementKind
from core.crisis.model import LogKind
from core.crisis.readiness import GapKind, NotebookOnShelf
from core.crisis.statements import statements
from core.errors import InvalidValue
from core.plan import records as plan_records
from core.store import Store
from tests.core.crisis.clerk import Clerk, sit_down


@pytest.fixture
def rehearsal(village: Store) -> Clerk:
    """Lucía, at the desk of a drill."""
    return sit_down(village, drill=True)


def test_injects_arrive_when_their_minute_comes(rehearsal, clock):
    plan = drill.plan_of(rehearsal.desk)
    assert drill.due(rehearsal.desk, clock.now()) == []
    rehearsal.later(minutes=plan.injects[1].minute)
    assert drill.due(rehearsal.desk, clock.now()) == list(plan.injects[:2])
    rehearsal.arrive(plan.injects[0])
    assert drill.due(rehearsal.desk, clock.now()) == [plan.injects[1]]
    assert plan.injects[0].title in rehearsal.desk.log[-1].text


def test_the_score_counts_what_was_judged(rehearsal):
    first = drill.plan_of(rehearsal.desk).injects[0]
    rehearsal.arrive(first)
    assert drill.score(rehearsal.desk).share is None
    rehearsal.score(rehearsal.desk.injects[0], {0, 2})
    found = drill.score(rehearsal.desk)
    assert (found.met, found.of) == (2, len(first.expected))


def test_every_text_of_a_drill_says_that_it_is_one(rehearsal):
    rehearsal.do(statements.draft, rehearsal.desk, StatementKind.HOLDING, rehearsal.hand())
    assert rehearsal.desk.statements[0].text("es").whole.startswith("SIMULACRO. ")


def test_a_drill_that_ends_is_noted_in_the_plan(village, rehearsal, clock):
    rehearsal.arrive(drill.plan_of(rehearsal.desk).injects[0])
    rehearsal.end_drill("Salió en veintitrés minutos.")
    with village.read() as connection:
        assert plan_records.load(connection).charter.rehearsed_on == clock.today()
        assert drill.last(connection) == clock.today()
        assert not drill.overdue(connection, clock.today())
        assert drill.overdue(connection, clock.today() + timedelta(days=123))
        number = rehearsal.number
        assert number in [desk.id for desk in desks.past(connection, drills=True)]
        assert number not in [desk.id for desk in desks.past(connection, drills=False)]


def test_a_drill_broken_off_before_anything_arrived_was_no_rehearsal(village, rehearsal):
    with village.read() as connection:
        before = drill.last(connection), plan_records.load(connection).charter.rehearsed_on
    rehearsal.end_drill("Ha entrado una llamada de verdad.")
    with village.read() as connection:
        after = drill.last(connection), plan_records.load(connection).charter.rehearsed_on
    assert not rehearsal.incident.open
    assert after == before


def test_a_drill_needs_no_review_but_its_own(village, rehearsal, clock):
    rehearsal.end_drill("Bien.")
    assert rehearsal.incident.review_on is None
    with village.read() as connection:
        found = readiness.gaps(connection, clock.today() + timedelta(days=30), NotebookOnShelf())
    due = [gap.about for gap in found if gap.kind is GapKind.REVIEW_DUE]
    assert rehearsal.number not in due


def test_a_drill_cannot_end_without_a_sentence(rehearsal):
    with pytest.raises(InvalidValue, match="cómo ha terminado"):
        rehearsal.end_drill("  ")
    assert rehearsal.incident.open


def test_nothing_arrives_twice(rehearsal):
    stale = rehearsal.desk
    first = drill.plan_of(stale).injects[0]
    number = rehearsal.do(drill.arrive, stale, first, rehearsal.hand())
    assert rehearsal.do(drill.arrive, stale, first, rehearsal.hand()) == number
    assert [inject.inject for inject in rehearsal.desk.injects] == [first.id]
    assert [entry.kind for entry in rehearsal.desk.log].count(LogKind.INJECT) == 1


def test_what_arrives_keeps_to_its_minutes_whatever_order_it_was_written_in(rehearsal, clock):
    desk = rehearsal.desk
    plan = drill.plan_of(desk)
    turned = with_fields(plan, injects=tuple(reversed(plan.injects)))
    other = replace(desk, scenario=with_fields(desk.scenario, drill=turned))
    assert drill.to_come(other) == list(plan.injects)
    assert drill.due(other, clock.now() + timedelta(minutes=plan.injects[0].minute)) == [
        plan.injects[0]
    ]


def test_what_is_being_typed_is_kept_before_the_person_goes_on(rehearsal):
    rehearsal.arrive(drill.plan_of(rehearsal.desk).injects[0])
    stale = rehearsal.desk.injects[0]
    rehearsal.do(drill.note, stale, "Captura")
    assert (rehearsal.desk.injects[0].answer, rehearsal.desk.injects[0].answered_at) == (
        "Captura",
        None,
    )
    rehearsal.respond(stale, "Captura y llamada")
    rehearsal.score(stale, {1})
    kept = rehearsal.desk.injects[0]
    assert (kept.answer, kept.answered_at, kept.met) == (
        "Captura y llamada",
        rehearsal.hand().now,
        ("1",),
    )


def test_an_improvement_is_written_changed_and_taken_away(rehearsal, clock):
    number = rehearsal.number
    assert rehearsal.do(drill.improve, number, None, " ", "", None) == 0
    rehearsal.do(drill.improve, number, None, "Pedir el plano", "Oficial jefe", clock.today())
    lesson = rehearsal.desk.lessons[0]
    rehearsal.do(drill.improve, number, lesson, "Pedir el plano hoy", "Oficial jefe", None)
    changed = rehearsal.desk.lessons[0]
    assert (changed.id, changed.text, changed.due_on) == (lesson.id, "Pedir el plano hoy", None)
    assert rehearsal.do(drill.improve, number, changed, "", "", None) == 0
    assert rehearsal.desk.lessons == ()


def test_what_is_learnt_in_a_drill_says_in_the_plan_that_it_was_one(village, rehearsal):
    with i18n.language("en"):
        rehearsal.do(closing.learn, rehearsal.number, "Pedir el plano")
        rehearsal.becomes(closing.into_task, rehearsal.desk.lessons[0])
    with village.read() as connection:
        task = plan_records.load(connection).tasks[-1]
    assert task.note.startswith("Learnt from the drill “Perros o gatos envenenados en parques”")


def test_no_mention_is_tied_to_a_drill(village, rehearsal):
    with village.read() as connection:
        assert not linking.waiting(connection)
    assert rehearsal.do(linking.link_new, village.clock.now()) == 0


def test_a_scenario_without_a_drill_says_so(clerk):
    bare = replace(clerk.desk, scenario=with_fields(clerk.desk.scenario, drill=None))
    with pytest.raises(InvalidValue, match="no tiene simulacro"):
        drill.plan_of(bare)
    plan = with_fields(drill.plan_of(clerk.desk), injects=())
    idle = replace(clerk.desk, scenario=with_fields(clerk.desk.scenario, drill=plan))
    with pytest.raises(InvalidValue, match="no tiene simulacro"):
        drill.plan_of(idle)
