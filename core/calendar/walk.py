"""What a town hall looks through before the call of an election, and gives back after the vote.

What was done is kept by the day of the vote: elections held together share one list.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from core import content
from core.calendar.elections import coming, periods_for
from core.decoding import from_json
from core.plan.electoral import ElectoralPeriod
from core.store import preferences

if TYPE_CHECKING:
    from sqlite_utils import Database

    from core.store import Connection

_BEFORE, _AFTER = timedelta(days=30), timedelta(days=14)
"""From when it is asked for before a call, and for how long after a vote."""

_NOTHING: "dict[str, WalkDone]" = {}


class WalkPoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place to look at; without `after` there is nothing to give back."""

    id: str
    title: str
    before: str
    after: str = ""


class _Walk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content file `electoral-walk`."""

    before: str
    after: str
    points: tuple[WalkPoint, ...]


class WalkDone(msgspec.Struct, frozen=True):
    """Who did it, and when."""

    who: str
    on: date


@dataclass(frozen=True)
class Walk:
    """The list of an election on a day, and what of it is done."""

    period: ElectoralPeriod
    after: bool
    """Whether it is read the other way, to give back."""
    lead: str
    points: tuple[WalkPoint, ...]
    done: Mapping[str, WalkDone]
    due: bool
    """Whether it is asked for now."""

    def told(self, point: WalkPoint) -> str:
        """What is to be done there."""
        return point.after if self.after else point.before

    @property
    def left(self) -> int:
        """How many are not done."""
        return sum(point.id not in self.done for point in self.points)


def look(connection: "Connection", today: date) -> Walk:
    """The list of the elections that come next; for a while after a vote, unless others are near,
    that of the last ones."""
    period, after = coming(connection, today), False
    near = period.called_on <= today + _BEFORE
    if not near:
        past = periods_for(connection, today - _AFTER, today)
        period, after = (past[-1], True) if past else (period, False)
    texts = content.load("electoral-walk", _Walk)
    return Walk(
        period,
        after,
        texts.after if after else texts.before,
        tuple(point for point in texts.points if point.after or not after),
        preferences.get(connection, _name(period, after=after), _read, _NOTHING),
        near or after,
    )


def tick(db: "Database", walk: Walk, point: str, done: WalkDone | None) -> None:
    """Keep that a point of the list is done, or with None that it is not."""
    name = _name(walk.period, after=walk.after)
    # As it is stored now: what was shown may be older than the last tick.
    kept = dict(preferences.get(db.conn, name, _read, _NOTHING))
    kept.pop(point, None)
    if done is not None:
        kept[point] = done
    preferences.put(db, name, msgspec.json.encode(kept).decode())


def _name(period: ElectoralPeriod, *, after: bool) -> str:
    return f"electoral_walk:{period.voted_on.isoformat()}:{'after' if after else 'before'}"


def _read(stored: str) -> dict[str, WalkDone]:
    return from_json(stored, dict[str, WalkDone])
