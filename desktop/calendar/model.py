"""What the page shows of the items: their names, signs, what they lack, and the cells of a grid."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import NamedTuple

from core.calendar import layers, records
from core.calendar.checks import Place
from core.calendar.decisions import questions
from core.calendar.elections import periods_for
from core.calendar.guard import Judgement
from core.calendar.layers import NoteKind
from core.calendar.model import CalendarItem, ItemState, by_day, state_label, still_to_ask
from core.days import brief_day, moment_at, month_name, weekday
from core.field_kinds import Words
from core.i18n import _, ngettext
from core.mentions.records import figures
from core.plan import records as plan_records
from core.plan.electoral import ElectoralPeriod
from core.plan.kinds import UseName
from core.plan.model import Audience, Channel, NetworkFact, Objective, Person
from core.roster import records as roster_records
from core.store import Connection
from core.town import records as town_records

_DAY = timedelta(days=1)

WEEKS = 5
"""Of the month, which runs on: this week is its second one."""

_SCREEN = 60
"""Rows that no list shows at a time."""

STATES = (ItemState.IDEA, ItemState.PLANNED, ItemState.READY, ItemState.PUBLISHED)
"""In the order of their keys, 1 to 4."""

STATE_ICONS = {
    ItemState.IDEA: "circle-dashed",
    ItemState.PLANNED: "circle",
    ItemState.READY: "circle-dot",
    ItemState.PUBLISHED: "check",
    ItemState.HELD: "pause",
    ItemState.DROPPED: "x",
}

USE_ICONS = {
    UseName.CORPORATE: "landmark",
    UseName.CLOSER: "handshake",
    UseName.SERVICE: "life-buoy",
    UseName.NEW_SERVICES: "circle-plus",
    UseName.DEADLINES: "hourglass",
    UseName.EVENTS: "ticket",
    UseName.REPUTATION: "star",
    UseName.REFERENCE: "book-open",
}

_CHANNEL_ICONS = {
    "web": "globe",
    "e_office": "landmark",
    "newsletter": "mail",
    "town_app": "smartphone",
    "bando": "scroll",
    "loudspeaker": "megaphone",
    "poster": "file",
    "radio": "radio-tower",
    "bulletin": "newspaper",
    "sms": "message-square-text",
    "whatsapp_list": "message-circle",
    "whatsapp_channel": "message-circle",
    "telegram": "send",
    "facebook": "thumbs-up",
    "instagram": "camera",
    "youtube": "play",
    "tiktok": "music",
    "linkedin": "briefcase",
    "google_business": "map-pin",
}
_ANOTHER = "hash"

_PROCLAIMED = re.compile(
    r"^(?:Día (?:Internacional|Mundial|Europeo|de)?|(?:International|World|European) Day)"
    r"(?: (?:del?|la|las|los|contra|para|of|for|against|the))* ",
)
"""What every proclaimed day begins with."""

LANES: Sequence[tuple[time, Words, Words]] = (
    (time(0), lambda: _("Morning"), lambda: _("until 14 h")),
    (time(14), lambda: _("Afternoon"), lambda: _("14 to 20 h")),
    (time(20), lambda: _("Evening"), lambda: _("from 20 h")),
)
"""Of a week: from when on, what it is called, and its hours in words."""


@dataclass(frozen=True)
class CalendarNames:
    """What the plan has now, by id, to name what an item points at; and the town's languages."""

    channels: Mapping[int, Channel] = field(default_factory=dict)
    audiences: Mapping[int, str] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)
    objectives: Mapping[int, str] = field(default_factory=dict)
    facts: Sequence[NetworkFact] = ()
    asked: Mapping[int, Judgement] = field(default_factory=dict)
    """Of items that the electoral guard asks about, why."""
    languages: tuple[str, ...] = ("es",)

    def place(self, channel: Channel) -> Place:
        """A channel with what it cuts."""
        return Place(channel, [fact for fact in self.facts if fact.channel_id == channel.id])

    def places(self, item: CalendarItem) -> list[Place]:
        """Where an item goes out."""
        there = (self.channels.get(key) for key in item.channels)
        return [self.place(channel) for channel in there if channel is not None]

    def there(self, to: str) -> list[tuple[int, str]]:
        """What a field of the form may point at."""
        if to == "channels":
            return [(key, channel.title) for key, channel in self.channels.items()]
        return list(getattr(self, to).items())

    def icons(self, item: CalendarItem) -> list[str]:
        """The signs of the channels of an item."""
        kinds = [self.channels[key].kind for key in item.channels if key in self.channels]
        return list(dict.fromkeys(_CHANNEL_ICONS.get(kind, _ANOTHER) for kind in kinds))

    def where(self, item: CalendarItem) -> str:
        """The names of its channels."""
        return ", ".join(self.channels[key].title for key in item.channels if key in self.channels)


def names(connection: Connection, items: Sequence[CalendarItem]) -> CalendarNames:
    """As the plan is now, and what is asked of these items."""
    every = plan_records.every
    town = town_records.load(connection)
    return CalendarNames(
        channels={channel.id: channel for channel in every(connection, Channel)},
        audiences={item.id: item.title for item in every(connection, Audience)},
        people={person.id: person.label for person in every(connection, Person)},
        objectives={item.id: item.title for item in every(connection, Objective)},
        facts=every(connection, NetworkFact),
        asked=questions(connection, items),
        languages=town.languages if town else ("es",),
    )


class ItemsThere(NamedTuple):
    """The items of some days and those without one, what they point at, and what binds them."""

    items: list[CalendarItem]
    known: CalendarNames
    bound: Sequence[ElectoralPeriod]
    unknown: str = ""
    """Of which holidays nothing is known in these days."""
    whole: bool = True
    """False where more of them are on their way."""


def read(connection: Connection, days: tuple[date, date] | None) -> ItemsThere:
    """What there is from one day to another; of all days with None."""
    if days is None:
        items = records.every(connection)
    else:
        items = [*records.every(connection, *days), *records.without_day(connection)]
    if days is None:
        return ItemsThere(items, names(connection, items), ())
    unknown = layers.holidays_missing(town_records.load(connection).region, *days)
    return ItemsThere(items, names(connection, items), periods_for(connection, *days), unknown)


def read_near(connection: Connection, day: date) -> ItemsThere:
    """The first ones from a day on, as many as a list shows of them."""
    items = records.from_day(connection, day, _SCREEN)
    return ItemsThere(items, names(connection, items), (), whole=False)


def bound_until(periods: Sequence[ElectoralPeriod]) -> str:
    """That an election binds what is seen."""
    if not periods:
        return ""
    return _("Electoral period until {day}").format(day=weekday(periods[-1].voted_on))


@dataclass(frozen=True)
class CellNote:
    """What a day is: its name, whether people are off, and whether an election binds."""

    words: str = ""
    """As short as a cell wants it."""
    whole: str = ""
    strong: bool = False
    """Not a suggestion."""
    free: bool = False
    electoral: bool = False


def cell_notes(connection: Connection, start: date, end: date, today: date) -> dict[date, CellNote]:
    """What is known of these days, and of the past ones how much was said of the town.

    The first time it takes as long as a library to load.
    """
    own = layers.own_dates(
        plan_records.load(connection), roster_records.everyone(connection), None, start
    )
    notes = layers.day_notes(connection, start, end, own)
    bound = periods_for(connection, start, end)
    heard = figures.days(connection, moment_at(start), moment_at(min(today, end + _DAY)))
    found = {}
    for at in range((end - start).days + 1):
        day = start + timedelta(days=at)
        known = notes.get(day, [])
        electoral = any(period.holds(day) for period in bound)
        told = [note.text for note in known]
        if day in heard:
            count = heard[day]
            told.append(ngettext("{count} mention", "{count} mentions", count).format(count=count))
        if told or electoral:
            words = _PROCLAIMED.sub("", known[0].text) if known else ""
            weighty = any(note.kind is not NoteKind.AWARENESS for note in known)
            free = any(note.free for note in known)
            whole = ". ".join(told)
            words = f"{words[:1].upper()}{words[1:]}"
            found[day] = CellNote(words, whole, strong=weighty, free=free, electoral=electoral)
    return found


@dataclass(frozen=True)
class GridCell:
    """A day of the month, a part of a day of the week, or a place for ideas without a day."""

    day: date | None
    head: str = ""
    note: CellNote = CellNote()
    past: bool = False
    today: bool = False
    items: tuple[CalendarItem, ...] = ()


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def month_cells(
    first: date, items: Sequence[CalendarItem], notes: Mapping[date, CellNote], today: date
) -> list[list[GridCell]]:
    """Five weeks from a Monday on."""
    there = by_day(items)
    return [
        [
            _cell(first + timedelta(days=7 * week + at), there, notes, today, first=week + at == 0)
            for at in range(7)
        ]
        for week in range(WEEKS)
    ]


def _cell(
    day: date,
    there: Mapping[date, Sequence[CalendarItem]],
    notes: Mapping[date, CellNote],
    today: date,
    *,
    first: bool,
) -> GridCell:
    head = brief_day(day) if first or day.day == 1 else str(day.day)
    items = tuple(there.get(day, ()))
    return GridCell(day, head, notes.get(day, CellNote()), day < today, day == today, items)


def week_cells(
    first: date, items: Sequence[CalendarItem], ideas: Sequence[CalendarItem], today: date
) -> list[list[GridCell]]:
    """A row for each part of the day, the evening only when it is used, and one for ideas."""
    there = by_day(items)
    starts = [start for start, _name, _hours in LANES]
    rows = []
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else None
        row = []
        for place in range(7):
            day = first + timedelta(days=place)
            inside = tuple(
                item
                for item in there.get(day, ())
                if (item.hour or time(0)) >= start and (end is None or (item.hour or time(0)) < end)
            )
            row.append(GridCell(day, "", CellNote(), day < today, day == today, inside))
        if at < 2 or any(cell.items for cell in row):
            rows.append(row)
    rows.append([GridCell(None, items=tuple(ideas[place::7])) for place in range(7)])
    return rows


def title_of(first: date, days: int, today: date) -> str:
    """`Noviembre – diciembre`, with the year where it is not this one."""
    last = first + timedelta(days=days - 1)
    words = month_name(first)
    if last.month != first.month:
        words = f"{words} – {month_name(last)}"
    words = words[:1].upper() + words[1:]
    return words if last.year == today.year else f"{words} {last.year}"


def title_of_week(first: date, today: date) -> str:
    """`Del 23 al 29 de noviembre`."""
    last = first + timedelta(days=6)
    start = str(first.day) if first.month == last.month else brief_day(first)
    words = _("{start} to {end} {month}").format(start=start, end=last.day, month=month_name(last))
    return words if last.year == today.year else f"{words} {last.year}"


def lacks(item: CalendarItem, known: CalendarNames, today: date) -> list[str]:
    """What it still wants before it goes out, in words; nothing of what no longer goes out."""
    if not item.to_come:
        return []
    wanting = [_("to decide: electoral period")] if item.id in known.asked else []
    if not any(text.text for text in item.texts):
        wanting.append(_("no text"))
    if item.image and not item.alt:
        wanting.append(_("image not described"))
    if still_to_ask(item, today):
        wanting.append(_("to confirm"))
    return wanting


@dataclass(frozen=True)
class Narrowed:
    """Which items are wanted: None for all of a kind."""

    kind: str = "all"
    channel: int | None = None
    use: UseName | None = None
    audience: int | None = None
    owner: int | None = None

    def of(
        self,
        items: Iterable[CalendarItem],
        known: CalendarNames,
        today: date,
        kept: int = 0,
    ) -> list[CalendarItem]:
        """Those of these that are wanted, and the one that is `kept`; but one that is let go makes
        room for the next on hold."""
        is_so, stays = KINDS[self.kind], 0 if self.kind == "held" else kept
        return [
            item
            for item in items
            if item.id == stays or (self._wants(item) and is_so(item, known, today))
        ]

    def _wants(self, item: CalendarItem) -> bool:
        return (
            (self.channel is None or self.channel in item.channels)
            and (self.use is None or self.use is item.use)
            and (self.audience is None or not item.audiences or self.audience in item.audiences)
            and (self.owner is None or self.owner in (item.owner_id, item.substitute_id))
        )


KINDS: Mapping[str, Callable[[CalendarItem, CalendarNames, date], bool]] = {
    "all": lambda _item, _known, _today: True,
    "decide": lambda item, known, _today: item.id in known.asked,
    "no-text": lambda item, _known, _today: item.to_come and not any(t.text for t in item.texts),
    "confirm": lambda item, _known, today: still_to_ask(item, today),
    "held": lambda item, _known, _today: item.state is ItemState.HELD,
    "idea": lambda item, _known, _today: item.state is ItemState.IDEA,
    "ready": lambda item, _known, _today: item.state is ItemState.READY,
}
"""By the key of the filter: whether an item is of its kind."""


def spoken(item: CalendarItem, known: CalendarNames, wanting: Sequence[str]) -> str:
    """An item as a screen reader says it."""
    hour = f"{item.hour:%H:%M}" if item.hour else _("all day")
    parts = (hour, item.title, state_label(item.state), known.where(item), *wanting)
    return ", ".join(filter(None, parts))


def spoken_day(cell: GridCell) -> str:
    """A cell as a screen reader says it, without its items."""
    if cell.day is None:
        return _("Without a day")
    count = len(cell.items)
    told = ngettext("{count} item", "{count} items", count).format(count=count)
    return ". ".join(filter(None, (weekday(cell.day), cell.note.whole, told)))
