"""A person's data in incidents: what goes when a card is erased, and what the log keeps.

The right to erasure reaches calls and hats. The log stays as it was written: it records how a
public body acted, and without its entries nobody could tell whether it is whole (RGPD art. 17.3).
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from core.crisis.model import Call, WornHat
from core.crisis.records import incidents as records
from core.crisis.records import log
from core.i18n import _
from core.roster.model import Contact
from core.store import Connection

if TYPE_CHECKING:
    from sqlite_utils import Database


def erase_person(db: "Database", contact: Contact) -> None:
    """Leave no name and no number of an erased contact in calls and hats.

    By its card, and by its whole name where the card has left the roster before.
    """
    for call in records.every(db.conn, Call):
        if call.contact_id == contact.id or call.name == contact.name:
            records.put(db, replace(call, name=_("erased"), number="", contact_id=None))
    for worn in records.every(db.conn, WornHat):
        if worn.contact_id == contact.id or worn.name == contact.name:
            records.put(db, replace(worn, name=_("erased"), contact_id=None))


def entries_naming(connection: Connection, contact: Contact) -> int:
    """How many entries of the log name a person; they stay."""
    return sum(contact.name in f"{one.who}\n{one.text}" for one in log.everything(connection))
