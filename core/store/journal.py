"""Undo and redo by inverse statements (https://www.sqlite.org/undoredo.html).

TEMP triggers on each connection write down what every row held before it changed. At commit that
becomes one labelled step here, of the statements that would change it back. Undoing a step runs
them newest first; the same triggers record the way back, which is the redo step.
"""

import sqlite3
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import compress, starmap
from threading import Lock

from core.store import schema
from core.store.topics import Topic

DEPTH = 50
JOINED_WITHIN = timedelta(seconds=3)

Value = int | float | bytes | None

_NOT_UNDOABLE = {
    "printed", "reading", "visit", "hit", "doubt", "applied", "unindexed", "log_entry",
    "electoral_decision",
}  # fmt: skip
"""History is not undone: what left the printer has left it, and the log of an incident and what was
decided in an electoral period are only added to. What is reckoned is reckoned again."""


class _Letters(bytes):
    """A text by its bytes, whether or not they are letters; other bytes are no text."""


@dataclass(frozen=True, slots=True)
class Inverse:
    """The statement that takes the change of one row back.

    Its values are people's data, which must not get into a log: `repr` does not tell them.
    """

    table: str
    row: int
    sql: str
    values: tuple[Value, ...] = field(repr=False)

    def run(self, connection: sqlite3.Connection) -> None:
        """Inside the open transaction."""
        connection.execute(self.sql, self.values)


class JournalStep:
    """One thing the person did, in their words, and how to take it back."""

    def __init__(
        self,
        label: str,
        topics: frozenset[Topic],
        key: str,
        at: datetime,
        inverses: list[Inverse],
    ) -> None:
        self.label = label
        self.topics = topics
        self.key = key
        self.at = at
        self.inverses = inverses

    @property
    def returns_items(self) -> bool:
        """Whether items of listening come back by it: without what watches found of them."""
        return any(each.table == "item" and each.sql.startswith("INSERT") for each in self.inverses)


class Journal:
    """The steps that can be undone and redone, newest last; safe across threads."""

    def __init__(self) -> None:
        self._undo: deque[JournalStep] = deque(maxlen=DEPTH)
        self._redo: deque[JournalStep] = deque(maxlen=DEPTH)
        self._lock = Lock()

    def record(self, step: JournalStep) -> None:
        """Keep a committed step; edits of the same `key` within three seconds become one."""
        with self._lock:
            self._redo.clear()
            last = self._undo[-1] if self._undo else None
            if last and step.key and last.key == step.key and step.at - last.at <= JOINED_WITHIN:
                last.inverses.extend(step.inverses)
                last.topics |= step.topics
                last.at = step.at
            else:
                self._undo.append(step)

    def forget(self, step: JournalStep) -> None:
        """Drop a step that nothing is left of."""
        with self._lock:
            if step in self._undo:
                self._undo.remove(step)
            self._redo.clear()

    def next_undo(self) -> JournalStep | None:
        """The step that undo would take back."""
        with self._lock:
            return self._undo[-1] if self._undo else None

    def next_redo(self) -> JournalStep | None:
        """The step that redo would do again."""
        with self._lock:
            return self._redo[-1] if self._redo else None

    def moved(self, step: JournalStep, back: JournalStep) -> None:
        """`step` was replayed and `back` leads the other way: it changes sides."""
        with self._lock:
            source, target = (
                (self._undo, self._redo) if step in self._undo else (self._redo, self._undo)
            )
            source.remove(step)
            target.append(back)

    def give_up(self, step: JournalStep) -> None:
        """Forget a step that cannot be replayed, and all before it: they rest on it."""
        with self._lock:
            for side in (self._undo, self._redo):
                if step in side:
                    side.clear()

    def clear(self) -> None:
        """Forget everything, after the file was replaced."""
        with self._lock:
            self._undo.clear()
            self._redo.clear()


def arm(connection: sqlite3.Connection) -> None:
    """Create the TEMP log and the triggers for every table of ours.

    The full-text index follows its content by triggers of its own.
    """
    tables = [table for table in schema.tables() if table not in _NOT_UNDOABLE]
    connection.executescript(_script(*((table, _columns(connection, table)) for table in tables)))


def _columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    found = connection.execute("SELECT name FROM pragma_table_info(?)", [table])
    return tuple(row[0] for row in found)


@cache
def _script(*tables: tuple[str, tuple[str, ...]]) -> str:
    """What makes the log and the triggers of some tables with their columns: told once, for each
    connection that writes has them.
    """
    widest = max(len(columns) for _table, columns in tables)
    places = ", ".join(f"was_{number}" for number in range(widest))
    log = f"CREATE TEMP TABLE undo_log (id INTEGER PRIMARY KEY, tbl, row, changed, {places});"
    return log + "".join(starmap(_triggers, tables))


def _triggers(table: str, columns: tuple[str, ...]) -> str:
    """Of a row its table and number; unless it is new, what it held, too, and which of its columns
    are others now: none of one that is gone.
    """
    places = "".join(f", was_{number}" for number in range(len(columns)))
    olds = "".join(f', old."{name}"' for name in columns)
    changed = " || ".join(f'(old."{name}" IS NOT new."{name}")' for name in columns)
    told = {
        "INSERT": f"(tbl, row) VALUES ('{table}', new.rowid)",
        "UPDATE": f"(tbl, row, changed{places}) VALUES ('{table}', old.rowid, {changed}{olds})",
        "DELETE": f"(tbl, row, changed{places}) VALUES ('{table}', old.rowid, ''{olds})",
    }
    return "".join(
        f'CREATE TEMP TRIGGER "undo_{table}_{event}" AFTER {event} ON main."{table}"'
        f" BEGIN INSERT INTO undo_log {row}; END;"
        for event, row in told.items()
    )


def drain(connection: sqlite3.Connection) -> list[Inverse]:
    """How to take back what the open transaction did, oldest first; empties the log."""
    usual, connection.text_factory = connection.text_factory, _Letters
    try:
        rows = connection.execute("SELECT * FROM undo_log ORDER BY id").fetchall()
    finally:
        connection.text_factory = usual
    connection.execute("DELETE FROM undo_log")
    columns = {table: _columns(connection, table.decode()) for table in {row[1] for row in rows}}
    return [found for row in rows if (found := _inverse(columns[row[1]], *row[1:]))]


def _inverse(
    columns: tuple[str, ...], letters: bytes, row: int, changed: bytes | None, *was: Value
) -> Inverse | None:
    """None where a row was written as it was."""
    table = letters.decode()
    if changed is None:
        return Inverse(table, row, f'DELETE FROM "{table}" WHERE rowid = ?', (row,))
    if not changed:
        # In its own place: the steps before this one name the row by it.
        held = dict(zip(columns, was, strict=False))
        names = "".join(f', "{name}"' for name in held)
        places = "".join(f", {_place(value)}" for value in held.values())
        sql = f'INSERT INTO "{table}" (rowid{names}) VALUES (?{places})'
        return Inverse(table, row, sql, (row, *held.values()))
    # Only what changed goes back: the listener may have written other columns meanwhile.
    back = dict(compress(zip(columns, was, strict=False), map(int, changed.decode())))
    if not back:
        return None
    sets = ", ".join(f'"{name}" = {_place(value)}' for name, value in back.items())
    sql = f'UPDATE "{table}" SET {sets} WHERE rowid = ?'
    return Inverse(table, row, sql, (*back.values(), row))


def _place(value: Value) -> str:
    return "CAST(? AS TEXT)" if isinstance(value, _Letters) else "?"


def replay(connection: sqlite3.Connection, step: JournalStep) -> list[Inverse]:
    """Take a step back inside the open transaction; returns what leads forward again."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for each in reversed(step.inverses):
        each.run(connection)
    if step.returns_items:
        # By which rules it was found: watches look through everything again.
        connection.execute("DELETE FROM applied")
    return drain(connection)


def leads_back(connection: sqlite3.Connection, inverses: list[Inverse]) -> bool:
    """Whether the open transaction ends where these, which take it and the step before it back,
    would lead: to undo both changes nothing but the moment of a change.
    """
    rows = sorted({(each.table, each.row) for each in inverses})

    def stored() -> list[dict[str, object]]:
        found = []
        for table, row in rows:
            query = f'SELECT * FROM "{table}" WHERE rowid = ?'
            found.append(dict(connection.execute(query, [row]).fetchone() or {}))
            found[-1].pop("updated_at", None)
        return found

    now = stored()
    connection.execute("SAVEPOINT tried")
    try:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for each in reversed(inverses):
            each.run(connection)
        return stored() == now
    except sqlite3.Error:
        return False
    finally:
        connection.execute("ROLLBACK TO tried")
        connection.execute("RELEASE tried")
