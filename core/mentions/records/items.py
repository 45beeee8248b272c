"""Everything that was read: storing it, finding it again, letting it go."""

import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from core import clock
from core.mentions.model import Item
from core.store import damage, rows

if TYPE_CHECKING:
    from sqlite_utils import Database


class NewItem(NamedTuple):
    """An item about to be stored, with its identity within its source."""

    key: bytes
    item: Item


_COLUMNS = (
    "id", "source_id", "key", "at", "seen_at", "dated", "title", "text", "link", "outlet", "author",
    "language", "html",
)  # fmt: skip
_INSERT = f"INSERT INTO item ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


def add(db: "Database", new: Iterable[NewItem]) -> list[Item]:
    """Store items, each source's key once; returns those that were not there, with their ids."""
    fresh = _fresh(db.conn, new)
    row = db.conn.execute("SELECT seq FROM sqlite_sequence WHERE name = 'item'").fetchone()
    first = (row["seq"] if row else 0) + 1
    stored = [_numbered(item.item, number) for number, item in enumerate(fresh, first)]
    told = zip(fresh, stored, strict=True)
    db.conn.executemany(_INSERT, [_row(new_item.key, item) for new_item, item in told])
    return stored


def _numbered(item: Item, number: int) -> Item:
    """A copy with its id, made of its dictionary: the constructor takes three times as long."""
    copy = object.__new__(Item)
    vars(copy).update(vars(item), id=number)
    return copy


def _fresh(connection: sqlite3.Connection, new: Iterable[NewItem]) -> list[NewItem]:
    """Those whose source has not their key; what has no source is always new."""
    kept: dict[object, NewItem] = {}
    by_source: dict[int, list[bytes]] = {}
    for item in new:
        source_id = item.item.source_id
        if source_id is not None:
            by_source.setdefault(source_id, []).append(item.key)
        kept.setdefault(object() if source_id is None else (source_id, item.key), item)
    for source_id, keys in by_source.items():
        for key in known_keys(connection, source_id, keys):
            del kept[source_id, key]
    return list(kept.values())


def index_later(db: "Database") -> None:
    """Have all items that are added from now on wait for `index`: no search finds them before.

    To be followed by it in the same change.
    """
    db.conn.execute(
        "INSERT INTO unindexed (first) SELECT (SELECT coalesce(max(id), 0) + 1 FROM item)"
        " WHERE NOT EXISTS (SELECT 1 FROM unindexed)"
    )


def index(db: "Database") -> None:
    """Put what waits into the full-text index, in one piece."""
    db.conn.execute(
        "INSERT INTO item_text (rowid, title, text) SELECT id, title, text FROM item_indexed"
        " WHERE id >= (SELECT min(first) FROM unindexed)"
    )
    db.conn.execute("DELETE FROM unindexed")


def _row(key: bytes, item: Item) -> tuple[Any, ...]:
    return (
        item.id,
        item.source_id,
        key,
        clock.to_text(item.at),
        clock.to_text(item.seen_at),
        int(item.dated),
        item.title,
        item.text,
        item.link,
        item.outlet,
        item.author,
        item.language,
        zlib.compress(item.html.encode(), 6) if item.html else None,
    )


def known_keys(connection: sqlite3.Connection, source_id: int, keys: Sequence[bytes]) -> set[bytes]:
    """Which of these identities a source has already."""
    query = "SELECT key FROM item WHERE source_id = ? AND key IN ({marks})"
    return {row["key"] for row in rows.of_many(connection, query, keys, source_id)}


def one(connection: sqlite3.Connection, item_id: int) -> Item | None:
    """One item with its HTML, or None."""
    found = connection.execute("SELECT * FROM item WHERE id = ?", [item_id])
    return next(iter(damage.readable("item", found, item_of)), None)


def some(connection: sqlite3.Connection, item_ids: Sequence[int]) -> list[Item]:
    """Items by their ids, without their HTML, in the order asked for; those gone are left out."""
    query = (
        "SELECT id, source_id, at, seen_at, dated, title, text, link, outlet, author, language,"
        " NULL AS html FROM item WHERE id IN ({marks})"
    )
    there = rows.of_many(connection, query, item_ids)
    found = {item.id: item for item in damage.each("item", there, item_of)}
    return [found[item_id] for item_id in item_ids if item_id in found]


def item_of(row: sqlite3.Row) -> Item:
    """The item of a row that has all its columns."""
    return Item(
        id=row["id"],
        source_id=row["source_id"],
        at=clock.from_text(row["at"]),
        seen_at=clock.from_text(row["seen_at"]),
        title=row["title"],
        text=row["text"],
        link=row["link"],
        outlet=row["outlet"],
        author=row["author"],
        language=row["language"],
        dated=bool(row["dated"]),
        html=zlib.decompress(row["html"]).decode() if row["html"] else "",
    )


def bodies(connection: sqlite3.Connection) -> int:
    """Reads every item with its HTML; how many can be read."""
    return sum(
        1 for _item in damage.each("item", connection.execute("SELECT * FROM item"), item_of)
    )


_LET_GO = (
    "item.at < :before AND item.seen_at < :before"
    " AND item.id NOT IN (SELECT item_id FROM evidence)"
    " AND item.id NOT IN (SELECT item_id FROM alarm_item JOIN alarm ON alarm.id = alarm_id"
    " WHERE alarm.state = 'confirmed')"
)


def older(connection: sqlite3.Connection, before: datetime) -> int:
    """How many are older and no evidence, nor of an alarm that was right."""
    query = f"SELECT count(*) FROM item WHERE {_LET_GO}"
    return int(connection.execute(query, {"before": clock.to_text(before)}).fetchone()[0])


def expire(db: "Database", before: datetime) -> list[int]:
    """Let go what `older` counts; returns the stories that told of it."""
    values = {"before": clock.to_text(before)}
    found = db.conn.execute(
        "SELECT DISTINCT story_id FROM mention JOIN item ON item.id = item_id"
        f" WHERE story_id IS NOT NULL AND {_LET_GO} ORDER BY story_id",
        values,
    ).fetchall()
    db.conn.execute(f"DELETE FROM item WHERE {_LET_GO}", values)
    return [row["story_id"] for row in found]


def newest_dated(connection: sqlite3.Connection) -> datetime | None:
    """When the newest item appeared that whoever published it dated: no matter of our clock."""
    row = connection.execute(
        "SELECT at FROM item WHERE dated = 1 AND source_id IS NOT NULL ORDER BY at DESC LIMIT 1"
    ).fetchone()
    return clock.from_text(row["at"]) if row else None


def newest_times(connection: sqlite3.Connection, source_id: int, most: int) -> list[datetime]:
    """Moments of the newest items of a source, newest first."""
    found = connection.execute(
        "SELECT at, source_id FROM item WHERE source_id = ? ORDER BY at DESC LIMIT ?",
        [source_id, most],
    )
    return damage.readable("source", found, lambda row: clock.from_text(row["at"]), "source_id")


def count(connection: sqlite3.Connection) -> int:
    """How many items there are."""
    return int(connection.execute("SELECT count(*) FROM item").fetchone()[0])
