"""What was typed and is not stored yet, by where it was typed: it outlives the program."""

import sqlite3
from collections.abc import Collection
from typing import TYPE_CHECKING

from core.store import preferences

if TYPE_CHECKING:
    from sqlite_utils import Database

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
    preferences.put(db, _PREFIX + key, text)


def drop(db: "Database", keys: Collection[str]) -> None:
    """Forget these drafts: they are stored, or let go."""
    for key in keys:
        db.execute("DELETE FROM preference WHERE name = ?", [_PREFIX + key])
