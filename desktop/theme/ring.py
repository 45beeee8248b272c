"""Where the keyboard is: one ring outside of any control, or on the row of a list.

A style sheet can only draw inside of a control, against its words. This ring takes no room: it
lies over what is beside the control, and moves with it.
"""

from functools import singledispatch
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QFocusFrame,
    QRadioButton,
    QTableView,
    QWidget,
)
from shiboken6 import Shiboken

from desktop.theme.theme import current
from desktop.theme.tokens import RADIUS

WIDTH = 2
"""In px, at every zoom; one more in high contrast."""
AIR = 2
"""Between a control and its ring, in px."""
_ROW_RADIUS = 4
_MOVES = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
        QEvent.Type.EnabledChange,
    }
)


GROUND = "ring"
"""Property of what has a ground of its own: the field of `Tokens` that a ring shows on it."""


def ring(painter: QPainter, rect: QRectF, radius: float, role: str = "") -> None:
    """Draw the ring along the inside of `rect`; in high contrast in the colour of text."""
    role = role or ("ink" if _thick() else "accent")
    pen = QPen(QColor(getattr(current().tokens, role)), WIDTH + _thick())
    half = pen.widthF() / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def _thick() -> bool:
    return current().tokens.name == "contrast"


class Ringed(NamedTuple):
    """What the ring goes around: a part of a widget, with round corners; `inside`, along it."""

    widget: QWidget
    box: QRect
    radius: float
    inside: bool = False


@singledispatch
def ringed(widget: QWidget) -> Ringed:
    """What the ring goes around while this has the keyboard."""
    return Ringed(widget, widget.rect(), current().px(RADIUS))


@ringed.register(QCheckBox)
@ringed.register(QRadioButton)
def _hugged(widget: QWidget) -> Ringed:
    """A box and its words, however wide the line is in which they stand."""
    box = widget.rect()
    box.setWidth(min(box.width(), widget.sizeHint().width()))
    return Ringed(widget, box, current().px(RADIUS))


@ringed.register
def _(view: QAbstractItemView) -> Ringed:
    """The row where the keyboard is; an empty list is ringed whole."""
    here = view.currentIndex()
    if not here.isValid():
        return Ringed(view, view.rect(), current().px(RADIUS))
    box = view.visualRect(here)
    rows = QAbstractItemView.SelectionBehavior.SelectRows
    if isinstance(view, QTableView) and view.selectionBehavior() == rows:
        box.setLeft(0)
        box.setRight(view.viewport().width() - 1)
    return Ringed(view.viewport(), box, _ROW_RADIUS, inside=True)


def show_keyboard() -> None:
    """Have the ring go wherever the keyboard goes, from now on."""
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.findChild(FocusRing) is None:
        FocusRing(app)


class FocusRing(QObject):
    """Shows the ring wherever the keyboard goes in the application.

    It keeps no widget: what it held last would be destroyed by it, in the middle of a change.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._frame: _Frame | None = None
        self._moving = False
        app.focusChanged.connect(self._follow)
        current().changed.connect(self._place)
        self._follow(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        # A list that goes to another row paints itself anew, and nothing else of it tells.
        rows = kind == QEvent.Type.Paint and isinstance(watched.parent(), QAbstractItemView)
        if rows:
            self._place()
        elif kind in _MOVES and not self._moving:
            # A page that is laid out moves all that is around the keyboard, many times before the
            # next picture.
            self._moving = True
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._moving = False
            self._place()
        return super().event(event)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        for widget in _moving(before):
            widget.removeEventFilter(self)
        for widget in _moving(now):
            widget.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        there = self._frame is not None and Shiboken.isValid(self._frame)
        holder = QApplication.focusWidget()
        if holder is None or not _takes_ring(holder):
            if self._frame is not None and there:
                self._frame.hide()
            return
        found = ringed(holder)
        ground = found.widget if found.inside else _ground(found.widget)
        if self._frame is None or not there:
            self._frame = _Frame(ground)
        elif self._frame.parentWidget() is not ground:
            self._frame.setParent(ground)
        self._frame.surround(found, ground)


def _takes_ring(widget: QWidget) -> bool:
    policy = widget.focusPolicy()
    return policy != Qt.FocusPolicy.NoFocus and not widget.isWindow() and widget.isVisible()


class _Frame(QFocusFrame):
    """Of a class that Qt tells no screen reader of; it is led by hand."""

    def __init__(self, ground: QWidget) -> None:
        super().__init__(ground)
        self._radius, self._role = 0.0, ""
        self._painted: tuple[object, ...] = ()
        """All that its picture depends on."""

    def surround(self, found: Ringed, ground: QWidget) -> None:
        """Lie around that part, or along its edge where the ground leaves no room outside."""
        box = QRect(found.widget.mapTo(ground, found.box.topLeft()), found.box.size())
        beyond = 0 if found.inside else WIDTH + _thick() + AIR
        self._radius = found.radius + (AIR + 1 if beyond else 0)
        self._role = _shown_on(found.widget)
        room = ground.rect()
        place = box.adjusted(-beyond, -beyond, beyond, beyond)
        if room.contains(box):
            place &= room
        self.setGeometry(place)
        self.setVisible(not place.isEmpty())
        if ground.children()[-1] is not self:
            self.raise_()
        # What is painted anew has what is below it painted too: a list would ask for it again.
        painted = (place.size(), self._radius, self._role, current().tokens)
        if painted != self._painted:
            self._painted = painted
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ring(painter, QRectF(self.rect()), self._radius, self._role)
        painter.end()


def _shown_on(widget: QWidget) -> str:
    """The colour of the ring where what is around the widget asks for one, or empty."""
    around = widget.parentWidget()
    while around is not None and not around.isWindow():
        if role := around.property(GROUND):
            return str(role)
        around = around.parentWidget()
    return ""


def _ground(widget: QWidget) -> QWidget:
    """What the ring is drawn on: the nearest that cuts off what goes beyond it."""
    ground = widget
    while (around := ground.parentWidget()) is not None and not ground.isWindow():
        if isinstance(around, QAbstractScrollArea) and ground is not widget:
            break
        ground = around
    return ground


def _moving(widget: QWidget | None) -> list[QWidget]:
    """The widget and what holds it, up to the ground: any of them may move its ring."""
    if widget is None or widget.isWindow():
        return []
    ground = _ground(ringed(widget).widget)
    chain = [widget]
    while chain[-1] is not ground and (around := chain[-1].parentWidget()) is not None:
        chain.append(around)
    if isinstance(widget, QAbstractItemView):
        chain.append(widget.viewport())
    return chain
