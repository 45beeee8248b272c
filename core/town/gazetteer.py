"""The municipalities of Spain, found while typing, and what is asked when one is chosen.

The table is made from the population figures of INE for 1 January 2025. On the machine it was
written on: 40 ms to load, 1 ms for a key, 2 ms for a single letter.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import resources
from core.errors import InvalidValue
from core.i18n import _
from core.text import fold
from core.town.model import LANGUAGES, BodyKind, Town, checked_number

# Castilian, Catalan, Galician: names are looked up with or without them, before or after.
_ARTICLES = frozenset(
    ("el", "la", "los", "las", "l", "els", "les", "lo", "a", "o", "as", "os", "es", "sa", "ses")
)
_END = "\x1f"
_RANKS = 10
_LONGEST = 100  # more than any name with its province
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality as INE has it."""

    ine_code: str
    """Five digits, province first: `06080`."""
    name: str
    alt_name: str
    """The other official name (`Alcoy` of Alcoi), or empty."""
    former_names: tuple[str, ...]
    province: str
    region: str
    population: int
    population_year: int
    co_official_language: str
    """`ca`, `eu`, `gl` or empty; `eu?` in Navarra, where it depends on the zone."""


class Gazetteer:
    """The table with its index; made by `load`."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self._rows = sorted(rows, key=lambda row: -int(row[6]))
        folded = _fold_all(
            "\n".join(f"{name}\t{alt}\t{former}\t{province}"
                      for _code, name, alt, former, province, *_rest in self._rows)
        )  # fmt: skip
        self._exact = [_entry(line.split("\t")) for line in folded.split("\n")]
        self._lenient = [
            (index, (names.replace("ñ", "n"), province.replace("ñ", "n")))
            for index, (names, province) in enumerate(self._exact)
            if "ñ" in names or "ñ" in province
        ]
        self._index_of = {row[0]: index for index, row in enumerate(self._rows)}

    def __len__(self) -> int:
        return len(self._rows)

    def by_code(self, ine_code: str) -> Municipality | None:
        """The municipality with that INE code of five digits."""
        index = self._index_of.get(ine_code)
        return None if index is None else _municipality(self._rows[index])

    def containing(self, name: str) -> list[Municipality]:
        """Those that have all the words of `name`, together and in order, in a name of theirs.

        Largest first; those called just so are among them.
        """
        words = " ".join(_WORD.findall(fold(name)))
        if not words:
            return []
        begun, ended = f" {words} ", f" {words}{_END}"
        return [
            _municipality(self._rows[index])
            for index, (names, _province) in enumerate(self._exact)
            if begun in names or ended in names
        ]

    def search(self, text: str, limit: int = 12) -> list[Municipality]:
        """The municipalities that fit what has been typed, best first, at most `limit`.

        Every word must begin a word of one of its names, or of its province, which narrows.
        Exact names come first, then names that begin so, then words; the more people, the
        earlier. Names that fit only with n for ñ come after all others.
        """
        typed = _WORD.findall(fold(text[:_LONGEST]))
        if not typed:
            return []
        found = _ranked(enumerate(self._exact), typed)[:limit]
        if len(found) < limit and "ñ" not in "".join(typed):
            seen = set(found)
            lenient = _ranked(self._lenient, typed)
            found += [index for index in lenient if index not in seen]
        return [_municipality(self._rows[index]) for index in found[:limit]]


def load() -> Gazetteer:
    """Read the packaged table; the caller keeps it."""
    path = resources.path("data", "municipalities.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return Gazetteer(rows[1:])


def display_name(municipality: Municipality) -> str:
    """Both official names: `Alcoi / Alcoy`."""
    if municipality.alt_name:
        return f"{municipality.name} / {municipality.alt_name}"
    return municipality.name


def label(municipality: Municipality) -> str:
    """The names with the province: `Medellín (Badajoz)`."""
    return f"{display_name(municipality)} ({municipality.province})"


def attribution() -> str:
    """What INE asks to be shown beside its figures."""
    return _("Based on INE data (www.ine.es)")


def _municipality(row: Sequence[str]) -> Municipality:
    code, name, alt, former, province, region, population, year, language = row
    formers = tuple(former.split("|")) if former else ()
    return Municipality(
        code, name, alt, formers, province, region, int(population), int(year), language
    )


def _fold_all(text: str) -> str:
    """`fold` of a composed text with a table of its characters: forty times as fast."""
    table = {}
    for char in set(text):
        folded = fold(char)
        table[ord(char)] = folded if folded.isalnum() or folded in "\n\t" else " "
    table[ord("|")] = "\x1e"
    return text.translate(table)


def _entry(fields: Sequence[str]) -> tuple[str, str]:
    """Search text of the names, and of the province.

    The names stand between marks, with and without article, blanks before each word:
    `␟ el ejido␟ ejido␟`. The province is there with its ñ and without.
    """
    *names, province = fields
    texts: list[str] = []
    for name in "\x1e".join(names).split("\x1e"):
        words = name.split()
        if words:
            texts.append(" ".join(words))
            if words[0] in _ARTICLES:
                texts.append(" ".join(words[1:]))
    marked = _END.join(f" {text}" for text in texts)
    return f"{_END}{marked}{_END}", f" {province} {province.replace('ñ', 'n')}"


def _ranked(entries: Iterable[tuple[int, tuple[str, str]]], typed: Sequence[str]) -> list[int]:
    """Indices of the entries that fit, best first; entries come by falling population."""
    core = [word for word in typed if word not in _ARTICLES] or list(typed)
    needles = [f" {word}" for word in core]
    whole = " ".join(typed)
    ranks: list[list[int]] = [[] for _each in range(_RANKS)]
    for index, (names, province) in entries:
        for needle in needles:
            if needle not in names and needle not in province:
                break
        else:
            missing = [needle for needle in needles if needle not in names]
            if len(missing) < len(needles):
                ranks[_rank(names, whole, core, missing)].append(index)
    return [index for rank in ranks for index in rank]


def _rank(names: str, whole: str, core: Sequence[str], missing: Sequence[str]) -> int:
    """0 exact, 1 exact but for the article, 2 and 3 begins so, 4 words; 5 more with the province.

    `missing` are the words found in the province only: the rest is the name.
    """
    worse = 5 if missing else 0
    if missing:
        core = [word for word in core if f" {word}" not in missing]
        whole = " ".join(core)
    starts = (f"{_END} {whole}", f"{_END} {' '.join(core)}")
    for rank, start in enumerate((*(start + _END for start in starts), *starts)):
        if start in names:
            return rank + worse
    return 4 + worse


HOURS_IN_A_WEEK = 168
MOST_PEOPLE = 100_000_000
"""More than live in Spain; only a slip of the finger is beyond."""


def town_of(municipality: Municipality) -> Town:
    """The town, publishing in Spanish and, where there is one for all of it, the other language.

    In Navarra Basque depends on the zone (`eu?`): the person chooses.
    """
    other = municipality.co_official_language
    return Town(
        name=municipality.name,
        kind=BodyKind.MUNICIPALITY,
        ine_code=municipality.ine_code,
        alt_name=municipality.alt_name,
        province=municipality.province,
        region=municipality.region,
        population=municipality.population,
        population_year=municipality.population_year,
        languages=("es", other) if other in LANGUAGES else ("es",),
    )


def checked_hours(text: str) -> float | None:
    """Hours a week, or None when empty. Raises `InvalidValue`."""
    return checked_number(text, 0, HOURS_IN_A_WEEK)


def checked_people(text: str) -> int | None:
    """Inhabitants, or None when empty. Raises `InvalidValue`."""
    people = checked_number(text, 0, MOST_PEOPLE)
    return None if people is None else round(people)


def checked_languages(codes: Sequence[str]) -> tuple[str, ...]:
    """The languages of publication, at least one. Raises `InvalidValue`."""
    if not codes:
        raise InvalidValue(_("Choose at least one language."))
    return tuple(codes)
