"""The grid of a matrix, and how wide its columns are."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import product

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QTableView,
)

from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import TARGET
from desktop.widgets.matrix.model import Index, MatrixModel
from desktop.widgets.matrix.painting import (
    HEAD_EDGE,
    HEAD_LINES,
    PADDING,
    TITLE_LINES,
    CellPainter,
    ColumnHead,
    RowHead,
    chip_width,
    mark_room,
    turned_lines,
)
from desktop.widgets.text import divider, small_font, strong_font, text_label, width_in_lines, wrap


class MatrixLook(Enum):
    """From the roomiest to the tightest."""

    WORDS = auto()
    """Chips with whole words."""
    SHORT = auto()
    """Chips with short forms."""
    TURNED = auto()
    """Short forms, and the words of the header turned upwards."""


@dataclass(frozen=True, slots=True)
class Needs:
    """Widths in px that the parts ask for; `title` and `least_title` are of the frozen column.

    `columns` has, for each look, what each column needs at least; none grows beyond `widest`.
    """

    title: int
    least_title: int
    trailing: int
    columns: dict[MatrixLook, Sequence[int]]
    widest: int


@dataclass(frozen=True, slots=True)
class MatrixWidths:
    """Widths in px of the title, of each column and of the trailing words.

    Where `scrolls` is true they are wider than the room, and the columns scroll sideways.
    """

    look: MatrixLook
    title: int
    columns: tuple[int, ...]
    trailing: int
    scrolls: bool


_MOST_TITLE = 0.42
"""Share of the room that the frozen column may take when the others scroll."""


def fit(room: int, needs: Needs, looks: Sequence[MatrixLook] = tuple(MatrixLook)) -> MatrixWidths:
    """The roomiest of `looks` that needs no scrolling, its columns equal where they can be; titles
    are wrapped before words are cut."""
    for look in looks:
        least = needs.columns[look]
        equal = [max(least, default=0)] * len(least)
        for title, asked in product((needs.title, needs.least_title), (equal, least)):
            left = room - needs.trailing - title
            if sum(asked) <= left:
                columns = share(asked, left, needs.widest)
                rest = room - needs.trailing - sum(columns)
                return MatrixWidths(look, rest, columns, needs.trailing, scrolls=False)
    title = min(needs.least_title, round(room * _MOST_TITLE))
    return MatrixWidths(
        MatrixLook.TURNED,
        title,
        tuple(needs.columns[MatrixLook.TURNED]),
        needs.trailing,
        scrolls=True,
    )


def share(least: Sequence[int], room: int, widest: int) -> tuple[int, ...]:
    """Widths as equal as the least widths allow, together at most `room`."""
    left, level = room, 0
    for rank, width in enumerate(sorted(least, reverse=True)):
        level = left // (len(least) - rank)
        if width <= level:
            break
        left -= width
    return tuple(max(width, min(level, widest)) for width in least)


_MOST_TITLE_WIDTH = 260
_LEAST_TITLE = 96
_MOST_HEAD = 116
"""Longest line of a column title, in px at 100 %; what is longer is cut with an ellipsis."""

_WIDEST = 138
_ROW = 39
_AROUND_WORDS = 14
_AROUND_SHORT = 8


def needs(model: MatrixModel, corner: str) -> Needs:
    """Widths of everything in the model, in px."""
    px = current().px
    around = round(px(PADDING) * 1.5) + 2
    head = QFontMetrics(small_font()).horizontalAdvance(corner) + 2 * px(PADDING)

    def title(lines: int) -> int:
        widths = (
            width_in_lines(row.title, strong_font(), lines) + mark_room(row.mark)
            for row in model.rows
        )
        return around + max(widths, default=0)

    most = max(px(_LEAST_TITLE), head, min(title(1), px(_MOST_TITLE_WIDTH)))
    least = max(px(_LEAST_TITLE), head, min(title(TITLE_LINES), px(_MOST_TITLE_WIDTH)))
    edge = 2 * px(HEAD_EDGE)
    heads = [edge + _head_width(column.title, HEAD_LINES) for column in model.columns]
    return Needs(
        title=most,
        least_title=min(least, most),
        trailing=_trailing(model),
        columns={
            MatrixLook.WORDS: _columns(model, heads, _AROUND_WORDS, wordy=True),
            MatrixLook.SHORT: _columns(model, heads, _AROUND_SHORT, wordy=False),
            MatrixLook.TURNED: _columns(model, [0] * len(heads), _AROUND_SHORT, wordy=False),
        },
        widest=px(_WIDEST),
    )


def head_height(model: MatrixModel, fitted: MatrixWidths) -> int:
    """Height in px of the header for these widths."""
    px, font = current().px, small_font()
    if fitted.look is MatrixLook.TURNED:
        lines = [turned_lines(font, width) for width in fitted.columns]
        titles = [column.title for column in model.columns]
        longest = max(map(_head_width, titles, lines), default=0)
        return longest + 2 * (px(PADDING) // 2) + px(2)
    lines = [
        len(wrap(column.title, font, width - 2 * px(HEAD_EDGE), HEAD_LINES))
        for column, width in zip(model.columns, fitted.columns, strict=True)
    ]
    return max(lines, default=1) * QFontMetrics(font).lineSpacing() + px(16)


def row_height(model: MatrixModel, fitted: MatrixWidths) -> int:
    """Height in px of each row: all of one, or all of two lines."""
    px, font = current().px, strong_font()
    room = fitted.title - round(px(PADDING) * 1.5)
    lines = (
        len(wrap(row.title, font, room - mark_room(row.mark), TITLE_LINES)) for row in model.rows
    )
    return max(px(_ROW), max(lines, default=1) * QFontMetrics(font).lineSpacing() + px(4))


def _columns(model: MatrixModel, heads: list[int], around: int, *, wordy: bool) -> list[int]:
    px = current().px
    chips = max(chip_width(choice, wordy=wordy) for choice in model.choices)
    least = max(chips + px(around), px(TARGET))
    return [max(least, head) for head in heads]


def _head_width(title: str, lines: int) -> int:
    return min(width_in_lines(title, small_font(), lines), current().px(_MOST_HEAD))


def _trailing(model: MatrixModel) -> int:
    if not model.trailing_title:
        return 0
    body = QFontMetrics(QApplication.font())
    widths = [body.horizontalAdvance(row.trailing) for row in model.rows]
    widths.append(QFontMetrics(small_font()).horizontalAdvance(model.trailing_title))
    return max(widths) + round(current().px(PADDING) * 1.5)


_LEAST_WIDTH = 160
_LEAST_ROWS = 2
"""Rows in sight however low the page is; the others scroll between head and foot."""


class MatrixGrid(QTableView):
    """Fits its columns into its width; when even the tightest look is wider, they scroll sideways
    under the row titles. With `letters` it shows short forms also where words would fit."""

    def __init__(self, model: MatrixModel, name: str, corner: str, *, letters: bool) -> None:
        super().__init__()
        self._letters = letters
        self._looks = [look for look in MatrixLook if not (letters and look is MatrixLook.WORDS)]
        self._data = model
        self._corner_words = corner
        self._needs: Needs | None = None
        self._height = self._least_height = 0
        self._fitted_for = (0, False)
        self.setProperty("look", "matrix")
        self.setAccessibleName(name)
        model.setParent(self)
        self._column_head = ColumnHead(model, self)
        self._row_head = RowHead(model, self)
        self._cells = CellPainter(model, self)
        self._corner = text_label(corner, "small", wraps=False, parent=self)
        self._corner.setProperty("look", "corner")
        self._corner.setIndent(0)
        self._foot = divider(self)
        """Where rows that scroll are cut off; else the last row has its own line there."""
        self._dress()
        self.setModel(model)
        follow_theme(self, self.measure)

    @property
    def look(self) -> MatrixLook:
        """How the cells are shown at the width of now."""
        return self._fitted().look

    def measure(self) -> None:
        """Take the measures again after other words, other fonts, another zoom."""
        self._needs = None
        self._refit()

    def sizeHint(self) -> QSize:
        asked = self._asked()
        width = asked.title + sum(asked.columns[self._looks[0]]) + asked.trailing
        return QSize(width, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(_LEAST_WIDTH), self._least_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() != self._fitted_for[0] or self._tall() != self._fitted_for[1]:
            self._refit()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._corner.setGeometry(
            0, 0, self.verticalHeader().width(), self.horizontalHeader().height()
        )
        self._foot.setGeometry(0, self.viewport().geometry().bottom(), self.width(), 1)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        wanted = super().moveCursor(action, modifiers)
        if wanted.isValid() and self._data.trails(wanted.column()):
            return wanted.siblingAtColumn(len(self._data.columns) - 1)
        return wanted

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        for head in (self._column_head, self._row_head):
            head.viewport().update()
        if self.hasFocus():
            self.show_in_page()

    def show_in_page(self) -> None:
        """Scroll the page so that the current cell, and the header above the first row, is seen."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        ground = area.widget() if area is not None else None
        here = self.currentIndex()
        if area is None or ground is None or not here.isValid():
            return
        cell = self.visualRect(here)
        middle = self.viewport().mapTo(ground, cell.center())
        if here.row() == 0:
            area.ensureVisible(middle.x(), self.mapTo(ground, cell.topLeft()).y(), 0, 0)
        area.ensureVisible(middle.x(), middle.y(), 0, cell.height())

    def _dress(self) -> None:
        self.setHorizontalHeader(self._column_head)
        self.setVerticalHeader(self._row_head)
        self.setItemDelegate(self._cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.viewport().setAutoFillBackground(False)

    def _asked(self) -> Needs:
        if self._needs is None:
            self._needs = needs(self._data, self._corner_words)
        return self._needs

    def _fitted(self) -> MatrixWidths:
        room = self.contentsRect().width()
        if self._tall():
            room -= self.verticalScrollBar().sizeHint().width()
        return fit(room, self._asked(), self._looks)

    def _tall(self) -> bool:
        """True when not all rows have room."""
        return self.height() < self._height

    def _refit(self) -> None:
        tall = self._tall()
        self._fitted_for = self.width(), tall
        fitted = self._fitted()
        always, never = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(always if fitted.scrolls else never)
        self.setVerticalScrollBarPolicy(always if tall else never)
        self._cells.wordy = fitted.look is MatrixLook.WORDS
        self._column_head.turned = fitted.look is MatrixLook.TURNED
        self._corner.setAlignment(Qt.AlignmentFlag.AlignLeft | self._column_head.level())
        self._row_head.edged = fitted.scrolls
        self._apply(fitted)

    def _apply(self, fitted: MatrixWidths) -> None:
        head, row = head_height(self._data, fitted), row_height(self._data, fitted)
        self._column_head.setFixedHeight(head)
        self._row_head.setFixedWidth(fitted.title)
        self._row_head.setDefaultSectionSize(row)
        for column, width in enumerate(fitted.columns):
            self.setColumnWidth(column, width)
        if fitted.trailing:
            self.setColumnWidth(len(fitted.columns), fitted.trailing)
        bar = self.horizontalScrollBar().sizeHint().height() if fitted.scrolls else 0
        rows = self._data.rowCount()
        height = head + row * rows + bar
        if height != self._height:
            self._height = height
            self._least_height = head + row * min(rows, _LEAST_ROWS) + bar
            self.updateGeometry()
        self.updateGeometries()
        self._column_head.viewport().update()
        self.viewport().update()
