"""Dates as feeds write them: standards first, then what Spanish content managers really print.

feedparser gives no date for Spanish month names and reads “12-01-2026” as the 20th of January 2012,
so its opinion is asked last.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from datetime import time as hours
from functools import lru_cache

from core.text import fold

_SLACK = timedelta(days=1)
"""A clock in the wrong zone; further ahead it is no date of publication."""

_USUAL = timedelta(days=731)
"""Two years; an older date is kept only if no other of the same item is nearer."""

_FIRST = datetime(1995, 1, 1, tzinfo=UTC)
"""Before the web had news: an empty clock (1970) or a misread number."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            # Spanish, Catalan, Galician, Basque, Portuguese, English, by how they begin.
            "ene gen xan urt jan",
            "feb ots fev",
            "mar",
            "abr api apr",
            "may mai",
            "jun xun xuñ eka",
            "jul xul uzt",
            "ago ag abu aug",
            "sep set ira",
            "oct out urr",
            "nov aza",
            "dic des dec dez abe",
        ),
        start=1,
    )
    for name in names.split()
}
_TUESDAYS = ("martes", "martis")
"""Days of the week that begin like a month; “mar” alone is told by what follows."""

_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0,
    "cet": 1, "met": 1, "mez": 1, "bst": 1, "west": 1,
    "cest": 2, "mest": 2, "mesz": 2,
    "brt": -3, "art": -3, "edt": -4, "est": -5, "cdt": -5, "cst": -6, "pdt": -7, "pst": -8,
}  # fmt: skip

_ZONE = r"\s*(?:gmt|utc)?(?P<offset>[+-]\d{1,2}(?::?\d{2})?)|\s*\(?(?P<zone>[a-z]{1,4})\b"
_TIME = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})[:h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    rf"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?(?:{_ZONE})?"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_PARTS = re.compile(r"\d+|[a-zñ]+")


_BY_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d\d?) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d)"
    r" (?:GMT|UTC|([+-])([01]\d)(\d\d))"
)
_BY_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
"""What nearly all write: RFC 5322 and RFC 3339, to the letter."""

_BY_NAME = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        start=1,
    )
}


@lru_cache(2000)
def read(text: str) -> datetime | None:
    """The moment a feed's date means, in UTC; None when it cannot be read.

    Days come before months in numbers. A time without zone is that of mainland Spain; without a
    time it is midnight there.
    """
    if found := _by_standard(text):
        return found
    text = text[:80]
    folded = text.lower() if text.isascii() else fold(text)
    time = _TIME.search(folded)
    rest = f"{folded[: time.start()]} {folded[time.end() :]}" if time else folded
    day = _day(rest)
    if day is None:
        return None
    try:
        return _at(day, time) if time else _spain(_midnight(day))
    except (ValueError, OverflowError):
        return None


def _by_standard(text: str) -> datetime | None:
    try:
        if found := _BY_MAIL.fullmatch(text):
            day, month, year, hour, minute, second, sign, ahead, more = found.groups()
            local = datetime(
                int(year), _BY_NAME[month], int(day), int(hour), int(minute), int(second),
                tzinfo=UTC,
            )  # fmt: skip
            zone = timedelta(hours=int(ahead), minutes=int(more)) if sign else timedelta()
            return local + zone if sign == "-" else local - zone
        if _BY_ISO.fullmatch(text):
            return datetime.fromisoformat(text).astimezone(UTC)
    except (KeyError, ValueError, OverflowError):
        return None
    return None


def best(moments: Iterable[datetime | None], now: datetime) -> datetime | None:
    """The first moment that can be believed, never later than now.

    An old one yields to a later one of the same item, but is better than none: an article of five
    years ago is not today's news.
    """
    old = None
    for moment in moments:
        if moment is None or not _FIRST <= moment <= now + _SLACK:
            continue
        if now - moment <= _USUAL:
            return min(moment, now)
        old = old or moment
    return old


def _day(text: str) -> date | None:
    try:
        if found := _YEAR_FIRST.search(text):
            return date(int(found[1]), int(found[3]), int(found[4]))
        if found := _DAY_FIRST.search(text):
            day, month = int(found[1]), int(found[3])
            if month > 12:
                day, month = month, day
            return date(_year(found[4]), month, day)
        return _named(text)
    except (ValueError, OverflowError):
        return None


def _named(text: str) -> date | None:
    """`lun, 10 ago 2026`, `August 10, 2026`, `2026ko abuztuaren 10a`, `10 de agosto de 2026`."""
    parts = _PARTS.findall(text)
    numbers = [part for part in parts if part[0].isdigit()]
    months = [_MONTHS[part[:3]] for part in parts if part[:3] in _MONTHS and part not in _TUESDAYS]
    if not months or len(numbers) < 2:
        return None
    # “mar, 10 ago”: of two, the first is the day of the week.
    day, year = (numbers[1], numbers[0]) if len(numbers[0]) == 4 else (numbers[0], numbers[1])
    return date(_year(year), months[1 if len(months) > 1 else 0], int(day))


def _year(digits: str) -> int:
    """Of two digits it is one of this century; raises ValueError for more than four."""
    if len(digits) > 4:
        raise ValueError(digits)
    return int(digits) if len(digits) > 2 else 2000 + int(digits)


def _midnight(day: date) -> datetime:
    """The beginning of a day where the text was written; which zone that is follows."""
    return datetime.combine(day, hours.min)


def _at(day: date, time: re.Match[str]) -> datetime:
    hour = int(time["hour"])
    if time["half"]:
        hour = hour % 12 + (12 if time["half"] == "p" else 0)
    local = _midnight(day) + timedelta(
        hours=hour, minutes=int(time["minute"]), seconds=int(time["second"] or 0)
    )
    if time["offset"]:
        digits = time["offset"][1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        ahead = timedelta(hours=int(hours), minutes=int(minutes))
        zone = timezone(-ahead if time["offset"][0] == "-" else ahead)
        return local.replace(tzinfo=zone).astimezone(UTC)
    if time["zone"] in _ZONES:
        return (local - timedelta(hours=_ZONES[time["zone"]])).replace(tzinfo=UTC)
    return _spain(local)


def _spain(local: datetime) -> datetime:
    """The moment of a local time of mainland Spain.

    Summer time is from the last Sunday of March, 2:00, to that of October, 3:00 (Directive
    2000/84/EC). Reckoned here because Windows has no table of zones.
    """
    starts = _last_sunday(local.year, 3) + timedelta(hours=2)
    ends = _last_sunday(local.year, 10) + timedelta(hours=3)
    ahead = timedelta(hours=2 if starts <= local < ends else 1)
    return (local - ahead).replace(tzinfo=UTC)


def _last_sunday(year: int, month: int) -> datetime:
    last = _midnight(date(year, month, 31))
    return last - timedelta(days=(last.weekday() + 1) % 7)
