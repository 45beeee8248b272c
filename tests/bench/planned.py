"""`calendar`: CPU until the month with 2,000 items and the list of 10,000 are open and painted.

`first` builds the page, `again` comes back to it, `changed` comes back after something changed.
"""

import json
import shutil
import sys
from collections.abc import Collection, Iterator
from datetime import time, timedelta
from pathlib import Path

from core import store
from core.calendar import records
from core.calendar.model import CalendarItem, ItemState, ItemText
from core.clock import Clock
from core.store import Topic
from tests.bench.measuring import Row, run

IDS = ("calendar",)

_IN_VIEW, _ALL = 2_000, 10_000
_VIEWS = (("month", 150, 60, None), ("list", 150, 100, None))
"""With the milliseconds that it may take first, again, and after a change."""

_VISIT = """
import json, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from core.calendar import records
from core.store import Topic
from desktop.app.application import Application

app = QApplication([])
program = Application(app, Path(sys.argv[1]))
program.start(Path(sys.argv[2]))
window = program.window
window.resize(1366, 768)

def settle():
    while program.busy():
        # Turned by hand: nothing may be under way while a step is measured.
        app.processEvents()
    app.processEvents()

def visit(before=lambda: None):
    window.go("today")
    settle()
    before()
    start = time.process_time()
    window.go("calendar", sys.argv[3])
    app.sendPostedEvents()
    taken = (time.process_time() - start) * 1000
    settle()
    return taken

def change():
    with program.services.store.change(Topic.CALENDAR) as db:
        item = records.every(db.conn)[0]
        records.save(db, item)
    settle()

first = visit()
again = sorted(visit() for _round in range(5))[2]
print(json.dumps([first, again, visit(change)]))
program.close()
"""


def rows(wanted: Collection[str], example: Path) -> Iterator[Row]:
    """The rows of the benches that are wanted."""
    if not wanted:
        return
    full = example.with_name("Calendario.pregon")
    shutil.copy(example, full)
    opened = store.open_store(full, Clock())
    with opened.change(Topic.CALENDAR) as db:
        for number in range(_ALL):
            records.add(db, _item(number))
    opened.close()
    place = example.with_name("settings.json")
    for view, *bounds in _VIEWS:
        times = json.loads(run([sys.executable, "-c", _VISIT, place, full, view]))
        for when, taken, most in zip(("first", "again", "changed"), times, bounds, strict=True):
            work = f"calendar of {_ALL} items, {view} {when}"
            yield Row("calendar", work, taken, "ms CPU", at_most=most)


def _item(number: int) -> CalendarItem:
    """One of those in view of the month, or of the two years after it."""
    away = number % 28 - 7 if number < _IN_VIEW else 60 + number % 700
    return CalendarItem(
        f"Aviso {number}",
        day=Clock().today() + timedelta(days=away),
        hour=time(9 + number % 10),
        state=ItemState.PLANNED,
        channels=(1, 2),
        texts=(ItemText("es", "Mañana se corta el agua en la calle Real de 9 a 13."),),
    )
