"""What is kept as evidence."""

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from core import clock
from core.mentions.model import Evidence
from core.store import rows

if TYPE_CHECKING:
    from sqlite_utils import Database


def add(db: "Database", kept: Iterable[Evidence]) -> None:
    """Store evidence; an item that is evidence already stays as it was taken first."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO evidence (item_id, taken_at, digest) VALUES (?, ?, ?)",
        [(item.item_id, clock.to_text(item.taken_at), item.digest) for item in kept],
    )


def one(connection: sqlite3.Connection, item_id: int) -> Evidence | None:
    """What was noted when an item was taken as evidence, or None."""
    found = connection.execute("SELECT * FROM evidence WHERE item_id = ?", [item_id])
    return next(iter(_made(found)), None)


def everything(connection: sqlite3.Connection) -> list[Evidence]:
    """All that was taken as evidence, by the number of its item."""
    return _made(connection.execute("SELECT * FROM evidence ORDER BY item_id"))


def _made(found: sqlite3.Cursor) -> list[Evidence]:
    return rows.made("evidence", found, Evidence, key="item_id")
