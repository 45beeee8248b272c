"""Watches, the rules by which their hits were found, and the hits."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from core import clock
from core.mentions.model import Watch
from core.store import rows, suggestions
from core.store.rows import Shape

if TYPE_CHECKING:
    from sqlite_utils import Database

TABLE = "watch"
"""How suggestion marks name watches."""

_SHAPE = Shape(
    TABLE,
    Watch,
    lines=frozenset({"any_of", "all_of", "near", "none_of", "longer"}),
    elsewhere=frozenset({"suggested"}),
)


def everything(connection: sqlite3.Connection) -> list[Watch]:
    """The watches, in the person's order."""
    reasons = suggestions.reasons(connection, TABLE)
    return rows.select(connection, _SHAPE, suggested=reasons)


def add(db: "Database", watch: Watch) -> int:
    """Store a new watch, last in the list; returns its id."""
    watch_id = rows.insert(db, _SHAPE, watch)
    place = "(SELECT coalesce(max(position), 0) + 1 FROM watch)"
    db.conn.execute(f"UPDATE watch SET position = {place} WHERE id = ?", [watch_id])
    return watch_id


def save(db: "Database", watch: Watch) -> None:
    """Store every field of a watch that exists; it is no longer a suggestion."""
    rows.update(db, _SHAPE, watch)
    suggestions.settle(db, TABLE, watch.id)


def delete(db: "Database", watch_id: int) -> None:
    """Remove a watch and its hits; its alarms stay, under the title it had."""
    suggestions.settle(db, TABLE, watch_id)
    rows.delete(db, _SHAPE, watch_id)


def applied(connection: sqlite3.Connection) -> dict[int, str]:
    """By watch, the fingerprint of the rules by which its hits were found."""
    found = connection.execute("SELECT watch_id, fingerprint FROM applied")
    return {row["watch_id"]: row["fingerprint"] for row in found}


def add_hits(db: "Database", hits: Iterable[tuple[int, datetime, int]]) -> None:
    """Store hits of new items: watch, moment of the item, item."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO hit (watch_id, at, item_id) VALUES (?, ?, ?)",
        [(watch_id, clock.to_text(at), item_id) for watch_id, at, item_id in hits],
    )


def hits_of(connection: sqlite3.Connection, item_id: int) -> list[int]:
    """The watches that one item hit, by id."""
    found = connection.execute(
        "SELECT watch_id FROM hit WHERE item_id = ? ORDER BY watch_id", [item_id]
    )
    return [row["watch_id"] for row in found]


def hits_among(connection: sqlite3.Connection, item_ids: Sequence[int]) -> dict[int, list[int]]:
    """The watches that items hit, by item; an item that hit none is left out."""
    found: dict[int, list[int]] = {}
    query = (
        "SELECT item_id, watch_id FROM hit WHERE item_id IN ({marks}) ORDER BY item_id, watch_id"
    )
    for row in rows.of_many(connection, query, item_ids):
        found.setdefault(row["item_id"], []).append(row["watch_id"])
    return found


def counts(connection: sqlite3.Connection) -> dict[int, int]:
    """Hits by watch."""
    found = connection.execute("SELECT watch_id, count(*) AS hits FROM hit GROUP BY watch_id")
    return {row["watch_id"]: row["hits"] for row in found}
