"""When an event of another calendar comes again: its rule followed for a year at most."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from core.calendar.recurrence import moments

Moment = date | datetime
"""A day, or a moment with or without its zone."""

_YEAR = timedelta(days=366)
_STEPS = {"DAILY": 1, "WEEKLY": 7}
_FAR = 9000
"""A year that means without end."""
_UTC = ZoneInfo("UTC")


class Unreadable(Exception):
    """A rule that no calendar of days can follow."""


def days(start: Moment, rule: Any, more: Iterable[Moment], today: date) -> list[Moment]:
    """When it comes from today on, for a year at most; `more` are days that are only listed.

    `rule` is a `vRecur`, or None. Raises `Unreadable`.
    """
    zone = start.tzinfo if isinstance(start, datetime) else None
    begins = _naive(start)
    first = max(begins, datetime.combine(today, time.min))
    last = first + _YEAR
    found = {begins}
    if rule:
        found = set(_by_rule(rule, begins, first, last, zone))
    found |= {_naive(seen_from(moment, zone)) for moment in more}
    there = sorted(moment for moment in found if first <= moment <= last)
    if not isinstance(start, datetime):
        return [moment.date() for moment in there]
    return [moment.replace(tzinfo=zone) for moment in there]


def endless(rule: Any) -> bool:
    """Whether a rule, a `vRecur`, says neither how often nor until when."""
    until = next(iter(rule.get("UNTIL", [])), None)
    return "COUNT" not in rule and not (isinstance(until, date) and until.year < _FAR)


def _by_rule(
    rule: Any, start: datetime, first: datetime, last: datetime, zone: tzinfo | None
) -> list[datetime]:
    parts = {name.upper(): value for name, value in rule.items()}
    freq, interval, count, until = (
        next(iter(parts.get(name, [])), None) for name in ("FREQ", "INTERVAL", "COUNT", "UNTIL")
    )
    interval = 1 if interval is None else interval
    daily = not parts.keys() & {"BYHOUR", "BYMINUTE", "BYSECOND"}
    if freq not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY") or not daily or interval < 1:
        raise Unreadable
    if isinstance(until, date) and until.year < _FAR:
        ends = _naive(seen_from(until, zone))
        whole_day = timedelta() if isinstance(until, datetime) else timedelta(hours=23, minutes=59)
        last = min(last, ends + whole_day)
    step = _STEPS.get(freq, 0) * interval
    if step and count is None:
        # What came before today need not be counted through.
        start += timedelta(days=max(0, (first - start).days) // step * step)
    kept = {name: value for name, value in parts.items() if name not in ("UNTIL", "COUNT")}
    try:
        made = list(islice(moments(type(rule)(kept).to_ical().decode(), start, last.date()), count))
    except (ValueError, TypeError, OverflowError) as error:
        raise Unreadable from error
    return [moment for moment in made if moment <= last]


def seen_from(moment: Moment, zone: tzinfo | None) -> Moment:
    """A moment of a known zone as the clocks of another show it; any other stays."""
    if zone is None or not isinstance(moment, datetime) or moment.tzinfo is None:
        return moment
    return moment.astimezone(zone)


def instant(moment: Moment) -> Moment:
    """Equal for equal moments, whatever the zone in which they are written."""
    return _naive(seen_from(moment, _UTC)) if isinstance(moment, datetime) else moment


def day_of(moment: Moment) -> date:
    """Its day."""
    return moment.date() if isinstance(moment, datetime) else moment


def hour_of(moment: Moment) -> time | None:
    """Its hour and minute; None for a whole day."""
    return moment.time().replace(second=0, microsecond=0) if isinstance(moment, datetime) else None


def _naive(moment: Moment) -> datetime:
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None)
    return datetime.combine(moment, time.min)
