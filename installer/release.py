"""What is being built: the version, the commit's time, the files of the program."""

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from installer.commands import BuildFailed, run
from installer.trim import files

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("core", "desktop", "docs", "resources")
"""The program itself, and what is read in it; tests and tools stay here."""
_NOT_READ = ("docs/decisions/*", "docs/*.json")
"""What is written for those who build the program."""


@dataclass(frozen=True)
class Release:
    """One version of the program, at one commit."""

    version: str
    """As in pyproject.toml: `1.2.3`."""
    time: int
    """Seconds since 1970 of the commit: the time of every file that is shipped."""
    changed: bool
    """Files differ from the commit: such a build is for trying only."""
    address: str = ""
    """Of the folder where all of it is published; empty where nobody said it."""


def current(address: str = "") -> Release:
    """The checkout. Raises BuildFailed where it is none of git's."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        stated: str = tomllib.load(file)["project"]["version"]
    time = int(run(["git", "log", "-1", "--format=%ct"], cwd=ROOT))
    changed = bool(run(["git", "status", "--porcelain"], cwd=ROOT).strip())
    release = Release(stated, time, changed, address)
    numbers(release.version)
    return release


def numbers(version: str) -> tuple[int, int, int, int]:
    """The four numbers that Windows compares. Raises BuildFailed for anything but `1.2.3`."""
    parts = version.split(".")
    if not 1 <= len(parts) <= 4 or not all(part.isascii() and part.isdigit() for part in parts):
        raise BuildFailed(f"Windows needs a version of numbers and dots, not “{version}”.")
    first, second, third, fourth = [int(part) for part in parts] + [0] * (4 - len(parts))
    return first, second, third, fourth


def shipped(checkout: Path = ROOT) -> list[str]:
    """The files of the program, in order: those of its folders, less what .gitignore names."""
    ignored = [
        line.rstrip("/")
        for line in (checkout / ".gitignore").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    names = [path.relative_to(checkout) for item in FOLDERS for path in files(checkout / item)]
    return [
        name.as_posix()
        for name in names
        if not any(fnmatch(part, pattern) for part in name.parts for pattern in ignored)
        and not any(fnmatch(name.as_posix(), pattern) for pattern in _NOT_READ)
    ]
