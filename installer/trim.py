"""Leaving out what the program never loads, by a table that gives each reason."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from installer.commands import BuildFailed

TABLE = Path(__file__).with_name("trim.toml")


@dataclass(frozen=True)
class Table:
    """Patterns of paths below `lib`, each with its reason. What is kept is stronger."""

    drop: dict[str, str]
    keep: dict[str, str]


def load(path: Path = TABLE) -> Table:
    """The table of the repository."""
    with path.open("rb") as file:
        read = tomllib.load(file)
    return Table(read["drop"], read["keep"])


def dropped(table: Table, names: Iterable[str]) -> list[str]:
    """Those of the paths that are left out.

    Raises BuildFailed when a pattern of the table fits nothing: what it was written for has
    changed, and somebody should look.
    """
    everything = list(names)
    drop, keep = (_fitting(patterns, everything) for patterns in (table.drop, table.keep))
    idle = [pattern for fits in (drop, keep) for pattern, found in fits.items() if not found]
    if idle:
        raise BuildFailed("trim.toml: nothing fits any more:\n" + "\n".join(idle))
    kept = {name for found in keep.values() for name in found}
    gone = {name for found in drop.values() for name in found} - kept
    return [name for name in everything if name in gone]


def apply(table: Table, folder: Path) -> int:
    """Remove files and the folders left empty; returns how many bytes that saves."""
    names = [path.relative_to(folder).as_posix() for path in files(folder)]
    saved = 0
    for name in dropped(table, names):
        path = folder / name
        saved += path.stat().st_size
        path.unlink()
    for path in sorted((other for other in folder.rglob("*") if other.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
    return saved


def files(folder: Path) -> list[Path]:
    """Every file below a folder, in an order that is the same everywhere."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _fitting(patterns: Iterable[str], names: list[str]) -> dict[str, list[str]]:
    forms = {pattern: re.compile(expression(pattern)) for pattern in patterns}
    return {
        pattern: [name for name in names if form.fullmatch(name)] for pattern, form in forms.items()
    }


def expression(pattern: str) -> str:
    """A pattern as a regular expression: `*` stays within a folder, `**` does not, {a,b} is or."""
    parts = re.split(r"(\*\*/|\*\*|\*|\{[^}]*\})", pattern)
    return "".join(_part(part) for part in parts)


def _part(part: str) -> str:
    fixed = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}
    if part in fixed:
        return fixed[part]
    if part.startswith("{"):
        return f"(?:{'|'.join(re.escape(word) for word in part[1:-1].split(','))})"
    return re.escape(part)
