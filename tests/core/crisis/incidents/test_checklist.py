"""The checklist, the level, the promise and the hats: each leaves its line in the log."""

from dataclasses import replace
from datetime import timedelta

import pytest
from msgspec import structs

from core.crisis.incidents import checklist
from core.crisis.kinds import Phase
from core.crisis.log import Hand
from core.crisis.model import LogKind, TickState
from core.crisis.records import incidents as records
from core.errors import InvalidValue
from core.plan.kinds import LevelName
from core.roster import records as roster
from core.roster.model import Hat
from core.store import Topic


def test_a_step_that_is_done_says_when_and_by_whom(clerk, clock):
    step = clerk.desk.scenario.steps[0]
    clerk.tick(step, "va la patrulla")
    tick = clerk.desk.tick(step)
    assert tick is not None
    assert (tick.at, tick.who, tick.note) == (clock.now(), "Lucía Ortega Prieto", "va la patrulla")
    assert clerk.desk.log[-1].text == f"Hecho: «{step.text}». va la patrulla"
    assert clerk.desk.progress(Phase.BEFORE) == (1, len(clerk.desk.scenario.of(Phase.BEFORE)))


def test_a_step_ticked_by_mistake_is_open_again_and_the_log_says_both(clerk):
    step = clerk.desk.scenario.steps[0]
    clerk.tick(step)
    clerk.untick(step)
    assert clerk.desk.tick(step) is None
    assert [entry.text for entry in clerk.desk.log[-2:]] == [
        f"Hecho: «{step.text}».",
        f"Abierto otra vez: «{step.text}».",
    ]


def test_a_step_that_quotes_somebody_is_quoted_with_inner_marks(clerk):
    step = structs.replace(clerk.desk.scenario.steps[0], text="Avisar: «le llamo en diez minutos»")

    clerk.tick(step)
    clerk.untick(step)

    assert [entry.text for entry in clerk.desk.log[-2:]] == [
        "Hecho: «Avisar: “le llamo en diez minutos”».",
        "Abierto otra vez: «Avisar: “le llamo en diez minutos”».",
    ]


def test_ticking_twice_writes_once(clerk):
    step = clerk.desk.scenario.steps[0]
    clerk.tick(step)
    clerk.tick(step)
    assert sum(entry.kind is LogKind.STEP for entry in clerk.desk.log) == 1


def test_a_step_that_is_not_needed_says_why(clerk):
    step = clerk.desk.scenario.steps[4]
    with pytest.raises(InvalidValue, match="por qué no hace falta"):
        clerk.not_needed(step, "")
    clerk.not_needed(step, "No hay nada programado")
    tick = clerk.desk.tick(step)
    assert tick is not None
    assert tick.state is TickState.NOT_NEEDED


def test_a_step_from_paper_keeps_its_own_hour(clerk, clock):
    then = clock.now()
    clerk.later(hours=4)
    step = clerk.desk.scenario.steps[1]
    clerk.tick(step, hand=clerk.paper(then))
    tick = clerk.desk.tick(step)
    assert tick is not None
    assert (tick.at, tick.on_paper) == (then, True)


def test_the_level_changes_with_a_reason(clerk):
    with pytest.raises(InvalidValue, match="por qué cambia el nivel"):
        clerk.set_level(LevelName.RED, "")
    clerk.set_level(LevelName.RED, "Otro perro enfermo")
    assert clerk.incident.level is LevelName.RED
    assert clerk.desk.log[-1].text == "Nivel rojo, antes naranja. Otro perro enfermo"


def test_a_promise_is_for_a_moment_to_come(clerk, clock):
    with pytest.raises(InvalidValue, match="que no haya pasado"):
        clerk.promise(clock.now() - timedelta(minutes=1))
    due = clock.now() + timedelta(minutes=40)
    clerk.promise(due)
    assert clerk.desk.until_update(clock.now()) == timedelta(minutes=40)


def test_a_hat_that_is_handed_over_has_one_wearer_and_a_history(clerk):
    deputy = clerk.card("Javier")
    clerk.hand_over(Hat.SPEAKS, deputy)
    worn = [hat for hat in clerk.desk.hats if hat.hat is Hat.SPEAKS]
    assert [(hat.name, hat.until is None) for hat in worn] == [
        ("María Gómez Ruiz", False),
        ("Javier Robles Cano", True),
    ]
    assert clerk.desk.log[-1].text == "Habla: ahora Javier Robles Cano, antes María Gómez Ruiz."


def test_a_hat_can_go_to_somebody_who_is_not_in_the_roster(clerk):
    clerk.hand_over(Hat.LOG, "Un auxiliar de refuerzo")
    worn = clerk.desk.worn(Hat.LOG)
    assert worn is not None
    assert worn.name == "Un auxiliar de refuerzo"


def test_a_note_on_a_step_leaves_the_hour_when_it_was_done(clerk, clock):
    step, then = clerk.desk.scenario.steps[0], clock.now()
    clerk.tick(step)
    clerk.later(minutes=25)
    clerk.do(checklist.tick, clerk.incident, step, Hand(clock.now(), "Otra"), "va la patrulla")
    tick = clerk.desk.tick(step)
    assert tick is not None
    assert (tick.at, tick.who, tick.note) == (then, "Lucía Ortega Prieto", "va la patrulla")
    assert (clerk.desk.log[-1].at, clerk.desk.log[-1].who) == (clock.now(), "Otra")


def test_a_view_that_is_a_moment_old_takes_nothing_back(clerk, clock):
    """The bars of level and promise stay open while a statement is published beside them."""
    old = clerk.incident
    since = replace(old, round=2, next_update_at=clock.now() + timedelta(hours=3))
    clerk.do(records.save, since)
    raised = clerk.do(checklist.set_level, old, LevelName.RED, clerk.hand(), "Otro perro enfermo")
    assert clerk.incident == raised == replace(since, level=LevelName.RED)
    due = clock.now() + timedelta(minutes=40)
    clerk.do(checklist.promise, old, due, clerk.hand())
    assert clerk.incident == replace(raised, next_update_at=due)


def test_a_hat_can_go_to_somebody_whose_card_has_just_left_the_roster(clerk, village):
    with village.change(Topic.ROSTER) as db:
        gone = replace(roster.everyone(db.conn)[0], id=0, name="Eva Sanz Gil", substitute_id=None)
        gone = replace(gone, id=roster.add(db, gone, clerk.hand().now))
        roster.delete(db, gone.id)
    clerk.hand_over(Hat.LOG, gone)
    worn = clerk.desk.worn(Hat.LOG)
    assert worn is not None
    assert (worn.name, worn.contact_id) == ("Eva Sanz Gil", None)


def test_a_closed_incident_takes_only_what_happened_before(clerk, clock):
    first, second = clerk.desk.scenario.steps[:2]
    before = clock.now()
    clerk.later(hours=1)
    clerk.close("Ha pasado.")
    clerk.later(minutes=5)
    with pytest.raises(InvalidValue, match="El incidente está cerrado"):
        clerk.tick(first)
    paper = clerk.paper(before)
    clerk.tick(second, hand=paper)
    assert clerk.desk.tick(first) is None
    assert clerk.desk.tick(second) is not None


def test_what_changes_nothing_writes_nothing(clerk, village, clock):
    due = clock.now() + timedelta(minutes=40)
    speaks = clerk.desk.worn(Hat.SPEAKS)
    assert speaks is not None
    with village.read() as connection:
        mayor = next(item for item in roster.everyone(connection) if item.name == speaks.name)
    clerk.promise(due)
    before = clerk.desk

    clerk.do(checklist.untick, before.incident, before.scenario.steps[0], clerk.hand())
    clerk.do(checklist.set_level, before.incident, before.incident.level, clerk.hand(), "")
    clerk.do(checklist.promise, before.incident, due, clerk.hand())
    clerk.do(checklist.hand_over, before.incident, Hat.SPEAKS, mayor, clerk.hand())

    assert clerk.desk == before


def test_a_hat_is_not_handed_to_nobody(clerk):
    before = clerk.desk

    with pytest.raises(InvalidValue, match="Diga a quién"):
        clerk.do(checklist.hand_over, before.incident, Hat.SPEAKS, "  ", clerk.hand())

    assert clerk.desk == before


def test_a_hat_that_nobody_wore_has_no_wearer_before(clerk, village):
    with village.change(Topic.CRISIS, undoable=False) as db:
        db.conn.execute("DELETE FROM worn_hat WHERE hat = 'speaks'")
        checklist.hand_over(db, clerk.incident, Hat.SPEAKS, "Eva Sanz Gil", clerk.hand())

    assert clerk.desk.log[-1].text == "Habla: ahora Eva Sanz Gil."


def test_a_promise_can_be_taken_back(clerk, clock):
    clerk.promise(clock.now() + timedelta(minutes=40))
    clerk.promise(None)

    assert clerk.incident.next_update_at is None
    assert clerk.desk.log[-1].text == "No hay más información prometida."


def test_a_moment_that_is_now_is_no_promise(clerk, clock):
    with pytest.raises(InvalidValue, match="que no haya pasado"):
        clerk.promise(clock.now())


def test_a_step_of_a_closed_incident_stays_ticked(clerk):
    step = clerk.desk.scenario.steps[0]
    clerk.tick(step)
    clerk.close("Ha pasado.")
    clerk.later(minutes=5)
    with pytest.raises(InvalidValue, match="El incidente está cerrado"):
        clerk.untick(step)
    assert clerk.desk.tick(step) is not None
