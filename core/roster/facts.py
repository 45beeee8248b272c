"""What a card says, as label and value, for what only shows it."""

from collections.abc import Mapping

from core import fields
from core.roster.model import Contact


def said(contact: Contact, field: str, names: Mapping[int, str]) -> str:
    """A field in words, empty where nothing is known; `names` are those of all contacts."""
    if field == "substitute_id":
        return names.get(contact.substitute_id or 0, "")
    return fields.in_words(contact, field)


def facts(contact: Contact, names: Mapping[int, str], *only: str) -> list[tuple[str, str]]:
    """These fields with their labels; `names` as in `said`."""
    return [(fields.label(Contact, field), said(contact, field, names)) for field in only]
