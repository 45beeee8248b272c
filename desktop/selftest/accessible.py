"""Whether a PDF is built as PDF/UA-1 wants it: its language, its title, what its parts are.

ISO 14289-1, 7.1 (tagged, title shown), 7.2 (language), 7.3 (figures), 7.5 (tables).
"""

import io
from collections.abc import Iterator
from typing import Any

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
            "StructParents": all("/StructParents" in page for page in opened.pages),
        }
        found = [name for name, there in wanted.items() if not there]
        if wanted["StructTreeRoot"]:
            found += _of_elements(root.StructTreeRoot)
    return found


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
