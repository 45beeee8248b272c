"""Whose a workspace is: a token drawn when it was made, which each of its copies holds."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from core.store import connection, seal
from core.store.steps.later import DERIVED

_UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises of a damaged file: also when it cannot quote what is wrong in the schema."""


class Identity(NamedTuple):
    """Of one file; all empty where it cannot be read."""

    token: str = ""
    town: str = ""

    def contradicts(self, other: "Identity") -> bool:
        """True when they are surely two workspaces; nothing is said of a file without a token."""
        return bool(self.token and other.token) and self.token != other.token


def of(opened: sqlite3.Connection) -> Identity:
    """Of an open file, also of one made before there were tokens."""
    there = opened.execute("SELECT 1 FROM sqlite_schema WHERE name = 'identity'").fetchone()
    token = "(SELECT token FROM identity)" if there else DERIVED
    row = opened.execute(f"SELECT {token} AS token, name FROM town").fetchone()
    return Identity(row["token"], row["name"]) if row else Identity()


def of_workspace(path: Path) -> Identity:
    """Of a workspace that may be open, here or elsewhere.

    On a full disk SQLite finds no room for what it needs beside the file: what has no log there is
    nobody's at this moment, and is read as a copy is.
    """
    try:
        with closing(connection.connect(path, "ro")) as opened:
            return of(opened)
    except (OSError, *_UNREADABLE):
        return Identity() if seal.logged(path) else of_copy(path)


def of_copy(path: Path) -> Identity:
    """Of a file that nobody has open: a few pages of it are read, and nothing beside it changes.

    Never for one that this process holds open: closing it would end SQLite's locks of it.
    """
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as opened:
            opened.row_factory = sqlite3.Row
            return of(opened)
    except _UNREADABLE:
        return Identity()
