"""Which drill was done when and how it went, and which one comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.crisis import drill, scenarios
from core.crisis.desk import past
from core.crisis.drill import Score
from core.crisis.model import InjectShown
from core.crisis.records import incidents as records
from core.crisis.scenario import DrillPlan, Scenario
from core.i18n import _
from core.store import Connection

_WELL, _HALF = 80, 50
"""Percent of what was expected; the person's own judgement is no finer than three words."""


@dataclass(frozen=True)
class Rehearsal:
    """A drill that can be done, and when it was done last, if ever."""

    scenario: Scenario
    plan: DrillPlan
    on: date | None = None
    score: Score | None = None
    """Of that last time."""


def everything(connection: Connection) -> list[Rehearsal]:
    """The drills of the scenarios in use, by the number of their sheets."""
    ended = _ended(connection)
    return [
        Rehearsal(one.scenario, plan, *ended.get(one.scenario.id, (None, None)))
        for one in scenarios.in_use(connection)
        if (plan := one.scenario.drill) is not None and plan.injects
    ]


def _ended(connection: Connection) -> dict[str, tuple[date, Score]]:
    """By scenario, the day and the score of the last drill in which something arrived."""
    found: dict[str, tuple[date, Score]] = {}
    for one in past(connection, drills=True):
        injects = records.of(connection, InjectShown, one.id)
        plan = scenarios.of_incident(connection, one).drill
        if one.closed_at is None or plan is None or not injects:
            continue
        day = one.closed_at.astimezone().date()
        if one.scenario not in found or found[one.scenario][0] < day:
            found[one.scenario] = (day, drill.scored(plan, injects))
    return found


def proposed(rehearsals: Iterable[Rehearsal]) -> Rehearsal | None:
    """One that was never done, or else the one done longest ago; the first sheet of several."""
    return min(rehearsals, key=lambda one: one.on or date.min, default=None)


def figures(score: Score) -> str:
    """`9 de 13`."""
    return _("{done} of {count}").format(done=score.met, count=score.of)


def verdict(score: Score) -> str:
    """What a score says, in a sentence."""
    if score.share is None:
        return _("Nothing has been judged yet.")
    if score.share >= _WELL:
        return _("This would hold. Rehearse another one within four months.")
    if score.share >= _HALF:
        return _("It would hold, with gaps. Choose what to improve.")
    return _("Much would fail. Improve three things and rehearse it again soon.")
