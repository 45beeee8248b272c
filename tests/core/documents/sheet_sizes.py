"""In which size of type each sheet of the house fits its pages in every town, and what room its
pages have left for the rows on them, as it is shipped.

`python -m tests.core.documents.sheet_sizes` writes the table anew, after a change of the templates
or of what the sheets say; it takes three or four minutes.
"""

import csv
import io
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from core import catalogue, papers
from core.clock import FixedClock
from core.documents import fitting, pdf, preview, render, tree
from core.documents.fitting import FittedDocument, SheetKind, SheetSize
from core.documents.model import Document, Sheet
from core.i18n import Language
from core.store import Store, open_store
from tests.core import towns

COMMAND = "python -m tests.core.documents.sheet_sizes"
LARGE = "06083"
"""Mérida, where 60,000 live: the other end from the example, which has everything filled in."""
AIR = (1.2, 1.0, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1)
"""Millimetres above and below the words of the rows of a page, the most that is tried first."""
LANGUAGES: tuple[Language, ...] = ("es", "en")


def sheets(document: Document) -> list[tuple[Document, bool]]:
    """What of it may take only so many pages, and whether it is bound."""
    bound = [(sheet.document, True) for sheet in tree.find(document.blocks, Sheet)]
    return [each for each in [(document, False), *bound] if fitting.most_pages(each[0])]


def papers_of(opened: Store, language: Language) -> Iterator[Document]:
    """All that can be printed, but for what tells of some days."""
    today = opened.clock.today()
    with opened.read() as connection:
        for entry in papers.entries(connection, today):
            if not entry.of_a_period:
                yield render.ready(catalogue.prepare(connection, entry.id, language, today))


def sizes(documents: Sequence[Document]) -> dict[SheetKind, SheetSize]:
    """In which size each sheet of a town fits; the smallest for what fits in none."""
    found = {}
    for document in documents:
        limited = sheets(document)
        if limited:
            pdf.render(document)
        for sheet, bound in limited:
            fitted = fitting.of(sheet, bound=bound)
            scale = fitted.fit.scale if fitted.fits else fitting.SCALES[-1]
            short = fitted.fit.document != sheet
            found[fitting.kind(sheet, bound=bound)] = SheetSize(scale, short)
    return found


def leaves(document: Document) -> Iterator[tuple[SheetKind, Document]]:
    """What is to be said in each scenario of a notebook, in one that has nothing else, but for the
    sheet before it."""
    for pair in pairwise(document.blocks):
        said = pair[1]
        if isinstance(said, Sheet) and said.document.chapter:
            alone = replace(document, blocks=pair, contents=False, cover=None)
            yield fitting.kind(said.document, bound=True), alone


def airs(notebooks: Sequence[Document], scale: float) -> tuple[float, ...]:
    """What the tables and texts of one leaf may have, page by page, so that in no town one of them
    moves to another page."""

    def pages(air: Sequence[float]) -> list[list[int]]:
        """Where each part begins, and the end."""
        return [list(_pages(notebook, scale, air)) for notebook in notebooks]

    usual = pages(())
    begun = usual[0][:-1]
    given = [0.0] * len(begun)
    for page in sorted(set(begun)):
        for air in AIR:
            tried = [air if at == page else old for at, old in zip(begun, given, strict=True)]
            if pages(tried) == usual:
                given = tried
                break
    return tuple(given) if any(given) else ()


def _pages(notebook: Document, scale: float, air: Sequence[float]) -> Iterator[int]:
    sheet, said = (block.document for block in notebook.blocks if isinstance(block, Sheet))
    fits = FittedDocument(sheet, fitting.SCALES[-1]), FittedDocument(said, scale, air=tuple(air))
    made = pdf.laid_out(FittedDocument(notebook, sheets=fits))
    marks = preview.outline(made)
    start = next(place for place, (title, _page) in enumerate(marks) if title == said.title)
    yield from (*(page for _title, page in marks[start + 1 :]), preview.page_count(made))


def table() -> str:
    """Of the sheets that both towns have, the size that fits in each of them."""
    found, bound = defaultdict(list), defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for path in (towns.valdehierro(Path(folder)), towns.of_place(Path(folder), LARGE)):
            opened = open_store(path, FixedClock(towns.NOW))
            for language in LANGUAGES:
                documents = list(papers_of(opened, language))
                for kind, size in sizes(documents).items():
                    found[kind].append(size)
                for document in documents:
                    for kind, alone in leaves(document):
                        bound[kind].append(alone)
            opened.close()
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    for kind, (first, *others) in found.items():
        if others:
            size = min(first, *others, key=lambda size: (not size.short, size.scale))
            air = airs(bound[kind], size.scale) if kind in bound else ()
            place = "bound" if kind.bound else "alone"
            lines = "short" if size.short else "whole"
            told = " ".join(f"{each:g}" for each in air)
            rows.writerow((kind.language, place, kind.code, kind.title, size.scale, lines, told))
    return text.getvalue()


if __name__ == "__main__":
    # Nothing may be taken from the table that is there.
    fitting.TABLE.write_text("", encoding="utf-8")
    fitting.TABLE.write_text(table(), encoding="utf-8")
