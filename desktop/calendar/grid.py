"""The grid of the calendar: days or parts of days as cells, with the tiles of their items."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.calendar.grid_model import GridModel
from desktop.calendar.model import CalendarNames, GridCell
from desktop.calendar.tiles import DayPainter, Tile, head_height, tile_height, tiles, wanted_height
from desktop.theme.ring import Ringed, ringed
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import RADIUS
from desktop.widgets.accessibility import announce
from desktop.widgets.button import HELD, is_enter
from desktop.widgets.folding import after_resize

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down)
_ROWS = 110  # px at 100 %, of the words before a row
_HEAD = 6  # px at 100 %, before and after the words over a column
_HEIGHTS = (QHeaderView.ResizeMode.Fixed, QHeaderView.ResizeMode.Stretch)
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class DayGrid(QTableView):
    """Arrows go from item to item and from day to day; with Alt they take the item along.

    `selected(key)` follows the item that is chosen (None without one), `opened(key)` Enter and a
    double click, `placed(key, day)` an item that is given another day, `asked(day)` N on a day,
    `paged(weeks)` the wheel and whatever goes beyond the edge, `state_asked(number)` 1 to 4.
    """

    selected = Signal(object)
    opened = Signal(object)
    placed = Signal(object, object)
    asked = Signal(object)
    paged = Signal(int)
    state_asked = Signal(int)
    delete_asked = Signal()
    today_asked = Signal()
    more_asked = Signal(object)
    """The day of which not all items have room."""

    def __init__(self, name: str, *, roomy: bool = False) -> None:
        super().__init__()
        self._roomy = roomy
        self._chosen: int | None = None
        self._pressed: tuple[Tile, QPoint] | None = None
        self._target: QModelIndex | None = None
        self._drawn: dict[tuple[int, int], tuple[object, list[Tile]]] = {}
        """By row and column, the tiles and of what they were made."""
        self.days = GridModel()
        """What is shown."""
        self.days.fitted = self._fitted
        self.setModel(self.days)
        self.setAccessibleName(name)
        self.setProperty("look", "calendar")
        self.setItemDelegate(_Cells(self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(False)
        for header, visible in ((self.horizontalHeader(), True), (self.verticalHeader(), roomy)):
            header.setVisible(visible)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(left)
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        self.verticalHeader().setDefaultAlignment(top)
        follow_theme(self, self._rescale)
        after_resize(self, self._fit_rows)

    def show_cells(
        self,
        cells: list[list[GridCell]],
        columns: Sequence[str],
        rows: Sequence[str] = (),
        *,
        known: CalendarNames,
        today: date,
        kept: int,
    ) -> None:
        """Show these; the item that is chosen stays so while it is among them, or is the one that
        is `kept`."""
        self.days.known, self.days.today = known, today
        self.days.show(cells, columns, rows)
        self._fit_heads()
        self._fit_rows()
        if self._chosen is None or not (self.select(self._chosen) or self._chosen == kept):
            self._choose(None)
        if not self.currentIndex().isValid():
            self.go_to(today)
        self.viewport().update()

    def go_to(self, day: date) -> None:
        """Put the keyboard's place on a day, and on the first of its items that are drawn."""
        for row, cells in enumerate(self.days.cells):
            for column, cell in enumerate(cells):
                if cell.day == day:
                    self._go(row, column)
                    return

    def day(self) -> date | None:
        """The day where the keyboard's place is."""
        index = self.currentIndex()
        return self.days.cell(index).day if index.isValid() else None

    def selected_key(self) -> int | None:
        """Id of the item that is chosen, or None."""
        return self._chosen

    def select(self, key: object) -> bool:
        """Choose an item; False when it is not shown."""
        for row, cells in enumerate(self.days.cells):
            for column, cell in enumerate(cells):
                if any(item.id == key for item in cell.items):
                    self.setCurrentIndex(self.days.index(row, column))
                    self._choose(key if isinstance(key, int) else None)
                    return True
        return False

    def drawn(self, index: QModelIndex) -> list[Tile]:
        """The tiles of a cell."""
        cell, room, font = self.days.cell(index), self.visualRect(index), self.font()
        at, state = (index.row(), index.column()), (cell, room, font, current().zoom)
        if at not in self._drawn or self._drawn[at][0] != state:
            self._drawn[at] = state, tiles(cell, room, font, roomy=self._roomy)
        return self._drawn[at][1]

    def tile(self) -> Tile | None:
        """The tile of the item that is chosen, if it is drawn."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        return next((tile for tile in self.drawn(index) if tile.item.id == self._chosen), None)

    def target(self) -> QModelIndex | None:
        """The cell that an item would go to if it were let go now."""
        return self._target

    def _choose(self, key: int | None) -> None:
        if key != self._chosen:
            self._chosen = key
            self.viewport().update()
            self.selected.emit(key)

    def _fit_heads(self) -> None:
        lines = 1 + any("\n" in words for words in self.days.columns)
        high = QFontMetrics(self.font()).height() * lines + current().px(10)
        self.horizontalHeader().setFixedHeight(high)

    def _rescale(self) -> None:
        px, tokens = current().px, current().tokens
        self._fit_heads()
        head = 0 if self._roomy else head_height(self.font())
        self.verticalHeader().setMinimumSectionSize(head + tile_height(1, self.font()) + px(6))
        room = f"QHeaderView::section {{ padding: {px(4)}px {px(_HEAD)}px;"
        self.horizontalHeader().setStyleSheet(f"{room} }}")
        self.verticalHeader().setStyleSheet(
            f"{room} border: 0; border-bottom: 1px solid {tokens.line};"
            f" border-right: 1px solid {tokens.line}; }}"
        )

    def _lies(self) -> bool:
        """Whether a day is a row."""
        return 0 < self.days.columnCount() < 7

    def _fit_rows(self) -> None:
        """Of days that are rows, each as high as its fullest part; else they share the room."""
        head, fixed, shared = self.verticalHeader(), *_HEIGHTS
        head.setSectionResizeMode(fixed if self._lies() else shared)
        if self._lies():
            share, wide = self.viewport().height() // len(self.days.cells), self.columnWidth(0)
            for row, cells in enumerate(self.days.cells):
                most = max(wanted_height(cell, wide, self.font()) for cell in cells)
                self.setRowHeight(row, max(share, most))
            self.scrollTo(self.currentIndex())

    def _fitted(self, words: str, across: bool) -> str:
        """A line over a column or before a row, as much of it as there is room for."""
        head, cut = self.horizontalHeader(), Qt.TextElideMode.ElideRight
        room = head.sectionSize(0) - 2 * current().px(_HEAD) - 2
        return head.fontMetrics().elidedText(words, cut, room if across else current().px(_ROWS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & HELD
        if key in _STEPS:
            self._walk(key, along=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        elif key in _PAGES:
            month = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self.paged.emit(_PAGES[key] * (4 if month else 1))
        elif is_enter(event) and not held:
            self._open()
        elif key == Qt.Key.Key_Delete and self._chosen is not None:
            self.delete_asked.emit()
        elif key == Qt.Key.Key_N and not held:
            self.asked.emit(self.day())
        elif key == Qt.Key.Key_T and not held:
            self.today_asked.emit()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_4 and not held and self._chosen is not None:
            self.state_asked.emit(key - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if self._chosen is None:
            self.asked.emit(self.day())
        elif self.tile() is None:
            self.more_asked.emit(self.day())
        else:
            self.opened.emit(self._chosen)

    def _walk(self, key: Qt.Key, *, along: bool) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        cell, step, down = self.days.cell(index), _STEPS[key], key in _DOWN
        days = step * (7 if down is not self._lies() else 1)
        if along:
            if self._chosen is not None and cell.day is not None:
                self.placed.emit(self._chosen, cell.day + timedelta(days=days))
            return
        ids = [item.id for item in cell.items]
        at = ids.index(self._chosen) if self._chosen in ids else -1
        other, wide = at + step, self.days.columnCount()
        if down and at >= 0 and 0 <= other < len(ids):
            self._choose(ids[other])
            self._say()
            return
        row, column = divmod(
            index.row() * wide + index.column() + step * (wide if down else 1), wide
        )
        if 0 <= row < len(self.days.cells):
            self._go(row, column, last=down and step < 0)
            self._say()
        else:
            self.paged.emit(step)
            if cell.day is not None:
                self.go_to(cell.day + timedelta(days=step if self._lies() else days))

    def _go(self, row: int, column: int, *, last: bool = False) -> None:
        index = self.days.index(row, column)
        drawn = self.drawn(index)
        first = drawn[0].item.id if drawn else None
        self.setCurrentIndex(index)
        self._choose(self.days.cell(index).items[-1].id if last and drawn else first)

    def _say(self) -> None:
        tile = self.tile()
        if tile is not None:
            announce(self, self.days.spoken(tile.item))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum():
            super().wheelEvent(event)
        elif event.angleDelta().y():
            self.paged.emit(-1 if event.angleDelta().y() > 0 else 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if not index.isValid():
            return
        drawn = self.drawn(index)
        hit = next((tile for tile in drawn if tile.box.contains(place)), None)
        self._pressed = (
            (hit, place) if hit and event.button() == Qt.MouseButton.LeftButton else None
        )
        self._choose(hit.item.id if hit else None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        place = event.position().toPoint()
        far = (place - self._pressed[1]).manhattanLength()
        if self._target is None and far < QApplication.startDragDistance():
            return
        self._target = self.indexAt(place)
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, target = self._pressed, self._target
        self._pressed = self._target = None
        self.viewport().unsetCursor()
        self.viewport().update()
        place = event.position().toPoint()
        if target is not None and pressed is not None:
            if target.isValid() and self.days.cell(target).day != pressed[0].item.day:
                self.placed.emit(pressed[0].item.id, self.days.cell(target).day)
        elif pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(pressed[0].item.id)
        elif (index := self.indexAt(place)).isValid():
            drawn = self.drawn(index)
            cell = self.days.cell(index)
            if len(drawn) < len(cell.items) and place.y() < drawn[0].box.top():
                self.more_asked.emit(cell.day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On an empty place of a day: a new item there."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._chosen is None:
            self.asked.emit(self.days.cell(index).day)


class _Cells(QStyledItemDelegate):
    """Draws one cell."""

    def __init__(self, grid: DayGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        # The frame is the line at the right of the last day, and below it.
        last = self._grid.days.rowCount() - 1, self._grid.days.columnCount() - 1
        row, column = index.row() == last[0], index.column() == last[1]
        room: QRect = option.rect.adjusted(0, 0, int(column), int(row))
        DayPainter(painter, self._grid.font(), self._grid.days.known).paint(
            self._grid.days.cell(index),
            room,
            self._grid.drawn(index),
            self._grid.selected_key(),
        )
        target = self._grid.target()
        if target is not None and target == index:
            painter.save()
            painter.setPen(QPen(QColor(current().tokens.brand), 2, Qt.PenStyle.DashLine))
            painter.drawRect(room.adjusted(1, 1, -2, -2))
            painter.restore()


@ringed.register
def _(grid: DayGrid) -> Ringed:
    """The item where the keyboard is, or its day."""
    index, tile = grid.currentIndex(), grid.tile()
    if tile is not None:
        return Ringed(grid.viewport(), tile.box, current().px(RADIUS))
    box = grid.visualRect(index) if index.isValid() else grid.rect()
    return Ringed(grid.viewport(), box.adjusted(0, 0, -1, -1), 2, inside=True)
