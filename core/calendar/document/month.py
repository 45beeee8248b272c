"""A month for the wall, ticked by hand; what fits no day stands in a list on the next page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from core.calendar import gaps, layers, records
from core.calendar.document import words
from core.calendar.document.agenda import listed
from core.calendar.document.words import Names
from core.calendar.elections import periods_for
from core.calendar.model import CalendarItem, ItemState, by_day
from core.days import brief_day, month_days, month_of_year, weekday_name
from core.documents.model import Block, Document, Heading, Layout
from core.documents.wall import (
    BESIDE,
    WEEKS_HIGH,
    Wall,
    WallDay,
    WallItem,
    fitted,
    heights,
)
from core.i18n import Language, _, ngettext
from core.store import Connection
from core.town import records as town_records
from core.town.document import of_town

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_SATURDAY = 5
_MOST_GAPS = 2


def month_sheet(
    connection: Connection, language: Language, today: date, month: date | None = None
) -> Document:
    """The month of a day, or this one, in the current language."""
    first, last = month_days(month or today)
    start = first - _DAY * first.weekday()
    count = (last - start).days // 7 + 1
    days = [start + _DAY * number for number in range(7 * count)]
    there = by_day(
        [
            item
            for item in records.every(connection, days[0], days[-1])
            if item.state is not ItemState.DROPPED
        ]
    )
    named = words.names(connection)
    free = _free(connection, days)
    about = _about(connection, days, free)
    whole = [
        _day(day, first, there.get(day, []), about[day], named, free=day in free) for day in days
    ]
    high = heights([whole[begin : begin + 7] for begin in range(0, len(whole), 7)])
    shown = [fitted(day, WEEKS_HIGH / high[place // 7], _more) for place, day in enumerate(whole)]
    cut = [day for day, full, kept in zip(days, whole, shown, strict=True) if full != kept]
    wall = Wall(
        heads=tuple(weekday_name(day).capitalize() for day in days[:7]),
        weeks=tuple(tuple(shown[begin : begin + 7]) for begin in range(0, len(shown), 7)),
        ticked=_("tick it when it is out"),
        dashed=_("idea, not confirmed"),
        greyed=_("grey: weekends and holidays, to be checked")
        if layers.holiday_doubt(town_records.load(connection).region, days[-1])
        else _("grey: weekends and holidays"),
        hand=_("By hand:"),
        gaps=_gaps(connection, first, last),
        note=_("If something changes, go by what Pregón says."),
        high=high,
    )
    title = month_of_year(first)
    title = title[:1].upper() + title[1:]
    return replace(
        of_town(connection, language, today),
        code=f"CAL-{first:%Y-%m}",
        title=title,
        subtitle=_("What is published"),
        blocks=(wall, *_list(title, cut, there, named)),
        layout=Layout.SHEET,
        landscape=True,
    )


def on_a3(document: Document) -> Document:
    """The same month, as much larger as the paper is."""
    blocks = (
        replace(block, a3=True) if isinstance(block, Wall) else block for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def _gaps(connection: Connection, first: date, last: date) -> str:
    """For whom there is nothing, the first two in full."""
    found = [
        gap.sentence
        for gap in gaps.look(connection, first, last)
        if gap.kind is gaps.GapKind.AUDIENCE
    ]
    more = len(found) - _MOST_GAPS
    counted = [_more(more)] if more > 0 else []
    return "; ".join([*found[:_MOST_GAPS], *counted])


def _more(count: int) -> str:
    return ngettext("and {count} more", "and {count} more", count).format(count=count)


def _free(connection: Connection, days: Sequence[date]) -> dict[date, list[str]]:
    """The names of holidays and fiestas."""
    known = layers.day_notes(connection, days[0], days[-1])
    named = {day: [note.text for note in notes if note.free] for day, notes in known.items()}
    return {day: names for day, names in named.items() if names}


def _about(
    connection: Connection, days: Sequence[date], free: Mapping[date, Sequence[str]]
) -> dict[date, str]:
    """What day it is, in few words."""
    found = {day: list(free.get(day, ())) for day in days}
    for period in periods_for(connection, days[0], days[-1]):
        for day in days:
            if day == period.called_on:
                found[day].append(_("elections called"))
            elif day == period.voted_on:
                # Translators: In a day of a printed calendar: the day of the vote.
                found[day].append(_("vote"))
            elif period.called_on < day < period.voted_on:
                # Translators: In a day of a printed calendar: electoral period.
                found[day].append(_("electoral"))
    return {day: BESIDE.join(dict.fromkeys(told)) for day, told in found.items()}


def _day(
    day: date,
    first: date,
    items: Sequence[CalendarItem],
    about: str,
    named: Names,
    *,
    free: bool,
) -> WallDay:
    apart = day.month != first.month
    return WallDay(
        brief_day(day) if apart else str(day.day),
        about,
        tuple(
            WallItem(
                words.title(item),
                words.hour(item),
                BESIDE.join(filter(None, (words.idea(item).lower(), named.where(item)))),
                idea=item.state is ItemState.IDEA,
            )
            for item in items
        ),
        grey=free or day.weekday() >= _SATURDAY,
        apart=apart,
    )


def _list(
    month: str, days: Sequence[date], there: dict[date, list[CalendarItem]], named: Names
) -> Iterator[Block]:
    if not days:
        return
    yield Heading(1, _("{month}: what does not fit in its day").format(month=month), new_page=True)
    yield listed({day: there[day] for day in days}, named, whom=False)
