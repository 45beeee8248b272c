"""The window: B8 its start, `steps` the pages of a big plan, `keys` a letter in a long list.

B8 is CPU until the first paint against a script that shows a bare QWidget. `steps` are the pages of
a plan of 30 objectives, 20 audiences and 20 channels. `keys` is one letter in the list of
municipalities.
"""

import json
import shutil
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from core import store
from core.clock import Clock
from core.store import Topic
from core.town import gazetteer
from tests.bench import big_plan
from tests.bench.measuring import Row, cpu, in_turns, run, seconds

IDS = ("B8", "steps", "keys")

ROUNDS = 9

BARE = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: os._exit(0))

app = QApplication([])
window = Window()
window.show()
app.exec()
"""

STEPS = """
import json, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from core.plan.kinds import PlanStep
from desktop import pages
from desktop.app.application import Application

app = QApplication([])
program = Application(app, Path(sys.argv[1]))
program.start(Path(sys.argv[2]))
program.window.resize(1366, 768)
program.window.go("plan", PlanStep.START)
last = pages.pages()[-1].module
while program.busy() or last not in sys.modules:
    # Turned by hand: nothing may be under way while a step is measured, nor what a start does last.
    app.processEvents()
times = {}
for step in PlanStep:
    for _visit in range(2):
        start = time.perf_counter()
        program.window.go("plan", step)
        app.sendPostedEvents()
        times.setdefault(step, []).append((time.perf_counter() - start) * 1000)
        # What the visit left to do is none of the next one's time.
        app.processEvents()
print(json.dumps(times))
program.close()
"""

OURS = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop.app.application import Application

app = QApplication([])
program = Application(app, Path(sys.argv[1]))
program._first_page = lambda _shell: os._exit(0)
program.start(Path(sys.argv[2]))
app.exec()
"""


def rows(wanted: Collection[str], example: Path) -> Iterator[Row]:
    """The rows of the benches that are wanted."""
    if "B8" in wanted:
        yield _start(example)
    if "steps" in wanted:
        yield from _steps(example)
    if "keys" in wanted:
        yield _keys()


def _start(path: Path) -> Row:
    place = path.with_name("settings.json")
    found = in_turns(
        ROUNDS,
        bare=lambda: cpu(lambda: run([sys.executable, "-c", BARE])),
        ours=lambda: cpu(lambda: run([sys.executable, "-c", OURS, place, path])),
    )
    return Row("B8", "first paint, a bare QWidget", found["ours"], "s CPU", found["bare"], 1.7)


def _steps(path: Path) -> Iterator[Row]:
    """Milliseconds until a step of a big plan has opened and been painted, the slowest of eight.

    The sheets of the channels, below their table, are made after that.
    """
    big = path.with_name("Grande.pregon")
    shutil.copy(path, big)
    opened = store.open_store(big, Clock())
    with opened.change(Topic.PLAN) as db:
        big_plan.fill(db)
    opened.close()
    place = path.with_name("settings.json")
    times: dict[str, list[float]] = json.loads(run([sys.executable, "-c", STEPS, place, big]))
    for at, words in enumerate(("first", "again")):
        slowest = max(times, key=lambda step: times[step][at])
        work = f"step of the plan, {words}: {slowest}"
        yield Row("steps", work, times[slowest][at], "ms", at_most=100.0)


def _keys() -> Row:
    listed = gazetteer.load()
    typed = [
        word[:end] for word in ("medellín bad", "villanueva de la s") for end in range(1, len(word))
    ]
    slowest = max(seconds(lambda word=word: listed.search(word)) for word in typed)
    work = f"slowest key of {len(listed)} municipalities"
    return Row("keys", work, slowest * 1000, "ms", at_most=30.0)
