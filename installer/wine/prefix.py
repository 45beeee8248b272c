"""A fresh Windows of Wine's: made, filled up where Wine has gaps, used with a limit, ended."""

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

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
        runtime = folder / "run"
        runtime.mkdir(parents=True, mode=0o700)
        self._environment = {
            **{name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ},
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

    def path(self, file: Path) -> str:
        """How Windows names a file of the drive."""
        return "C:\\" + str(file.relative_to(self.drive)).replace("/", "\\")

    def start(self, words: Sequence[str | Path]) -> subprocess.Popen[bytes]:
        """A program of Linux, in the environment of this Windows, at the head of its own group."""
        return subprocess.Popen(
            [str(word) for word in words],
            env=self._environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def run(self, words: Sequence[str | Path], seconds: float) -> tuple[int, str]:
        """Exit code and output. Raises WineFailed when it does not end in time."""
        process = self.start(words)
        try:
            said, _none = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            end(process)
            raise WineFailed(f"{words} goes on after {seconds} s") from error
        return process.returncode, said.decode(errors="replace")

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
