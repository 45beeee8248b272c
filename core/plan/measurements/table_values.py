"""Days and figures as the columns of exported tables write them.

`core.days` reads what a person types in a field. Here a cell such as `03/04/2026` or `1.234` can be
read in two ways, and the other cells of its column decide between them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Generic, TypeVar

from babel import Locale
from babel.numbers import NumberFormatError, parse_decimal
from dateutil import parser

from core.text import fold

T = TypeVar("T")

LONGEST = 48
"""Characters of the longest cell that is read: `miércoles, 30 de septiembre de 2026 23:59`."""

CALENDARS = ("es", "en", "ca", "gl", "pt")
"""Languages in which the names of months and of days are known."""
_YEARS = range(2000, 2100)
_DEFAULT = datetime.max  # noqa: DTZ901  # A month without a day is its last day.
_YEAR = re.compile(r"20\d\d")
_NUMBERS = re.compile(r"(?<![-/.\d])(\d{1,2})[-/. ](\d{1,2})[-/. ](?:20\d\d|\d\d)\b")
_YEAR_FIRST = re.compile(r"20\d\d[-/.]\d|20\d{6}$|\d\d?[-/]20\d\d$")
"""Or a month and its year: dateutil reads these in one way only."""
_MONTH_SHORT_YEAR = re.compile(r"([a-z]+)\.?[-/'](\d\d)")
"""With a blank between, `may 26` may be a day."""
_BETWEEN = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")
_FIGURE = re.compile(r"[€$%]?\s*\+?(-?[\d.,]*\d(?:e[+-]?\d{1,2})?)\s*(?:%|€|\$|h|min|s)?", re.I)
_NOTHING = re.compile(r"[\s–—-]*|n\s*/?\s*[adcs]\.?|null|none|nan|s\s*/\s*d|#\S*", re.I)
_LOCALES = {",": Locale("es"), ".": Locale("en")}
"""By decimal mark, a locale whose figures have it; read strictly, Spanish groups `1.234`, too."""


@dataclass(frozen=True)
class Values(Generic[T]):
    """A column as read, one value for each cell; None where the cell holds none."""

    values: tuple[T | None, ...]
    ambiguous: str = ""
    """A cell with two readings between which nothing decided; empty when there is none."""


def is_nothing(cell: str) -> bool:
    """True for what tables write where there is no figure: blanks, dashes, `n/d`."""
    return bool(_NOTHING.fullmatch(cell.strip()))


def is_day(cell: str) -> bool:
    """True when the cell can be read as a day."""
    return bool(_days(cell))


def is_figure(cell: str) -> bool:
    """True when the cell can be read as a number."""
    return bool(_figures(cell))


def read_days(cells: Sequence[str], order: str = "") -> Values[date]:
    """Every cell as a day, with the day before the month unless the column shows otherwise, or
    somebody has said which of `day` and `month` comes first."""
    readings = [_days(cell) for cell in cells]
    return _decided(cells, readings, order or _order(readings), lambda found: found["day"])


def read_figures(cells: Sequence[str], mark: str = "") -> Values[float]:
    """Every cell as a number; `mark` is the decimal mark of the rest of the file.

    Where nothing decides, a group of three digits is thousands: tables count people.
    """
    readings = [_figures(cell) for cell in cells]
    order = _order(readings) or mark
    return _decided(cells, readings, order, lambda found: max(found.values(), key=abs))


def decimal_mark(cells: Iterable[str]) -> str:
    """The decimal mark in the cells that have one reading only; empty when there is none."""
    return _order([_figures(cell) for cell in cells])


def _order(readings: Iterable[dict[str, T]]) -> str:
    votes = Counter(way for found in readings if len(found) == 1 for way in found)
    return max(sorted(votes), key=lambda way: votes[way], default="")


def _decided(
    cells: Sequence[str],
    readings: Sequence[dict[str, T]],
    order: str,
    doubtful: Callable[[dict[str, T]], T],
) -> Values[T]:
    if order:
        return Values(tuple(found.get(order) for found in readings))
    open_cells = (
        cell.strip()
        for cell, found in zip(cells, readings, strict=True)
        if len(set(found.values())) > 1
    )
    values = tuple(doubtful(found) if found else None for found in readings)
    return Values(values, next(open_cells, ""))


@lru_cache(maxsize=1 << 16)
def _figures(cell: str) -> dict[str, float]:
    """The number by decimal mark: `1.234,5` has one reading, `1.234` two, `12` the same twice."""
    text = _BETWEEN.sub("", cell.strip().replace("−", "-"))
    found = _FIGURE.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        return {}
    if not any(mark in found[1] for mark in _LOCALES):
        return dict.fromkeys(_LOCALES, float(found[1]))
    readings = {}
    for mark, locale in _LOCALES.items():
        with suppress(NumberFormatError):
            readings[mark] = float(parse_decimal(found[1].upper(), locale=locale, strict=True))
    return readings


@lru_cache(maxsize=1 << 16)
def _days(cell: str) -> dict[str, date]:
    """The day, by what stands first in the cell: `day` or `month`; the same twice when sure.

    dateutil guesses where it has to; it is asked only what leaves nothing to guess.
    """
    text = fold(cell).strip(" '\"")
    if len(text) > LONGEST or len(_YEAR.findall(text)) > 1:  # A range of days.
        return {}
    if numbers := _NUMBERS.search(text):
        found = {order: _parsed(text, day_first=order == "day") for order in ("day", "month")}
        # It changes places where day and month do not fit.
        fitting = {"day": int(numbers[1]), "month": int(numbers[2])}
        return {way: day for way, day in found.items() if day and day.day == fitting[way]}
    if short := _MONTH_SHORT_YEAR.fullmatch(text):
        text = f"{short[1]} 20{short[2]}"
    text = text.replace("'", " ")
    words = re.findall(r"[a-z]+", text)
    sure = _YEAR_FIRST.match(text) or any(_words().month(word) is not None for word in words)
    day = _parsed(text, day_first=False) if sure else None
    return {"day": day, "month": day} if day else {}


def _parsed(text: str, *, day_first: bool) -> date | None:
    try:
        # In capitals, as names of zones are.
        found = parser.parser(_words()).parse(
            text.upper(), default=_DEFAULT, dayfirst=day_first, ignoretz=True
        )
    except (ValueError, OverflowError):
        return None
    return found.date() if found.year in _YEARS else None


@cache
def _words() -> parser.parserinfo:
    """The months of `CALENDARS`; days of the week are passed over."""
    calendars = [Locale(code) for code in CALENDARS]
    named = [
        calendar.months["format"][width]
        for calendar in calendars
        for width in ("wide", "abbreviated")
    ]
    weekdays = {
        fold(name) for calendar in calendars for name in calendar.days["format"]["wide"].values()
    }
    months = [tuple({_bare(names[n]) for names in named}) for n in range(1, 13)]
    jump = [*parser.parserinfo.JUMP, *weekdays, "de", "del", "d"]
    made = type("Words", (parser.parserinfo,), {"MONTHS": months, "JUMP": jump})
    words: parser.parserinfo = made()
    return words


def _bare(name: str) -> str:
    """`de març` and `sept.` as the word alone."""
    return re.split(r"[\s'’]", fold(name).strip("."))[-1]
