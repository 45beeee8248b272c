"""Incidents, everything that belongs to one but its log, and mentions it may be about."""

import sqlite3
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from core import clock
from core.calendar import records as calendar
from core.crisis.case import Moderation
from core.crisis.model import (
    Became,
    Call,
    Complainant,
    Fact,
    Incident,
    InjectShown,
    Lesson,
    LinkedItem,
    Publication,
    Rumour,
    Statement,
    StatementText,
    Tick,
    WornHat,
)
from core.crisis.records.scenarios import decoded, encoded
from core.crisis.scenario import Scenario
from core.store import damage, rows
from core.store.rows import TableShape

if TYPE_CHECKING:
    from sqlite_utils import Database


T = TypeVar("T")
Part = (
    Tick | WornHat | Call | Fact | Statement | Complainant | Rumour | LinkedItem | Moderation
    | Lesson | InjectShown | StatementText | Publication
)  # fmt: skip
"""What belongs to an incident, or to a statement of one."""

_INCIDENT = TableShape("incident", Incident, order="id DESC")
_SHAPES: dict[type, TableShape[object]] = {
    shape.kind: shape
    for shape in (
        TableShape[object]("tick", Tick, order="id"),
        TableShape[object]("worn_hat", WornHat, order="id"),
        TableShape[object]("call", Call, order="position, id"),
        TableShape[object]("fact", Fact, order="position, id"),
        TableShape[object]("statement", Statement, order="id"),
        TableShape[object]("statement_text", StatementText, order="id"),
        TableShape[object]("publication", Publication, order="at, id"),
        TableShape[object]("complainant", Complainant, order="id"),
        TableShape[object]("rumour", Rumour, order="id"),
        TableShape[object]("incident_item", LinkedItem, order="id"),
        TableShape[object]("moderation", Moderation, order="at, id"),
        TableShape[object]("lesson", Lesson, order="id"),
        TableShape[object]("inject_shown", InjectShown, order="id", words=frozenset({"met"})),
    )
}


def everything(connection: sqlite3.Connection) -> list[Incident]:
    """All incidents and drills, newest first."""
    return rows.select(connection, _INCIDENT)


def one(connection: sqlite3.Connection, incident_id: int) -> Incident | None:
    """One incident, or None."""
    found = rows.select(connection, _INCIDENT, ("id", incident_id))
    return found[0] if found else None


def add(db: "Database", incident: Incident, scenario: Scenario) -> int:
    """Store a new incident with the scenario as it is now; returns the id."""
    incident_id = rows.insert(db, _INCIDENT, incident)
    db.conn.execute(
        "INSERT INTO incident_scenario (incident_id, content) VALUES (?, ?)",
        [incident_id, encoded(scenario)],
    )
    return incident_id


def save(db: "Database", incident: Incident) -> None:
    """Store every field of an incident."""
    rows.update(db, _INCIDENT, incident)


def scenario_of(connection: sqlite3.Connection, incident_id: int) -> Scenario | None:
    """The scenario as it was when the incident was opened; None where it cannot be read."""
    table = "incident_scenario"
    found = connection.execute(f"SELECT * FROM {table} WHERE incident_id = ?", [incident_id])
    kept = damage.readable(table, found, lambda row: decoded(row["content"]), "incident_id")
    if not kept:
        damage.note(table, incident_id)
    return kept[0] if kept else None


def of(connection: sqlite3.Connection, kind: type[T], incident_id: int) -> list[T]:
    """The parts of one kind that an incident has, in order."""
    return _selected(connection, kind, ("incident_id", incident_id))


def of_statement(connection: sqlite3.Connection, kind: type[T], statement_id: int) -> list[T]:
    """The texts or the publications of a statement."""
    return _selected(connection, kind, ("statement_id", statement_id))


def part(connection: sqlite3.Connection, kind: type[T], part_id: int) -> T | None:
    """One part by its id, or None."""
    found = _selected(connection, kind, ("id", part_id))
    return found[0] if found else None


def every(connection: sqlite3.Connection, kind: type[T]) -> list[T]:
    """The parts of one kind of all incidents."""
    return _selected(connection, kind, None)


def _selected(
    connection: sqlite3.Connection, kind: type[T], where: tuple[str, object] | None
) -> list[T]:
    became = _became_items(connection) if kind is Lesson else {}
    found = rows.select(connection, _SHAPES[kind], where, **became)
    return [thing for thing in found if isinstance(thing, kind)]


def _became_items(connection: sqlite3.Connection) -> dict[str, dict[int, str]]:
    """What lessons became by the word of the calendar: when the item goes, they are free again."""
    there = calendar.of_lessons(connection)
    return {
        "became": dict.fromkeys(there, Became.ITEM.value),
        "became_id": {lesson_id: str(item_id) for lesson_id, item_id in there.items()},
    }


def put(db: "Database", part: Part) -> int:
    """Store a part, new (id 0) or changed; returns its id."""
    shape = _SHAPES[type(part)]
    if isinstance(part, Lesson) and part.became is Became.ITEM:
        part = replace(part, became=Became.NOTHING, became_id="")
    if not part.id:
        return rows.insert(db, shape, part)
    rows.update(db, shape, part)
    return part.id


def remove(db: "Database", part: Part) -> None:
    """Take a part away."""
    rows.delete(db, _SHAPES[type(part)], part.id)


def blanks(connection: sqlite3.Connection, incident_id: int) -> dict[str, str]:
    """What the blanks of the texts hold."""
    found = connection.execute(
        "SELECT blank, value FROM blank_value WHERE incident_id = ?", [incident_id]
    )
    return {row["blank"]: row["value"] for row in found}


def set_blank(db: "Database", incident_id: int, blank: str, value: str) -> None:
    """Fill in a blank; an empty value empties it."""
    db.conn.execute(
        "INSERT INTO blank_value (incident_id, blank, value) VALUES (?, ?, ?)"
        " ON CONFLICT (incident_id, blank) DO UPDATE SET value = excluded.value",
        [incident_id, blank, value],
    )


def link(db: "Database", linked: LinkedItem) -> bool:
    """Tie a mention to an incident; False when it is tied already."""
    made = db.conn.execute(
        "SELECT 1 FROM incident_item WHERE incident_id = ? AND item_id = ?",
        [linked.incident_id, linked.item_id],
    ).fetchone()
    if made:
        return False
    put(db, linked)
    return True


def since(connection: sqlite3.Connection, incident_id: int, moment: datetime) -> list[int]:
    """Ids of the mentions seen since a moment that are not tied to the incident, oldest first."""
    found = connection.execute(
        "SELECT item.id FROM mention JOIN item ON item.id = mention.item_id"
        " WHERE item.seen_at >= ? AND mention.state <> 'ignored'"
        " AND item.id NOT IN (SELECT item_id FROM incident_item WHERE incident_id = ?)"
        " ORDER BY item.id",
        [clock.to_text(moment), incident_id],
    )
    return [row["id"] for row in found]


def stories(connection: sqlite3.Connection, incident_id: int) -> set[int]:
    """The stories of the mentions that are tied to an incident."""
    found = connection.execute(
        "SELECT DISTINCT story_id FROM mention JOIN incident_item USING (item_id)"
        " WHERE incident_id = ? AND story_id IS NOT NULL",
        [incident_id],
    )
    return {row["story_id"] for row in found}


def stories_of(connection: sqlite3.Connection, item_ids: list[int]) -> dict[int, int]:
    """The story of each of these mentions that has one."""
    marks = ", ".join("?" * len(item_ids))
    found = connection.execute(
        f"SELECT item_id, story_id FROM mention WHERE item_id IN ({marks})"
        " AND story_id IS NOT NULL",
        item_ids,
    )
    return {row["item_id"]: row["story_id"] for row in found}
