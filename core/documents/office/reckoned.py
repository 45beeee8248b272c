"""How far a word processor fills a page of a notebook or form: its lines are counted, not drawn.

A style holds for a whole file, so cells that are as close as the fullest page needs leave others
half empty.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from typing import Any

from core.documents import images, looks, measure
from core.documents.model import Align, CellTone, Document
from core.documents.office import styles
from core.documents.office.styles import ParagraphStyle
from core.documents.office.writer import Grid, Leader, Paragraph, Place, Writer
from core.documents.rich import Span

_POINT = 25.4 / 72
_FONT = 1.257
"""Height of a line against the size of its letters, as the font asks for it."""
_BESIDE = 3.9
"""Millimetres left and right of the words of a cell, together."""
_RULE = 0.18
"""Of the line between two rows."""
_MOST_HIGH = {True: 264.0, False: 259.0}
"""Millimetres that the parts of a page of a notebook, or of a form, have together, at most, so that
nine are left at its foot for a word processor that needs more."""


@dataclass
class _Line:
    """A paragraph, its pieces so wide and high in millimetres; the last may be `open` to more."""

    style: ParagraphStyle
    pieces: list[tuple[float, float]] = field(default_factory=list)
    open: bool = False

    def add(self, text: str, size: float, *, bold: bool, nearer: float = 0) -> None:
        high = self._high(size)
        for number, word in enumerate(text.split(" ")):
            wide = measure.width(word, size, bold=bold) - len(word) * nearer * _POINT
            before, beside = self.pieces.pop() if self.open and number == 0 else (0.0, 0.0)
            if word or before:
                self.pieces.append((before + wide, max(high, beside) if word else beside))
        self.open = not text.endswith(" ")

    def _high(self, size: float) -> float:
        return _POINT * (self.style.pitch or self.style.loose * _FONT * size)

    def high(self, wide: float) -> float:
        """Of all its lines, with what is free above and below."""
        wide = max(wide - self.style.indent * _POINT, 1.0)
        blank = measure.width(" ", self.style.size, bold=False)
        total, used, line = 0.0, 0.0, self._high(self.style.size)
        for long, high in self.pieces:
            if used and used + blank + long > wide:
                total, used, line = total + line, 0.0, self._high(self.style.size)
            used += long + (blank if used else 0)
            line = max(line, high)
            more = ceil(used / wide) - 1
            total, used = total + more * line, used - more * wide
        inside = 2 * self.style.inside if self.style.ground else 0
        return total + line + (self.style.above + self.style.below + inside) * _POINT


@dataclass
class _Cell:
    wide: float
    lines: list[_Line] = field(default_factory=list)

    def high(self) -> float:
        return sum(line.high(self.wide - _BESIDE) for line in self.lines)


@dataclass
class _Table:
    grid: Grid
    rows: list[list[_Cell]]

    @cached_property
    def _words(self) -> list[float]:
        return [max(cell.high() for cell in row) for row in self.rows]

    def high(self, room: float) -> float:
        """With so many points above and below the words of each cell."""
        least = [0.0] * self.grid.head + list(self.grid.heights)
        least += [0.0] * (len(self.rows) - len(least))
        around = 2 * room * _POINT
        rows = [max(high + around, most) for high, most in zip(self._words, least, strict=True)]
        return sum(rows) + _RULE * len(rows)


def rooms(document: Document, size: float, compose: Callable[[Writer], None]) -> dict[int, float]:
    """One of the `looks.ROOMS` of each page that has room for it; what has no contents is one.

    The document is written by `compose`, with type of a book of that `size`.
    """
    reckoner = _Reckoner(document, size)
    compose(reckoner)
    return dict(reckoner.fitting())


class _Reckoner(Writer):
    def __init__(self, document: Document, size: float) -> None:
        super().__init__(document, size)
        self.text = _Cell(self.width + _BESIDE)
        self._styles = {style.name: style for style in styles.of(document, size)}
        self._letters = looks.letters(document)
        self._parts: dict[int, list[_Line | _Table]] = defaultdict(list)

    def fitting(self) -> Iterator[tuple[int, float]]:
        most = _MOST_HIGH[self.document.bound]
        for page, parts in self._parts.items():
            words = sum(part.high(self.width) for part in parts if isinstance(part, _Line))
            tables = [part for part in parts if isinstance(part, _Table)]
            for room in looks.ROOMS:
                if words + sum(table.high(room) for table in tables) <= most:
                    yield page, room
                    break

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
        made = _Line(self._styles[style])
        (self._parts[self.page] if place is self.text else place.lines).append(made)
        return made

    def items(
        self, place: Place, count: int, *, numbered: bool = False, goes_on: bool = False
    ) -> Sequence[Paragraph]:
        return [self.paragraph(place, "List Bullet") for _ in range(count)]

    def words(
        self, paragraph: Paragraph, span: Span, *, underlined: bool = True, colour: str = ""
    ) -> None:
        size, bold = paragraph.style.size, paragraph.style.bold or span.strong
        paragraph.add(span.text, size, bold=bold)

    def run(self, paragraph: Paragraph, words: str, look: str) -> None:
        letters = self._letters[look]
        paragraph.add(words, letters.size, bold=False, nearer=letters.nearer)

    def picture(self, paragraph: Paragraph, image: bytes, alt: str, width: float) -> None:
        across, down = images.size(image)
        paragraph.pieces.append((width, width * down / across))

    def grid(self, grid: Grid) -> Sequence[Sequence[Place]]:
        rows = [[_Cell(wide) for wide in grid.widths] for _ in range(grid.count)]
        self._parts[self.page].append(_Table(grid, rows))
        return [list(row) for row in rows]

    def merge(self, row: Sequence[Place]) -> Place:
        first, *others = row
        first.wide += sum(other.wide for other in others)
        return first

    def pages(self) -> None: ...
    def turn(self, *, landscape: bool) -> None: ...
    def contents(self, title: str, entries: Any, pages: Any) -> None: ...
    def page_break(self) -> None: ...
    def leaf(self, page: int) -> None: ...
    def tab(
        self, paragraph: Paragraph, *, at: float = 0, leader: Leader = "", begins: bool = False
    ) -> None: ...
    def count(self, paragraph: Paragraph, place: str) -> None: ...
    def chapter(self, paragraph: Paragraph) -> None: ...
    def number(self, paragraph: Paragraph, kind: str, number: int) -> None: ...
    def bookmark(self, heading: Paragraph, block: int) -> None: ...
    def page_of(self, paragraph: Paragraph, block: int, page: int) -> None: ...
    def paint(self, place: Place, tone: CellTone) -> None: ...
    def shade(self, place: Place, ground: str) -> None: ...
    def finish(self) -> bytes:
        return b""
