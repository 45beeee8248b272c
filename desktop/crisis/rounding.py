"""Lists inside a card end in its round corners."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QRegion
from PySide6.QtWidgets import QAbstractScrollArea

from desktop.theme.theme import current
from desktop.theme.tokens import CARD_RADIUS


def rounded(view: QAbstractScrollArea) -> None:
    """Cut the corners of its viewport; to be called again when that changes its size.

    Beside a scroll bar the viewport does not reach the right corners of the card.
    """
    viewport, radius = view.viewport(), current().px(CARD_RADIUS) - 1
    rect = QRectF(viewport.rect())
    if viewport.width() < view.width() - 2:
        rect.setRight(rect.right() + 2 * radius)
    shape = QPainterPath()
    shape.addRoundedRect(rect, radius, radius)
    viewport.setMask(QRegion(shape.toFillPolygon().toPolygon()))
