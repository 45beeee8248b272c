"""The town's own holidays, two a year as a rule: on the same day of every year, with their name."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.errors import InvalidValue
from core.i18n import _
from core.store import preferences
from core.text import clean

if TYPE_CHECKING:
    from sqlite_utils import Database

    from core.store import Connection

_NAME = "local_fiestas"
_LINE = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[,;:]?\s*(.*)")
_LEAP = 2000
"""A year that has every day."""


@dataclass(frozen=True)
class Fiesta:
    """A day of the year on which the town rests."""

    day: int
    month: int
    name: str = ""

    def of(self, year: int) -> date | None:
        """Its day in a year, if that year has it."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.day:02}/{self.month:02} {self.name}".strip()


def read(text: str) -> tuple[Fiesta, ...]:
    """One a line, as `15/05 San Isidro`. Raises `InvalidValue` with the line that is none."""
    return tuple(_read(line) for line in map(clean, text.splitlines()) if line)


def written(fiestas: tuple[Fiesta, ...]) -> str:
    """As `read` reads them."""
    return "\n".join(map(str, fiestas))


def load(connection: "Connection") -> tuple[Fiesta, ...]:
    """Those of this town; none until somebody has entered them."""
    return preferences.get(connection, _NAME, read, ())


def store(db: "Database", fiestas: tuple[Fiesta, ...]) -> None:
    """Keep these in place of those before."""
    preferences.put(db, _NAME, written(fiestas))


def _read(line: str) -> Fiesta:
    found = _LINE.fullmatch(line)
    if found:
        fiesta = Fiesta(int(found[1]), int(found[2]), found[3])
        if fiesta.of(_LEAP):
            return fiesta
    raise InvalidValue(
        _("“{line}” has no day that exists.").format(line=line),
        _("Write one per line, such as {example}.").format(example="15/05 San Isidro"),
    )
