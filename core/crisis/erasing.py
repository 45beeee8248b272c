"""A person's data in incidents: what they may read, what goes when a card is erased, what stays.

The right to erasure reaches calls and hats. The log stays as it was written, and so does who
answered for a statement: it records how a public body acted, and without its entries nobody could
tell whether it is whole (RGPD art. 17.3).
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from core.crisis.model import Call, Incident, WornHat
from core.crisis.records import incidents as records
from core.crisis.records import log
from core.days import clock_time, shown
from core.i18n import _, ngettext
from core.roster.model import Contact, hat_label
from core.store import Connection

if TYPE_CHECKING:
    from sqlite_utils import Database

T = TypeVar("T", Call, WornHat)


def kept_about(connection: Connection, contact: Contact) -> list[tuple[str, str]]:
    """What incidents hold of a person, to hand to them (RGPD art. 15): what it is, a line each.

    The entries of the log are counted: they tell of other people too.
    """
    incidents = {one.id: one for one in records.everything(connection)}
    hats = [
        f"{_of(incidents[one.incident_id])}: {hat_label(one.hat)}"
        for one in _theirs(records.every(connection, WornHat), contact)
    ]
    calls = [
        f"{_of(incidents[one.incident_id])}: {_call(one)}"
        for one in _theirs(records.every(connection, Call), contact)
    ]
    count = entries_naming(connection, contact)
    named = ngettext("{count} entry names you.", "{count} entries name you.", count)
    facts = [
        (_("Hats in incidents"), "\n".join(hats)),
        (_("Calls in incidents"), "\n".join(calls)),
        (_("Log of incidents"), named.format(count=count) if count else ""),
    ]
    return [(what, text) for what, text in facts if text]


def _of(incident: Incident) -> str:
    return f"{incident.title}, {shown(incident.opened_at.astimezone().date())}"


def _call(call: Call) -> str:
    hour = clock_time(call.at) if call.at else ""
    return " · ".join(part for part in (call.number, call.why, hour, call.said) if part)


def erase_person(db: "Database", contact: Contact) -> None:
    """Leave no name and no number of an erased contact in calls and hats."""
    for call in _theirs(records.every(db.conn, Call), contact):
        records.put(db, replace(call, name=_("erased"), number="", contact_id=None))
    for worn in _theirs(records.every(db.conn, WornHat), contact):
        records.put(db, replace(worn, name=_("erased"), contact_id=None))


def _theirs(parts: Iterable[T], contact: Contact) -> list[T]:
    """By the card; by the whole name only where no card is tied to it, or not any more."""
    return [
        one
        for one in parts
        if one.contact_id == contact.id or (one.contact_id is None and one.name == contact.name)
    ]


def entries_naming(connection: Connection, contact: Contact) -> int:
    """How many entries of the log name a person; they stay."""
    return sum(contact.name in f"{one.who}\n{one.text}" for one in log.everything(connection))
