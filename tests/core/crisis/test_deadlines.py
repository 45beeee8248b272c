"""By when steps are due: as the scenario says, or closer together where the level hurries."""

from datetime import timedelta

from msgspec.structs import replace

from core.crisis import desk as desks
from core.crisis.desk import Desk
from core.crisis.kinds import Phase
from core.plan.kinds import LevelName
from core.store import Topic


def minutes(desk: Desk, phase: Phase) -> list[float]:
    opened = desk.incident.opened_at
    found = [desk.due(step) for step in desk.scenario.of(phase)]
    return [(due - opened) / timedelta(minutes=1) for due in found if due is not None]


def test_on_the_level_of_the_scenario_the_steps_keep_their_own_minutes(clerk):
    desk = clerk.desk
    own = [step.minutes for step in desk.scenario.of(Phase.FIRST_LINE)]
    assert minutes(desk, Phase.FIRST_LINE) == own


def test_where_the_level_hurries_the_first_line_is_due_when_it_was_promised(clerk):
    first_hour = minutes(clerk.desk, Phase.FIRST_HOUR)
    clerk.set_level(LevelName.RED, "Otro perro")
    desk = clerk.desk
    assert desk.first_line == 15
    assert max(minutes(desk, Phase.FIRST_LINE)) == 15
    before = minutes(desk, Phase.BEFORE)
    assert before == sorted(before)
    assert before[-1] < 15
    assert minutes(desk, Phase.FIRST_HOUR) == first_hour


def test_a_step_of_the_updates_has_no_hour_from_the_opening(clerk):
    desk = clerk.desk
    step = replace(desk.scenario.of(Phase.UPDATES)[0], minutes=10)
    assert desks.due(desk.scenario, step, desk.incident.opened_at, desk.first_line) is None


def test_a_level_that_the_plan_leaves_open_has_the_usual_minutes(village):
    with village.change(Topic.PLAN) as db:
        db.execute("UPDATE level SET minutes = NULL")
    with village.read() as connection:
        assert desks.first_line_minutes(connection, LevelName.RED) == 30
        assert desks.first_line_minutes(connection, LevelName.GREEN) is None
