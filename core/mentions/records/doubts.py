"""What only has a name of ours: which watch found it so, and what the person said of it."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core import clock

if TYPE_CHECKING:
    from sqlite_utils import Database

WAITING = (
    "SELECT item_id FROM doubt WHERE item_id NOT IN (SELECT item_id FROM mention)"
    " AND item_id NOT IN (SELECT item_id FROM verdict)"
)
"""SQL: the items of which the person is still to say whether they are ours, some more than once.

Each is looked up in both tables, which may be long; an EXCEPT would go through all of them.
"""


@dataclass(frozen=True)
class Said:
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


def said(connection: sqlite3.Connection) -> Said:
    """How often what was unsure turned out to be ours."""
    found = connection.execute(
        "SELECT coalesce(sum(ours), 0) AS ours, count(*) AS many FROM verdict"
    ).fetchone()
    return Said(found["ours"], found["many"] - found["ours"])
