"""Making a new workspace: the town, and the suggestions of every slice."""

from pathlib import Path
from typing import TYPE_CHECKING

from core import files, store
from core.clock import Clock
from core.mentions.watches import suggestions as mention_suggestions
from core.plan import suggestions as plan_suggestions
from core.roster import suggestions as roster_suggestions
from core.town import records as town_records
from core.town.model import Town

if TYPE_CHECKING:
    from sqlite_utils import Database

SUFFIX = store.SUFFIX


def create(path: Path, town: Town, clock: Clock, crest: bytes | None = None) -> None:
    """Write the workspace of `town`, whole or not at all; `crest` is PNG (`core.town.crest`).

    Raises `FileTrouble` when the file exists or cannot be made, `DiskFull`.
    """
    now = clock.now()

    def fill(db: "Database") -> None:
        town_records.insert(db, town, now)
        if crest is not None:
            town_records.update(db, crest=crest)
        roster_suggestions.fill(db, town, now)
        plan_suggestions.fill(db, town, clock.today())
        mention_suggestions.fill(db, town, now)

    store.create(path, fill)


def free_path(folder: Path, town: Town) -> Path:
    """A file name in `folder` for this town that no file has yet.

    Raises `FileTrouble` when the folder cannot be looked into.
    """
    stem = files.safe_name(town.name)
    path, number = folder / f"{stem}{SUFFIX}", 1
    with files.writing(path):
        while path.exists():
            number += 1
            path = folder / f"{stem} {number}{SUFFIX}"
    return path
