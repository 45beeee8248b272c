"""A chart drawn by whoever knows what it shows, and the same said in words."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import luminance

Render = Callable[[int, int, bool, float], bytes]
"""`render(width_px, height_px, dark, ratio)` gives a PNG of width × ratio by height × ratio pixels.

Width and height are pixels at 100 %: the ratio has the zoom in it as well as the screen's, so that
what is drawn in points grows with everything else.
"""

Run = Callable[[Callable[[], bytes], Callable[[bytes], None]], object]
"""`run(work, done)` calls `work()` now or in a thread, then `done(result)` in the window's."""

WAIT_MS = 60
"""Rest after the last change of size before the chart is drawn again."""

_DARK = 0.2
"""Luminance of a ground below which a chart is drawn in light colours."""


def run_at_once(work: Callable[[], bytes], done: Callable[[bytes], None]) -> None:
    """Draw in the window's own thread: for charts that take less than a frame."""
    done(work())


class ChartView(QWidget):
    """Shows what `render` draws, `height` pixels high at 100 %; a screen reader says it in words.

    It is drawn after the page has been painted, and again when size or theme change. A page hands
    its jobs as `run`, so that drawing never holds up the window.
    """

    def __init__(
        self, *, height: int = 220, run: Run = run_at_once, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._chart_height = height
        self._run = run
        self._render: Render | None = None
        self._asked = 0
        self._picture = _Picture()
        self._pause = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._pause.timeout.connect(self._draw)
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._picture)
        self._picture.resized.connect(self._pause.start)
        follow_theme(self, self._rescale)

    def show_chart(self, render: Render, alternative: str) -> None:
        """Show another chart; `alternative` says in words what is to be seen in it."""
        self._render = render
        self._picture.setAccessibleName(alternative)
        self._pause.start()

    def is_due(self) -> bool:
        """Whether it is about to be drawn."""
        return self._pause.isActive()

    def _rescale(self) -> None:
        self._picture.setFixedHeight(current().px(self._chart_height))
        self._pause.start()

    def _draw(self) -> None:
        render, size = self._render, self._picture.size()
        if render is None or size.isEmpty() or not self._picture.isVisible():
            return
        theme = current()
        screen = self.devicePixelRatioF()
        width, height = (round(side * 100 / theme.zoom) for side in size.toTuple())
        dark = luminance(theme.tokens.surface) < _DARK
        self._asked += 1
        asked = self._asked
        self._run(
            lambda: render(width, height, dark, screen * theme.zoom / 100),
            lambda png: self._show(png, asked, screen),
        )

    def _show(self, png: bytes, asked: int, screen: float) -> None:
        # Drawn in a thread, it may come after the page is gone, or after a newer one.
        if not isValid(self) or asked != self._asked:
            return
        pixmap = QPixmap()
        if not pixmap.loadFromData(png):
            raise ValueError("what was drawn is no picture")
        pixmap.setDevicePixelRatio(screen)
        self._picture.setPixmap(pixmap)


class _Picture(QLabel):
    """A picture to screen readers too; it never asks the page for the width it was drawn for."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.resized.emit()
