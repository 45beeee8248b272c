"""Running other programs: quietly, to the end, with what went wrong said."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import dev

TOOLS = {
    "makensis": "nsis",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "x86_64-w64-mingw32-windres": "binutils-mingw-w64-x86-64",
    "openssl": "openssl",
    "rsvg-convert": "librsvg2-bin",
    "icotool": "icoutils",
    "pngtopnm": "netpbm",
    "python3.13": "python3.13",
    "wixl": "wixl",
}
"""Program and the Debian package that brings it."""

SIGNING_TOOLS = {"osslsigncode": "osslsigncode"}

_SHOWN = 30
"""Lines of a failed program's output that are shown; the reason is at the end."""


class BuildFailed(Exception):
    """The build cannot go on; the message says why, for whoever builds."""


class ToolsMissing(BuildFailed):
    """Debian packages are neither there nor to be had."""


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> str:
    """What a program printed. Raises BuildFailed with the end of it when its exit code is not 0."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        said = "\n".join(done.stdout.splitlines()[-_SHOWN:])
        raise BuildFailed(f"{words[0]} ended with {done.returncode}:\n{said}")
    return done.stdout


def make_ready(tools: Mapping[str, str]) -> None:
    """Install the Debian packages of the programs that are missing. Raises ToolsMissing."""
    missing = sorted({package for tool, package in tools.items() if not shutil.which(tool)})
    if not dev.install_debian(missing):
        raise ToolsMissing(f"These Debian packages are missing: {' '.join(missing)}")
