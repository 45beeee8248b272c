"""One thread's use of the workspace."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from core.store import connection, journal
from core.store.topics import Topic

if TYPE_CHECKING:
    from sqlite_utils import Database


class _Light:
    """sqlite-utils' database, loaded when more of it is asked for than its connection.

    It imports numpy where that is installed, which takes as long as a round of listening.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.conn = connection

    def __getattr__(self, name: str) -> Any:
        from sqlite_utils import Database

        found = getattr(Database(self.conn, execute_plugins=False), name)
        setattr(self, name, found)
        return found


class Session:
    """What one thread holds: its connection and its open change."""

    def __init__(self, path: Path, mode: str) -> None:
        self.connection = connection.connect(path, mode)
        self.depth = 0
        self.topics: set[Topic] = set()
        self.version = self.data_version()
        self.own_elsewhere = False
        """True when another thread of ours committed since `version` was read."""
        self.database = cast("Database", _Light(self.connection))
        """The same connection, for records."""
        self._armed = False

    def data_version(self) -> int:
        """Changes whenever another connection, of ours or not, commits."""
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def arm(self) -> None:
        """Have every change from now on write down its way back: whoever only reads needs none."""
        if not self._armed:
            journal.arm(self.connection)
            self._armed = True

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part of the open change that is undone alone when it fails."""
        self.connection.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            # A full disk ends the whole change by itself.
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK TO part")
                self.connection.execute("RELEASE part")
            raise
        self.connection.execute("RELEASE part")
