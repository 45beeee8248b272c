"""How contacts are seen: as rows of the table, in a list of choices, field by field."""

from collections.abc import Mapping, Sequence
from datetime import date

from core.clock import Clock
from core.i18n import _, ngettext
from core.roster.facts import facts
from core.roster.model import Contact, in_order
from desktop.widgets.lists.table_model import Column
from desktop.widgets.text import breakable

NAME, ROLE, PHONE, VERIFIED = range(4)


def columns(clock: Clock) -> list[Column[Contact]]:
    """Of the table; how long ago a card was verified goes by the clock."""
    return [
        Column(_("Name"), lambda contact: contact.name),
        Column(_("Role and organisation"), lambda contact: contact.role, quiet=True),
        Column(_("Phone"), lambda contact: contact.phones[0].number if contact.phones else ""),
        Column(
            # Translators: Column: day on which a contact was confirmed.
            _("Verified"),
            lambda contact: verified_words(contact, clock.today()),
            lambda contact: contact.verified_on or date.min,
            quiet=True,
            late=lambda contact: contact.stale(clock.today()),
        ),
    ]


def people(contacts: Sequence[Contact]) -> list[tuple[int, str]]:
    """Contacts by name, to choose one: their ids and how each is called."""
    return [(contact.id, named(contact)) for contact in in_order(contacts)]


def named(contact: Contact) -> str:
    """A name to be chosen from a list, with the post where there is one."""
    name = contact.name[:60]
    return f"{name} · {contact.post[:60]}" if contact.post else name


def verified_words(contact: Contact, today: date) -> str:
    """When a card was last confirmed, as one says it."""
    if contact.suggested:
        return _("Suggestion")
    if contact.verified_on is None:
        return _("Never")
    days = (today - contact.verified_on).days
    if days <= 0:
        return _("Today")
    return ngettext("Yesterday", "{count} days ago", days).format(count=days)


def seen(contact: Contact, names: Mapping[int, str], *only: str) -> list[tuple[str, str]]:
    """Fields on a view, as label and value; `names` are those of all contacts."""
    found = zip(only, facts(contact, names, *only), strict=True)
    return [(label, _seen(field, value)) for field, (label, value) in found]


def _seen(field: str, value: str) -> str:
    if field == "verified_on":
        return value or _("Never")
    return breakable(value) if field == "email" else value
