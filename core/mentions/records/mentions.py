"""Mentions, and what a list of them says besides."""

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core import clock
from core.mentions.kinds import MentionState, ToneBand
from core.mentions.model import Item, Mention
from core.mentions.records.decisions import WAITING
from core.mentions.records.items import item_of
from core.store import damage
from core.store.rows import of_many

if TYPE_CHECKING:
    from sqlite_utils import Database


_Test = tuple[str, list[Any]]
"""A condition of a row, and its values."""


@dataclass(frozen=True)
class Wanted:
    """Which rows of the inbox; what is empty does not narrow."""

    states: tuple[MentionState, ...] = ()
    bands: tuple[ToneBand, ...] = ()
    source_id: int | None = None
    watch_id: int | None = None
    """Hit by it, or put under it by the person."""
    story_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    """Before this moment."""
    query: str = ""
    """Of the full-text index (`core.mentions.watches.full_text`)."""
    unsure: bool = False
    """What has a name of ours alone and waits for the person; states and bands do not narrow."""
    ours: bool = False
    """Without what the person said is not ours."""
    everything: bool = False
    """All that was read, also what is not about the town; states and bands do not narrow then."""


@dataclass(frozen=True)
class Row:
    """One line of the inbox."""

    item: Item
    """Without its HTML."""
    mention: Mention | None
    """None for what was read and is not about the town."""
    source: str
    """Title of the source, or empty for what was noted by hand."""
    outlets: int
    """In how many places the story was told, this one included."""
    unsure: bool = False
    """It has a name of ours alone, and the person has not said whether it is ours."""


_WALKED = 7
"""Pieces of what a search finds that are looked through for its newest, each twice as long."""


def ids(connection: sqlite3.Connection, wanted: Wanted) -> "array[int]":
    """Ids of the items, newest first."""
    tests = _tests(wanted)
    if wanted.query:
        found = f"m.{_key(wanted)} IN (SELECT rowid FROM item_text WHERE item_text MATCH ?)"
        tests.append((found, [wanted.query]))
    return array("q", (row[1] for row in _ordered(connection, wanted, tests)))


def newest(connection: sqlite3.Connection, wanted: Wanted, most: int) -> "array[int]":
    """The first of `ids`, found without all the others: for a list to show at once.

    Nothing is said to have appeared after it was seen, and ids are given in the order of seeing:
    a search need not look further back than to what was seen before the last of these appeared.
    Of what is rare among the newest finds, fewer or none may be found.
    """
    tests = _tests(wanted)
    if not wanted.query:
        return array("q", (row[1] for row in _ordered(connection, wanted, tests, most)))
    cursor = connection.cursor()
    cursor.row_factory = None
    found = cursor.execute(
        "SELECT rowid FROM item_text WHERE item_text MATCH ? ORDER BY rowid DESC", [wanted.query]
    )
    kept: list[tuple[str, int]] = []
    for piece in range(1, _WALKED + 1):
        size = most * 2**piece
        part = [row[0] for row in found.fetchmany(size)]
        there = (f"m.{_key(wanted)} IN ({_marks(part)})", part)
        kept = sorted([*kept, *_ordered(connection, wanted, [there, *tests])], reverse=True)[:most]
        if len(part) < size or (len(kept) == most and kept[-1][0] >= _seen(connection, part)):
            break
    cursor.close()
    return array("q", (item_id for _at, item_id in kept))


def _seen(connection: sqlite3.Connection, item_ids: Sequence[int]) -> str:
    """When the last of these items was seen."""
    found = connection.execute("SELECT seen_at FROM item WHERE id = ?", [item_ids[-1]])
    return str(found.fetchone()[0])


def _ordered(
    connection: sqlite3.Connection, wanted: Wanted, tests: Sequence[_Test], most: int | None = None
) -> list[tuple[str, int]]:
    """Moment and id of what passes all tests, newest first."""
    table, key = ("item" if _of_items(wanted) else "mention"), _key(wanted)
    where = " WHERE " + " AND ".join(test for test, _values in tests) if tests else ""
    limit = "" if most is None else f" LIMIT {most}"
    sql = f"SELECT m.at, m.{key} FROM {table} AS m{where} ORDER BY m.at DESC, m.{key} DESC{limit}"
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(sql, [value for _test, values in tests for value in values]).fetchall()


def _of_items(wanted: Wanted) -> bool:
    return wanted.everything or wanted.unsure


def _key(wanted: Wanted) -> str:
    return "id" if _of_items(wanted) else "item_id"


def _tests(wanted: Wanted) -> list[_Test]:
    """What narrows, but for the search."""
    key = _key(wanted)
    tests: list[_Test] = [
        (f"m.{key} IN (SELECT id FROM item WHERE source_id = ?)", _given(wanted.source_id)),
        ("m.at >= ?", [clock.to_text(wanted.since)] if wanted.since else []),
        ("m.at < ?", [clock.to_text(wanted.until)] if wanted.until else []),
    ]
    hits = f"m.{key} IN (SELECT item_id FROM hit WHERE watch_id = ?)"
    if _of_items(wanted):
        tests.append((hits, _given(wanted.watch_id)))
    else:
        tests += [
            (f"({hits} OR m.topic_id = ?)", _given(wanted.watch_id) * 2),
            (f"m.state IN ({_marks(wanted.states)})", list(wanted.states)),
            ("m.state <> ?", [MentionState.IGNORED] if wanted.ours else []),
            (f"coalesce(m.tone_set, m.tone) IN ({_marks(wanted.bands)})", list(wanted.bands)),
            ("m.story_id = ?", _given(wanted.story_id)),
        ]
    made = [(test, values) for test, values in tests if values]
    return [*made, (f"m.id IN ({WAITING})", [])] if wanted.unsure else made


def _given(value: int | None) -> list[Any]:
    return [] if value is None else [value]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def rows(connection: sqlite3.Connection, item_ids: Sequence[int]) -> list[Row]:
    """Lines of the inbox by their ids, in the order asked for; those gone are left out."""
    query = (
        "SELECT item.id, item.source_id, item.at, item.seen_at, item.dated, item.title,"
        " item.text, item.link, item.outlet, item.author, item.language, NULL AS html,"
        " coalesce(source.title, '') AS source_title, m.item_id, m.state, m.to_answer_at,"
        " m.answered_at, m.story_id, m.tone, m.tone_words, m.tone_set, m.topic_id, m.note,"
        " CASE WHEN m.story_id IS NULL THEN 1 ELSE (SELECT count(DISTINCT"
        " coalesce(nullif(i.outlet, ''), 'source ' || i.source_id)) FROM mention AS o"
        " JOIN item AS i ON i.id = o.item_id WHERE o.story_id = m.story_id) END AS outlets,"
        " m.item_id IS NULL AND EXISTS (SELECT 1 FROM doubt AS d WHERE d.item_id = item.id)"
        " AND NOT EXISTS (SELECT 1 FROM verdict AS v WHERE v.item_id = item.id) AS unsure"
        " FROM item LEFT JOIN mention AS m ON m.item_id = item.id"
        " LEFT JOIN source ON source.id = item.source_id"
        " WHERE item.id IN ({marks})"
    )
    there = of_many(connection, query, item_ids)
    found = {row.item.id: row for row in damage.each("mention", there, _row_of)}
    return [found[item_id] for item_id in item_ids if item_id in found]


def _row_of(row: sqlite3.Row) -> Row:
    mention = None if row["item_id"] is None else mention_of(row)
    return Row(item_of(row), mention, row["source_title"], row["outlets"], bool(row["unsure"]))


def not_yet(connection: sqlite3.Connection, item_ids: Sequence[int]) -> list[int]:
    """Those of these items that are no mention."""
    query = "SELECT item_id FROM mention WHERE item_id IN ({marks})"
    there = {row["item_id"] for row in of_many(connection, query, item_ids)}
    return [number for number in item_ids if number not in there]


def mention_of(row: sqlite3.Row) -> Mention:
    """The mention of a row that has all its columns."""
    return Mention(
        item_id=row["item_id"],
        at=clock.from_text(row["at"]),
        state=MentionState(row["state"]),
        to_answer_at=_moment(row["to_answer_at"]),
        answered_at=_moment(row["answered_at"]),
        story_id=row["story_id"],
        tone=ToneBand(row["tone"]),
        tone_words=tuple(row["tone_words"].splitlines()),
        tone_set=ToneBand(row["tone_set"]) if row["tone_set"] else None,
        topic_id=row["topic_id"],
        note=row["note"],
    )


def _moment(text: str | None) -> datetime | None:
    return clock.from_text(text) if text else None


def add(db: "Database", mentions: Iterable[Mention]) -> None:
    """Store new mentions; of an item that is one already nothing changes."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO mention (item_id, at, state, to_answer_at, answered_at, story_id,"
        " tone, tone_words, tone_set, topic_id, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                mention.item_id,
                clock.to_text(mention.at),
                mention.state,
                mention.to_answer_at and clock.to_text(mention.to_answer_at),
                mention.answered_at and clock.to_text(mention.answered_at),
                mention.story_id,
                mention.tone,
                "\n".join(mention.tone_words),
                mention.tone_set,
                mention.topic_id,
                mention.note,
            )
            for mention in mentions
        ],
    )


def set_state(db: "Database", item_ids: Iterable[int], state: MentionState, now: datetime) -> None:
    """Say what was done with mentions; when they were to be answered, and were, is kept."""
    stamp = clock.to_text(now)
    waited = "coalesce(to_answer_at, :now)"
    asked, answered = {
        MentionState.TO_ANSWER: (waited, "NULL"),
        MentionState.ANSWERED: (waited, ":now"),
    }.get(state, ("to_answer_at", "NULL"))
    db.conn.executemany(
        f"UPDATE mention SET state = :state, to_answer_at = {asked}, answered_at = {answered}"
        " WHERE item_id = :id",
        [{"state": state, "now": stamp, "id": item_id} for item_id in item_ids],
    )


def set_tone(db: "Database", item_ids: Iterable[int], band: ToneBand | None) -> None:
    """The person's word about the tone; None: the hint stands again."""
    db.conn.executemany(
        "UPDATE mention SET tone_set = ? WHERE item_id = ?",
        [(band, item_id) for item_id in item_ids],
    )


def set_note(db: "Database", item_id: int, note: str) -> None:
    """What the person wrote down about a mention."""
    db.conn.execute("UPDATE mention SET note = ? WHERE item_id = ?", [note, item_id])


def set_topic(db: "Database", item_ids: Iterable[int], topic_id: int | None) -> None:
    """Under which topic the person put mentions; None: what the topics' words say."""
    db.conn.executemany(
        "UPDATE mention SET topic_id = ? WHERE item_id = ?",
        [(topic_id, item_id) for item_id in item_ids],
    )


def counts(connection: sqlite3.Connection) -> dict[MentionState, int]:
    """Mentions by what was done with them; states without any are there with 0."""
    found = connection.execute("SELECT state, count(*) AS many FROM mention GROUP BY state")
    counted = damage.readable(
        "mention", found, lambda row: (MentionState(row["state"]), int(row["many"])), "state"
    )
    return dict.fromkeys(MentionState, 0) | dict(counted)


def waiting_since(connection: sqlite3.Connection) -> datetime | None:
    """When the first of those to be answered was put aside; None where none waits."""
    query = "SELECT min(to_answer_at) AS first FROM mention WHERE state = 'to_answer'"
    found = damage.readable(
        "mention", connection.execute(query), lambda row: _moment(row["first"]), "first"
    )
    return found[0] if found else None


def topics_of(connection: sqlite3.Connection, item_ids: Sequence[int]) -> dict[int, list[str]]:
    """By item, the topics the person put it under, or else those in use that it hits."""
    found: dict[int, list[str]] = defaultdict(list)
    for marks, part in _parts(item_ids):
        for row in connection.execute(
            "SELECT m.item_id, w.position, w.title FROM mention AS m"
            f" JOIN watch AS w ON w.id = m.topic_id WHERE m.item_id IN ({marks})"
            " UNION ALL SELECT h.item_id, w.position, w.title FROM hit AS h"
            " JOIN watch AS w ON w.id = h.watch_id AND w.kind = 'topic' AND w.enabled"
            " LEFT JOIN mention AS m ON m.item_id = h.item_id"
            f" WHERE m.topic_id IS NULL AND h.item_id IN ({marks}) ORDER BY 2",
            [*part, *part],
        ):
            found[row["item_id"]].append(row["title"])
    return found


def stories_of(connection: sqlite3.Connection, item_ids: Sequence[int]) -> dict[int, str]:
    """By item, the title of its story."""
    found: dict[int, str] = {}
    for marks, part in _parts(item_ids):
        for row in connection.execute(
            "SELECT m.item_id, story.title FROM mention AS m JOIN story ON story.id = m.story_id"
            f" WHERE m.item_id IN ({marks})",
            part,
        ):
            found[row["item_id"]] = row["title"]
    return found


def _parts(item_ids: Sequence[int]) -> list[tuple[str, list[int]]]:
    """Marks and values for as many ids as one statement takes twice."""
    parts = [list(item_ids[start : start + 400]) for start in range(0, len(item_ids), 400)]
    return [(", ".join("?" * len(part)), part) for part in parts]
