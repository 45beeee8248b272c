"""What the person decided on mentions, and what is in doubt."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core import clock
from core.mentions.model import Decisions
from core.store import preferences

if TYPE_CHECKING:
    from sqlite_utils import Database


_NAMES = {
    "months": "mention_months",
    "authors": "mention_authors",
    "private": "mention_private",
    "listening": "listening",
}
_LET_GO = "mentions_let_go"


def load(connection: sqlite3.Connection) -> Decisions:
    """What was decided, and the defaults of what was not."""
    made = Decisions()
    return Decisions(
        months=preferences.get(connection, _NAMES["months"], int, made.months),
        **{
            field: bool(preferences.get(connection, _NAMES[field], int, int(getattr(made, field))))
            for field in ("authors", "private", "listening")
        },
    )


def save(db: "Database", decisions: Decisions) -> None:
    """Store all of them."""
    for field, name in _NAMES.items():
        preferences.put(db, name, str(int(getattr(decisions, field))))


def let_go(connection: sqlite3.Connection) -> tuple[datetime, int] | None:
    """When items went last because they were old, and how many; None: never."""
    return preferences.get(connection, _LET_GO, _gone, None)


def _gone(told: str) -> tuple[datetime, int]:
    at, count = told.split()
    return clock.from_text(at), int(count)


def note_let_go(db: "Database", now: datetime, count: int) -> None:
    """Remember that so many items went now."""
    preferences.put(db, _LET_GO, f"{clock.to_text(now)} {count}")


WAITING = (
    "SELECT item_id FROM doubt WHERE item_id NOT IN (SELECT item_id FROM mention)"
    " AND item_id NOT IN (SELECT item_id FROM verdict)"
)
"""SQL: the items of which the person is still to say whether they are ours, some more than once.

Each is looked up in both tables, which may be long; an EXCEPT would go through all of them.
"""


@dataclass(frozen=True)
class PastDecisions:
    """What the person said so far of what was unsure."""

    ours: int
    not_ours: int


def add(db: "Database", doubts: Iterable[tuple[int, datetime, int]]) -> None:
    """Store where only the name stands: watch, moment of the item, item."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO doubt (watch_id, at, item_id) VALUES (?, ?, ?)",
        [(watch_id, clock.to_text(at), item_id) for watch_id, at, item_id in doubts],
    )


def count(connection: sqlite3.Connection) -> int:
    """How many wait for the person."""
    found = connection.execute(f"SELECT count(DISTINCT item_id) FROM ({WAITING})")
    return int(found.fetchone()[0])


def watches_of(connection: sqlite3.Connection, item_id: int) -> list[int]:
    """The watches that found only their name in an item, by id."""
    found = connection.execute(
        "SELECT watch_id FROM doubt WHERE item_id = ? ORDER BY watch_id", [item_id]
    )
    return [row["watch_id"] for row in found]


def verdict(connection: sqlite3.Connection, item_id: int) -> bool | None:
    """Whether the person said that an item is ours; None: nothing was said."""
    row = connection.execute("SELECT ours FROM verdict WHERE item_id = ?", [item_id]).fetchone()
    return None if row is None else bool(row["ours"])


def say(db: "Database", item_ids: Sequence[int], ours: bool, now: datetime) -> None:
    """Keep what the person says of items; the last word counts."""
    db.conn.executemany(
        "INSERT INTO verdict (item_id, ours, said_at) VALUES (?, ?, ?)"
        " ON CONFLICT (item_id) DO UPDATE SET ours = excluded.ours, said_at = excluded.said_at",
        [(item_id, int(ours), clock.to_text(now)) for item_id in item_ids],
    )


def said(connection: sqlite3.Connection) -> PastDecisions:
    """How often what was unsure turned out to be ours."""
    found = connection.execute(
        "SELECT coalesce(sum(ours), 0) AS ours, count(*) AS many FROM verdict"
    ).fetchone()
    return PastDecisions(found["ours"], found["many"] - found["ours"])
