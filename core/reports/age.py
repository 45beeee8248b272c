"""How old this version of the program is; nothing on the network is asked whether there is another.

A computer whose clock is ahead says nothing of it, as far as what was read tells the hour.
"""

from contextlib import suppress
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING

from core import VERSION
from core.days import months_before
from core.mentions import retention
from core.store import Connection, preferences

if TYPE_CHECKING:
    from sqlite_utils import Database

OLD = 9
"""Months after which one asks whether there is another version."""
_TOO_OLD = 120
"""Months: rather than that the clock is wrong."""
_HEADER = "Pregon-Released"
_PUT_ASIDE = "old-version"


def released() -> date | None:
    """The day of an installed program; None for one that runs from its sources."""
    told = _stated(_HEADER)
    return date.fromisoformat(told) if told else None


def published_at() -> str:
    """The address where its versions lie; empty where nobody said it."""
    return _stated("Project-URL").removeprefix("Homepage, ")


def _stated(header: str) -> str:
    with suppress(PackageNotFoundError):
        stated = distribution("pregon").metadata
        return str(stated[header]) if header in stated else ""
    return ""


def old_since(connection: Connection, now: datetime) -> date | None:
    """The day of a version that is old and was not put aside yet."""
    day = released()
    if day is None or preferences.get(connection, _PUT_ASIDE, str, "") == VERSION:
        return None
    sure = retention.believed(connection, now) or now
    oldest, newest = (months_before(sure, months).date() for months in (_TOO_OLD, OLD))
    return day if oldest < day <= newest else None


def put_aside(db: "Database") -> None:
    """Say no more of this version that it is old."""
    preferences.put(db, _PUT_ASIDE, VERSION)
