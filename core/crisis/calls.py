"""Calls: reached or not, when, what was said, and who is next when nobody answers."""

from dataclasses import replace
from typing import TYPE_CHECKING

from core.crisis import log
from core.crisis.log import Hand
from core.crisis.model import Call, CallOutcome, LogKind
from core.crisis.people import number, substitute
from core.crisis.records import incidents as records
from core.errors import InvalidValue
from core.i18n import _
from core.roster import records as roster_records
from core.roster.model import Contact
from core.town.model import checked_text

if TYPE_CHECKING:
    from sqlite_utils import Database


def add(db: "Database", incident_id: int, who: Contact | str, why: str = "") -> int:
    """Put somebody on the list of calls, of the roster or by name; returns the id of the call.

    Raises `InvalidValue` for an empty name.
    """
    name = who.name if isinstance(who, Contact) else checked_text(who)
    if not name:
        raise InvalidValue(_("Say whom to call."))
    return records.put(
        db,
        Call(
            incident_id,
            name,
            position=len(records.of(db.conn, Call, incident_id)),
            contact_id=who.id if isinstance(who, Contact) else None,
            number=number(who) if isinstance(who, Contact) else "",
            why=checked_text(why),
        ),
    )


def settle(db: "Database", call: Call, outcome: CallOutcome, hand: Hand, said: str = "") -> None:
    """Note what became of a call, and what was said."""
    words = checked_text(said)
    changed = replace(
        call,
        outcome=outcome,
        at=None if outcome is CallOutcome.WAITING else hand.moment,
        said=words,
        on_paper=hand.on_paper,
    )
    if changed == replace(call, at=changed.at):
        return
    records.put(db, changed)
    log.write(db, call.incident_id, hand, LogKind.CALL, _sentence(changed))


def _sentence(call: Call) -> str:
    text = {
        CallOutcome.WAITING: _("{name}: to be called again."),
        CallOutcome.REACHED: _("{name}, by telephone."),
        CallOutcome.NOT_REACHED: _("{name} does not answer the telephone."),
        CallOutcome.MESSAGE_LEFT: _("A message was left for {name}."),
    }[call.outcome].format(name=call.name)
    return f"{text} {call.said}".strip()


def try_substitute(db: "Database", call: Call) -> int | None:
    """Put whoever stands in for the person called next on the list; returns the id of that call.

    None when the roster names nobody, or the call is on the list already.
    """
    contacts = roster_records.everyone(db.conn)
    called = next((one for one in contacts if one.id == call.contact_id), None)
    other = substitute(contacts, called) if called else None
    listed = records.of(db.conn, Call, call.incident_id)
    if other is None or any(one.contact_id == other.id for one in listed):
        return None
    for place, one in enumerate(listed):
        if one.position != place:
            records.put(db, replace(one, position=place))
    place = next(place for place, one in enumerate(listed) if one.id == call.id)
    for later in listed[place + 1 :]:
        records.put(db, replace(later, position=listed.index(later) + 1))
    return records.put(
        db,
        Call(
            call.incident_id,
            other.name,
            position=place + 1,
            contact_id=other.id,
            number=number(other),
            why=call.why,
            instead_of=call.id,
        ),
    )
