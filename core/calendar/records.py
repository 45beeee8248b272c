"""All SQL of the calendar."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date
from typing import TYPE_CHECKING, Any

from core.calendar.model import (
    CalendarItem,
    Election,
    ElectoralDecision,
    ItemText,
    Publication,
    Series,
)
from core.days import moments
from core.store import rows, suggestions
from core.store.rows import Links, TableShape

if TYPE_CHECKING:
    from sqlite_utils import Database

TABLE = "calendar_item"
"""How suggestion marks name the items."""

_ITEM = TableShape(
    TABLE,
    CalendarItem,
    order="day IS NULL, day, hour IS NOT NULL, hour, id",
    links={
        "channels": Links("calendar_channel", "item_id", "channel_id"),
        "audiences": Links("calendar_audience", "item_id", "audience_id"),
    },
    elsewhere=frozenset({"texts", "suggested"}),
)
_PUBLISHED = TableShape("calendar_published", Publication, order="published_at, id")
_DECISION = TableShape("electoral_decision", ElectoralDecision, order="decided_at, id")
_SERIES = TableShape("series", Series, order="id")
_ELECTION = TableShape("election", Election, order="called_on, id")


def every(
    connection: sqlite3.Connection, start: date | None = None, end: date | None = None
) -> list[CalendarItem]:
    """Items in order of day and hour: all of them, or those from one day to another."""
    if start is None or end is None:
        return _loaded(connection, "", [])
    return _loaded(connection, "day BETWEEN ? AND ?", [start.isoformat(), end.isoformat()])


def from_day(connection: sqlite3.Connection, day: date, most: int) -> list[CalendarItem]:
    """The first so many items from a day on."""
    first = f"SELECT id FROM {TABLE} WHERE day >= ? ORDER BY {_ITEM.order} LIMIT ?"
    return _loaded(connection, f"id IN ({first})", [day.isoformat(), most])


def count(connection: sqlite3.Connection) -> int:
    """How many items there are."""
    found: int = connection.execute(f"SELECT count(*) FROM {TABLE}").fetchone()[0]
    return found


def held(connection: sqlite3.Connection) -> list[CalendarItem]:
    """What is held, in order of day and hour."""
    return _loaded(connection, "state = 'held'", [])


def without_day(connection: sqlite3.Connection) -> list[CalendarItem]:
    """Ideas for any day."""
    return _loaded(connection, "day IS NULL", [])


def last_day(connection: sqlite3.Connection) -> date | None:
    """The last day that has an item."""
    found = connection.execute(f"SELECT max(day) FROM {TABLE}").fetchone()[0]
    return date.fromisoformat(found) if found else None


def one(connection: sqlite3.Connection, item_id: int) -> CalendarItem | None:
    """An item, or None when it is gone."""
    return next(iter(_loaded(connection, "id = ?", [item_id])), None)


def some(connection: sqlite3.Connection, ids: Iterable[int]) -> list[CalendarItem]:
    """Those of these ids that are there."""
    return _loaded(connection, "id IN (SELECT value FROM json_each(?))", [json.dumps([*ids])])


def of_series(connection: sqlite3.Connection, series_id: int) -> list[CalendarItem]:
    """What belongs together."""
    return _loaded(connection, "series_id = ?", [series_id])


def of_mention(connection: sqlite3.Connection, mention_id: int) -> CalendarItem | None:
    """The first item that a mention became, or None."""
    return next(iter(_loaded(connection, "mention_id = ?", [mention_id])), None)


def of_lessons(connection: sqlite3.Connection) -> dict[int, int]:
    """By the id of a lesson, the first item that it became."""
    query = f"SELECT lesson_id, min(id) FROM {TABLE} WHERE lesson_id IS NOT NULL GROUP BY lesson_id"
    return dict(tuple(row) for row in connection.execute(query))


def _loaded(connection: sqlite3.Connection, where: str, values: list[object]) -> list[CalendarItem]:
    wanted = f"WHERE {where}" if where else ""
    ids = f"SELECT id FROM {TABLE} {wanted}"
    texts: dict[int, list[ItemText]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT * FROM calendar_text WHERE item_id IN ({ids}) ORDER BY id", values
    ):
        texts[row["item_id"]].append(ItemText(row["language"], row["text"], row["channel_id"]))
    linked: dict[str, dict[int, list[int]]] = {}
    for name, links in _ITEM.links.items():
        found: dict[int, list[int]] = defaultdict(list)
        for row in connection.execute(
            f"SELECT {links.owner}, {links.other} FROM {links.table}"
            f" WHERE {links.owner} IN ({ids}) ORDER BY id",
            values,
        ):
            found[row[0]].append(row[1])
        linked[name] = found
    reasons = suggestions.reasons(connection, TABLE)
    there = connection.execute(
        f"SELECT {', '.join(_ITEM.columns)} FROM {TABLE} {wanted} ORDER BY {_ITEM.order}", values
    )

    def plain(row: sqlite3.Row) -> dict[str, Any]:
        values = rows.named(row)
        item_id = values["id"]
        for name, by_id in linked.items():
            values[name] = by_id.get(item_id, ())
        values["suggested"] = reasons.get(item_id, "")
        values["texts"] = texts.get(item_id, ())
        return values

    return rows.made(TABLE, there, CalendarItem, plain=plain)


def add(db: "Database", item: CalendarItem) -> int:
    """Store a new item with its texts; returns its id."""
    item_id = rows.insert(db, _ITEM, item)
    _put_texts(db, item_id, item.texts)
    return item_id


def save(db: "Database", item: CalendarItem) -> None:
    """Store every field of an item that exists; it is no longer a suggestion."""
    rows.update(db, _ITEM, item)
    db.conn.execute("DELETE FROM calendar_text WHERE item_id = ?", [item.id])
    _put_texts(db, item.id, item.texts)
    suggestions.settle(db, TABLE, item.id)


def _put_texts(db: "Database", item_id: int, texts: Iterable[ItemText]) -> None:
    db.conn.executemany(
        "INSERT INTO calendar_text (item_id, channel_id, language, text)"
        " SELECT id, ?, ?, ? FROM calendar_item WHERE id = ?",
        [(text.channel_id, text.language, text.text, item_id) for text in texts],
    )


def suggest(db: "Database", item_id: int, template: str, reason: str) -> None:
    """Mark an item just added as a proposal of the program."""
    suggestions.mark(db, TABLE, item_id, template, reason)


def delete(db: "Database", item_id: int) -> None:
    """Remove an item with its texts and where it was published."""
    suggestions.settle(db, TABLE, item_id)
    rows.delete(db, _ITEM, item_id)


def add_series(db: "Database", series: Series) -> int:
    """Store what makes items belong together; returns its id."""
    return rows.insert(db, _SERIES, series)


def series(connection: sqlite3.Connection, series_id: int) -> Series | None:
    """What makes items belong together, or None."""
    return next(iter(rows.select(connection, _SERIES, ("id", series_id))), None)


def known_uids(connection: sqlite3.Connection) -> dict[str, int]:
    """Items that were read from another calendar: by what that one calls them, their ids."""
    found = connection.execute(f"SELECT uid, id FROM {TABLE} WHERE uid <> ''")
    return {row["uid"]: row["id"] for row in found}


def publish(db: "Database", publication: Publication) -> int:
    """Keep that an item went out somewhere; returns its id."""
    return rows.insert(db, _PUBLISHED, publication)


def published(connection: sqlite3.Connection, item_id: int | None = None) -> list[Publication]:
    """Where items went out, oldest first: all, or one."""
    where = None if item_id is None else ("item_id", item_id)
    return rows.select(connection, _PUBLISHED, where)


def published_between(connection: sqlite3.Connection, start: date, end: date) -> list[Publication]:
    """Where items went out from one day to another, by the clock of the person."""
    since, until = (moment.astimezone(UTC).isoformat() for moment in moments(start, end))
    there = connection.execute(
        f"SELECT {', '.join(_PUBLISHED.columns)} FROM {_PUBLISHED.table}"
        f" WHERE published_at >= ? AND published_at < ? ORDER BY {_PUBLISHED.order}",
        [since, until],
    )
    return rows.made(_PUBLISHED.table, there, Publication)


def publication(connection: sqlite3.Connection, publication_id: int) -> Publication | None:
    """One of them, or None when it is gone."""
    return next(iter(rows.select(connection, _PUBLISHED, ("id", publication_id))), None)


def correct(db: "Database", publication: Publication) -> None:
    """Store every field of one that exists."""
    rows.update(db, _PUBLISHED, publication)


def elections(connection: sqlite3.Connection) -> list[Election]:
    """Those that somebody entered, by the day of their call."""
    return rows.select(connection, _ELECTION)


def add_election(db: "Database", election: Election) -> int:
    """Store one that was checked; returns its id."""
    return rows.insert(db, _ELECTION, election)


def save_election(db: "Database", election: Election) -> None:
    """Store every field of one that exists and was checked."""
    rows.update(db, _ELECTION, election)


def delete_election(db: "Database", election_id: int) -> None:
    """Remove one: its period binds no more."""
    rows.delete(db, _ELECTION, election_id)


def add_decision(db: "Database", decision: ElectoralDecision) -> int:
    """Keep what was decided of an item in an electoral period; none is ever changed."""
    return rows.insert(db, _DECISION, decision)


def decisions(connection: sqlite3.Connection, start: date, end: date) -> list[ElectoralDecision]:
    """What was decided of items for these days, both included, the first decision first."""
    found = rows.select(connection, _DECISION)
    return [decision for decision in found if start <= decision.day <= end]
