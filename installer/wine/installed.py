"""What an installation leaves on the drive and in the registry, and how it is taken away."""

from dataclasses import dataclass
from pathlib import Path

from installer.wine.prefix import Prefix, WineFailed

NAME = "Pregon"
_UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall"
_INSTALLING = 600
_ASKING = 120


@dataclass(frozen=True)
class Trace:
    """Everything on the drive, by size and time, and every key of the person's registry."""

    files: dict[Path, tuple[int, int]]
    keys: frozenset[str]


def default_folder(prefix: Prefix) -> Path:
    """Where it goes unless another folder is named."""
    return prefix.home / "AppData" / "Local" / "Programs" / NAME


def install(prefix: Prefix, setup: Path, folder: Path | None = None) -> int:
    """Run the installer without questions; returns its exit code."""
    # NSIS wants the folder last, without quotation marks: word by word, Wine puts none.
    words = f"/D={prefix.path(folder)}".split(" ") if folder else []
    code, _said = prefix.run(["wine", setup, "/S", *words], _INSTALLING)
    return code


def uninstall(prefix: Prefix) -> None:
    """As Windows does from its list of programs. Raises WineFailed."""
    prefix.finish(["wine", *_uninstaller(prefix)], _INSTALLING)
    # The uninstaller goes on from a copy of itself.
    prefix.settle(_INSTALLING)


def is_listed(prefix: Prefix) -> bool:
    """Whether Windows lists it among its programs."""
    return bool(_entries(prefix))


def _uninstaller(prefix: Prefix) -> list[str]:
    entries = _entries(prefix)
    if len(entries) != 1:
        raise WineFailed(f"one uninstaller is expected: {entries}")
    value = entries[0].partition("=")[2][1:-1].replace('\\"', '"').replace("\\\\", "\\")
    program, _mark, words = value.removeprefix('"').partition('"')
    return [program, *words.split()]


def _entries(prefix: Prefix) -> list[str]:
    """The lines of the registry that say how programs of ours are uninstalled without questions."""
    return [
        line
        for line in _registry(prefix, _UNINSTALL)
        if line.startswith('"QuietUninstallString"=') and NAME in line
    ]


def trace(prefix: Prefix) -> Trace:
    """What is there now."""
    keys = frozenset(line for line in _registry(prefix, "HKCU") if line.startswith("["))
    return Trace(listing(prefix.drive), keys)


def machine_keys(prefix: Prefix) -> list[str]:
    """The keys that the computer has of the program, whoever uses it."""
    lines = _registry(prefix, r"HKLM\Software")
    return [line for line in lines if line.startswith("[") and "pregon" in line.casefold()]


def _registry(prefix: Prefix, key: str) -> list[str]:
    """The lines below a key, from a file: what is printed loses letters. Empty without the key."""
    out = prefix.drive / "registry.reg"
    prefix.run(["wine", "reg", "export", key, prefix.path(out), "/y"], _ASKING)
    if not out.exists():
        return []
    text = out.read_bytes().decode("utf-16")
    out.unlink()
    return text.splitlines()


def listing(folder: Path) -> dict[Path, tuple[int, int]]:
    """The files below a folder, with size and time of change."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in files}
