"""Builds the installer for Windows, on Debian as root: `python3 installer/build.py`.

    --fast               nothing made smaller, for trying
    --out DIR            where to: DIR/Pregon-VERSION-setup.exe and DIR/folder (default: dist)
    --sign CERT KEY      sign the programs and the installer; two PEM files
    --python FILE SHA256 an official embeddable zip in place of the one in python-embed.toml

Two builds of one commit are the same file. Downloads are kept in build/installer.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from installer import (  # noqa: E402 - found by the line above
    application,
    launchers,
    licences,
    lock,
    nsis,
    python_runtime,
    signing,
    tree,
    trim,
    wheels,
)
from installer.commands import (  # noqa: E402 - found by the line above
    SIGNING_TOOLS,
    TOOLS,
    BuildFailed,
    make_ready,
    run,
)
from installer.fetch import CACHE, fetch, sha256  # noqa: E402 - found by the line above
from installer.licences import Part  # noqa: E402 - found by the line above
from installer.python_runtime import Official  # noqa: E402 - found by the line above
from installer.release import Release, current  # noqa: E402 - found by the line above
from installer.signing import Identity  # noqa: E402 - found by the line above

T = TypeVar("T")


def main(words: Sequence[str]) -> int:
    """Build; returns the exit code."""
    chosen = _parser().parse_args(words)
    identity = Identity(*map(Path.resolve, chosen.sign)) if chosen.sign else None
    official = Official(Path(chosen.python[0]), chosen.python[1]) if chosen.python else None
    try:
        make_ready(TOOLS | (SIGNING_TOOLS if identity else {}))
        release = current()
        out: Path = chosen.out.resolve()
        with tempfile.TemporaryDirectory(prefix="pregon-installer-") as work:
            fill(release, out / "folder", Path(work), official)
            how = nsis.How(chosen.fast, identity)
            setup = pack(release, out, Path(work), how)
    except BuildFailed as error:
        print(error, file=sys.stderr)
        return 1
    if release.changed:
        print("The checkout has changes that are not committed: for trying only.")
    print(f"{setup.name}  {setup.stat().st_size / 1e6:.1f} MB  sha256 {sha256(setup)}")
    return 0


def fill(
    release: Release, folder: Path, work: Path, official: Official | None = None
) -> list[Part]:
    """Everything that will lie on the laptop, into `folder`, which is made anew.

    Returns the parts of others that are in it.
    """
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    runtime, app, lib = folder / "runtime", folder / "app", folder / "lib"
    packages = lock.parse(lock.LOCK.read_text(encoding="utf-8"))
    archives = _step("packages", lambda: fetch(packages, CACHE / "packages"))
    signers = _step("Python", lambda: python_runtime.lay(runtime, CACHE / "python", official))
    print(f"    {len(signers)} signatures: {', '.join(sorted(set(signers.values())))}")
    _step("unpacking", lambda: wheels.unpack(archives, lib))
    text = runtime / "LICENSE.txt"
    parts = _step("licences", lambda: licences.lay(folder / "licenses", lib, text))
    saved = _step("trimming", lambda: trim.apply(trim.load(), lib))
    _step("program", lambda: application.lay(app))
    magic = python_runtime.magic(runtime)
    _step("compiling", lambda: _compile((app, lib), magic))
    number(release, folder, parts, work)
    size = tree.size(folder) / 1e6
    print(f"    {len(parts)} parts, {saved / 1e6:.0f} MB left out, {size:.0f} MB in the folder")
    return parts


def number(release: Release, folder: Path, parts: list[Part], work: Path) -> None:
    """What bears the version, into a folder that is filled but for it, or bears another."""
    licences.tell(release, folder / "licenses", parts)
    application.describe(release, folder / "app")
    _step("launchers", lambda: launchers.make(release, folder, work / "launcher"))


def pack(release: Release, out: Path, work: Path, how: nsis.How) -> Path:
    """The installer of the folder that was filled, in `out`; returns its path."""
    folder = out / "folder"
    if how.identity:
        for name in (launchers.WINDOW, launchers.COMMAND_LINE):
            signing.sign(folder / f"{name}.exe", how.identity)
    tree.stamp(folder, release.time)
    setup = out / f"Pregon-{release.version}-setup.exe"
    setup.unlink(missing_ok=True)
    _step("installer", lambda: nsis.make(release, folder, setup, work, how))
    if how.identity:
        signing.sign(setup, how.identity)
    return setup


def _compile(folders: Sequence[Path], magic: bytes) -> None:
    script = Path(__file__).with_name("bytecode.py")
    for folder in folders:
        # Neither from where it is started nor from home may a module come; -I would also ignore
        # the seed, which the order of a set in a constant follows.
        command = ["python3.13", "-P", "-s", str(script), str(folder), magic.hex()]
        run(command, environment={"PYTHONHASHSEED": "0"})


def _step(name: str, work: Callable[[], T]) -> T:
    began = time.monotonic()
    done = work()
    print(f"{name:<12}{time.monotonic() - began:6.1f} s", flush=True)
    return done


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR")
    parser.add_argument("--sign", type=Path, nargs=2, metavar=("CERT", "KEY"))
    parser.add_argument("--python", nargs=2, metavar=("FILE", "SHA256"))
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
