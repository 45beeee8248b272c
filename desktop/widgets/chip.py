"""Badges: a word on a tinted ground, with a sign where the colour is a level."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.theme.scaling import follow_theme, restyle
from desktop.theme.theme import current
from desktop.theme.tokens import Tone
from desktop.widgets.signs import paint_sign

_SIGN = 9
_SIGN_GAP = 5
_PADDING = 8


class Chip(QLabel):
    """A badge. With `sign` it shows the sign of its tone before the word."""

    def __init__(
        self,
        text: str,
        tone: Tone = Tone.NEUTRAL,
        *,
        sign: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._sign = sign
        self.tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("chip", str(tone))
        follow_theme(self, self._indent)

    def show_level(self, text: str, tone: Tone) -> None:
        """Change word and tone together."""
        self.tone = tone
        self.setText(text)
        self.setProperty("chip", str(tone))
        restyle(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._sign:
            px = current().px
            side = px(_SIGN)
            painter = QPainter(self)
            top = (self.height() - side) / 2
            paint_sign(painter, QRectF(px(_PADDING) + 1, top, side, side), self.tone)
            painter.end()

    def _indent(self) -> None:
        if self._sign:
            self.setContentsMargins(current().px(_SIGN + _SIGN_GAP), 0, 0, 0)
        self.updateGeometry()


def level_chip(text: str, tone: Tone, parent: QWidget | None = None) -> Chip:
    """The badge of a level: sign, word and colour."""
    return Chip(text, tone, sign=True, parent=parent)
