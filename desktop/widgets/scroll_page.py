"""The ground of a page: scrolls up and down, never sideways."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current


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

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below what is there."""
        self.body.addWidget(widget, stretch)


class _Ground(QWidget):
    """As tall as its width makes it: Qt's hint is the height at the narrowest, and scrolls it."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)
