"""The freeze: all that is to come is held in one go, and released one by one.

What was scheduled in other programs is out of reach: a list says where it is stopped by hand.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from core import content
from core.calendar import records
from core.calendar.model import CalendarItem, held, released
from core.days import long_day
from core.errors import InvalidValue
from core.field_kinds import LINE
from core.i18n import _
from core.plan import records as plan_records
from core.plan.model import Channel
from core.store import Connection
from core.town.model import checked_text

if TYPE_CHECKING:
    from sqlite_utils import Database


class _Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    where: str


class _Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content file `scheduled-elsewhere`."""

    written: date
    remark: str
    places: tuple[_Place, ...]


@dataclass(frozen=True)
class Elsewhere:
    """A channel of the plan on which something may be scheduled without us, and where to look."""

    channel: str
    where: str


def freeze(
    db: "Database", why: str, today: date, incident_id: int | None = None
) -> list[CalendarItem]:
    """Hold all that is to be published from today on, but proposals that nobody took up; returns
    what was held now.

    Raises `InvalidValue` without a reason.
    """
    said = checked_text(why, limit=LINE)
    if not said:
        raise InvalidValue(_("Say why everything is held."), _("It is shown on each of them."))
    found = [
        held(item, said, incident_id)
        for item in records.every(db.conn)
        if item.to_come and not item.suggested and item.day is not None and item.day >= today
    ]
    for item in found:
        records.save(db, item)
    return found


def release(db: "Database", item_ids: Collection[int], now: datetime) -> list[CalendarItem]:
    """Give back those of these that are held; returns them as they are now. What is past by now is
    dropped, and not published late."""
    found = [released(item, now) for item in records.held(db.conn) if item.id in item_ids]
    for item in found:
        records.save(db, item)
    return found


def elsewhere(connection: Connection) -> list[Elsewhere]:
    """Where the channels of the plan keep what was scheduled in them, one by one."""
    places = {place.id: place.where for place in _places().places}
    return [
        Elsewhere(channel.title, places[channel.kind])
        for channel in plan_records.every(connection, Channel)
        if channel.kind in places
    ]


def remark() -> str:
    """How far the list can be believed."""
    return _places().remark.format(day=long_day(_places().written))


def _places() -> _Places:
    return content.load("scheduled-elsewhere", _Places)
