"""Lists inside a card end in its round corners."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop.theme.theme import current
from desktop.theme.tokens import CARD_RADIUS


def rounded(view: QAbstractScrollArea) -> None:
    """Paint the corners of its card over it; to be called again when it changes its size."""
    corners = view.findChild(_Corners) or _Corners(view)
    corners.setGeometry(view.rect())
    corners.raise_()


class _Corners(QWidget):
    """What is outside of the round corners, and the line of the card along them.

    Cut off instead, a mask would leave steps: it has whole pixels only.
    """

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, radius = current().tokens, current().px(CARD_RADIUS) - 0.5
        # The line of the card is around the list, half of it on either side of this.
        line = QRectF(self.rect()).adjusted(-0.5, -0.5, 0.5, 0.5)
        inside, outside = QPainterPath(), QPainterPath()
        inside.addRoundedRect(line, radius, radius)
        outside.addRect(QRectF(self.rect()))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(outside.subtracted(inside), QColor(tokens.window))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawPath(inside)
        painter.end()
