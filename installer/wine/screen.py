"""A screen without a monitor, what it shows, and typing on it."""

import os
import select
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from installer.wine.prefix import WineFailed, end

_SIZE = "1440x900x24"
_PATIENCE = 60
_HEADER = struct.Struct(">25I")
"""Of a picture as Xvfb keeps it (X11/XWDFile.h): numbers, its longest first, then the colours."""
_COLOUR = 12
"""Bytes of each colour between the header and the pixels."""


@dataclass(frozen=True)
class Area:
    """A part of the screen, in pixels."""

    left: int
    top: int
    width: int
    height: int


class Picture:
    """What a screen showed at one moment."""

    def __init__(self, data: bytes) -> None:
        """`data` as Xvfb keeps it, four bytes for a pixel."""
        self._data = data
        numbers = _HEADER.unpack_from(data)
        self._line, colours = numbers[12], numbers[19]
        self._begin = numbers[0] + _COLOUR * colours

    def part(self, area: Area) -> bytes:
        """The pixels of a part of it."""
        lines = range(area.top, area.top + area.height)
        begins = (self._begin + line * self._line + 4 * area.left for line in lines)
        return b"".join(self._data[begin : begin + 4 * area.width] for begin in begins)

    def colours(self, area: Area) -> int:
        """How many different ones a part of it has; one when it is empty."""
        return len(set(memoryview(self.part(area)).cast("I")))

    def keep(self, file: Path) -> None:
        """Write it as PNG."""
        plain = subprocess.run(["xwdtopnm"], input=self._data, check=True, capture_output=True)
        made = subprocess.run(["pnmtopng"], input=plain.stdout, check=True, capture_output=True)
        file.write_bytes(made.stdout)


@dataclass(frozen=True)
class Screen:
    """A screen; `name` is such as `:7`."""

    name: str
    _memory: Path

    def ask(self, *words: str) -> str:
        """What xdotool says; empty when it found nothing."""
        environment = {**os.environ, "DISPLAY": self.name}
        done = subprocess.run(
            ["xdotool", *words], env=environment, capture_output=True, text=True, timeout=_PATIENCE
        )
        return done.stdout.strip()

    def windows(self, title: str) -> list[str]:
        """The visible windows whose title has this form, by their numbers."""
        return self.ask("search", "--onlyvisible", "--name", title).split()

    def area(self, window: str) -> Area:
        """Where a window is."""
        told = self.ask("getwindowgeometry", "--shell", window)
        at = dict(line.split("=") for line in told.splitlines())
        return Area(int(at["X"]), int(at["Y"]), int(at["WIDTH"]), int(at["HEIGHT"]))

    def press(self, window: str, keys: str) -> None:
        """Press keys, such as `ctrl+4`, as the person before this window."""
        self.ask("windowfocus", "--sync", window, "key", keys)

    def picture(self) -> Picture:
        """What it shows now."""
        return Picture(self._memory.read_bytes())


@contextmanager
def shown() -> Iterator[Screen]:
    """One that nobody else has: Xvfb chooses a name that is free."""
    reading, writing = os.pipe()
    with tempfile.TemporaryDirectory(prefix="pregon-screen-") as memory:
        words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp"]
        server = subprocess.Popen(
            [*words, "-fbdir", memory],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                ready, _none, _none = select.select([told], [], [], _PATIENCE)
                number = told.readline().strip() if ready else ""
            if not number:
                raise WineFailed("Xvfb did not start")
            yield Screen(f":{number}", Path(memory) / "Xvfb_screen0")
        finally:
            end(server)
