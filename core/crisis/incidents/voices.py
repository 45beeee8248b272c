"""Who speaks in public: people affected, whose case moves to a private channel, and rumours.

The log keeps what was done and never who a person affected is, what they said, nor how to reach
them: it cannot be erased, and a person may ask that (RGPD art. 17). It calls them by a number.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from core.crisis import log
from core.crisis.labels import complainant_state_label, verdict_label
from core.crisis.log import Hand
from core.crisis.model import (
    Complainant,
    ComplainantState,
    Fact,
    LogKind,
    Rumour,
    RumourVerdict,
)
from core.crisis.records import incidents as records
from core.errors import InvalidValue
from core.i18n import _
from core.pictures import records as pictures
from core.pictures.model import Owner, OwnerKind
from core.plan import records as plan_records
from core.plan.model import PrivateChannel
from core.text import within_quotes
from core.town.model import checked_lines, checked_text

if TYPE_CHECKING:
    from sqlite_utils import Database

SAID = 1000
"""Most characters of what somebody said."""


def add_complainant(
    db: "Database", incident_id: int, label: str, hand: Hand, said: str = "", reach: str = ""
) -> int:
    """Note somebody who complains or suffers; returns the id.

    Raises `InvalidValue` for an empty label.
    """
    who = checked_text(label)
    if not who:
        raise InvalidValue(
            _("Say who it is, in as few words as will do."),
            _("For example: a neighbour from the square."),
        )
    made = Complainant(incident_id, who, said=checked_lines(said, SAID), reach=checked_text(reach))
    complainant_id = records.put(db, made)
    number = len(records.of(db.conn, Complainant, incident_id))
    log.write(db, incident_id, hand, LogKind.COMPLAINANT, lambda: f"{numbered(number)}.")
    return complainant_id


def numbered(number: int) -> str:
    """What the log calls a person affected; the first of an incident is number 1."""
    return _("Person affected no. {number}").format(number=number)


def forget(db: "Database", person: Complainant) -> None:
    """Leave nothing that says or shows who it was: the person asked.

    How it went stays, and counts.
    """
    # Translators: In the place of a name that was erased.
    gone = replace(_now(db, person), label=_("erased"), said="", reach="", channel="", note="")
    records.put(db, gone)
    for picture in pictures.of(db.conn, Owner(OwnerKind.COMPLAINANT, person.id)):
        pictures.remove(db, picture.id)


def describe(db: "Database", person: Complainant) -> None:
    """Store who it is, what they say, how to reach them, and the note; not for the log.

    Where the conversation stands is left as it is stored.
    Raises `InvalidValue` for an empty label.
    """
    who = checked_text(person.label)
    if not who:
        raise InvalidValue(
            _("Say who it is, in as few words as will do."), _("Until then the previous one stays.")
        )
    records.put(
        db,
        replace(
            _now(db, person),
            label=who,
            said=checked_lines(person.said, SAID),
            reach=checked_text(person.reach),
            note=checked_text(person.note),
        ),
    )


def not_closed(people: Iterable[Complainant]) -> list[Complainant]:
    """Those who had no answer in public yet that their case is closed."""
    return [person for person in people if person.state is not ComplainantState.CLOSED]


def move(db: "Database", person: Complainant, channel: str, hand: Hand) -> None:
    """The conversation goes on in a private channel. Raises `InvalidValue` without one."""
    where = checked_text(channel)
    if not where:
        raise InvalidValue(_("Choose the private channel."))
    changed = replace(
        _now(db, person),
        state=ComplainantState.MOVED,
        channel=where,
        moved_at=hand.moment,
        solved_at=None,
        closed_at=None,
    )
    planned = [record.title for record in plan_records.every(db.conn, PrivateChannel)]
    # What is typed may be somebody's own number, which the log could never let go.
    other = log.told(db, person.incident_id, lambda: _("Another channel"))
    _settle(db, changed, hand, where if where in planned else other)


def solve(db: "Database", person: Complainant, hand: Hand) -> None:
    """It is settled in private; in public it is still to be said."""
    there = _now(db, person)
    changed = replace(there, state=ComplainantState.SOLVED, solved_at=hand.moment, closed_at=None)
    _settle(db, changed, hand, "")


def close(db: "Database", person: Complainant, hand: Hand) -> None:
    """It was said in public that the case is closed."""
    there = _now(db, person)
    changed = replace(
        there,
        state=ComplainantState.CLOSED,
        solved_at=there.solved_at or hand.moment,
        closed_at=hand.moment,
    )
    _settle(db, changed, hand, "")


def reopen(db: "Database", person: Complainant, hand: Hand) -> None:
    """It was said too soon: the conversation is in public again. What was noted stays."""
    there = _now(db, person)
    changed = replace(there, state=ComplainantState.OPEN, solved_at=None, closed_at=None)
    if changed != there:
        _settle(db, changed, hand, "")


def _now(db: "Database", person: Complainant) -> Complainant:
    """As it is kept: two keys in a row are quicker than the card that they are pressed on."""
    return records.part(db.conn, Complainant, person.id) or person


def _settle(db: "Database", person: Complainant, hand: Hand, more: str) -> None:
    records.put(db, person)
    there = [record.id for record in records.of(db.conn, Complainant, person.incident_id)]
    number = there.index(person.id) + 1

    def text() -> str:
        return f"{numbered(number)}: {complainant_state_label(person.state)}. {more}".strip()

    log.write(db, person.incident_id, hand, LogKind.COMPLAINANT, text)


def add_rumour(db: "Database", incident_id: int, claim: str, hand: Hand, seen: str = "") -> int:
    """Note a claim that goes around; returns the id. Raises `InvalidValue` for an empty one."""
    said = checked_text(claim)
    if not said:
        raise InvalidValue(_("Write what is being said."), _("In the words that people use."))
    made = Rumour(incident_id, said, hand.moment, seen=checked_text(seen))
    rumour_id = records.put(db, made)
    text = log.told(db, incident_id, lambda: _("Rumour: “{claim}”"))
    where = f" ({made.seen})" if made.seen else ""
    told = text.format(claim=within_quotes(said)) + where
    log.write(db, incident_id, hand, LogKind.RUMOUR, told)
    return rumour_id


def judge(db: "Database", rumour: Rumour, verdict: RumourVerdict, source: str, hand: Hand) -> None:
    """What the competent body says of it; the same as before is not written again.

    What was answered to another verdict answers no more; the log keeps it.
    Raises `InvalidValue` without a source: a denial without one is one more rumour (VOST).
    """
    asked, there = checked_text(source), _told(db, rumour)
    if (verdict, asked) == (there.verdict, there.source):
        return
    if verdict is not RumourVerdict.UNCHECKED and not asked:
        raise InvalidValue(
            _("Say who has confirmed it."),
            _("The organisation that knows, or the person and the role."),
        )
    checked = there.verdict is not RumourVerdict.UNCHECKED
    if checked and verdict is not there.verdict:
        there = replace(there, answer="", answered_at=None, statement_id=None)
    records.put(db, replace(there, verdict=verdict, source=asked))
    log.write(
        db,
        rumour.incident_id,
        hand,
        LogKind.RUMOUR,
        lambda: _("Rumour “{claim}”: {verdict}, by {source}.").format(
            claim=within_quotes(there.claim),
            verdict=verdict_label(verdict),
            source=asked or _("nobody yet"),
        ),
    )


def answer(
    db: "Database", rumour: Rumour, text: str, hand: Hand, statement_id: int | None = None
) -> None:
    """It was answered, by a statement or in a few words; the same again is not written.

    Raises `InvalidValue` for an empty one.
    """
    said = checked_lines(text, SAID)
    if not said:
        raise InvalidValue(_("Write what was answered."), _("Where, and in which words."))
    there = _told(db, rumour)
    tied = statement_id or there.statement_id
    if there.answered_at and (said, tied) == (there.answer, there.statement_id):
        return
    records.put(db, replace(there, answer=said, answered_at=hand.moment, statement_id=tied))
    told = log.told(db, rumour.incident_id, lambda: _("Rumour “{claim}” answered: {text}"))
    answered = told.format(claim=within_quotes(there.claim), text=said)
    log.write(db, rumour.incident_id, hand, LogKind.RUMOUR, answered)


def reword(db: "Database", rumour: Rumour) -> None:
    """Store a claim in better words and where it was seen; not for the log.

    Verdict and answer are left as they are stored.
    Raises `InvalidValue` for an empty claim.
    """
    said = checked_text(rumour.claim)
    if not said:
        raise InvalidValue(_("Write what is being said."), _("Until then the previous words stay."))
    records.put(db, replace(_told(db, rumour), claim=said, seen=checked_text(rumour.seen)))


def _told(db: "Database", rumour: Rumour) -> Rumour:
    """As it is kept now; what is on screen may be a moment old."""
    return records.part(db.conn, Rumour, rumour.id) or rumour


def find_out(db: "Database", fact: Fact, answer: str, source: str, hand: Hand) -> None:
    """Note what is known about a question and who said so; into the log when it is new.

    An answer that is taken back is told too. Raises `InvalidValue` for what is too long.
    """
    changed = replace(fact, answer=checked_lines(answer, SAID), source=checked_text(source))
    if changed == fact:
        return
    records.put(db, changed)
    if not (changed.answer or fact.answer):
        return
    if changed.answer:
        by = f" ({changed.source})" if changed.source else ""
        text = f"{fact.question}: {changed.answer}{by}"
    else:
        text = log.told(db, fact.incident_id, lambda: _("{question}: not known any more."))
        text = text.format(question=fact.question)
    log.write(db, fact.incident_id, hand, LogKind.FACT, text)


def ask(db: "Database", incident_id: int, question: str) -> int:
    """Put one more question on the list of facts. Raises `InvalidValue` for an empty one."""
    asked = checked_text(question)
    if not asked:
        raise InvalidValue(_("Write what has to be found out."))
    place = len(records.of(db.conn, Fact, incident_id))
    return records.put(db, Fact(incident_id, asked, position=place))
