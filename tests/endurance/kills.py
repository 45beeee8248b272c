"""Windows that are killed at random moments, many beside each other: is anything lost?"""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from core import example, i18n, settings
from core.clock import Clock
from core.crisis import log
from core.store import backup, open_store
from tests import screens
from tests.endurance.typist import PLACES

MOST_S = 3.0
"""What was typed earlier than this before the kill must be there at the next start."""

_UNSEEN = 0.2
"""Share of the kills that do not wait until the window is there."""
_LONGEST_START_S = 180.0


@dataclass
class Figures:
    """What came out of it; seconds."""

    kills: int = 0
    shown: int = 0
    before_shown: int = 0
    keys: int = 0
    slowest_start: float = 0
    oldest_lost: float = 0
    loads: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """In words, for the console."""
        yield f"{self.kills} kills, {self.before_shown} of them before the window was there"
        yield f"{self.shown} windows shown, the slowest after {self.slowest_start:.1f} s"
        loads = self.loads
        yield f"load {min(loads):.0f} to {max(loads):.0f}, median {median(loads):.0f}"
        yield f"{self.keys} keys; the oldest that was lost: {self.oldest_lost:.2f} s"
        yield from (f"FAULT {fault}" for fault in self.faults)


@dataclass
class Typed:
    """The texts that the field has held since it was last seen, and when."""

    texts: list[tuple[float, str]]

    def lost(self, found: str, killed_at: float) -> float | None:
        """Age at the kill of the oldest key that is not in `found`; None: it never stood there."""
        places = [number for number, (_at, text) in enumerate(self.texts) if text == found]
        if not places:
            return None
        missing = self.texts[places[-1] + 1 :]
        return max(0.0, killed_at - missing[0][0]) if missing else 0.0


class Desk:
    """One file that is opened, typed into and killed, again and again."""

    def __init__(self, folder: Path, page: str, seed: int, figures: Figures) -> None:
        self._folder, self._page, self._figures = folder, page, figures
        self._path = folder / "Documentos" / "Valdehierro.pregon"
        self._path.parent.mkdir(parents=True)
        self._chance = random.Random(seed)
        self._known: Typed | None = None
        self._killed_at = 0.0
        self._was_there = False
        settings.save(settings.Settings(language="es"), folder / "settings.json")
        with i18n.language("es"):
            example.create(self._path, Clock())

    def round(self, number: int) -> None:
        """Start, type, kill; then look whether the file is whole."""
        self._number = number
        process = self._start(number)
        begun = time.monotonic()
        unseen = self._chance.random() < _UNSEEN
        wait = self._chance.uniform(0, 4 if unseen else 9)
        reader = threading.Thread(target=self._read, args=(process, begun))
        self._seen, self._shown, self._typed = threading.Event(), False, []
        reader.start()
        if not unseen and not self._seen.wait(_LONGEST_START_S):
            self._fault("the window was not there")
        time.sleep(wait)
        killed_at = time.monotonic()
        process.kill()
        process.wait()
        reader.join()
        self._figures.kills += 1
        self._figures.loads.append(os.getloadavg()[0])
        self._figures.before_shown += not self._shown
        if process.returncode != -9:
            self._fault(f"it ended by itself with {process.returncode}")
        if self._typed:
            self._killed_at = killed_at
            self._known = Typed([*(self._known.texts if self._known else []), *self._typed])
        self._look()

    def _start(self, number: int) -> subprocess.Popen[str]:
        first = chr(ord("A") + number % 26)
        # Once it was there it must find its town by itself.
        path = "" if self._was_there else str(self._path)
        words = [path, str(self._folder / "settings.json"), self._page, first]
        return subprocess.Popen(
            [sys.executable, "-m", "tests.endurance.typist", *words, str(number)],
            env={**os.environ, "QT_QPA_PLATFORM": screens.OFFICE},
            stdout=subprocess.PIPE,
            stderr=(self._folder / "errors.txt").open("a"),
            text=True,
        )

    def _read(self, process: subprocess.Popen[str], begun: float) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            if not line.endswith("\n"):
                break
            said = json.loads(line)
            if "shown" in said:
                self._shown = self._was_there = True
                self._figures.shown += 1
                started = said["shown"] - begun
                self._figures.slowest_start = max(self._figures.slowest_start, started)
            elif "found" in said:
                self._compare(said["found"])
                self._seen.set()
            elif "error" in said:
                self._fault(said["error"])
            else:
                self._figures.keys += 1
                self._typed.append((said["at"], said["typed"]))

    def _compare(self, found: str) -> None:
        if self._known is not None:
            lost = self._known.lost(found, self._killed_at)
            if lost is None:
                self._fault(f"this was never typed: {found[:60]}")
            else:
                self._figures.oldest_lost = max(self._figures.oldest_lost, lost)
                if lost > MOST_S:
                    self._fault(f"lost what was {lost:.1f} s old; found: {found[:60]}")
        self._known = Typed([(0.0, found)])

    def _look(self) -> None:
        store = open_store(self._path, Clock())
        try:
            with store.read() as connection:
                backup.check(connection, self._path)
                if log.broken_at(connection) is not None:
                    self._fault("the log is broken")
        except Exception as error:
            self._fault(f"the file: {error!r}")
        finally:
            store.close()

    def _fault(self, words: str) -> None:
        self._figures.faults.append(f"{self._page}, round {self._number}: {words}")


@contextmanager
def busy(count: int) -> Iterator[None]:
    """So many processes that do nothing but compute, beside what is measured."""
    at_work = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _one in range(count)
    ]
    try:
        yield
    finally:
        for popen in at_work:
            popen.kill()
            popen.wait()


def main(rounds: int, beside: int, load: int, seed: int, minutes: float) -> Figures:
    """Kill `rounds` windows, `beside` at once and under a load, or as many as the minutes allow."""
    figures = Figures()
    end = time.monotonic() + 60 * minutes
    with TemporaryDirectory() as folder, busy(load):
        pages = list(PLACES)
        desks = [
            Desk(Path(folder, str(number)), pages[number % len(pages)], seed + number, figures)
            for number in range(beside)
        ]

        def work(desk: Desk, most: int) -> None:
            for number in range(most):
                if time.monotonic() < end:
                    desk.round(number)

        shares = [len(range(number, rounds, beside)) for number in range(beside)]
        with ThreadPoolExecutor(beside) as pool:
            list(pool.map(work, desks, shares))
    return figures
