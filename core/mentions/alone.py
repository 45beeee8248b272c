"""One listener at a time on a workspace, on this computer and where its folder is shared."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from core import files

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
