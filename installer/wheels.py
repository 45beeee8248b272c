"""Unpacking packages into `lib`: a wheel is a zip, and nothing in it is run."""

import shutil
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from installer.commands import BuildFailed


def unpack(archives: Iterable[Path], lib: Path) -> None:
    """All packages side by side. Raises BuildFailed when two bring the same file."""
    lib.mkdir(parents=True)
    for archive in archives:
        if archive.suffix == ".whl":
            _wheel(archive, lib)
        else:
            _source(archive, lib)


def _wheel(archive: Path, lib: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        for entry in packed.infolist():
            name = PurePosixPath(entry.filename)
            # Scripts and manual pages: there is no folder for them on a Windows laptop.
            if entry.is_dir() or name.parts[0].endswith(".data"):
                continue
            with packed.open(entry) as source, _new(lib, name, archive).open("wb") as target:
                shutil.copyfileobj(source, target)


def _source(archive: Path, lib: Path) -> None:
    """The import package of a source archive of pure Python, its description and licences.

    The folder of the package is the one beside `PKG-INFO` that has an `__init__.py`.
    """
    with tarfile.open(archive) as packed:
        files = {PurePosixPath(item.name): item for item in packed.getmembers() if item.isfile()}
        (top,) = {path.parts[0] for path in files}
        (package,) = {path.parts[1] for path in files if path.match(f"{top}/*/__init__.py")}
        for path, member in sorted(files.items()):
            below = PurePosixPath(*path.parts[1:])
            if below.parts[0] != package:
                below = _described(top, below)
            source = packed.extractfile(member)
            if below.name and source is not None:
                with source, _new(lib, below, archive).open("wb") as target:
                    shutil.copyfileobj(source, target)


def _described(top: str, name: PurePosixPath) -> PurePosixPath:
    """Where a file beside the package belongs in a wheel; no name for one that is not wanted."""
    about = PurePosixPath(f"{top}.dist-info")
    if str(name) == "PKG-INFO":
        return about / "METADATA"
    if len(name.parts) == 1 and "LICENSE" in name.name:
        return about / "licenses" / name
    return PurePosixPath()


def _new(lib: Path, name: PurePosixPath, archive: Path) -> Path:
    if name.is_absolute() or ".." in name.parts:
        raise BuildFailed(f"{archive.name} wants to write outside: {name}")
    path = lib.joinpath(*name.parts)
    if path.exists():
        raise BuildFailed(f"{archive.name} brings {name}, which is there already.")
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
