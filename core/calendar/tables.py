"""The calendar as a table of other programs, in and out: CSV and XLSX.

In, columns are known by their names, in the words of many towns; whom or what the plan does not
have stays in the note, and is said.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar

from core.calendar.arriving import Arrival, Arrivals
from core.calendar.model import CalendarItem, ItemState, ItemText, state_label
from core.days import checked_hour, long_day
from core.errors import ImportTrouble, InvalidValue
from core.exchange import sheets, tables
from core.exchange.sheets import SheetColumn, SheetTable
from core.exchange.tables import TableSheet
from core.i18n import LANGUAGES, _, language
from core.plan import records as plan_records
from core.plan.kinds import UseName
from core.plan.labels import use_label
from core.plan.measurements.table_values import read_days
from core.plan.model import Audience, Channel, Person
from core.store import Connection
from core.text import clean, clean_lines, fold
from core.town.model import Town

T = TypeVar("T")

_HEADERS = {
    "day": ("Día", "Fecha", "Fecha de publicación", "Fecha de inicio", "Day", "Date", "Start date"),
    "hour": ("Hora", "Hora de inicio", "Hour", "Time", "Start time"),
    "title": (
        *("Título", "Asunto", "Tema", "Actividad", "Acto", "Evento", "Publicación", "Nombre"),
        *("Title", "Subject", "Topic", "Activity", "Event", "Post", "Name"),
    ),
    "state": ("Estado", "State", "Status"),
    "channels": (
        *("Dónde", "Canal", "Canales", "Red", "Redes", "Red social", "Redes sociales"),
        *("Where", "Channel", "Channels", "Network", "Networks"),
    ),
    "use": ("Para qué", "Uso", "Categoría", "What for", "Use", "Category"),
    "audiences": ("Para quién", "Público", "Públicos", "For whom", "Audience", "Audiences"),
    "owner": ("Quién", "Responsable", "Who", "Responsible", "Owner"),
    "place": ("Lugar", "Ubicación", "Place", "Location"),
    "text": (
        *("Texto", "Mensaje", "Descripción", "Contenido", "Copy"),
        *("Text", "Message", "Description", "Content"),
    ),
    "link": ("Enlace", "Dirección web", "URL", "Link"),
}
_BETWEEN = re.compile(r"\s*[,;·\n]\s*")
_COMMAS = 6
"""Parts of the longest name that is read."""
_SERIAL = re.compile(r"[2-8]\d{4}(?:[.,]\d+)?")
"""A day as a number, as spreadsheets keep it: from 1954 to 2146."""
_HOUR_AFTER = re.compile(r"(?<=\d)[T ]+(\d\d?:\d\d)(?::\d\d(?:\.\d+)?)?Z?\s*$")
_HALF_DAY = re.compile(r"(\d\d?)(?:[:.](\d\d))?(?::\d\d)?\s*([ap])\.?\s?m\.?", re.I)


@dataclass(frozen=True)
class PlanNames:
    """Whom and what the plan has, by id."""

    channels: Mapping[int, str]
    audiences: Mapping[int, str]
    people: Mapping[int, str]

    @classmethod
    def load(cls, connection: Connection) -> "PlanNames":
        """Those of the plan."""
        return cls(
            {item.id: item.title for item in plan_records.every(connection, Channel)},
            {item.id: item.title for item in plan_records.every(connection, Audience)},
            {item.id: item.label for item in plan_records.every(connection, Person)},
        )


def sheet(items: Sequence[CalendarItem], names: PlanNames, town: Town) -> SheetTable[CalendarItem]:
    """The items as a table."""
    name = _("Calendar")
    return SheetTable(
        name,
        f"{name} · {town.name}",
        town.body,
        (
            SheetColumn(_("Day"), 12, lambda item: item.day),
            SheetColumn(_("Time"), 8, lambda item: item.hour),
            SheetColumn(_("Title"), 40, lambda item: item.title),
            SheetColumn(_("State"), 12, lambda item: state_label(item.state)),
            SheetColumn(_("Where"), 30, lambda item: _named(item.channels, names.channels)),
            SheetColumn(_("What for"), 24, lambda item: use_label(item.use) if item.use else ""),
            SheetColumn(_("For whom"), 24, lambda item: _named(item.audiences, names.audiences)),
            SheetColumn(_("Who"), 20, lambda item: _named([item.owner_id], names.people)),
            # Translators: Where an event is held.
            SheetColumn(_("Place"), 20, lambda item: item.place),
            SheetColumn(_("Text"), 60, lambda item: item.any_text(town.languages)),
            SheetColumn(_("Link"), 40, lambda item: item.link),
        ),
        items,
    )


def _named(ids: Iterable[int | None], names: Mapping[int, str]) -> str:
    known = (names.get(item_id) for item_id in ids if item_id is not None)
    return ", ".join(filter(None, known))


def known_headers() -> frozenset[str]:
    """Every header that is known, to tell a header from a first row of data."""
    return frozenset(name for names in _HEADERS.values() for name in names)


def read(
    table: TableSheet, names: PlanNames, code: str, *, day_first: bool | None = None
) -> Arrivals:
    """The items of a table, with texts in the language `code`. Raises `ImportTrouble`.

    `day_first` says whether in `03/04/2027` the day comes first, where the column does not.
    """
    columns = tables.match_columns(table.headers, _HEADERS)
    if columns["title"] is None:
        raise ImportTrouble(
            _("No column of the table is called Title."),
            _("In the first row, name the columns Day, Time, Title, Where, Text…"),
        )
    return _Reader(table, columns, names, code).read(day_first)


class _Reader:
    def __init__(
        self, table: TableSheet, columns: Mapping[str, int | None], names: PlanNames, code: str
    ) -> None:
        self._table = table
        self._columns = columns
        self._channels, self._audiences, self._people = (
            {_key(name): item_id for item_id, name in known.items()}
            for known in (names.channels, names.audiences, names.people)
        )
        self._code = code
        self._arrivals = Arrivals()
        self._states = _in_every_language(ItemState, state_label)
        self._uses = _in_every_language(UseName, use_label)

    def read(self, day_first: bool | None) -> Arrivals:
        for note in self._table.notes:
            self._arrivals.refuse(0, "", note)
        moments = [_parted(self._cell(row, "day")) for row in self._table.rows]
        order = {None: "", True: "day", False: "month"}[day_first]
        days = read_days([day for day, _hour in moments], order)
        if days.ambiguous:
            self._arrivals.question = _question(days.ambiguous)
        for index, (row, day) in enumerate(zip(self._table.rows, days.values, strict=True)):
            self._take(self._table.row_line(index), row, day, *moments[index])
        return self._arrivals

    def _take(
        self, line: int, row: Sequence[str], day: date | None, typed_day: str, hour_after: str
    ) -> None:
        title = clean(self._cell(row, "title"))
        typed_hour = self._cell(row, "hour") or hour_after
        refused = ""
        hour = None
        if not title:
            refused = _("it has no title.")
        elif typed_day and (day is None or not _says_day(typed_day, day)):
            refused = _("“{cell}” is not a day, read like the rest of its column.").format(
                cell=typed_day[:40]
            )
        try:
            hour = _hour(typed_hour)
        except InvalidValue:
            refused = refused or _("“{cell}” is not a time.").format(cell=typed_hour[:40])
        if refused:
            if any(self._cell(row, name) for name in self._columns):
                self._arrivals.refuse(line, title, refused)
            return
        self._arrivals.take(Arrival(line, self._item(line, row, title, day, hour)))

    def _item(
        self, line: int, row: Sequence[str], title: str, day: date | None, hour: time | None
    ) -> CalendarItem:
        unknown: list[str] = []

        def known(name: str, label: str, there: Mapping[str, T]) -> tuple[T, ...]:
            cell = self._cell(row, name)
            said = _names(cell, there)
            strange = [name for name in said if _key(name) not in there]
            if strange:
                unknown.append(f"{label}: {', '.join(strange)}")
            return tuple(dict.fromkeys(there[_key(name)] for name in said if _key(name) in there))

        # Translators: How far something is, not a country.
        states = known("state", _("State"), self._states)
        uses = known("use", _("What for"), self._uses)
        people = known("owner", _("Who"), self._people)
        text = clean_lines(self._cell(row, "text"))
        item = CalendarItem(
            title,
            day=day,
            hour=hour if day else None,
            state=_of_new(next(iter(states), None), day),
            channels=known("channels", _("Where"), self._channels),
            use=next(iter(uses), None),
            audiences=known("audiences", _("For whom"), self._audiences),
            owner_id=next(iter(people), None),
            place=clean(self._cell(row, "place")),
            link=clean(self._cell(row, "link")),
            texts=(ItemText(self._code, text),) if text else (),
            note="\n".join(unknown),
        )
        if unknown:
            told = _("the plan does not have it, and it stays in the note: {what}.")
            self._arrivals.refuse(line, title, told.format(what="; ".join(unknown)))
        return item

    def _cell(self, row: Sequence[str], name: str) -> str:
        column = self._columns[name]
        return "" if column is None else row[column].strip()


def _in_every_language(kind: Iterable[T], label: Callable[[T], str]) -> dict[str, T]:
    found: dict[str, T] = {}
    for code in LANGUAGES:
        with language(code):
            found |= {_key(label(value)): value for value in kind}
    return found


def _names(cell: str, there: Collection[str]) -> list[str]:
    """The names in a cell: those that are known are whole, also where there is a comma in them."""
    parts = list(filter(None, _BETWEEN.split(cell)))
    found: list[str] = []
    while parts:
        most = min(_COMMAS, len(parts))
        ends = (end for end in range(most, 1, -1) if _key(", ".join(parts[:end])) in there)
        end = next(ends, 1)
        found.append(", ".join(parts[:end]))
        del parts[:end]
    return found


def _key(name: str) -> str:
    return fold(", ".join(filter(None, _BETWEEN.split(name))))


def _of_new(said: ItemState | None, day: date | None) -> ItemState:
    """What is held elsewhere is held there: here it is planned."""
    if said is None or said is ItemState.HELD:
        return ItemState.PLANNED if day else ItemState.IDEA
    return said


def _parted(cell: str) -> tuple[str, str]:
    """The day and the hour of a cell that may hold both."""
    if _SERIAL.fullmatch(cell):
        found = sheets.moment(float(cell.replace(",", ".")))
        return found.date().isoformat(), f"{found:%H:%M}" if found.time() != time() else ""
    after = _HOUR_AFTER.search(cell)
    if after is None:
        return cell, ""
    hour = after[1]
    return cell[: after.start()], "" if hour in ("0:00", "00:00") else hour


def _says_day(cell: str, day: date) -> bool:
    """Whether the day of the month is written there: a month alone is no day."""
    numbers = [int(number) for number in re.findall(r"\d+", cell)]
    return day.day in numbers or len(cell) == len("20270101")


def _hour(cell: str) -> time | None:
    """Raises `InvalidValue`."""
    if re.fullmatch(r"0[.,]\d+", cell):
        return sheets.moment(float(cell.replace(",", "."))).time()
    if (half := _HALF_DAY.fullmatch(cell)) and 1 <= int(half[1]) <= 12:
        hour = int(half[1]) % 12 + (12 if half[3].lower() == "p" else 0)
        return checked_hour(f"{hour}:{half[2] or '00'}")
    return checked_hour(re.sub(r"(?<=:\d\d):\d\d$", "", cell))


def _question(cell: str) -> str:
    first, second = (read_days([cell], order).values[0] for order in ("day", "month"))
    return _("“{cell}” may be {first} or {second}, and the table does not tell which.").format(
        cell=cell,
        first=long_day(first) if first else "",
        second=long_day(second) if second else "",
    )
