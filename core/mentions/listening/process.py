"""The process of a listener: its lock, the orders it is given, and its end when a round has none.

The window ends its listener when that is silent; of the scheduler's nobody would know, and it would
keep all others out for good. Python's own threads cannot help while a library holds on to the
processor; the timer of `faulthandler` is none of them.
"""

import faulthandler
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO, Self

from core import files
from core.cancel import CancelToken


@dataclass(frozen=True)
class Order:
    """One round: what is due, these sources, or everything that is switched on."""

    only: tuple[int, ...] = ()
    everything: bool = False

    def line(self) -> bytes:
        """As it is written to standard input."""
        return json.dumps({"only": self.only, "everything": self.everything}).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Self:
        """As it is read from there."""
        facts = json.loads(line)
        return cls(tuple(facts["only"]), facts["everything"])


_INPUT_BYTES = 4096


def each_order(token: CancelToken, work: Callable[[Order], None]) -> None:
    """Do the rounds that standard input orders, one after the other, until it or the token ends.

    The end of input cancels the token: a round under way stores what it has.
    """
    waiting: SimpleQueue[Order | None] = SimpleQueue()

    def listen() -> None:
        for line in _lines():
            waiting.put(Order.read(line))
        token.cancel()
        waiting.put(None)

    Thread(target=listen, daemon=True).start()
    with stopped_from_outside(token, lambda: waiting.put(None)):
        while (order := waiting.get()) is not None and not token.cancelled:
            work(order)


@contextmanager
def stopped_from_outside(
    token: CancelToken, also: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Inside, Ctrl+C or a request to end cancels the token; a second one ends at once."""

    def stop(number: int, _frame: object) -> None:
        token.cancel()
        also()
        signal.signal(number, signal.SIG_DFL)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _lines() -> Iterator[bytes]:
    """Whole lines of standard input as they come."""
    rest = b""
    while came := _read_input():
        *whole, rest = (rest + came).split(b"\n")
        yield from whole


def _read_input() -> bytes:
    """What comes from standard input; nothing at its end."""
    # Not through sys.stdin: its lock, held by a thread that waits, breaks the end of Python.
    if sys.platform == "win32":
        import _winapi
        import msvcrt

        # Nor through the C library: Wine's opens no file while another thread waits in it.
        try:
            return _winapi.ReadFile(msvcrt.get_osfhandle(sys.stdin.fileno()), _INPUT_BYTES)[0]
        except OSError:
            return b""
    return os.read(sys.stdin.fileno(), _INPUT_BYTES)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def alone(workspace: Path) -> Iterator[bool]:
    """True inside when no other listener works on it; then none can begin before the end.

    The system lets go of the lock however the program ends. Raises `FileTrouble` when the folder
    cannot be written.
    """
    path = workspace.with_name(f".{workspace.name}.listening")
    with files.writing(path):
        file = _locked(path)
    if file is None:
        yield False
        return
    try:
        yield True
    finally:
        # Windows deletes no file that is open, others must do it while the lock is held.
        if sys.platform != "win32":
            path.unlink(missing_ok=True)
        file.close()
        if sys.platform == "win32":
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _locked(path: Path) -> BinaryIO | None:
    """The file, locked by us, or None when another holds it."""
    file = path.open("ab")
    try:
        _lock(file)
    except (BlockingIOError, PermissionError):
        file.close()
        return None
    except OSError:
        # A shared folder without locks. Should two listeners meet, here or while one is deleting
        # the file, nothing is stored twice all the same: each item has its key.
        pass
    return file


def hand_over(words: Sequence[str]) -> None:
    """Start another program that goes on by itself; this one does not wait for it."""
    nowhere = subprocess.DEVNULL
    alone = sys.platform != "win32"
    subprocess.Popen(words, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=alone)


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
            return [int(word) for word in ids.split()]
    return []


@contextmanager
def last_resort(workspace: Path) -> Iterator[LastResort]:
    """Inside, a round that goes silent ends this process."""
    made = LastResort(workspace.with_name(f".{workspace.name}.reading"))
    try:
        yield made
    finally:
        made.end()
