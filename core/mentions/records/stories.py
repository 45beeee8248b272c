"""Stories: the mentions of one event."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core import clock
from core.mentions.kinds import ToneBand
from core.mentions.model import Story
from core.store import damage, rows

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class Member:
    """A mention as far as its story goes."""

    item_id: int
    at: datetime
    source_id: int | None
    title: str
    text: str
    link: str
    outlet: str
    story_id: int


def members(connection: sqlite3.Connection, since: datetime, until: datetime) -> list[Member]:
    """The mentions of a stretch of time that have a story, oldest first."""
    return _members(
        connection,
        "m.at >= ? AND m.at <= ? AND m.story_id IS NOT NULL",
        [clock.to_text(since), clock.to_text(until)],
    )


def members_of(connection: sqlite3.Connection, story_id: int) -> list[Member]:
    """The mentions of one story, oldest first; of the same moment, the one seen first."""
    return _members(connection, "m.story_id = ?", [story_id])


def _members(
    connection: sqlite3.Connection, where: str, values: Sequence[str | int]
) -> list[Member]:
    found = connection.execute(
        "SELECT m.item_id, m.at, item.source_id, item.title, item.text, item.link, item.outlet,"
        " m.story_id FROM mention AS m JOIN item ON item.id = m.item_id"
        f" WHERE {where} ORDER BY m.at, item.seen_at, m.item_id",
        values,
    )
    return rows.made("mention", found, Member, key="item_id")


def placed(connection: sqlite3.Connection, item_ids: Sequence[int]) -> dict[int, int | None]:
    """By item that is a mention already, its story."""
    query = "SELECT item_id, story_id FROM mention WHERE item_id IN ({marks})"
    found = rows.of_many(connection, query, item_ids)
    return {row["item_id"]: row["story_id"] for row in found}


def one(connection: sqlite3.Connection, story_id: int) -> Story | None:
    """One story, or None."""
    found = connection.execute("SELECT * FROM story WHERE id = ?", [story_id])
    return next(iter(rows.made("story", found, Story)), None)


def story_of(connection: sqlite3.Connection, item_id: int) -> int | None:
    """The story of a mention, or None."""
    return placed(connection, [item_id]).get(item_id)


def add(db: "Database", title: str, first_at: datetime, last_at: datetime) -> int:
    """Store a new story; returns its id."""
    cursor = db.conn.execute(
        "INSERT INTO story (title, first_at, last_at) VALUES (?, ?, ?)",
        [title, clock.to_text(first_at), clock.to_text(last_at)],
    )
    return int(cursor.lastrowid or 0)


def save(db: "Database", stories: Iterable[Story]) -> None:
    """Store title and moments of stories that exist; the person's word on the tone stays."""
    db.conn.executemany(
        "UPDATE story SET title = ?, first_at = ?, last_at = ? WHERE id = ?",
        [
            (story.title, clock.to_text(story.first_at), clock.to_text(story.last_at), story.id)
            for story in stories
        ],
    )


def put(db: "Database", item_id: int, story_id: int) -> None:
    """Move a mention to a story."""
    db.conn.execute("UPDATE mention SET story_id = ? WHERE item_id = ?", [story_id, item_id])


def source_titles(connection: sqlite3.Connection) -> dict[int, str]:
    """Titles of all sources, also of those taken away."""
    found = connection.execute("SELECT id, title FROM source")
    return {row["id"]: row["title"] for row in found}


def tones_set(connection: sqlite3.Connection, story_ids: Collection[int]) -> dict[int, ToneBand]:
    """The person's word on the tone of stories; those without one are left out."""
    query = "SELECT id, tone_set FROM story WHERE tone_set IS NOT NULL AND id IN ({marks})"
    there = rows.of_many(connection, query, sorted(story_ids))
    return dict(damage.each("story", there, lambda row: (row["id"], ToneBand(row["tone_set"]))))


def delete_empty(db: "Database") -> int:
    """Remove the stories that no mention belongs to any more; returns how many."""
    return db.conn.execute(
        "DELETE FROM story WHERE NOT EXISTS"
        " (SELECT 1 FROM mention WHERE mention.story_id = story.id)"
    ).rowcount
