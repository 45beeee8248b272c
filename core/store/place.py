"""Whether the file that is open still has its name, or another was put in its place."""

from contextlib import suppress
from pathlib import Path

from core.store import failures

Identity = tuple[int, int]
"""Device and inode."""


class Place:
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
