"""Layouts: spaced, flowing, beside each other while there is room."""

from collections.abc import Callable
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current

_APART = 16
"""Between words without an edge and what is beside them, in px at 100 %."""


def inside(layout: QLayout) -> list[QWidget | QLayout]:
    """Its widgets and the layouts in it, in their order.

    Never by `itemAt`: PySide keeps an item that was asked for as long as the layout, also when Qt
    has deleted it, and takes whatever comes to lie at its place in memory for that item.
    """
    parent = layout.parentWidget()
    parts: list[QWidget | QLayout] = [
        child for child in layout.children() if isinstance(child, QLayout)
    ]
    if parent is not None:
        parts += [child for child in parent.children() if isinstance(child, QWidget)]
    placed = [(layout.indexOf(part), part) for part in parts]
    return [widget for place, widget in sorted(placed, key=lambda pair: pair[0]) if place >= 0]


def empty(layout: QLayout) -> None:
    """Remove and delete every widget of a layout."""
    while item := layout.takeAt(0):
        if old := item.widget():
            # Qt shows what was put into a layout a moment later, as a window of its own if it has
            # left by then; what is hidden stays so.
            old.hide()
            old.setParent(None)
            old.deleteLater()


class FlowLayout(QLayout):
    """Rows of items, each at the size it asks for; `right` sets the rows against the right edge.

    The items of a row have their middles in line, or their tops with `top`. A quiet button, which
    has no edge and begins with its words, stands further from its neighbours.
    Spaces come from `spaced(layout, margins, gap)`.
    """

    def __init__(
        self, parent: QWidget | None = None, *, right: bool = False, top: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.right = right
        self._top = top

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._heights.clear()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # Layouts around this one ask for the same few widths again and again.
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        spare = rect.height() - self._arrange(rect, move=False)
        self._arrange(rect.adjusted(0, max(0, spare // 2), 0, 0), move=True)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        height = max((item.sizeHint().height() for item in shown), default=0)
        return self._framed(QSize(self._wide(shown), height))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return self._framed(size)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _framed(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        inner = rect.marginsRemoved(self.contentsMargins())
        top = inner.top()
        for row in self._rows(inner.width()):
            height = max(item.sizeHint().height() for item in row)
            if move:
                self._place(row, inner, top, height)
            top += height + self.spacing()
        used = max(0, top - self.spacing() - inner.top())
        margins = self.contentsMargins()
        return used + margins.top() + margins.bottom()

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        for item in self._shown():
            if not rows or self._wide([*rows[-1], item]) > width:
                rows.append([])
            rows[-1].append(item)
        return rows

    def _wide(self, row: list[QLayoutItem]) -> int:
        return sum(self._gap(row, at) + item.sizeHint().width() for at, item in enumerate(row))

    def _gap(self, row: list[QLayoutItem], at: int) -> int:
        """What is left free before an item of a row."""
        if at == 0:
            return 0
        apart = any(map(_is_quiet, row[at - 1 : at + 1]))
        return max(self.spacing(), current().px(_APART)) if apart else self.spacing()

    def _place(self, row: list[QLayoutItem], inner: QRect, top: int, height: int) -> None:
        edge = inner.right() + 1 - self._wide(row)
        left = max(inner.left(), edge) if self.right else inner.left()
        for at, item in enumerate(row):
            left += self._gap(row, at)
            size = item.sizeHint()
            size.setWidth(min(size.width(), inner.width()))
            lower = 0 if self._top else (height - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, top + lower), size))
            left += size.width()


class ColumnFlow(FlowLayout):
    """One row, or where that is too long, columns in which each item begins below another."""

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        shown = self._shown()
        if self._wide(shown) <= width:
            return [shown] if shown else []
        across = max(1, (width + self.spacing()) // self._step())
        return [shown[at : at + across] for at in range(0, len(shown), across)]

    def _place(self, row: list[QLayoutItem], inner: QRect, top: int, height: int) -> None:
        if len(row) == len(self._shown()):
            super()._place(row, inner, top, height)
            return
        for at, item in enumerate(row):
            super()._place([item], inner.adjusted(at * self._step(), 0, 0, 0), top, height)

    def _step(self) -> int:
        return max(item.sizeHint().width() for item in self._shown()) + self.spacing()


class EqualFlow(FlowLayout):
    """Items of one width, which fill as few rows as hold the widest of them."""

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        shown = self._shown()
        across = max(1, (width + self.spacing()) // (self._widest() + self.spacing()))
        # Four that do not fit are two and two.
        across = ceil(len(shown) / ceil(len(shown) / across)) if shown else 1
        return [shown[at : at + across] for at in range(0, len(shown), across)]

    def _wide(self, row: list[QLayoutItem]) -> int:
        return len(row) * (self._widest() + self.spacing()) - self.spacing()

    def _place(self, row: list[QLayoutItem], inner: QRect, top: int, height: int) -> None:
        across = len(self._rows(inner.width())[0])
        whole = inner.width() + self.spacing()
        edges = [inner.left() + whole * at // across for at in range(len(row) + 1)]
        for item, (left, right) in zip(row, pairwise(edges), strict=True):
            item.setGeometry(QRect(left, top, right - left - self.spacing(), height))

    def _widest(self) -> int:
        return max((item.sizeHint().width() for item in self._shown()), default=0)


def _is_quiet(item: QLayoutItem) -> bool:
    made = item.widget()
    return isinstance(made, QPushButton) and made.property("kind") == "quiet"


def flow_row(*parts: QWidget) -> QWidget:
    """Widgets side by side, most often buttons, in as many lines as they need."""
    row = QWidget()
    flow = FlowLayout(row)
    spaced(flow, gap=8)
    for part in parts:
        flow.addWidget(part)
    return row


_ACROSS = QBoxLayout.Direction.LeftToRight
_DOWN = QBoxLayout.Direction.TopToBottom
_ALL = 1000
"""Of the room, against what stays empty."""
_WIDEST = 2**24 - 1
"""Qt's own greatest, QWIDGETSIZE_MAX."""


class _Turning(QWidget):
    """Sets its parts across where there is room, else one below the other.

    `turned` says True when they go across and False when they go down.
    """

    turned = Signal(bool)

    def __init__(self, gap: int, room: Callable[[], int], parent: QWidget | None) -> None:
        """`room` gives the width in pixels below which the parts go one below the other."""
        super().__init__(parent)
        self._room = room
        self._box = QBoxLayout(_ACROSS, self)
        spaced(self._box, gap=gap)

    def minimumSizeHint(self) -> QSize:
        # As narrow as when turned: else a container would never let it get there.
        parts = [part for part in inside(self._box) if isinstance(part, QWidget)]
        widest = max((part.minimumSizeHint().width() for part in parts), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        side = _ACROSS if self._room() <= self.width() else _DOWN
        if self._box.direction() != side:
            self._box.setDirection(side)
            self.updateGeometry()
            self.turned.emit(side == _ACROSS)


class Beside(_Turning):
    """A text, and actions at its right; below it when it would get less than `text_room`."""

    def __init__(
        self, text: QWidget, *, text_room: int, low: bool = False, parent: QWidget | None = None
    ) -> None:
        """Beside fields with their labels the actions stand `low`, in the line of the fields."""
        super().__init__(12, self._room_across, parent)
        self._text_room, self._one_line = text_room, 0
        self._actions = QWidget()
        self._flow = FlowLayout(self._actions, right=True)
        spaced(self._flow, gap=8)
        self._actions.hide()
        self._box.addWidget(text, 1)
        self._box.addWidget(self._actions)
        if low:
            self._box.setAlignment(self._actions, Qt.AlignmentFlag.AlignBottom)

    def add_action(self, widget: QWidget) -> None:
        """Put a button or field at the right, after those already there."""
        self._flow.addWidget(widget)
        self._actions.show()
        self._turn()

    def keep_whole(self, width: int) -> None:
        """The text has this many px, whatever the zoom: it is a number that is read in one line."""
        self._one_line = width
        self._turn()

    def _room_across(self) -> int:
        text = max(current().px(self._text_room), self._one_line)
        return self._flow.sizeHint().width() + self._box.spacing() + text

    def _turn(self) -> None:
        super()._turn()
        across = self._box.direction() == _ACROSS
        self._flow.right = across
        self._actions.setMinimumWidth(self._flow.sizeHint().width() if across else 0)


class Columns(_Turning):
    """Two columns that share the width as `shares` says, from `least` pixels (at 100 %) on.

    Both are as tall as the taller one, or each as it needs to be when they are `ragged`. Beside
    each other neither is wider than `most`; 0 is without end.
    """

    def __init__(
        self,
        left: QWidget,
        right: QWidget,
        *,
        shares: tuple[int, int] = (3, 2),
        least: int = 760,
        ragged: bool = False,
        most: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(16, lambda: current().px(least), parent)
        self._parts, self._most = (left, right), most
        if most:
            shares = (_ALL, _ALL)
        for part, share in zip(self._parts, shares, strict=True):
            # Shares of the room, whatever the parts would like.
            policy = part.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            part.setSizePolicy(policy)
            self._box.addWidget(part, share)
            if ragged:
                self._box.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        if most:
            self._box.addStretch(1)
            self.turned.connect(self._cap)
            follow_theme(self, self._cap)

    def _cap(self) -> None:
        across = self._box.direction() == _ACROSS
        for part in self._parts:
            part.setMaximumWidth(current().px(self._most) if across else _WIDEST)
