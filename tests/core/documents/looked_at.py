"""The papers of the example town as they were when somebody looked at them last.

`python -m tests.core.documents.looked_at` says which pages changed since then, leaves their
pictures in build/changed, to be looked at, and writes the table anew.
"""

import csv
import io
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import pypdfium2

import resources
from core import i18n
from core.clock import FixedClock
from core.documents import render
from core.documents.records import fingerprint
from core.store import open_store
from tests.core import towns
from tests.core.papers import Papers

COMMAND = "python -m tests.core.documents.looked_at"
TABLE = Path(__file__).with_name("looked-at.csv")
_DOTS = 72
_MOVES = "handover"
"""It says where the file of the town lies."""
_UNLIKE = ("docProps/core.xml", "meta.xml")
"""Of an office file: what tells when it was made, and by which version."""

Sights = dict[tuple[str, str], str]
"""What there is to see of a paper by its file and place there, each with a digest of it."""


def seen() -> Sights:
    """All that was looked at."""
    with TABLE.open(encoding="utf-8", newline="") as rows:
        return {(paper, place): digest for paper, place, digest in csv.reader(rows)}


def sights(papers: Papers) -> Sights:
    """All that there is to see: what stands in every paper, its pages, and its office files."""
    found = {}
    for entry_id in set(papers.ids()) - {_MOVES}:
        for language in i18n.LANGUAGES:
            made = papers.made(entry_id, language)
            found[f"{entry_id}-{language}", "words"] = fingerprint(made)[:12]
        for suffix in render.formats(papers.made(entry_id)):
            file = papers.printed(entry_id, suffix=suffix)
            for place, digest in _of_pages(file) if suffix == ".pdf" else [_of_parts(file)]:
                found[f"{entry_id}-es{suffix}", place] = digest
    return found


def _of_pages(pdf: bytes) -> Iterator[tuple[str, str]]:
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, start=1):
            drawn = page.render(scale=_DOTS / 72).to_numpy()
            yield str(number), _digest(drawn.tobytes())


def _of_parts(office: bytes) -> tuple[str, str]:
    with zipfile.ZipFile(io.BytesIO(office)) as packed:
        names = sorted(name for name in packed.namelist() if name not in _UNLIKE)
        return "whole", _digest(b"".join(name.encode() + packed.read(name) for name in names))


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=6).hexdigest()


def changed(now: Sights, before: Sights) -> list[tuple[str, str]]:
    """What looks otherwise, is new or is gone."""
    return sorted(key for key in now.keys() | before.keys() if now.get(key) != before.get(key))


def main() -> None:
    """Show what changed, and take it as looked at."""
    pictures = resources.ROOT.parent / "build" / "changed"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    i18n.use("es")
    with tempfile.TemporaryDirectory() as folder, towns.standing_in("Europe/Madrid"):
        store = open_store(towns.valdehierro(Path(folder)), FixedClock(towns.NOW))
        papers = Papers(store)
        now = sights(papers)
        for paper, place in changed(now, seen()):
            sys.stdout.write(f"{paper} {place}\n")
            if paper.endswith(".pdf") and (paper, place) in now:
                with pypdfium2.PdfDocument(papers.printed(paper.removesuffix("-es.pdf"))) as pdf:
                    drawn = pdf[int(place) - 1].render(scale=110 / 72).to_pil()
                    drawn.save(pictures / f"{paper}-{int(place):03}.png")
        store.close()
    with TABLE.open("w", encoding="utf-8", newline="") as rows:
        csv.writer(rows, lineterminator="\n").writerows([*key, now[key]] for key in sorted(now))


if __name__ == "__main__":
    main()
