"""Where files go on this computer."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import platformdirs

from core.files import gone

_SYNCHRONISE = ("OneDrive", "Dropbox", "Nextcloud", "ownCloud", "Google Drive", "iCloud")
"""Programs whose folder bears their name, such as “OneDrive - Ayuntamiento”."""


def settings_file() -> Path:
    """The settings of this person on this laptop."""
    return platformdirs.user_config_path("Pregon", appauthor=False) / "settings.json"


def workspaces_folder() -> Path:
    """Where new workspaces go unless the person chooses another folder."""
    return platformdirs.user_documents_path() / "Pregón"


def where_to_look(recent: Sequence[str]) -> Path:
    """The folder in which somebody looks for a file: that of the last workspace that is there.

    Without any, the folder of new ones, or what there is of the way to it.
    """
    last = next((Path(one).parent for one in recent if not gone(one)), workspaces_folder())
    return next((one for one in (last, *last.parents) if one.is_dir()), last)


def workspaces_about(recent: Sequence[str]) -> list[Path]:
    """The workspaces in the folder of new ones and in that of the last one, newest first."""
    found: dict[Path, float] = {}
    for folder in {workspaces_folder(), where_to_look(recent)}:
        with suppress(OSError):
            found |= {one: one.stat().st_mtime for one in folder.glob("*.pregon") if one.is_file()}
    return sorted(found, key=lambda one: found[one], reverse=True)


def synchronised_by(path: Path) -> str:
    """The program in whose folder a file lies that puts other versions in its place, or empty."""
    folders = [part.casefold() for part in path.parts[:-1]]
    found = (
        one for one in _SYNCHRONISE if any(part.startswith(one.casefold()) for part in folders)
    )
    return next(found, "")
