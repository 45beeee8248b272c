"""The schema, as the steps that made it. A released step is never edited; a new one is added.

Steps run with foreign keys off and are checked afterwards. The file is copied before (backup.py).
"""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from core.store import connection, failures
from core.store.connection import APPLICATION_ID
from core.store.steps import calendar, crisis, foundation, later, mentions, pictures, plan

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations


TABLE = "_sqlite_migrations"
"""Where sqlite_utils writes down which steps a file has had."""

STEPS: tuple[tuple[str, str], ...] = (
    ("0001_foundation", foundation.SCRIPT),
    ("0002_plan", plan.SCRIPT),
    ("0003_mentions", mentions.SCRIPT),
    ("0004_crisis", crisis.SCRIPT),
    ("0005_identity", later.IDENTITY),
    ("0006_unsure", later.UNSURE),
    ("0007_indexing", later.INDEXING),
    ("0008_calendar", calendar.SCRIPT),
    ("0009_pictures", pictures.SCRIPT),
)


def _statements(script: str) -> list[str]:
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found


def known() -> set[str]:
    """Names of all steps this version knows."""
    return {name for name, _sql in STEPS}


def tables() -> set[str]:
    """Names of the tables of this version's schema."""
    return {name for _step, script in STEPS for name in re.findall(r"CREATE TABLE (\w+)", script)}


def applied(connection: sqlite3.Connection) -> set[str]:
    """Names of the steps a file has had; reads only, without importing sqlite_utils."""
    exists = connection.execute(
        "SELECT 1 FROM main.sqlite_schema WHERE name = ?", [TABLE]
    ).fetchone()
    if not exists:
        return set()
    rows = connection.execute(
        f"SELECT name FROM main.{TABLE} WHERE migration_set = 'pregon'"
    ).fetchall()
    return {row["name"] for row in rows}


def _migrations(steps: int | None) -> "Migrations":
    from sqlite_utils import Migrations

    migrations = Migrations("pregon")
    for name, script in STEPS[:steps]:

        def step(database: "Database", script: str = script) -> None:
            for statement in _statements(script):
                database.conn.execute(statement)

        migrations(name=name)(step)
    return migrations


def apply(connection: sqlite3.Connection, steps: int | None = None) -> None:
    """Bring a file to this version's schema, or change nothing of it.

    Raises sqlite3.IntegrityError on a broken reference.
    Only the first `steps`, where a file of an earlier version is wanted.
    """
    from sqlite_utils import Database

    connection.execute("PRAGMA foreign_keys = OFF")
    database = Database(connection, execute_plugins=False)
    try:
        with database.atomic():
            _migrations(steps).apply(database)
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise sqlite3.IntegrityError(f"{len(broken)} rows point at nothing")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def earlier(path: Path, steps: int = 1) -> None:
    """Write an empty workspace as the version that knew the first `steps` of the schema did.

    A migration is rehearsed with it.
    """
    with failures.explained(path), closing(connection.connect(path, "rwc")) as made:
        apply(made, steps)


def steps_of(path: Path) -> set[str]:
    """Names of the steps that a file has had; it is only read."""
    with failures.explained(path), closing(connection.connect(path, "ro")) as opened:
        return applied(opened)
