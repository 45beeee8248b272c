"""What a person does in the roster: one function for each action."""

from collections.abc import Sequence
from dataclasses import replace

from core.errors import InvalidValue
from core.i18n import _, ngettext
from core.roster import model, records
from core.roster.model import Contact
from core.store import Topic
from desktop.services import Services


def add(services: Services, name: str) -> int:
    """A new card with a name; returns its id."""
    with services.store.change(Topic.ROSTER, label=_("add a contact")) as db:
        return records.add(db, Contact(name), services.clock.now())


def save(
    services: Services, contact: Contact, field: str, *, initiator: object | None = None
) -> None:
    """Store an edited card; `field` names what was edited, so that typing is one step of undo."""
    with services.store.change(
        Topic.ROSTER,
        label=_("change {name}").format(name=contact.name),
        key=f"contact:{contact.id}:{field}",
        initiator=initiator,
    ) as db:
        records.replace(db, contact, services.clock.now())


def accept(services: Services, contact: Contact) -> None:
    """A suggested card is right as it is."""
    label = _("accept {name}").format(name=contact.name)
    with services.store.change(Topic.ROSTER, label=label) as db:
        records.accept(db, contact.id)
    services.notifier.undoable(_("“{name}” is yours now.").format(name=contact.name))


def delete(services: Services, contacts: Sequence[Contact]) -> None:
    """Remove cards; can be undone."""
    if not contacts:
        return
    name = contacts[0].name
    told = ngettext("Deleted: {name}.", "{count} cards deleted.", len(contacts))
    with services.store.change(Topic.ROSTER, label=_("delete {name}").format(name=name)) as db:
        for contact in contacts:
            records.delete(db, contact.id)
    services.notifier.undoable(told.format(name=name, count=len(contacts)))


def verify(services: Services, contact: Contact) -> None:
    """Somebody answered and everything is still the same."""
    today = services.clock.today()
    label = _("verify {name}").format(name=contact.name)
    with services.store.change(Topic.ROSTER, label=label) as db:
        records.replace(
            db, replace(contact, verified_on=today, no_answer_on=None), services.clock.now()
        )


def no_answer(services: Services, contact: Contact) -> None:
    """Nobody answered today; the card stays to be verified."""
    label = _("note that {name} did not answer").format(name=contact.name)
    with services.store.change(Topic.ROSTER, label=label) as db:
        records.replace(
            db, replace(contact, no_answer_on=services.clock.today()), services.clock.now()
        )


def merge(services: Services, keep: Contact, other: Contact) -> None:
    """Two cards become one; whoever had the other as substitute has the one that stays.

    Nothing happens to them when the one to keep is there no longer.
    """
    label = _("merge two cards of {name}").format(name=keep.name)
    with services.store.change(Topic.ROSTER, label=label) as db:
        if not records.replace(db, model.merged(keep, other), services.clock.now()):
            return
        records.stand_in(db, other.id, keep.id)
        records.delete(db, other.id)
    services.notifier.undoable(_("Two cards are now one: {name}.").format(name=keep.name))


def checked_substitute(chosen: int | None, contact: Contact) -> int | None:
    """Who stands in for a contact. Raises `InvalidValue` for the contact itself."""
    if chosen == contact.id:
        raise InvalidValue(
            _("Nobody can be their own deputy."), _("Choose somebody else; the previous one stays.")
        )
    return chosen
