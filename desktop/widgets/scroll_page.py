"""The ground of a page: scrolls up and down, never sideways."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.labelled import LabelledField


class ScrollPage(QScrollArea):
    """Contents go into `body`, with the margins of a page and at most `widest` pixels at 100 %.

    0 means as wide as the window. A narrower page is at the left, or `centred`. What gets the
    keyboard is scrolled into view.
    """

    def __init__(
        self,
        *,
        widest: int = 0,
        centred: bool = False,
        margins: tuple[int, int, int, int] = (28, 20, 28, 20),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = _Ground()
        ground.setProperty("look", "page")
        row = QHBoxLayout(ground)
        spaced(row, margins)
        self._column = QWidget()
        self.body = QVBoxLayout(self._column)
        spaced(self.body, gap=16)
        row.addWidget(self._column, 1)
        if widest:
            row.setStretch(0, 1000)
            row.addStretch(1)
            if centred:
                row.insertStretch(0, 1)
            follow_theme(self, lambda: self._column.setMaximumWidth(current().px(widest)))
        # A viewport of our own: asking for Qt's makes the binding search every class for its type.
        self.setViewport(QWidget())
        self.setWidget(ground)
        ground.setAutoFillBackground(False)
        self._last: QWidget | None = None
        self._follows = True
        # Once everything that is changing has its place.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._bring_keyboard)
        ground.resized.connect(self._keep_in_view)
        self.verticalScrollBar().sliderPressed.connect(self._let_go)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_keyboard)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below what is there."""
        self.body.addWidget(widget, stretch)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._let_go()
        super().wheelEvent(event)

    def _follow_keyboard(self, before: QWidget | None, now: QWidget | None) -> None:
        """Qt does it for Tab only. Nothing moves under the mouse, or when the window comes back."""
        came_back = before is None and now is self._last
        if now is not None and not came_back and self.isAncestorOf(now):
            self._last, self._follows = now, True
            if not QApplication.mouseButtons():
                self._soon.start()

    def _keep_in_view(self) -> None:
        """What has the keyboard stays in view when something above it grows."""
        if self._follows:
            self._soon.start()

    def _bring_keyboard(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now):
            _show(self, now)

    def _let_go(self) -> None:
        """Whoever scrolls by hand looks at something else."""
        self._follows = False
        self._soon.stop()


def bring_into_view(widget: QWidget) -> None:
    """Scroll the page that a widget is on, and those around it, once everything has its place.

    Of a list it is the current row that has to be seen.
    """
    QTimer.singleShot(0, widget, partial(_show, widget.parentWidget(), widget))


def _show(around: QWidget | None, widget: QWidget) -> None:
    """From the inside out: a page may itself be half below the edge of the one that it is on."""
    field = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            # Of a field its label is seen too, which says what is to be written.
            if isinstance(field, LabelledField):
                around.ensureWidgetVisible(field)
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


class _Ground(QWidget):
    """As tall as its width makes it: Qt's hint is the height at the narrowest, and scrolls it."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(hint.width(), 0) if self.hasHeightForWidth() else hint
