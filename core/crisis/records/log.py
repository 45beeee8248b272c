"""The log: entries are added, and never changed or taken out."""

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from core.crisis import chain
from core.crisis.model import LogEntry
from core.store import rows
from core.store.rows import TableShape

if TYPE_CHECKING:
    from sqlite_utils import Database

_ENTRY = TableShape("log_entry", LogEntry, order="id")


def append(db: "Database", entry: LogEntry) -> LogEntry:
    """Add an entry at the end of the chain; returns it with its number and digest."""
    last = db.conn.execute("SELECT id, digest FROM log_entry ORDER BY id DESC LIMIT 1").fetchone()
    number = counted(db.conn) + 1
    linked = replace(
        entry,
        id=number,
        at=entry.at.replace(microsecond=0),
        written_at=entry.written_at.replace(microsecond=0),
        previous=last["digest"] if last else chain.START,
    )
    sealed = replace(linked, digest=chain.digest(linked))
    rows.insert(db, _ENTRY, sealed)
    return sealed


def of(connection: sqlite3.Connection, incident_id: int) -> list[LogEntry]:
    """The entries of an incident, in the order of writing."""
    return rows.select(connection, _ENTRY, ("incident_id", incident_id))


def everything(connection: sqlite3.Connection) -> list[LogEntry]:
    """The whole chain."""
    return rows.select(connection, _ENTRY)


def counted(connection: sqlite3.Connection) -> int:
    """The last number that was given, also when its entry is gone."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'log_entry'").fetchone()
    return int(row["seq"]) if row else 0
