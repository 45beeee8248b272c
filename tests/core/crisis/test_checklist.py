"""The checklist, the level, the promise and the hats: each leaves its line in the log."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.clock import FixedClock
from core.crisis import checklist, closing
from core.crisis.desk import Desk
from core.crisis.kinds import Phase
from core.crisis.log import Hand
from core.crisis.model import LogKind, TickState
from core.crisis.records import incidents as records
from core.errors import InvalidValue
from core.plan.kinds import LevelName
from core.roster import records as roster
from core.roster.model import Hat
from core.store import Store, Topic

Opened = Callable[[], Desk]
Writes = Callable[[], Hand]


def test_a_step_that_is_done_says_when_and_by_whom(
    village: Store, opened: Opened, hand: Writes, clock: FixedClock
) -> None:
    step = opened().scenario.steps[0]
    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.tick(db, opened().incident, step, hand(), "va la patrulla")
    tick = opened().tick(step)
    assert tick is not None
    assert (tick.at, tick.who, tick.note) == (clock.now(), "Lucía Ortega Prieto", "va la patrulla")
    assert opened().log[-1].text == f"Hecho: «{step.text}». va la patrulla"
    assert opened().progress(Phase.BEFORE) == (1, len(opened().scenario.of(Phase.BEFORE)))


def test_a_step_ticked_by_mistake_is_open_again_and_the_log_says_both(
    village: Store, opened: Opened, hand: Writes
) -> None:
    step = opened().scenario.steps[0]
    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.tick(db, opened().incident, step, hand())
        checklist.untick(db, opened().incident, step, hand())
    assert opened().tick(step) is None
    assert [one.text for one in opened().log[-2:]] == [
        f"Hecho: «{step.text}».",
        f"Abierto otra vez: «{step.text}».",
    ]


def test_ticking_twice_writes_once(village: Store, opened: Opened, hand: Writes) -> None:
    step = opened().scenario.steps[0]
    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.tick(db, opened().incident, step, hand())
        checklist.tick(db, opened().incident, step, hand())
    assert sum(one.kind is LogKind.STEP for one in opened().log) == 1


def test_a_step_that_is_not_needed_says_why(village: Store, opened: Opened, hand: Writes) -> None:
    step = opened().scenario.steps[4]
    with (
        pytest.raises(InvalidValue, match="por qué no hace falta"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        checklist.not_needed(db, opened().incident, step, hand(), "")
    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.not_needed(db, opened().incident, step, hand(), "No hay nada programado")
    tick = opened().tick(step)
    assert tick is not None
    assert tick.state is TickState.NOT_NEEDED


def test_a_step_from_paper_keeps_its_own_hour(
    village: Store, opened: Opened, clock: FixedClock
) -> None:
    then = clock.now()
    clock.moment += timedelta(hours=4)
    step = opened().scenario.steps[1]
    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.tick(db, opened().incident, step, Hand(clock.now(), at=then, on_paper=True))
    tick = opened().tick(step)
    assert tick is not None
    assert (tick.at, tick.on_paper) == (then, True)


def test_the_level_changes_with_a_reason(village: Store, opened: Opened, hand: Writes) -> None:
    with (
        pytest.raises(InvalidValue, match="por qué cambia el nivel"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        checklist.set_level(db, opened().incident, LevelName.RED, hand(), "")
    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.set_level(db, opened().incident, LevelName.RED, hand(), "Otro perro enfermo")
    assert opened().incident.level is LevelName.RED
    assert "Otro perro enfermo" in opened().log[-1].text


def test_a_promise_is_for_a_moment_to_come(
    village: Store, opened: Opened, hand: Writes, clock: FixedClock
) -> None:
    with (
        pytest.raises(InvalidValue, match="que no haya pasado"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        checklist.promise(db, opened().incident, clock.now() - timedelta(minutes=1), hand())
    due = clock.now() + timedelta(minutes=40)
    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.promise(db, opened().incident, due, hand())
    assert opened().until_update(clock.now()) == timedelta(minutes=40)


def test_a_hat_that_is_handed_over_has_one_wearer_and_a_history(
    village: Store, opened: Opened, hand: Writes
) -> None:
    with village.read() as connection:
        deputy = next(one for one in roster.everyone(connection) if one.name.startswith("Javier"))
    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.hand_over(db, opened().incident, Hat.SPEAKS, deputy, hand())
    worn = [one for one in opened().hats if one.hat is Hat.SPEAKS]
    assert [(one.name, one.until is None) for one in worn] == [
        ("María Gómez Ruiz", False),
        ("Javier Robles Cano", True),
    ]
    assert opened().log[-1].text == "Habla: ahora Javier Robles Cano, antes María Gómez Ruiz."


def test_a_hat_can_go_to_somebody_who_is_not_in_the_roster(
    village: Store, opened: Opened, hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.hand_over(db, opened().incident, Hat.LOG, "Un auxiliar de refuerzo", hand())
    worn = opened().worn(Hat.LOG)
    assert worn is not None
    assert worn.name == "Un auxiliar de refuerzo"


def test_a_note_on_a_step_leaves_the_hour_when_it_was_done(
    village: Store, opened: Opened, hand: Writes, clock: FixedClock
) -> None:
    step, then = opened().scenario.steps[0], clock.now()
    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.tick(db, opened().incident, step, hand())
    clock.moment += timedelta(minutes=25)
    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.tick(db, opened().incident, step, Hand(clock.now(), "Otra"), "va la patrulla")
    tick = opened().tick(step)
    assert tick is not None
    assert (tick.at, tick.who, tick.note) == (then, "Lucía Ortega Prieto", "va la patrulla")
    assert (opened().log[-1].at, opened().log[-1].who) == (clock.now(), "Otra")


def test_a_view_that_is_a_moment_old_takes_nothing_back(
    village: Store, opened: Opened, hand: Writes, clock: FixedClock
) -> None:
    """The bars of level and promise stay open while a statement is published beside them."""
    old = opened().incident
    since = replace(old, round=2, next_update_at=clock.now() + timedelta(hours=3))
    with village.change(Topic.CRISIS, undoable=False) as db:
        records.save(db, since)
        raised = checklist.set_level(db, old, LevelName.RED, hand(), "Otro perro enfermo")
    assert opened().incident == raised == replace(since, level=LevelName.RED)
    due = clock.now() + timedelta(minutes=40)
    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.promise(db, old, due, hand())
    assert opened().incident == replace(raised, next_update_at=due)


def test_a_hat_can_go_to_somebody_whose_card_has_just_left_the_roster(
    village: Store, opened: Opened, hand: Writes
) -> None:
    with village.change(Topic.ROSTER) as db:
        gone = replace(roster.everyone(db.conn)[0], id=0, name="Eva Sanz Gil", substitute_id=None)
        gone = replace(gone, id=roster.add(db, gone, hand().now))
        roster.delete(db, gone.id)
    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.hand_over(db, opened().incident, Hat.LOG, gone, hand())
    worn = opened().worn(Hat.LOG)
    assert worn is not None
    assert (worn.name, worn.contact_id) == ("Eva Sanz Gil", None)


def test_a_closed_incident_takes_only_what_happened_before(
    village: Store, opened: Opened, hand: Writes, clock: FixedClock
) -> None:
    first, second = opened().scenario.steps[:2]
    before = clock.now()
    clock.moment += timedelta(hours=1)
    with village.change(Topic.CRISIS, undoable=False) as db:
        closing.close(db, opened().incident, "Ha pasado.", "", date(2026, 12, 1), hand())
    clock.moment += timedelta(minutes=5)
    with (
        pytest.raises(InvalidValue, match="El incidente está cerrado"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        checklist.tick(db, opened().incident, first, hand())
    with village.change(Topic.CRISIS, undoable=False) as db:
        paper = Hand(clock.now(), at=before, on_paper=True)
        checklist.tick(db, opened().incident, second, paper)
    assert opened().tick(first) is None
    assert opened().tick(second) is not None


def test_what_changes_nothing_writes_nothing(
    village: Store, opened: Opened, hand: Writes, clock: FixedClock
) -> None:
    due = clock.now() + timedelta(minutes=40)
    speaks = opened().worn(Hat.SPEAKS)
    assert speaks is not None
    with village.read() as connection:
        mayor = next(one for one in roster.everyone(connection) if one.name == speaks.name)
    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.promise(db, opened().incident, due, hand())
    before = opened()

    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.untick(db, before.incident, before.scenario.steps[0], hand())
        checklist.set_level(db, before.incident, before.incident.level, hand(), "")
        checklist.promise(db, before.incident, due, hand())
        checklist.hand_over(db, before.incident, Hat.SPEAKS, mayor, hand())

    assert opened() == before


def test_a_hat_is_not_handed_to_nobody(village: Store, opened: Opened, hand: Writes) -> None:
    before = opened()

    with (
        pytest.raises(InvalidValue, match="Diga quién"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        checklist.hand_over(db, before.incident, Hat.SPEAKS, "  ", hand())

    assert opened() == before


def test_a_hat_that_nobody_wore_has_no_wearer_before(
    village: Store, opened: Opened, hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        db.conn.execute("DELETE FROM worn_hat WHERE hat = 'speaks'")
        checklist.hand_over(db, opened().incident, Hat.SPEAKS, "Eva Sanz Gil", hand())

    assert opened().log[-1].text == "Habla: ahora Eva Sanz Gil."


def test_a_promise_can_be_taken_back(
    village: Store, opened: Opened, hand: Writes, clock: FixedClock
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.promise(db, opened().incident, clock.now() + timedelta(minutes=40), hand())
        checklist.promise(db, opened().incident, None, hand())

    assert opened().incident.next_update_at is None
    assert opened().log[-1].text == "No hay más información prometida."


def test_a_moment_that_is_now_is_no_promise(
    village: Store, opened: Opened, hand: Writes, clock: FixedClock
) -> None:
    with (
        pytest.raises(InvalidValue, match="que no haya pasado"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        checklist.promise(db, opened().incident, clock.now(), hand())


def test_a_step_of_a_closed_incident_stays_ticked(
    village: Store, opened: Opened, hand: Writes, clock: FixedClock
) -> None:
    step = opened().scenario.steps[0]
    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.tick(db, opened().incident, step, hand())
        closing.close(db, opened().incident, "Ha pasado.", "", date(2026, 12, 1), hand())
    clock.moment += timedelta(minutes=5)
    with (
        pytest.raises(InvalidValue, match="El incidente está cerrado"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        checklist.untick(db, opened().incident, step, hand())
    assert opened().tick(step) is not None
