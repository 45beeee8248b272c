"""One thread's use of the workspace, and whether its file still has its name."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from core.store import connection, failures, journal
from core.store.topics import Topic

if TYPE_CHECKING:
    from sqlite_utils import Database

Identity = tuple[int, int]
"""Device and inode."""


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


class WorkspaceFiles:
    """Where an open workspace lies, with the logs that SQLite keeps beside it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = _identity(path)
        self._logs: dict[Path, Identity | None] = {}

    def remember_logs(self) -> None:
        """A connection was opened: what lies beside the file is ours."""
        for ending in ("-wal", "-shm"):
            log = self.path.with_name(self.path.name + ending)
            self._logs[log] = _identity(log)

    @property
    def kept(self) -> bool:
        """The file is where it was."""
        return _identity(self.path) == self._file

    @property
    def taken(self) -> bool:
        """Another file has its name."""
        return _identity(self.path) not in (None, self._file)

    def require(self) -> None:
        """Raise `WorkspaceLost` when the file is not the one that was opened."""
        if self.taken:
            self.withdraw_logs()
            raise failures.replaced(self.path)
        if not self.kept:
            raise failures.lost(self.path)

    def withdraw_logs(self) -> None:
        """SQLite would replay our logs into whatever has the name now; we keep them open.

        They get another name, for a drive may be wrong about what was put in their file's place.
        """
        for log, ours in self._logs.items():
            if _identity(log) == ours:
                with suppress(OSError):
                    log.replace(_aside(log))

    def forget_logs(self) -> None:
        """What they hold is kept elsewhere."""
        for log in self._logs:
            with suppress(OSError):
                _aside(log).unlink(missing_ok=True)


def _aside(log: Path) -> Path:
    return log.with_name(f"{log.name}.aside")


def _identity(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
