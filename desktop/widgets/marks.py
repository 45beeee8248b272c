"""Small marks beside words: signs of levels, pictures of states and findings, chips."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.theme.icons import colour_of, icon_pixmap
from desktop.theme.scaling import follow_theme, restyle
from desktop.theme.theme import current
from desktop.theme.tokens import SIGNS, LevelSign, Tone


class Mark(NamedTuple):
    """A picture that says a state, a finding or that it is late: in ink, for no level is meant.

    `icon` is of Lucide; `filled`, it is a disc with an exclamation mark.
    """

    icon: str
    role: str = "ink"
    filled: bool = False


ERROR = Mark("circle-alert", filled=True)
WARNING = Mark("circle-alert")
ADVICE = Mark("lightbulb")
LATE = Mark("clock", "danger")

Sign = Tone | Mark
"""What stands before words: the sign of a level, or a picture."""

_MARK_GROWS = 0.2
"""A picture of lines is larger than a sign of the same room, by this share on each side."""


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


def paint_sign(painter: QPainter, box: QRectF, sign: Sign, role: str = "") -> None:
    """Draw the sign of a level in its colour, or a picture in its own or in that of `role`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(sign, Mark):
        grown = box.width() * _MARK_GROWS
        box = box.adjusted(-grown, -grown, grown, grown)
        _paint_mark(painter, box, sign, role or sign.role)
    else:
        colour = QColor(current().tokens.pair(sign).foreground)
        painter.fillPath(sign_path(SIGNS[sign], box), colour)
    painter.restore()


def _paint_mark(painter: QPainter, box: QRectF, mark: Mark, role: str) -> None:
    if mark.filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour_of(role)))
        painter.drawEllipse(box)
        painter.setBrush(QColor(current().tokens.surface))
        thick, middle = box.width() * 0.13, box.center().x()
        stroke = QRectF(middle - thick / 2, box.top() + box.height() * 0.22, thick, 0)
        stroke.setHeight(box.height() * 0.33)
        painter.drawRoundedRect(stroke, thick / 2, thick / 2)
        painter.drawEllipse(QPointF(middle, box.top() + box.height() * 0.73), thick / 2, thick / 2)
        return
    side = round(box.width())
    ratio = painter.device().devicePixelRatioF()
    spot = box.center() - QPointF(side / 2, side / 2)
    painter.drawPixmap(spot, icon_pixmap(mark.icon, role, side, ratio))


class SignMark(QWidget):
    """One sign on its own; what it says is in the words beside it."""

    def __init__(self, sign: Sign, side: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = self._side * (1 + 2 * _MARK_GROWS if isinstance(self._sign, Mark) else 1)
        return QSize(current().px(side), current().px(side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if isinstance(self._sign, Mark):
            grown = box.width() * _MARK_GROWS / (1 + 2 * _MARK_GROWS)
            box.adjust(grown, grown, -grown, -grown)
        paint_sign(painter, box, self._sign)
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
    """A badge. With `sign` it shows the sign of its tone before the word, with `mark` a picture."""

    def __init__(
        self,
        text: str,
        tone: Tone = Tone.NEUTRAL,
        *,
        sign: bool = False,
        mark: Mark | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._signed = sign
        self._mark = mark
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

    def show_state(self, text: str, mark: Mark | None = None) -> None:
        """Say a state, which is of no level: the word, and a picture before it if there is one."""
        self._signed, self._mark = False, mark
        self.show_level(text, Tone.NEUTRAL)
        self._indent()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        sign: Sign | None = self.tone if self._signed else self._mark
        if sign is not None:
            px = current().px
            side = px(_SIGN)
            painter = QPainter(self)
            top = (self.height() - side) / 2
            box = QRectF(px(_PADDING) + 1, top, side, side)
            paint_sign(painter, box, sign, str(self.tone))
            painter.end()

    def _indent(self) -> None:
        # No margin: the style sheet keeps its own there, and would lose it at another zoom.
        shown = self._signed or self._mark is not None
        self.setIndent(current().px(_SIGN + _SIGN_GAP) if shown else -1)
        self.updateGeometry()


def level_chip(text: str, tone: Tone, parent: QWidget | None = None) -> Chip:
    """The badge of a level: sign, word and colour."""
    return Chip(text, tone, sign=True, parent=parent)


def state_chip(text: str, mark: Mark | None = None, parent: QWidget | None = None) -> Chip:
    """The badge of a state: a picture and a word, in no colour of a level."""
    return Chip(text, mark=mark, parent=parent)
