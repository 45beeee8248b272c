"""A file for a word processor: what a format has to know, and what all of them have in common.

`blocks` decides what follows what; `word` and `odt` are the formats.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Any, Literal, TypeAlias

from core.documents import arrangement, glyphs, heights, images, imprint, looks, pdf
from core.documents.arrangement import OutlineEntry
from core.documents.model import (
    Align,
    CellTone,
    Document,
    Layout,
    Line,
    Style,
)
from core.documents.office import labels
from core.documents.rich import BOX, Span, Text, spans

Place: TypeAlias = Any
"""Where paragraphs stand: the text, a cell, a header or footer."""
Paragraph: TypeAlias = Any
Leader: TypeAlias = Literal["", ".", "_"]

_WORDS, _LETTER = 45, 1.25
"""Millimetres in which a hand writes some words, and of a letter of a label."""
_UNDERSCORE = 0.16
"""Millimetres of one in the letters of a line to write on, for each of their points."""
_NONE = 0.1
"""Of one, so small a part that no line is made longer for it."""


@dataclass(frozen=True)
class Grid:
    """A table without words: widths of its columns in millimetres, and how many rows it has.

    With a `head` the first row is a header that each page repeats, white on ink if `dark`. Rows
    below it are at least so many millimetres high as `heights` says. Of them the first
    `held` and the last `ending` stay on the page of what comes next, and so many of the last as are
    `tied` with each other; a table that is `whole` is not broken, and `followed` by what stays with
    it. Each row stays on its page, but for those that are `tall`.
    """

    widths: Sequence[float]
    count: int
    head: bool = False
    dark: bool = False
    row_header: bool = False
    matrix: bool = False
    heights: Sequence[float] = ()
    held: int = 0
    ending: int = 0
    tied: int = 0
    whole: bool = False
    followed: bool = False
    tall: Sequence[bool] = ()

    @property
    def top(self) -> bool:
        """Whether its words begin at the top of their cells, as those of a list do."""
        return self.row_header and not self.head

    def stays(self, row: int) -> bool:
        """Whether a row, counted below the head, stays on the page of what comes next."""
        left = self.count - self.head - row
        return row < self.held or left <= self.ending or 1 < left <= self.tied

    def breaks(self, row: int) -> bool:
        """Whether a row, counted below the head, may go on over the page."""
        return row < len(self.tall) and self.tall[row]


class Writer(ABC):
    """A file being written; `width` of the text on its present pages in millimetres.

    Its letters are of that `size`, against those of a book of the usual one.
    A place is filled in one go. What the abstract methods do is all that a format has to know.
    """

    text: Place
    """The text itself, between headers and footers."""

    def __init__(self, document: Document, size: float) -> None:
        self.document, self.size = document, size
        self.width = looks.width(document)
        self.level = 0
        """Of the heading that was written last."""
        self.sheets: dict[str, tuple[int, int]] = {}
        """Of the code of a bound sheet the index of its heading, and its page on paper."""
        self.listed: dict[int, int] = {}
        """Of the index of each heading in the contents its page on paper."""
        self.rooms: dict[int, looks.Room] = {}
        """What each page of a notebook, or the one of something else, has room for."""
        self.whole: set[int] = set()
        """Which of the lines to write on are as long as on paper beside their label, counted."""
        self._labelled = 0
        self.page = 0
        """The one that is written now."""
        self.leaves = False
        """Whether the pages of a notebook belong to its sheets; that of its contents does not."""
        self.last = 0
        """Number of the last page of a notebook, whose pages are numbered as on paper."""
        self.captions = arrangement.captions(document)
        self.together = arrangement.together(document)
        self.tied = heights.tied_rows(document)
        self.introductions = arrangement.introductions(document)

    @abstractmethod
    def pages(self) -> None:
        """Sets up the pages: margins, headers and footers."""

    @abstractmethod
    def turn(self, *, landscape: bool) -> None:
        """Begins pages that stand the other way."""

    @abstractmethod
    def contents(self, title: str, entries: Sequence[OutlineEntry], pages: Sequence[int]) -> None:
        """Adds the page of contents, filled in already with the page of each entry."""

    @abstractmethod
    def page_break(self) -> None:
        """Ends the page."""

    @abstractmethod
    def leaf(self, page: int) -> None:
        """Goes on at the right: where the book is open, a page at the left stays empty.

        It has the number `page` in the contents, or 0 where these do not say.
        """

    @abstractmethod
    def paragraph(
        self,
        place: Place,
        style: str,
        *,
        align: Align | None = None,
        keep: bool = False,
        new_page: bool = False,
        ground: str = "",
    ) -> Paragraph:
        """Adds a paragraph without words; `keep` holds it to the page of what follows.

        A title on a band has this `ground`, six hexadecimal digits.
        """

    @abstractmethod
    def items(
        self, place: Place, count: int, *, numbered: bool = False, goes_on: bool = False
    ) -> Sequence[Paragraph]:
        """Adds a list; numbers begin at 1, or go on. On a page, its first two stay together."""

    @abstractmethod
    def words(
        self, paragraph: Paragraph, span: Span, *, underlined: bool = True, colour: str = ""
    ) -> None:
        """Adds words that are clean, clickable if they have an address.

        A link in a sentence is more than another colour: it is underlined.
        """

    @abstractmethod
    def run(self, paragraph: Paragraph, words: str, look: str) -> None:
        """Adds words in one of the `looks.letters`."""

    @abstractmethod
    def tab(
        self, paragraph: Paragraph, *, at: float = 0, leader: Leader = "", begins: bool = False
    ) -> None:
        """Goes on at the right margin, over dots or a line to write on if its `leader` says so.

        Or `at` so many millimetres, before words that end there, or if it `begins` begin there.
        """

    @abstractmethod
    def count(self, paragraph: Paragraph, place: str) -> None:
        """Adds what the word processor counts: one of the places of `imprint.page_words`."""

    @abstractmethod
    def chapter(self, paragraph: Paragraph) -> None:
        """Adds the heading of the first level that its page belongs to."""

    @abstractmethod
    def number(self, paragraph: Paragraph, kind: str, number: int) -> None:
        """Adds the number of a caption, which counts by itself among those of its kind."""

    @abstractmethod
    def picture(self, paragraph: Paragraph, image: bytes, alt: str, width: float) -> None:
        """Adds an image of that width in millimetres."""

    @abstractmethod
    def bookmark(self, heading: Paragraph, block: int) -> None:
        """Makes the heading with that index a place to jump to."""

    @abstractmethod
    def page_of(self, paragraph: Paragraph, block: int, page: int) -> None:
        """Adds in bold the page of the heading with that index, which is `page` on paper."""

    @abstractmethod
    def grid(self, grid: Grid) -> Sequence[Sequence[Place]]:
        """Adds a table whose rows stay whole; returns its cells, row by row."""

    @abstractmethod
    def merge(self, row: Sequence[Place]) -> Place:
        """Joins cells that stand side by side and returns the one that is left."""

    @abstractmethod
    def paint(self, place: Place, tone: CellTone) -> None:
        """Gives an inner cell of the ruled table that was added last its ground."""

    @abstractmethod
    def shade(self, place: Place, ground: str) -> None:
        """Gives a cell of a table a ground, six hexadecimal digits."""

    @abstractmethod
    def finish(self) -> bytes:
        """Returns the whole file."""

    @property
    def fit(self) -> looks.Room:
        """What the page that is written now has room for."""
        return self.rooms.get(self.page, looks.Room())

    def room(self, grid: Grid) -> tuple[float, float]:
        """Points above and below the words of the cells of a table, besides their own."""
        if cells := self.fit.cells:
            return (cells, cells)
        return looks.NO_ROOM if grid.matrix else looks.room(self.document, headed=grid.head)

    def para(self, place: Place, text: Text, style: str, *, keep: bool = False) -> Paragraph:
        """Adds a paragraph with words."""
        return self.write(self.paragraph(place, style, keep=keep), text)

    def write(self, paragraph: Paragraph, text: Text) -> Paragraph:
        """Adds words to a paragraph and returns it."""
        self.line(paragraph, Line(text))
        return paragraph

    def blank(self, paragraph: Paragraph, span: Span, before: str = "") -> None:
        """Adds room to write, in one piece with its label: `[place: ____]`; or a box to tick.

        After an opening bracket it needs no others, and after its label none.
        """
        if span.text in ("", BOX):
            self.run(paragraph, BOX, looks.BOX)
            return
        label = _clean(span).text
        if labels.tells(before, label):
            self.rule(paragraph, span.blank)
            return
        start, end = ("", "") if before.endswith("(") else ("[", "]")
        held = labels.held(label)
        self.run(paragraph, f"{start}{held}:{labels.NO_BREAK}", looks.LABEL)
        # On paper the label stands over what is written, within the box.
        least = max(span.blank - _LETTER * len(label), min(span.blank, _WORDS))
        self.labelled(paragraph, span.blank, least)
        if end:
            self.run(paragraph, end, looks.LABEL)

    def rule(self, paragraph: Paragraph, wide: float) -> None:
        """Adds a line to write on, so many millimetres long or little more."""
        look = self.fit.rule
        count = ceil(wide / (_UNDERSCORE * looks.RULED[look]) - _NONE)
        self.run(paragraph, "_" * count, look)

    def labelled(self, paragraph: Paragraph, wide: float, least: float) -> int:
        """Adds a line to write on behind its label, so long that both are `wide` as on paper, or
        where there is room the line alone; returns which of them it is."""
        self._labelled += 1
        self.rule(paragraph, wide if self._labelled in self.whole else least)
        return self._labelled

    def line(
        self, paragraph: Paragraph, line: Line, *, strong: bool = False, ink: str = ""
    ) -> None:
        """Adds a line of a cell; an `ink` is that of all its words, six hexadecimal digits."""
        for before, span in pairwise((Span(""), *labels.by_their_blanks(spans(line.text)))):
            if span.blank or span.text == BOX:
                self.blank(paragraph, span, before.text)
            elif span.text:
                bold = strong or span.strong or line.style is Style.STRONG
                words = replace(_clean(span), strong=bold, link=span.link or line.link)
                self.words(paragraph, words, underlined=bool(span.link), colour=ink)

    def image(
        self, paragraph: Paragraph, image: bytes, alt: str, width: float, *, plate: bool = False
    ) -> None:
        """Adds an image of that width in millimetres, on a white `plate` if wanted; drawings become
        PNG."""
        ready = images.ready(image)
        made = pdf.drawing_to_png(ready) if images.is_svg(ready) else ready
        made = images.on_white(made) if plate else made
        self.picture(paragraph, made, glyphs.for_office(alt), width)

    def caption(self, index: int, text: str, *, keep: bool = False) -> None:
        """Adds a caption, with a number where the document numbers it."""
        number = self.captions.get(index)
        if number is None:
            self.para(self.text, text, "Caption", keep=keep)
            return
        before, after = looks.caption_parts(self.document, index, text)
        paragraph = self.para(self.text, before, "Caption", keep=keep)
        self.number(paragraph, before.strip(), number)
        self.write(paragraph, after)

    def mark(self, header: Place) -> None:
        """Adds the watermark, a line of the header, if there is one."""
        if self.document.watermark.strip():
            mark = self.paragraph(header, looks.WATERMARK, align=Align.CENTER)
            self.write(mark, self.document.watermark)

    def head(self, header: Place, *, left: bool = False) -> None:
        """Fills the header of the pages after the first one, or of those at the left."""
        self.mark(header)
        if self.document.layout is Layout.REPORT:
            line = self.paragraph(header, "Header")
            self._sides(line, self._owner, self._about, left=left)

    def foot(self, footer: Place, *, left: bool = False) -> None:
        """Fills a footer, or that of the pages at the left."""
        document = self.document
        told = imprint.stamp(document)
        if document.layout is not Layout.REPORT:
            told = f"{document.owner} · {told}"
        line = self.paragraph(footer, "Footer")
        self._sides(line, lambda line: self.write(line, told), self._page, left=left)

    def _sides(
        self,
        line: Paragraph,
        inner: Callable[[Paragraph], object],
        outer: Callable[[Paragraph], object],
        *,
        left: bool,
    ) -> None:
        """Write at both ends of a line; the outer one is where pages are turned."""
        begun, ended = (outer, inner) if left else (inner, outer)
        begun(line)
        self.tab(line)
        ended(line)

    def _owner(self, line: Paragraph) -> None:
        """Say whose it is, small where the words beside it say which leaf of a notebook it is."""
        if self.document.bound:
            self.run(line, self.document.owner, looks.LABEL)
        else:
            self.write(line, self.document.owner)

    def _about(self, line: Paragraph) -> None:
        if self.leaves:
            self.chapter(line)
        else:
            self.write(line, self.document.title)

    def _page(self, line: Paragraph) -> None:
        for part in looks.page_parts(self.document):
            if part in looks.COUNTERS:
                self.count(line, part)
            else:
                self.write(line, part)


def _clean(span: Span) -> Span:
    shown = glyphs.ended(glyphs.unbroken(glyphs.for_office(span.text)))
    return replace(span, text=glyphs.with_blanks(shown, span.text))
