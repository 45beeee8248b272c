"""Where files go on this computer."""

import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from core.files import gone

_SYNCHRONISE = ("OneDrive", "Dropbox", "Nextcloud", "ownCloud", "Google Drive", "iCloud")
"""Programs whose folder bears their name, such as “OneDrive - Ayuntamiento”."""

_OF_A_NETWORK = (
    r"nfs\d?|cifs|smb\d?|smbfs|afs|ncpfs|9p|vboxsf|davfs2?|fuse\.(sshfs|davfs2?|gvfsd-fuse|rclone)"
)
"""File systems of Linux whose files lie in another computer, or in the one around this one."""

MOUNTS = Path("/proc/mounts")
"""Where Linux tells what is mounted where."""

_REMOTE = 4
"""What `GetDriveTypeW` of Windows says of a drive of the network."""


CARRIED = "portable.txt"
"""Lies beside a program that is carried about, such as on a memory stick."""


def carried() -> Path | None:
    """The folder of a program that is carried about; None for one that is installed."""
    folder = Path(sys.executable).parent
    return folder if (folder / CARRIED).is_file() else None


def settings_file() -> Path:
    """The settings of this person on this laptop, or of whoever carries the program about."""
    import platformdirs

    if folder := carried():
        return folder / "settings" / "settings.json"
    return platformdirs.user_config_path("Pregon", appauthor=False) / "settings.json"


def workspaces_folder() -> Path:
    """Where new town files go unless the person chooses another folder."""
    import platformdirs

    if folder := carried():
        return folder / "Pregón"
    return platformdirs.user_documents_path() / "Pregón"


def where_to_look(recent: Sequence[str]) -> Path:
    """The folder in which somebody looks for a file: that of the last workspace that is there.

    Without any, the folder of new ones, or what there is of the way to it.
    """
    last = next((Path(text).parent for text in recent if not gone(text)), workspaces_folder())
    return next((parent for parent in (last, *last.parents) if parent.is_dir()), last)


def workspaces_about(recent: Sequence[str]) -> list[Path]:
    """The workspaces in the folder of new ones and in that of the last one, newest first."""
    found: dict[Path, float] = {}
    for folder in {workspaces_folder(), where_to_look(recent)}:
        with suppress(OSError):
            found |= {
                path: path.stat().st_mtime for path in folder.glob("*.pregon") if path.is_file()
            }
    return sorted(found, key=lambda path: found[path], reverse=True)


def synchronised_by(path: Path) -> str:
    """The program in whose folder a file lies that puts other versions in its place, or empty."""
    folders = [part.casefold() for part in path.parts[:-1]]
    found = (
        text for text in _SYNCHRONISE if any(part.startswith(text.casefold()) for part in folders)
    )
    return next(found, "")


def on_network(path: Path) -> bool:
    """Whether a file lies in another computer: there SQLite's log is not safe among several
    (https://www.sqlite.org/wal.html), and what is read may be older than it seems."""
    real = os.path.realpath(path)
    if sys.platform == "win32":
        import ctypes

        drive = os.path.splitdrive(real)[0]
        return (
            drive.startswith("\\\\")
            or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _REMOTE
        )
    with suppress(OSError):
        return mounted_from_network(Path(real), MOUNTS.read_text("utf-8", "surrogateescape"))
    return False


def mounted_from_network(path: Path, mounts: str) -> bool:
    """Whether a file lies in another computer, by what Linux tells of what is mounted where."""
    mounted = [line.split()[1:3] for line in mounts.splitlines() if len(line.split()) > 2]
    # The last one mounted on the longest way to the file; a blank is written as \\040.
    there = {re.sub(r"\\([0-7]{3})", _written, place): kind for place, kind in mounted}
    ways = [text for text in there if path.is_relative_to(text)]
    return bool(ways and re.fullmatch(_OF_A_NETWORK, there[max(ways, key=len)]))


def _written(octal: re.Match[str]) -> str:
    return chr(int(octal[1], 8))
