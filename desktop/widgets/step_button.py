"""One step of a stepper: number, title, and its state as a chip."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QRadioButton, QSizePolicy

from desktop.theme.icons import icon_pixmap
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import RADIUS, Tone
from desktop.widgets.lettering import small_font, strong_font
from desktop.widgets.signs import paint_sign

DONE = "✓"
"""The state that is drawn as a tick, since not every font has one."""

_WIDTH = 214
_HEIGHT = 36
_EDGE = 12
_NUMBER = 24
_GAP = 10
_CHIP_PADDING = 8
_CHIP_RADIUS = 6
_TICK = 13
_SIGN = 8
_SIGN_GAP = 4
_SIGNED = (Tone.YELLOW, Tone.ORANGE, Tone.RED)


class StepButton(QRadioButton):
    """A radio button as wide as its row; `jumped` follows Home (False) and End (True)."""

    jumped = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self._title = ""
        self._state = ""
        self._tone = Tone.NEUTRAL
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self, self.updateGeometry)

    def show_step(self, number: int, title: str, state: str, tone: Tone, state_name: str) -> None:
        """Number, title and state, for the eye and for screen readers."""
        self._number, self._title, self._state, self._tone = number, title, state, tone
        words = f"{number}. {title}"
        self.setAccessibleName(f"{words}: {state_name}" if state_name else words)
        self.setToolTip(state_name)
        self.updateGeometry()
        self.update()

    def be_stop(self, on: bool) -> None:
        """Have Tab stop here or not."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    def sizeHint(self) -> QSize:
        px = current().px
        title = QFontMetrics(strong_font()).horizontalAdvance(self._title)
        needed = px(2 * _EDGE + _NUMBER + _GAP) + title + self._chip_width()
        return QSize(max(px(_WIDTH), needed), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.jumped.emit(event.key() == Qt.Key.Key_End)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, px = current().tokens, current().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        ink = tokens.on_tint if self.isChecked() else tokens.ink
        middle = Qt.AlignmentFlag.AlignVCenter
        inner = self.rect().adjusted(px(_EDGE), 0, -px(_EDGE), 0)
        painter.setFont(strong_font() if self.isChecked() else QApplication.font())
        painter.setPen(QColor(ink if self.isChecked() else tokens.muted))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | middle, str(self._number))
        painter.setPen(QColor(ink))
        words = inner.adjusted(px(_NUMBER), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | middle, self._title)
        if self._state:
            self._paint_chip(painter, inner)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        tokens = current().tokens
        fill = tokens.tint if self.isChecked() else tokens.hover if self.underMouse() else ""
        painter.setPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        radius = current().px(RADIUS)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)

    def _paint_chip(self, painter: QPainter, inner: QRect) -> None:
        tokens, px = current().tokens, current().px
        pair = tokens.pair(self._tone)
        painter.setFont(small_font())
        box = QRectF(0, 0, self._chip_width(), painter.fontMetrics().height() + px(5))
        box.moveCenter(QRectF(inner).center())
        box.moveRight(inner.right() + 1)
        edged = self.isChecked() or tokens.name == "contrast"
        painter.setPen(QPen(QColor(pair.line), 1) if edged else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(pair.background))
        painter.drawRoundedRect(box, px(_CHIP_RADIUS), px(_CHIP_RADIUS))
        if self._state == DONE:
            side = px(_TICK)
            picture = icon_pixmap("check", str(self._tone), side, self.devicePixelRatioF())
            spot = box.center() - QPoint(side // 2, side // 2)
            painter.drawPixmap(spot.toPoint(), picture)
            return
        if self._tone in _SIGNED:
            side = px(_SIGN)
            top = box.center().y() - side / 2
            left = box.left() + px(_CHIP_PADDING)
            paint_sign(painter, QRectF(left, top, side, side), self._tone)
            box.setLeft(box.left() + px(_SIGN + _SIGN_GAP))
        painter.setPen(QColor(pair.foreground))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._state)

    def _chip_width(self) -> int:
        if not self._state:
            return 0
        px = current().px
        if self._state == DONE:
            return px(_TICK + 2 * _CHIP_PADDING)
        words = QFontMetrics(small_font()).horizontalAdvance(self._state)
        signed = px(_SIGN + _SIGN_GAP) + words if self._tone in _SIGNED else 0
        return max(px(_TICK), words, signed) + 2 * px(_CHIP_PADDING)
