"""Who or what bears the name of a town where it stands: a person, a street, a club, another place.

Read from the words beside it, as anybody reads it: `Carlos Alcaraz`, `la calle Segovia`, `el
Getafe`, `Zamora, Michoacán`. In doubt it is the town.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from core.mentions.watches import bearer_words, full_text
from core.mentions.watches.bearer_words import TownFeatures, words
from core.mentions.watches.full_text import Name
from core.mentions.watches.namesakes import SAINTS
from core.text import fold

_BEFORE = 120
"""Characters before a name that are looked at, and as many after it."""
_STEPS = 8
"""Words of a longer name."""
_READ = 1000
"""Characters of a text that tell what it is about."""
_LEAST_LISTED = 3
"""Provinces in a row that make a list."""

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|\n")
_SENTENCE = re.compile(r"[.!?…:;\n«»“”\"()]")
_PARTICLES = frozenset(("de", "del", "la", "las", "los", "d", "el", "dels"))
_LINKS = frozenset(("de", "del", "d"))
_ARTICLES = frozenset(("la", "las", "los", "un", "una", "unos", "unas"))
_AT = frozenset(("en", "a", "desde", "hasta", "hacia", "entre", "sobre"))
"""Before a place, not before a club or a person who does something."""
_ARTICLE = 3
"""Letters of an article at the beginning of a name, at most."""
_INITIAL = re.compile(r"\b[A-ZÁÉÍÓÚÑ]\.\s*$")
_SCORE_AFTER = re.compile(r"\s+\d{1,3}\s*[-–]\s*[A-ZÁÉÍÓÚÑ]")
_SCORE_BEFORE = re.compile(r"\d\s*[-–]\s*$")
_JOINED_BEFORE = re.compile(r"[^\W\d_][-–]$")
_JOINED_AFTER = re.compile(r"[-–][A-ZÁÉÍÓÚÑ]")
_GOES_ON = re.compile(r"\s(?:de|del)(?:\s(?:la|las|los|el))?\s[A-ZÁÉÍÓÚÑ]")
"""`Linares de Riofrío`, `Cuenca del Segura`."""


class Bearer(StrEnum):
    """What a name is of, where it stands."""

    TOWN = "town"
    PERSON = "person"
    STREET = "street"
    NOBLE = "noble"
    TEAM = "team"
    THING = "thing"
    """`el Navia`: a club, a river."""
    PROVINCE = "province"
    ELSEWHERE = "elsewhere"
    LONGER = "longer"
    # In doubt: it may be the town all the same.
    PART = "part"
    """Joined to another name: `Onda Cero`, `Bellas Artes de San Fernando`."""
    SPORT = "sport"
    ABROAD = "abroad"
    WORD = "word"

    @property
    def is_doubtful(self) -> bool:
        """Whether it may be the town all the same."""
        return self in (Bearer.PART, Bearer.SPORT, Bearer.ABROAD, Bearer.WORD)


@dataclass(frozen=True)
class _Beside:
    """What stands beside a name, in its sentence."""

    until: str
    """What stands before it, also in the sentences before, cut off."""
    name: str
    after: str

    @cached_property
    def before(self) -> Sequence[str]:
        """Words and marks before it in its sentence, as written."""
        return _TOKEN.findall(_SENTENCE.split(self.until)[-1])

    @property
    def last(self) -> str:
        """The word right before it, folded; empty at the beginning and after a mark."""
        return fold(self.before[-1]) if self.before and self.before[-1].isalnum() else ""

    @cached_property
    def chain(self) -> Sequence[str]:
        """The longer name of which it may be the end: `Jacinto` of `calle Jacinto Benavente`."""
        found: list[str] = []
        for token in reversed(self.before[-_STEPS:]):
            told = fold(token)
            whole = not found or fold(found[0]) in _PARTICLES
            if not (_has_capital(token) or told in _PARTICLES) or told in words().plain:
                break
            if told in _anchors() and (whole or told not in words().nobles):
                break
            found.insert(0, token)
        while found and fold(found[0]) in _PARTICLES and len(found) < len(self.before):
            found.pop(0)
        return found

    @property
    def begins(self) -> bool:
        """Whether the sentence begins with the chain."""
        return len(self.chain) == len(self.before)

    @property
    def anchor(self) -> Sequence[str]:
        """What stands before the chain, folded, its last word the noun that it may name."""
        rest = [fold(text) for text in self.before]
        rest = rest[: len(rest) - len(self.chain)]
        while rest and rest[-1] in _PARTICLES:
            rest.pop()
        return rest

    @property
    def link(self) -> Sequence[str]:
        """The particles right before the name."""
        found: list[str] = []
        for token in reversed(self.before):
            if fold(token) not in _PARTICLES:
                break
            found.insert(0, fold(token))
        return found


def bearers(names: Sequence[Name], title: str, text: str, place: TownFeatures) -> list[Bearer]:
    """Who bears each of these names, which stand in an item of that title and text.

    Where one is told to be a person or a club, a bare one is that, too.
    """
    told = _Told(f"{title}\n{text[:_READ]}", place)
    found = [_bearer(other, told) for other in names]
    certain = next((bearer for bearer in found if bearer in (Bearer.PERSON, Bearer.TEAM)), None)
    for at, name in enumerate(names):
        if found[at] is Bearer.TOWN:
            beside = _beside(name)
            bare = certain or _in_doubt(beside, told) if _is_bare(beside) else _club(beside, told)
            found[at] = told.abroad if bare is Bearer.TOWN else bare
    return found


def _bearer(name: Name, told: "_Told") -> Bearer:
    """By what stands right beside it."""
    beside, place = _beside(name), told.place
    if _is_elsewhere(beside, place):
        return Bearer.ELSEWHERE
    if place.capital and _is_of_province(beside, told):
        return Bearer.PROVINCE
    stands = beside.name
    if stands == stands.lower():
        return Bearer.TOWN if beside.last in _AT or not _has_capital(name.text) else Bearer.WORD
    first = _TOKEN.findall(stands)[0]
    if first[0].islower() and len(first) > _ARTICLE:
        # `la isla Cristina`, where the town is Isla Cristina.
        return Bearer.WORD
    if first[0].islower() or name.text.upper() == name.text:
        # `del Ejido` says that it is the place; all in capitals says nothing.
        return Bearer.TOWN
    for look in (_by_the_word_before, _by_the_chain, _by_what_follows):
        bearer = look(beside, place)
        if bearer is not Bearer.TOWN:
            return bearer
    return Bearer.TOWN


def _beside(name: Name) -> _Beside:
    return _Beside(
        until=name.text[max(0, name.start - _BEFORE) : name.start],
        name=name.text[name.start : name.end],
        after=name.text[name.end : name.end + _BEFORE],
    )


def _by_the_word_before(beside: _Beside, place: TownFeatures) -> Bearer:
    known, last = words(), beside.last
    two = fold(beside.before[-2]) if len(beside.before) > 1 and beside.before[-2].isalnum() else ""
    if last in ("el", "del", "al") or last in known.rivers:
        return Bearer.THING
    if last in known.teams or (last == "de" and two in known.teams):
        return Bearer.TEAM
    if last in known.people or _INITIAL.search(beside.until):
        return Bearer.PERSON
    if last in known.longer and _has_capital(beside.before[-1]):
        return Bearer.LONGER
    if last in _ARTICLES and two not in ("de", "a"):
        return Bearer.WORD
    if _SCORE_BEFORE.search(beside.until) or _SCORE_AFTER.match(beside.after):
        return Bearer.TEAM
    return Bearer.PART if _JOINED_BEFORE.search(beside.until) else Bearer.TOWN


def _by_the_chain(beside: _Beside, place: TownFeatures) -> Bearer:
    """A person, a street or a house by its name; what is `de` the town after a longer name is its.

    `calle Jacinto Benavente`, `Virgen de los Peligros`, but `teatro Juan Bravo de Segovia`.
    """
    known, link = words(), beside.link
    noun = beside.anchor[-1] if beside.anchor else ""
    told = [fold(text) for text in beside.chain if fold(text) not in _PARTICLES]
    given = told
    if len(told) > 1 and told[1] in known.given and (told[0] in known.people or beside.begins):
        # `Muere Miguel de Coria`: the first word has its capital anyhow. `La San Silvestre de
        # Coria` is a race there.
        given = told if told[0] in SAINTS else told[1:]
    if not given:
        return _by_the_noun(noun, beside, place)
    if link == ["de"] and (noun in known.streets or noun in known.houses or noun in known.bodies):
        return Bearer.PART if place.saint and noun in known.houses else Bearer.TOWN
    if noun in known.streets:
        return Bearer.STREET
    if given[0] in known.given:
        if not link or len(given) == 1 or told[0] in known.people:
            return Bearer.PERSON
        return Bearer.PART
    if link:
        return Bearer.PART if noun in known.houses or place.saint else Bearer.TOWN
    stands = beside.chain[-1]
    return Bearer.TOWN if given[-1] in known.bodies or stands.isupper() else Bearer.PART


def _by_the_noun(noun: str, beside: _Beside, place: TownFeatures) -> Bearer:
    """`la calle Toledo`, `la calle de Toledo`, but `una calle de Toledo`; `duque de Osuna`."""
    known, link = words(), beside.link
    if noun in known.nobles and link:
        # `Jardín del Príncipe de Aranjuez` is a garden there.
        return Bearer.TOWN if beside.anchor[-2:-1] == ["del"] else Bearer.NOBLE
    if noun in known.products and link:
        return Bearer.PART
    if noun in known.streets:
        before = beside.anchor[-2] if len(beside.anchor) > 1 else ""
        named = before in ("la", "el", "del", "al") and not noun.endswith("s")
        return Bearer.STREET if named or not link else Bearer.TOWN
    if noun in known.houses:
        return Bearer.PART if place.saint or not link or len(link) > 1 else Bearer.TOWN
    return Bearer.TOWN


def _by_what_follows(beside: _Beside, place: TownFeatures) -> Bearer:
    if _JOINED_AFTER.match(beside.after) or _GOES_ON.match(beside.after):
        return Bearer.PART
    found = re.match(r"\s([^\W\d_]+)", beside.after)
    if found is None or not _has_capital(found[1]):
        return Bearer.TOWN
    if fold(found[1]) in words().team_ends:
        return Bearer.TEAM
    return Bearer.TOWN if found[1].isupper() else Bearer.PART


def _is_elsewhere(beside: _Beside, place: TownFeatures) -> bool:
    """`Zamora, Michoacán`, `Linares (Salamanca)`, `la ciudad mexicana de Durango`."""
    last = " ".join(fold(text) for text in beside.before[-4:])
    if bearer_words.foreign().search(last):
        return True
    return bool(bearer_words.elsewhere(place).match(fold(beside.after)))


def _is_of_province(beside: _Beside, item: "_Told") -> bool:
    before = [fold(text) for text in beside.before[-3:]]
    if beside.last == "de" and any(text in words().of_province for text in before[-2:-1]):
        # `El municipio de Zamora` is the town, `un municipio de Zamora` another.
        known = before[0] in ("el", "la", "del", "al")
        return not known or before[-2] not in ("municipio", "localidad")
    around = fold(f"{beside.until}{beside.name}{beside.after}")
    for found in bearer_words.lists().finditer(around):
        listed = found.start() <= len(beside.until) < found.end()
        many = len(bearer_words.provinces().findall(found.group())) >= _LEAST_LISTED
        told = any(text.isdigit() for text in found.group()) or item.of_provinces
        if listed and many and told:
            return True
    return False


# What only makes one doubt


def _is_bare(beside: _Beside) -> bool:
    """Whether no preposition says that it is a place: `Soria gana`, not `en Soria`."""
    return beside.last not in _AT | _LINKS


def _in_doubt(beside: _Beside, told: "_Told") -> Bearer:
    if told.place.word and not beside.before:
        return Bearer.WORD
    return told.sport


def _club(beside: _Beside, told: "_Told") -> Bearer:
    """`El Nàstic de Tarragona`, where it speaks of a match."""
    named = bool(beside.link) and any(_has_capital(text) for text in beside.chain)
    return told.sport if named else Bearer.TOWN


class _Told:
    """What the whole item tells, read when it is asked for."""

    def __init__(self, text: str, place: TownFeatures) -> None:
        self._text = text
        self.place = place

    @cached_property
    def _wording(self) -> full_text.Wording:
        return full_text.Wording(self._text)

    @cached_property
    def of_provinces(self) -> bool:
        """Whether it is of several provinces."""
        return "provincias" in fold(self._text)

    @cached_property
    def sport(self) -> Bearer:
        """Whether it is told as a match is."""
        told = any(self._wording.find(word) for word in bearer_words.sport())
        return Bearer.SPORT if told else Bearer.TOWN

    @cached_property
    def abroad(self) -> Bearer:
        """Whether it is told as news of a country with a namesake are."""
        far = any(self._wording.find(phrase, capitals=True) for phrase in self.place.abroad)
        american = self.place.american and any(
            self._wording.find(word) for word in bearer_words.american()
        )
        return Bearer.ABROAD if far or american else Bearer.TOWN


def _has_capital(word: str) -> bool:
    return word[:1].isupper()


@cache
def _anchors() -> frozenset[str]:
    known = words()
    return known.streets | known.houses | known.nobles | known.products
