"""What belongs to this person on this laptop, not to the town: one JSON file."""

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from core import files

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
    listen_minutes: int = 30
    """Between two readings of a source that says nothing else, 15 to 1440."""
    quiet_from: str = "22:00"
    """Nothing is read nor announced from here…"""
    quiet_to: str = "07:00"
    """…until here, local time; equal: there are no quiet hours."""
    proxy: str = ""
    """`http://host:port`; empty: as the system says."""
    tray: bool = False
    """Closing the window leaves Pregón listening beside the clock."""
    listened: str = ""
    """The workspace that the system listens to while no window is open; empty: none."""
    columns: dict[str, list[int]] = field(default_factory=dict)
    """Widths of table columns in px at 100 %, by table."""

    def remember(self, workspace: Path) -> None:
        """Put a workspace first among the recent ones."""
        text = str(workspace)
        self.recent = [text, *(other for other in self.recent if other != text)][:RECENT_KEPT]


def load(path: Path) -> Settings:
    """The settings in `path`; defaults for whatever is missing or is not what it should be."""
    try:
        facts = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return Settings()
    chosen = Settings()
    for one in fields(Settings):
        value = facts.get(one.name) if isinstance(facts, dict) else None
        if _fits(value, getattr(chosen, one.name)):
            setattr(chosen, one.name, value)
    chosen.zoom = min(200, max(100, chosen.zoom))
    chosen.listen_minutes = min(1440, max(15, chosen.listen_minutes))
    chosen.backups_kept = min(100, max(1, chosen.backups_kept))
    return chosen


def _fits(value: object, default: object) -> bool:
    """True when a value from the file has the shape of the default."""
    if isinstance(value, list) and isinstance(default, list):
        return all(isinstance(item, str) for item in value)
    if isinstance(value, dict) and isinstance(default, dict):
        return all(
            isinstance(row, list) and all(type(width) is int for width in row)
            for row in value.values()
        )
    return type(value) is type(default) and not isinstance(value, list | dict)


def save(settings: Settings, path: Path) -> None:
    """Write the file whole or not at all. Raises `FileTrouble` or `DiskFull`."""
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=2)
    with files.writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    files.write(path, text.encode())
