"""What is known of a rumour goes into the statement that answers it, and into no other."""

from typing import TYPE_CHECKING

from core import i18n
from core.crisis import desk as desks
from core.crisis.desk import Desk
from core.crisis.kinds import StatementKind, StatementPart
from core.crisis.log import Hand
from core.crisis.model import Rumour, Statement, StatementState, StatementText
from core.crisis.records import incidents as records
from core.crisis.statements import statements, steps
from core.crisis.texts.filling import CLAIM, SOURCE, as_clause, rumour_of, values
from core.i18n import _

if TYPE_CHECKING:
    from sqlite_utils import Database


def begin(db: "Database", desk: Desk, rumour: Rumour, kind: StatementKind, hand: Hand) -> int:
    """Begin the statement that answers a rumour, or go on with the one that waits; returns its id.

    Its claim and who has checked it are those of the rumour, where nothing stands there yet.
    """
    made = _waiting(desk, rumour, kind) or statements.draft(db, desk, kind, hand, rumour.id)
    now = desks.load(db.conn, desk.incident.id) or desk
    statement = next(worded.statement for worded in now.statements if worded.statement.id == made)
    if kind is StatementKind.DENIAL:
        _fill(db, now, statement, CLAIM, as_clause(rumour.claim))
        _fill(db, now, statement, SOURCE, rumour.source)
        _name(db, now, statement, rumour.source)
    return made


def _name(db: "Database", desk: Desk, statement: Statement, source: str) -> None:
    """Where the scenario has no blank for who has checked it, a sentence says so."""
    language = desk.incident.language
    stored = records.of_statement(db.conn, StatementText, statement.id)
    text = next((item for item in stored if item.language == language), None)
    draft = statement.state is StatementState.DRAFT
    if not source or not draft or text is None or source in text.whole:
        return
    with i18n.language(language):
        told = _("Confirmed by {source}.").format(source=source.rstrip(" ."))
    statements.write(db, text, StatementPart.KNOWN, f"{text.known} {told}".lstrip())


def _waiting(desk: Desk, rumour: Rumour, kind: StatementKind) -> int | None:
    """What was begun and is not out: a denial for this rumour and no other."""
    if kind is not StatementKind.DENIAL:
        there = steps.live(desk, kind)
        return there.statement.id if there else None
    found = (
        statement.statement.id
        for statement in desk.statements
        if statement.statement.kind is kind
        and statement.statement.state in steps.LIVE
        and rumour_of(desk, statement.statement.id) == rumour.id
    )
    return next(found, None)


def _fill(
    db: "Database", desk: Desk, statement: Statement, names: tuple[str, ...], value: str
) -> None:
    language = desk.incident.language
    template = desk.scenario.template(statement.kind)
    said = " ".join(template.parts.values()) if template else ""
    wanted = next((name for name in names if f"{{{name}}}" in said), None)
    if wanted and value and not values(desk, statement, language)[wanted]:
        statements.fill_blank(db, desk, wanted, value, language, statement)
