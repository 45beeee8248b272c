"""What the clock of an incident says aloud: each mark once, at its moment and not before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from core.crisis.desk import Desk
from core.crisis.incidents import clock
from core.crisis.incidents.clock import Passed
from core.crisis.kinds import Phase
from core.crisis.model import Incident, LogEntry, LogKind, Tick
from core.crisis.scenario import ScenarioStep
from core.crisis.scenarios.library import shipped
from core.plan.kinds import LevelName
from tests.core.in_turn import in_turn

OPENED = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
DUE = OPENED + timedelta(minutes=44)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def step(name: str, minutes: int | None, phase: Phase = Phase.FIRST_HOUR) -> ScenarioStep:
    return ScenarioStep(id=name, phase=phase, text=name.capitalize(), minutes=minutes)


def desk(*steps: ScenarioStep, due: datetime | None = DUE, drill: bool = False) -> Desk:
    """Opened at noon, with only these steps and the next update promised for 12:44."""
    scenario = shipped("poisoned-animals")
    assert scenario is not None
    incident = Incident(
        scenario.title, scenario.id, "es", LevelName.ORANGE, OPENED, id=1, next_update_at=due,
        drill=drill,
    )  # fmt: skip
    promise = LogEntry(1, OPENED, OPENED, LogKind.UPDATE, "")
    return Desk(incident, msgspec.structs.replace(scenario, steps=steps), log=(promise,))


@in_turn("left", [10, 5, 0, -5, -10, -15, -60])
def test_each_mark_of_the_promise_is_passed_once_at_its_moment(left):
    mark = DUE - left * MINUTE

    assert clock.passed(desk(), mark - 2 * SECOND, mark - SECOND) == Passed()
    assert clock.passed(desk(), mark - SECOND, mark) == Passed(left * MINUTE)
    assert clock.passed(desk(), mark, mark + SECOND) == Passed()


@in_turn("left", [20, 11, 9, 6, 4, 1, -1, -4, -6, -9])
def test_between_the_marks_nothing_is_said(left):
    moment = DUE - left * MINUTE

    assert clock.passed(desk(), moment, moment + 10 * SECOND) == Passed()


def test_after_a_long_sleep_only_how_it_stands_now_is_said():
    woken = DUE + 12 * MINUTE

    assert clock.passed(desk(), DUE - 20 * MINUTE, woken) == Passed(-12 * MINUTE)


def test_a_clock_that_is_put_back_passes_nothing():
    there = desk(step("call", 40))

    assert clock.passed(there, DUE + MINUTE, DUE - MINUTE) == Passed()


def test_where_nothing_is_promised_or_open_nothing_is_said():
    there = desk(step("call", 40))
    closed = replace(there, incident=replace(there.incident, closed_at=DUE))

    assert clock.passed(desk(due=None), DUE - SECOND, DUE) == Passed()
    assert clock.passed(closed, OPENED, DUE) == Passed()


def test_a_step_is_late_when_its_hour_is_over_and_nobody_ticked_it():
    call, write = step("call", 20), step("write", 20)
    by = OPENED + 20 * MINUTE
    there = replace(desk(call, write), ticks=(Tick(1, "write", OPENED, 1),))

    assert clock.passed(there, by - SECOND, by) == Passed()
    # What is due by 13:44 is late once the clock says 13:45.
    over = by.replace(second=0) + MINUTE
    assert clock.passed(there, by, over - SECOND) == Passed()
    assert clock.passed(there, over - SECOND, over) == Passed(late=(call,))
    assert clock.passed(there, over, over + SECOND) == Passed()


def test_a_step_without_an_hour_and_the_updates_are_never_late():
    there = desk(step("keep", None), step("repeat", 20, Phase.UPDATES))

    assert clock.passed(there, OPENED, OPENED + timedelta(hours=1)).late == ()


@pytest.mark.parametrize(("left", "urgent"), [(10, False), (5, False), (0, True), (-5, True)])
def test_from_the_promised_hour_on_it_is_said_before_all_else(left, urgent):
    assert Passed(left * MINUTE).urgent is urgent


def test_steps_that_are_late_are_not_urgent():
    assert not Passed(late=(step("call", 20),)).urgent


@pytest.mark.usefixtures("madrid")
@pytest.mark.parametrize(
    ("left", "told"),
    [
        (10 * MINUTE - 8 * SECOND,
         "Faltan 10 min para el próximo aviso, prometido para las 13:44."),
        (-3 * SECOND, "Ahora toca el próximo aviso, prometido para las 13:44."),
        (-5 * MINUTE - 4 * SECOND,
         "Con 5 min de retraso: el próximo aviso, prometido para las 13:44."),
        (None, ""),
    ],
)  # fmt: skip
def test_the_promise_is_said_with_its_hour(left, told):
    assert clock.sentence(desk(), Passed(left)) == told


def test_of_several_late_steps_the_first_is_named_and_the_others_are_counted():
    steps = (step("call", 20), step("write", 20), step("print", 20))

    text = clock.sentence(desk(), Passed(late=steps[:1]))
    assert text == "Con retraso: «Call»."
    three = clock.sentence(desk(), Passed(late=steps))
    assert three == "Con retraso: «Call». Y 2 pasos más."


def test_a_drill_says_that_it_is_one():
    told = clock.sentence(desk(drill=True), Passed(late=(step("call", 20),)))

    assert told == "Simulacro. Con retraso: «Call»."
