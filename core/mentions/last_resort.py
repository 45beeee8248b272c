"""A round that finds no end ends itself, and the next one knows at which source.

The window ends its listener when that is silent; of the scheduler's nobody would know, and it would
keep all others out for good. Python's own threads cannot help while a library holds on to the
processor; the timer of `faulthandler` is none of them.
"""

import faulthandler
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

PATIENCE = 240
"""Seconds without an event, more than the window has."""

_RENEWED_AFTER = PATIENCE / 20
_FOLLOWING = ("progress", "source")
"""Events that name nothing that is being read."""

_TIMEOUT = b"Timeout ("
"""As `faulthandler` begins when it ends a process."""


class LastResort:
    """Hears what a round tells; `left` names the sources of which a round before found no end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self._renewed = float("-inf")
        self.left = _left(path)

    def hear(self, event: dict[str, Any]) -> None:
        """Note what is read from now on. The first event says that the workspace is ours alone."""
        if event["event"] == "end":
            self.end()
            return
        if self._file is None or event["event"] not in _FOLLOWING:
            self._file = self._file or self._path.open("w+b", buffering=0)
            self._file.seek(0)
            self._file.truncate()
            self._file.write(" ".join(map(str, event.get("ids", ()))).encode() + b"\n")
        if time.monotonic() - self._renewed > _RENEWED_AFTER:
            faulthandler.dump_traceback_later(PATIENCE, exit=True, file=self._file)
            self._renewed = time.monotonic()

    def end(self) -> None:
        """All went well."""
        faulthandler.cancel_dump_traceback_later()
        if self._file is not None:
            self._file.close()
            self._file = None
            with suppress(OSError):
                self._path.unlink()


def _left(path: Path) -> list[int]:
    """What a round was reading that ended itself; of one that was killed nobody can say."""
    with suppress(OSError, ValueError):
        ids, found, _stacks = path.read_bytes().partition(_TIMEOUT)
        if found:
            path.unlink()
            return [int(one) for one in ids.split()]
    return []


@contextmanager
def last_resort(workspace: Path) -> Iterator[LastResort]:
    """Inside, a round that goes silent ends this process."""
    made = LastResort(workspace.with_name(f".{workspace.name}.reading"))
    try:
        yield made
    finally:
        made.end()
