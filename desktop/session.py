"""The mark of a session at work: one that is left tells the next that it was ended by something."""

import os
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

FOLDER = "running"
"""Beside the settings: what runs, runs on this computer and for this person."""


class Mark:
    """One file for each open workspace. Only who holds the lock of the workspace touches it.

    A disk that does not take it is no reason not to work.
    """

    def __init__(self, settings_file: Path, workspace: Path) -> None:
        told = zlib.crc32(str(workspace).encode(errors="surrogateescape"))
        self._file = settings_file.with_name(FOLDER) / f"{workspace.stem[:40]}-{told:08x}"

    def left(self) -> datetime | None:
        """When a session that did not end as it should stored something last; None: it ended."""
        try:
            return datetime.fromtimestamp(self._file.stat().st_mtime, UTC)
        except OSError:
            return None

    def begin(self, now: datetime) -> None:
        """A session begins."""
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.touch()
        self.saved(now)

    def saved(self, now: datetime) -> None:
        """Something was stored."""
        with suppress(OSError):
            os.utime(self._file, (now.timestamp(), now.timestamp()))

    def end(self) -> None:
        """The session ends as it should."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
