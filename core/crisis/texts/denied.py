"""A denial is of what the desk has as false, and of nothing else."""

from typing import TYPE_CHECKING

from core.crisis import desk as desks
from core.crisis.desk import Desk
from core.crisis.kinds import StatementKind
from core.crisis.labels import verdict_label
from core.crisis.model import Rumour, RumourVerdict, Statement
from core.crisis.texts.filling import CLAIM, as_clause, rumour_of, values
from core.errors import InvalidValue
from core.i18n import _
from core.text import loose

if TYPE_CHECKING:
    from sqlite_utils import Database

FALSE = (RumourVerdict.FALSE, RumourVerdict.PARTLY)
"""Verdicts that a denial answers."""


def not_false(desk: Desk, statement: Statement) -> Rumour | None:
    """The rumour that a denial denies though the desk does not have it as false; None: all is
    well, or a correction is out since."""
    rumour = _denied(desk, statement) if statement.kind is StatementKind.DENIAL else None
    since = statement.published_at
    corrected = since is not None and any(
        item.statement.kind is StatementKind.CORRECTION
        and (item.statement.published_at or since) > since
        for item in desk.statements
    )
    return None if rumour is None or rumour.verdict in FALSE or corrected else rumour


def _denied(desk: Desk, statement: Statement) -> Rumour | None:
    """The rumour that it was begun for, or whose words it says."""
    begun_for = rumour_of(desk, statement.id)
    if begun_for is not None:
        return next((rumour for rumour in desk.rumours if rumour.id == begun_for), None)
    blanks = values(desk, statement, desk.incident.language)
    said = {loose(as_clause(blanks[name])) for name in CLAIM if blanks.get(name)}
    return next((rumour for rumour in desk.rumours if loose(as_clause(rumour.claim)) in said), None)


def says_unheard(desk: Desk, statement: Statement) -> str:
    """Where to go with a denial of what no rumour of the desk says; empty where one does."""
    if statement.kind is not StatementKind.DENIAL or _denied(desk, statement):
        return ""
    return _(
        "Nothing marked as false under Rumours says this. Add it there, with who has checked "
        "it, and deny it from there."
    )


def says_not_false(rumour: Rumour) -> str:
    """What is wrong with the denial of a rumour that is not down as false."""
    return _("It denies “{claim}”, which Rumours has as “{verdict}”.").format(
        claim=rumour.claim.rstrip(" ."), verdict=verdict_label(rumour.verdict)
    )


def require_false(db: "Database", statement: Statement) -> None:
    """Raises `InvalidValue` for the denial of what the desk does not have as false."""
    desk = desks.load(db.conn, statement.incident_id)
    if desk and (rumour := not_false(desk, statement)):
        raise InvalidValue(says_not_false(rumour), _("Correct the verdict, or drop the denial."))
