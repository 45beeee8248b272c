"""All SQL of the plan."""

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from core.plan.item import Item
from core.plan.model import (
    Account,
    Assignment,
    Audience,
    Channel,
    Charter,
    Dismissal,
    Level,
    Measurement,
    NetworkFact,
    Objective,
    Person,
    Plan,
    Presence,
    PrivateChannel,
    SessionNote,
    Task,
    Use,
    Version,
)
from core.store import rows, suggestions
from core.store.rows import Links, TableShape

if TYPE_CHECKING:
    from sqlite_utils import Database

    from core.plan.findings import FixTarget

T = TypeVar("T", bound=Item)

_MARKED = frozenset({"suggested"})

_SHAPES: dict[type, TableShape[Any]] = {
    Charter: TableShape("charter", Charter, order="id", elsewhere=_MARKED),
    Person: TableShape("person", Person, elsewhere=_MARKED),
    Account: TableShape(
        "account",
        Account,
        links={"holders": Links("account_holder", "account_id", "person_id")},
        elsewhere=_MARKED,
    ),
    Objective: TableShape(
        "objective",
        Objective,
        links={"channels": Links("objective_channel", "objective_id", "channel_id")},
        elsewhere=_MARKED,
    ),
    Measurement: TableShape("measurement", Measurement, order="measured_on, id"),
    Audience: TableShape("audience", Audience, elsewhere=_MARKED),
    Channel: TableShape("channel", Channel, words=frozenset({"languages"}), elsewhere=_MARKED),
    NetworkFact: TableShape("network_fact", NetworkFact, order="channel_id, position, id"),
    Presence: TableShape("presence", Presence, order="id", elsewhere=_MARKED),
    Use: TableShape(
        "use",
        Use,
        order="id",
        links={
            "channels": Links("use_channel", "use_id", "channel_id"),
            "audiences": Links("use_audience", "use_id", "audience_id"),
        },
        elsewhere=_MARKED,
    ),
    Level: TableShape(
        "level",
        Level,
        order="id",
        links={"told": Links("level_told", "level_id", "person_id")},
        elsewhere=_MARKED,
    ),
    PrivateChannel: TableShape("private_channel", PrivateChannel, elsewhere=_MARKED),
    Task: TableShape("task", Task, elsewhere=_MARKED),
    Assignment: TableShape("assignment", Assignment, order="id"),
    Dismissal: TableShape("dismissal", Dismissal, order="id"),
    SessionNote: TableShape("session_note", SessionNote, order="id"),
}

_VERSION = TableShape("plan_version", Version, order="number")


def load(connection: sqlite3.Connection) -> Plan:
    """The whole plan as it stands now."""
    return Plan(
        charter=charter(connection),
        people=every(connection, Person),
        accounts=every(connection, Account),
        objectives=every(connection, Objective),
        measurements=every(connection, Measurement),
        audiences=every(connection, Audience),
        channels=every(connection, Channel),
        facts=every(connection, NetworkFact),
        presences=every(connection, Presence),
        uses=every(connection, Use),
        levels=every(connection, Level),
        private_channels=every(connection, PrivateChannel),
        tasks=every(connection, Task),
        assignments=every(connection, Assignment),
        versions=versions(connection),
        dismissals=every(connection, Dismissal),
        notes=every(connection, SessionNote),
    )


def charter(connection: sqlite3.Connection) -> Charter:
    """What the plan says as a whole."""
    return next(iter(every(connection, Charter)), Charter())


def every(connection: sqlite3.Connection, kind: type[T]) -> tuple[T, ...]:
    """All of one kind, in order: whoever needs only these does not read the whole plan."""
    shape: TableShape[T] = _SHAPES[kind]
    if shape.elsewhere == _MARKED:
        return tuple(rows.select(connection, shape, suggested=_marks(connection, shape)))
    return tuple(rows.select(connection, shape))


def _marks(connection: sqlite3.Connection, shape: TableShape[Any]) -> dict[int, Any]:
    """What is marked of the items of a kind, by their ids."""
    if shape.kind is Charter:
        return {Charter.id: suggestions.parts(connection, shape.table, Charter.id)}
    if shape.kind is Presence:
        found = connection.execute(
            "SELECT presence.id, reason FROM presence JOIN suggestion ON item_id = audience_id"
            " AND kind = 'presence.' || channel_id"
        )
        return {row["id"]: row["reason"] for row in found}
    return suggestions.reasons(connection, shape.table)


def table_of(kind: type[Item]) -> str:
    """How suggestion marks and findings name items of this kind."""
    return _SHAPES[kind].table


def add(db: "Database", item: Item) -> int:
    """Store a new item, last in its list when it has a position of 0; returns its id."""
    shape = _SHAPES[type(item)]
    item_id = rows.insert(db, shape, item)
    if getattr(item, "position", None) == 0:
        db.conn.execute(
            f"UPDATE {shape.table} SET position ="
            f" (SELECT coalesce(max(position), 0) + 1 FROM {shape.table}) WHERE id = ?",
            [item_id],
        )
    return item_id


def save(db: "Database", item: Item) -> None:
    """Store every field of an item that exists; what changed is no longer a suggestion."""
    if isinstance(item, Charter):
        before = charter(db.conn)
        for field in before.suggested:
            if getattr(before, field) != getattr(item, field):
                accept_text(db, field)
    rewrite(db, item)
    accept(db, type(item), item.id)


def rewrite(db: "Database", item: Item) -> None:
    """Store every field of an item that exists; a suggestion stays one, for nobody looked at it."""
    rows.update(db, _SHAPES[type(item)], item)


def accept(db: "Database", kind: type[Item], item_id: int) -> None:
    """A suggested item is kept as it is."""
    suggestions.settle(db, table_of(kind), item_id)


def mark(db: "Database", item: Item, template: str, reason: str) -> None:
    """An item, or what it says of an audience on a channel, is a suggestion of the program."""
    if isinstance(item, Presence):
        suggestions.mark(db, _cell(item), item.audience_id, template, reason)
    else:
        suggestions.mark(db, table_of(type(item)), item.id, template, reason)


def mark_text(db: "Database", field: str, reason: str) -> None:
    """A text of the charter is a suggestion of the program."""
    suggestions.mark(db, f"{table_of(Charter)}.{field}", Charter.id, field, reason)


def accept_text(db: "Database", field: str) -> None:
    """A suggested text of the charter is kept as it is."""
    suggestions.settle(db, f"{table_of(Charter)}.{field}", Charter.id)


def accept_at(db: "Database", place: "FixTarget") -> None:
    """What was suggested at a place is kept as it is."""
    if place.kind == table_of(Charter):
        accept_text(db, place.field)
    else:
        suggestions.settle(db, place.kind, place.item_id)


def _cell(presence: Presence) -> str:
    # By channel and audience: their ids are never given to others, as that of a row here may be.
    return f"{table_of(Presence)}.{presence.channel_id}"


def delete(db: "Database", kind: type[Item], item_id: int) -> None:
    """Remove an item; what pointed at it points at nothing."""
    accept(db, kind, item_id)
    rows.delete(db, _SHAPES[kind], item_id)


def reorder(db: "Database", kind: type[Item], ids: Iterable[int]) -> None:
    """Give the items of a list the order of `ids`."""
    db.conn.executemany(
        f"UPDATE {table_of(kind)} SET position = ? WHERE id = ?",
        [(place, item_id) for place, item_id in enumerate(ids, 1)],
    )


def set_reach(db: "Database", presence: Presence) -> None:
    """Say how much of an audience is on a channel, replacing what was said before."""
    db.conn.execute(
        "DELETE FROM presence WHERE audience_id = ? AND channel_id = ?",
        [presence.audience_id, presence.channel_id],
    )
    suggestions.settle(db, _cell(presence), presence.audience_id)
    if presence.reach != "none" or presence.evidence:
        rows.insert(db, _SHAPES[Presence], presence)


def assign(db: "Database", assignment: Assignment | None, task_id: int, person_id: int) -> None:
    """Say what a person is to a task, replacing what was said before; None for nothing."""
    db.conn.execute(
        "DELETE FROM assignment WHERE task_id = ? AND person_id = ?", [task_id, person_id]
    )
    if assignment is not None:
        rows.insert(db, _SHAPES[Assignment], assignment)


def measure(db: "Database", measurement: Measurement) -> int:
    """Store a reading; another one of the same objective and day is replaced. Returns its id."""
    db.conn.execute(
        "DELETE FROM measurement WHERE objective_id = ? AND measured_on = ?",
        [measurement.objective_id, measurement.measured_on.isoformat()],
    )
    return rows.insert(db, _SHAPES[Measurement], measurement)


def dismiss(db: "Database", dismissal: Dismissal) -> None:
    """Remember that a finding is lived with, replacing an older reason."""
    recall(db, dismissal.key)
    rows.insert(db, _SHAPES[Dismissal], dismissal)


def recall(db: "Database", key: str) -> None:
    """A dismissed finding counts again."""
    db.conn.execute("DELETE FROM dismissal WHERE key = ?", [key])


def note(db: "Database", session_note: SessionNote) -> None:
    """Keep what was said about a question of the session; an empty text forgets it."""
    db.conn.execute("DELETE FROM session_note WHERE prompt = ?", [session_note.prompt])
    if session_note.text:
        rows.insert(db, _SHAPES[SessionNote], session_note)


def versions(connection: sqlite3.Connection) -> tuple[Version, ...]:
    """The approved versions without their contents, oldest first."""
    return tuple(rows.select(connection, _VERSION))


def freeze(db: "Database", version: Version, content: str) -> None:
    """Keep an approved version for good."""
    rows.insert(db, _VERSION, version, content=content)


def frozen(connection: sqlite3.Connection, number: int) -> str | None:
    """The content of an approved version as JSON, or None when there is none of that number."""
    row = connection.execute(
        "SELECT content FROM plan_version WHERE number = ?", [number]
    ).fetchone()
    return None if row is None else str(row["content"])


def refreeze(db: "Database", number: int, content: str) -> None:
    """Put another content into an approved version: only to erase a person's data from it."""
    db.conn.execute("UPDATE plan_version SET content = ? WHERE number = ?", [content, number])
