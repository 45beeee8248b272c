"""What stands on the head of the desk: words on a solid ground, and buttons among them."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from desktop.crisis.looks import ColourPair
from desktop.theme.icons import icon_pixmap
from desktop.theme.ring import Ringed, ringed
from desktop.theme.theme import current
from desktop.theme.tokens import RADIUS, SMALL, TITLE_WEIGHT
from desktop.widgets.button import Button
from desktop.widgets.text import width_in_lines, wrap

_PADDING, _ARROW, _ICON = 12, 10, 18
_HIGH, _LOW = 44, 40
_GAP = 8
_NOTHING = ColourPair("", "", "")


class _TwoLines:
    """A caption and, below it, what it is about; or that alone."""

    def __init__(self) -> None:
        self.caption, self.value = "", ""
        self.size, self.scale = 14, 1.0

    def font(self, *, small: bool) -> QFont:
        made = QApplication.font()
        made.setPixelSize(current().px((SMALL if small else self.size) * self.scale))
        made.setWeight(QFont.Weight.Normal if small else QFont.Weight(TITLE_WEIGHT))
        return made

    def hint(self) -> QSize:
        lines = [QFontMetrics(self.font(small=True)).boundingRect(self.caption)] * bool(
            self.caption
        )
        wide = max(
            QFontMetrics(self.font(small=small)).horizontalAdvance(text)
            for text, small in ((self.caption, True), (self.value, False))
        )
        high = QFontMetrics(self.font(small=False)).height() * bool(self.value)
        high += QFontMetrics(self.font(small=True)).height() * len(lines)
        return QSize(wide + 1, high)

    def lines(self, room: QRect) -> list[str]:
        """The value, in two lines where it is too long and there is the height."""
        high = QFontMetrics(self.font(small=False)).height()
        return wrap(
            self.value, self.font(small=False), room.width(), 1 + (room.height() >= 2 * high)
        )

    def paint(self, painter: QPainter, room: QRect, ink: str, side: Qt.AlignmentFlag) -> None:
        """In the middle of the room. A value that is too long takes the line of its caption too."""
        strong = QFontMetrics(self.font(small=False))
        told = [
            (text, small) for text, small in ((self.caption, True), (self.value, False)) if text
        ]
        if told and strong.horizontalAdvance(self.value) > room.width():
            told = [(line, False) for line in self.lines(room)]
        fonts = [self.font(small=small) for _text, small in told]
        high = [QFontMetrics(font).height() for font in fonts]
        top = room.top() + (room.height() - sum(high)) // 2
        painter.setPen(QColor(ink))
        for (text, _small), font, tall in zip(told, fonts, high, strict=True):
            painter.setFont(font)
            line = QRect(room.left(), top, room.width(), tall)
            painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, text)
            top += tall


class BandWords(QWidget):
    """Only read. One that `elides` gives way where there is no room."""

    def __init__(self, *, elides: bool = False, right: bool = False) -> None:
        super().__init__()
        self._lines, self._look, self._badge = _TwoLines(), _NOTHING, False
        self._elides = elides
        self._side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        across = QSizePolicy.Policy.Preferred if elides else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def say(self, caption: str, value: str) -> None:
        """Say this; the same again costs nothing."""
        if (caption, value) != (self._lines.caption, self._lines.value):
            self._lines.caption, self._lines.value = caption, value
            self.setAccessibleName(f"{caption} {value}".strip())
            self.updateGeometry()
            self.update()

    def is_whole(self) -> bool:
        """Whether its words are seen to their end."""
        return " ".join(self._lines.lines(self.rect())) == self._lines.value

    def in_two_lines(self) -> int:
        """Width in px at which its words are whole in two lines."""
        return width_in_lines(self._lines.value, self._lines.font(small=False), 2)

    def dress(self, look: ColourPair, size: int, scale: float, *, badge: bool = False) -> None:
        """The colours and the size; a `badge` has a ground of its own."""
        self._look, self._badge = look, badge
        self._lines.size, self._lines.scale = size, scale
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px, hint = current().px, self._lines.hint()
        if self._elides:
            # Where it has no room in its line, it takes two.
            hint.setHeight(2 * QFontMetrics(self._lines.font(small=False)).height())
        return hint + QSize(px(16), px(6)) if self._badge else hint

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(1, hint.height()) if self._elides else hint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room, side = self.rect(), self._side
        if self._badge:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._look.ground))
            painter.drawRoundedRect(room, current().px(6), current().px(6))
            side = Qt.AlignmentFlag.AlignHCenter
        self._lines.paint(painter, room, self._look.ink, side)
        painter.end()


class BandFace(Button):
    """A button on the solid ground. Where it does nothing any more it is words alone."""

    def __init__(
        self, *, arrow: bool = False, filled: bool = False, icon_name: str = "", acts: bool = True
    ) -> None:
        super().__init__()
        self._lines, self._look, self._low = _TwoLines(), _NOTHING, False
        self._arrow, self._filled, self._icon = arrow, filled, icon_name
        self._acts = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._still = not acts
        self.set_acts(acts)

    def set_acts(self, on: bool) -> None:
        """Whether it can be pressed."""
        self._acts = on and not self._still
        stop = Qt.FocusPolicy.StrongFocus if self._acts else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(stop)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not self._acts)
        self.updateGeometry()
        self.update()

    def say(self, caption: str, value: str, name: str = "") -> None:
        """Say this; `name` is what a screen reader says."""
        if (caption, value, name) != (
            self._lines.caption,
            self._lines.value,
            self.accessibleName(),
        ):
            self._lines.caption, self._lines.value = caption, value
            self.setText(value)
            self.setAccessibleName(name or f"{caption} {value}".strip())
            self.updateGeometry()
            self.update()

    def dress(self, look: ColourPair, size: int, scale: float, *, low: bool) -> None:
        """The colours, the size, and whether there is but one line of room."""
        self._look, self._low = look, low
        self._lines.size, self._lines.scale = size, scale
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px, hint = current().px, self._lines.hint()
        wide = hint.width() if self._lines.value and not self._bare else 0
        wide += px(_ICON) if self._icon else 0
        wide += px(_GAP) if self._icon and wide > px(_ICON) else 0
        wide += px(_GAP + _ARROW) if self._pointed else 0
        high = max(px(_LOW if self._low else _HIGH), hint.height() + px(4))
        return QSize(wide + 2 * px(_PADDING), high)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def _bare(self) -> bool:
        """Only its icon is shown; its words are for screen readers."""
        return self.menu() is not None

    @property
    def _pointed(self) -> bool:
        return self._arrow and self._acts

    def paintEvent(self, _event: QPaintEvent) -> None:
        px, look = current().px, self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QRectF(self.rect())
        ground, ink = (look.ink, look.ground) if self._filled else ("", look.ink)
        if self._acts:
            self._paint_shape(painter, shape, ground, ink)
        inner = shape.toRect().adjusted(px(_PADDING), 0, -px(_PADDING), 0)
        if self._icon:
            side = px(_ICON)
            picture = icon_pixmap(self._icon, ink, side, self.devicePixelRatioF())
            left = inner.left() if not self._bare else int(shape.center().x()) - side // 2
            painter.drawPixmap(left, int(shape.center().y()) - side // 2, picture)
            inner.setLeft(inner.left() + side + px(_GAP))
        if self._pointed:
            self._paint_arrow(painter, QPointF(inner.right() - px(_ARROW) / 2, shape.center().y()))
            inner.setRight(inner.right() - px(_GAP + _ARROW))
        if not self._bare:
            self._lines.paint(painter, inner, ink, Qt.AlignmentFlag.AlignLeft)
        painter.end()

    def _paint_shape(self, painter: QPainter, shape: QRectF, ground: str, ink: str) -> None:
        px, fill, edge = current().px, QColor(ground or self._look.ink), QColor(self._look.ink)
        if not ground:
            fill.setAlpha(50 if self.isDown() else 28 if self.underMouse() else 0)
            edge.setAlpha(190)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(shape.adjusted(0.5, 0.5, -0.5, -0.5), px(RADIUS), px(RADIUS))

    def _paint_arrow(self, painter: QPainter, middle: QPointF) -> None:
        half = current().px(_ARROW) / 2
        painter.setPen(QPen(QColor(self._look.ink), 1.8))
        painter.drawPolyline(
            QPolygonF([middle + QPointF(-half, -half / 2), middle + QPointF(0, half / 2),
                       middle + QPointF(half, -half / 2)])
        )  # fmt: skip


@ringed.register
def _(face: BandFace) -> Ringed:
    """Its ring is its own, in the colour that shows on the band."""
    return Ringed(face, QRect(), 0, inside=True)
