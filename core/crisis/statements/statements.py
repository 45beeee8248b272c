"""Statements: drafted from the scenario's texts, approved by somebody, published somewhere."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.crisis import desk as desks
from core.crisis.desk import Desk, Worded
from core.crisis.incidents import voices
from core.crisis.incidents.clock import checked_past_hour
from core.crisis.kinds import BETWEEN, DoneBy, StatementKind, StatementPart
from core.crisis.log import Hand
from core.crisis.model import (
    Incident,
    Publication,
    Statement,
    StatementState,
    StatementText,
)
from core.crisis.records import incidents as records
from core.crisis.scenario import Scenario
from core.crisis.statements import entries, steps
from core.crisis.statements.steps import LIVE
from core.crisis.texts import drafts
from core.crisis.texts.checks import hangs_on, says_undone, unfilled, where_ticked
from core.crisis.texts.denied import require_false
from core.crisis.texts.drafts import Behind, behind, dated, following, says_other_hour
from core.crisis.texts.filling import (
    drafted,
    filling,
    name_of,
    public,
    rumour_key,
    rumour_of,
    undone,
    with_parts,
)
from core.days import clock_time
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


def languages(connection: Connection) -> tuple[str, ...]:
    """The languages in which a statement is due, the main one first: as the plan's policy says."""
    town = town_records.load(connection)
    policy = plan_records.charter(connection).language_policy
    return town.languages[:1] if policy is LanguagePolicy.MAIN else town.languages


def next_update(scenario: Scenario, now: datetime) -> datetime:
    """The hour to promise for the next update: a round quarter, at least as far as is usual."""
    due = now + timedelta(minutes=scenario.update_minutes)
    over = timedelta(minutes=due.minute % 15, seconds=due.second, microseconds=due.microsecond)
    return due + (_QUARTER - over if over else timedelta())


def draft(
    db: "Database", desk: Desk, kind: StatementKind, hand: Hand, rumour_id: int | None = None
) -> int:
    """Begin a statement from the scenario's text, with the town's data; returns its id.

    One draft for each language that is due; where the scenario has no text in a language, its
    parts are empty, to be translated. With `rumour_id` it answers that rumour and no other.
    """
    statement = Statement(
        desk.incident.id,
        kind,
        hand.moment,
        next_update_at=_due(desk, kind, hand.moment),
        on_paper=hand.on_paper,
    )
    statement = replace(statement, id=records.put(db, statement))
    if rumour_id is not None:
        records.set_blank(db, desk.incident.id, rumour_key(statement.id), str(rumour_id))
    now = desks.load(db.conn, desk.incident.id) or desk
    for language in languages(db.conn):
        known = filling(db.conn, now, statement, language)
        records.put(db, drafted(now, statement, language, known))
    entries.begun(db, statement, hand)
    return statement.id


def _due(desk: Desk, kind: StatementKind, now: datetime) -> datetime | None:
    """The hour that a draft of this kind promises; None where its text promises none."""
    template = desk.scenario.template(kind)
    silent = template is not None and "{next_time}" not in " ".join(template.parts.values())
    if silent or kind is StatementKind.CLOSING:
        return None
    promised = desk.promise
    usual = next_update(desk.scenario, now)
    if promised is None or promised <= now:
        return usual
    # An update may promise a later hour than the public has, never an earlier one.
    return promised if kind in BETWEEN else max(promised, usual)


def again(db: "Database", worded: Worded, hand: Hand, due: datetime | None = None) -> int:
    """Take an approved text up once more, with its words, to change and approve it anew; returns
    the id of the new draft, which promises `due` where that is given. The approved one is dropped.
    What is public is corrected instead. Raises `InvalidValue` for an hour that has passed."""
    now = _now(db, worded)
    _require(now.statement, StatementState.APPROVED)
    made = Statement(
        now.statement.incident_id,
        now.statement.kind,
        hand.moment,
        next_update_at=now.statement.next_update_at,
        on_paper=hand.on_paper,
    )
    made = replace(made, id=records.put(db, made))
    desk = desks.load(db.conn, made.incident_id)
    for text in dated(db.conn, desk, now, made) if desk else ():
        records.put(db, replace(text, id=0, statement_id=made.id))
    drop(db, now, hand)
    entries.begun(db, made, hand)
    if due is not None:
        set_next_update(db, _now(db, replace(now, statement=made)), due, hand)
    return made.id


def write(db: "Database", text: StatementText, part: StatementPart, typed: str) -> StatementText:
    """Keep what is typed in one part; returns the text as it is now.

    Raises `InvalidValue` when it is too long. Only drafts are written: whoever changes an approved
    one begins another.
    """
    statement = records.part(db.conn, Statement, text.statement_id)
    if statement is None or statement.state is not StatementState.DRAFT:
        raise InvalidValue(
            _("An approved statement cannot be changed."),
            _("Begin a new one: correction or update."),
        )
    words = checked_lines(typed, 1000)
    stored = records.of_statement(db.conn, StatementText, statement.id)
    # As it is stored: what the window showed may be older than what another field wrote.
    now = next((item for item in stored if item.language == text.language), replace(text, id=0))
    changed = with_parts(now, {part: words})
    return replace(changed, id=records.put(db, changed))


def fill_blank(
    db: "Database",
    desk: Desk,
    blank_id: str,
    typed: str,
    language: str = "",
    statement: Statement | None = None,
    hand: Hand | None = None,
) -> None:
    """Fill in a blank in a language, that of the incident if none is given, and in its drafts too.

    What a denial or a correction has for itself is filled in for that `statement` alone. An empty
    one stands in the drafts as its default or as `[its label]` again. Raises `InvalidValue` when it
    is too long, and for an hour that is none or, for this `hand`, still to come.
    """
    spoken_in = language or desk.incident.language
    key = name_of(desk, statement, blank_id, spoken_in)
    said = checked_text(typed)
    if any(blank.id == blank_id and blank.is_hour for blank in desk.scenario.blanks):
        said = checked_past_hour(said, hand)
    with following(db, desk.incident.id):
        records.set_blank(db, desk.incident.id, key, said)


def set_next_update(db: "Database", worded: Worded, due: datetime, hand: Hand) -> None:
    """Promise another hour in a draft, in its words too.

    Raises `InvalidValue` for an hour that has passed, or a statement that is no draft.
    """
    now = _now(db, worded)
    _require(now.statement, StatementState.DRAFT)
    if due <= hand.moment:
        raise InvalidValue(_("Choose a moment that is still to come."))
    with following(db, now.statement.incident_id):
        records.put(db, replace(now.statement, next_update_at=due))


def approve(
    db: "Database", incident: Incident, worded: Worded, by: str, how: str, hand: Hand
) -> None:
    """Somebody answers for the text as it is now; its day and its hour are those of that.

    Raises `InvalidValue` without a name or a way, for an empty text, one with empty blanks, one
    that says what is not so, or a statement that is no draft.
    """
    now = _now(db, worded)
    _require(now.statement, StatementState.DRAFT)
    who, way = checked_text(by), checked_text(how)
    if not who or not way:
        raise InvalidValue(
            _("Say who approves it and how: in person, by telephone, in writing or by message.")
        )
    _require_words([text for text in now.texts if text.whole])
    require_false(db, now.statement)
    _require_end(db, now)
    statement = replace(
        now.statement,
        state=StatementState.APPROVED,
        approved_at=hand.moment,
        approved_by=who,
        approved_how=way,
        on_paper=hand.on_paper,
    )
    desk = desks.load(db.conn, incident.id)
    said = [item for item in (dated(db.conn, desk, now, statement) if desk else ()) if item.whole]
    for text in said:
        records.put(db, text)
    records.put(db, statement)
    steps.tick(db, statement, (DoneBy.APPROVAL,), hand, f"{who}, {way}")
    for text in said:
        language = text.language if len(said) > 1 else ""
        entries.approved(db, statement, public(incident, text), hand, language)


def _require_words(texts: Sequence[StatementText]) -> None:
    if not texts:
        raise InvalidValue(_("The statement is empty."), _("Write its text first."))
    empty = [mark for text in texts for mark in unfilled(text)]
    if empty:
        raise InvalidValue(
            _("These blanks are still to be filled in: {blanks}.").format(
                blanks=", ".join(dict.fromkeys(empty))
            ),
            _("Fill them in or take them out of the text."),
        )


def _require_end(db: "Database", worded: Worded) -> None:
    """What ends a danger waits for the steps on which the end hangs, and says no more than they."""
    desk = desks.load(db.conn, worded.statement.incident_id)
    if desk is None or worded.statement.kind is not StatementKind.CLOSING:
        return
    for step in steps.awaited(desk, worded.statement):
        raise InvalidValue(hangs_on(step), where_ticked(step))
    for text in worded.texts:
        for step, words in undone(desk, worded.statement, text):
            raise InvalidValue(says_undone((step.text, words)), where_ticked(step))


def _now(db: "Database", worded: Worded) -> Worded:
    """The statement as it is stored: the window may show it as it was a moment ago."""
    stored = records.part(db.conn, Statement, worded.statement.id)
    return desks.worded(db.conn, stored or worded.statement)


def _require(statement: Statement, *states: StatementState) -> None:
    if statement.state in states:
        return
    if statement.state is StatementState.DRAFT:
        raise InvalidValue(_("Nobody has approved it yet."), _("Note first who approves it."))
    if statement.state is StatementState.APPROVED:
        raise InvalidValue(_("It is already approved."), _("Redraft it to change it."))
    if statement.state is StatementState.PUBLISHED:
        raise InvalidValue(_("It is already public."), _("Publish a correction."))
    raise InvalidValue(_("It was dropped."), _("Begin another one."))


def publish(
    db: "Database",
    worded: Worded,
    channels: Sequence[str],
    hand: Hand,
    *,
    as_it_is: bool = False,
) -> None:
    """Note where an approved statement was published; again, for further channels.

    The first time the public is promised what its text says, and the checklist of updates begins
    anew; the rumour that it was begun for is answered. Raises `InvalidValue` without a channel, for
    a statement nobody approved, one that says what is not so, or one that promises an hour that has
    passed, or another than was promised after its approval unless it goes out `as_it_is`.
    """
    now = _now(db, worded)
    statement = now.statement
    _require(statement, StatementState.APPROVED, StatementState.PUBLISHED)
    require_false(db, statement)
    if statement.state is StatementState.APPROVED:
        _require_to_come(statement, hand.moment)
        _require_end(db, now)
        left = [] if as_it_is else _left_behind(db, statement)
        if left:
            raise InvalidValue(
                says_other_hour(left[0]),
                _("Redraft it with that time, or publish it as it is."),
            )
    done = [publication.channel for publication in now.publications]
    named = dict.fromkeys(name for other in channels if (name := checked_text(other)))
    new = [name for name in named if name not in done]
    if not new:
        raise InvalidValue(_("Choose where it was published."))
    with following(db, statement.incident_id):
        for channel in new:
            records.put(db, Publication(statement.id, channel, hand.moment))
        if statement.state is StatementState.APPROVED:
            _published(db, statement, hand)
    _end(db, statement)
    everywhere = [*done, *new]
    reached = steps.reached(db, everywhere)
    steps.tick(db, statement, reached, hand, ", ".join(everywhere))
    told = entries.published(db, statement, new, hand)
    if statement.state is StatementState.APPROVED:
        _answer_rumour(db, statement, told, hand)


def _require_to_come(statement: Statement, now: datetime) -> None:
    promised = statement.next_update_at
    if promised is not None and promised <= now:
        raise InvalidValue(
            _("It promises more news at {time}, and that time has passed.").format(
                time=clock_time(promised)
            ),
            _("Open it again and promise another time."),
        )


def _left_behind(db: "Database", statement: Statement) -> list[Behind]:
    desk = desks.load(db.conn, statement.incident_id)
    return [item for item in (behind(desk) if desk else ()) if item.worded.statement == statement]


def _answer_rumour(db: "Database", statement: Statement, told: str, hand: Hand) -> None:
    """The rumour that a statement was begun for is answered by its publication."""
    desk = desks.load(db.conn, statement.incident_id)
    if desk is None:
        return
    asked = rumour_of(desk, statement.id)
    for rumour in desk.rumours:
        if rumour.id == asked and rumour.answered_at is None:
            voices.answer(db, rumour, told, hand, statement.id)


def _published(db: "Database", statement: Statement, hand: Hand) -> None:
    records.put(db, replace(statement, state=StatementState.PUBLISHED, published_at=hand.moment))
    incident = records.one(db.conn, statement.incident_id)
    if incident is None:
        return
    out = [
        record
        for record in records.of(db.conn, Statement, incident.id)
        if record.state is StatementState.PUBLISHED
    ]
    due = statement.next_update_at or incident.next_update_at
    if not incident.open:
        due = None
    records.save(db, replace(incident, round=max(len(out) - 1, 0), next_update_at=due))
    desk = desks.load(db.conn, incident.id)
    if desk is not None and statement.kind is StatementKind.CORRECTION:
        drafts.take_back(db, desk, statement)


def _end(db: "Database", statement: Statement) -> None:
    """Once the end is told everywhere there will be no more, and nothing can be late."""
    desk = desks.load(db.conn, statement.incident_id)
    if desk is not None and statement.kind is StatementKind.CLOSING and desk.told is None:
        records.save(db, replace(desk.incident, next_update_at=None))


def drop(db: "Database", worded: Worded, hand: Hand) -> None:
    """A draft or an approved text will not be published.

    Raises `InvalidValue` for what is public, or was dropped before.
    """
    statement = _now(db, worded).statement
    _require(statement, *LIVE)
    records.put(db, replace(statement, state=StatementState.DROPPED))
    if statement.state is StatementState.APPROVED:
        steps.untick_approval(db, statement, hand)
    entries.dropped(db, statement, hand)
