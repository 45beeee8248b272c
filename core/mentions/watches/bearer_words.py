"""The words by which one sees who bears a name, and what is known of the town for it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import msgspec

import resources
from core.decoding import from_data
from core.mentions.watches import full_text, spellings
from core.mentions.watches.full_text import Phrase
from core.mentions.watches.namesakes import KNOWN, SAINTS
from core.text import fold
from core.town.model import BodyKind, Town


class BearerWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The data file `name-bearers`; it says what each list is."""

    streets: frozenset[str]
    houses: frozenset[str]
    nobles: frozenset[str]
    people: frozenset[str]
    products: frozenset[str]
    bodies: frozenset[str]
    plain: frozenset[str]
    teams: frozenset[str]
    team_ends: frozenset[str]
    sport: tuple[str, ...]
    rivers: frozenset[str]
    of_province: frozenset[str]
    longer: frozenset[str]
    places: frozenset[str]
    between: frozenset[str]
    regions: tuple[str, ...]
    american: tuple[str, ...]
    given: frozenset[str]


@dataclass(frozen=True)
class TownFeatures:
    """What of a town has to be known to tell it from others of its name."""

    names: tuple[tuple[str, ...], ...]
    """As they stand in a sentence, as words of a `Phrase`."""
    own: tuple[str, ...]
    """Its name, its province and its region, folded: they do not say that it is elsewhere."""
    capital: bool
    """Its province has its name."""
    saint: bool
    word: bool
    """Its name is an everyday word, and no town that everybody knows."""
    abroad: tuple[Phrase, ...]
    """Regions by which namesakes abroad are told, where there may be any."""
    american: bool
    """One of them is where Spanish is spoken."""


def place_of(town: Town) -> TownFeatures | None:
    """What is known of a town; None for a body that is none."""
    if town.kind is not BodyKind.MUNICIPALITY:
        return None
    names = spellings.names(town)
    province = spellings.province(town.province).words
    known = spellings.ambiguity(town.ine_code)
    # A name in a Basque case is that of a place.
    spoken = [language for language in town.languages if language != "eu"]
    forms = (full_text.read(form) for form in spellings.forms(names, spoken))
    far = [word for namesake in known.abroad for word in namesake.words]
    own = tuple(map(fold, (*names, *province, *spellings.region(town.region))))
    saint = any(fold(name).split()[0] in SAINTS for name in names if " " in name)
    small = (town.population or 0) < KNOWN
    # A saint, a surname or a word is a name of places everywhere, also of those in no table.
    rivalled = known.abroad or (small and (saint or known.word or known.person))
    told = (text for text in (*far, *words().regions) if rivalled and fold(text) not in own)
    return TownFeatures(
        names=tuple(form.words for form in forms if form),
        own=own,
        capital=any(fold(name) in map(fold, province) for name in names),
        saint=saint,
        word=known.word and small,
        abroad=_phrases(told),
        american=any(spellings.country(namesake.country).spanish for namesake in known.abroad),
    )


@cache
def words() -> BearerWords:
    """The data file; the same in all languages."""
    path = resources.path("data", "name-bearers.toml")
    return from_data(path, BearerWords)


@cache
def sport() -> tuple[Phrase, ...]:
    """Words of matches and clubs."""
    return _phrases(words().sport)


@cache
def american() -> tuple[Phrase, ...]:
    """Words in which news of America are told."""
    return _phrases(words().american)


@cache
def adjectives() -> str:
    """A pattern of what is called after a country: `mexican*`, `peruano`."""
    return _pattern(word for word in _countries() if word[0].islower())


@cache
def foreign() -> re.Pattern[str]:
    """What stands before a name, folded, and says that it is another's: `ciudad mexicana de`."""
    return re.compile(rf"\b(?:{_pattern(words().places)}) (?:{adjectives()}) de$")


@cache
def elsewhere(place: TownFeatures) -> re.Pattern[str]:
    """What stands after a name, folded, and says that it is another's: `, Michoacán`."""
    far = [word for word in _countries() if not word[0].islower()]
    away = _pattern(region for region in (*words().regions, *far) if fold(region) not in place.own)
    others = _pattern(province for province in _provinces() if fold(province) not in place.own)
    between, parts = _pattern(words().between), _pattern(words().places)
    return re.compile(
        rf"\s?(?:[,(]\s?(?:(?:{between}|{parts}) )*|de |del )(?:{away})\b(?! y )"
        rf"|,? (?:{between}) (?:(?:{between}) )?(?:{parts}) (?:{adjectives()})\b"
        rf"|\s?\((?:{others})\)|,? (?:en la |de la )?provincia de (?:{others})\b"
    )


@cache
def provinces() -> re.Pattern[str]:
    """A province, folded."""
    return re.compile(rf"\b(?:{_pattern(_provinces())})\b")


@cache
def lists() -> re.Pattern[str]:
    """Provinces in a row, folded, each with its figure or none: `burgos, 11; leon, 13`."""
    text = rf"{provinces().pattern}(?:\s?[:,(]?\s?\d[\d.,]*\s?%?\)?)?"
    return re.compile(rf"{text}(?:\s?(?:[,;]|\by\b|\be\b)\s*(?:y |e |en |de )?{text})+")


def _countries() -> list[str]:
    return [word for country in spellings.words().countries.values() for word in country.words]


def _provinces() -> list[str]:
    return [word for province in spellings.words().provinces.values() for word in province.words]


def _pattern(listed: Iterable[str]) -> str:
    folded = sorted({fold(text) for text in listed}, key=lambda text: (-len(text), text))
    return "|".join(re.escape(text).replace(r"\*", r"\w*") for text in folded)


def _phrases(listed: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in map(full_text.read, listed) if phrase)
