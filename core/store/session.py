"""One thread's use of the workspace."""

from pathlib import Path
from typing import TYPE_CHECKING

from core.store import connection, journal
from core.store.topics import Topic

if TYPE_CHECKING:
    from sqlite_utils import Database


class Session:
    """What one thread holds: its connection and its open change."""

    def __init__(self, path: Path, mode: str) -> None:
        self.connection = connection.connect(path, mode)
        self.depth = 0
        self.topics: set[Topic] = set()
        self.version = self.data_version()
        self.own_elsewhere = False
        """True when another thread of ours committed since `version` was read."""
        self._database: Database | None = None
        self._armed = False

    def data_version(self) -> int:
        """Changes whenever another connection, of ours or not, commits."""
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def arm(self) -> None:
        """Have every change from now on write down its way back: whoever only reads needs none."""
        if not self._armed:
            journal.arm(self.connection)
            self._armed = True

    @property
    def database(self) -> "Database":
        """The same connection, for records."""
        if self._database is None:
            from sqlite_utils import Database

            self._database = Database(self.connection, execute_plugins=False)
        return self._database
