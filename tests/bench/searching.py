"""Finding again: B7 the search, B9 the list of a million items, B14 what an item takes on disk."""

import json
import sys
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from core import store
from core.clock import Clock
from core.mentions.records import mentions
from core.mentions.records.mentions import Wanted
from core.mentions.watches import full_text
from tests.bench import prose, towns
from tests.bench.listening import Bench
from tests.bench.measuring import Row, p95, run, say, seconds

IDS = ("B7", "B9", "B14")

MANY = 1_000_000
_SHORT = (3,)
"""Sentences of an item where there are a million."""

_LIST = """
import json, resource, sys, time
from array import array
from pathlib import Path
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from core import i18n, store
from core.clock import Clock
from core.mentions.records import mentions
from core.mentions.records.mentions import Wanted
from desktop.mentions.inbox_list import InboxList
from desktop.mentions.inbox_model import InboxModel, Shown, read_rows
from desktop.theme.theme import current

def memory():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6

app = QApplication([])
i18n.use("es")
current().apply("light", 100)
opened = store.open_store(Path(sys.argv[1]), Clock())
now = Clock().now()
before = memory()
start = time.perf_counter()
with opened.read() as connection:
    if sys.argv[2] == "ours":
        ids = mentions.ids(connection, Wanted(everything=True))
        read = lambda some: read_rows(connection, some, {}, now)
    else:
        cursor = connection.cursor()
        cursor.row_factory = None
        rows = cursor.execute(
            "SELECT item.id, source.title, item.at, item.title, substr(item.text, 1, 400)"
            " FROM item LEFT JOIN source ON source.id = source_id ORDER BY at DESC, item.id DESC"
        ).fetchall()
        ids = array("q", (row[0] for row in rows))
        all_rows = {row[0]: row for row in rows}
        read = lambda some: [Shown(*all_rows[one], chips=(), new=False) for one in some]
model = InboxModel(read)
table = InboxList(model, "Mentions")
table.resize(480, 860)
table.show_ids(ids)
table.show()
# To the first paint, which is part of what is measured; so is each one below.
app.processEvents()
ready = (time.perf_counter() - start) * 1000
place = QPointF(200, 400)
times = []
for _notch in range(600):
    down = QPoint(0, -120)
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(place, place, down, down, *none, False)
    start = time.perf_counter()
    app.sendEvent(table.viewport(), wheel)
    app.processEvents()
    times.append((time.perf_counter() - start) * 1000)
if len(model.ids) < 10 or not table.verticalScrollBar().value():
    sys.exit("the list does not move")
print(json.dumps([ready, sorted(times)[int(len(times) * 0.95)], memory() - before]))
opened.close()
"""


class Finding:
    """What the benches of this module share: a workspace with a million items."""

    def __init__(self, folder: Path, bench: Bench) -> None:
        self._folder = folder
        self._bench = bench

    def rows(self, wanted: Collection[str]) -> Iterator[Row]:
        """The rows of the benches that are wanted."""
        works = {"B14": self._size, "B7": self._search, "B9": self._list}
        for name, work in works.items():
            if name in wanted:
                say(f"{name}…")
                yield from work()

    @cached_property
    def million(self) -> Path:
        """A workspace with a million items."""
        path = self._folder / "million.pregon"
        towns.many_items(path, MANY, _SHORT)
        return path

    def _size(self) -> Iterator[Row]:
        bench = self._bench
        ours = bench.full.stat().st_size - bench.empty.stat().st_size
        if bench.reader is not None:
            other = sum(Path(f"{bench.reader}{end}").stat().st_size for end in ("", ".search"))
            work = "bytes of an item with its index, reader"
            yield Row("B14", work, ours / bench.items, "B", other / bench.items, 0.5)

    def _search(self) -> Iterator[Row]:
        bench = self._bench
        asked = queries()
        if bench.reader is not None and bench.python is not None:
            other = min(
                p95(bench.python.search(bench.reader, asked, sort))
                for sort in ("relevant", "recent")
            )
            work = f"first 100 rows of a search in {bench.items} items, p95, reader"
            yield Row("B7", work, p95(_times(bench.full, asked)), "ms", other, 0.1)
        work = f"first 100 rows of a search in {MANY} items, p95"
        yield Row("B7", work, p95(_times(self.million, asked)), "ms", at_most=15.0)

    def _list(self) -> Iterator[Row]:
        ours, loaded = (
            json.loads(run([sys.executable, "-c", _LIST, self.million, mode]))
            for mode in ("ours", "loaded")
        )
        work = f"list of {MANY} items"
        yield Row("B9", f"{work} ready, all rows loaded", ours[0], "ms", loaded[0], 0.15)
        yield Row("B9", f"{work}, notch of the wheel, p95", ours[1], "ms", at_most=8.0)
        yield Row("B9", f"{work}, memory, all rows loaded", ours[2], "MB", loaded[2], 0.35)


def queries() -> list[str]:
    """What people type: names, frequent and rare, words of the trade, two and three words."""
    places = [name.casefold() for name in prose.names() if name.isalpha()]
    towns_named = [places[rank] for rank in (0, 3, 10, 40, 150, 600, 1500, 3000)]
    words = [
        "agua",
        "incendio",
        "basuras",
        "fiestas",
        "perros",
        "presupuesto",
        "alcaldesa",
        "pleno",
    ]
    pairs = [f"{name} {word}" for name in towns_named for word in ("agua", "obras", "piscina")]
    return [*towns_named, *words, *pairs, "corte de agua", "feria del queso", "valdehierro"]


def _times(path: Path, asked: Sequence[str]) -> list[float]:
    """Milliseconds of each, when the file is in memory."""
    opened = store.open_store(path, Clock())
    try:
        with opened.read() as connection:

            def find(typed: str) -> None:
                wanted = Wanted(query=full_text.query(typed), everything=True)
                mentions.rows(connection, mentions.newest(connection, wanted, 100))

            for typed in asked:
                find(typed)
            return [seconds(lambda typed=typed: find(typed)) * 1000 for typed in asked]
    finally:
        opened.close()
