"""Days as the tables of networks and of offices write them, in the languages of Spain and more.

`core.days` reads what a person types in a field; here a whole column decides how it is written.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from core.text import fold

LONGEST = 48
"""Characters of the longest cell that can be a day: `miércoles, 30 de septiembre de 2026 23:59`."""

_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_CALENDARS = ("es", "en", "ca", "gl", "eu", "pt")
_TIME = re.compile(r"(?:[t, ]+|\b)\d{1,2}:\d\d.*$")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)")
_YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/](\d{4})")
_SHORT_MONTH_YEAR = re.compile(r"([a-zñ]+)\.?[-/'](\d\d)")
_TOKEN = re.compile(r"[a-zñ]+|\d+")
_SILENT = frozenset({"de", "del", "d", "of", "the", "st", "nd", "rd", "th"})


@dataclass(frozen=True)
class Days:
    """A column read as days."""

    days: tuple[date | None, ...]
    """One a cell; None where there is none. A month alone is its last day."""
    ambiguous: str = ""
    """A cell such as `03/04/2026` when nothing told its day from its month; the day was put first.
    """


def looks_like_day(cell: str) -> bool:
    """True when the cell can be a day in one way of writing or another."""
    return len(cell) <= LONGEST and any(char.isdigit() for char in cell) and bool(_ways(cell))


def read_days(cells: Sequence[str]) -> Days:
    """Every cell as a day; where day and month can change places, the whole column decides."""
    ways = [_ways(cell) if len(cell) <= LONGEST else {} for cell in cells]
    day_first = sum("day" in one and "month" not in one for one in ways)
    month_first = sum("month" in one and "day" not in one for one in ways)
    order = "month" if month_first > day_first else "day"
    days = tuple(one.get("sure") or one.get(order) for one in ways)
    if day_first or month_first:
        return Days(days)
    open_ones = (
        cell
        for cell, one in zip(cells, ways, strict=True)
        if len(one) > 1 and one["day"] != one["month"]
    )
    return Days(days, next(open_ones, "").strip())


@lru_cache(maxsize=1 << 16)
def _ways(cell: str) -> dict[str, date]:
    """The days that a cell can be: `sure`, or with the `day` or the `month` first."""
    text = _TIME.sub("", fold(cell).strip().strip("'\"")).strip(" ,")
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _only(sure=_day(found[1], found[2], found[3]))
    if found := _NUMBERS.fullmatch(text):
        year = found[3] if len(found[3]) > 2 else f"20{found[3]}"
        return _only(day=_day(year, found[2], found[1]), month=_day(year, found[1], found[2]))
    if found := _YEAR_MONTH.fullmatch(text):
        return _only(sure=_month(found[1], found[2]))
    if found := _MONTH_YEAR.fullmatch(text):
        return _only(sure=_month(found[2], found[1]))
    return _only(sure=_in_words(text))


def _only(**days: date | None) -> dict[str, date]:
    return {name: day for name, day in days.items() if day is not None}


def _in_words(text: str) -> date | None:
    names = _months()
    if (found := _SHORT_MONTH_YEAR.fullmatch(text)) and found[1] in names:
        return _month(f"20{found[2]}", str(names[found[1]]))
    tokens = _TOKEN.findall(text)
    months = [names[one] for one in tokens if one in names]
    if len(months) > 1:
        # `mar. 3 nov. 2026`: March is a Tuesday when another month follows.
        months = [names[one] for one in tokens if one in names and one not in _weekdays()]
    figures = [one for one in tokens if one.isdigit()]
    rest = {one for one in tokens if not one.isdigit() and one not in names}
    if len(months) != 1 or rest - _SILENT - _weekdays():
        return None
    years = [one for one in figures if len(one) == 4]
    if len(figures) == 1 and years:
        return _month(years[0], str(months[0]))
    if len(figures) != 2 or len(years) > 1:
        return None
    year = years[0] if years else f"20{figures[1]:0>2}"
    day = next((one for one in figures if one != year), "") if years else figures[0]
    return _day(year, str(months[0]), day)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _month(year: str, month: str) -> date | None:
    first = _day(year, month, "1")
    return first.replace(day=monthrange(first.year, first.month)[1]) if first else None


@cache
def _months() -> dict[str, int]:
    """Months by their names and by the short forms of them, in every language we read."""
    found: dict[str, int] = {}
    for names in _names("months"):
        for number, name in names:
            found.setdefault(name, number)
            found.setdefault(name[:3], number)
    return found | {"sept": 9, "setiembre": 9}


@cache
def _weekdays() -> frozenset[str]:
    names = {name for found in _names("days") for _number, name in found}
    return frozenset(names | {name[:3] for name in names})


def _names(what: str) -> Iterator[list[tuple[int, str]]]:
    from babel import Locale

    for code in _CALENDARS:
        for forms in getattr(Locale.parse(code), what).values():
            for width in ("wide", "abbreviated"):
                yield [(number, _bare(name)) for number, name in forms[width].items()]


def _bare(name: str) -> str:
    """`de març` and `sept.` as the word alone."""
    return fold(name).strip(".").split()[-1].split("'")[-1].split("’")[-1]
