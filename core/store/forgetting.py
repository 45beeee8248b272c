"""Leaving no byte of what was erased: the file is written anew, now or as soon as it can be."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import AppError, WorkspaceBusy
from core.store import failures, full_text

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


def finish(connection: sqlite3.Connection, path: Path) -> None:
    """Write index and file anew and empty the log, if something was erased since it was done last.

    Raises `TraceRemains` where there is no room, or somebody else reads the log.
    """
    if not waits(connection):
        return
    try:
        with failures.explained(path):
            full_text.forget_deleted(connection)
            connection.execute("VACUUM")
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()["busy"]
            if not busy:
                connection.execute("DELETE FROM preference WHERE name = ?", [_MARK])
    except WorkspaceBusy as error:
        raise failures.remains_in_log(path) from error
    except AppError as error:
        raise failures.remains_in_file(path) from error
    if busy:
        raise failures.remains_in_log(path)
