"""Running other programs: quietly, to the end, with what went wrong said."""

import os
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

TOOLS = {
    "makensis": "nsis",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "x86_64-w64-mingw32-windres": "binutils-mingw-w64-x86-64",
    "openssl": "openssl",
    "rsvg-convert": "librsvg2-bin",
    "icotool": "icoutils",
    "pngtopnm": "netpbm",
    "python3.13": "python3.13",
}
"""Program and the Debian package that brings it."""

SIGNING_TOOLS = {"osslsigncode": "osslsigncode"}

_PATIENCE = 300
"""Seconds for another apt, such as the one that brings a new Debian up to date by itself."""

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
    if not missing:
        return
    try:
        _apt("update")
        _apt("install", "--no-install-recommends", *missing)
    except (BuildFailed, FileNotFoundError) as error:
        said = [line for line in str(error).splitlines() if line.startswith("E: ")]
        sentence = f"These Debian packages are missing: {' '.join(missing)}"
        raise ToolsMissing("\n".join([sentence, *said])) from error


def _apt(*words: str) -> None:
    """apt-get, as soon as no other holds its lists or packages. Raises BuildFailed."""
    environment = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    end_of_patience = time.monotonic() + _PATIENCE
    while True:
        try:
            run(["apt-get", "-qq", "-y", *words], environment=environment)
        except BuildFailed as error:
            # Its option for a time limit is for the packages alone, not for the lists.
            if "get lock" not in str(error) or time.monotonic() > end_of_patience:
                raise
            time.sleep(1)
        else:
            return
