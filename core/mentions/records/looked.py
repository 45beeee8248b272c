"""What alarms were last looked after by: where all of it is the same, they need no look."""

import hashlib
import sqlite3
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core import clock
from core.store import preferences

if TYPE_CHECKING:
    from sqlite_utils import Database

_NAME = "alarms_looked"
_BACK = timedelta(days=5)
"""Older mentions say no more than what is usual."""

_ASKED = (
    "SELECT max(id), count(*) FROM (SELECT id FROM item ORDER BY id DESC LIMIT 1)",
    "SELECT item_id, state, tone, tone_set, topic_id, story_id FROM mention WHERE at >= :back",
    "SELECT count(*), max(said_at) FROM verdict",
    "SELECT * FROM watch ORDER BY id",
    "SELECT id, own, local, weight, removed FROM source ORDER BY id",
    "SELECT * FROM level ORDER BY id",
    "SELECT id, state, level, updated_at, closed_at, snoozed_until <= :now FROM alarm",
    "SELECT watch_id, fingerprint FROM applied ORDER BY watch_id",
)


def is_all_the_same(connection: sqlite3.Connection, now: datetime) -> bool:
    """Whether nothing came, nobody did anything and no hour began since `remember`."""
    return preferences.get(connection, _NAME, str, "") == _mark(connection, now)


def remember(db: "Database", now: datetime) -> None:
    """Alarms were looked after at this moment."""
    preferences.put(db, _NAME, _mark(db.conn, now))


def _mark(connection: sqlite3.Connection, now: datetime) -> str:
    told = hashlib.blake2b(clock.to_text(now)[:13].encode(), digest_size=16)
    values = {"now": clock.to_text(now), "back": clock.to_text(now - _BACK)[:13]}
    cursor = connection.cursor()
    cursor.row_factory = None
    for query in _ASKED:
        told.update(repr(cursor.execute(query, values).fetchall()).encode("utf-8", "replace"))
    return told.hexdigest()
