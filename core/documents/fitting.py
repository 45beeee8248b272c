"""How a sheet comes to fit its page: by the size of its type, at the end without its grey lines."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace

from core.documents.model import Checklist, Document, Layout

SCALES = (1.06, 1.03, 1.0, 0.975, 0.95, 0.925, 0.9, 0.875, 0.85)
"""Sizes of type tried, largest first; smaller type is not read at arm's length."""
_COARSE = SCALES[2::3]
"""Those of what runs over several pages, of which the last need not be full."""


@dataclass(frozen=True)
class Fit:
    """A document as it is set: its size of type, and how each of its bound sheets is, in order."""

    document: Document
    scale: float = 1.0
    sheets: tuple["Fit", ...] = ()


def most_pages(document: Document) -> int:
    """How many pages it may take; 0 where it does not matter."""
    if document.layout is not Layout.SHEET:
        return 0
    return 1 if document.one_page else document.pages


def fitted(document: Document, pages: Callable[[Fit], int]) -> Fit:
    """The largest type with which a sheet takes no more pages than it may.

    `pages` counts them. What should be one page loses its grey lines before it does not fit; what
    fits in no size then runs on in its usual one: in a crisis two pages are better than a sentence
    about one. What fits in one size fits in every smaller one, so that not all are tried.
    """
    most = most_pages(document)
    short = _without_grey(document)
    for tried in (document,) if short == document else (document, short):
        made = [Fit(tried, scale) for scale in (SCALES if document.one_page else _COARSE)]
        first = bisect_left(made, True, key=lambda fit: pages(fit) <= most)
        if first < len(made):
            return made[first]
    return Fit(document)


def _without_grey(document: Document) -> Document:
    """Without the grey lines: what to do must stand there, who wears which hat stands elsewhere."""
    blocks = (
        replace(block, items=tuple(replace(item, help="", name="") for item in block.items))
        if isinstance(block, Checklist)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))
