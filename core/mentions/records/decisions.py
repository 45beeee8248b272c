"""What the town decided about listening, and what went by what it decided."""

import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

from core import clock
from core.mentions.model import Decisions
from core.store import preferences

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
    made = Decisions()
    return Decisions(
        months=preferences.get(connection, _NAMES["months"], int, made.months),
        **{
            field: bool(preferences.get(connection, _NAMES[field], int, int(getattr(made, field))))
            for field in ("authors", "private", "listening")
        },
    )


def save(db: "Database", decisions: Decisions) -> None:
    """Store all of them."""
    for field, name in _NAMES.items():
        preferences.put(db, name, str(int(getattr(decisions, field))))


def let_go(connection: sqlite3.Connection) -> tuple[datetime, int] | None:
    """When items went last because they were old, and how many; None: never."""
    return preferences.get(connection, _LET_GO, _gone, None)


def _gone(told: str) -> tuple[datetime, int]:
    at, count = told.split()
    return clock.from_text(at), int(count)


def note_let_go(db: "Database", now: datetime, count: int) -> None:
    """Remember that so many items went now."""
    preferences.put(db, _LET_GO, f"{clock.to_text(now)} {count}")
