"""The ground that cells and row titles of a matrix stand on."""

from enum import Enum, auto

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from desktop.theme.theme import current
from desktop.theme.tokens import CARD_RADIUS, Tone

PADDING = 12
"""Room in px at 100 % at the outer edges of a row."""


class Foot(Enum):
    """What is below: another row, or the end, where a corner follows the one of the card."""

    ROW = auto()
    END = auto()
    LEFT_CORNER = auto()
    RIGHT_CORNER = auto()


def paint_ground(
    painter: QPainter, rect: QRect, tone: Tone | None, *, foot: Foot, fill: str = ""
) -> None:
    """The tint of a row's tone, or `fill` (`#rrggbb`) over it, and a hairline to the next row."""
    tokens = current().tokens
    ground = fill or (tokens.pair(tone).background if tone is not None else "")
    if ground and foot in (Foot.LEFT_CORNER, Foot.RIGHT_CORNER):
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(rect)
        painter.fillPath(_cornered(rect, foot), QColor(ground))
        painter.restore()
    elif ground:
        painter.fillRect(rect, QColor(ground))
    if foot is Foot.ROW:
        painter.setPen(QColor(tokens.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def _cornered(rect: QRect, foot: Foot) -> QPainterPath:
    """`rect` with one lower corner round: the other three are outside of it."""
    radius = current().px(CARD_RADIUS) - 1
    sides = (0, radius) if foot is Foot.LEFT_CORNER else (-radius, 0)
    path = QPainterPath()
    box = QRectF(rect).adjusted(sides[0], -radius, sides[1], 0)
    path.addRoundedRect(box, radius, radius)
    return path
