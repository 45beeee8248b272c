"""The two programs: `Pregon.exe` and `pregon-cli.exe`, compiled from `launcher/`."""

import shutil
from pathlib import Path

from installer import icons
from installer.commands import run
from installer.release import Release, numbers

SOURCES = Path(__file__).with_name("launcher")
COMPILER, RESOURCES = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"

WINDOW, COMMAND_LINE = "Pregon", "pregon-cli"


def make(release: Release, folder: Path, work: Path) -> None:
    """Both programs into `folder`. `work` holds icons and resources, and may be thrown away."""
    work.mkdir(parents=True, exist_ok=True)
    for name in ("pregon", "document"):
        icons.make(name, work)
    shutil.copy(SOURCES / "launcher.manifest", work)
    shutil.copy(SOURCES / "launcher.c", work)
    _compile(release, WINDOW, ["-mwindows"], folder, work)
    _compile(release, COMMAND_LINE, ["-mconsole", "-DCONSOLE"], folder, work)


def described(release: Release, name: str) -> str:
    """The resource script of a program: its icons, version and manifest."""
    text = (SOURCES / "launcher.rc.in").read_text(encoding="utf-8")
    text = text.replace("@NUMBERS@", ",".join(str(number) for number in numbers(release.version)))
    return text.replace("@VERSION@", release.version).replace("@NAME@", name)


def _compile(release: Release, name: str, how: list[str], folder: Path, work: Path) -> None:
    # Names without a path: what is compiled must not tell where.
    script = work / f"{name}.rc"
    script.write_text(described(release, name), encoding="utf-8")
    run([RESOURCES, "-c", "65001", script.name, "-O", "coff", "-o", f"{name}.res"], cwd=work)
    command = [COMPILER, "-municode", "-Os", "-s", "-static", "-Wall", "-Wextra", "-Werror"]
    command += ["-fno-ident", "-Wl,--no-insert-timestamp", "-Wl,--dynamicbase,--nxcompat"]
    command += [*how, "launcher.c", f"{name}.res", "-o", f"{name}.exe"]
    run(command, cwd=work)
    shutil.copy(work / f"{name}.exe", folder)
