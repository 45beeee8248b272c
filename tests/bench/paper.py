"""B11: documents as PDF, in CPU of a process of their own, against WeasyPrint on the same tree.

The example's plan, its annex of thirty pages with charts, its crisis notebook of some eighty.
`changed` is the next one after an edit.
"""

import json
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from core import catalogue, store
from core.clock import Clock
from core.documents import render
from tests.bench import peers, web_page
from tests.bench.measuring import Row, own_cpu, run

IDS = ("B11",)

_ENTRIES = (
    ("plan", 0.8, 0.2, 0.3),
    ("plan-annex", 0.8, 0.2, 0.3),
    ("roster", None, None, None),
    ("sheet-poisoned-animals", 0.25, 0.03, None),
    ("crisis-notebook", 2.0, 1.0, None),
)
"""Of the catalogue, with the seconds that the first, the next and a changed one may take."""
_AGAINST = ("plan-annex",)
"""Made by WeasyPrint too, with the parts of its time that ours may take, first and again."""
_FIRST, _AGAIN = 0.25, 0.1

_MAKE = '''
import json, sys, time
from dataclasses import replace
from pathlib import Path
from core import catalogue, i18n, store
from core.clock import Clock
from core.documents import render
from core.documents.model import Para, Sheet

i18n.use("es")
opened = store.open_store(Path(sys.argv[1]), Clock())

def made():
    with opened.read() as connection:
        return catalogue.prepare(connection, sys.argv[2], "es", Clock().today())

def changed(document):
    """With other words in its middle, or in the middle of the sheet that is bound there."""
    at = [at for at, block in enumerate(document.blocks) if isinstance(block, Para | Sheet)]
    if not at:
        return replace(document, subtitle="Otra cosa")
    middle = at[len(at) // 2]
    blocks = list(document.blocks)
    if isinstance(blocks[middle], Sheet):
        blocks[middle] = Sheet(changed(blocks[middle].document), blocks[middle].level)
    else:
        blocks[middle] = replace(blocks[middle], text="Otra cosa que se dice aquí.")
    return replace(document, blocks=tuple(blocks))

def cpu(change=lambda document: document):
    start = time.process_time()
    render.render(change(made()), ".pdf")
    return time.process_time() - start

print(json.dumps([cpu(), min(cpu() for _round in range(3)), cpu(changed)]))
'''


def rows(wanted: Collection[str], example: Path) -> Iterator[Row]:
    """The rows of the benches that are wanted."""
    if not wanted:
        return
    # So that two machines can be told apart.
    yield Row("B11", "five million steps of a loop", own_cpu(_loop), "s CPU")
    peer = peers.weasyprint(example.parent / "weasyprint")
    for entry, *bounds in _ENTRIES:
        times = json.loads(run([sys.executable, "-c", _MAKE, example, entry]))
        for when, taken, most in zip(("first", "again", "changed"), times, bounds, strict=True):
            yield Row("B11", f"PDF of {entry}, {when}", taken, "s CPU", at_most=most)
        if peer and entry in _AGAINST:
            theirs = peer.printed(_page(example, entry))
            for when, ours, other, most in zip(
                ("first", "again"), times, theirs, (_FIRST, _AGAIN), strict=False
            ):
                work = f"PDF of {entry}, {when}, WeasyPrint"
                yield Row("B11", work, ours, "s CPU", other, at_most=most)


def _loop() -> None:
    total = 0
    for step in range(5_000_000):
        total += step * step % 7


def _page(example: Path, entry: str) -> Path:
    """The tree of a document as a page of the web."""
    opened = store.open_store(example, Clock())
    with opened.read() as connection:
        document = render.ready(catalogue.prepare(connection, entry, "es", Clock().today()))
    opened.close()
    page = example.with_name(f"{entry}.html")
    page.write_text(web_page.of(document), encoding="utf-8")
    return page
