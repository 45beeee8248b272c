"""Watches, and what they find in the full-text index."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from core import clock
from core.mentions.model import Item, Watch
from core.mentions.records import items as stored
from core.store import rows, suggestions
from core.store.full_text import TOKENIZER
from core.store.rows import TableShape

if TYPE_CHECKING:
    from sqlite_utils import Database


TABLE = "watch"
"""How suggestion marks name watches."""

_SHAPE = TableShape(
    TABLE,
    Watch,
    lines=frozenset({"any_of", "all_of", "near", "none_of", "longer"}),
    elsewhere=frozenset({"suggested"}),
)


def everything(connection: sqlite3.Connection) -> list[Watch]:
    """The watches, in the person's order."""
    reasons = suggestions.reasons(connection, TABLE)
    return rows.select(connection, _SHAPE, suggested=reasons)


def add(db: "Database", watch: Watch) -> int:
    """Store a new watch, last in the list; returns its id."""
    watch_id = rows.insert(db, _SHAPE, watch)
    place = "(SELECT coalesce(max(position), 0) + 1 FROM watch)"
    db.conn.execute(f"UPDATE watch SET position = {place} WHERE id = ?", [watch_id])
    return watch_id


def save(db: "Database", watch: Watch) -> None:
    """Store every field of a watch that exists; it is no longer a suggestion."""
    rows.update(db, _SHAPE, watch)
    suggestions.settle(db, TABLE, watch.id)


def delete(db: "Database", watch_id: int) -> None:
    """Remove a watch and its hits; its alarms stay, under the title it had."""
    suggestions.settle(db, TABLE, watch_id)
    rows.delete(db, _SHAPE, watch_id)


def applied(connection: sqlite3.Connection) -> dict[int, str]:
    """By watch, the fingerprint of the rules by which its hits were found."""
    found = connection.execute("SELECT watch_id, fingerprint FROM applied")
    return {row["watch_id"]: row["fingerprint"] for row in found}


def add_hits(db: "Database", hits: Iterable[tuple[int, datetime, int]]) -> None:
    """Store hits of new items: watch, moment of the item, item."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO hit (watch_id, at, item_id) VALUES (?, ?, ?)",
        [(watch_id, clock.to_text(at), item_id) for watch_id, at, item_id in hits],
    )


def hits_of(connection: sqlite3.Connection, item_id: int) -> list[int]:
    """The watches that one item hit, by id."""
    found = connection.execute(
        "SELECT watch_id FROM hit WHERE item_id = ? ORDER BY watch_id", [item_id]
    )
    return [row["watch_id"] for row in found]


def hits_among(connection: sqlite3.Connection, item_ids: Sequence[int]) -> dict[int, list[int]]:
    """The watches that items hit, by item; an item that hit none is left out."""
    found: dict[int, list[int]] = {}
    query = (
        "SELECT item_id, watch_id FROM hit WHERE item_id IN ({marks}) ORDER BY item_id, watch_id"
    )
    for row in rows.of_many(connection, query, item_ids):
        found.setdefault(row["item_id"], []).append(row["watch_id"])
    return found


def counts(connection: sqlite3.Connection) -> dict[int, int]:
    """Hits by watch."""
    found = connection.execute("SELECT watch_id, count(*) AS hits FROM hit GROUP BY watch_id")
    return {row["watch_id"]: row["hits"] for row in found}


_APART = (
    "CREATE VIRTUAL TABLE apart USING fts5(title, text, content='', columnsize=0,"
    f" tokenize='{TOKENIZER}')"
)
"""Reads words as `item_text` does."""

_AT_ONCE = 1 << 28
"""Bytes that are indexed before a piece is closed: the words of what is read in one round."""

_FEW = 1_000
"""Items of which another index is made in less time than a large one is asked."""


class CandidateItem(NamedTuple):
    """An item that the index found, to be looked at more closely."""

    item_id: int
    source_id: int | None
    title: str
    text: str


@dataclass(frozen=True)
class Without:
    """What is no hit of a watch, by id."""

    refuted: frozenset[int] = frozenset()
    unsure: frozenset[int] = frozenset()
    """Where only the name stands."""
    unnamed: frozenset[int] = frozenset()
    """What the index does not find, and a search for the town brought."""


def among(
    items: Sequence[Item], queries: Iterable[str], stored: sqlite3.Connection | None = None
) -> Iterator[list[int]]:
    """For each query, in their order, the ids of those of these items that it finds.

    `stored` is given where they are the last of all that is stored and indexed. A few are put into
    an index of their own in memory all the same: they take milliseconds so however much is stored.
    """
    if stored is not None and len(items) > _FEW:
        yield from _found(stored, "item_text", queries, items[0].id)
        return
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(_APART)
        # In one piece, hundreds of queries take a seventh of the time.
        connection.execute("INSERT INTO apart (apart, rank) VALUES ('hashsize', ?)", [_AT_ONCE])
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO apart (rowid, title, text) VALUES (?, ?, ?)",
            [(item.id, _indexed(item.title), _indexed(item.text)) for item in items],
        )
        connection.execute("COMMIT")
        yield from _found(connection, "apart", queries)


def _found(
    connection: sqlite3.Connection, index: str, queries: Iterable[str], first: int = 0
) -> Iterator[list[int]]:
    """What each query finds in an index, from one id on."""
    sql = f"SELECT rowid FROM {index} WHERE {index} MATCH ? AND rowid >= ?"
    for query in queries:
        yield [row[0] for row in connection.execute(sql, [query, first])]


def _indexed(text: str) -> str:
    """As the view `item_indexed` has it."""
    return text.replace("ñ", "ŋ").replace("Ñ", "Ŋ")


def candidates(connection: sqlite3.Connection, query: str) -> Iterator[CandidateItem]:
    """Every stored item that a query finds, with its texts, in no order."""
    cursor = connection.cursor()
    cursor.row_factory = None
    found = cursor.execute(
        "SELECT item.id, item.source_id, item.title, item.text FROM item_text AS found"
        " JOIN item ON item.id = found.rowid WHERE item_text MATCH ?",
        [query],
    )
    return map(CandidateItem._make, found)


def from_sources(
    connection: sqlite3.Connection, source_ids: Iterable[int]
) -> Iterator[CandidateItem]:
    """Every stored item of some sources, with its texts, in no order."""
    for source_id in source_ids:
        cursor = connection.cursor()
        cursor.row_factory = None
        found = cursor.execute(
            "SELECT id, source_id, title, text FROM item WHERE source_id = ?", [source_id]
        )
        yield from map(CandidateItem._make, found)


def count(connection: sqlite3.Connection, query: str) -> int:
    """How many stored items a query finds."""
    found = connection.execute("SELECT count(*) FROM item_text WHERE item_text MATCH ?", [query])
    return int(found.fetchone()[0])


def newest(
    connection: sqlite3.Connection, query: str, without: frozenset[int], limit: int
) -> list[Item]:
    """The newest items that a query finds and that are not among `without`, newest first."""
    found = connection.execute(
        "SELECT id FROM item WHERE id IN (SELECT rowid FROM item_text WHERE item_text MATCH ?)"
        " ORDER BY at DESC, id DESC",
        [query],
    )
    ids: list[int] = []
    for row in found:
        if len(ids) == limit:
            break
        if row["id"] not in without:
            ids.append(row["id"])
    found.close()
    return stored.some(connection, ids)


def replace_hits(
    db: "Database", watch_id: int, query: str, without: Without, fingerprint: str
) -> None:
    """Have a watch hit what a query finds and is not among `without`; an empty one finds nothing.

    `fingerprint` is that of the rules by which they were found.
    """
    db.conn.execute("DELETE FROM hit WHERE watch_id = ?", [watch_id])
    db.conn.execute("DELETE FROM doubt WHERE watch_id = ?", [watch_id])
    if query:
        db.conn.execute(
            "INSERT INTO hit (watch_id, at, item_id) SELECT ?, at, id FROM item"
            " WHERE id IN (SELECT rowid FROM item_text WHERE item_text MATCH ?) ORDER BY at, id",
            [watch_id, query],
        )
    db.conn.executemany(
        "DELETE FROM hit WHERE watch_id = ? AND item_id = ?"
        " AND at = (SELECT at FROM item WHERE id = item_id)",
        [(watch_id, item_id) for item_id in without.refuted | without.unsure],
    )
    db.conn.executemany(
        "INSERT INTO doubt (watch_id, at, item_id) SELECT ?, at, id FROM item WHERE id = ?",
        [(watch_id, item_id) for item_id in without.unsure | without.unnamed],
    )
    db.conn.execute(
        "INSERT OR REPLACE INTO applied (watch_id, fingerprint) VALUES (?, ?)",
        [watch_id, fingerprint],
    )


_ABOUT_US = (
    "SELECT item_id FROM hit JOIN watch ON watch.id = watch_id WHERE watch.kind = 'subject'"
    " UNION SELECT item.id FROM item JOIN source ON source.id = source_id WHERE source.own = 1"
    " UNION SELECT item_id FROM verdict WHERE ours = 1"
    " EXCEPT SELECT item_id FROM verdict WHERE ours = 0"
)
"""By a rule, unless the person said that it is or is not."""


def not_yet_mentions(connection: sqlite3.Connection) -> list[int]:
    """Items about the town that are no mention, oldest first."""
    found = connection.execute(
        f"SELECT id FROM item WHERE id IN ({_ABOUT_US} EXCEPT SELECT item_id FROM mention)"
        " ORDER BY at, id"
    )
    return [row["id"] for row in found]


def without_story(connection: sqlite3.Connection) -> list[int]:
    """Mentions whose story was undone, oldest first."""
    found = connection.execute("SELECT item_id FROM mention WHERE story_id IS NULL ORDER BY at")
    return [row["item_id"] for row in found]


_UNFOUNDED = (
    "state IN ('new', 'read') AND note = '' AND tone_set IS NULL AND topic_id IS NULL"
    f" AND item_id NOT IN ({_ABOUT_US})"
    " AND item_id NOT IN (SELECT id FROM item WHERE source_id IS NULL)"
    " AND item_id NOT IN (SELECT item_id FROM evidence)"
    " AND item_id NOT IN (SELECT item_id FROM alarm_item)"
)


def has_unfounded(connection: sqlite3.Connection) -> bool:
    """Whether `drop_unfounded` would remove anything."""
    found = connection.execute(f"SELECT 1 FROM mention WHERE {_UNFOUNDED} LIMIT 1")
    return found.fetchone() is not None


def drop_unfounded(db: "Database") -> int:
    """Remove the mentions that are not about the town any more and that nobody decided about.

    Having read one is no decision; evidence, what is in an alarm and what was noted by hand stay.
    Returns how many went.
    """
    return db.conn.execute(f"DELETE FROM mention WHERE {_UNFOUNDED}").rowcount
