"""Calls: reached or not, when, what was said, and who is next when nobody answers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from core.crisis import log
from core.crisis.callees import callees, first_said, number_of, substitute
from core.crisis.desk import Desk
from core.crisis.log import Hand
from core.crisis.model import Call, CallOutcome, LogKind
from core.crisis.records import incidents as records
from core.crisis.scenario import ScenarioStep
from core.errors import InvalidValue
from core.i18n import _
from core.roster import records as roster_records
from core.roster.model import Contact
from core.town.model import checked_text

if TYPE_CHECKING:
    from sqlite_utils import Database

SAID = 500
"""Characters of what was said: a call of a few minutes."""
_TWICE = timedelta(minutes=1)
"""The same outcome again within it is a slip of the finger; later it is another attempt."""


def add(db: "Database", incident_id: int, who: Contact | str, why: str = "", dial: str = "") -> int:
    """Put somebody on the list of calls, of the roster or by name; returns the id of the call.

    `dial` is the number where the roster has none. Whoever of the roster is on the list already is
    not put there again. Raises `InvalidValue` for an empty name.
    """
    name = who.name if isinstance(who, Contact) else checked_text(who)
    if not name:
        raise InvalidValue(_("Say who to call."))
    listed = records.of(db.conn, Call, incident_id)
    contact_id = who.id if isinstance(who, Contact) else None
    there = next((call for call in listed if contact_id and call.contact_id == contact_id), None)
    if there is not None:
        return there.id
    return records.put(
        db,
        Call(
            incident_id,
            name,
            position=max((call.position for call in listed), default=-1) + 1,
            contact_id=contact_id,
            number=(number_of(who) if isinstance(who, Contact) else "") or checked_text(dial),
            why=checked_text(why),
        ),
    )


def settle(
    db: "Database", call: Call, outcome: CallOutcome, hand: Hand, said: str | None = None
) -> None:
    """Note what became of a call; None leaves what was said as it is.

    Raises `InvalidValue` when it is too long.
    """
    before = records.part(db.conn, Call, call.id) or call
    words = before.said if said is None else checked_text(said, limit=SAID)
    waits = outcome is CallOutcome.WAITING
    same = (outcome, words) == (before.outcome, before.said)
    if same and (waits or before.at is None or abs(hand.moment - before.at) < _TWICE):
        return
    # Words that come a moment after a call are about that call.
    kept = before.at if outcome is before.outcome and words != before.said else None
    changed = replace(
        before,
        outcome=outcome,
        at=None if waits else kept or hand.moment,
        said=words,
        on_paper=hand.on_paper,
    )
    records.put(db, changed)
    log.write(
        db,
        before.incident_id,
        hand,
        LogKind.CALL,
        lambda: _sentence(changed, told=kept is not None),
    )


def note(db: "Database", call: Call, said: str, hand: Hand) -> None:
    """Write down what was said. Of a call of which nobody has said what became of it the words wait
    with it: they may say that nobody answered. The log has them once that is said.

    Raises `InvalidValue` when it is too long.
    """
    before = records.part(db.conn, Call, call.id) or call
    if before.outcome is CallOutcome.WAITING:
        records.put(db, replace(before, said=checked_text(said, limit=SAID)))
    else:
        settle(db, before, before.outcome, hand, said)


def _sentence(call: Call, *, told: bool) -> str:
    """What became of a call; where the log is `told` that already, only what was said."""
    if told and call.said:
        return _("Of the call to {name}: {said}").format(name=call.name, said=call.said)
    text = {
        CallOutcome.WAITING: _("{name}: to be called again."),
        CallOutcome.REACHED: _("{name}, by telephone."),
        CallOutcome.NOT_REACHED: _("{name} does not answer the telephone."),
        CallOutcome.MESSAGE_LEFT: _("A message was left for {name}."),
    }[call.outcome].format(name=call.name)
    return f"{text} {call.said}".strip()


def following(calls: Sequence[Call], call_id: int) -> Call | None:
    """Whom to call next: the first below who waits, or else the first of all; None: nobody."""
    place = next((at for at, call in enumerate(calls) if call.id == call_id), -1)
    waiting = [call for call in (*calls[place + 1 :], *calls[: place + 1]) if _waits(call)]
    return next((call for call in waiting if call.id != call_id), None)


def named(desk: Desk, step: ScenarioStep, contacts: Sequence[Contact]) -> Call | None:
    """The call that a step names first, of several who are meant the first who waits; or None."""
    group = first_said(f"{step.text} {step.help}", desk.scenario.calls)
    if group is None:
        return None
    cards = {contact.id for contact in callees(contacts, group)}
    meant = [call for call in desk.calls if call.contact_id in cards or call.why == group.why]
    return min(meant, key=lambda call: not _waits(call), default=None)


def _waits(call: Call) -> bool:
    return call.outcome is CallOutcome.WAITING


def still_to_make(calls: Sequence[Call]) -> list[Call]:
    """Who waits, and who did not answer while nobody who stands in for them was spoken to."""
    return [call for call in calls if not _settled(call, calls)]


def _settled(call: Call, calls: Sequence[Call]) -> bool:
    if call.outcome is CallOutcome.NOT_REACHED:
        others = [other for other in calls if other.instead_of == call.id]
        return any(_settled(other, [two for two in calls if two.id != call.id]) for other in others)
    return not _waits(call)


def try_substitute(db: "Database", call: Call) -> int | None:
    """Put whoever stands in for the person called next on the list; returns the id of that call.

    Who is on the list further down moves up. None when the roster names nobody, or the substitute
    was called already.
    """
    contacts = roster_records.everyone(db.conn)
    called = next((contact for contact in contacts if contact.id == call.contact_id), None)
    other = substitute(contacts, called) if called else None
    if other is None:
        return None
    listed = records.of(db.conn, Call, call.incident_id)
    there = next((item for item in listed if item.contact_id == other.id), None)
    if there is not None and not _waits(there):
        return None
    stands_in = there or Call(
        call.incident_id, other.name, contact_id=other.id, number=number_of(other), why=call.why
    )
    others = [item for item in listed if item.id != stands_in.id]
    place = next(at for at, item in enumerate(others) if item.id == call.id) + 1
    ordered = [*others[:place], replace(stands_in, instead_of=call.id), *others[place:]]
    return [records.put(db, replace(item, position=at)) for at, item in enumerate(ordered)][place]
