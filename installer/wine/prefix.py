"""A fresh Windows of Wine's: made, filled up where Wine has gaps, used with a limit, ended."""

import os
import pwd
import shutil
import signal
import struct
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from installer.wine import gaps

COMPILER = "x86_64-w64-mingw32-gcc"
_MAKING = 300
"""Seconds that a prefix may take on a slow machine."""

_NATIVE = ("icuuc", *(Path(name).stem for name in gaps.FILLED))


class WineFailed(Exception):
    """Something did not end as it should; the message says what."""


def require(condition: object, otherwise: str) -> None:
    """Raise WineFailed unless the condition holds."""
    if not condition:
        raise WineFailed(otherwise)


class Prefix:
    """One Windows, with its drive C; `home` is the folder of its user."""

    def __init__(self, folder: Path, display: str) -> None:
        """`folder` is new; `display` is the screen its windows are on."""
        self.folder = folder
        self.drive = folder / "windows" / "drive_c"
        self.home = self.drive / "users" / pwd.getpwuid(os.getuid()).pw_name
        runtime, own = folder / "run", folder / "home"
        for path in (runtime, own):
            path.mkdir(parents=True, mode=0o700)
        self._environment = {
            "PATH": os.environ["PATH"],
            # Wine links the person's folders into its own.
            "HOME": str(own),
            "DISPLAY": display,
            "LC_ALL": "C.UTF-8",
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            # Its own .NET and browser are neither there nor asked for.
            "WINEDLLOVERRIDES": "mscoree,mshtml=d;" + ",".join(_NATIVE) + "=n,b",
            "WINEPREFIX": str(folder / "windows"),
            "XDG_RUNTIME_DIR": str(runtime),
        }

    def make(self) -> None:
        """Start it for the first time and fill the gaps. Raises WineFailed."""
        self.finish(["wineboot", "--init"], _MAKING)
        self.settle()
        system = self.drive / "windows" / "system32"
        for name, functions in gaps.FILLED.items():
            library = (gaps.BUILTIN / name).read_bytes()
            (system / name).unlink(missing_ok=True)
            (system / name).write_bytes(gaps.filled(library, functions))
        source = Path(__file__).with_name("icuuc.c")
        written = system / gaps.WRITTEN
        build: list[str | Path] = [
            COMPILER,
            "-shared",
            "-Os",
            "-s",
            "-nostdlib",
            "-Wl,-e,0",
            "-o",
            written,
            source,
        ]
        subprocess.run(build, check=True, timeout=_MAKING)

    def letters(self, name: str) -> None:
        """Write windows with the font that is called so. Raises WineFailed."""
        # LOGFONTW: 9 points, regular, the usual letters.
        word = name.encode("utf-16le")
        font = struct.pack("<5l8B64s", -12, 0, 0, 0, 400, 0, 0, 0, 1, 0, 0, 0, 0, word)
        key = r"HKCU\Control Panel\Desktop\WindowMetrics"
        words = ["/v", "MessageFont", "/t", "REG_BINARY", "/d", font.hex(), "/f"]
        self.finish(["wine", "reg", "add", key, *words], _MAKING)

    def path(self, file: Path) -> str:
        """How Windows names a file of the drive."""
        return "C:\\" + str(file.relative_to(self.drive)).replace("/", "\\")

    def start(
        self, words: Sequence[str | Path], told: IO[bytes] | None = None
    ) -> subprocess.Popen[bytes]:
        """A program of Linux, in the environment of this Windows, at the head of its own group.

        What it says goes to `told`, or nowhere.
        """
        return subprocess.Popen(
            [str(word) for word in words],
            env=self._environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=told or subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def run(self, words: Sequence[str | Path], seconds: float) -> tuple[int, str]:
        """Exit code and output. Raises WineFailed when it does not end in time."""
        # Not a pipe: Wine's desktop, which it may start, would hold that open as long as it lives.
        with tempfile.TemporaryFile() as told:
            process = self.start(words, told)
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired as error:
                end(process)
                raise WineFailed(f"{words} goes on after {seconds} s") from error
            told.seek(0)
            return process.returncode, told.read().decode(errors="replace")

    def finish(self, words: Sequence[str | Path], seconds: float) -> str:
        """As `run`, for what must end with 0. Raises WineFailed."""
        code, said = self.run(words, seconds)
        if code:
            raise WineFailed(f"{words} ended with {code}: {said[-2000:]}")
        return said

    def settle(self, seconds: float = 60) -> None:
        """Wait until no program runs in it. Raises WineFailed."""
        self.finish(["wineserver", "--wait"], seconds)

    def close(self) -> None:
        """End whatever still runs in it."""
        self.run(["wineserver", "--kill"], 60)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and those that it started, in whatever state they are."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def fresh(folder: Path, display: str) -> Iterator[Prefix]:
    """A new Windows inside, nothing of it afterwards."""
    made = Prefix(folder, display)
    try:
        made.make()
        yield made
    finally:
        made.close()
        shutil.rmtree(folder, ignore_errors=True)
