"""The inbox as a list, and how its rows are painted."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.mentions.inbox_model import InboxModel, InboxRole, Shown
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import SMALL, TITLE_WEIGHT, Tone
from desktop.widgets.button import HELD
from desktop.widgets.marks import Mark, paint_sign
from desktop.widgets.text import wrap

Index = QModelIndex | QPersistentModelIndex

_SIDE, _ABOVE = 16, 10
_GAP, _CHIP_GAP = 3, 6
_BAR = 3
_CHIP_SIDE, _CHIP_HIGH = 8, 4
_MARK, _MARK_GAP = 10, 6
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_KEPT = 2000
"""Titles whose lines are remembered."""


class InboxDelegate(QStyledItemDelegate):
    """Every row is as high as `row_height`, so that a million of them need no measuring."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: dict[tuple[int, str, bool, int], tuple[list[str], str]] = {}
        follow_theme(self, self._measure)

    def row_height(self) -> int:
        """Height of a row in pixels, at the zoom in force."""
        return self._height

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        _paint_ground(painter, rect, option, selected=selected)
        row: Shown | None = index.data(InboxRole.ROW)
        if row is not None:
            px = current().px
            inner = rect.adjusted(px(_SIDE), px(_ABOVE), -px(_SIDE), -px(_ABOVE))
            self._paint_row(painter, inner, row, selected=selected)
        painter.restore()

    def _paint_row(self, painter: QPainter, box: QRect, row: Shown, *, selected: bool) -> None:
        tokens, px = current().tokens, current().px
        ink = tokens.selection_ink if selected else tokens.ink
        muted = ink if tokens.name == "contrast" else tokens.muted
        top = box.top()
        self._paint_head(painter, QRect(box.left(), top, box.width(), self._small_high), row, muted)
        top += self._small_high + px(_GAP)
        title, excerpt = self._broken(row, box.width())
        for line in title:
            painter.setFont(self._bold if row.new else self._strong)
            painter.setPen(QColor(ink))
            _text(painter, QRect(box.left(), top, box.width(), self._line_high), line)
            top += self._line_high
        if excerpt:
            painter.setFont(self._body)
            painter.setPen(QColor(muted))
            _text(painter, QRect(box.left(), top, box.width(), self._line_high), excerpt)
            top += self._line_high
        chip_high = self._small_high + px(_CHIP_HIGH)
        band = QRect(box.left(), top + px(_CHIP_GAP), box.width(), chip_high)
        painter.setFont(self._chip)
        _paint_chips(painter, band, row.chips, selected=selected)

    def _paint_head(self, painter: QPainter, box: QRect, row: Shown, muted: str) -> None:
        metrics = QFontMetrics(self._small)
        painter.setFont(self._small)
        painter.setPen(QColor(muted))
        time_wide = metrics.horizontalAdvance(row.when)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.when)
        room = box.width() - time_wide - current().px(8)
        _text(painter, box, metrics.elidedText(row.place, Qt.TextElideMode.ElideRight, room))

    def _broken(self, row: Shown, width: int) -> tuple[list[str], str]:
        """The title in one line or two; where one does, the beginning of the text follows."""
        key = (row.item_id, row.title, row.new, width)
        made = self._lines.get(key)
        if made is None:
            lines = wrap(row.title, self._bold if row.new else self._strong, width, 2)
            excerpt = ""
            if len(lines) < 2 and row.excerpt:
                mode = Qt.TextElideMode.ElideRight
                excerpt = QFontMetrics(self._body).elidedText(row.excerpt, mode, width)
            if len(self._lines) >= _KEPT:
                self._lines.clear()
            made = self._lines[key] = (lines, excerpt)
        return made

    def _measure(self) -> None:
        px = current().px
        self._lines.clear()
        self._body = _font(None, QFont.Weight.Normal)
        self._strong = _font(None, QFont.Weight.Medium)
        self._bold = _font(None, QFont.Weight(TITLE_WEIGHT))
        self._small = _font(SMALL, QFont.Weight.Medium)
        self._chip = _font(SMALL, QFont.Weight.DemiBold)
        self._small_high = QFontMetrics(self._small).height()
        self._line_high = QFontMetrics(self._bold).lineSpacing()
        chip_high = self._small_high + px(_CHIP_HIGH)
        words = self._small_high + px(_GAP) + 2 * self._line_high + px(_CHIP_GAP)
        self._height = 2 * px(_ABOVE) + words + chip_high


def _font(size: int | None, weight: QFont.Weight) -> QFont:
    font = QApplication.font()
    if size is not None:
        font.setPixelSize(current().px(size))
    font.setWeight(weight)
    return font


def _text(painter: QPainter, box: QRect, words: str) -> None:
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def _paint_ground(
    painter: QPainter, rect: QRect, option: QStyleOptionViewItem, *, selected: bool
) -> None:
    tokens, px = current().tokens, current().px
    if selected:
        painter.fillRect(rect, QColor(tokens.tint))
        # Where hardly any colour differs, the bar takes the ink that stands on it.
        bar = tokens.on_tint if tokens.name == "contrast" else tokens.brand
        painter.fillRect(QRect(rect.left(), rect.top(), px(_BAR), rect.height()), QColor(bar))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(tokens.hover))
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def _paint_chips(
    painter: QPainter, box: QRect, chips: Sequence[tuple[str, Mark | None]], *, selected: bool
) -> None:
    """Chips from the left; what does not fit is left out. On the row that is chosen they are white.

    The first, which says most, is cut where even that has no room.
    """
    tokens, px = current().tokens, current().px
    metrics = painter.fontMetrics()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left, side, mark_side = box.left(), px(_CHIP_SIDE), px(_MARK)
    ground = tokens.surface if selected else tokens.neutral.background
    edge = tokens.neutral.line if selected or tokens.name == "contrast" else ground
    for text, mark in chips:
        lead = side + (mark_side + px(_MARK_GAP) if mark is not None else 0)
        room = box.right() + 1 - left - lead - side
        if left > box.left() and metrics.horizontalAdvance(text) > room:
            return
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        wide = lead + metrics.horizontalAdvance(cut) + side
        place = QRect(QPoint(left, box.top()), QSize(wide, box.height()))
        painter.setPen(QPen(QColor(edge)))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), px(6), px(6))
        if mark is not None:
            top = place.top() + (place.height() - mark_side) / 2
            spot = QRectF(left + side, top, mark_side, mark_side)
            paint_sign(painter, spot, mark, str(Tone.NEUTRAL))
        painter.setPen(QColor(tokens.neutral.foreground))
        painter.drawText(place.adjusted(lead, 0, 0, 0), _LEFT, cut)
        left = place.right() + 1 + px(_CHIP_GAP)


_Flag = QItemSelectionModel.SelectionFlag


@dataclass(frozen=True)
class _ScrollPlace:
    """Where the person is: what is chosen, and what stands at the top and how far it is cut."""

    current: int | None
    row: int = 0
    selected: frozenset[int] = frozenset()
    top: tuple[int, ...] = ()
    cut: int = 0


class InboxList(QTableView):
    """A table of one column: a list would measure every one of its rows.

    `chosen(id)` follows the current row (None when there is none) and every change of what is
    selected, `opened(id)` Enter and a double click. Letters and Space are left to the page.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, model: InboxModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._quiet = False
        self._fresh = False
        self._delegate = InboxDelegate(self)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(self._delegate)
        self._dress()
        self.selectionModel().currentChanged.connect(lambda *_rows: self._say())
        self.selectionModel().selectionChanged.connect(lambda *_rows: self._say())
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.ids[index.row()]))
        follow_theme(self, self._rescale)

    def show_ids(self, ids: "array[int]") -> None:
        """Show these; what was selected stays so, and what was in view stays where it was.

        Where the current row is gone, the one that took its place is the current one.
        """
        fresh, self._fresh = self._fresh, False
        if ids == self._rows.ids:
            self._rows.read_again()
            return
        self._quiet = True
        place = _ScrollPlace(self.current_id()) if fresh else self._place()
        self._rows.show(ids)
        self.doItemsLayout()
        self._restore(place)
        if fresh:
            self.scrollTo(self.currentIndex())
        self._quiet = False
        self._say()

    def start_over(self) -> None:
        """What is shown next is something else: from its top, or where the current one is."""
        self._fresh = True

    def current_id(self) -> int | None:
        """The item of the current row, or None."""
        row = self.currentIndex().row()
        return self._rows.ids[row] if 0 <= row < len(self._rows.ids) else None

    def selected_ids(self) -> list[int]:
        """The items selected, in the order of the list."""
        return [
            item_id
            for top, last in self._selected_rows()
            for item_id in self._rows.ids[top : last + 1]
        ]

    def select(self, item_id: int) -> bool:
        """Select one item and bring it into view; False when it is not shown."""
        row = self._rows.row_of(item_id)
        if row is None:
            return False
        self.select_row(row)
        return True

    def select_row(self, row: int) -> None:
        """Select one row, or the last when there are not so many."""
        if self._rows.ids:
            index = self._rows.index(min(max(row, 0), len(self._rows.ids) - 1))
            self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)
            self.scrollTo(index)

    def move_by(self, step: int) -> None:
        """Go so many rows down, or up when negative."""
        self.select_row(self.currentIndex().row() + step)

    def after_selected(self) -> int | None:
        """The item below those selected, or above them when they are the last; None: neither."""
        ranges = self._selected_rows()
        if not ranges:
            return self.current_id()
        below, above = ranges[-1][1] + 1, ranges[0][0] - 1
        if below < len(self._rows.ids):
            return self._rows.ids[below]
        return self._rows.ids[above] if above >= 0 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & HELD
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item_id = self.current_id()
            if item_id is not None:
                self.opened.emit(item_id)
        elif not held and (event.key() == Qt.Key.Key_Escape or _printed(event)):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        # A table goes to its first and last column instead, of which there is one.
        ends = {action.MoveHome: 0, action.MoveEnd: len(self._rows.ids) - 1}
        if action in ends and self._rows.ids:
            return self._rows.index(ends[action])
        return super().moveCursor(action, modifiers)

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)

    def _rescale(self) -> None:
        header = self.verticalHeader()
        header.setMinimumSectionSize(1)
        header.setDefaultSectionSize(self._delegate.row_height())
        self.verticalScrollBar().setSingleStep(self._delegate.row_height() // 3)

    def _selected_rows(self) -> list[tuple[int, int]]:
        """First and last row of each stretch that is selected, from the top."""
        stretches = self.selectionModel().selection().toList()
        return sorted((stretch.top(), stretch.bottom()) for stretch in stretches)

    def _say(self) -> None:
        if not self._quiet:
            self.chosen.emit(self.current_id())

    def _place(self) -> _ScrollPlace:
        top = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        scrolled = self.verticalScrollBar().value() > 0 and top >= 0
        stop = last + 1 if last >= 0 else len(self._rows.ids)
        return _ScrollPlace(
            current=self.current_id(),
            row=self.currentIndex().row(),
            selected=frozenset(self.selected_ids()),
            top=tuple(self._rows.ids[top:stop]) if scrolled else (),
            cut=self.rowViewportPosition(top) if scrolled else 0,
        )

    def _restore(self, place: _ScrollPlace) -> None:
        if not self._rows.ids:
            return
        row = None if place.current is None else self._rows.row_of(place.current)
        if row is None:
            self.select_row(place.row)
        elif len(place.selected) < 2:
            self.select_row(row)
        else:
            self.selectionModel().select(self._ranges(place.selected), _Flag.ClearAndSelect)
            self.selectionModel().setCurrentIndex(self._rows.index(row), _Flag.NoUpdate)
        self._scroll_back(place)

    def _scroll_back(self, place: _ScrollPlace) -> None:
        height = self._delegate.row_height()
        for above, item_id in enumerate(place.top):
            row = self._rows.row_of(item_id)
            if row is not None:
                self.verticalScrollBar().setValue((row - above) * height - place.cut)
                return
        if not place.top:
            self.verticalScrollBar().setValue(0)

    def _ranges(self, selected: Iterable[int]) -> QItemSelection:
        wanted, ranges = set(selected), QItemSelection()
        begun: int | None = None
        for row, item_id in enumerate((*self._rows.ids, None)):
            if item_id in wanted:
                begun = row if begun is None else begun
            elif begun is not None:
                ranges.select(self._rows.index(begun), self._rows.index(row - 1))
                begun = None
        return ranges


def _printed(event: QKeyEvent) -> bool:
    return event.text() != "" and event.text().isprintable()
