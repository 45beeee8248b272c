"""A seal behind the last page of a closed workspace: by it, any change to its bytes shows.

SQLite has no digests: of a hundred flipped bits its own checks find some fifteen. The seal is the
CRC-32 of the file as it was when the last of our connections closed. SQLite reads as many pages as
the header says and never looks behind them. Opening a workspace to write takes the seal off, so
what was killed has none; what another program wrote shows by SQLite's change counter, or by the
write-ahead log that cuts the file to its pages: there the seal says nothing, either way.
"""

import os
import sqlite3
import struct
import zlib
from contextlib import ExitStack, closing, suppress
from enum import Enum
from pathlib import Path
from typing import BinaryIO

_MARK = b"\x00Pregonseal1"
_FORM = struct.Struct(">12sII")
"""The mark, SQLite's change counter, the CRC-32 of all before."""

_CHUNK = 1 << 20
_LOCKED_BY_SQLITE = 1 << 30
"""Bytes from here on SQLite locks on Windows: a file that large is not sealed."""


class SealState(Enum):
    """What a seal says."""

    NONE = "none"
    """It was not closed by us last: killed, or written by another program."""
    HOLDS = "holds"
    BROKEN = "broken"


def state(path: Path) -> SealState:
    """What the seal of a closed file says. Raises OSError.

    Never for a workspace that this process has open: see `connection.identify`.
    """
    with path.open("rb") as file:
        header = file.read(100)
        size = file.seek(0, 2)
        if size < 100 or not _sized(header):
            return SealState.BROKEN
        if logged(path):
            return SealState.NONE
        rest = size % _sized(header)
        if not rest:
            return SealState.NONE
        if rest != _FORM.size:
            return SealState.BROKEN
        file.seek(size - rest)
        seal = file.read(rest)
        if not any(seal):
            # A power cut while it was put on: the room was made, nothing was written.
            return SealState.NONE
        mark, counter, digest = _FORM.unpack(seal)
        counters = header[24:28], header[92:96]
        if counters[0] == counters[1] != struct.pack(">I", counter) and mark == _MARK:
            return SealState.NONE
        whole = mark == _MARK and digest == _digest(file, size - rest)
    return SealState.HOLDS if whole else SealState.BROKEN


def logged(path: Path) -> bool:
    """Whether changes lie beside the file that are not in it."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def marked(path: Path) -> bool:
    """Whether there is a seal at the end, of whatever the file is now. Raises OSError."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - _FORM.size, 0))
        return file.read(len(_MARK)) == _MARK


def _sized(header: bytes) -> int:
    """Bytes in a page."""
    size = int.from_bytes(header[16:18], "big")
    return 65536 if size == 1 else size


def _digest(file: BinaryIO, length: int) -> int:
    file.seek(0)
    digest = 0
    while length:
        read = file.read(min(_CHUNK, length))
        if not read:
            return -1
        digest = zlib.crc32(read, digest)
        length -= len(read)
    return digest


def take_off(path: Path) -> None:
    """Before the file is opened to be written. Raises OSError."""
    if logged(path):
        # Somebody else is writing to it: the file may grow at this moment.
        return
    with path.open("r+b") as file:
        header = file.read(100)
        size, page = file.seek(0, 2), _sized(header)
        rest = size % page if page else 0
        if rest:
            # Whatever it is: a seal that was damaged itself must not stay, either.
            file.truncate(size - rest)


def put_on(path: Path) -> None:
    """Seal a workspace that nobody has open; one that somebody has is left as it is.

    Whoever closes it last seals it. A disk that does not take the seal is no trouble: then the file
    has none; and where it was moved away meanwhile, no other is made.
    """
    there = f"{path.absolute().as_uri()}?mode=rw"
    with (
        suppress(OSError, sqlite3.Error),
        ExitStack() as last,
        closing(sqlite3.connect(there, uri=True, isolation_level=None, timeout=0)) as alone,
    ):
        alone.execute("PRAGMA locking_mode = EXCLUSIVE")
        alone.execute("BEGIN EXCLUSIVE")
        alone.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        # Closed after SQLite's own: closing it ends all locks of this process on the file.
        _append(last.enter_context(path.open("r+b")))
        alone.execute("ROLLBACK")


def _append(file: BinaryIO) -> None:
    file.seek(0)
    header = file.read(100)
    size, page = file.seek(0, 2), _sized(header)
    if not page or size % page or size >= _LOCKED_BY_SQLITE:
        return
    counter = int.from_bytes(header[24:28], "big")
    seal = _FORM.pack(_MARK, counter, _digest(file, size))
    file.seek(size)
    file.write(seal)
    file.flush()
    os.fsync(file.fileno())
