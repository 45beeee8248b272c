"""A document made ready to be looked at: its tree, its PDF, and what stands on each page."""

from dataclasses import dataclass
from threading import Lock

from PySide6.QtGui import QImage

from core import catalogue, text
from core.cancel import CancelToken
from core.documents import preview
from core.documents.model import Document
from core.documents.preview import Box, Preview
from core.errors import Cancelled
from core.roster.document import Language
from core.store import Store

Hit = tuple[int, Box]
"""Page, counted from 0, and the box around the words, in points."""


class Paper(Preview):
    """An open PDF that jobs may ask for pages; asking a closed one raises `Cancelled`."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__(pdf)
        self.sizes = [self.page_size(page) for page in range(self.page_count)]
        self._use = Lock()
        self._closed = False
        self._letters: dict[int, tuple[str, list[int]]] = {}

    def close(self) -> None:
        with self._use:
            self._closed = True
            super().close()

    def picture(self, page: int, scale: float) -> QImage:
        """The page at `scale` pixels a point."""
        with self._use:
            self._require_open()
            drawn = self.image(page, scale)
        shared = QImage(
            drawn.data, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32
        )
        return shared.copy()

    def text(self, page: int) -> str:
        """What the page says, in reading order, for whoever does not see it."""
        with self._use:
            self._require_open()
            # pdfium has one lock for the whole program, and it is the engine's.
            with preview._lock:
                opened = self._document[page]
                letters = opened.get_textpage()
                try:
                    return text.clean_lines(letters.get_text_range())
                finally:
                    letters.close()
                    opened.close()

    def find(self, wanted: str) -> list[Hit]:
        """Where the words stand, whatever their accents and case, as in every search box."""
        sought = text.loose(text.clean(wanted))
        found: list[Hit] = []
        for page in range(self.page_count if sought else 0):
            # Page by page, so that a long search lets a page be drawn in between.
            with self._use:
                self._require_open()
                with preview._lock:
                    found += self._hits(page, sought)
        return found

    def _hits(self, page: int, sought: str) -> list[Hit]:
        opened = self._document[page]
        letters = opened.get_textpage()
        try:
            if page not in self._letters:
                self._letters[page] = preview._folded(letters)
            folded, origins = self._letters[page]
            folded = text.loose(folded)
            found = []
            start = folded.find(sought)
            while start >= 0:
                end = start + len(sought)
                box = preview._around(letters, origins[start:end], opened.get_height())
                found.append((page, box))
                start = folded.find(sought, end)
            return found
        finally:
            letters.close()
            opened.close()

    def _require_open(self) -> None:
        if self._closed:
            raise Cancelled


@dataclass(frozen=True)
class Made:
    """A document of the catalogue as it would be printed now."""

    entry_id: str
    document: Document
    pdf: bytes
    paper: Paper
    warnings: list[str]


def make(store: Store, entry_id: str, language: Language, token: CancelToken) -> Made:
    """Build, lay out and open a document. Raises `DocumentTrouble`, `WorkspaceError`."""
    from core.documents import render, validate

    with store.read() as connection:
        document = catalogue.prepare(connection, entry_id, language, store.clock.today())
    token.check()
    pdf = render.render(document, ".pdf")
    token.check()
    told = [problem.sentence for problem in validate.warnings(document)]
    paper = Paper(pdf)
    if token.cancelled:
        paper.close()
        raise Cancelled
    return Made(entry_id, document, pdf, paper, told)
