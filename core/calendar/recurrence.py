"""When something takes place by a rule of repetition (RRULE of RFC 5545).

By the clock on the wall: an hour that the change to summer time skips or repeats is one like any
other.
"""

from collections.abc import Iterator
from datetime import MAXYEAR, date, datetime, timedelta

from core.documents.glyphs import shorten
from core.errors import InvalidValue
from core.i18n import _
from core.text import clean

_YEAR = timedelta(days=365)
_MOST = 366
"""Nothing is repeated more often, or for longer than a year."""

_SHOWN = 60
"""Characters of a rule that a sentence repeats."""

_CYCLE = 400
"""Years after which the calendar is the same again, weekdays and all."""

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
        for moment in _moments(rule, start):
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


def _moments(rule: str, start: datetime) -> Iterator[datetime]:
    """Raises `ValueError` when the rule is none."""
    from dateutil.rrule import rrulestr

    parts = _parts(rule)
    until = parts.pop("UNTIL", "")
    last = date.fromisoformat(until[:8]) if until else date.max
    # A day that never comes, such as 31 February, is looked for until the last year there is,
    # which takes a quarter of a minute: it begins as near to that as the same calendar is.
    later = (MAXYEAR - start.year) // _CYCLE * _CYCLE
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    for found in rrulestr(text, dtstart=start.replace(year=start.year + later)):
        moment = found.replace(year=found.year - later)
        if moment.date() > last:
            return
        yield moment


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
