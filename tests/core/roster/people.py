"""A roster to begin with: nobody, and then whom a test writes down."""

from collections.abc import Callable

from core.roster import records
from core.roster.model import Contact, Phone
from core.store import Store, Topic

Add = Callable[..., int]


def emptied(store: Store) -> Store:
    """The workspace without its suggested contacts."""
    with store.change(Topic.ROSTER) as db:
        for record in records.everyone(db.conn):
            records.delete(db, record.id)
    return store


def adding(store: Store) -> Add:
    """Writes a contact down: a name, its numbers, and facts by name; returns the id."""

    def added(name: str, *numbers: str, **facts: object) -> int:
        contact = Contact(
            name, phones=tuple(Phone(number) for number in numbers), **facts
        )  # facts as given
        with store.change(Topic.ROSTER) as db:
            return records.add(db, contact, store.clock.now())

    return added
