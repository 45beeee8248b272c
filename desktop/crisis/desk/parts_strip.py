"""The parts of the desk in a row, each its icon over its word: at the left of its card, or below
the page where that is small."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication, QBoxLayout, QSizePolicy

from desktop.theme.icons import icon_pixmap
from desktop.theme.ring import Ringed, ringed
from desktop.theme.theme import current
from desktop.theme.tokens import CARD_RADIUS, RADIUS, SMALL
from desktop.widgets.choice_faces import Face
from desktop.widgets.choices import OneLine, Option

_WIDE, _HIGH, _LOW = 92, 56, 52
_ICON, _BAR, _SIDE, _INSET = 20, 3, 6, 3


class PartFace(Face):
    """Its icon over its word, and its count at the icon."""

    height_px = _HIGH
    padding_px = _SIDE
    icon_name = "ellipsis"
    across = False

    def sizeHint(self) -> QSize:
        px, metrics = current().px, QFontMetrics(self._font())
        icon = px(_ICON) + 2 * QFontMetrics(self._font()).horizontalAdvance(self._count)
        wide = max(metrics.horizontalAdvance(self._words), icon) + 2 * px(_SIDE)
        high = px(_ICON) + metrics.height() + px(8)
        if self.across:
            return QSize(wide, max(px(_LOW), high))
        return QSize(max(px(_WIDE), wide), max(px(_HIGH), high))

    def turn(self, *, across: bool) -> None:
        """Stand in a line, or in a column."""
        self.across = across
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.updateGeometry()

    def paint_ground(self, painter: QPainter, box: QRectF) -> tuple[str, str]:
        tokens, px = current().tokens, current().px
        chosen = self.isChecked()
        if self.underMouse() and not chosen:
            inner = box.adjusted(px(_INSET), px(_INSET), -px(_INSET), -px(_INSET))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(inner, px(RADIUS), px(RADIUS))
        if chosen:
            self._paint_chosen(painter, box)
        return tokens.on_tint if chosen else tokens.ink, tokens.on_tint if chosen else tokens.muted

    def _paint_chosen(self, painter: QPainter, box: QRectF) -> None:
        """In a column one surface with the card at its right, in a line a bar along its top."""
        tokens, px = current().tokens, current().px
        if self.across:
            along = QRectF(box.left(), box.top(), box.width(), px(_BAR))
            painter.fillRect(along.adjusted(px(_SIDE), 0, -px(_SIDE), 0), QColor(tokens.accent))
            return
        radius = px(CARD_RADIUS)
        path = QPainterPath(QPointF(box.right() + 2, box.top() + 0.5))
        path.lineTo(box.left() + radius, box.top() + 0.5)
        path.quadTo(box.left() + 0.5, box.top() + 0.5, box.left() + 0.5, box.top() + radius)
        path.lineTo(box.left() + 0.5, box.bottom() - radius)
        path.quadTo(box.left() + 0.5, box.bottom() - 0.5, box.left() + radius, box.bottom() - 0.5)
        path.lineTo(box.right() + 2, box.bottom() - 0.5)
        painter.fillPath(path, QColor(tokens.surface))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        bar = QRectF(box.left() + 1, box.top() + px(12), px(_BAR), box.height() - 2 * px(12))
        painter.fillRect(bar, QColor(tokens.accent))

    def _font(self) -> QFont:
        font = QApplication.font()
        font.setPixelSize(current().px(SMALL))
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _paint_words(self, painter: QPainter, ink: str, muted: str) -> None:
        px, side = current().px, current().px(_ICON)
        painter.setFont(self._font())
        metrics = painter.fontMetrics()
        top = (self.height() - side - px(2) - metrics.height()) // 2
        left = (self.width() - side) // 2
        role = "on_tint" if self.isChecked() else "ink"
        painter.drawPixmap(
            QPoint(left, top), icon_pixmap(self.icon_name, role, side, self.devicePixelRatioF())
        )
        painter.setPen(QColor(muted))
        painter.drawText(QPoint(left + side + px(3), top + metrics.ascent() - px(2)), self._count)
        painter.setPen(QColor(ink))
        line = self.rect().adjusted(0, top + side + px(2), 0, 0)
        painter.drawText(
            line, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._words
        )


@ringed.register
def _(face: PartFace) -> Ringed:
    """Inside of it: its neighbours touch it."""
    inset = current().px(_INSET)
    box = face.rect().adjusted(inset, inset, -inset, -inset)
    return Ringed(face, box, current().px(RADIUS), inside=True)


class PartsStrip(OneLine):
    """What has no room is in the menu at its end."""

    face = PartFace
    gap_px = 0

    def __init__(self, options: Sequence[Option], *, name: str) -> None:
        self._across = False
        super().__init__(options, name=name)

    def turn(self, *, across: bool) -> None:
        """Into a line, or into a column."""
        self._across = across
        self._column().setDirection(
            QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        )
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred
        self.setSizePolicy(free if across else fixed, fixed if across else free)
        for face in self._all():
            face.turn(across=across)
        self._make_room()

    def sizeHint(self) -> QSize:
        if self._across:
            return super().sizeHint()
        sizes = [face.sizeHint() for face in self._faces.values() if not face.absent]
        wide = max((size.width() for size in sizes), default=0)
        return QSize(wide, sum(size.height() for size in sizes))

    def minimumSizeHint(self) -> QSize:
        if self._across:
            return super().minimumSizeHint()
        return QSize(self.sizeHint().width(), 3 * self._more.sizeHint().height())

    def _fill(self, faces: Sequence[Face]) -> None:
        super()._fill(faces)
        for face in self._all():
            self._column().setStretchFactor(face, 1)
        self.turn(across=False)

    def _all(self) -> list[PartFace]:
        faces = (*self._faces.values(), self._more)
        return [face for face in faces if isinstance(face, PartFace)]

    def _column(self) -> QBoxLayout:
        layout = self.layout()
        if not isinstance(layout, QBoxLayout):
            raise TypeError("the parts stand in a box")
        return layout

    def _left_out(self) -> list[str]:
        if self._across:
            return super()._left_out()
        offered = [key for key, face in self._faces.items() if not face.absent]
        if self.sizeHint().height() <= self.height() or not self.isVisible():
            return []
        room = self.height() // self._more.sizeHint().height() - 1
        return offered[max(room, 1) :]
