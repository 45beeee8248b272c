"""The plan looked at as a whole: what is open, and what somebody decided to live with."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.plan import records
from core.plan.findings import Finding, PlanFacts, check
from core.plan.kinds import PlanStep, Severity
from core.plan.model import Dismissal
from core.plan.rules import RULES
from core.roster import records as roster_records
from core.town import records as town_records

if TYPE_CHECKING:
    from core.store import Connection


@dataclass(frozen=True)
class PlanReview:
    """What the rules found, errors first, then in the order of the steps."""

    facts: PlanFacts
    open: tuple[Finding, ...]
    dismissed: tuple[tuple[Finding, Dismissal], ...]
    """Only of what is still found: a dismissal of something mended is not shown."""

    def of(self, step: PlanStep) -> tuple[Finding, ...]:
        """The open ones that are mended on one step."""
        return tuple(finding for finding in self.open if finding.place.step is step)

    @property
    def to_mend(self) -> tuple[Finding, ...]:
        """The open ones that somebody has to see to: whoever counts them, counts these."""
        return tuple(finding for finding in self.open if finding.severity is not Severity.HINT)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The open ones that keep the plan from being approved in good conscience."""
        return tuple(finding for finding in self.open if finding.severity is Severity.ERROR)


def look(connection: "Connection", today: date) -> PlanReview:
    """Everything that does not hold together today, in the current language."""
    return reviewed(
        PlanFacts(
            plan=records.load(connection),
            town=town_records.load(connection),
            contacts=tuple(roster_records.everyone(connection)),
            today=today,
        )
    )


def reviewed(facts: PlanFacts) -> PlanReview:
    """The findings of these facts, apart from those that the plan dismisses."""
    reasons = {dismissal.key: dismissal for dismissal in facts.plan.dismissals}
    found = check(facts, RULES)
    return PlanReview(
        facts,
        tuple(finding for finding in found if finding.key not in reasons),
        tuple((finding, reasons[finding.key]) for finding in found if finding.key in reasons),
    )
