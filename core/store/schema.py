"""Whether the schema of a file is ours: a workspace may come from anywhere.

A trigger can change data behind every edit, and a view can read for ever. Triggers and views that
another program added are refused, and whatever of ours it changed or took away. Its tables and
indexes may stay: nothing of ours reads them.
"""

import re
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path

from core.store import failures, migrations

DIGESTS = {
    "0004_crisis": 0x4D96DF7F,
    "0005_identity": 0x02FF3884,
    "0006_unsure": 0xDD5F9D3E,
    "0007_indexing": 0x334D4081,
    "0008_calendar": 0xE4083698,
    "0009_pictures": 0x9734AE91,
}
"""By its last step, the `digest` of a schema: comparing takes no time, `made_by` 10 ms. A schema
that is missing here is only compared more slowly."""

Parts = dict[tuple[str, str], str]
"""By kind and name, the SQL with single blanks; without the list of steps, which is a table."""

_SHADOW = "item_text_"
"""Tables that SQLite's full text makes for itself, as its version likes."""
_MADE = re.compile(
    r"^(CREATE|DROP) (?:UNIQUE )?(VIRTUAL TABLE|TABLE|INDEX|VIEW|TRIGGER) (\w+)", re.MULTILINE
)


def require_ours(connection: sqlite3.Connection, path: Path) -> set[str]:
    """The steps that a file has had. Raises `NewerWorkspace` or `AlteredWorkspace`.

    Only the list of what there is and the list of steps are read.
    """
    found = _parts(connection)
    if any(name == migrations.TABLE for _kind, name in found):
        raise failures.altered(path, migrations.TABLE)
    applied = migrations.applied(connection)
    if applied - migrations.known():
        raise failures.newer(path)
    steps = [name for name, _script in migrations.STEPS[: len(applied)]]
    if set(steps) != applied:
        raise failures.altered(path, migrations.TABLE)
    if not steps or digest(found, steps) != DIGESTS.get(steps[-1]):
        for kind, name in _differences(found, made_by(steps)):
            raise failures.altered(path, f"{kind} {name}")
    return applied


def made_by(steps: Iterable[str]) -> Parts:
    """What a new file has after these steps."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        made.row_factory = sqlite3.Row
        for script in _scripts(steps):
            made.executescript(script)
        return _parts(made)


def digest(found: Parts, steps: Iterable[str]) -> int:
    """CRC-32 of all that these steps made, and of every trigger and view."""
    ours = _names(tuple(steps))
    told = sorted((*key, sql) for key, sql in found.items() if not _may_be(key) or key[1] in ours)
    # As `repr` would write them, letters depend on the Unicode that this Python knows.
    return zlib.crc32(ascii(told).encode())


def tables() -> list[str]:
    """Our tables, without the full-text index."""
    every = tuple(name for name, _script in migrations.STEPS)
    return [name for name, kind in _names(every).items() if kind == "TABLE"]


@cache
def _names(steps: tuple[str, ...]) -> Mapping[str, str]:
    """By the name of all that these steps leave, its kind."""
    found: dict[str, str] = {}
    for script in _scripts(steps):
        for verb, kind, name in _MADE.findall(script):
            found.pop(name, None)
            if verb == "CREATE":
                found[name] = kind
    return found


def _scripts(steps: Iterable[str]) -> list[str]:
    every = dict(migrations.STEPS)
    return [every[name] for name in steps]


def _parts(connection: sqlite3.Connection) -> Parts:
    rows = connection.execute("SELECT type, name, sql FROM main.sqlite_schema").fetchall()
    return {
        (kind, name): " ".join((sql or "").split())
        for kind, name, sql in rows
        if not name.startswith("sqlite_")
        and not (kind == "table" and name.startswith(_SHADOW))
        and (kind, name) != ("table", migrations.TABLE)
    }


def _differences(found: Parts, ours: Parts) -> list[tuple[str, str]]:
    added = [key for key in found.keys() - ours.keys() if not _may_be(key)]
    changed = [key for key, sql in ours.items() if found.get(key) != sql]
    return sorted(added) + sorted(changed)


def _may_be(key: tuple[str, str]) -> bool:
    """Whether another program may have added it."""
    kind, _name = key
    return kind in ("table", "index")
