"""A month for the wall, a row a week: what stands in each day, and how much of it fits there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.documents import glyphs
from core.documents.measure import lines

BESIDE = "\u00a0· "
"""Between the places of an item; a line does not begin with the dot."""

WEEKS_HIGH = 152.0
"""Millimetres of all the weeks together on A4, without their head."""

_WIDE, _BESIDE_TICK = 36.0, 31.0
"""Of the words of a day, and of those beside a tick box."""
_LINE, _AROUND, _NUMBER, _BETWEEN = 3.94, 3.2, 3.7, 1.0
_LEAST, _MOST = 20.0, 60.0
"""Height of a week in which something is written by hand, and of one that is full."""
_SIZE = 10.0
"""Of its letters, in points."""


@dataclass(frozen=True)
class WallItem:
    """Something to be ticked by hand; an `idea` has a dashed box, and `where` says so too."""

    text: str
    hour: str = ""
    where: str = ""
    idea: bool = False


@dataclass(frozen=True)
class WallDay:
    """A day of the sheet. `about` is what day it is, `more` how many items stand elsewhere.

    It is `grey` on weekends and holidays, `apart` when it is of another month.
    """

    number: str
    about: str = ""
    items: tuple[WallItem, ...] = ()
    more: str = ""
    grey: bool = False
    apart: bool = False


@dataclass(frozen=True)
class Wall:
    """The weeks of a month under the names of the days, one page that nothing makes longer.

    Below them `ticked`, `dashed` and `greyed` say what the signs mean, `gaps` what is missing,
    and `hand` stands before a line to write on. `note` is the middle of the foot of each page.
    """

    heads: tuple[str, ...]
    weeks: tuple[tuple[WallDay, ...], ...]
    ticked: str
    dashed: str
    greyed: str
    hand: str
    note: str
    gaps: str = ""
    a3: bool = False
    """The same page at 141 %."""
    high: tuple[float, ...] = ()
    """Millimetres of each week on A4, `heights`; all alike where there are none."""


def heights(weeks: Sequence[Sequence[WallDay]]) -> tuple[float, ...]:
    """How high each week is: one that needs more has what others do not need."""
    alike = WEEKS_HIGH / len(weeks)
    needed = [max(map(filled, week)) for week in weeks]
    lacking = [max(high - alike, 0.0) for high in needed]
    spare = [max(alike - max(high, _LEAST), 0.0) for high in needed]
    moved = min(sum(lacking), sum(spare))
    given, taken = moved / (sum(lacking) or 1.0), moved / (sum(spare) or 1.0)
    return tuple(
        alike + more * given - less * taken for more, less in zip(lacking, spare, strict=True)
    )


def filled(day: WallDay) -> float:
    """Height in which all items of the day stand, or a good part of a page."""
    high = _AROUND + _head(day)
    for item in day.items:
        high += _height(item)
        if high > _MOST:
            return _MOST
    # A hair more than what is measured, which then fits.
    return high + 0.1


def fitted(day: WallDay, weeks: float, more: Callable[[int], str]) -> WallDay:
    """The day with the items that fit a row of so many; `more` says how many others: `y 2 más`.

    Places give way where that makes room for all. Where not even one fits, its title is shortened.
    """
    room = WEEKS_HIGH / weeks - _AROUND - _head(day)
    if all_items := _in_fewer_places(day.items, room):
        return replace(day, items=all_items)
    shown, needed, more_high = 0, 0.0, _BETWEEN + _LINE
    for count, item in enumerate(day.items, 1):
        needed += _height(item)
        if needed > room:
            break
        if count == len(day.items) or needed + more_high <= room:
            shown = count
    if shown or not day.items:
        left = len(day.items) - shown
        return replace(day, items=day.items[:shown], more=more(left) if left else "")
    first, left = day.items[0], len(day.items) - 1
    room -= more_high if left else 0
    bare = replace(first, where="")
    item = next((each for each in _shorter(first) if _height(each) <= room), bare)
    letters = len(first.text)
    while letters > 1 and _height(item) > room:
        letters = letters * 9 // 10
        item = replace(item, text=glyphs.shorten(first.text, letters))
    return replace(day, items=(item,), more=more(left) if left else "")


def _in_fewer_places(items: tuple[WallItem, ...], room: float) -> tuple[WallItem, ...]:
    """All the items in that room, the highest with ever fewer of their places; none if they do not
    fit."""
    if len(items) * (_BETWEEN + _LINE) > room:
        return ()
    told, left = list(items), [_shorter(item) for item in items]
    while sum(map(_height, told)) > room:
        giving = [place for place, item in enumerate(told) if item.where]
        if not giving:
            return ()
        highest = max(giving, key=lambda place: _height(told[place]))
        told[highest] = next(left[highest])
    return tuple(told)


def _shorter(item: WallItem) -> Iterator[WallItem]:
    """With ever fewer of its places, and how many are left out; where it goes gives way first."""
    places = item.where.split(BESIDE)
    for count in range(len(places) - 1, 0, -1):
        where = f"{BESIDE.join(places[:count])} +{len(places) - count}"
        yield replace(item, where=where)
    yield replace(item, where="")


def _head(day: WallDay) -> float:
    return _NUMBER + _LINE * (lines(f"{day.number}00 {day.about}", "", _WIDE, _SIZE) - 1)


def _height(item: WallItem) -> float:
    told = lines(item.hour, item.text, _BESIDE_TICK, _SIZE)
    if item.where:
        told += lines("", item.where, _BESIDE_TICK, _SIZE)
    return _BETWEEN + _LINE * told
