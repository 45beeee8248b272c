"""Sources, what is remembered of each, and the history of their health."""

import sqlite3
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core import clock
from core.mentions.kinds import Trouble
from core.mentions.model import Source, SourceMemory, Visit
from core.store import rows, suggestions
from core.store.rows import TableShape

if TYPE_CHECKING:
    from sqlite_utils import Database

TABLE = "source"
"""How suggestion marks name sources."""

_SHAPE = TableShape(TABLE, Source, elsewhere=frozenset({"suggested"}))
_REMEMBERED = tuple(field.name for field in fields(SourceMemory))
_REMEMBER = (
    f"INSERT OR REPLACE INTO reading ({', '.join(_REMEMBERED)})"
    f" VALUES ({', '.join('?' * len(_REMEMBERED))})"
)
_VISITS_KEPT = 60
"""Stretches of the history of one source."""


def everything(connection: sqlite3.Connection, *, removed: bool = False) -> list[Source]:
    """The sources, in the person's order; also those taken away when `removed`."""
    reasons = suggestions.reasons(connection, TABLE)
    found = rows.select(connection, _SHAPE, suggested=reasons)
    return [source for source in found if removed or not source.removed]


def places(connection: sqlite3.Connection) -> dict[int, str]:
    """By id, the addresses of the sources that are not taken away."""
    found = connection.execute("SELECT id, address FROM source WHERE removed = 0")
    return {row["id"]: row["address"] for row in found}


def one(connection: sqlite3.Connection, source_id: int) -> Source | None:
    """One source, taken away or not, or None."""
    reasons = suggestions.reasons(connection, TABLE)
    return next(iter(rows.select(connection, _SHAPE, ("id", source_id), suggested=reasons)), None)


def local_ones(connection: sqlite3.Connection) -> frozenset[int]:
    """The sources of the place, by id, also those taken away: what they said stays."""
    found = connection.execute("SELECT id FROM source WHERE local = 1")
    return frozenset(row["id"] for row in found)


def addresses(connection: sqlite3.Connection, recipes: Sequence[str]) -> dict[int, str]:
    """By id, the addresses of the sources of some recipes, also of those taken away."""
    marks = ", ".join("?" * len(recipes))
    found = connection.execute(
        f"SELECT id, address FROM source WHERE recipe IN ({marks})", [*recipes]
    )
    return {row["id"]: row["address"] for row in found}


def add(db: "Database", source: Source, now: datetime) -> int:
    """Store a new source, last in the list; returns its id. Its address must not be there yet."""
    place = "(SELECT coalesce(max(position), 0) + 1 FROM source)"
    source_id = rows.insert(db, _SHAPE, replace(source, added_at=now))
    db.conn.execute(f"UPDATE source SET position = {place} WHERE id = ?", [source_id])
    return source_id


def shelved(db: "Database", source: Source, now: datetime) -> Source:
    """A new source as it is to be saved; until then it is stored as one that was taken away.

    So undo takes it away again, and what it said meanwhile stays. One of its address that was taken
    away before is the same one.
    """
    if source.address not in _away(db.conn):
        add(db, replace(source, enabled=False, removed=True), now)
    there = _away(db.conn)[source.address]
    return replace(source, id=there.id, position=there.position, added_at=there.added_at)


def _away(connection: sqlite3.Connection) -> dict[str, Source]:
    """By address, the sources that were taken away."""
    return {item.address: item for item in everything(connection, removed=True) if item.removed}


def save(db: "Database", source: Source) -> None:
    """Store every field of a source that exists; it is no longer a suggestion."""
    rows.update(db, _SHAPE, source)
    suggestions.settle(db, TABLE, source.id)


def move(db: "Database", source_id: int, address: str) -> None:
    """The site says that a source is elsewhere from now on; not where another source is already."""
    db.conn.execute(
        "UPDATE source SET address = :address WHERE id = :id AND NOT EXISTS"
        " (SELECT 1 FROM source WHERE address = :address AND removed = 0)",
        {"id": source_id, "address": address},
    )


def stop(db: "Database", source_id: int, trouble: Trouble) -> None:
    """Listening itself switches a source off, and says why."""
    db.conn.execute("UPDATE source SET enabled = 0, stopped = ? WHERE id = ?", [trouble, source_id])


def readings(connection: sqlite3.Connection) -> dict[int, SourceMemory]:
    """What is remembered, by the id of the source; a source never read has none."""
    found = connection.execute("SELECT * FROM reading")
    made = rows.made("reading", found, SourceMemory, key="source_id", plain=_plain)
    return {reading.source_id: reading for reading in made}


def _plain(row: sqlite3.Row) -> dict[str, Any]:
    """What there is nothing of is left out."""
    return {name: value for name, value in rows.named(row).items() if value not in (None, "")}


def remember(db: "Database", reading: SourceMemory) -> None:
    """Replace what is remembered of a source."""
    told = (vars(reading) | {"problem": reading.problem or ""}).values()
    row = [clock.to_text(moment) if isinstance(moment, datetime) else moment for moment in told]
    db.conn.execute(_REMEMBER, row)


def forget_reading(db: "Database", source_id: int) -> None:
    """Read the source from the beginning next time, and soon: its address changed."""
    db.conn.execute("DELETE FROM reading WHERE source_id = ?", [source_id])


def visits(connection: sqlite3.Connection, source_id: int) -> list[Visit]:
    """The history of one source's health, newest first."""
    found = connection.execute(
        "SELECT * FROM visit WHERE source_id = ? ORDER BY id DESC", [source_id]
    )
    return rows.made("visit", found, Visit, plain=_plain)


def note_visit(db: "Database", visit: Visit) -> None:
    """Write a reading into the history: it lengthens the last stretch of the same outcome."""
    outcome = (visit.problem or "", visit.detail)
    until = clock.to_text(visit.until)
    lengthened = db.conn.execute(
        "UPDATE visit SET until = ?, times = times + ?, fresh = fresh + ?"
        " WHERE id = (SELECT max(id) FROM visit WHERE source_id = ?)"
        " AND problem = ? AND detail = ?",
        [until, visit.times, visit.fresh, visit.source_id, *outcome],
    )
    if lengthened.rowcount:
        return
    db.conn.execute(
        "INSERT INTO visit (source_id, since, until, times, fresh, problem, detail)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [visit.source_id, clock.to_text(visit.since), until, visit.times, visit.fresh, *outcome],
    )
    db.conn.execute(
        "DELETE FROM visit WHERE source_id = ? AND id NOT IN"
        " (SELECT id FROM visit WHERE source_id = ? ORDER BY id DESC LIMIT ?)",
        [visit.source_id, visit.source_id, _VISITS_KEPT],
    )
