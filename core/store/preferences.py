"""What a workspace keeps under a name: decisions of the town, marks of the program, drafts."""

import sqlite3
from collections.abc import Callable, Collection
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


_PREFIX = "draft:"


def load(connection: sqlite3.Connection) -> dict[str, str]:
    """Every draft of the file, by its key. A letter that is damaged keeps nothing else away."""
    rows = connection.execute(
        "SELECT CAST(name AS BLOB) AS name, CAST(value AS BLOB) AS value FROM preference"
        " WHERE substr(name, 1, ?) = ?",
        [len(_PREFIX), _PREFIX],
    )
    return {_text(row["name"]).removeprefix(_PREFIX): _text(row["value"]) for row in rows}


def _text(stored: bytes) -> str:
    return stored.decode(errors="replace")


def keep(db: "Database", key: str, text: str) -> None:
    """Keep a draft in place of the one of that key."""
    put(db, _PREFIX + key, text)


def drop(db: "Database", keys: Collection[str]) -> None:
    """Forget these drafts: they are stored, or let go."""
    for key in keys:
        db.execute("DELETE FROM preference WHERE name = ?", [_PREFIX + key])
