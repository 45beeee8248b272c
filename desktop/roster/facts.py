"""What a card says, as label and value, for the views that only show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.i18n import _
from core.roster.model import Contact, group_label, hat_label, kind_label
from desktop.days import long_day
from desktop.widgets.text import breakable


@dataclass(frozen=True)
class Fact:
    """One line; `value` is empty when nothing is known."""

    label: str
    value: str


def facts(contact: Contact, names: Mapping[int, str]) -> list[Fact]:
    """Everything but name and phones, in reading order; `names` are those of all contacts."""
    return [
        Fact(_("Kind"), kind_label(contact.kind)),
        Fact(_("Post"), contact.post),
        Fact(_("Organisation"), contact.organisation),
        Fact(_("E-mail"), breakable(contact.email)),
        Fact(_("Groups"), ", ".join(group_label(group) for group in contact.groups)),
        Fact(_("In a crisis"), ", ".join(hat_label(hat) for hat in contact.hats)),
        Fact(_("Substitute"), names.get(contact.substitute_id or 0, "")),
        Fact(_("When available"), contact.available),
        Fact(_("Note"), contact.note),
        Fact(_("Verified on"), shown_day(contact.verified_on) or _("Never")),
    ]


def phone_lines(contact: Contact) -> str:
    """Every phone with what it is, one a line."""
    return "\n".join(
        f"{phone.number} ({phone.label})" if phone.label else phone.number
        for phone in contact.phones
    )


def shown_day(day: date | None) -> str:
    """A day in the words of the language, without its weekday; empty for none."""
    return long_day(day) if day else ""
