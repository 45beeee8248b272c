"""What belongs to this person on this laptop, not to the town: one JSON file.

Some of it may be fixed for everybody who uses the computer, by a file beside the program that only
an administrator can write: see docs/it.en.md.
"""

import json
import os
import sys
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from core import files

RECENT_KEPT = 8
_MOST_BYTES = 2**20
MOST_BACKUPS = 100
_MOST_WIDTH = 100_000

POLICY = (
    Path(sys.executable).with_name("policy.json")
    if sys.platform == "win32"
    else Path("/etc/pregon/policy.json")
)
FIXABLE = ("language", "backup_folder", "proxy", "tray", "listening")
"""What the policy may say; it says it in the words of the settings."""


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
    listening: bool = True
    """Whether sources may be read on this computer at all; each town decides for itself, too."""
    listened: str = ""
    """The workspace that the system listens to while no window is open; empty: none."""
    seen: list[str] = field(default_factory=list)
    """Pages that tell what they are for when they are seen for the first time, and were."""
    columns: dict[str, list[int]] = field(default_factory=dict)
    """Widths of table columns in px at 100 %, by table."""
    fixed: frozenset[str] = frozenset()
    """Names of those that the policy says; they are not kept as the person's own."""

    def remember(self, workspace: Path) -> None:
        """Put a workspace first among the recent ones."""
        text = str(workspace)
        self.recent = [text, *(other for other in self.recent if other != text)][:RECENT_KEPT]


_USUAL = Settings()


def load(path: Path) -> Settings:
    """The settings in `path`; defaults for whatever is missing or is not what it should be.

    What the policy says goes before.
    """
    chosen, facts, policy = Settings(), _facts(path) or {}, _facts(POLICY) or {}
    chosen.fixed = frozenset(
        name for name in FIXABLE if _fits(policy.get(name), getattr(chosen, name))
    )
    facts |= {name: policy[name] for name in chosen.fixed}
    for item in fields(Settings):
        value = facts.get(item.name)
        if _fits(value, getattr(chosen, item.name)):
            setattr(chosen, item.name, value)
    chosen.zoom = min(200, max(100, chosen.zoom))
    chosen.listen_minutes = min(1440, max(15, chosen.listen_minutes))
    chosen.backups_kept = min(MOST_BACKUPS, max(1, chosen.backups_kept))
    return chosen


def spoilt(path: Path) -> bool:
    """True when there is something of that name that holds no settings at all."""
    return _facts(path) is None


def _facts(path: Path) -> dict[str, Any] | None:
    """What the file says, which is nothing where there is none; None when it is no settings."""
    try:
        # A pipe would be waited for, and a long file be read for long.
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return None if os.path.lexists(path) else {}
        facts = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return facts if isinstance(facts, dict) else None


def _fits(value: object, default: object) -> bool:
    """True when a value from the file has the shape of the default."""
    if isinstance(value, list) and isinstance(default, list):
        return all(_is_text(item) for item in value)
    if isinstance(value, dict) and isinstance(default, dict):
        return all(_is_text(name) and _is_widths(row) for name, row in value.items())
    if isinstance(value, str) and isinstance(default, str):
        return _is_text(value)
    return type(value) is type(default) and not isinstance(value, list | dict)


def _is_text(value: object) -> bool:
    """True for what may name a file, also one whose name is no UTF-8, and can be written again."""
    try:
        return isinstance(value, str) and b"\0" not in os.fsencode(value)
    except UnicodeEncodeError:
        return False


def _is_widths(row: object) -> bool:
    return isinstance(row, list) and all(
        type(width) is int and 0 <= width <= _MOST_WIDTH for width in row
    )


def save(settings: Settings, path: Path) -> None:
    """Write the file whole or not at all, if it says anything else by now.

    Raises `FileTrouble` or `DiskFull`.
    """
    own, before = asdict(settings), _facts(path) or {}
    for name in own.pop("fixed"):
        own[name] = before.get(name, getattr(_USUAL, name))
    text = _as_text(own)
    if _as_text(_facts(path)) == text:
        return
    with files.writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    # The name of a recent workspace may be no UTF-8.
    files.write(path, text.encode(errors="surrogatepass"), private=True)


def _as_text(facts: dict[str, Any] | None) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=2)
