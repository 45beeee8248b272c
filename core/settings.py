"""What belongs to this person on this laptop, not to the town: one JSON file."""

import os
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

RECENT_KEPT = 8


@dataclass
class Settings:
    """All preferences with their defaults; unknown keys in the file are ignored."""

    language: str = ""
    """`es`, `en`, or empty to follow the system."""
    theme: str = ""
    """`light`, `dark`, `contrast`, or empty to follow the system."""
    zoom: int = 100
    """Percent, 100 to 200."""
    recent: list[str] = field(default_factory=list)
    """Workspaces opened, newest first."""
    backup_folder: str = ""
    """Where copies go; empty: the folder `Copias` beside the workspace."""
    backups_kept: int = 14
    window: str = ""
    """Size and place of the window, as Qt saves it, in hexadecimal."""
    page: str = "today"
    columns: dict[str, list[int]] = field(default_factory=dict)
    """Widths of table columns in px at 100 %, by table."""

    def remember(self, workspace: Path) -> None:
        """Put a workspace first among the recent ones."""
        text = str(workspace)
        self.recent = [text, *(other for other in self.recent if other != text)][:RECENT_KEPT]


def load(path: Path) -> Settings:
    """The settings in `path`; defaults when the file is missing or is not readable as settings."""
    try:
        settings = msgspec.json.decode(path.read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError, ValueError):
        return Settings()
    settings.zoom = min(200, max(100, settings.zoom))
    settings.backups_kept = min(100, max(1, settings.backups_kept))
    return settings


def save(settings: Settings, path: Path) -> None:
    """Write the file whole or not at all. Raises OSError when the folder cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(settings), indent=2))
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
