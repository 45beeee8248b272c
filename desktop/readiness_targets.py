"""Where each thing that would fail today is mended, and what its button says."""

from core.crisis.readiness import Gap, GapKind
from core.i18n import _
from core.plan.findings import FixTarget
from core.plan.kinds import PlanStep


def place(gap: Gap) -> tuple[str, object]:
    """Page and target for `Services.go`."""
    return {
        GapKind.NO_PHONE: ("roster", (gap.about, "phones")),
        GapKind.UNVERIFIED: ("roster", "check"),
        GapKind.NO_WEARER: ("plan", FixTarget(PlanStep.PROTOCOL, "", gap.about, "hats")),
        GapKind.NO_SUBSTITUTE: ("roster", (gap.about, "substitute_id")),
        GapKind.ONE_PERSON: ("plan", FixTarget(PlanStep.PROTOCOL, "contact", 0, "hats")),
        GapKind.NO_NOTEBOOK: ("documents", "crisis-notebook"),
        GapKind.OLD_NOTEBOOK: ("documents", "crisis-notebook"),
        GapKind.NO_DRILL: ("crisis", "drill"),
        GapKind.NO_RULES: ("plan", FixTarget(PlanStep.PROTOCOL, "charter", 1, "rules")),
        GapKind.UNAPPROVED_RULES: ("plan", FixTarget(PlanStep.PROTOCOL, "charter", 1, "rules_on")),
        GapKind.NO_OFFLINE: ("plan", _urgent(gap.about)),
        GapKind.NO_APPROVER: (
            "plan",
            FixTarget(PlanStep.PROTOCOL, "level", gap.about, "approver_id"),
        ),
        GapKind.NO_PRIVATE: (
            "plan",
            FixTarget(PlanStep.PROTOCOL, "private_channel", gap.about, "address"),
        ),
        GapKind.NEWER_SCENARIO: ("crisis", ("scenarios", gap.scenario)),
        GapKind.LEFT_OPEN: ("crisis", ("incident", gap.about)),
        GapKind.REVIEW_DUE: ("crisis", ("incident", gap.about)),
        GapKind.LESSON_DUE: ("crisis", ("incident", gap.about)),
        GapKind.BLOCK_DUE: ("crisis", ("moderation", gap.about)),
    }[gap.kind]


def action(gap: Gap) -> str:
    """What the button says, verb first."""
    return {
        GapKind.NO_PHONE: _("Complete"),
        GapKind.UNVERIFIED: _("Verify"),
        GapKind.NO_WEARER: _("Hand out"),
        GapKind.NO_SUBSTITUTE: _("Choose"),
        GapKind.ONE_PERSON: _("Hand out"),
        GapKind.NO_NOTEBOOK: _("Print it"),
        GapKind.OLD_NOTEBOOK: _("Print it again"),
        GapKind.NO_DRILL: _("Rehearse"),
        GapKind.NO_RULES: _("See the rules"),
        GapKind.UNAPPROVED_RULES: _("See the rules"),
        GapKind.NO_OFFLINE: _("Mark one"),
        GapKind.NO_APPROVER: _("Choose"),
        GapKind.NO_PRIVATE: _("Write it"),
        GapKind.NEWER_SCENARIO: _("See what changes"),
        GapKind.LEFT_OPEN: _("Settle"),
        GapKind.REVIEW_DUE: _("Review"),
        GapKind.LESSON_DUE: _("See the lesson"),
        GapKind.BLOCK_DUE: _("Review"),
    }[gap.kind]


def _urgent(channel_id: int) -> FixTarget:
    """A channel off the networks to be marked; where there is none, what adds one."""
    return FixTarget(PlanStep.CHANNELS, "channel", channel_id, "urgent" if channel_id else "new")
