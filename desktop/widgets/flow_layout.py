"""A layout that sets its items side by side and goes on in the next line when there is no room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from desktop.theme.scaling import spaced


class FlowLayout(QLayout):
    """Rows of items, each at the size it asks for; `right` sets the rows against the right edge.

    The items of a row have their middles in line, or their tops with `top`.
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
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        height = max((size.height() for size in sizes), default=0)
        return self._framed(QSize(width, height))

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
        left = 0
        for item in self._shown():
            wanted = item.sizeHint().width()
            if not rows or left + wanted > width:
                rows.append([])
                left = 0
            rows[-1].append(item)
            left += wanted + self.spacing()
        return rows

    def _place(self, row: list[QLayoutItem], inner: QRect, top: int, height: int) -> None:
        wanted = sum(item.sizeHint().width() for item in row) + self.spacing() * (len(row) - 1)
        left = max(inner.left(), inner.right() + 1 - wanted) if self.right else inner.left()
        for item in row:
            size = item.sizeHint()
            size.setWidth(min(size.width(), inner.width()))
            lower = 0 if self._top else (height - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, top + lower), size))
            left += size.width() + self.spacing()


def flow_row(*parts: QWidget) -> QWidget:
    """Widgets side by side, most often buttons, in as many lines as they need."""
    row = QWidget()
    flow = FlowLayout(row)
    spaced(flow, gap=8)
    for part in parts:
        flow.addWidget(part)
    return row
