"""Papers are made and can be read by everybody.

ISO 14289-1, 7.1 (tagged, title shown), 7.2 (language), 7.3 (figures), 7.5 (tables).
"""

import io
from collections.abc import Iterator
from functools import partial
from typing import Any
from zipfile import ZipFile

from core import catalogue, papers
from core.documents import render
from core.documents.charts import Bar, BarChart
from core.documents.figures import drawing
from core.documents.figures.canvas import PAPER
from core.documents.model import Document
from core.documents.preview import Preview
from core.i18n import Language
from desktop.selftest.checks import SelfCheck, Workbench, reading, require

_CELLS = {"/TH", "/TD"}


def faults(pdf: bytes, language: str) -> list[str]:
    """What is missing, one line each; empty when nothing is."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root = opened.Root
        with opened.open_metadata() as metadata:
            part, title = metadata.get("pdfuaid:part"), metadata.get("dc:title")
        wanted = {
            "pdfuaid:part": part == "1",
            "dc:title": bool(title),
            "DisplayDocTitle": _says(root, "/ViewerPreferences", "/DisplayDocTitle"),
            "MarkInfo": _says(root, "/MarkInfo", "/Marked"),
            "Lang": str(root.get("/Lang", "")).startswith(language),
            "StructTreeRoot": "/StructTreeRoot" in root,
            "StructParents": all(
                "/StructParents" in page or _is_empty(page) for page in opened.pages
            ),
        }
        found = [name for name, there in wanted.items() if not there]
        if wanted["StructTreeRoot"]:
            found += _of_elements(root.StructTreeRoot)
    return found


def _is_empty(page: Any) -> bool:
    """Whether a page has but a head and a foot, as one that a book leaves empty."""
    page.contents_coalesce()
    content = page.Contents.read_bytes()
    return b"/Artifact" in content and b"/MCID" not in content


def _says(root: Any, dictionary: str, name: str) -> bool:
    return dictionary in root and bool(root[dictionary].get(name))


def _of_elements(root: Any) -> list[str]:
    everything = list(_elements(root))
    found = [] if everything else ["nothing is tagged"]
    for element in everything:
        kind = str(element.S)
        if kind == "/Figure" and not str(element.get("/Alt", "")):
            found.append("a figure without alternative text")
        if kind == "/Table":
            found += _of_table(element)
    return found


def _of_table(table: Any) -> list[str]:
    rows = [element for element in _elements(table) if str(element.S) == "/TR"]
    cells = [str(cell.S) for row in rows for cell in _children(row)]
    if not rows or not set(cells) <= _CELLS:
        return [f"a table of {sorted(set(cells) - _CELLS)}"]
    return [] if "/TH" in cells else ["a table without headers"]


def _elements(parent: Any) -> Iterator[Any]:
    for child in _children(parent):
        yield child
        yield from _elements(child)


def _children(parent: Any) -> Iterator[Any]:
    from pikepdf import Array, Dictionary

    inside = parent.get("/K")
    for child in inside if isinstance(inside, Array) else [inside]:
        # Numbers and references to marked content are leaves.
        if isinstance(child, Dictionary) and "/S" in child:
            yield child


_LANGUAGE: Language = "es"


def documents(place: Workbench) -> Iterator[SelfCheck]:
    """One check for each. Raises `WorkspaceError` when there is no example town."""
    with reading(place) as connection:
        ids = [entry.id for entry in papers.entries(connection, place.clock.today())]
    for text in ids:
        yield SelfCheck(f"document {text}", partial(_document, entry_id=text))


def prepared(place: Workbench, entry_id: str) -> Document:
    """A document as it would be printed."""
    with reading(place) as connection:
        return catalogue.prepare(connection, entry_id, _LANGUAGE, place.clock.today())


def _document(place: Workbench, entry_id: str) -> str:
    document = prepared(place, entry_id)
    told = []
    for ending in render.formats(document):
        file = place.folder / f"{entry_id} ñ{ending}"
        render.write(document, file)
        made = file.read_bytes()
        wrong = _faults(made, ending)
        require(not wrong, f"{ending}: {', '.join(wrong)}")
        told.append(f"{ending} {len(made):,} B")
    return ", ".join(told)


def _faults(made: bytes, ending: str) -> list[str]:
    if ending == ".pdf":
        return faults(made, _LANGUAGE)
    return [] if _paragraphs(made, ending) else ["no paragraphs"]


def _paragraphs(made: bytes, ending: str) -> int:
    """How many an office file has, read back by the package that did not write these bytes."""
    if ending == ".docx":
        from docx import Document as Word

        return len(Word(io.BytesIO(made)).element.body)
    from defusedxml.ElementTree import fromstring

    with ZipFile(io.BytesIO(made)) as file:
        [text] = fromstring(file.read("content.xml")).iterfind("{*}body/{*}text")
    return len(text)


def _preview(place: Workbench) -> str:
    document = prepared(place, "roster")
    with Preview(render.render(document, ".pdf")) as shown:
        picture = shown.image(0, 1.0)
        found = shown.find("alcaldesa") or shown.find("alcalde")
    require(len(set(picture.data)) > 2, "the page is empty")
    require(found, "a word on the page was not found")
    return f"{shown.page_count} pages, {picture.width} × {picture.height}"


def _chart(_place: Workbench) -> str:
    chart = BarChart("Horas ñ", (Bar("Núñez", 6.0, 4.0), Bar("Peña", 2.5, None)), _LANGUAGE)
    drawn, paper = drawing.png(chart, 480, 200, PAPER), drawing.svg(chart)
    require(drawn.startswith(b"\x89PNG"), "no picture was drawn")
    require("Núñez".encode() in paper, "the names are not text")
    return f"png {len(drawn):,} B, svg {len(paper):,} B"


CHECKS = (SelfCheck("preview", _preview), SelfCheck("chart", _chart))
