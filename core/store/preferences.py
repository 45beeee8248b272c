"""What a workspace keeps under a name: decisions of the town, marks of the program, drafts."""

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from core.store import damage

if TYPE_CHECKING:
    from sqlite_utils import Database

T = TypeVar("T")


def get(connection: sqlite3.Connection, name: str, make: Callable[[str], T], default: T) -> T:
    """What is kept under the name, or the default where nothing is, or nothing that can be read."""
    row = connection.execute("SELECT value FROM preference WHERE name = ?", [name]).fetchone()
    if row is None:
        return default
    return damage.otherwise("preference", name, lambda: make(row["value"]), default)


def put(db: "Database", name: str, value: str) -> None:
    """Keep it in place of what was kept under the name."""
    db.conn.execute(
        "INSERT INTO preference (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [name, value],
    )
