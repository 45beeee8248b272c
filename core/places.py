"""Where files go on this computer."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from core.files import gone

_SYNCHRONISE = ("OneDrive", "Dropbox", "Nextcloud", "ownCloud", "Google Drive", "iCloud")
"""Programs whose folder bears their name, such as “OneDrive - Ayuntamiento”."""

_ONEDRIVE = ("OneDriveCommercial", "OneDrive", "OneDriveConsumer")
"""Where Windows says the folders of OneDrive are, that of the office first."""

_LEFT_THERE = {
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".sync_*.db": "Nextcloud",
    ".shortcut-targets-by-id": "Google Drive",
    ".tmp.drive*load": "Google Drive",
}
"""What the programs leave in the uppermost of the folders that they synchronise."""

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
    # What lies in a synchronised folder may be replaced while it is open.
    for place in (platformdirs.user_documents_path(), Path.home()):
        if not synchronised_by(place / "Pregón"):
            return place / "Pregón"
    return platformdirs.user_data_path("Pregón", appauthor=False)


def where_to_look(recent: Sequence[str]) -> Path:
    """The folder in which somebody looks for a file: that of the last workspace that is there.

    Without any, the folder of new ones, or what there is of the way to it.
    """
    last = next((Path(text).parent for text in recent if not gone(text)), workspaces_folder())
    return next((parent for parent in (last, *last.parents) if parent.is_dir()), last)


def workspaces_about(recent: Sequence[str]) -> list[Path]:
    """The workspaces in the folder of new ones and in that of the last one, newest first."""
    import platformdirs

    found: dict[Path, float] = {}
    usual = platformdirs.user_documents_path() / "Pregón"
    for folder in {workspaces_folder(), usual, where_to_look(recent)}:
        with suppress(OSError):
            found |= {
                path: path.stat().st_mtime for path in folder.glob("*.pregon") if path.is_file()
            }
    return sorted(found, key=lambda path: found[path], reverse=True)


def synchronised_by(path: Path) -> str:
    """The program in whose folder a file lies that puts other versions in its place, or empty."""
    way = Path(os.path.realpath(path))
    if any(way.is_relative_to(folder) for folder in _of_onedrive()):
        return "OneDrive"
    folders = [part.casefold() for part in (*path.parts[:-1], *way.parts[:-1])]
    named = (
        text for text in _SYNCHRONISE if any(part.startswith(text.casefold()) for part in folders)
    )
    return next(named, "") or next(_by_what_is_left(way), "")


def synchronised_folder() -> Path | None:
    """A folder for what is done with, such as copies: another computer has it as well."""
    return next((folder for folder in _of_onedrive() if folder.is_dir()), None)


def _of_onedrive() -> list[Path]:
    return [Path(os.path.realpath(told)) for name in _ONEDRIVE if (told := os.environ.get(name))]


def _by_what_is_left(path: Path) -> Iterator[str]:
    for folder in path.parents:
        for left, program in _LEFT_THERE.items():
            with suppress(OSError):
                if next(folder.glob(left), None):
                    yield program


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
