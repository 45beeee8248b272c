"""Days one below the other: a week with the texts to publish, or any days in a list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from core import days
from core.calendar import records
from core.calendar.document import words
from core.calendar.document.words import Names
from core.calendar.model import CalendarItem, ItemState, by_day
from core.days import brief_day, weekday_heading
from core.documents.model import (
    BlankRows,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Layout,
    Line,
    Para,
    Style,
    Table,
    cell,
)
from core.i18n import Language, _
from core.mentions.document.words import when
from core.plan.document.pieces import GAP, lines
from core.store import Connection
from core.town import records as town_records
from core.town.document import of_town
from core.town.model import language_name

_LINES, _BY_HAND, _A_DAY = 12, 9.0, 12.0
"""Rows of a list without anything, and millimetres of each, and of that of a day."""
_SIX_DAYS = timedelta(days=6)
_FOUR_WEEKS = timedelta(days=27)


def week_sheet(
    connection: Connection, language: Language, today: date, day: date | None = None
) -> Document:
    """The week of a day, or this one, Monday first, with the texts."""
    chosen = day or today
    monday = chosen - timedelta(days=chosen.weekday())
    there, named = _there(connection, monday, monday + _SIX_DAYS), words.names(connection)
    region = town_records.load(connection).region
    blocks: list[Block] = []
    for number in range(7):
        on = monday + timedelta(days=number)
        blocks.append(Heading(1, weekday_heading(on)))
        items = there.get(on, [])
        blocks += (
            [_table([_row(item, named, _texts(item, named, region)) for item in items])]
            if items
            else [Para(_("Nothing noted."))]
            if there
            else [BlankRows(_columns(), 1, _A_DAY)]
        )
    return replace(
        of_town(connection, language, today),
        code=f"SEM-{monday:%G-%V}",
        title=_("What is published"),
        subtitle=when(monday, monday + _SIX_DAYS),
        blocks=tuple(blocks),
        layout=Layout.SHEET,
    )


def list_sheet(
    connection: Connection,
    language: Language,
    today: date,
    start: date | None = None,
    end: date | None = None,
) -> Document:
    """What is published from one day to another; without them, in the four weeks that begin today.

    Raises `InvalidValue` when the days are the wrong way round.
    """
    first = start or min(today, end or today)
    last = end or first + _FOUR_WEEKS
    days.moments(first, last)
    return replace(
        of_town(connection, language, today),
        code=f"CAL-{first:%Y%m%d}-{last:%Y%m%d}",
        title=_("What is published"),
        subtitle=when(first, last),
        blocks=tuple(_listed(connection, first, last)),
        layout=Layout.SHEET,
    )


def _listed(connection: Connection, first: date, last: date) -> Iterator[Block]:
    there, named = _there(connection, first, last), words.names(connection)
    if not there:
        yield Para(_("Nothing is planned for these days."))
        yield BlankRows(_columns(dated=True), _LINES, _BY_HAND)
        return
    yield listed(there, named)


def listed(
    there: Mapping[date, Sequence[CalendarItem]], named: Names, *, whom: bool = True
) -> Table:
    """A row an item with its day, the first of each in strong type; for `whom` it is, or not."""
    return _table(
        [
            (
                cell(Line(brief_day(day), Style.MUTED if number else Style.STRONG)),
                *_row(item, named, whom=whom),
            )
            for day, items in there.items()
            for number, item in enumerate(items)
        ],
        dated=True,
    )


def _there(connection: Connection, first: date, last: date) -> dict[date, list[CalendarItem]]:
    found = records.every(connection, first, last)
    return by_day([item for item in found if item.state is not ItemState.DROPPED])


def _table(rows: Sequence[tuple[Cell, ...]], *, dated: bool = False) -> Table:
    return Table(_columns(dated=dated), tuple(rows))


def _columns(*, dated: bool = False) -> tuple[Column, ...]:
    columns = (
        # Translators: Heading of a column of boxes to tick.
        Column(_("Done"), 0.85, tick=True),
        # Translators: Of the clock.
        Column(_("Time"), 0.85),
        # Translators: Column: which figure.
        Column(_("What"), 4.4),
        # Translators: Telephone, address or office.
        Column(_("Where"), 2.2),
        # Translators: Column: name of a person.
        Column(_("Who"), 1.8),
    )
    return (Column(_("Day"), 1.0), *columns) if dated else columns


def _texts(item: CalendarItem, named: Names, region: str) -> list[Line]:
    """What is said in each language and channel."""
    told = []
    several = len({text.language for text in item.texts}) > 1
    for text in item.texts:
        # Translators: In all channels.
        of = named.channels.get(text.channel_id or 0, _("everywhere"))
        head = f"{of} · {language_name(text.language, region)}" if several else of
        told += [
            Line(head if len(item.texts) > 1 else "", Style.MUTED),
            *lines(text.text, text.language),
        ]
    return told


def _row(
    item: CalendarItem, named: Names, told: Sequence[Line] = (), *, whom: bool = True
) -> tuple[Cell, ...]:
    """An item to be ticked, with what is told of it."""
    audiences = named.whom(item) if whom else ""
    told_for = _("For: {audiences}").format(audiences=audiences) if audiences else ""
    return (
        cell(tick=True),
        cell(words.hour(item) or _("all day")),
        cell(
            Line(words.title(item), Style.STRONG),
            Line(" · ".join(filter(None, (words.idea(item), told_for))), Style.MUTED),
            item.place,
            *told,
        ),
        cell(named.where(item) or GAP),
        cell(named.who(item)),
    )
