"""In which size of type a sheet takes no more pages than it may.

Most sheets are as long in one town as in the next: the size in which each begins is shipped
(`resources/data/sheet-sizes.csv`), so that the notebook is laid out once. What does not fit in it,
or is not of the house, is searched for, all sheets of a notebook at a time.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

import resources
from core.documents import arrangement
from core.documents.model import Checklist, Document, Layout, Sheet

SCALES = (1.06, 1.03, 1.0, 0.975, 0.95, 0.925, 0.9, 0.875, 0.85)
"""Sizes of type tried, largest first; smaller type is not read at arm's length."""
_COARSE = SCALES[2::2]
"""Those of what runs over several pages, of which the last need not be full."""

_CLOSER = SCALES[4:6]
_REST, _FEW = 0.4, 12
"""A report of few pages that holds no more than this part on its last one is set closer if that
saves it."""

TABLE = resources.path("data", "sheet-sizes.csv")


@dataclass(frozen=True)
class FittedDocument:
    """A document as it is set: its size of type, and how each of its bound sheets is, in order.

    `air` is what the rows of each of its tables and boxes have above and below their words beyond
    the usual, in millimetres.
    """

    document: Document
    scale: float = 1.0
    sheets: tuple["FittedDocument", ...] = ()
    air: tuple[float, ...] = ()


class SheetKind(NamedTuple):
    """What the sheets of all towns are told apart by."""

    language: str
    bound: bool
    code: str
    title: str


class SheetSize(NamedTuple):
    """How a sheet is set: its size of type, whether its grey lines are left out, and the air of its
    tables and boxes."""

    scale: float
    short: bool
    air: tuple[float, ...] = ()


class SheetFit:
    """The search for the largest type with which a sheet takes no more pages than it may.

    `fit` is how to set it next, `fits` whether that was good the last time. What should be one page
    loses its grey lines before it does not fit; what fits in no size then runs on in its usual one:
    in a crisis two pages are better than a sentence about one. What fits in one size fits in every
    smaller one, so that not all are tried, and what fits in the `first` one stays in it, if need be
    without its air.
    """

    def __init__(self, document: Document, first: SheetSize | None = None) -> None:
        self._most = most_pages(document)
        self.fits = True
        self._tried = self._sizes(document, first)
        self.fit = next(self._tried)

    def tell(self, pages: float) -> bool:
        """How many pages `fit` took; true when it must be set in another way."""
        self.fits = pages <= self._most
        told, self.fit = self.fit, next(self._tried, self.fit)
        return self.fit != told

    def _sizes(self, document: Document, first: SheetSize | None) -> Iterator[FittedDocument]:
        """What is tried, one after the other; the last one stays."""
        scales = SCALES if document.one_page else _COARSE
        for tried in _versions(document, first) if self._most else ():
            low, high = 0, len(scales)
            if first and first.scale in scales:
                for air in dict.fromkeys((first.air, ())):
                    yield FittedDocument(tried, first.scale, air=air)
                    if self.fits:
                        return
                low, first = scales.index(first.scale) + 1, None
            while low < high:
                middle = (low + high) // 2
                yield FittedDocument(tried, scales[middle])
                low, high = (low, middle) if self.fits else (middle + 1, high)
            if low < len(scales):
                yield FittedDocument(tried, scales[low])
                return
        yield FittedDocument(document)


class ReportFit:
    """Whether a report ends on the page before in a little smaller type; used as `SheetFit`."""

    fits = True
    """However many pages it takes."""

    def __init__(self, document: Document) -> None:
        self.fit = FittedDocument(document)
        self._full = 0
        self._tried = iter(_CLOSER)

    def tell(self, pages: float) -> bool:
        """How many pages `fit` took, with the part of the last; true when it must be set again."""
        if not self._full:
            self._full = int(pages)
            again = 0 < self._full < _FEW and pages % 1 <= _REST
        else:
            again = self.fit.scale < 1 and pages > self._full
        if again:
            self.fit = replace(self.fit, scale=next(self._tried, 1.0))
        return again


def of(document: Document, *, bound: bool) -> SheetFit | ReportFit:
    """The search for a sheet on pages of its own or bound into a notebook, or for a report.

    It is remembered with what it found, for a notebook binds fifty. One thread at a time.
    """
    if document.layout is Layout.REPORT and not _runs_on(document):
        return ReportFit(document)
    # What has nothing to be found, such as a roster of two thousand, is not held.
    return _remembered(document, bound) if most_pages(document) else SheetFit(document)


@lru_cache(maxsize=256)
def _remembered(document: Document, bound: bool) -> SheetFit:
    return SheetFit(document, shipped().get(kind(document, bound=bound)))


def kind(document: Document, *, bound: bool) -> SheetKind:
    """Which sheet it is of those that every town has."""
    return SheetKind(document.language, bound, document.code, document.title)


def most_pages(document: Document) -> int:
    """How many pages it may take; 0 where it does not matter."""
    if document.layout is not Layout.SHEET:
        return 0
    return 1 if document.one_page else document.pages


def _runs_on(report: Document) -> bool:
    """True of a report of many pages: with chapters, or with sheets bound in."""
    return arrangement.has_chapters(report) or any(isinstance(b, Sheet) for b in report.blocks)


@cache
def shipped() -> dict[SheetKind, SheetSize]:
    """The sizes in which sheets of the house fit in every town."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            SheetKind(language, bound == "bound", code, title): SheetSize(
                float(scale), grey == "short", tuple(map(float, air.split()))
            )
            for language, bound, code, title, scale, grey, air in csv.reader(file)
        }


def _versions(document: Document, first: SheetSize | None) -> tuple[Document, ...]:
    """With its grey lines, and without: what to do must stand there, who wears which hat stands
    elsewhere."""
    blocks = (
        replace(block, items=tuple(replace(item, help="", name="") for item in block.items))
        if isinstance(block, Checklist)
        else block
        for block in document.blocks
    )
    short = replace(document, blocks=tuple(blocks))
    if short == document:
        return (document,)
    return (short,) if first and first.short else (document, short)
