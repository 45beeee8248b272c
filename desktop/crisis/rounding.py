"""Lists inside a card end in its round corners."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QRegion
from PySide6.QtWidgets import QWidget

from desktop.theme.theme import current
from desktop.theme.tokens import CARD_RADIUS


def rounded(viewport: QWidget) -> None:
    """Cut the corners of a viewport; to be called again when its size changes."""
    radius = current().px(CARD_RADIUS) - 1
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(viewport.rect()), radius, radius)
    viewport.setMask(QRegion(shape.toFillPolygon().toPolygon()))
