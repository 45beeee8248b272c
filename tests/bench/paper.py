"""B11: documents as PDF: the example's plan of some 40 pages, its crisis notebook of some 70."""

from collections.abc import Collection, Iterator
from pathlib import Path

from measuring import Row, seconds

from core import catalogue, store
from core.clock import Clock
from core.documents import render

IDS = ("B11",)

_ENTRIES = (
    ("plan", 1.5, 0.5),
    ("activity-log", None, None),
    ("roster", None, None),
    ("sheet-poisoned-animals", None, None),
    ("crisis-notebook", None, 1.0),
)
"""Of the catalogue, with the seconds that the first and the next may take."""


def rows(wanted: Collection[str], example: Path) -> Iterator[Row]:
    """The rows of the benches that are wanted."""
    if not wanted:
        return
    opened = store.open_store(example, Clock())
    with opened.read() as connection:
        for entry, first, again in _ENTRIES:

            def make(entry: str = entry) -> None:
                document = catalogue.prepare(connection, entry, "es", Clock().today())
                render.render(document, ".pdf")

            yield Row("B11", f"PDF of {entry}, first", seconds(make), "s", at_most=first)
            warm = min(seconds(make) for _round in range(5))
            yield Row("B11", f"PDF of {entry}, again", warm, "s", at_most=again)
    opened.close()
