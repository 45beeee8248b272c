"""The four signs that say a level without its colour. Drawn, since not every font has them."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import SIGNS, Sign, Tone


def sign_path(sign: Sign, box: QRectF) -> QPainterPath:
    """Outline of a sign inside a square box."""
    path = QPainterPath()
    if sign is Sign.CIRCLE:
        path.addEllipse(box)
    elif sign is Sign.SQUARE:
        inset = box.width() * 0.06
        path.addRect(box.adjusted(inset, inset, -inset, -inset))
    elif sign is Sign.DIAMOND:
        middle = box.center()
        path.addPolygon(
            QPolygonF(
                [
                    QPointF(middle.x(), box.top()),
                    QPointF(box.right(), middle.y()),
                    QPointF(middle.x(), box.bottom()),
                    QPointF(box.left(), middle.y()),
                ]
            )
        )
    else:
        path.addPolygon(
            QPolygonF(
                [
                    QPointF(box.center().x(), box.top()),
                    QPointF(box.right(), box.bottom()),
                    QPointF(box.left(), box.bottom()),
                ]
            )
        )
    path.closeSubpath()
    return path


def paint_sign(painter: QPainter, box: QRectF, tone: Tone) -> None:
    """Draw the sign of a tone in its colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(current().tokens.pair(tone).foreground)
    painter.fillPath(sign_path(SIGNS[tone], box), colour)
    painter.restore()


class SignMark(QWidget):
    """One sign on its own; what it says is in the words beside it."""

    def __init__(self, tone: Tone, side: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = current().px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sign(painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self._tone)
        painter.end()
