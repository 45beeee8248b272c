"""The schema, as the steps that made it. A released step is never edited; a new one is added.

Steps run with foreign keys off and are checked afterwards. The file is copied before (backup.py).
"""

import sqlite3
from typing import TYPE_CHECKING

from core.store.connection import APPLICATION_ID

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

FOUNDATION = """
-- The town or other body that this workspace belongs to: always exactly one row.
CREATE TABLE town (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    kind TEXT NOT NULL CHECK (kind IN ('municipality', 'other')),
    name TEXT NOT NULL CHECK (name <> ''),
    ine_code TEXT NOT NULL DEFAULT '',      -- five digits; empty for another entity
    alt_name TEXT NOT NULL DEFAULT '',      -- co-official name
    province TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    population INTEGER CHECK (population >= 0),
    population_year INTEGER,
    languages TEXT NOT NULL DEFAULT 'es',   -- of publication, codes separated by blanks
    hours_week REAL CHECK (hours_week BETWEEN 0 AND 168),
    person TEXT NOT NULL DEFAULT '',        -- who runs communications
    post TEXT NOT NULL DEFAULT '',
    crest BLOB,                             -- PNG, sRGB, at most 512 px
    created_at TEXT NOT NULL
) STRICT;

-- Somebody or something to call. A service is a number without personal data.
-- AUTOINCREMENT: the id of a person who was deleted must never be another person's.
CREATE TABLE contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'service')),
    name TEXT NOT NULL,
    organisation TEXT NOT NULL DEFAULT '',
    post TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    available TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    purpose TEXT NOT NULL DEFAULT '',
    legal_basis TEXT NOT NULL DEFAULT '',
    substitute_id INTEGER REFERENCES contact (id) ON DELETE SET NULL CHECK (substitute_id <> id),
    verified_on TEXT,                       -- local day of the last “still the same”
    no_answer_on TEXT,                      -- local day of the last call without answer
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX contact_substitute ON contact (substitute_id);

CREATE TABLE contact_phone (
    id INTEGER PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    number TEXT NOT NULL CHECK (number <> ''),  -- as it is shown and printed
    label TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX contact_phone_contact ON contact_phone (contact_id, position);

CREATE TABLE contact_group (
    id INTEGER PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    grouping TEXT NOT NULL,
    UNIQUE (contact_id, grouping)
) STRICT;

CREATE TABLE contact_hat (
    id INTEGER PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    hat TEXT NOT NULL,
    UNIQUE (contact_id, hat)
) STRICT;

-- An item that the program proposed and nobody has accepted, changed or removed yet.
CREATE TABLE suggestion (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,                     -- the table of the item
    item_id INTEGER NOT NULL,
    template TEXT NOT NULL,                 -- id in the content files
    reason TEXT NOT NULL,
    UNIQUE (kind, item_id)
) STRICT;

-- What left the program on paper or as a file, so that it can be told when it is out of date.
CREATE TABLE printed (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    language TEXT NOT NULL,
    format TEXT NOT NULL,
    version INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    printed_at TEXT NOT NULL
) STRICT;
CREATE INDEX printed_document ON printed (document, language, printed_at);

-- Decisions of the town, not of this laptop.
CREATE TABLE preference (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
) STRICT;
"""

STEPS: tuple[tuple[str, str], ...] = (("0001_foundation", FOUNDATION),)


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


def applied(connection: sqlite3.Connection) -> set[str]:
    """Names of the steps a file has had; reads only, without importing sqlite_utils."""
    exists = connection.execute(
        "SELECT 1 FROM sqlite_schema WHERE name = '_sqlite_migrations'"
    ).fetchone()
    if not exists:
        return set()
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = 'pregon'"
    ).fetchall()
    return {row["name"] for row in rows}


def _migrations() -> "Migrations":
    from sqlite_utils import Migrations

    migrations = Migrations("pregon")
    for name, script in STEPS:

        def step(database: "Database", script: str = script) -> None:
            for statement in _statements(script):
                database.conn.execute(statement)

        migrations(name=name)(step)
    return migrations


def apply(connection: sqlite3.Connection) -> None:
    """Bring a file to this version's schema; sqlite3.IntegrityError on a broken reference."""
    from sqlite_utils import Database

    connection.execute("PRAGMA foreign_keys = OFF")
    _migrations().apply(Database(connection, execute_plugins=False))
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise sqlite3.IntegrityError(f"{len(broken)} rows point at nothing after the migration")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
