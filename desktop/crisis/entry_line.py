"""A line that Enter takes, with the cap of that key at its right."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from core.i18n import pgettext
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import SMALL

_HEIGHT = 42
_CAP_SIDE, _CAP_HIGH = 7, 4
_EDGE = 12


class EntryLine(QLineEdit):
    """Whoever owns it listens to `returnPressed`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        follow_theme(self, self._rescale)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens, px = current().tokens, current().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._cap_font())
        inner = painter.fontMetrics().boundingRect(_key())
        cap = QRectF(0, 0, inner.width() + 2 * px(_CAP_SIDE), inner.height() + px(_CAP_HIGH))
        cap.moveCenter(QRectF(self.rect()).center())
        cap.moveRight(self.width() - px(_EDGE))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, _key())
        painter.end()

    def _rescale(self) -> None:
        px = current().px
        self.setMinimumHeight(px(_HEIGHT))
        self.setTextMargins(px(4), 0, px(64), 0)

    def _cap_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(current().px(SMALL))
        return font


def _key() -> str:
    return pgettext("key", "Enter")
