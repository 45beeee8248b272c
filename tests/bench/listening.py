"""Reading feeds: B1 the first time, B2 nothing new, B3 some new, B4 ill sites, B13 frames."""

import json
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path

from core.clock import Clock
from core.mentions.fetching.fetch import Limits
from core.mentions.listening.process import Order
from core.store import open_store
from tests.bench import peers, towns
from tests.bench.feeds import FAILING, FEEDS, HUNG, ITEMS, NEW, Feeds
from tests.bench.measuring import ROOT, Row, cpu, environment, in_turns, run, say, seconds

IDS = ("B1", "B2", "B3", "B4", "B13")

ROUNDS = 3
_STAY = 11
"""Rounds of a listener that stays."""
_IDLE = 6
"""Seconds of frames without anything else to do."""

_FRAMES = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from desktop.app.application import Application

class Wheel(QWidget):
    turns = 0
    def paintEvent(self, event):
        self.turns += 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for spoke in range(12):
            painter.fillRect(10 + spoke * 20, self.turns * 7 % 200, 16, 40, QColor(30, 90, 160))

app = QApplication([])
program = Application(app, Path(sys.argv[1]))
program.start(Path(sys.argv[2]))
window = program.window
window.resize(1366, 768)
window.go("mentions")
wheel = Wheel(window)
wheel.resize(260, 260)
wheel.show()
while program.services.jobs.busy():
    # Turned by hand: what is measured is how long a round takes.
    app.processEvents()
listener = program.services.listener
if sys.argv[3] == "reading":
    listener.read_now()
    listener.changed.connect(lambda: None if listener.running else app.quit())
else:
    QTimer.singleShot(IDLE, app.quit)
beat = QTimer(interval=16)
beat.timeout.connect(wheel.update)
beat.start()
wheel.turns = 0
start = time.perf_counter()
app.exec()
print(wheel.turns / (time.perf_counter() - start))
program.close()
""".replace("IDLE", str(_IDLE * 1000))


class Bench:
    """What the benches of this module share: the feeds, and programs that have read them once."""

    def __init__(self, folder: Path, feeds: Feeds) -> None:
        self._folder = folder
        self.feeds = feeds
        self.items = FEEDS * ITEMS
        self._made = 0

    def rows(self, wanted: Collection[str]) -> Iterator[Row]:
        """The rows of the benches that are wanted."""
        works = {
            "B1": self._first,
            "B2": self._nothing_new,
            "B3": self._some_new,
            "B4": self._trouble,
            "B13": self._frames,
        }
        for name, work in works.items():
            if name in wanted:
                say(f"{name}…")
                yield from work()

    @cached_property
    def python(self) -> peers.Python | None:
        """Peers in Python."""
        return peers.python(self._folder / "peers")

    @cached_property
    def empty(self) -> Path:
        """A workspace that has read nothing."""
        path = self._folder / "empty.pregon"
        towns.listening(path, self.feeds.addresses)
        return path

    @cached_property
    def full(self) -> Path:
        """A workspace that has read all once."""
        path = self._copy(self.empty)
        self.feeds.stage("first")
        listen(path)
        return path

    @cached_property
    def newsboat(self) -> peers.Newsboat | None:
        """One that has read all; only the second time it stores how to ask for what is new."""
        if not peers.newsboat():
            return None
        made = self._fresh_newsboat()
        self.feeds.stage("first")
        made.read()
        made.read()
        return made

    @cached_property
    def reader(self) -> Path | None:
        """The database of a reader that has read and indexed all."""
        if self.python is None:
            return None
        self._reader_first()
        return self._folder / "reader.db"

    @cached_property
    def _reader_cost(self) -> tuple[float, float]:
        """CPU seconds of its first reading, and of its index."""
        python, path = self.python, self._folder / "reader.db"
        if python is None:
            raise RuntimeError("no reader here")
        self.feeds.stage("first")
        return (
            cpu(lambda: python.read(path, self.feeds.addresses)),
            cpu(lambda: python.index(path)),
        )

    def _reader_first(self) -> float:
        return sum(self._reader_cost)

    def _copy(self, path: Path) -> Path:
        self._made += 1
        return Path(shutil.copy(path, self._folder / f"{self._made}.pregon"))

    def _fresh_newsboat(self) -> peers.Newsboat:
        self._made += 1
        return peers.Newsboat(self._folder / f"newsboat-{self._made}", self.feeds.addresses)

    # The benches

    def _first(self) -> Iterator[Row]:
        self.feeds.stage("first")
        works = {"ours": lambda: _cpu_of(self._copy(self.empty))}
        if peers.newsboat():
            works["newsboat"] = lambda: cpu(self._fresh_newsboat().read)
        found = in_turns(ROUNDS, **works)
        work = f"first fetch of {self.items} items, index included"
        if "newsboat" in found:
            yield _row("B1", f"{work}, newsboat without", found["ours"], found["newsboat"], 0.8)
        if self.reader is not None:
            yield _row("B1", f"{work}, reader", found["ours"], self._reader_first(), 0.35)

    def _nothing_new(self) -> Iterator[Row]:
        full, newsboat, reader, python = self.full, self.newsboat, self.reader, self.python
        self.feeds.stage("first")
        works = {"ours": lambda: _cpu_of(full)}
        if newsboat is not None:
            works["newsboat"] = lambda: cpu(newsboat.read)
        if reader is not None and python is not None:
            works["reader"] = lambda: cpu(lambda: python.read(reader, self.feeds.addresses))
        works["resident"] = lambda: resident(full)
        found = in_turns(ROUNDS, **works)
        work = f"{FEEDS} feeds with nothing new"
        for peer, at_most in (("reader", 0.5), ("newsboat", 0.15)):
            if peer in found:
                yield _row("B2", f"{work}, {peer}", found["ours"], found[peer], at_most)
        if "reader" in found:
            each = f"{work}, a round of the listener that stays, reader"
            yield _row("B2", each, found["resident"], found["reader"], 0.15)

    def _some_new(self) -> Iterator[Row]:
        full, newsboat, reader, python = self.full, self.newsboat, self.reader, self.python
        self.feeds.stage("new")
        works = {"ours": lambda: _cpu_of(self._copy(full))}
        if newsboat is not None:
            works["newsboat"] = lambda: cpu(self._copy_of(newsboat).read)
        found = in_turns(ROUNDS, **works)
        work = f"{FEEDS * NEW} new in {self.items}"
        if "newsboat" in found:
            yield _row("B3", f"{work}, newsboat", found["ours"], found["newsboat"], 0.16)
        if reader is not None and python is not None:
            copy = Path(shutil.copy(reader, self._folder / "later.db"))
            shutil.copy(f"{reader}.search", f"{copy}.search")
            other = cpu(lambda: python.read(copy, self.feeds.addresses))
            other += cpu(lambda: python.index(copy))
            yield _row("B3", f"{work}, reader", found["ours"], other, 0.1)
        self.feeds.stage("first")

    def _copy_of(self, newsboat: peers.Newsboat) -> peers.Newsboat:
        self._made += 1
        return newsboat.copy(self._folder / f"newsboat-{self._made}")

    def _trouble(self) -> Iterator[Row]:
        path = self._copy(self.empty)
        self.feeds.stage("ill")
        told: list[dict[str, int]] = []
        wall = seconds(lambda: told.append(listen(path)))
        self.feeds.stage("first")
        healthy = FEEDS - HUNG - FAILING
        if (told[0]["read"], told[0]["fresh"]) != (healthy, healthy * ITEMS):
            raise RuntimeError(f"not all that could be read was stored: {told[0]}")
        work = f"{HUNG} hung and {FAILING} failing feeds, the other {healthy} stored"
        yield Row("B4", work, wall, "s", at_most=Limits().read + 0.5)

    def _frames(self) -> Iterator[Row]:
        self.feeds.stage("first")
        place = self._folder / "settings.json"

        def frames(mode: str) -> float:
            path = self._copy(self.empty)
            return float(run([sys.executable, "-c", _FRAMES, place, path, mode]))

        found = in_turns(1, idle=lambda: frames("idle"), reading=lambda: frames("reading"))
        work = f"frames of the window while {FEEDS} feeds are first read, and idle"
        yield Row("B13", work, found["reading"], "/s", found["idle"], at_least=0.95)


def _row(name: str, work: str, ours: float, peer: float, at_most: float) -> Row:
    return Row(name, work, ours, "s CPU", peer, at_most)


def _cpu_of(path: Path) -> float:
    return cpu(lambda: listen(path))


def resident(path: Path) -> float:
    """CPU seconds of a round of the process that the window keeps, all sources read each time.

    Its rounds are the same, so what `_STAY` of them take more than one is told of each: Python's
    start and the first look at everything are not theirs.
    """
    return (cpu(lambda: _stay(path, _STAY)) - cpu(lambda: _stay(path, 1))) / (_STAY - 1)


def _stay(path: Path, rounds: int) -> None:
    words = ["--workspace", path, "--settings", path.with_name("settings.json"), "listen"]
    process = subprocess.Popen(
        [sys.executable, "-m", "core", *words, "--orders", "--json"],
        env=environment(), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("started without its input or output")
    # As the window has it, which is open meanwhile: who closes it last seals it.
    with process, closing(open_store(path, Clock())) as store, store.read():
        for _round in range(rounds):
            process.stdin.write(Order(everything=True).line())
            process.stdin.flush()
            while (event := json.loads(process.stdout.readline()))["event"] != "end":
                if event["event"] == "failed":
                    raise RuntimeError(event["sentence"])
        process.stdin.close()


def listen(path: Path) -> dict[str, int]:
    """Read all sources of a workspace in a process of its own; what it says at its end."""
    words = ["--workspace", path, "--settings", path.with_name("settings.json"), "listen"]
    told = run([sys.executable, "-m", "core", *words, "--once", "--all", "--json"])
    found: dict[str, int] = json.loads(told.splitlines()[-1])
    return found
