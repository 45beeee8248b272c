"""Statements: drafted from the scenario's texts, approved by somebody, published somewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from core import i18n
from core.crisis import log, merging, scenarios
from core.crisis.desk import Desk, Worded
from core.crisis.kinds import Part, StatementKind
from core.crisis.labels import statement_label
from core.crisis.log import Hand
from core.crisis.model import (
    Incident,
    LogKind,
    Publication,
    Statement,
    StatementState,
    StatementText,
)
from core.crisis.records import incidents as records
from core.crisis.scenario import Blank, Scenario
from core.crisis.statement_checks import unfilled
from core.errors import InvalidValue
from core.i18n import _
from core.plan import records as plan_records
from core.plan.kinds import LanguagePolicy
from core.store import Connection
from core.town import records as town_records
from core.town.model import checked_lines, checked_text

if TYPE_CHECKING:
    from sqlite_utils import Database

_QUARTER = timedelta(minutes=15)
_DRILL = {"es": "SIMULACRO", "en": "DRILL"}

ENDS = (StatementKind.CLOSING, StatementKind.CONDOLENCE)
"""They promise no further hour."""


def languages(connection: Connection) -> tuple[str, ...]:
    """The languages in which a statement is due, the main one first: as the plan's policy says."""
    town = town_records.load(connection)
    policy = plan_records.load(connection).charter.language_policy
    return town.languages[:1] if policy is LanguagePolicy.MAIN else town.languages


def next_update(scenario: Scenario, now: datetime) -> datetime:
    """The hour to promise for the next update: a round quarter, at least as far as is usual."""
    due = now + timedelta(minutes=scenario.update_minutes)
    over = timedelta(minutes=due.minute % 15, seconds=due.second, microseconds=due.microsecond)
    return due + (_QUARTER - over if over else timedelta())


def draft(db: "Database", desk: Desk, kind: StatementKind, hand: Hand) -> int:
    """Begin a statement from the scenario's text, with the town's data; returns its id.

    One draft for each language that is due; where the scenario has no text in a language, its
    parts are empty, to be translated.
    """
    incident = desk.incident
    due = None if kind in ENDS else next_update(desk.scenario, hand.moment)
    statement = Statement(
        incident.id, kind, hand.moment, next_update_at=due, on_paper=hand.on_paper
    )
    statement = replace(statement, id=records.put(db, statement))
    for language in languages(db.conn):
        records.put(db, _drafted(db.conn, desk, statement, language, hand.moment))
    text = _("Draft begun: {kind}.").format(kind=statement_label(kind))
    log.write(db, incident.id, hand, LogKind.STATEMENT, text)
    return statement.id


def _drafted(
    connection: Connection, desk: Desk, statement: Statement, language: str, now: datetime
) -> StatementText:
    scenario = _spoken(desk, language)
    template = scenario.template(statement.kind) if scenario else None
    empty = StatementText(statement.id, language)
    if scenario is None or template is None:
        return empty
    with i18n.language(language):
        filled = merging.fields(
            connection, scenario, dict(desk.blanks), now, statement.next_update_at
        )
    parts = {part.value: filled.fill(text) for part, text in template.parts.items()}
    if desk.incident.drill:
        first = next(part.value for part in Part if part in template.parts)
        parts[first] = f"{_DRILL[language]}. {parts[first]}"
    return _with(empty, parts)


def _with(text: StatementText, parts: Mapping[str, Any]) -> StatementText:
    return replace(text, **parts)


def _spoken(desk: Desk, language: str) -> Scenario | None:
    """The scenario in a language: as the incident holds it, or the program's own where nobody
    changed it; None when it does not speak it."""
    if language == desk.incident.language:
        return desk.scenario
    if language not in ("es", "en"):
        return None
    with i18n.language(desk.incident.language):
        untouched = scenarios.shipped(desk.scenario.id) == desk.scenario
    with i18n.language(language):
        return scenarios.shipped(desk.scenario.id) if untouched else None


def write(db: "Database", text: StatementText, part: Part, typed: str) -> StatementText:
    """Keep what is typed in one part. Raises `InvalidValue` when it is too long.

    Only drafts are written: whoever changes an approved one begins another.
    """
    statement = records.part(db.conn, Statement, text.statement_id)
    if statement is None or statement.state is not StatementState.DRAFT:
        raise InvalidValue(
            _("An approved statement is not changed."), _("Begin a new one: correction or update.")
        )
    changed = _with(text, {part.value: checked_lines(typed, 1000)})
    records.put(db, changed)
    return changed


def fill_blank(db: "Database", incident: Incident, blank: Blank, typed: str) -> None:
    """Fill in a blank, in the drafts too. Raises `InvalidValue` when it is too long."""
    value = checked_text(typed)
    mark = merging.mark_of(blank)
    records.set_blank(db, incident.id, blank.id, value)
    if not value:
        return
    for statement in records.of(db.conn, Statement, incident.id):
        if statement.state is not StatementState.DRAFT:
            continue
        for text in records.of_statement(db.conn, StatementText, statement.id):
            parts = {part.value: text.part(part).replace(mark, value) for part in Part}
            records.put(db, _with(text, parts))


def set_next_update(db: "Database", worded: Worded, due: datetime) -> None:
    """Promise another hour in a draft, in its words too."""
    before = worded.statement.next_update_at
    records.put(db, replace(worded.statement, next_update_at=due))
    if before is None:
        return
    old, new = f"{before.astimezone():%H:%M}", f"{due.astimezone():%H:%M}"
    for text in worded.texts:
        records.put(db, replace(text, next=text.next.replace(old, new)))


def approve(db: "Database", worded: Worded, by: str, how: str, hand: Hand) -> None:
    """Somebody answers for the text as it is now.

    Raises `InvalidValue` without a name or a way, for an empty text, or one with empty blanks.
    """
    who, way = checked_text(by), checked_text(how)
    if not who or not way:
        raise InvalidValue(
            _("Say who approves it and how: in person, by telephone, in writing."),
        )
    if not any(one.whole for one in worded.texts):
        raise InvalidValue(_("The statement is empty."))
    empty = [mark for one in worded.texts for mark in unfilled(one)]
    if empty:
        raise InvalidValue(
            _("These blanks are still to be filled in: {blanks}.").format(
                blanks=", ".join(dict.fromkeys(empty))
            ),
            _("Fill them in or take them out of the text."),
        )
    statement = worded.statement
    records.put(
        db,
        replace(
            statement,
            state=StatementState.APPROVED,
            approved_at=hand.moment,
            approved_by=who,
            approved_how=way,
            on_paper=hand.on_paper,
        ),
    )
    text = _("{kind} approved by {name}, {how}: “{text}”").format(
        kind=statement_label(statement.kind), name=who, how=way, text=_first(worded).whole
    )
    log.write(db, statement.incident_id, hand, LogKind.STATEMENT, text[: log.LONGEST])


def _first(worded: Worded) -> StatementText:
    return next(one for one in worded.texts if one.whole)


def publish(db: "Database", worded: Worded, channels: Sequence[str], hand: Hand) -> None:
    """Note where an approved statement was published; again, for further channels.

    The first time the public is promised what its text says, and the checklist of updates begins
    anew. Raises `InvalidValue` without a channel, or for a statement nobody approved.
    """
    statement = worded.statement
    if statement.state not in (StatementState.APPROVED, StatementState.PUBLISHED):
        raise InvalidValue(_("Nobody has approved it yet."), _("Note first who approves it."))
    done = {one.channel for one in worded.publications}
    new = [name for one in channels if (name := checked_text(one)) and name not in done]
    if not new:
        raise InvalidValue(_("Choose where it was published."))
    for channel in dict.fromkeys(new):
        records.put(db, Publication(statement.id, channel, hand.moment))
    if statement.state is StatementState.APPROVED:
        _published(db, statement, hand)
    text = _("{kind} published: {channels}.").format(
        kind=statement_label(statement.kind), channels=", ".join(new)
    )
    log.write(db, statement.incident_id, hand, LogKind.PUBLISHED, text)


def _published(db: "Database", statement: Statement, hand: Hand) -> None:
    records.put(db, replace(statement, state=StatementState.PUBLISHED, published_at=hand.moment))
    incident = records.one(db.conn, statement.incident_id)
    if incident is None:
        return
    out = [
        one
        for one in records.of(db.conn, Statement, incident.id)
        if one.state is StatementState.PUBLISHED
    ]
    due = statement.next_update_at if statement.kind not in ENDS else incident.next_update_at
    records.save(db, replace(incident, round=max(len(out) - 1, 0), next_update_at=due))


def drop(db: "Database", worded: Worded, hand: Hand) -> None:
    """A draft or an approved text will not be published. What is public cannot be dropped."""
    statement = worded.statement
    if statement.state is StatementState.PUBLISHED:
        raise InvalidValue(_("It is public already."), _("Publish a correction."))
    records.put(db, replace(statement, state=StatementState.DROPPED))
    text = _("{kind} dropped.").format(kind=statement_label(statement.kind))
    log.write(db, statement.incident_id, hand, LogKind.STATEMENT, text)
