"""By when things are due: the first line by the plan, and the steps that lead to it."""

import math
from datetime import datetime, timedelta

from core.crisis.kinds import Phase
from core.crisis.scenario import Scenario, ScenarioStep
from core.plan import records as plan_records
from core.plan.kinds import LevelName
from core.plan.model import Level
from core.store import Connection

FIRST_LINE = {LevelName.RED: 30, LevelName.ORANGE: 60, LevelName.YELLOW: 60}
"""Minutes to the first public line where the plan does not say (CERC; the levels proposed)."""

_UNTIL_THE_LINE = (Phase.BEFORE, Phase.FIRST_LINE)


def first_line_minutes(connection: Connection, level: LevelName) -> int | None:
    """Minutes to the first public line on a level: by the plan, or else by `FIRST_LINE`."""
    levels = plan_records.every(connection, Level)
    planned = next((one.minutes for one in levels if one.name is level), None)
    return FIRST_LINE.get(level) if planned is None else planned


def first_line_due(connection: Connection, level: LevelName, since: datetime) -> datetime | None:
    """When the public is to hear the first line of an incident opened at `since`."""
    minutes = first_line_minutes(connection, level)
    return None if minutes is None else since + timedelta(minutes=minutes)


def due(
    scenario: Scenario, step: ScenarioStep, opened_at: datetime, first_line: int | None
) -> datetime | None:
    """By when a step should be done; None when it has no hurry of its own.

    Those of the updates begin anew with each: their hour is the one promised to the public.
    Where the level leaves fewer minutes to the first line than the scenario takes, the steps until
    then are closer together.
    """
    if step.minutes is None or step.phase is Phase.UPDATES:
        return None
    usual = max((one.minutes or 0 for one in scenario.of(Phase.FIRST_LINE)), default=0)
    minutes: float = step.minutes
    if step.phase in _UNTIL_THE_LINE and first_line is not None and first_line < usual:
        minutes = math.ceil(step.minutes * first_line / usual)
    return opened_at + timedelta(minutes=minutes)
