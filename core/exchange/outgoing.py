"""Files to the outside, written whole or not at all."""

import os
from pathlib import Path

from core.store import failures


def save(path: Path, data: bytes) -> None:
    """Put a file there, replacing one of that name.

    Raises `DiskFull` or `FileTrouble`; a file that was there before is kept then.
    """
    partial = path.with_name(f".{path.name}.partial")
    with failures.writing(path):
        try:
            with partial.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
