"""Alarms, and by what they were last looked after."""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from core import clock
from core.mentions.alarm_model import Alarm, AlarmFacts
from core.mentions.kinds import AlarmState, ToneBand
from core.store import preferences, rows

if TYPE_CHECKING:
    from sqlite_utils import Database


_LIVE = "closed_at IS NULL AND state IN ('open', 'confirmed')"


def everything(connection: sqlite3.Connection) -> list[Alarm]:
    """All alarms, newest first."""
    return _loaded(connection, "", [])


def between(connection: sqlite3.Connection, since: datetime, until: datetime) -> list[Alarm]:
    """The alarms raised from `since` on and before `until`, newest first."""
    moments = [clock.to_text(since), clock.to_text(until)]
    return _loaded(connection, "WHERE raised_at >= ? AND raised_at < ?", moments)


def one(connection: sqlite3.Connection, alarm_id: int) -> Alarm | None:
    """One alarm, or None."""
    return next(iter(_loaded(connection, "WHERE id = ?", [alarm_id])), None)


def live(connection: sqlite3.Connection) -> list[Alarm]:
    """Those open, and those confirmed that are not over; newest first."""
    return _loaded(connection, f"WHERE {_LIVE}", [])


def closed_since(connection: sqlite3.Connection, moment: datetime) -> list[Alarm]:
    """Those dismissed or over after a moment, newest first."""
    return _loaded(connection, "WHERE closed_at > ?", [clock.to_text(moment)])


def _loaded(connection: sqlite3.Connection, where: str, values: Sequence[str | int]) -> list[Alarm]:
    from core.decoding import from_json

    found = connection.execute(
        f"SELECT * FROM alarm {where} ORDER BY raised_at DESC, id DESC", values
    ).fetchall()
    items = _items(connection, [row["id"] for row in found])

    def plain(row: sqlite3.Row) -> dict[str, Any]:
        return rows.named(row) | {
            "facts": from_json(row["facts"], AlarmFacts),
            "items": items.get(row["id"], ()),
        }

    return rows.made("alarm", found, Alarm, plain=plain)


def _items(connection: sqlite3.Connection, alarm_ids: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    query = (
        "SELECT alarm_id, item_id FROM alarm_item JOIN item ON item.id = item_id"
        " WHERE alarm_id IN ({marks}) ORDER BY item.at, item_id"
    )
    for row in rows.of_many(connection, query, alarm_ids):
        found.setdefault(row["alarm_id"], []).append(row["item_id"])
    return found


def add(
    db: "Database", watch_id: int | None, subject: str, facts: AlarmFacts, now: datetime
) -> int:
    """Raise an alarm; returns its id."""
    import msgspec

    stamp = clock.to_text(now)
    cursor = db.conn.execute(
        "INSERT INTO alarm (watch_id, subject, raised_at, updated_at, level, facts)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [watch_id, subject, stamp, stamp, facts.level, msgspec.json.encode(facts).decode()],
    )
    alarm_id = int(cursor.lastrowid or 0)
    add_items(db, alarm_id, facts.items)
    return alarm_id


def add_items(db: "Database", alarm_id: int, item_ids: Iterable[int]) -> int:
    """Tie mentions to an alarm; returns how many were not yet."""
    before = db.conn.total_changes
    db.conn.executemany(
        "INSERT OR IGNORE INTO alarm_item (alarm_id, item_id) VALUES (?, ?)",
        [(alarm_id, item_id) for item_id in item_ids],
    )
    return int(db.conn.total_changes - before)


def renew(db: "Database", alarm_id: int, facts: AlarmFacts, now: datetime) -> None:
    """Give an alarm the facts of now, and their level."""
    import msgspec

    db.conn.execute(
        "UPDATE alarm SET level = ?, facts = ?, updated_at = ? WHERE id = ?",
        [facts.level, msgspec.json.encode(facts).decode(), clock.to_text(now), alarm_id],
    )


def close(
    db: "Database", alarm_id: int, state: AlarmState, now: datetime, reason: str | None = None
) -> None:
    """End an alarm, in a state and perhaps for a reason; a snooze ends with it."""
    db.conn.execute(
        "UPDATE alarm SET state = ?, reason = coalesce(?, reason), closed_at = ?,"
        " snoozed_until = NULL WHERE id = ?",
        [state, reason, clock.to_text(now), alarm_id],
    )


def reopen(db: "Database", alarm_id: int) -> None:
    """An alarm is live again, as the person had left it."""
    db.conn.execute(
        "UPDATE alarm SET closed_at = NULL, state = CASE state WHEN 'over' THEN 'open' ELSE state"
        " END WHERE id = ?",
        [alarm_id],
    )


def set_confirmed(db: "Database", alarm_id: int) -> None:
    """The person says that an alarm is one, also of one dismissed; a snooze ends with it."""
    db.conn.execute(
        "UPDATE alarm SET closed_at = CASE state WHEN 'dismissed' THEN NULL ELSE closed_at END,"
        " state = 'confirmed', reason = '', snoozed_until = NULL WHERE id = ?",
        [alarm_id],
    )


def set_snooze(db: "Database", alarm_id: int, until: datetime, reason: str) -> None:
    """Leave an alarm alone until a moment."""
    db.conn.execute(
        "UPDATE alarm SET snoozed_until = ?, reason = ? WHERE id = ?",
        [clock.to_text(until), reason, alarm_id],
    )


def wake(db: "Database", alarm_id: int) -> None:
    """Leave an alarm alone no longer."""
    db.conn.execute("UPDATE alarm SET snoozed_until = NULL, reason = '' WHERE id = ?", [alarm_id])


def set_right(db: "Database", alarm_id: int, was_right: bool | None) -> None:
    """Say whether an alarm was worth raising."""
    value = None if was_right is None else int(was_right)
    db.conn.execute("UPDATE alarm SET was_right = ? WHERE id = ?", [value, alarm_id])


def verdicts(connection: sqlite3.Connection) -> dict[bool | None, int]:
    """How many alarms were right, were wrong, and are not judged (None)."""
    found = connection.execute("SELECT was_right, count(*) AS many FROM alarm GROUP BY was_right")
    return {
        None if row["was_right"] is None else bool(row["was_right"]): row["many"] for row in found
    }


def stories_of(connection: sqlite3.Connection, alarm_id: int) -> set[int]:
    """The stories that the mentions of an alarm belong to."""
    found = connection.execute(
        "SELECT DISTINCT story_id FROM alarm_item JOIN mention USING (item_id)"
        " WHERE alarm_id = ? AND story_id IS NOT NULL",
        [alarm_id],
    )
    return {row["story_id"] for row in found}


@dataclass(frozen=True)
class PastMention:
    """One mention of the past, as far as it tells what is usual."""

    item_id: int
    at: datetime
    seen_at: datetime
    source_id: int | None
    place: str
    """As in `RecentMention`."""
    story_id: int | None
    negative: bool


@dataclass(frozen=True)
class RecentMention:
    """One mention of the last days, with what the rules of alarms look at."""

    item_id: int
    at: datetime
    seen_at: datetime
    dated: bool
    title: str
    text: str
    source_id: int | None
    place: str
    """The medium behind a news search, else the source, else where it was noted."""
    weight: int
    band: ToneBand
    story_id: int | None
    story: str
    """Its title."""
    topic_id: int | None
    """The person's."""


_PLACE = "coalesce(nullif(item.outlet, ''), source.title, '')"
_BAND = "coalesce(m.tone_set, m.tone)"
_OF_WATCH = "m.item_id IN (SELECT item_id FROM hit WHERE watch_id = :watch AND at >= :since)"
_OF_NONE = (
    "m.item_id NOT IN (SELECT item_id FROM hit JOIN watch ON watch.id = watch_id"
    " WHERE hit.at >= :since AND watch.kind = 'subject')"
)


def _of_subject(watch_id: int | None, others: bool) -> str:
    tests = [_OF_WATCH] if watch_id is not None else []
    if others:
        tests.append(_OF_NONE)
    return f"({' OR '.join(tests)})"


def past(
    connection: sqlite3.Connection, watch_id: int | None, *, others: bool, since: datetime
) -> list[PastMention]:
    """The mentions of a watch since a moment, oldest first; also those of none when `others`.

    What is not ours is left out.
    """
    found = connection.execute(
        f"SELECT m.item_id, m.at, item.seen_at, item.source_id, {_PLACE} AS place, m.story_id,"
        f" {_BAND} = 'negative' AS negative FROM mention AS m JOIN item ON item.id = m.item_id"
        " LEFT JOIN source ON source.id = item.source_id"
        " WHERE m.at >= :since AND m.state <> 'ignored'"
        f" AND {_of_subject(watch_id, others)} ORDER BY m.at, m.item_id",
        {"watch": watch_id, "since": clock.to_text(since)},
    )
    return rows.made("mention", found, PastMention, key="item_id")


def said(
    connection: sqlite3.Connection, watch_id: int | None, *, others: bool, since: datetime
) -> list[RecentMention]:
    """As `past`, with everything that is said; for the last days only."""
    found = connection.execute(
        "SELECT m.item_id, m.at, item.seen_at, item.dated, item.title, item.text, item.source_id,"
        f" {_PLACE} AS place, coalesce(source.weight, 2) AS weight, {_BAND} AS band,"
        " m.story_id, coalesce(story.title, item.title) AS story, m.topic_id"
        " FROM mention AS m JOIN item ON item.id = m.item_id"
        " LEFT JOIN source ON source.id = item.source_id LEFT JOIN story ON story.id = m.story_id"
        " WHERE m.at >= :since AND m.state <> 'ignored'"
        f" AND {_of_subject(watch_id, others)} ORDER BY m.at, m.item_id",
        {"watch": watch_id, "since": clock.to_text(since)},
    )
    return rows.made("mention", found, RecentMention, key="item_id")


def topics(connection: sqlite3.Connection, since: datetime) -> dict[int, list[int]]:
    """By mention since a moment, the topics whose words it holds and that may raise alarms."""
    found: dict[int, list[int]] = {}
    for row in connection.execute(
        "SELECT watch_id, item_id FROM hit JOIN watch ON watch.id = watch_id"
        " JOIN mention USING (item_id) WHERE watch.kind = 'topic' AND watch.enabled"
        " AND watch.alarms AND hit.at >= ?",
        [clock.to_text(since)],
    ):
        found.setdefault(row["item_id"], []).append(row["watch_id"])
    return found


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


def remember_look(db: "Database", now: datetime) -> None:
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
