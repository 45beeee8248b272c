"""How far a word processor fills a page of a notebook, form or month.

Its lines are counted, not drawn. A style holds for a whole file, so cells that are as close as the
fullest page needs leave others half empty.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import ceil
from typing import Any, NamedTuple

from core.documents import images, looks, measure
from core.documents.looks import Room
from core.documents.model import Align, CellTone, Document
from core.documents.office import styles
from core.documents.office.paragraph_style import ParagraphStyle
from core.documents.office.writer import Grid, Leader, Paragraph, Place, Writer
from core.documents.rich import Span

_POINT = 25.4 / 72
_FONT = 1.257
"""Height of a line against the size of its letters, as the font asks for it."""
_BESIDE = 3.9
"""Millimetres left and right of the words of a cell, together."""
_CLOSE = 1.0
"""Millimetres of a line that words do not take: what only just fits here does not fit there."""
_RULE = 0.18
"""Of the line between two rows."""
_SPARE = 3.0
"""Millimetres that stay free at the end of a line in which one to write on is made longer."""
_LESS = 1.0
"""Millimetres that are less than any line."""
_MOST_HIGH = 265.0
"""Millimetres that the parts of a page have together, at most, so that eight are left at its foot
for a word processor that needs more."""
_ENOUGH = 1.0
"""Points above and below the words of a cell for which no letters need be smaller."""
_TURNED = 85.0
"""How much less a month has, whose page stands the other way."""


class _Piece(NamedTuple):
    """Words that stay together, so wide and high in millimetres; if they are `ruled` to write on,
    lower where the page has no room, and so much `longer` where there is some for the line with
    that `number`."""

    wide: float = 0
    high: float = 0
    ruled: bool = False
    longer: float = 0
    number: int = 0


@dataclass
class _Line:
    """A paragraph in pieces, the last of which may be `open` to more."""

    style: ParagraphStyle
    pieces: list[_Piece] = field(default_factory=list)
    open: bool = False
    joined: bool = False
    """Whether its ground is that of the paragraph above, with nothing between them."""

    def add(self, text: str, size: float, *, bold: bool, nearer: float = 0) -> None:
        high, ruled = self._high(size), text.startswith("_") and not self.style.pitch
        for number, word in enumerate(text.split(" ")):
            wide = measure.width(word, size, bold=bold) - len(word) * nearer * _POINT
            before = self.pieces.pop() if self.open and number == 0 else _Piece()
            if word or before.wide:
                most = max(high, before.high) if word else before.high
                wide, ruled = before.wide + wide, ruled or before.ruled
                self.pieces.append(before._replace(wide=wide, high=most, ruled=ruled))
        self.open = not text.endswith(" ")

    def lengthen(self, wide: float) -> Iterator[int]:
        """Make those lines to write on longer with which it takes no more lines; their numbers."""
        for at, piece in enumerate(self.pieces):
            usual, longer = self.high(wide, Room()), piece.wide + piece.longer
            self.pieces[at] = piece._replace(wide=longer + _SPARE)
            if piece.longer and self.high(wide, Room()) < usual + _LESS:
                self.pieces[at] = piece._replace(wide=longer)
                yield piece.number
            else:
                self.pieces[at] = piece

    def _high(self, size: float) -> float:
        return _POINT * (self.style.pitch or self.style.loose * _FONT * size)

    def high(self, wide: float, room: Room) -> float:
        """Of all its lines, with what is free above and below."""
        lower = looks.RULED[room.rule] / looks.RULED[looks.HIGH_RULE]
        indent = self.style.indent * _POINT
        wide = max(wide - indent - _CLOSE, 1.0)
        blank = measure.width(" ", self.style.size, bold=False)
        begins = -indent if self.style.hanging else 0.0
        total, used, line = 0.0, begins, self._high(self.style.size)
        for piece in self.pieces:
            long = piece.wide + (piece.longer if room.whole else 0)
            high = piece.high * (lower if piece.ruled else 1)
            if used and used + blank + long > wide:
                total, used, line = total + line, 0.0, self._high(self.style.size)
            used += long + (blank if used else 0)
            line = max(line, high)
            more = max(ceil(used / wide) - 1, 0)
            total, used = total + more * line, used - more * wide
        inside = 2 * self.style.inside if self.style.ground and not self.joined else 0
        return total + line + (self.style.above + self.style.below + inside) * _POINT


@dataclass
class _Cell:
    wide: float
    lines: list[_Line] = field(default_factory=list)

    def high(self, room: Room) -> float:
        """With what the room has around its words."""
        words = sum(line.high(self.wide - _BESIDE, room) for line in self.lines)
        return words + 2 * room.cells * _POINT


@dataclass
class _Table:
    grid: Grid
    rows: list[list[_Cell]]

    def high(self, _wide: float, room: Room) -> float:
        least = [0.0] * self.grid.head + [room.weeks * high for high in self.grid.heights]
        least += [0.0] * (len(self.rows) - len(least))
        rows = [
            max(most, *(cell.high(room) for cell in row))
            for row, most in zip(self.rows, least, strict=True)
        ]
        return sum(rows) + _RULE * len(rows)


def fit(writer: Writer, rooms: Sequence[Room], compose: Callable[[Writer], None]) -> bool:
    """Tell the writer the first of the rooms that each page has, or the last one, and which lines
    to write on are longer; what has no contents is one page. Whether all have room enough.

    Its document is written by `compose`.
    """
    reckoner = _Reckoner(writer.document, writer.size)
    compose(reckoner)
    reckoner.tell(writer, rooms)
    return all(room.cells >= _ENOUGH for room in writer.rooms.values())


class _Reckoner(Writer):
    def __init__(self, document: Document, size: float) -> None:
        super().__init__(document, size)
        self.text = _Cell(self.width + _BESIDE)
        self._styles = {style.name: style for style in styles.of(document, size)}
        self._letters = looks.letters(document)
        self._parts: dict[int, list[_Line | _Table]] = defaultdict(list)

    @property
    def fit(self) -> Room:
        """Its lines to write on are high, which makes them a little longer, too."""
        return Room(rule=looks.HIGH_RULE)

    def tell(self, writer: Writer, rooms: Sequence[Room]) -> None:
        whole = [room for room in rooms if room.whole]
        others = [room for room in rooms if not room.whole]
        for page, parts in self._parts.items():
            lines = self._lines(parts)
            if room := self._fitting(parts, whole):
                longer = {piece.number for line, _wide in lines for piece in line.pieces}
            else:
                longer = {number for line, wide in lines for number in line.lengthen(wide)}
                room = self._fitting(parts, others) or others[-1]
            writer.rooms[page] = room
            # A low line is not as long as was counted, and might make its sentence take one more.
            if room.rule == looks.HIGH_RULE:
                writer.whole |= longer

    def _fitting(self, parts: Sequence["_Line | _Table"], rooms: Sequence[Room]) -> Room | None:
        most = _MOST_HIGH - (_TURNED if looks.is_month(self.document) else 0)
        highs = ((room, sum(part.high(self.width, room) for part in parts)) for room in rooms)
        return next((room for room, high in highs if high <= most), None)

    def _lines(self, parts: Sequence["_Line | _Table"]) -> Iterator[tuple[_Line, float]]:
        """All of them, with the width that each has."""
        for part in parts:
            if isinstance(part, _Line):
                yield part, self.width
            else:
                cells = chain(*part.rows)
                yield from ((line, cell.wide - _BESIDE) for cell in cells for line in cell.lines)

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
        among = self._parts[self.page] if place is self.text else place.lines
        if among and isinstance(above := among[-1], _Line):
            made.joined = above.style.ground == made.style.ground
        among.append(made)
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

    def labelled(self, paragraph: Paragraph, wide: float, least: float) -> int:
        number = super().labelled(paragraph, wide, least)
        last = paragraph.pieces.pop()
        paragraph.pieces.append(last._replace(longer=wide - least, number=number))
        return number

    def picture(self, paragraph: Paragraph, image: bytes, alt: str, width: float) -> None:
        across, down = images.size(image)
        paragraph.pieces.append(_Piece(width, width * down / across))

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
