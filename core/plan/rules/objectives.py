"""Step 2: how the objectives hang together, and whether there are too many of them."""

from collections.abc import Iterator
from datetime import date

from core.days import shown
from core.i18n import _
from core.numbers import hours
from core.plan.electoral import periods
from core.plan.findings import FixTarget, PlanFacts, ToldFinding, rule
from core.plan.kinds import Judged, Layer, ObjectiveScope, PlanStep, Severity
from core.plan.model import Objective
from core.plan.wording import named
from core.plan.workload import workload

FEWEST = 6
MOST = 30


@rule(Severity.ERROR)
def general_objective_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Nothing says what all of it is for; also true of a plan without any objective."""
    if not facts.plan.general_objectives():
        yield ToldFinding(
            _("The plan has no general objective."),
            _("Write in one sentence what should be different in a year."),
            FixTarget(PlanStep.OBJECTIVES, "objective", 0, "new"),
        )


@rule(Severity.WARNING)
def general_without_specific(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A general objective that nothing measurable belongs to."""
    for objective in facts.plan.general_objectives():
        if not facts.plan.specific_objectives(objective):
            yield ToldFinding(
                _("No specific objective belongs to “{objective}”.").format(
                    objective=named(objective.title)
                ),
                _("Add one or two that can be measured: they say when this one is reached."),
                _at(objective),
            )


@rule(Severity.WARNING)
def objective_without_parent(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A specific objective that belongs to no general one."""
    if facts.plan.general_objectives():
        for objective in facts.plan.specific_objectives(None):
            yield ToldFinding(
                _("“{objective}” belongs to no general objective.").format(
                    objective=named(objective.title)
                ),
                _("Choose the general objective that it serves, or make it a general one."),
                _at(objective, "parent_id"),
            )


@rule(Severity.WARNING)
def objective_without_channel(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A specific objective for which nothing is published anywhere."""
    known = {channel.id for channel in facts.plan.channels}
    for objective in specific(facts):
        if known and not known.intersection(objective.channels):
            yield ToldFinding(
                _("No channel serves “{objective}”.").format(objective=named(objective.title)),
                _("Mark the channels that work for it, or remove the objective."),
                _at(objective, "channels"),
            )


@rule(Severity.WARNING)
def objective_outside_period(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A date by which the plan has not begun, or no longer holds."""
    start, end = facts.plan.charter.start_on, facts.plan.charter.end_on
    if start is None or end is None or end < start:
        return
    for objective in specific(facts):
        due = objective.due_on
        if due is not None and due >= facts.today and not start <= due <= end:
            yield _outside(objective, due, start, end)


def _outside(objective: Objective, due: date, start: date, end: date) -> ToldFinding:
    sentence = (
        _("“{objective}” is due on {due}, before the plan starts on {day}.")
        if due < start
        else _("“{objective}” is due on {due}, after the plan ends on {day}.")
    )
    return ToldFinding(
        sentence.format(
            objective=named(objective.title),
            due=shown(due),
            day=shown(start if due < start else end),
        ),
        _("Choose a date within the period, or set a step on the way to it."),
        _at(objective, "due_on"),
    )


@rule(Severity.WARNING)
def objectives_too_many(facts: PlanFacts) -> Iterator[ToldFinding]:
    """More specific objectives than the hours can serve.

    Six, and from nine hours a week on two for every three hours, up to thirty: own judgement.
    """
    count = len(list(specific(facts)))
    week = workload(facts.plan, facts.town).available
    most = min(max(FEWEST, round((week or 0) * 2 / 3)), MOST)
    if count > most:
        sentence = (
            _("{count} specific objectives are many for a plan.").format(count=count)
            if week is None
            else _("{count} specific objectives are many for {hours} a week.").format(
                count=count, hours=hours(week)
            )
        )
        yield ToldFinding(
            sentence,
            _("Keep the {most} that matter most; the others can wait for next year.").format(
                most=most
            ),
            FixTarget(PlanStep.OBJECTIVES, "objective"),
        )


@rule(Severity.WARNING)
def indicators_all_output(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Everything that is counted is our own work (OASIS: outputs, outtakes, outcomes)."""
    counted = [item for item in specific(facts) if item.judged is Judged.QUANTITATIVE]
    if len(counted) > 1 and all(objective.layer is Layer.OUTPUT for objective in counted):
        yield ToldFinding(
            _("Every indicator counts what the council does, and none what that achieves."),
            _("Measure also what reaches people, or what they do afterwards."),
            FixTarget(PlanStep.OBJECTIVES, "objective", counted[0].id, "layer"),
        )


@rule(Severity.HINT)
def due_in_electoral_period(facts: PlanFacts) -> Iterator[ToldFinding]:
    """An objective whose result would come when nobody may speak of results."""
    for objective in facts.plan.objectives:
        if objective.due_on and (found := periods(objective.due_on, objective.due_on)):
            yield ToldFinding(
                _("“{objective}” is due on {day}, in an electoral period.").format(
                    objective=named(objective.title), day=shown(objective.due_on)
                ),
                _("Until the vote, on {day}, no result may be praised: choose a later day.").format(
                    day=shown(found[0].voted_on)
                ),
                _at(objective, "due_on"),
            )


@rule(Severity.HINT)
def outside_aim_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """No objective says what it is good for beyond the networks."""
    if facts.plan.objectives and not any(objective.serves for objective in facts.plan.objectives):
        yield ToldFinding(
            _("No objective says what it is good for apart from social media."),
            _("Name the aim of the council that it serves: fewer visits, more people at events."),
            FixTarget(PlanStep.OBJECTIVES, "objective", facts.plan.objectives[0].id, "serves"),
        )


def specific(facts: PlanFacts) -> Iterator[Objective]:
    """The objectives that are measured; a general one is reached through its specific ones."""
    for objective in facts.plan.objectives:
        if objective.scope is ObjectiveScope.SPECIFIC:
            yield objective


def _at(objective: Objective, field: str = "") -> FixTarget:
    return FixTarget(PlanStep.OBJECTIVES, "objective", objective.id, field)
