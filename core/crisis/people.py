"""Who of the roster is meant: the cards behind a call of a scenario, and who wears a hat."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from core.crisis.scenario import CallGroup
from core.roster.model import Contact, Hat, in_order, wearers
from core.text import loose

_BETWEEN = re.compile(r"\W+")

MOST = 3
"""Cards for one call of a scenario: nobody rings a whole group in the first minutes."""


def callees(contacts: Sequence[Contact], call: CallGroup, most: int = MOST) -> list[Contact]:
    """The cards to ring for a call, at most `most`; those without a number last.

    With words: the cards of the group that have one of them at the beginning of a word, or else
    such cards of any group. Without: everybody of the group, whoever wears a hat first.
    """
    group = [one for one in contacts if call.group in one.groups]
    found = group
    if call.words:
        wanted = [_loose(word).strip() for word in call.words]
        found = _saying(group, wanted) or _saying(contacts, wanted)
    ordered = sorted(in_order(found), key=lambda one: (not one.phones, not one.hats))
    return ordered[:most]


def _saying(contacts: Iterable[Contact], wanted: Sequence[str]) -> list[Contact]:
    return [one for one in contacts if _says(one, wanted)]


def _says(contact: Contact, wanted: Sequence[str]) -> bool:
    said = _loose(f" {contact.name} {contact.organisation} {contact.post}")
    return any(f" {begin}" in said for begin in wanted)


@lru_cache(maxsize=2048)
def _loose(text: str) -> str:
    """Words with a blank between them: one after a parenthesis or a hyphen begins there too.

    Kept: the notebook looks at every card some eighty times.
    """
    return _BETWEEN.sub(" ", loose(text))


def wearer(contacts: Iterable[Contact], hat: Hat) -> Contact | None:
    """Who wears a hat by the roster; the first when there are several."""
    return next(iter(wearers(contacts, hat)), None)


def substitute(contacts: Iterable[Contact], contact: Contact) -> Contact | None:
    """Who stands in for a contact, or None."""
    if contact.substitute_id is None:
        return None
    return next((one for one in contacts if one.id == contact.substitute_id), None)


def number(contact: Contact) -> str:
    """The number to ring first, or empty."""
    return contact.phones[0].number if contact.phones else ""
