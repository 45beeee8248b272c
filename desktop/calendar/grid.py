"""The grid of the calendar: days or parts of days as cells, with the tiles of their items."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, QRect, Qt, Signal
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

from core.calendar.model import CalendarItem
from desktop.calendar.model import CalendarNames, GridCell, lacks, spoken, spoken_day
from desktop.calendar.tiles import CellPainter, Tile, head_height, tile_height, tiles
from desktop.theme.ring import Ringed, ringed
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import RADIUS
from desktop.widgets.accessibility import announce
from desktop.widgets.button import HELD, is_enter
from desktop.widgets.text import tip

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_HEAD = 6  # px at 100 %, before and after the words over a column
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_NO_PARENT = QModelIndex()


class GridModel(QAbstractTableModel):
    """Rows of seven cells."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[list[GridCell]] = []
        self.columns: Sequence[str] = ()
        self.rows: Sequence[str] = ()
        self.known = CalendarNames()
        self.today = date.min
        self.fitted: Callable[[str], str] = str  # a line over a column, as it has room

    def show(
        self, cells: list[list[GridCell]], columns: Sequence[str], rows: Sequence[str] = ()
    ) -> None:
        """Show these, with what stands over the columns and before the rows."""
        same = len(cells) == len(self.cells)
        if not same:
            self.beginResetModel()
        self.cells, self.columns, self.rows = cells, columns, rows
        if not same:
            self.endResetModel()
        elif cells:
            self.dataChanged.emit(self.index(0, 0), self.index(len(cells) - 1, 6))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 6)

    def rowCount(self, parent: Any = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: Any = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 7

    def cell(self, index: Any) -> GridCell:
        """What stands there."""
        found: GridCell = self.cells[index.row()][index.column()]
        return found

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cell = self.cell(index)
            return ". ".join((spoken_day(cell), *map(self.spoken, cell.items)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(
                "\n".join((spoken_day(self.cell(index)), *map(self.spoken, self.cell(index).items)))
            )
        return None

    def spoken(self, item: CalendarItem) -> str:
        """An item as a screen reader says it."""
        return spoken(item, self.known, lacks(item, self.known, self.today))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        words = self.columns if across else self.rows
        if section >= len(words):
            return ""
        if role == Qt.ItemDataRole.DisplayRole and across:
            return "\n".join(map(self.fitted, words[section].splitlines()))
        whole = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return words[section] if role in whole else None


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
        self.verticalHeader().setDefaultAlignment(left)
        follow_theme(self, self._rescale)

    def show_cells(
        self,
        cells: list[list[GridCell]],
        columns: Sequence[str],
        rows: Sequence[str] = (),
        *,
        known: CalendarNames,
        today: date,
    ) -> None:
        """Show these; the item that is chosen stays so while it is among them."""
        self.days.known, self.days.today = known, today
        self.days.show(cells, columns, rows)
        self._fit_heads()
        if self._chosen is None or not self.select(self._chosen):
            self._choose(None)
        if not self.currentIndex().isValid():
            self.go_to(today)
        self.viewport().update()

    def go_to(self, day: date) -> None:
        """Put the keyboard's place on a day, and on the first of its items."""
        for row, cells in enumerate(self.days.cells):
            for column, cell in enumerate(cells):
                if cell.day == day:
                    self.setCurrentIndex(self.days.index(row, column))
                    self._choose(cell.items[0].id if cell.items else None)
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
        return tiles(self.days.cell(index), self.visualRect(index), self.font(), roomy=self._roomy)

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
        least = head_height(self.font()) + tile_height(1, self.font()) + px(6)
        self.verticalHeader().setMinimumSectionSize(least)
        room = f"QHeaderView::section {{ padding: {px(4)}px {px(_HEAD)}px;"
        self.horizontalHeader().setStyleSheet(f"{room} }}")
        self.verticalHeader().setStyleSheet(
            f"{room} border: 0; border-bottom: 1px solid {tokens.line};"
            f" border-right: 1px solid {tokens.line}; }}"
        )

    def _fitted(self, words: str) -> str:
        """A line over a column, as much of it as there is room for."""
        head, cut = self.horizontalHeader(), Qt.TextElideMode.ElideRight
        room = head.sectionSize(0) - 2 * current().px(_HEAD) - 2
        return head.fontMetrics().elidedText(words, cut, room)

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
        cell = self.days.cell(index)
        step = _STEPS[key]
        if along:
            if self._chosen is not None and cell.day is not None:
                self.placed.emit(self._chosen, cell.day + timedelta(days=step))
            return
        ids = [item.id for item in cell.items]
        at = ids.index(self._chosen) if self._chosen in ids else -1
        other = at + (1 if step > 0 else -1)
        if abs(step) == 7 and at >= 0 and 0 <= other < len(ids):
            self._choose(ids[other])
            self._say()
            return
        row, column = index.row(), index.column() + (step if abs(step) == 1 else 0)
        row += column // 7 + (step // 7 if abs(step) == 7 else 0)
        column %= 7
        if 0 <= row < len(self.days.cells):
            self._go(row, column, last=step == -7)
        else:
            day = cell.day
            self.paged.emit(1 if step > 0 else -1)
            if day is not None:
                self.go_to(day + timedelta(days=step))

    def _go(self, row: int, column: int, *, last: bool = False) -> None:
        index = self.days.index(row, column)
        items = self.days.cell(index).items
        self.setCurrentIndex(index)
        self._choose((items[-1] if last else items[0]).id if items else None)
        self._say()

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
        room: QRect = option.rect
        CellPainter(painter, self._grid.font(), self._grid.days.known).paint(
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
