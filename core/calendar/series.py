"""Items that belong together: how they are made, changed and moved, and a month copied.

Pure: whoever calls stores what comes back, in one step. Days and hours are those of the clock on
the wall, so an hour that the change to summer time skips or repeats is one like any other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from core import fields
from core.calendar import records, recurrence
from core.calendar.model import (
    TITLE,
    CalendarItem,
    ItemState,
    Series,
    SeriesKind,
    in_order,
    moved,
)
from core.days import long_day, month_days, shown
from core.documents.glyphs import shorten
from core.errors import InvalidValue
from core.i18n import _
from core.plan.kinds import UseName
from core.plan.model import Channel
from core.text import clean

if TYPE_CHECKING:
    from sqlite_utils import Database

_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)
_MORNING = time(10)
_SATURDAY = 5


@dataclass(frozen=True)
class MadeSeries:
    """A series and its items, not stored yet."""

    series: Series
    items: tuple[CalendarItem, ...]
    note: str = ""
    """What the person has to know of them, if anything."""


class Reach(StrEnum):
    """Which items of a series a change is for."""

    ONE = "one"
    REST = "rest"
    """This one and those after it."""
    ALL = "all"


def event(item: CalendarItem, today: date) -> MadeSeries:
    """What is said before, during and after: `item` is the event itself, with its day.

    Announced a week before, or today if it is nearer than that.
    """
    day = _day_of(item)
    before = max(day - _WEEK, today)
    made = [
        _part(item, _("Today, {title}"), day),
        _part(item, _("{title}: photographs and thanks"), day + _DAY, _MORNING),
    ]
    if before < day:
        made.insert(0, _part(item, _("{title}: programme"), before, _MORNING))
    items = (replace(part, use=item.use or UseName.EVENTS) for part in made)
    return MadeSeries(Series(SeriesKind.EVENT, item.title), tuple(items))


def deadline(item: CalendarItem, last: date, channels: Iterable[Channel]) -> MadeSeries:
    """What is said when a term opens, on the day of `item`, before its end, and on its last day.

    It goes to the channels of the item and to every one of the plan that works without internet.
    Raises `InvalidValue` when it closes before it opens.
    """
    first = _day_of(item)
    if last < first:
        raise InvalidValue(
            _("The last day, {last}, is before the first, {first}.").format(
                last=shown(last), first=shown(first)
            ),
            _("Choose a last day that is the same or later."),
        )
    offline = (channel.id for channel in channels if channel.offline)
    where = tuple(dict.fromkeys((*item.channels, *offline)))
    whole = replace(item, channels=where, use=item.use or UseName.DEADLINES)
    made = [_part(whole, _("{title}: it opens"), first)]
    reminder = _reminder(first, last)
    if first < reminder < last:
        made.append(_part(whole, _("{title}: reminder"), reminder))
    if first < last:
        made.append(_part(whole, _("{title}: last day"), last))
    return MadeSeries(Series(SeriesKind.DEADLINE, item.title), tuple(made))


def repeated(item: CalendarItem, rule: str) -> MadeSeries:
    """The item again and again by an RRULE (RFC 5545), from its day on, for a year at most.

    Raises `InvalidValue` when the rule is none, or gives no day.
    """
    start = datetime.combine(_day_of(item), item.hour or time.min)
    moments, cut = recurrence.occurrences(rule, start)
    items = tuple(
        replace(
            moved(item, (moment.date() - start.date()).days),
            hour=moment.time() if item.hour or moment.time() != time.min else None,
        )
        for moment in moments
    )
    last = long_day(moments[-1].date())
    note = _("It is repeated until {day}; after that, repeat it again.").format(day=last)
    series = Series(SeriesKind.REPEATED, item.title, rule=clean(rule))
    return MadeSeries(series, items, note if cut else "")


def reached(items: Iterable[CalendarItem], item: CalendarItem, reach: Reach) -> list[CalendarItem]:
    """Of the items of a series those that a change of one is for; what is out stays as it was."""
    if reach is Reach.ONE:
        return [item]
    there = in_order(items)
    first = next(n for n, other in enumerate(there) if other.id == item.id)
    return [
        other
        for other in (there[first:] if reach is Reach.REST else there)
        if _open(other) or other.id == item.id
    ]


def changed(
    items: Iterable[CalendarItem], before: CalendarItem, after: CalendarItem, reach: Reach
) -> list[CalendarItem]:
    """Those that a change of one of them changes, as they are then.

    All move by as many days. A field changes where it said the same as the one that was changed:
    what somebody had written in one alone stays there.
    """
    days = (after.day - before.day).days if after.day and before.day else 0
    names = [*fields.described(CalendarItem), "texts"]
    new = {
        name: getattr(after, name)
        for name in names
        if name not in ("day", "ask_on") and getattr(after, name) != getattr(before, name)
    }
    lead = _lead(after)
    made = []
    for item in reached(items, before, reach):
        if item.id == before.id:
            made.append(after)
            continue
        same = {
            name: value
            for name, value in new.items()
            if getattr(item, name) == getattr(before, name)
        }
        other = replace(moved(item, days), **same)
        if lead != _lead(before) and _lead(item) == _lead(before) and other.day:
            other = replace(other, ask_on=None if lead is None else other.day - lead)
        if other != item:
            made.append(other)
    return made


def shifted(items: Iterable[CalendarItem], days: int) -> list[CalendarItem]:
    """What is still to come of a series, so many days later."""
    return [moved(item, days) for item in items if _open(item) and item.day is not None and days]


def copied_month(items: Iterable[CalendarItem], month: date, to: date) -> list[CalendarItem]:
    """The items of a month as ideas of another: on the same weekday of the same week.

    Where that month has no fifth such day, on its last.
    """
    start, end = month_days(month)
    return [
        replace(
            moved(item, (_same_weekday(item.day, to) - item.day).days),
            id=0,
            state=ItemState.IDEA,
            confirmed_on=None,
            series_id=None,
            mention_id=None,
            lesson_id=None,
            held_from="",
            held_why="",
            incident_id=None,
            uid="",
            suggested="",
        )
        for item in in_order(items)
        if item.day and start <= item.day <= end and item.state is not ItemState.DROPPED
    ]


def keep(db: "Database", made: MadeSeries) -> list[int]:
    """Store a series with its items; returns their ids."""
    series_id = records.add_series(db, made.series)
    return [records.add(db, replace(item, id=0, series_id=series_id)) for item in made.items]


def _part(item: CalendarItem, title: str, day: date, hour: time | None = None) -> CalendarItem:
    return replace(
        item,
        title=title.format(title=shorten(item.title, TITLE - len(title.format(title="")))),
        day=day,
        hour=hour or item.hour,
        ask_on=item.ask_on if day == item.day else None,
    )


def _reminder(first: date, last: date) -> date:
    """A week before the end, or half way; on a Friday rather than at the weekend."""
    day = last - min(_WEEK, (last - first) // 2)
    friday = day - _DAY * max(day.weekday() - _SATURDAY + 1, 0)
    return friday if first < friday else day


def _day_of(item: CalendarItem) -> date:
    if item.day is None:
        raise InvalidValue(_("Say on which day."), _("Everything else is counted from it."))
    return item.day


def _open(item: CalendarItem) -> bool:
    return item.to_come or item.state is ItemState.HELD


def _lead(item: CalendarItem) -> timedelta | None:
    """How long before its day somebody is asked whether it is still true."""
    return item.day - item.ask_on if item.day and item.ask_on else None


def _same_weekday(day: date, month: date) -> date:
    start, end = month_days(month)
    first = start + _DAY * ((day.weekday() - start.weekday()) % 7)
    found = first + _WEEK * ((day.day - 1) // 7)
    return found if found <= end else found - _WEEK
