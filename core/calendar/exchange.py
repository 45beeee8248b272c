"""The calendar out to, and in from, files of other programs, told apart by what they are."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from core import files
from core.calendar import arriving, ics, tables
from core.calendar.arriving import ArrivalPreview
from core.calendar.model import CalendarItem
from core.calendar.tables import PlanNames
from core.errors import FileTrouble, ImportTrouble
from core.exchange import incoming, sheets
from core.exchange import tables as csv_tables
from core.i18n import _
from core.store import Connection, identity
from core.town import records as town_records

_ICS = ".ics"
_HEAD = 4096
"""Bytes among which a calendar says that it is one."""

ENDINGS = (_ICS, *sheets.ENDINGS)
"""Of the files that can be written."""


def write(connection: Connection, items: Iterable[CalendarItem], path: Path, now: datetime) -> None:
    """Items to a file, by its ending. Raises `FileTrouble`, `DiskFull`."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise FileTrouble(
            _("A calendar cannot be written as “{ending}”.").format(ending=ending),
            _("Choose a name that ends in .ics, .xlsx, .ods or .csv."),
        )
    town = town_records.load(connection)
    if ending == _ICS:
        token = identity.of(connection).token
        named = ((item.uid or arriving.own_uid(token, item.id), item) for item in items)
        data = ics.written(named, town, now)
    else:
        names = PlanNames.load(connection)
        data = tables.sheet(list(items), names, town).written(ending)
    files.write(path, data)


def look(
    connection: Connection, path: Path, today: date, *, day_first: bool | None = None
) -> ArrivalPreview:
    """What storing a file would do; `day_first` is the answer to the question of a preview.

    Raises `FileTrouble`, `ImportTrouble`.
    """
    data = incoming.load(path)
    town = town_records.load(connection)
    if b"BEGIN:VCALENDAR" in data[:_HEAD].upper():
        return arriving.look(connection, ics.read(data, town, today))
    if path.suffix.lower() == _ICS:
        incoming.refuse_binary(data)
        raise ImportTrouble(
            _("The file is a web page or another text, not a calendar."),
            _(
                "Download it again. Where a site asks you to sign in, it is that page that was"
                " saved."
            ),
        )
    if sheets.is_workbook(data):
        table = sheets.read(data)
    else:
        table = csv_tables.read(data, known=tables.known_headers())
    names = PlanNames.load(connection)
    arrivals = tables.read(table, names, town.languages[0], day_first=day_first)
    return arriving.look(connection, arrivals)
