"""Unpacking packages into `lib`: a wheel is a zip, and nothing in it is run."""

import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from installer.commands import BuildFailed


def unpack(archives: Iterable[Path], lib: Path) -> None:
    """All packages side by side. Raises BuildFailed when two bring the same file."""
    lib.mkdir(parents=True)
    for archive in archives:
        _wheel(archive, lib)


def _wheel(archive: Path, lib: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        for entry in packed.infolist():
            name = PurePosixPath(entry.filename)
            # Scripts and manual pages: there is no folder for them on a Windows laptop.
            if entry.is_dir() or name.parts[0].endswith(".data"):
                continue
            with packed.open(entry) as source, _new(lib, name, archive).open("wb") as target:
                shutil.copyfileobj(source, target)


def _new(lib: Path, name: PurePosixPath, archive: Path) -> Path:
    if name.is_absolute() or ".." in name.parts:
        raise BuildFailed(f"{archive.name} wants to write outside: {name}")
    path = lib.joinpath(*name.parts)
    if path.exists():
        raise BuildFailed(f"{archive.name} brings {name}, which is there already.")
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
