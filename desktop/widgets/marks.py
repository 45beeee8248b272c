"""Small marks beside words: signs, icons, chips."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.theme.icons import icon_pixmap
from desktop.theme.scaling import follow_theme, restyle
from desktop.theme.theme import current
from desktop.theme.tokens import SIGNS, LevelSign, Tone


def sign_path(sign: LevelSign, box: QRectF) -> QPainterPath:
    """Outline of a sign inside a square box."""
    path = QPainterPath()
    if sign is LevelSign.CIRCLE:
        path.addEllipse(box)
    elif sign is LevelSign.SQUARE:
        inset = box.width() * 0.06
        path.addRect(box.adjusted(inset, inset, -inset, -inset))
    elif sign is LevelSign.DIAMOND:
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


class IconMark(QWidget):
    """A Lucide icon, `side` pixels square at 100 %, tinted from the theme."""

    def __init__(
        self, name: str, color_role: str, side: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._role = color_role
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self, self.updateGeometry)

    def set_icon(self, name: str, color_role: str) -> None:
        """Show another icon."""
        self._name = name
        self._role = color_role
        self.update()

    def sizeHint(self) -> QSize:
        side = current().px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = current().px(self._side)
        picture = icon_pixmap(self._name, self._role, side, self.devicePixelRatioF())
        painter.drawPixmap(0, 0, picture)
        painter.end()


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
            # No margin: the style sheet keeps its own there, and would lose it at another zoom.
            self.setIndent(current().px(_SIGN + _SIGN_GAP))
        self.updateGeometry()


def level_chip(text: str, tone: Tone, parent: QWidget | None = None) -> Chip:
    """The badge of a level: sign, word and colour."""
    return Chip(text, tone, sign=True, parent=parent)
