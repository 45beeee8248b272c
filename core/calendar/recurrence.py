"""When something takes place by a rule of repetition (RRULE of RFC 5545).

By the clock on the wall: an hour that the change to summer time skips or repeats is one like any
other.
"""

from calendar import isleap
from collections.abc import Iterator
from datetime import MAXYEAR, date, datetime, timedelta
from functools import cache

from core.documents.glyphs import shorten
from core.errors import InvalidValue
from core.i18n import _
from core.text import clean

_YEAR = timedelta(days=365)
_MOST = 366
"""Nothing is repeated more often, or for longer than a year."""

_SHOWN = 60
"""Characters of a rule that a sentence repeats."""

_OFTEN = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PARTS = frozenset((
    "FREQ", "UNTIL", "COUNT", "INTERVAL", "BYHOUR", "BYMINUTE", "BYDAY", "BYMONTHDAY", "BYYEARDAY",
    "BYWEEKNO", "BYMONTH", "BYSETPOS", "WKST",
))  # fmt: skip


def occurrences(rule: str, start: datetime) -> tuple[list[datetime], bool]:
    """When a rule takes place from a moment on, and whether it goes on after what is given.

    Given are those of a year, 366 at most. Raises `InvalidValue` when the rule is none, or
    gives no day.
    """
    found: list[datetime] = []
    cut = False
    try:
        parts = _parts(rule)
        until = parts.pop("UNTIL", "")
        last = date.fromisoformat(until[:8]) if until else date.max
        text = ";".join(f"{name}={value}" for name, value in parts.items())
        for moment in moments(text, start, min(last, start.date() + 2 * _YEAR)):
            cut = moment - start >= _YEAR or len(found) == _MOST
            if cut:
                break
            found.append(moment)
    except (ValueError, TypeError, OverflowError) as error:
        raise InvalidValue(
            _("“{rule}” does not say when it is repeated.").format(rule=_brief(rule)),
            _("Write it as {example}.").format(example="FREQ=WEEKLY;BYDAY=TH"),
        ) from error
    if not found:
        raise InvalidValue(
            _("“{rule}” gives no day within a year.").format(rule=_brief(rule)),
            _("Choose other days."),
        )
    return found, cut


def moments(text: str, start: datetime, last: date) -> Iterator[datetime]:
    """When a rule without an UNTIL takes place, from a moment to the end of a day.

    Raises `ValueError`, `TypeError` or `OverflowError` when it is none.
    """
    from dateutil.rrule import rrulestr

    # A day that never comes, such as 31 February, is looked for until the last year there is,
    # which takes a quarter of a minute: it begins in the last years that have the same days.
    late = start.replace(year=_last_alike(start.year, last.year))
    for found in rrulestr(text, dtstart=late):
        moment = start + (found - late)
        if moment.date() > last:
            return
        yield moment


@cache
def _last_alike(first: int, last: int) -> int:
    """The latest year from which on as many have the weekdays and 29 February of these."""
    years = range(max(last - first, 0) + 1)
    return next(
        late
        for late in range(MAXYEAR + 1 - len(years), first - 1, -1)
        if all(_days(late + later) == _days(first + later) for later in years)
    )


def _days(year: int) -> tuple[int, bool]:
    return date(year, 1, 1).weekday(), isleap(year)


def _parts(rule: str) -> dict[str, str]:
    said = clean(rule).upper().removeprefix("RRULE:").strip(";").split(";")
    parts = dict(part.split("=", 1) for part in said if "=" in part)
    if len(parts) < len(said) or not set(parts) <= _PARTS or parts.get("FREQ") not in _OFTEN:
        raise ValueError(rule)
    if int(parts.get("INTERVAL", "1")) < 1:
        raise ValueError(rule)
    return parts


def _brief(rule: str) -> str:
    return shorten(clean(rule), _SHOWN)
