"""Leaving no byte of what was erased: the file is written anew, now or as soon as it can be."""

import sqlite3
from typing import TYPE_CHECKING

from core.store import full_text

if TYPE_CHECKING:
    from sqlite_utils import Database

_MARK = "forgetting"
"""Among the preferences while the file waits to be written anew."""


def begin(db: "Database") -> None:
    """Remember, with the erasure itself, that a trace of it remains."""
    db.conn.execute("INSERT OR REPLACE INTO preference (name, value) VALUES (?, '')", [_MARK])


def waits(connection: sqlite3.Connection) -> bool:
    """Whether a trace of something erased remains."""
    found = connection.execute("SELECT 1 FROM preference WHERE name = ?", [_MARK])
    return found.fetchone() is not None


def finish(connection: sqlite3.Connection) -> bool:
    """Write index and file anew and empty the log; False while somebody else reads the log."""
    full_text.forget_deleted(connection)
    connection.execute("VACUUM")
    if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()["busy"]:
        return False
    connection.execute("DELETE FROM preference WHERE name = ?", [_MARK])
    return True
