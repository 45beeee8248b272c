"""Pages of a PDF as pictures for the screen, and where a text stands on them.

pdfium is not safe from two threads at once: everything here goes through one lock.
"""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from core import text as words
from core.errors import Cancelled

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

Box = tuple[float, float, float, float]

_lock = threading.Lock()


class PagePicture(NamedTuple):
    """Pixels of one page: `QImage(data, width, height, stride, Format_RGB32)`.

    `data` holds four bytes a pixel in the order blue, green, red, unused.
    """

    width: int
    height: int
    data: bytes
    stride: int


class Preview:
    """An open PDF that several threads may ask; close it, or use it in a `with` statement.

    Asking a closed one raises `Cancelled`: who asks late has been overtaken.
    """

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        self._closed = False
        self._letters: dict[int, tuple[str, list[int]]] = {}
        with _lock:
            self._document: PdfDocument = pypdfium2.PdfDocument(pdf)
            self.page_count: int = len(self._document)

    def __enter__(self) -> "Preview":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Free the memory of pdfium."""
        with _lock:
            if not self._closed:
                self._closed = True
                self._document.close()

    @contextmanager
    def _page(self, page: int) -> "Iterator[PdfPage]":
        """One page under the lock: a long search lets a page be drawn in between."""
        with _lock:
            if self._closed:
                raise Cancelled
            opened = self._document[page]
            try:
                yield opened
            finally:
                opened.close()

    def page_size(self, page: int) -> tuple[float, float]:
        """Width and height of the page, counted from 0, in points (1/72 inch)."""
        with self._page(page) as opened:
            width, height = opened.get_size()
            return width, height

    def image(self, page: int, scale: float) -> PagePicture:
        """The page as pixels; at scale 1 a point is a pixel, 96 dots an inch are 1.333."""
        with self._page(page) as opened:
            bitmap = opened.render(scale=scale, force_bitmap_format=_bgrx())
            return PagePicture(bitmap.width, bitmap.height, bytes(bitmap.buffer), bitmap.stride)

    def text(self, page: int) -> str:
        """What the page says, in reading order, for whoever does not see it."""
        with self._page(page) as opened, closing(opened.get_textpage()) as letters:
            return words.clean_lines(letters.get_text_range())

    def ends(self, page: int, margin: float) -> float:
        """How far down the page the last thing above its lower margin ends, in points."""
        with self._page(page) as opened:
            feet = [drawn.get_bounds()[1] for drawn in opened.get_objects()]
            height: float = opened.get_height()
            return height - min((foot for foot in feet if foot > margin), default=height)

    def outline(self) -> list[tuple[str, int]]:
        """The bookmarks in order: what each says, and its page counted from 1."""
        with _lock:
            found = [(mark.get_title(), mark.get_dest()) for mark in self._document.get_toc()]
            return [(title, place.get_index() + 1) for title, place in found if place]

    def find(self, text: str) -> list[tuple[int, Box]]:
        """Where the text stands, folded as in every search box: page and box of each place.

        Boxes are left, top, right, bottom in points from the top left corner of the page. A place
        that runs over a line end has the box around both lines.
        """
        wanted = words.loose(words.clean(text))
        if not wanted:
            return []
        return [(page, box) for page in range(self.page_count) for box in self._boxes(page, wanted)]

    def _boxes(self, page: int, wanted: str) -> list[Box]:
        with self._page(page) as opened, closing(opened.get_textpage()) as letters:
            if page not in self._letters:
                self._letters[page] = _folded(letters)
            folded, origins = self._letters[page]
            height = opened.get_height()
            boxes = []
            start = folded.find(wanted)
            while start >= 0:
                end = start + len(wanted)
                boxes.append(_around(letters, origins[start:end], height))
                start = folded.find(wanted, end)
            return boxes


def outline(pdf: bytes) -> list[tuple[str, int]]:
    """The bookmarks in order, as `Preview.outline`."""
    with Preview(pdf) as opened:
        return opened.outline()


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has."""
    with Preview(pdf) as opened:
        return opened.page_count


def _bgrx() -> int:
    import pypdfium2.raw

    return int(pypdfium2.raw.FPDFBitmap_BGRx)


def _folded(letters: "PdfTextPage") -> tuple[str, list[int]]:
    """The page's text folded, white space as one blank, and the letter behind each character."""
    folded: list[str] = []
    origins: list[int] = []
    for index in range(letters.count_chars()):
        char = letters.get_text_range(index, 1)
        plain = " " if char.isspace() else words.loose(words.clean(char))
        if plain == " " and folded[-1:] == [" "]:
            continue
        folded += plain
        origins += [index] * len(plain)
    return "".join(folded), origins


def _around(letters: "PdfTextPage", indexes: list[int], height: float) -> Box:
    boxes = [letters.get_charbox(index) for index in indexes]
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return left, height - top, right, height - bottom
