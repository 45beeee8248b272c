"""What the town decided about listening."""

import sqlite3
from typing import TYPE_CHECKING

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
        db.conn.execute(
            "INSERT INTO preference (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [name, str(int(getattr(decisions, field)))],
        )
