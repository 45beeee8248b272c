"""What a town shares its name with, and the towns that lie near another.

Where municipalities lie: GeoNames (geonames.org), CC BY 4.0, matched by name, region and number of
people; some 1,700 small ones could not be matched with certainty and have no place here.
"""

import csv
import math
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

import resources
from core.mentions.watches import spellings
from core.mentions.watches.spellings import Ambiguity, Namesake
from core.text import fold
from core.town import gazetteer
from core.town.gazetteer import Gazetteer, Municipality
from core.town.model import BodyKind, Town

KNOWN = 50_000
"""From so many people on the Spanish press that says the name means the town."""

_WORD = re.compile(r"[^\W_]+")
SAINTS = frozenset(("san", "sant", "santa", "santo"))


@dataclass(frozen=True)
class Namesakes:
    """What else there is of the name of a town."""

    names: tuple[str, ...]
    """Of the town itself, the official one first."""
    population: int
    doubtful: tuple[str, ...] = ()
    """Those of them that are a word, a person's or a saint's."""
    ambiguity: Ambiguity = field(default_factory=Ambiguity)
    twins: tuple[Municipality, ...] = ()
    """Other municipalities of Spain called just so."""
    longer: tuple[str, ...] = ()
    """Names of places within which the town's stands: `Elche de la Sierra`."""
    saint: bool = False
    """San Pedro, Santa Ana: also feasts, chapels and streets everywhere."""
    article: bool = False
    """La Torre, A Lama: an everyday phrase but for its capital."""
    capital: bool = False
    """Its province has the same name."""

    @property
    def spanish(self) -> tuple[Namesake, ...]:
        """Those abroad where Spanish is spoken, largest first."""
        abroad = self.ambiguity.abroad
        return tuple(namesake for namesake in abroad if spellings.country(namesake.country).spanish)

    @property
    def rival(self) -> int:
        """How many people live in the largest one that the Spanish press may mean instead."""
        return max(
            [item.population for item in self.spanish] + [twin.population for twin in self.twins],
            default=0,
        )


def of(town: Town) -> Namesakes:
    """All that shares the name of a town; of another body only the longer names are known."""
    own = spain().by_code(town.ine_code) if town.kind is BodyKind.MUNICIPALITY else None
    if own is None:
        names = spellings.names(town)
        return Namesakes(names, town.population or 0, longer=_longer(town, names))
    former = [name for name in own.former_names if not _others(town, name)]
    names = spellings.names(town, former)
    keys = {fold(name) for name in names}
    twins = {
        other.ine_code: other
        for name in names
        for other in _others(town, name)
        if fold(other.name) in keys or fold(other.alt_name) in keys
    }
    ambiguity = spellings.ambiguity(town.ine_code)
    saints = tuple(name for name in names if _is_saint(name))
    return Namesakes(
        names=names,
        population=town.population or own.population,
        doubtful=tuple(name for name in names if name == ambiguity.name or name in saints),
        ambiguity=ambiguity,
        twins=tuple(twins.values()),
        longer=_longer(town, names),
        saint=bool(saints),
        article=spellings.has_article(town.name),
        capital=bool(keys & {fold(word) for word in spellings.province(town.province).words}),
    )


def _is_saint(name: str) -> bool:
    words = fold(name).split()
    return len(words) == 2 and words[0] in SAINTS


@cache
def spain() -> Gazetteer:
    """The table of municipalities, read once."""
    return gazetteer.load()


def _others(town: Town, name: str) -> list[Municipality]:
    return [item for item in _containing(name) if item.ine_code != town.ine_code]


@lru_cache(maxsize=32)
def _containing(name: str) -> list[Municipality]:
    """All eight thousand are looked at, and a town asks twice for each of its names."""
    return spain().containing(name)


def _longer(town: Town, names: tuple[str, ...]) -> tuple[str, ...]:
    """Municipalities, provinces and regions, and what else is known; no name of the town's own."""
    known = spellings.words()
    places = [
        *(word for province in known.provinces.values() for word in province.words),
        *(word for words in known.regions.values() for word in words),
    ]
    found: list[str] = list(known.longer.get(town.ine_code, ()))
    for name in names:
        for item in _others(town, name):
            found += [other for other in (item.name, item.alt_name) if _within(name, other)]
        found += [place for place in places if _within(name, place)]
    own = {fold(name) for name in names}
    return tuple(text for text in spellings.unique(found) if fold(text) not in own)


def _within(name: str, longer: str) -> bool:
    """Whether a name stands in a longer one as whole words."""
    inner, outer = (" ".join(_WORD.findall(fold(text))) for text in (name, longer))
    return inner != outer and f" {inner} " in f" {outer} "


_FARTHEST = 25.0
"""Kilometres, as the crow flies: what the press of one district tells of."""
_MOST = 12
_DEGREE = 111.2
"""Kilometres of a degree of latitude."""


def near(spain: Gazetteer, ine_code: str) -> tuple[str, ...]:
    """Names of the municipalities of the same province round one, nearest first.

    Those whose own name may mean something else tell nothing and are left out.
    """
    places = _places()
    if ine_code not in places:
        return ()
    apart = {
        code: _apart(places[ine_code], place)
        for code, place in places.items()
        if code[:2] == ine_code[:2] and code != ine_code
    }
    close = sorted((far, code) for code, far in apart.items() if far <= _FARTHEST)
    found = (spain.by_code(code) for _far, code in close if not _is_doubtful(code))
    towns = [municipality for municipality in found if municipality is not None][:_MOST]
    return tuple(name for town in towns for name in (town.name, town.alt_name) if name)


def _is_doubtful(ine_code: str) -> bool:
    known = spellings.ambiguity(ine_code)
    return known.word or known.person or bool(known.abroad)


def _apart(pair: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two places that are not far from each other."""
    north = pair[0] - other[0]
    east = (pair[1] - other[1]) * math.cos(math.radians(pair[0]))
    return _DEGREE * math.hypot(north, east)


@cache
def _places() -> dict[str, tuple[float, float]]:
    """Latitude and longitude by INE code."""
    path = resources.path("data", "municipality-places.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["ine_code"]: (float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(file)
        }
