"""Step 8: whether the plan is approved, how old it is, who looks at it again."""

from collections.abc import Iterator
from datetime import timedelta

from core.days import shown
from core.i18n import _
from core.plan.findings import Facts, Place, Told, rule
from core.plan.kinds import Severity, Step

APPROVAL_HOLDS = timedelta(days=365)


@rule(Severity.WARNING)
def plan_not_approved(facts: Facts) -> Iterator[Told]:
    """The plan's period runs and nobody has approved a version."""
    start = facts.plan.charter.start_on
    if start is not None and start <= facts.today and not facts.plan.versions:
        yield Told(
            _("The plan began on {day} and no version is approved.").format(day=shown(start)),
            _("Settle its errors, print it, and write who approved it and when."),
            Place(Step.REVIEW),
        )


@rule(Severity.WARNING)
def plan_old(facts: Facts) -> Iterator[Told]:
    """The last version was approved more than a year ago."""
    last = max(facts.plan.versions, key=lambda one: one.number, default=None)
    if last is None:
        return
    day = last.approved_on or last.frozen_at.date()
    if facts.today - day > APPROVAL_HOLDS:
        yield Told(
            _("Version {number} was approved on {day}, more than a year ago.").format(
                number=last.number, day=shown(day)
            ),
            _("Go through the eight steps, correct what has changed and approve it again."),
            Place(Step.REVIEW),
        )


@rule(Severity.HINT)
def review_missing(facts: Facts) -> Iterator[Told]:
    """Nobody is to look at the plan again."""
    if facts.plan.objectives and not facts.plan.charter.review:
        yield Told(
            _("Nothing says who looks at the plan again, and how often."),
            _("Write who does it, every how many months, and with which figures."),
            Place(Step.REVIEW, "charter", 1, "review"),
        )


@rule(Severity.HINT)
def legal_missing(facts: Facts) -> Iterator[Told]:
    """Nothing says which laws the plan answers to."""
    if facts.plan.objectives and not facts.plan.charter.legal:
        yield Told(
            _("Nothing says which laws apply to the plan."),
            _("Name at least data protection, accessibility and the electoral law."),
            Place(Step.REVIEW, "charter", 1, "legal"),
        )
