"""The calendar out to, and in from, files of other programs, told apart by what they are."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from core import files
from core.calendar import arriving, ics
from core.calendar.arriving import Preview
from core.calendar.model import CalendarItem
from core.errors import FileTrouble
from core.exchange import incoming
from core.i18n import _
from core.store import Connection, identity
from core.town import records as town_records

ENDINGS = (".ics",)
"""Of the files that can be written."""


def write(connection: Connection, items: Iterable[CalendarItem], path: Path, now: datetime) -> None:
    """Items to a file, by its ending. Raises `FileTrouble`, `DiskFull`."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise FileTrouble(
            _("A calendar cannot be written as “{ending}”.").format(ending=ending),
            _("Choose a name that ends in .ics, .xlsx or .csv."),
        )
    token = identity.of(connection).token
    named = ((item.uid or arriving.own_uid(token, item.id), item) for item in items)
    files.write(path, ics.written(named, town_records.load(connection), now))


def look(connection: Connection, path: Path, today: date) -> Preview:
    """What storing a file would do. Raises `FileTrouble`, `ImportTrouble`."""
    data = incoming.load(path)
    incoming.refuse_binary(data)
    incoming.refuse_markup(incoming.decode(data)[0])
    return arriving.look(connection, ics.read(data, town_records.load(connection), today))
