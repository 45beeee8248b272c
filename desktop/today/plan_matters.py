"""What the plan asks for today."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.days import long_day
from core.i18n import _, ngettext
from core.plan import unreviewed
from core.plan.findings import FixTarget
from core.plan.kinds import PlanStep, Severity
from core.plan.measurements import readings
from core.plan.model import Version
from core.plan.review import PlanReview
from desktop.today.matter import Matter, Weight, minutes

ENDS_SOON = timedelta(days=45)
"""Time to write next year's plan and take it to the Pleno; own judgement."""

_OLD = timedelta(days=365)

NEXT_PLAN = FixTarget(PlanStep.REVIEW, "version")
"""Where the next plan is begun."""


def plan_matters(review: PlanReview) -> list[Matter]:
    """Findings, measurements due, the age of the plan."""
    found = [_findings(review), _due(review), _age(review), _to_look_at(review)]
    return [matter for matter in found if matter is not None]


def _findings(review: PlanReview) -> Matter | None:
    """Errors and warnings; not while everything is still a suggestion to be looked at."""
    grave = review.to_mend
    if not grave:
        return None
    errors = [finding for finding in grave if finding.severity is Severity.ERROR]
    title = ngettext("Fix one thing in the plan", "Fix {count} things in the plan", len(grave))
    return Matter(
        "plan-findings",
        title.format(count=len(grave)),
        grave[0].sentence,
        _("Show the findings"),
        Weight.DUE if errors else Weight.CAN_WAIT,
        "plan",
        grave[0].place,
    )


def _due(review: PlanReview) -> Matter | None:
    facts = review.facts
    due = readings.due(facts.plan, facts.today)
    if not due:
        return None
    return Matter(
        "measurements",
        readings.measure(due),
        _("Due since {day}.").format(day=long_day(due[0].since)),
        _("Note the measurement"),
        Weight.DUE,
        "plan",
        FixTarget(PlanStep.OBJECTIVES, "objective", due[0].objective.id, "measurements"),
        minutes=minutes("measurements", len(due)),
    )


def _age(review: PlanReview) -> Matter | None:
    """The period is over or nearly so, or what was approved is more than a year old."""
    charter, today = review.facts.plan.charter, review.facts.today
    end = charter.end_on
    if end is not None and end < today:
        return _age_matter(_("The plan ended on {end}.").format(end=long_day(end)), Weight.DUE)
    if end is not None and end - today <= ENDS_SOON:
        told = _("The plan ends on {date}.").format(date=long_day(end))
        return _age_matter(told, Weight.CAN_WAIT)
    return _approved_long_ago(review.facts.plan.versions, today)


def _approved_long_ago(versions: Sequence[Version], today: date) -> Matter | None:
    approved = versions[-1].approved_on if versions else None
    if approved is None or today - approved <= _OLD:
        return None
    told = _("The plan was approved on {date}, more than a year ago.")
    return _age_matter(told.format(date=long_day(approved)), Weight.DUE)


def _age_matter(why: str, weight: Weight) -> Matter:
    return Matter(
        "plan-age",
        _("Start the next plan from this one"),
        why,
        _("Start the plan"),
        weight,
        "plan",
        NEXT_PLAN,
    )


def _to_look_at(review: PlanReview) -> Matter | None:
    waiting = unreviewed.places(review.facts.plan)
    count = len(waiting)
    if not waiting:
        return None
    return Matter(
        "plan-suggestions",
        ngettext(
            "Look at one suggestion of the plan",
            "Look at {count} suggestions of the plan",
            count,
        ).format(count=count),
        _("Accept them, change them or remove them, step by step."),
        _("See the proposals"),
        Weight.CAN_WAIT,
        "plan",
        waiting[0],
        minutes=minutes("plan-suggestions", count),
    )
