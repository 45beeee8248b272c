"""A screen without a monitor, and pictures of it."""

import os
import select
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.wine.prefix import WineFailed, end

_SIZE = "1440x900x24"
_PATIENCE = 60


@contextmanager
def shown() -> Iterator[str]:
    """Its name, such as `:7`; Xvfb chooses one that is free."""
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp"]
    server = subprocess.Popen(
        words, pass_fds=[writing], stderr=subprocess.DEVNULL, start_new_session=True
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            ready, _none, _none = select.select([told], [], [], _PATIENCE)
            number = told.readline().strip() if ready else ""
        if not number:
            raise WineFailed("Xvfb did not start")
        yield f":{number}"
    finally:
        end(server)


def ask(display: str, *words: str) -> str:
    """What a program that looks at the screen or types on it says; empty when it found nothing."""
    environment = {**os.environ, "DISPLAY": display}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=_PATIENCE)
    return done.stdout.strip()


def windows(display: str, title: str) -> list[str]:
    """The visible windows whose title holds these words, by their numbers."""
    return ask(display, "xdotool", "search", "--onlyvisible", "--name", title).split()


def photograph(display: str, file: Path) -> int:
    """Keep what the screen shows; returns how many colours it has, one when it is empty."""
    ask(display, "import", "-window", "root", str(file))
    told = ask(display, "identify", "-format", "%k", str(file))
    if not told.isdigit():
        raise WineFailed(f"no picture was taken: {file}")
    return int(told)


def pixels(display: str, file: Path) -> str:
    """The same for two pictures that show the same."""
    return ask(display, "identify", "-format", "%#", str(file))
