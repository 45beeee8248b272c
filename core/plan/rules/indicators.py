"""Step 2: how it will be known that an objective is reached.

Only specific objectives are measured; a general one is reached through them.
"""

from collections.abc import Iterator
from datetime import date

from core.days import shown
from core.i18n import _
from core.numbers import number
from core.plan.findings import FixTarget, PlanFacts, ToldFinding, rule
from core.plan.kinds import Judged, PlanStep, Severity
from core.plan.measurements.readings import (
    PLACES,
    already,
    due,
    last_reading,
    reached,
    value_in_words,
)
from core.plan.model import Measurement, Objective
from core.plan.rules.objectives import specific
from core.plan.things import limits
from core.plan.wording import named


@rule(Severity.ERROR)
def indicator_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A quantitative objective that does not say what is counted."""
    for objective in _counted(facts):
        if not objective.indicator:
            yield ToldFinding(
                _("“{objective}” does not say what is counted.").format(
                    objective=named(objective.title)
                ),
                _("Write one indicator, with its unit, that can be looked up in five minutes."),
                _at(objective, "indicator"),
            )


@rule(Severity.WARNING)
def baseline_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A quantitative objective without the figure of today, not even a reading of it."""
    for objective in _counted(facts):
        measured = last_reading(facts.plan.readings(objective), facts.today)
        if objective.baseline is None and measured is None:
            yield ToldFinding(
                _("“{objective}” does not say how things stand today.").format(
                    objective=named(objective.title)
                ),
                _(
                    "Look at the indicator once and write the figure as the baseline; 0 also "
                    "counts."
                ),
                _at(objective, "baseline"),
            )


@rule(Severity.ERROR)
def target_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A quantitative objective without a figure to reach."""
    for objective in _counted(facts):
        if objective.target is None:
            yield ToldFinding(
                _("“{objective}” has no target.").format(objective=named(objective.title)),
                _("Write the figure to be reached by its date."),
                _at(objective, "target"),
            )


@rule(Severity.ERROR)
def date_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A quantitative objective without a day by which it is to be reached."""
    for objective in _counted(facts):
        if objective.due_on is None:
            yield ToldFinding(
                _("“{objective}” does not say by when.").format(objective=named(objective.title)),
                _("Choose the day on which it will be judged, within the plan’s period."),
                _at(objective, "due_on"),
            )


@rule(Severity.WARNING)
def date_past(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A date that is over while the target, where there is one, is not reached."""
    for objective in specific(facts):
        late = objective.due_on is not None and objective.due_on < facts.today
        aimed = objective.target is not None
        if objective.due_on and late and aimed and not _met(facts, objective):
            yield ToldFinding(
                _("“{objective}” was due on {day} and is not reached.").format(
                    objective=named(objective.title), day=shown(objective.due_on)
                ),
                _("Add its last measurement, choose another date, or remove it."),
                _at(objective, "due_on"),
            )


@rule(Severity.ERROR)
def target_backwards(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A target that is worse than the baseline."""
    for objective in specific(facts):
        if objective.target is None or objective.baseline is None:
            continue
        way = objective.target - objective.baseline
        if way > 0 if objective.less_is_better else way < 0:
            sentence = (
                _("“{objective}” should fall, and goes from {baseline} to {target}.")
                if objective.less_is_better
                else _("“{objective}” should rise, and goes from {baseline} to {target}.")
            )
            yield ToldFinding(
                sentence.format(
                    objective=named(objective.title),
                    baseline=number(objective.baseline, PLACES),
                    target=number(objective.target, PLACES),
                ),
                _("Correct one of the figures, or say which direction is the better one."),
                _at(objective, "target"),
            )


@rule(Severity.WARNING)
def target_met_at_start(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A target that asks for nothing new."""
    for objective in specific(facts):
        if objective.target is not None and objective.target == objective.baseline:
            yield ToldFinding(
                _("“{objective}” is met from the start: it is already at {target}.").format(
                    objective=named(objective.title),
                    target=value_in_words(objective, objective.target),
                ),
                _("Set a target that asks for a change, or say why keeping it is enough."),
                _at(objective, "target"),
            )


@rule(Severity.HINT)
def target_met(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A target that the last measurement has reached before its date."""
    for objective in specific(facts):
        last = last_reading(facts.plan.readings(objective), facts.today)
        early = objective.due_on is None or facts.today <= objective.due_on
        asked = objective.baseline is None or not reached(objective, objective.baseline)
        if last and early and asked and _met(facts, objective):
            yield _told_met(objective, last, facts.plan.charter.start_on)


def _told_met(objective: Objective, last: Measurement, start_on: date | None) -> ToldFinding:
    sentence, advice = (
        _("“{objective}” is reached: {value} on {day}."),
        _("Say so in public, and set a higher target or give its hours to another."),
    )
    if already(objective, last, start_on):
        sentence, advice = (
            _("“{objective}” is met already, before the plan begins: {value} on {day}."),
            _("Set a target that asks for a change, or say why keeping it is enough."),
        )
    return ToldFinding(
        sentence.format(
            objective=named(objective.title),
            value=value_in_words(objective, last.value),
            day=shown(last.measured_on),
        ),
        advice,
        _at(objective, "target"),
    )


@rule(Severity.ERROR)
def value_out_of_range(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A percentage beyond 0 to 100, or a judgement by a rubric beyond 1 to 5."""
    for objective in specific(facts):
        bounds = limits(objective)
        if bounds is None:
            continue
        figures = (("target", objective.target), ("baseline", objective.baseline))
        for field, value in figures:
            if value is not None and not bounds[0] <= value <= bounds[1]:
                yield _out_of_range(objective, field, value)
                break


def _out_of_range(objective: Objective, field: str, value: float) -> ToldFinding:
    words = {"objective": named(objective.title), "value": number(value, PLACES)}
    if objective.judged is Judged.QUALITATIVE:
        sentence = _("“{objective}” is judged from 1 to 5 and says {value}.")
        advice = _("Write a figure from 1 to 5, as its criteria explain them.")
    else:
        sentence = _("“{objective}” is a percentage and says {value}.")
        advice = _("A percentage goes from 0 to 100; if it is growth, write “% more” as the unit.")
    place = _at(objective, field)
    return ToldFinding(sentence.format(**words), advice, place)


@rule(Severity.ERROR)
def rubric_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A qualitative objective that nobody can judge."""
    for objective in specific(facts):
        if objective.judged is Judged.QUALITATIVE and not objective.rubric:
            yield ToldFinding(
                _("“{objective}” has no way to be judged.").format(
                    objective=named(objective.title)
                ),
                _("Write what 1, 3 and 5 look like, so that two people would judge alike."),
                _at(objective, "rubric"),
            )


@rule(Severity.HINT)
def figure_source_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """An indicator of which nobody knows where it is read."""
    for objective in _counted(facts):
        if objective.indicator and not objective.source:
            yield ToldFinding(
                _("“{objective}” does not say where its figure is found.").format(
                    objective=named(objective.title)
                ),
                _("Write the screen or the list that gives it, so that anybody can read it."),
                _at(objective, "source"),
            )


@rule(Severity.WARNING)
def measurement_due(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A measurement that should have been taken; the first one is also the missing baseline."""
    for missing in due(facts.plan, facts.today):
        objective = missing.objective
        last = last_reading(facts.plan.readings(objective), facts.today)
        counted = objective.judged is Judged.QUANTITATIVE
        if counted and last is None and objective.baseline is None:
            continue
        sentence = (
            _("“{objective}” was last measured on {day}; the next was due on {since}.")
            if last
            else _("“{objective}” has not been measured since the plan started.")
        )
        yield ToldFinding(
            sentence.format(
                objective=named(objective.title),
                day=shown(last.measured_on) if last else "",
                since=shown(missing.since),
            ),
            _("Look at its indicator today and add the measurement."),
            _at(objective, "measurements"),
        )


def _counted(facts: PlanFacts) -> Iterator[Objective]:
    for objective in specific(facts):
        if objective.judged is Judged.QUANTITATIVE:
            yield objective


def _met(facts: PlanFacts, objective: Objective) -> bool:
    last = last_reading(facts.plan.readings(objective), facts.today)
    return last is not None and reached(objective, last.value)


def _at(objective: Objective, field: str) -> FixTarget:
    return FixTarget(PlanStep.OBJECTIVES, "objective", objective.id, field)
