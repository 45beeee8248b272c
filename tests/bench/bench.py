"""How fast, as ratios measured in one run: `python3 dev.py bench [--only B1,B5] [--json FILE]`.

B8 is the start: CPU until the first paint against a script that shows a bare QWidget. B11 is the
paper, with the example's plan of some 40 pages. "steps" are the pages of a plan of 30 objectives,
20 audiences and 20 channels. "keys" is one letter in the list of municipalities. B1 to B7, B9, B13
and B14 are listening, against programs that the bench installs for itself.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import big_plan
import listening
import searching
import watching
from feeds import serving
from measuring import Row, say, table

from core import catalogue, example, i18n, store
from core.clock import Clock
from core.documents import render
from core.store import Topic
from core.town import gazetteer

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
from core.plan.kinds import Step
from desktop.application import Application

app = QApplication([])
program = Application(app, Path(sys.argv[1]))
program.start(Path(sys.argv[2]))
program.window.resize(1366, 768)
program.window.go("plan", Step.START)
while program.busy():
    app.processEvents()
times = {}
for step in Step:
    for _visit in range(2):
        start = time.perf_counter()
        program.window.go("plan", step)
        app.sendPostedEvents()
        times.setdefault(step, []).append((time.perf_counter() - start) * 1000)
        app.processEvents()
print(json.dumps(times))
program.close()
"""

OURS = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop.application import Application

app = QApplication([])
program = Application(app, Path(sys.argv[1]))
program._first_page = lambda _shell: os._exit(0)
program.start(Path(sys.argv[2]))
app.exec()
"""


def main() -> int:
    """Run the benches that are wanted, or all, and print a table."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--only", default="", metavar="B1,B5")
    chosen = parser.parse_args()
    i18n.use("es")
    wanted = {one for one in chosen.only.upper().split(",") if one}
    with tempfile.TemporaryDirectory() as folder:
        rows = [*_house(Path(folder), wanted), *_listening(Path(folder), wanted)]
    sys.stdout.write(f"{table(rows)}\n")
    if chosen.json:
        told = [row.told() for row in rows]
        chosen.json.write_text(json.dumps(told, indent=2, ensure_ascii=False), encoding="utf-8")
    return 0


def _house(folder: Path, wanted: set[str]) -> Iterator[Row]:
    """Start, paper, the steps of the plan, the list of municipalities."""
    path = folder / "Valdehierro.pregon"
    example.create(path, Clock())
    works: dict[str, Callable[[], list[dict[str, Any]]]] = {
        "B8": lambda: [_start(path)],
        "B11": lambda: _paper(path),
        "STEPS": lambda: _steps(path),
        "KEYS": lambda: [_keys()],
    }
    for name, work in works.items():
        if not wanted or name in wanted:
            say(f"{name}…")
            for row in work():
                yield Row(row["id"], row["work"], row["value"], row["unit"], at_most=row["limit"])


def _listening(folder: Path, wanted: set[str]) -> Iterator[Row]:
    """Reading, watching, searching."""
    asked = wanted or {*listening.IDS, *watching.IDS, *searching.IDS}
    if not asked & {*listening.IDS, *watching.IDS, *searching.IDS}:
        return
    with serving() as feeds:
        bench = listening.Bench(folder, feeds)
        yield from bench.rows(asked)
        yield from watching.rows(asked, folder, bench.python if "B6" in asked else None)
        if asked & set(searching.IDS):
            yield from searching.rows(
                asked, folder, bench.python, bench.full, bench.empty, bench.reader
            )


def _row(
    name: str, work: str, value: float, unit: str, limit: float | None = None
) -> dict[str, Any]:
    return {"id": name, "work": work, "value": value, "unit": unit, "limit": limit}


def _start(path: Path) -> dict[str, Any]:
    """CPU seconds of our first paint over those of a bare widget, medians of alternating runs."""
    bare, ours = [], []
    for _round in range(ROUNDS):
        bare.append(_cpu([sys.executable, "-c", BARE]))
        place = str(path.with_name("settings.json"))
        ours.append(_cpu([sys.executable, "-c", OURS, place, str(path)]))
    one, other = statistics.median(ours), statistics.median(bare)
    work = f"first paint {one:.3f} s CPU, bare {other:.3f} s"
    return _row("B8", work, one / other, "×", 2.0)


def _cpu(command: list[str]) -> float:
    """CPU seconds, user and system, of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, env=_environment(), stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _environment() -> dict[str, str]:
    """Without a screen, and with compiled modules kept, as they are where the program is used."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _paper(path: Path) -> list[dict[str, Any]]:
    opened = store.open_store(path, Clock())
    rows = []
    with opened.read() as connection:
        for entry, first, again in (
            ("plan", 1.5, 0.5),
            ("activity-log", None, None),
            ("roster", None, None),
        ):

            def make(entry: str = entry) -> None:
                document = catalogue.prepare(connection, entry, "es", Clock().today())
                render.render(document, ".pdf")

            rows.append(_row("B11", f"PDF of {entry}, first", _seconds(make), "s", first))
            warm = min(_seconds(make) for _round in range(5))
            rows.append(_row("B11", f"PDF of {entry}, again", warm, "s", again))
    opened.close()
    return rows


def _steps(path: Path) -> list[dict[str, Any]]:
    """Milliseconds until a step of a big plan has opened and been painted, the slowest of eight.

    The sheets of the channels, below their table, are made after that.
    """
    big = path.with_name("Grande.pregon")
    shutil.copy(path, big)
    opened = store.open_store(big, Clock())
    with opened.change(Topic.PLAN) as db:
        big_plan.fill(db)
    opened.close()
    place = str(path.with_name("settings.json"))
    told = subprocess.run(
        [sys.executable, "-c", STEPS, place, str(big)],
        check=True,
        capture_output=True,
        text=True,
        env=_environment(),
    )
    times: dict[str, list[float]] = json.loads(told.stdout)
    rows = []
    for at, words in enumerate(("first", "again")):
        slowest = max(times, key=lambda step: times[step][at])
        work = f"step of the plan, {words}: {slowest}"
        rows.append(_row("steps", work, times[slowest][at], "ms", 100.0))
    return rows


def _keys() -> dict[str, Any]:
    listed = gazetteer.load()
    typed = [
        word[:end] for word in ("medellín bad", "villanueva de la s") for end in range(1, len(word))
    ]
    slowest = max(_seconds(lambda word=word: listed.search(word)) for word in typed)
    return _row("keys", "slowest key of 8,132 municipalities", slowest * 1000, "ms", 30.0)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
