"""Whom a call of a scenario means, by the cards of the roster."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from core.crisis.scenario import CallGroup
from core.roster.model import Contact, Hat, in_order, wearers
from core.text import clean, loose

_BETWEEN = re.compile(r"\W+")
_OR = re.compile(r" (?:o|u|or) ")
"""Between those of whom either will do."""

MOST = 3
"""Cards for one call of a scenario: nobody rings a whole group in the first minutes."""


def callees(contacts: Sequence[Contact], call: CallGroup, most: int = MOST) -> list[Contact]:
    """The cards to ring for a call, at most `most`; those without a number last.

    With words: the cards of the group that have one of them at the beginning of a word, or else
    such cards of any group. Without: everybody of the group, whoever wears a hat first.
    """
    found = group = [contact for contact in contacts if call.group in contact.groups]
    if call.words:
        wanted = [_loose(word).strip() for word in call.words]
        found = _saying(group, wanted) or _saying(contacts, wanted)
    ordered = sorted(in_order(found), key=lambda contact: (not contact.phones, not contact.hats))
    return ordered[:most]


def meant(call: CallGroup, contact: Contact) -> str:
    """Which of those that a call names a card is: `Centro de salud` of “Centro de salud o
    residencia”; in another language than the card's, the organisation on it."""
    named = [part for part in _OR.split(call.who) if _beginning(part, call.words)]
    if len(named) < 2:
        return call.who
    own = [part for part in named if _says(contact, _beginning(part, call.words))]
    said = own[0] if len(own) == 1 else "" if own else clean(contact.organisation)
    return said[:1].upper() + said[1:] or call.who


def first_said(text: str, calls: Sequence[CallGroup]) -> CallGroup | None:
    """The call whose words a text says first, or None."""
    said = _loose(f" {text}")
    found = [
        (place, number)
        for number, call in enumerate(calls)
        for word in call.words or (call.who,)
        if (place := said.find(f" {_loose(word).strip()}")) >= 0
    ]
    return calls[min(found)[1]] if found else None


def wearer(contacts: Iterable[Contact], hat: Hat) -> Contact | None:
    """Who wears a hat by the roster; the first when there are several."""
    return next(iter(wearers(contacts, hat)), None)


def substitute(contacts: Iterable[Contact], contact: Contact) -> Contact | None:
    """Who stands in for a contact, or None."""
    if contact.substitute_id is None:
        return None
    return next((other for other in contacts if other.id == contact.substitute_id), None)


def number_of(contact: Contact) -> str:
    """The number to ring first, or empty."""
    return contact.phones[0].number if contact.phones else ""


def _beginning(text: str, begins: Sequence[str]) -> list[str]:
    """Those of the words that a text has, at the beginning of one of its own."""
    said = _loose(f" {text}")
    return [wanted for begin in begins if f" {(wanted := _loose(begin).strip())}" in said]


def _saying(contacts: Iterable[Contact], wanted: Sequence[str]) -> list[Contact]:
    return [contact for contact in contacts if _says(contact, wanted)]


def _says(contact: Contact, wanted: Sequence[str]) -> bool:
    said = _loose(f" {contact.name} {contact.organisation} {contact.post}")
    return any(f" {begin}" in said for begin in wanted)


@lru_cache(maxsize=2048)
def _loose(text: str) -> str:
    """Words with a blank between them: one after a parenthesis or a hyphen begins there too.

    Kept: the notebook looks at every card some eighty times.
    """
    return _BETWEEN.sub(" ", loose(text))
