"""The cards that every town needs, sized to this one, from the content files."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from core import content, i18n
from core.roster import records
from core.roster.model import Contact, ContactKind, Group, Hat, Phone
from core.roster.privacy import proposed, texts
from core.store import suggestions as marks
from core.text import loose
from core.town.model import Town

if TYPE_CHECKING:
    from sqlite_utils import Database


class SuggestedContact(msgspec.Struct, forbid_unknown_fields=True):
    """One proposed contact; a limit of 0 inhabitants means none."""

    id: str
    kind: ContactKind
    name: str
    reason: str
    organisation: str = ""
    post: str = ""
    groups: list[Group] = []
    hat: str = ""
    phones: list[str] = []
    available: str = ""
    min_population: int = 0
    max_population: int = 0
    regions: list[str] = []
    """The only ones where it is proposed; empty: all but those of `elsewhere`."""
    elsewhere: list[str] = []
    """Where another does what it does."""


class Cards(msgspec.Struct, forbid_unknown_fields=True):
    """The content file `roster-suggestions`."""

    cards: list[SuggestedContact]


TYPICAL_POPULATION = 5000
"""What a body without population is sized as: most of them serve a small town."""


def sized(cards: list[SuggestedContact], town: Town) -> list[SuggestedContact]:
    """The cards that fit the town's population and region."""
    people = TYPICAL_POPULATION if town.population is None else town.population
    return [
        card
        for card in cards
        if card.min_population <= people
        and (not card.max_population or people <= card.max_population)
        and (not card.regions or town.region in card.regions)
        and town.region not in card.elsewhere
    ]


def posts() -> frozenset[str]:
    """How the proposed cards are called in each language, loosely: names of posts, and nobody's."""
    found = []
    for language in i18n.LANGUAGES:
        with i18n.language(language):
            found += content.load("roster-suggestions", Cards).cards
    return frozenset(loose(card.name) for card in found)


def fill(db: "Database", town: Town, now: datetime) -> None:
    """Put the cards into a new workspace, in the current language, marked as suggestions."""
    privacy = texts()
    for card in sized(content.load("roster-suggestions", Cards).cards, town):
        contact = Contact(
            name=card.name,
            kind=card.kind,
            organisation=card.organisation,
            post=card.post,
            phones=tuple(Phone(number) for number in card.phones),
            groups=tuple(card.groups),
            hats=(Hat(card.hat),) if card.hat else (),
            available=card.available,
        )
        reason = proposed(contact, privacy)
        if reason is not None:
            contact = replace(contact, purpose=reason.purpose, legal_basis=reason.legal_basis)
        contact_id = records.add(db, contact, now)
        marks.mark(db, records.SUGGESTED, contact_id, card.id, card.reason)
