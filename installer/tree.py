"""The finished folder: in one order, with one time, so that two builds are one file."""

import os
from pathlib import Path

from installer.trim import files


def stamp(folder: Path, time: int) -> None:
    """Give every file and folder the time of the commit (seconds since 1970)."""
    for path in [*files(folder), *(other for other in folder.rglob("*") if other.is_dir()), folder]:
        os.utime(path, (time, time))


def size(folder: Path) -> int:
    """Bytes of all files."""
    return sum(path.stat().st_size for path in files(folder))
