"""What is stored: B7 searching it, B9 the list of a million, B14 how much room an item takes."""

import json
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

import peers
import prose
import towns
from measuring import Row, p95, run, say, seconds

from core import store
from core.clock import Clock
from core.mentions import search
from core.mentions.records import mentions
from core.mentions.records.mentions import Wanted

IDS = ("B7", "B9", "B14")
_SHOWN = 100
_MILLION = 1_000_000

_LIST = """
import json, resource, sys, time
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from core import store
from core.clock import Clock
from core.mentions.records import mentions
from core.mentions.records.mentions import Wanted

def memory():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

app = QApplication([])
opened = store.open_store(Path(sys.argv[1]), Clock())
before, start = memory(), time.perf_counter()
if sys.argv[2] == "all":
    with opened.read() as connection:
        ids = mentions.ids(connection, Wanted(everything=True))
        kept = mentions.rows(connection, ids)
    print(json.dumps([time.perf_counter() - start, memory() - before, 0.0]))
else:
    from desktop.mentions.inbox_model import InboxModel, read_rows
    def read(ids):
        with opened.read() as connection:
            return read_rows(connection, ids, {}, Clock().now())
    model = InboxModel(read)
    with opened.read() as connection:
        model.show(mentions.ids(connection, Wanted(everything=True)))
    first = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    ready = time.perf_counter() - start
    turns = []
    for row in range(0, model.rowCount(), model.rowCount() // 2000):
        begin = time.perf_counter()
        for below in range(3):
            model.index(min(row + below, model.rowCount() - 1)).data()
        turns.append((time.perf_counter() - begin) * 1000)
    turns.sort()
    print(json.dumps([ready, memory() - before, turns[int(len(turns) * 0.95)]]))
"""


def rows(
    wanted: Collection[str],
    folder: Path,
    python: peers.Python | None,
    ten_thousand: Path,
    empty: Path,
    reader: Path | None,
) -> Iterator[Row]:
    """The rows that are wanted. `ten_thousand` and `reader` hold the same items, `empty` none."""
    if "B7" in wanted or "B9" in wanted:
        million = folder / "million.pregon"
        say("A million items…")
        towns.many_items(million, _MILLION)
    if "B7" in wanted:
        say("B7…")
        yield from _search(python, ten_thousand, million, reader)
    if "B9" in wanted:
        say("B9…")
        yield from _list(million)
    if "B14" in wanted:
        yield from _room(ten_thousand, empty, reader)


def _search(
    python: peers.Python | None, ten_thousand: Path, million: Path, reader: Path | None
) -> Iterator[Row]:
    words = [*prose.names()[:20], "agua", "fiestas", "incendio", "las obras de la plaza"]
    small, large = _times(ten_thousand, words), _times(million, words)
    if python is not None and reader is not None:
        other = p95(python.search(reader, words, "recent"))
        yield Row("B7", f"first {_SHOWN} of 10,000, p95, reader", small, "ms", other, 0.1)
    yield Row("B7", f"first {_SHOWN} of a million, p95", large, "ms", at_most=20)


def _times(path: Path, words: list[str]) -> float:
    """Milliseconds, 95 of 100 are below, from the words to the rows that are shown."""
    opened = store.open_store(path, Clock(), undoable=False)
    times = []
    with opened.read() as connection:
        for _round in range(2):
            times = [
                seconds(
                    lambda word=word: mentions.rows(  # type: ignore[misc]  # bound at once
                        connection, mentions.ids(connection, _wanted(word))[:_SHOWN]
                    )
                )
                * 1000
                for word in words
            ]
    opened.close()
    return p95(times)


def _wanted(words: str) -> Wanted:
    return Wanted(query=search.query(words), everything=True)


def _list(million: Path) -> Iterator[Row]:
    ours: list[float] = json.loads(run([sys.executable, "-c", _LIST, million, "pages"]))
    everything: list[float] = json.loads(run([sys.executable, "-c", _LIST, million, "all"]))
    yield Row("B9", "list of a million ready, all rows loaded", ours[0], "s", everything[0], 0.15)
    yield Row("B9", "memory for it, all rows loaded", ours[1], "MB", everything[1], 0.35)
    yield Row("B9", "a turn of the wheel anywhere in it, p95", ours[2], "ms", at_most=8)


def _room(ten_thousand: Path, empty: Path, reader: Path | None) -> Iterator[Row]:
    items = 10_000
    ours = (ten_thousand.stat().st_size - empty.stat().st_size) / items
    other = None
    if reader is not None:
        both = (reader, reader.with_name(f"{reader.name}.search"))
        other = sum(one.stat().st_size for one in both) / items
    yield Row("B14", "bytes an item with its index, reader and its search", ours, "B", other, 0.5)
