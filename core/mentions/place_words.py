"""What is known of the names of places: which are ambiguous, and the words that tell them apart.

Which municipalities share their name with a city abroad of over 15,000 people, a surname or an
everyday word is our own computation and revision. Foreign cities: GeoNames (geonames.org), CC BY
4.0; León, Durango and Zamora in Mexico, which it lists under longer names: census of INEGI, 2020.
Surnames and given names: Faker (MIT).
"""

import csv
from dataclasses import dataclass
from functools import cache

import msgspec

import resources
from core import content
from core.decoding import from_data


@dataclass(frozen=True)
class Namesake:
    """The largest city of one country that has the name of a municipality."""

    country: str
    """Code of ISO 3166-1, two letters."""
    population: int
    words: tuple[str, ...] = ()
    """By which it is told, besides those of its country: `Antioquia`."""


@dataclass(frozen=True)
class Ambiguity:
    """What else the name of a municipality may mean."""

    name: str = ""
    """Which of its names: `Salvatierra` of Agurain."""
    abroad: tuple[Namesake, ...] = ()
    """Largest first."""
    word: bool = False
    """An everyday word: Mira, Libros, La Torre."""
    person: bool = False
    """A surname or a first name: Torres, Dolores."""


class Country(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Words that tell that something is in a country."""

    words: tuple[str, ...]
    spanish: bool = False
    """Spanish is spoken there, so that its news are read here."""
    ayuntamiento: bool = False
    """Its town halls are called so too."""


class Province(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Names of a province, and how what is of there is called."""

    words: tuple[str, ...] = ()
    masculine: str = ""
    feminine: str = ""


class _Near(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    town: dict[str, tuple[str, ...]]
    spain: dict[str, tuple[str, ...]]


class _ProvincePhrases(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    province: tuple[str, ...]
    masculine: tuple[str, ...]
    feminine: tuple[str, ...]


class PlaceWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The data file `place-words`; it says what each part is."""

    spellings: dict[str, tuple[str, ...]]
    longer: dict[str, tuple[str, ...]]
    countries: dict[str, Country]
    provinces: dict[str, Province]
    regions: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[str, ...]]
    whole_province: dict[str, tuple[str, ...]]
    province_phrases: _ProvincePhrases
    near: _Near
    articles: dict[str, dict[str, tuple[str, ...]]]
    contractions: dict[str, dict[str, str]]


class _Names(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The content file `countries`."""

    names: dict[str, str]


@cache
def words() -> PlaceWords:
    """The data file; the same in all languages."""
    path = resources.path("data", "place-words.toml")
    return from_data(path, PlaceWords)


def ambiguity(ine_code: str) -> Ambiguity:
    """What else the name of this municipality may mean; nothing for a name that is only its own."""
    return _ambiguities().get(ine_code, Ambiguity())


def country(code: str) -> Country:
    """The words of a country."""
    return words().countries[code]


def country_name(code: str) -> str:
    """Name of a country in the current language."""
    return content.load("countries", _Names).names[code]


def province(name: str) -> Province:
    """A province by its name as the INE has it; one without words when there is none."""
    return words().provinces.get(name, Province())


def region(name: str) -> tuple[str, ...]:
    """Words of a region by its name as the INE has it, besides those of its provinces."""
    return words().regions.get(name, ())


@cache
def _ambiguities() -> dict[str, Ambiguity]:
    path = resources.path("data", "ambiguous_names.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["ine_code"]: _ambiguity(row) for row in csv.DictReader(file)}


def _ambiguity(row: dict[str, str]) -> Ambiguity:
    return Ambiguity(
        name=row["name"],
        abroad=tuple(_namesake(one) for one in row["abroad"].split("|") if one),
        word=row["word"] == "1",
        person=row["person"] == "1",
    )


def _namesake(text: str) -> Namesake:
    """`CO:1999979:Antioquia;…`, its last part left out where there is none."""
    code, population, *more = text.split(":")
    return Namesake(code, int(population), tuple(more[0].split(";")) if more else ())
