"""Files of the person's, written whole or not at all."""

import errno
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core import errors
from core.i18n import _
from core.text import clean


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the disk does to a file being written into `FileTrouble` or `DiskFull`."""
    try:
        yield
    except OSError as error:
        raise _of_disk(path, error) from error


def _of_disk(path: Path, error: OSError) -> errors.AppError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return errors.DiskFull(
            _("The disk is full: “{name}” was not written.").format(name=path.name),
            _("Free some space and try again."),
        )
    if isinstance(error, FileExistsError) and error.filename == str(path):
        return errors.FileTrouble(
            _("“{name}” already exists and has not been touched.").format(name=path.name),
            _("Choose another name."),
        )
    return errors.FileTrouble(
        _("“{name}” cannot be written in {folder}.").format(name=path.name, folder=path.parent),
        _("Choose another folder."),
        detail=str(error),
    )


_PRIVATE = 0o600
"""Where the system has modes."""


def touch_private(path: Path, *, new: bool = False) -> None:
    """Make an empty file that nobody else on this computer may read, where there is none yet;
    `FileExistsError` where there is one and a `new` one is asked for."""
    path.touch(mode=_PRIVATE, exist_ok=not new)


def write(path: Path, data: bytes, *, private: bool = False) -> None:
    """Put a file there, replacing one of that name; a `private` one is nobody else's to read.

    Raises `DiskFull` or `FileTrouble`; a file that was there before is kept then.
    """
    partial = path.with_name(f".{path.name}.partial")
    with writing(path):
        try:
            if private:
                partial.unlink(missing_ok=True)
                touch_private(partial)
            with partial.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            put(partial, path)
        finally:
            partial.unlink(missing_ok=True)


def put(whole: Path, path: Path) -> None:
    """Give a file that is whole its name, in place of one of that name, and for good.

    The old one or the new one is there at every instant. Raises `OSError`.
    """
    whole.replace(path)
    _keep_names(path.parent)


def put_twin(path: Path, twin: Path) -> None:
    """A second name for a file whose first is about to be another's. Raises `OSError`."""
    try:
        os.link(path, twin)
    except OSError:
        # A disk that knows no second names, such as a USB stick.
        partial = twin.with_name(f"{twin.name}.partial")
        try:
            shutil.copyfile(path, partial)
            with partial.open("rb+") as file:
                os.fsync(file.fileno())
            put(partial, twin)
        finally:
            partial.unlink(missing_ok=True)
    _keep_names(twin.parent)


def _keep_names(folder: Path) -> None:
    """Have the disk keep which files there are: a power cut may undo a name that it lacks."""
    if sys.platform == "win32":
        return
    # A network folder may refuse it, and keeps names by its own rules.
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def gone(path: str | Path) -> bool:
    """True when there is no such file; one that may not be looked at is not gone."""
    try:
        Path(path).stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return True
    except OSError:
        return False
    return False


_FORBIDDEN = r'[<>:"/\\|?*\x00-\x1f]'
_RESERVED = r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)"
_MOST_BYTES = 120
"""Linux takes names of 255 bytes, and endings, numbers and dates are still to come."""


def safe_name(text: str, otherwise: str = "Pregón") -> str:
    """A file name without ending that Windows and Linux take; `otherwise` when nothing is left."""
    name = re.sub(_FORBIDDEN, " ", clean(text))
    name = name.encode()[:_MOST_BYTES].decode(errors="ignore").strip(" .")
    return f"{name}_" if re.match(_RESERVED, name) else name or otherwise
