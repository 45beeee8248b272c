"""How the names of places are written, which are ambiguous, and the words that tell them apart.

Which municipalities share their name with a city abroad of over 15,000 people, a surname or an
everyday word is our own computation and revision. Foreign cities: GeoNames (geonames.org), CC BY
4.0; León, Durango and Zamora in Mexico, which it lists under longer names: census of INEGI, 2020.
Surnames and given names: Faker (MIT).
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

import resources
from core import content
from core.decoding import from_data
from core.text import fold
from core.town.model import Town


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


class _CountryNames(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
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
    return content.load("countries", _CountryNames).names[code]


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
        abroad=tuple(_namesake(word) for word in row["abroad"].split("|") if word),
        word=row["word"] == "1",
        person=row["person"] == "1",
    )


def _namesake(text: str) -> Namesake:
    """`CO:1999979:Antioquia;…`, its last part left out where there is none."""
    code, population, *more = text.split(":")
    return Namesake(code, int(population), tuple(more[0].split(";")) if more else ())


_VOWELS = "aeiou"


def unique(words: Iterable[str]) -> tuple[str, ...]:
    """Each once, the first as it is written; accents and case do not make another."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(fold(word), word)
    return tuple(found.values())


def names(town: Town, former: Sequence[str] = ()) -> tuple[str, ...]:
    """The names of a town: official ones, `former` ones, and others that everybody knows."""
    known = words().spellings.get(town.ine_code, ())
    return unique(name for name in (town.name, town.alt_name, *former, *known) if name)


def forms(given: Sequence[str], languages: Sequence[str]) -> tuple[str, ...]:
    """Those names, and each as it stands in a sentence of these languages."""
    found: list[str] = []
    for name in given:
        found.append(name)
        for language in _spoken(languages):
            found += _after_articles(name, language)
        if "eu" in languages and " " not in name:
            found += declined(name).values()
    return tuple(dict.fromkeys(found))


def has_article(name: str) -> bool:
    """Whether a name begins with an article: La Torre, Els Alamús, A Coruña."""
    articles = words().articles
    return any(name.startswith(text) for known in articles.values() for text in known)


def phrases(given: Sequence[str], town: Town, *, saint: bool = False) -> tuple[str, ...]:
    """What the press writes where it means a town and nobody of its name: `alcalde de Torres`.

    Of a saint the bare `en San Pedro` is left out: it may be any church or street.
    """
    listed = words().phrases
    found: list[str] = []
    for name in given:
        for language in _spoken(town.languages):
            templates = [text for text in listed[language] if not (saint and text == "en {name}")]
            cases = declined(name) if language == "eu" else {}
            for template in templates:
                found += _contracted(template.format(name=name, **cases), name, language)
        found += _in_province(name, town)
    return tuple(dict.fromkeys(found))


def whole_province(given: Sequence[str], languages: Sequence[str]) -> tuple[str, ...]:
    """What is said of a province that has the name of its capital."""
    listed = words().whole_province
    return unique(
        phrase
        for name in given
        for language in _spoken(languages)
        for template in listed.get(language, ())
        for phrase in _contracted(template.format(name=name), name, language)
    )


def declined(name: str) -> dict[str, str]:
    """A name in the Basque cases of place: of, in, to and from it."""
    stem, last = name, fold(name)[-1]
    if last in _VOWELS:
        ends = ("ko", "n", "ra", "tik")
    elif last in "nl":
        ends = ("go", "en", "era", "dik")
    elif last == "r":
        ends = ("ko", "ren", "rera", "tik")
    else:
        ends = ("ko", "en", "era", "tik")
        # Zarautz, Zarauzko: tz is simplified before a consonant.
        stem = f"{name[:-2]}z" if name.endswith("tz") else name
    of, inside, to, out = ends
    return {
        "of": f"{stem}{of}",
        "inside": f"{name}{inside}",
        "to": f"{name}{to}",
        "out": f"{stem}{out}",
    }


def _spoken(languages: Sequence[str]) -> list[str]:
    """Those for which there are words; Spanish is spoken everywhere."""
    known = words().phrases
    return [text for text in known if text == "es" or text in languages]


def _after_articles(name: str, language: str) -> list[str]:
    """`del Ejido`, `da Coruña`, and the name as indexes have it: `Ejido, El`."""
    for article, others in words().articles.get(language, {}).items():
        if name.startswith(article):
            rest = name.removeprefix(article)
            return [*(f"{other}{rest}" for other in others), f"{rest}, {article.strip()}"]
    return []


def _contracted(phrase: str, name: str, language: str) -> list[str]:
    """The phrase, and as it is really written before the article or vowel of the name."""
    for full, short in words().contractions.get(language, {}).items():
        if full in phrase:
            return [phrase, phrase.replace(full, short)]
    if language == "ca" and fold(name)[0] in f"{_VOWELS}h":
        return [phrase.replace(f"de {name}", f"d'{name}")]
    return [phrase]


def _in_province(name: str, town: Town) -> list[str]:
    known, listed = province(town.province), words().province_phrases
    found = [
        template.format(name=name, province=province)
        for province in known.words
        for template in listed.province
    ]
    for adjective, templates in (
        (known.masculine, listed.masculine),
        (known.feminine, listed.feminine),
    ):
        if adjective:
            found += [template.format(name=name, adjective=adjective) for template in templates]
    return found
