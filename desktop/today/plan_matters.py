"""What the plan asks for today."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.i18n import _, ngettext
from core.plan import unreviewed
from core.plan.findings import FixTarget
from core.plan.kinds import PlanStep, Severity
from core.plan.measurements import readings
from core.plan.model import Version
from core.plan.review import PlanReview
from desktop.days import long_day
from desktop.theme.tokens import Tone
from desktop.today.matter import Matter

_ENDS_SOON = timedelta(days=45)
"""Time to write next year's plan and take it to the Pleno; own judgement."""

_OLD = timedelta(days=365)


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
    title = ngettext(
        "One thing to mend in the plan", "{count} things to mend in the plan", len(grave)
    )
    return Matter(
        "plan-findings",
        title.format(count=len(grave)),
        grave[0].sentence,
        _("Go there"),
        Tone.YELLOW if errors else Tone.BRAND,
        "plan",
        grave[0].place,
    )


def _due(review: PlanReview) -> Matter | None:
    facts = review.facts
    due = readings.due(facts.plan, facts.today)
    if not due:
        return None
    names = ", ".join(_("“{words}”").format(words=item.objective.title[:60]) for item in due[:2])
    more = len(due) - 2
    if more > 0:
        names = _("{names} and {count} more").format(names=names, count=more)
    return Matter(
        "measurements",
        ngettext("One measurement due", "{count} measurements due", len(due)).format(
            count=len(due)
        ),
        names,
        _("Measure"),
        Tone.YELLOW,
        "plan",
        FixTarget(PlanStep.OBJECTIVES, "objective", due[0].objective.id, "measurements"),
    )


def _age(review: PlanReview) -> Matter | None:
    """The period is over or nearly so, or what was approved is more than a year old."""
    charter, today = review.facts.plan.charter, review.facts.today
    end = charter.end_on
    if end is not None and end < today:
        return _age_matter(_("The plan ended on {end}.").format(end=long_day(end)), Tone.YELLOW)
    if end is not None and end - today <= _ENDS_SOON:
        return _age_matter(_("The plan ends on {date}").format(date=long_day(end)), Tone.BRAND)
    return _approved_long_ago(review.facts.plan.versions, today)


def _approved_long_ago(versions: Sequence[Version], today: date) -> Matter | None:
    approved = versions[-1].approved_on if versions else None
    if approved is None or today - approved <= _OLD:
        return None
    told = _("The plan was approved on {date}, more than a year ago")
    return _age_matter(told.format(date=long_day(approved)), Tone.YELLOW)


def _age_matter(title: str, tone: Tone) -> Matter:
    return Matter(
        "plan-age",
        title,
        _("Start next year's plan from it, with what was measured."),
        _("Go there"),
        tone,
        "plan",
        FixTarget(PlanStep.REVIEW, "version"),
    )


def _to_look_at(review: PlanReview) -> Matter | None:
    waiting = unreviewed.places(review.facts.plan)
    count = len(waiting)
    if not waiting:
        return None
    return Matter(
        "plan-suggestions",
        ngettext(
            "One suggestion of the plan to look at",
            "{count} suggestions of the plan to look at",
            count,
        ).format(count=count),
        _("Accept them, change them or remove them, step by step."),
        _("Begin"),
        Tone.BRAND,
        "plan",
        waiting[0],
    )
