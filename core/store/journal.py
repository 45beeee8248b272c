"""Undo and redo by inverse statements (https://www.sqlite.org/undoredo.html).

TEMP triggers on each connection write down, for every row that changes, the statement that would
change it back. At commit they become one labelled step here. Undoing a step runs its statements
newest first; the same triggers record the way back, which is the redo step.
"""

import re
import sqlite3
from collections import deque
from datetime import datetime, timedelta
from functools import cache
from threading import Lock

from core.store import schema
from core.store.topics import Topic

DEPTH = 50
JOINED_WITHIN = timedelta(seconds=3)

_NOT_UNDOABLE = {
    "printed", "reading", "visit", "hit", "doubt", "applied", "unindexed", "log_entry",
    "electoral_decision",
}  # fmt: skip
"""History is not undone: what left the printer has left it, and the log of an incident and what was
decided in an electoral period are only added to. What is reckoned is reckoned again."""

_ITEM = 'INSERT INTO "item" '
_TOUCHED = re.compile(r'\w+(?: INTO| FROM)? "(\w+)".*?(?:WHERE rowid=|VALUES \()(\d+)')
"""Table and row of a statement: texts stand in it by their bytes, and can look like neither."""


class JournalStep:
    """One thing the person did, in their words, and how to take it back.

    The statements hold people's data, which must not get into a log: no `repr` tells them.
    """

    def __init__(
        self,
        label: str,
        topics: frozenset[Topic],
        key: str,
        at: datetime,
        statements: list[str],
    ) -> None:
        self.label = label
        self.topics = topics
        self.key = key
        self.at = at
        self.statements = statements

    @property
    def returns_items(self) -> bool:
        """Whether items of listening come back by it: without what watches found of them."""
        return any(statement.startswith(_ITEM) for statement in self.statements)


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
                last.statements.extend(step.statements)
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
    connection.execute("CREATE TEMP TABLE undo_log (id INTEGER PRIMARY KEY, sql TEXT NOT NULL)")
    for table in schema.tables():
        if table not in _NOT_UNDOABLE:
            columns = connection.execute("SELECT name, type FROM pragma_table_info(?)", [table])
            connection.executescript(_triggers(table, *((row[0], row[1]) for row in columns)))


@cache
def _triggers(table: str, *columns: tuple[str, str]) -> str:
    """What makes the triggers of a table, of its columns and their types: told once, for each
    connection that writes has them.
    """
    told = {name: _literal(f'old."{name}"', kind) for name, kind in columns}
    names = ", ".join(f'"{name}"' for name in told)
    olds = " || ',' || ".join(told.values())
    # Only what changed goes back: the listener may have written other columns meanwhile.
    sets = " || ".join(
        f"""iif(old."{name}" IS new."{name}", '', ',"{name}"=' || {literal})"""
        for name, literal in told.items()
    )
    inverse = {
        "INSERT": f"""'DELETE FROM "{table}" WHERE rowid=' || new.rowid""",
        "UPDATE": f"""'UPDATE "{table}" SET ' || substr({sets}, 2)"""
        " || ' WHERE rowid=' || old.rowid",
        # In its own place: the steps before this one name the row by it.
        "DELETE": f"""'INSERT INTO "{table}" (rowid, {names}) VALUES (' || old.rowid || ',' ||"""
        f""" {olds} || ')'""",
    }
    changed = " OR ".join(f'old."{name}" IS NOT new."{name}"' for name in told)
    when = {"UPDATE": f" WHEN {changed}"}
    return "".join(
        f'CREATE TEMP TRIGGER "undo_{table}_{event}" AFTER {event} ON main."{table}"'
        f"{when.get(event, '')} BEGIN INSERT INTO undo_log (sql) VALUES ({statement}); END;"
        for event, statement in inverse.items()
    )


def _literal(value: str, kind: str) -> str:
    """SQL for a value as SQL: `quote` alone ends a text at a NUL."""
    if kind != "TEXT":
        return f"quote({value})"
    return f"'CAST(' || quote(CAST({value} AS BLOB)) || ' AS TEXT)'"


def drain(connection: sqlite3.Connection) -> list[str]:
    """The inverse statements of the open transaction, oldest first; empties the log."""
    rows = connection.execute("SELECT sql FROM undo_log ORDER BY id").fetchall()
    connection.execute("DELETE FROM undo_log")
    return [row["sql"] for row in rows]


def replay(connection: sqlite3.Connection, step: JournalStep) -> list[str]:
    """Run a step backwards inside the open transaction; returns the statements that lead back."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for statement in reversed(step.statements):
        connection.execute(statement)
    if step.returns_items:
        # By which rules it was found: watches look through everything again.
        connection.execute("DELETE FROM applied")
    return drain(connection)


def leads_back(connection: sqlite3.Connection, statements: list[str]) -> bool:
    """Whether the open transaction ends where these statements, which take it and the step before
    it back, would lead: to undo both changes nothing but the moment of a change.
    """
    rows = {told.groups() for statement in statements if (told := _TOUCHED.match(statement))}

    def stored() -> list[dict[str, object]]:
        found = []
        for table, number in sorted(rows):
            query = f'SELECT * FROM "{table}" WHERE rowid = ?'
            found.append(dict(connection.execute(query, [number]).fetchone() or {}))
            found[-1].pop("updated_at", None)
        return found

    now = stored()
    connection.execute("SAVEPOINT tried")
    try:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for statement in reversed(statements):
            connection.execute(statement)
        return stored() == now
    except sqlite3.Error:
        return False
    finally:
        connection.execute("ROLLBACK TO tried")
        connection.execute("RELEASE tried")
