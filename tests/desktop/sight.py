"""What is wrong to the eye on a page, whatever the page is: cut, out of its place, pushed out."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from desktop.theme.theme import current
from desktop.widgets.card import Card
from desktop.widgets.lists.master_detail import MasterDetail
from desktop.widgets.scroll_page import ScrollPage

ROWS = {150: 3, 200: 2}
"""Rows of every list that are in sight, by zoom."""

EDGES = 3
"""Places at most where cards end at the right: a page, its list, its form."""

_LOOSE = 2
"""Pixels that rounding may take."""

_LOOK_MS, _BLINKS = 100, 1
"""A cursor blinks, and so the widget is painted once in that time at most while nobody does
anything."""


def faults(window: QWidget, shown: Sequence[QWidget]) -> list[str]:
    """All of them in what is `shown` in a window, each in words."""
    found = [fault for widget in shown for fault in _of(widget)]
    edges = sorted(right_edges(window, shown))
    if len(edges) > EDGES:
        found.append(f"ragged: cards end at {edges}")
    found.extend(f"bar out of the margin of its page: by {left} px" for left in _bars_astray(shown))
    return found


def _of(widget: QWidget) -> Iterator[str]:
    said = f"{type(widget).__name__} “{words(widget)}” {widget.size().toTuple()}"
    if _cut(widget):
        yield f"cut: {said}"
    if _sticks_out(widget):
        yield f"out of its place: {said} at {widget.pos().toTuple()}"
    if isinstance(widget, QAbstractItemView):
        wanted = min(ROWS.get(current().zoom, max(ROWS.values())), _rows(widget))
        if _in_sight(widget) < wanted:
            yield f"rows: {_in_sight(widget)} of {wanted} in {widget.accessibleName()}"
    if isinstance(widget, ScrollPage) and (beyond := widget.horizontalScrollBar().maximum()):
        yield f"sideways: {beyond} px of {widget.accessibleName() or widget.width()} are cut"
    if isinstance(widget, QAbstractItemView | QScrollArea) and (outer := _scrolls_within(widget)):
        yield f"two bars: {type(widget).__name__} {widget.accessibleName()} within {outer}"


class Painted(QObject):
    """How often a widget is painted, and whether it has been left alone of late."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.rests = False
        self._times = 0
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._looking.timeout.connect(self._look)
        self._looking.start()
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it
        self._times += event.type() == QEvent.Type.Paint
        return False

    def _look(self) -> None:
        self.rests, self._times = self._times <= _BLINKS, 0


def words(widget: QWidget) -> str:
    """What it says, shortened."""
    return str(widget.property("text"))[:60]


def _cut(widget: QWidget) -> bool:
    """True when words do not fit into their label, button or field."""
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + 1
        wanted = widget.sizeHint()
        return wanted.width() > widget.width() + 1 or wanted.height() > widget.height() + 1
    if isinstance(widget, QPushButton | QCheckBox | QAbstractButton) and words(widget):
        wanted = widget.minimumSizeHint()
        return wanted.width() > widget.width() + 1 or wanted.height() > widget.height() + 1
    if isinstance(widget, QComboBox):
        return widget.minimumSizeHint().height() > widget.height() + 1
    if isinstance(widget, QLineEdit):
        letters = widget.fontMetrics()
        whole = letters.height() <= widget.height() + 1
        # What is chosen or counted is never longer than its field; what is written may be.
        if isinstance(widget.parentWidget(), QAbstractSpinBox):
            whole = whole and letters.horizontalAdvance(widget.text()) <= widget.width()
        return not whole
    return False


def _sticks_out(widget: QWidget) -> bool:
    """True of a label, a button, a field or a card that is not all within what it is on.

    What scrolls may be below or above what is seen of it.
    """
    parent = widget.parentWidget()
    kinds = QLabel | QAbstractButton | QComboBox | QLineEdit | QAbstractSpinBox | Card
    if parent is None or widget.isWindow() or not isinstance(widget, kinds):
        return False
    around = parent.parentWidget()
    if isinstance(around, QAbstractScrollArea) and around.viewport() is parent:
        return False
    room = parent.rect().adjusted(-_LOOSE, -_LOOSE, _LOOSE, _LOOSE)
    return not room.contains(widget.geometry())


def _scrolls_within(area: QAbstractScrollArea) -> str:
    """What else scrolls around something that scrolls; empty when there is nothing to confuse."""
    around = area.parentWidget()
    while _is_long(area) and around is not None:
        if isinstance(around, QAbstractScrollArea) and _is_long(around):
            return type(around).__name__
        around = around.parentWidget()
    return ""


def _is_long(area: QAbstractScrollArea) -> bool:
    return area.verticalScrollBar().maximum() > 0 and not area.visibleRegion().isEmpty()


def _rows(listed: QAbstractItemView) -> int:
    model = listed.model()
    return model.rowCount() if model is not None else 0


def _in_sight(listed: QAbstractItemView) -> int:
    """Rows that are whole in the height there is, when it is scrolled to them."""
    room, around = listed.viewport().height(), listed.parentWidget()
    while around is not None:
        if isinstance(around, QAbstractScrollArea):
            room = min(room, around.viewport().height())
        around = around.parentWidget()
    model, count, below = listed.model(), 0, 0
    for row in range(_rows(listed)):
        below += listed.visualRect(model.index(row, 0)).height()
        if below > room + _LOOSE:
            break
        count += 1
    return count


def right_edges(window: QWidget, shown: Sequence[QWidget]) -> set[int]:
    """Where cards that are in no other one end, in pixels from the left of the window.

    What is around a list ends where the card beside it begins.
    """
    found: set[int] = set()
    lists = [item.list for item in shown if isinstance(item, MasterDetail)]
    for card in shown:
        if not isinstance(card, Card) or any(map(card.isAncestorOf, lists)):
            continue
        if not _within_card(card):
            seen = card.visibleRegion().boundingRect()
            right = card.mapTo(window, QPoint(card.width(), 0)).x()
            if not seen.isEmpty() and all(abs(right - other) > _LOOSE for other in found):
                found.add(right)
    return found


def _bars_astray(shown: Sequence[QWidget]) -> Iterator[int]:
    """How far from the right edge of its page the bar of whatever scrolls on bare ground stands."""
    for bar in shown:
        if not isinstance(bar, QScrollBar) or bar.orientation() is not Qt.Orientation.Vertical:
            continue
        pages = [around for around in _around(bar) if isinstance(around, ScrollPage)]
        scrolls = bar.maximum() > 0 and not bar.visibleRegion().isEmpty()
        if not pages or not scrolls or _within_card(bar) or not _of_ground(bar):
            continue
        page = pages[-1]
        left = page.width() - bar.mapTo(page, QPoint(bar.width(), 0)).x()
        if left > _LOOSE:
            yield left


def _of_ground(bar: QScrollBar) -> bool:
    """Whether it is no bar of a list or a text, which has a frame of its own."""
    view = next(around for around in _around(bar) if isinstance(around, QAbstractScrollArea))
    return isinstance(view, ScrollPage)


def _within_card(widget: QWidget) -> bool:
    return any(isinstance(around, Card) for around in _around(widget))


def _around(widget: QWidget) -> list[QWidget]:
    """What it is on, from the inside out."""
    found: list[QWidget] = []
    around = widget.parentWidget()
    while around is not None:
        found.append(around)
        around = around.parentWidget()
    return found
