"""How fast, as ratios measured in one run: `python3 dev.py bench [--json FILE]`.

B8 is the start: CPU until the first paint against a script that shows a bare QWidget. B11 is the
paper; the plan's 40 pages come with the plan. "keys" is one letter in the list of municipalities.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core import catalogue, example, i18n, store
from core.clock import Clock
from core.documents import render
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
    """Run every bench and print a table."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE")
    chosen = parser.parse_args()
    i18n.use("es")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Valdehierro.pregon"
        example.create(path, Clock())
        rows = [_start(path), *_paper(path), _keys()]
    for row in rows:
        limit = f"at most {row['limit']}" if row["limit"] else ""
        sys.stdout.write(
            f"{row['id']:<5} {row['work']:<46} {row['value']:>9.3f} {row['unit']:<6}{limit}\n"
        )
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=2), encoding="utf-8")
    return 0


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
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(command, check=True, env=environment, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _paper(path: Path) -> list[dict[str, Any]]:
    opened = store.open_store(path, Clock())
    rows = []
    with opened.read() as connection:
        for entry in ("activity-log", "roster"):
            document = catalogue.prepare(connection, entry, "es", Clock().today())
            cold = _seconds(lambda document=document: render.render(document, ".pdf"))
            warm = min(
                _seconds(lambda document=document: render.render(document, ".pdf"))
                for _round in range(5)
            )
            rows.append(_row("B11", f"PDF of {entry}, first", cold, "s"))
            rows.append(_row("B11", f"PDF of {entry}, again", warm, "s"))
    opened.close()
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
