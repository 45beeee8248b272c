"""A row that is a button: what it is about, and what pressing it does."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy

from desktop.theme.icons import icon_pixmap
from desktop.theme.ring import Ringed, ringed
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import RADIUS, SMALL
from desktop.widgets.button import Button, set_words
from desktop.widgets.folding import window_is_low
from desktop.widgets.heard import sentences
from desktop.widgets.marks import Sign, paint_sign
from desktop.widgets.text import strong_font, widest, wrap

_HIGH, _SIDE, _ABOVE, _GAP, _ARROW = 56, 16, 8, 16, 16
_SIGN, _SIGN_GAP = 10, 10
_LINE = 13
_LEAST_TEXT = 160
_Align = Qt.AlignmentFlag


class RowButton(Button):
    """A title and a grey line, by when or how long at the right; there, the verb where the keyboard
    or the mouse is. Both wrap to two lines, and the row grows; in a low window the line is one."""

    def __init__(
        self,
        title: str,
        line: str,
        verb: str,
        *,
        aside: str = "",
        presses: bool = False,
        sign: Sign | None = None,
    ) -> None:
        """`aside` stands at the right, in ink where it `presses`; `sign` before the words."""
        super().__init__()
        self._title, self._line, self._verb = title, line, verb
        self._told, self._presses, self._sign = aside, presses, sign
        set_words(self, title)
        self.setAccessibleDescription(sentences(line, aside, verb))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        follow_theme(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        width = current().px(600)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        least = self._left() + current().px(_SIDE + _GAP + _LEAST_TEXT) + self._aside()
        return QSize(least, self.heightForWidth(max(self.width(), least)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = current().px
        high = sum(QFontMetrics(font).height() for _text, font, _ink in self._lines(width))
        return max(px(_HIGH), high + 2 * px(_ABOVE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.hasFocus() or self.underMouse()
        if here:
            tokens, px = current().tokens, current().px
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.tint if self.isDown() else tokens.hover))
            painter.drawRoundedRect(self.ground(), px(RADIUS), px(RADIUS))
        if self._sign is not None:
            side = current().px(_SIGN)
            box = QRectF(current().px(_SIDE), (self.height() - side) / 2, side, side)
            paint_sign(painter, box, self._sign)
        self._paint_texts(painter)
        self._paint_aside(painter, verb=here)
        painter.end()

    def ground(self) -> QRect:
        """What is coloured while the row has the keyboard or the mouse."""
        px = current().px
        return self.rect().adjusted(px(4), px(3), -px(4), -px(3))

    def _paint_texts(self, painter: QPainter) -> None:
        lines = self._lines(self.width())
        high = [QFontMetrics(font).height() for _text, font, _ink in lines]
        top = (self.height() - sum(high)) // 2
        for (text, font, ink), tall in zip(lines, high, strict=True):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(
                QRect(self._left(), top, self.width(), tall), _Align.AlignVCenter, text
            )
            top += tall

    def _paint_aside(self, painter: QPainter, *, verb: bool) -> None:
        tokens, px = current().tokens, current().px
        box = self.rect().adjusted(0, 0, -px(_SIDE), 0)
        where = _Align.AlignRight | _Align.AlignVCenter
        if verb:
            side = px(_ARROW)
            picture = icon_pixmap("arrow-right", "accent", side, self.devicePixelRatioF())
            spot = QPoint(box.right() + 1 - side, (self.height() - side) // 2)
            painter.drawPixmap(spot, picture)
            painter.setFont(strong_font())
            painter.setPen(QColor(tokens.accent))
            painter.drawText(box.adjusted(0, 0, -side - px(8), 0), where, self._verb)
            return
        painter.setFont(_small(strong=self._presses))
        painter.setPen(QColor(tokens.ink if self._presses else tokens.muted))
        painter.drawText(box, where, self._told)

    def _aside(self) -> int:
        """The room of what stands at the right, whichever is wider, so that nothing moves."""
        verb = widest(strong_font(), self._verb) + current().px(_ARROW + 8)
        return max(verb, widest(_small(strong=True), self._told))

    def _left(self) -> int:
        """Where the words begin."""
        return current().px(_SIDE if self._sign is None else _SIDE + _SIGN + _SIGN_GAP)

    def _lines(self, width: int) -> list[tuple[str, QFont, str]]:
        tokens, px = current().tokens, current().px
        room = width - self._left() - px(_SIDE + _GAP) - self._aside()
        strong, plain = strong_font(), _plain(_LINE)
        found = [(text, strong, tokens.ink) for text in wrap(self._title, strong, room, 2)]
        if self._line:
            lines = wrap(self._line, plain, room, 1 if window_is_low(self) else 2)
            found += [(text, plain, tokens.muted) for text in lines]
        return found


@ringed.register
def _ringed_ground(row: RowButton) -> Ringed:
    return Ringed(row, row.ground(), current().px(RADIUS), inside=True)


def _small(*, strong: bool) -> QFont:
    font = _plain(SMALL)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def _plain(size: int) -> QFont:
    font = QApplication.font()
    font.setPixelSize(current().px(size))
    # Said: a painter would take the weight that the style sheet gives to buttons.
    font.setWeight(QFont.Weight.Normal)
    return font
