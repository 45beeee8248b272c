"""A list of things, with a line about each: arrows choose, Alt and an arrow move."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import RADIUS, SMALL, TITLE_WEIGHT
from desktop.widgets.lists.item_model import ITEM, Index, ItemModel, RowGroup
from desktop.widgets.lists.item_model import ListItem as ListItem
from desktop.widgets.lists.row_menu import RowMenu
from desktop.widgets.marks import paint_sign
from desktop.widgets.scroll_page import bring_into_view
from desktop.widgets.text import wrap

_HEIGHT, _PLAIN_HEIGHT, _OVER_HEIGHT = 52, 36, 30
_MORE_LINE, _TITLE_LINES, _HELP_LINES = 19, 3, 2
_LEFT, _RIGHT, _SIGN, _AROUND_BADGE, _BESIDE_BADGE = 12, 10, 20, 14, 8
_INDENT = 16
_MARK, _BESIDE_MARK = 9, 5
_LEAST = 1
"""Rows in view of a list that fills its room: with letters twice as large a page has no more."""
_ANY_HEIGHT = 16_777_215
"""Qt's own greatest, QWIDGETSIZE_MAX."""
_BAR, _BAR_WIDE, _LEAST_BAR, _BAR_GAP, _DOT, _GOAL = 4, 116, 40, 12, 10, 14


class ItemList(QListView):
    """As tall as its rows, up to `most` of them: None is all, where the page scrolls instead.

    `selected(key)` follows the current row (None when there is none), `opened(key)` Enter and a
    double click, `moved(step)` Alt+Up and Alt+Down, `delete_asked` the Delete key.
    """

    selected = Signal(object)
    opened = Signal(object)
    moved = Signal(int)
    delete_asked = Signal()

    def __init__(self, name: str, *, most: int | None = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._fills = False
        self._items = ItemModel()
        self.setModel(self._items)
        self.setAccessibleName(name)
        self.setItemDelegate(_ItemDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(
            lambda now, _before: self.selected.emit(self._key(now))
        )
        self.doubleClicked.connect(lambda index: self.opened.emit(self._key(index)))
        self.menu = RowMenu(self)
        follow_theme(self, self._fit)

    def row_menus(self) -> list[RowMenu]:
        """That of its rows."""
        return [self.menu]

    def fill(self) -> None:
        """Take all the height there is from now on, and at least that of one row."""
        self._fills = True
        self._most = _LEAST
        self.setMinimumHeight(0)
        self.setMaximumHeight(_ANY_HEIGHT)
        self._fit()

    def show_items(self, items: Sequence[ListItem]) -> None:
        """Show these; the row chosen stays chosen, or the nearest one when it is gone."""
        row, key = self.currentIndex().row(), self.selected_key()
        self._items.show(items)
        self._fit()
        if key is not None and self.select(key):
            return
        if items:
            self.setCurrentIndex(self._nearest(row, 1))
        else:
            self.selected.emit(None)

    def keys(self) -> list[Any]:
        """Keys of the rows, in their order."""
        items = self._items
        return [item.key for row, item in enumerate(items.items) if items.is_record(row)]

    def selected_key(self) -> Any:
        """Key of the current row, or None."""
        return self._key(self.currentIndex())

    def select(self, key: object) -> bool:
        """Make the row with that key the current one; False when there is none."""
        rows = (row for row, item in enumerate(self._items.items) if item.key == key)
        row = next(rows, None)
        if row is None:
            return False
        self.setCurrentIndex(self._items.index(row))
        self.scrollTo(self.currentIndex())
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # Another width, and words may need a second line.
            self.scheduleDelayedItemsLayout()
            self._fit()

    def row_height(self, item: ListItem) -> int:
        """Height of a row in pixels."""
        if isinstance(item.key, RowGroup):
            return current().px(_OVER_HEIGHT)
        room = self._room(item)
        lines = len(_title(item, self.font(), room)) + max(len(_line(item, self.font(), room)), 1)
        height = _HEIGHT if item.line else _PLAIN_HEIGHT
        return current().px(height + _MORE_LINE * (lines - 2))

    def goes_on_below(self, index: Index) -> bool:
        """Whether there is more of the list below a row; its own edge is under the last one."""
        return self._fills or index.row() < self._items.rowCount() - 1

    def _room(self, item: ListItem) -> int:
        """Width in pixels of the words of a row."""
        badge = _badge_width(item, self.font()) + current().px(_BESIDE_BADGE) if item.badge else 0
        sign = 0 if item.sign is None else _SIGN
        beside = current().px(_LEFT + item.indent * _INDENT + _RIGHT + sign)
        return self.viewport().width() - beside - badge

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        # To the first row, or a page up, may be to the words over a group.
        found = super().moveCursor(action, modifiers)
        return self._nearest(found.row(), 1) if found.isValid() else found

    def _nearest(self, row: int, step: int) -> QModelIndex:
        """The record at a row, or after it, or else before it."""
        row = min(max(row, 0), self._items.rowCount() - 1)
        while 0 <= row < self._items.rowCount() and not self._items.is_record(row):
            row += step
        return self._items.index(row) if row < self._items.rowCount() else self._nearest(row, -1)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        # With the words over its group, where it is the first of it.
        if index.row() > 0 and not self._items.is_record(index.row() - 1):
            super().scrollTo(self._items.index(index.row() - 1), hint)
        super().scrollTo(index, hint)

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        if self.hasFocus():
            bring_into_view(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        key = self.selected_key()
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and key is not None:
            self.opened.emit(key)
        elif event.key() == Qt.Key.Key_Delete and key is not None:
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(current().px(220), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(120), self._height())

    def _height(self) -> int:
        there = len(self._items.items)
        rows = max(1, there if self._most is None else min(there, self._most))
        height = sum(self.row_height(item) for item in self._items.items[:rows]) or current().px(
            _PLAIN_HEIGHT
        )
        return height + 2 * self.frameWidth() + current().px(4)

    def _fit(self) -> None:
        if not self._fills:
            self.setFixedHeight(self._height())
        self.updateGeometry()

    def _key(self, index: Index) -> Any:
        return self._items.items[index.row()].key if index.isValid() else None


class _ItemDelegate(QStyledItemDelegate):
    """Title, grey line, badge."""

    def __init__(self, listed: ItemList) -> None:
        super().__init__(listed)
        self._list = listed

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._list.row_height(index.data(ITEM)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: ListItem = index.data(ITEM)
        self.initStyleOption(option, index)
        option.text = ""
        widget: QWidget = option.widget
        style = widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        rect: QRect = option.rect
        px = current().px
        if isinstance(item.key, RowGroup):
            _paint_band(painter, rect, first=index.row() == 0)
        if self._list.goes_on_below(index):
            line = QColor(current().tokens.line)
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, line)
        box = rect.adjusted(px(_LEFT + item.indent * _INDENT), px(6), -px(_RIGHT), -px(6))
        painter.save()
        if item.sign is not None:
            side = px(10)
            middle = box.center().y() - side / 2
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            place = QRectF(box.left(), middle, side, side)
            paint_sign(painter, place, item.sign, "selection_ink" if chosen else "")
            box.adjust(px(_SIGN), 0, 0, 0)
        used = _paint_badge(painter, box, item) if item.badge else 0
        _paint_words(painter, box.adjusted(0, 0, -used, 0), item, option.font)
        painter.restore()


def _paint_band(painter: QPainter, box: QRect, *, first: bool) -> None:
    """The ground of the words over a group; the first is round where the frame of the list is."""
    ground, radius = QColor(current().tokens.window), current().px(RADIUS)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    if first:
        painter.drawRoundedRect(box, radius, radius)
        box = box.adjusted(0, radius, 0, 0)
    painter.fillRect(box, ground)
    painter.restore()


def _paint_words(painter: QPainter, box: QRect, item: ListItem, font: QFont) -> None:
    tokens = current().tokens
    strong, small = _title_font(item, font), _small_font(font)
    ink = tokens.muted if item.head else tokens.ink
    lines = [(words, strong, ink) for words in _title(item, font, box.width())]
    lines += [(words, small, tokens.muted) for words in _line(item, font, box.width())]
    height = box.height() // len(lines)
    for number, line in enumerate(lines):
        place = QRect(box.left(), box.top() + number * height, box.width(), height)
        if item.bar is not None and number == len(lines) - 1:
            needed = QFontMetrics(line[1]).horizontalAdvance(line[0]) + 1
            place.setLeft(_paint_bar(painter, place, item.bar, needed, way=item.way))
        _paint_line(painter, place, *line)


def _title(item: ListItem, font: QFont, width: int) -> list[str]:
    """The lines of the title in that width, in pixels."""
    return wrap(item.title, _title_font(item, font), width, _TITLE_LINES) or [""]


def _line(item: ListItem, font: QFont, width: int) -> list[str]:
    """The lines of what stands below the title; beside a bar there is one."""
    if not item.line or item.bar is not None:
        return [item.line] if item.line else []
    return wrap(item.line, _small_font(font), width, _HELP_LINES)


def _small_font(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(current().px(SMALL))
    return small


def _title_font(item: ListItem, font: QFont) -> QFont:
    if isinstance(item.key, RowGroup):
        return _badge_font(font)
    strong = QFont(font)
    strong.setWeight(QFont.Weight(500 if item.indent or item.plain else TITLE_WEIGHT))
    return strong


def _paint_line(painter: QPainter, box: QRect, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)


def _paint_bar(painter: QPainter, box: QRect, share: float, needed: int, *, way: bool) -> int:
    """A track at the left of a line, filled from the left; returns where its words begin.

    They need so many px: the bar is shorter for them, and gives way before it says nothing.
    """
    tokens, px = current().tokens, current().px
    wide = min(px(_BAR_WIDE), box.width() - needed - px(_BAR_GAP))
    if wide < px(_LEAST_BAR):
        return box.left()
    thick, edge = px(_BAR), px(_DOT) / 2 if way else 0.0
    track = QRectF(box.left() + edge, 0, wide - 2 * edge, thick)
    track.moveTop(box.center().y() - thick / 2 + 1)
    filled = QRectF(track)
    filled.setWidth(track.width() * min(max(share, 0.0), 1.0))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    edged = tokens.name == "contrast"
    painter.setPen(QPen(QColor(tokens.ink), 1) if edged else QPen(Qt.PenStyle.NoPen))
    for part, colour in (
        (track, tokens.surface if edged else tokens.line),
        (filled, tokens.ink if edged else tokens.brand),
    ):
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(part, thick / 2, thick / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    if way:
        goal = QRectF(0, 0, 2, px(_GOAL))
        goal.moveCenter(QPointF(track.right(), track.center().y()))
        painter.fillRect(goal, QColor(tokens.ink))
        painter.setBrush(QColor(tokens.brand))
        painter.drawEllipse(QPointF(filled.right(), track.center().y()), edge, edge)
    return box.left() + wide + px(_BAR_GAP)


def _badge_font(font: QFont) -> QFont:
    small = _small_font(font)
    small.setWeight(QFont.Weight.DemiBold)
    return small


def _badge_width(item: ListItem, font: QFont) -> int:
    """In pixels, without the gap beside it."""
    words = QFontMetrics(_badge_font(font)).horizontalAdvance(item.badge)
    return words + current().px(_AROUND_BADGE + (_MARK + _BESIDE_MARK if item.mark else 0))


def _paint_badge(painter: QPainter, box: QRect, item: ListItem) -> int:
    """Draw the badge against the right edge; returns the width it takes, with its gap."""
    px = current().px
    pair = current().tokens.pair(item.tone)
    font = _badge_font(painter.font())
    size = QSize(_badge_width(item, font), QFontMetrics(font).height() + px(4))
    place = QRect(box.right() - size.width(), 0, size.width(), size.height())
    place.moveCenter(QPoint(place.center().x(), box.center().y()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(pair.line)))
    painter.setBrush(QColor(pair.background))
    painter.drawRoundedRect(place, px(6), px(6))
    words = QRect(place)
    if item.mark is not None:
        side = px(_MARK)
        left = place.left() + px(_AROUND_BADGE) // 2
        top = place.center().y() + 0.5 - side / 2
        paint_sign(painter, QRectF(left, top, side, side), item.mark, str(item.tone))
        words.setLeft(place.left() + px(_MARK + _BESIDE_MARK))
    painter.setFont(font)
    painter.setPen(QColor(pair.foreground))
    painter.drawText(words, Qt.AlignmentFlag.AlignCenter, item.badge)
    return size.width() + px(_BESIDE_BADGE)
