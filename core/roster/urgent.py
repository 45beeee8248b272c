"""The numbers that lives hang on: which come first, and which only listen."""

from collections.abc import Sequence

from core.i18n import _
from core.roster.model import Contact, ContactKind, Group, Phone, digits

EMERGENCIES = "112"
_KEY_NUMBERS = 4
_WHO_COME = (EMERGENCIES, "062", "091", "092", "061", "080", "085")
_FIRST = (*_WHO_COME, "016", "024", "116111", "116000")
"""Short numbers by urgency: first who comes, then who listens."""

_POISONS = "915620420"
"""Who says what to do about a poison, and sends nobody."""

LEAST_URGENT = len(_FIRST) + 1
_LONGEST_SHORT_NUMBER = 6
"""Digits of the numbers that everybody can dial from memory: 112, 062, 116 111."""


def key_contacts(contacts: Sequence[Contact]) -> list[Contact]:
    """The short emergency numbers, those that lives hang on first, any other after them.

    112 is there also where its card has gone, or says something else.
    """
    short = [
        contact
        for contact in contacts
        if contact.kind is ContactKind.SERVICE
        and Group.EMERGENCIES in contact.groups
        and contact.phones
        and known_by_heart(contact.phones[0].number)
    ]
    return sorted(with_112(short), key=urgency)[:_KEY_NUMBERS]


def with_112(contacts: Sequence[Contact]) -> list[Contact]:
    """The same, and before them 112 where it has no card."""
    if any(first_digits(contact) == EMERGENCIES for contact in contacts):
        return list(contacts)
    own = Contact(
        _("Emergencies"),
        kind=ContactKind.SERVICE,
        phones=(Phone(EMERGENCIES),),
        groups=(Group.EMERGENCIES,),
    )
    return [own, *contacts]


def first_digits(contact: Contact) -> str:
    """Of the number that is rung first; empty without one."""
    return digits(contact.phones[0].number) if contact.phones else ""


def urgency(contact: Contact) -> int:
    """The place of its short number among those that come first."""
    number = first_digits(contact)
    return _FIRST.index(number) if number in _FIRST else len(_FIRST)


def only_listens(contact: Contact) -> bool:
    """Whether it is a helpline, from which nobody comes."""
    number = first_digits(contact)
    helpline = 0 < len(number) <= _LONGEST_SHORT_NUMBER and number not in _WHO_COME
    return helpline or number == _POISONS


def known_by_heart(number: str) -> bool:
    """Whether everybody dials it from memory."""
    return len(digits(number)) <= _LONGEST_SHORT_NUMBER


def alone(contact: Contact) -> str:
    """`Emergencias` for `Emergencias 112`: the number stands beside it or right below."""
    if not contact.phones:
        return contact.name
    return " ".join(contact.name.replace(contact.phones[0].number, " ").split()) or contact.name
