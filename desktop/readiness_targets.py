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
        GapKind.NO_PHONE: _("Complete the card"),
        GapKind.UNVERIFIED: _("Verify contacts"),
        GapKind.NO_WEARER: _("Hand out the roles"),
        GapKind.NO_SUBSTITUTE: _("Choose a deputy"),
        GapKind.ONE_PERSON: _("Hand out the roles"),
        GapKind.NO_NOTEBOOK: _("Print the notebook"),
        GapKind.OLD_NOTEBOOK: _("Print the notebook"),
        GapKind.NO_DRILL: _("Choose a drill"),
        GapKind.NO_RULES: _("See the rules"),
        GapKind.UNAPPROVED_RULES: _("See the rules"),
        GapKind.NO_OFFLINE: _("Mark a channel"),
        GapKind.NO_APPROVER: _("Choose who approves"),
        GapKind.NO_PRIVATE: _("Write the channel"),
        GapKind.NEWER_SCENARIO: _("See what changes"),
        GapKind.LEFT_OPEN: _("Settle what is open"),
        GapKind.REVIEW_DUE: _("Review the incident"),
        GapKind.LESSON_DUE: _("See the lesson"),
        GapKind.BLOCK_DUE: _("Review the block"),
    }[gap.kind]


def _urgent(channel_id: int) -> FixTarget:
    """A channel off the networks to be marked; where there is none, what adds one."""
    return FixTarget(PlanStep.CHANNELS, "channel", channel_id, "urgent" if channel_id else "new")
