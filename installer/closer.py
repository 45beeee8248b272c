"""The packages packed closer: the icons that are drawn, and what is only code or zones as one file.

Each file is read by the virus scanner, when Pregón is installed and when it starts first.
"""

import re
import sqlite3
import zipfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from installer.commands import BuildFailed
from installer.trim import files

ZIPPED = ("phonenumbers", "tzdata")
"""Packages of many small files, which read their own through the import system."""
ZIP = "lib.zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_ICONS = Path("lucide", "data", "lucide-icons.db")
_NAMES = re.compile(r"[\"']([a-z][a-z0-9-]*)[\"']")
_NAMING = (".py", ".toml", ".json")
"""Files in which an icon may be named."""


def icons(app: Path, lib: Path) -> int:
    """Leave those that the program may name; returns how many. Raises BuildFailed without any."""
    texts = (path.read_text(encoding="utf-8") for path in files(app) if path.suffix in _NAMING)
    named = {name for text in texts for name in _NAMES.findall(text)}
    file = lib / _ICONS
    with closing(sqlite3.connect(file)) as there:
        rows = there.execute("SELECT name, svg FROM icons ORDER BY name").fetchall()
    kept = [row for row in rows if row[0] in named]
    if not kept:
        raise BuildFailed(f"{_ICONS} has no icon that the program names.")
    file.unlink()
    with closing(sqlite3.connect(file)) as made, made:
        made.execute("CREATE TABLE icons (name TEXT PRIMARY KEY, svg TEXT NOT NULL)")
        made.executemany("INSERT INTO icons VALUES (?, ?)", kept)
    return len(kept)


def together(lib: Path, names: Iterable[str] = ZIPPED) -> None:
    """Move packages into one file beside `lib`, not compressed: the installer does that better."""
    with zipfile.ZipFile(lib.with_name(ZIP), "w") as packed:
        for name in names:
            for path in files(lib / name):
                inside = zipfile.ZipInfo(path.relative_to(lib).as_posix(), _EPOCH)
                packed.writestr(inside, path.read_bytes())
                path.unlink()
            for path in sorted((lib / name).rglob("*"), reverse=True):
                path.rmdir()
            (lib / name).rmdir()
