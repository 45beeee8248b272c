"""The parts of the desk: what each is called, where it is built, and what its number counts."""

from collections.abc import Callable
from dataclasses import dataclass

from core.crisis.desk import Desk
from core.crisis.incidents import calls
from core.crisis.model import ComplainantState, StatementState
from core.i18n import _, pgettext
from core.roster.model import Hat


@dataclass(frozen=True)
class Kind:
    """What a part is called, what its number counts, its icon, and where it is built."""

    label: Callable[[], str]
    counts: Callable[[], str]
    icon: str
    module: str
    name: str


CHECKLIST = "checklist"
"""The chip of the list at the left, where there is no room for both."""
DRILL = "drill"
"""That of what arrives in a drill, where it has no room beside the list."""

KINDS = {
    # Translators: After a number: of the log.
    "log": Kind(lambda: _("Log"), lambda: _("entries"), "notebook-pen", "desk.log", "LogPart"),
    "statements": Kind(
        lambda: _("Statements"),
        lambda: _("statements begun"),
        "file-text",
        "statements.tab",
        "Statements",
    ),
    "calls": Kind(
        lambda: pgettext("crisis", "Calls"),
        lambda: _("still to be made"),
        "phone",
        "desk.calls",
        "Calls",
    ),
    "facts": Kind(
        # Translators: What is known of an incident.
        lambda: _("Facts"),
        lambda: _("still to be found out"),
        "search-check",
        "desk.facts",
        "Facts",
    ),
    "rumours": Kind(
        lambda: _("Rumours"),
        lambda: _("still to be answered"),
        "message-circle-warning",
        "desk.rumours",
        "Rumours",
    ),
    "complainants": Kind(
        lambda: pgettext("crisis", "Affected"),
        lambda: _("not closed in public yet"),
        "users",
        "desk.complainants",
        "Complainants",
    ),
    "mentions": Kind(
        lambda: _("Mentions"),
        lambda: _("linked to the incident"),
        "radio",
        "desk.mentions",
        "Mentions",
    ),
    "moderation": Kind(
        lambda: _("Moderation"), lambda: _("files"), "gavel", "desk.moderation", "ModerationCases"
    ),
    "hats": Kind(
        lambda: pgettext("crisis", "Roles"),
        lambda: _("nobody has yet"),
        "id-card",
        "desk.team",
        "Hats",
    ),
}
"""In their order: the keys Alt+1 to Alt+9 open them."""


def label_of(key: str) -> str:
    """What a part of the desk is called."""
    # Translators: A rehearsal of a crisis.
    others = {CHECKLIST: _("Checklist"), DRILL: _("Drill"), "level": _("Level")}
    return others[key] if key in others else KINDS[key].label()


def counts(desk: Desk) -> dict[str, int]:
    """The number of each part, by its key."""
    begun = [item for item in desk.statements if item.statement.state is not StatementState.DROPPED]
    return {
        DRILL: sum(inject.answered_at is None for inject in desk.injects),
        "log": len(desk.log),
        "statements": len(begun),
        "calls": len(calls.still_to_make(desk.calls)),
        "facts": sum(not fact.answer for fact in desk.facts),
        "rumours": sum(rumour.answered_at is None for rumour in desk.rumours),
        "complainants": sum(
            complainant.state is not ComplainantState.CLOSED for complainant in desk.complainants
        ),
        "mentions": len(desk.linked),
        "moderation": len(desk.moderation),
        "hats": sum(desk.worn(hat) is None for hat in Hat),
    }
