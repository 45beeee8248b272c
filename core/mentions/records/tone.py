"""What the person said about tone, and the hints that follow from it."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.mentions.kinds import ToneBand
from core.store import damage, rows

if TYPE_CHECKING:
    from sqlite_utils import Database

_LABELS = 1000
"""The newest labels say how the person judges now, and more would take long to learn."""
TEXT_READ = 600
"""Characters of a text that count; what follows is seldom about the same."""

_TEXT = f"substr(item.text, 1, {TEXT_READ})"


@dataclass(frozen=True)
class Stored:
    """A mention with its hint as it is stored."""

    item_id: int
    title: str
    text: str
    """Its beginning."""
    band: ToneBand
    words: tuple[str, ...]
    story_band: ToneBand | None
    """What the person said about its story."""


def words(connection: sqlite3.Connection) -> dict[str, float]:
    """The person's words and their weights; 0: it says nothing."""
    found = connection.execute("SELECT word, weight FROM tone_word ORDER BY word")
    return {row["word"]: row["weight"] for row in found}


def set_word(db: "Database", word: str, weight: float | None) -> None:
    """Store the person's weight of a word, or forget it."""
    if weight is None:
        db.conn.execute("DELETE FROM tone_word WHERE word = ?", [word])
        return
    db.conn.execute(
        "INSERT INTO tone_word (word, weight) VALUES (?, ?)"
        " ON CONFLICT (word) DO UPDATE SET weight = excluded.weight",
        [word, weight],
    )


def labels(connection: sqlite3.Connection) -> list[tuple[str, str, ToneBand]]:
    """Title, beginning of the text and the person's band, in the order of time.

    What was said alike about several mentions of a story counts once, at the first of them.
    """
    found = connection.execute(
        f"SELECT item_id, title, {_TEXT} AS text, tone_set FROM (SELECT min(item_id) AS item_id,"
        " at, tone_set FROM mention WHERE tone_set IS NOT NULL"
        " GROUP BY coalesce(story_id, -item_id), tone_set"
        f" ORDER BY at DESC, item_id DESC LIMIT {_LABELS}) AS label"
        " JOIN item ON item.id = label.item_id ORDER BY label.at, label.item_id"
    )
    return damage.readable(
        "mention",
        found,
        lambda row: (row["title"], row["text"], ToneBand(row["tone_set"])),
        "item_id",
    )


def stories_of(connection: sqlite3.Connection, item_ids: Sequence[int]) -> list[int]:
    """The stories these mentions are of."""
    query = (
        "SELECT DISTINCT story_id FROM mention WHERE story_id IS NOT NULL AND item_id IN ({marks})"
    )
    return sorted({row["story_id"] for row in rows.of_many(connection, query, item_ids)})


def remember(db: "Database", story_ids: Iterable[int], band: ToneBand) -> None:
    """Stories take the person's word; it is the hint of their mentions that have none of their own.

    Words that spoke for another band go.
    """
    for story_id in story_ids:
        db.conn.execute("UPDATE story SET tone_set = ? WHERE id = ?", [band, story_id])
        db.conn.execute(
            "UPDATE mention SET tone = :band, tone_words = ''"
            " WHERE story_id = :story AND tone_set IS NULL AND tone <> :band",
            {"band": band, "story": story_id},
        )


def recall(db: "Database", story_ids: Iterable[int]) -> None:
    """Stories remember what is still said about the newest of their mentions, or nothing."""
    db.conn.executemany(
        "UPDATE story SET tone_set = (SELECT tone_set FROM mention WHERE story_id = story.id"
        " AND tone_set IS NOT NULL ORDER BY at DESC, item_id DESC LIMIT 1) WHERE id = ?",
        [(story_id,) for story_id in story_ids],
    )


_SELECT = (
    f"SELECT item.id, item.title, {_TEXT} AS text, m.tone, m.tone_words, story.tone_set"
    " FROM mention AS m JOIN item ON item.id = m.item_id LEFT JOIN story ON story.id = m.story_id"
)


def hints_in(connection: sqlite3.Connection, story_ids: Iterable[int]) -> Iterator[Stored]:
    """The mentions of some stories with their hints."""
    for story_id in story_ids:
        yield from _stored(connection.execute(f"{_SELECT} WHERE m.story_id = ?", [story_id]))


def hints_saying(connection: sqlite3.Connection, word: str) -> Iterator[Stored]:
    """The mentions that say a word or phrase, folded and without marks, with their hints."""
    query = '"{}"'.format(word.replace("ñ", "ŋ"))
    return _stored(
        connection.execute(
            f"{_SELECT} WHERE m.item_id IN (SELECT rowid FROM item_text WHERE item_text MATCH ?)",
            [query],
        )
    )


def _stored(found: sqlite3.Cursor) -> Iterator[Stored]:
    def made(row: sqlite3.Row) -> Stored:
        return Stored(
            item_id=row["id"],
            title=row["title"],
            text=row["text"],
            band=ToneBand(row["tone"]),
            words=tuple(row["tone_words"].splitlines()),
            story_band=ToneBand(row["tone_set"]) if row["tone_set"] else None,
        )

    return damage.each("mention", found, made)


def set_hints(db: "Database", found: Iterable[tuple[int, ToneBand, tuple[str, ...]]]) -> None:
    """Store hints: item, band, words."""
    db.conn.executemany(
        "UPDATE mention SET tone = ?, tone_words = ? WHERE item_id = ?",
        [(band, "\n".join(said), item_id) for item_id, band, said in found],
    )
