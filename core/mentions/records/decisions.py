"""What the town decided about listening, and what went by what it decided."""

import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

from core import clock
from core.mentions.model import Decisions
from core.store import damage

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
    names = {name: field for field, name in _NAMES.items()}
    found = {
        names[row["name"]]: value
        for row in connection.execute("SELECT name, value FROM preference")
        if row["name"] in names and (value := _number(row)) is not None
    }
    made = Decisions()
    return Decisions(
        months=found.get("months", made.months),
        authors=bool(found.get("authors", made.authors)),
        private=bool(found.get("private", made.private)),
        listening=bool(found.get("listening", made.listening)),
    )


def _number(row: sqlite3.Row) -> int | None:
    return damage.otherwise("preference", row["name"], lambda: int(row["value"]), None)


def save(db: "Database", decisions: Decisions) -> None:
    """Store all of them."""
    for field, name in _NAMES.items():
        _put(db, name, str(int(getattr(decisions, field))))


def let_go(connection: sqlite3.Connection) -> tuple[datetime, int] | None:
    """When items went last because they were old, and how many; None: never."""
    row = connection.execute("SELECT value FROM preference WHERE name = ?", [_LET_GO]).fetchone()
    if row is None:
        return None
    at, count = row["value"].split()
    return clock.from_text(at), int(count)


def note_let_go(db: "Database", now: datetime, count: int) -> None:
    """Remember that so many items went now."""
    _put(db, _LET_GO, f"{clock.to_text(now)} {count}")


def _put(db: "Database", name: str, value: str) -> None:
    db.conn.execute(
        "INSERT INTO preference (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [name, value],
    )
