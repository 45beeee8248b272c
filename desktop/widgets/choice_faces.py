"""How one choice of a row looks: a tab, a pill, a segment of a box, a card of a level.

What is chosen differs by more than its colour, and the keyboard shows in every theme.
"""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QRadioButton, QSizePolicy

from desktop.theme.icons import icon_pixmap
from desktop.theme.ring import Ringed, ringed
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import RADIUS, SMALL, Tone
from desktop.widgets.button import HELD, is_enter
from desktop.widgets.marks import paint_sign
from desktop.widgets.text import strong_font

_EDGE = 2
"""Edge of what is chosen, in px at every zoom."""
_BAR = 3
_COUNT_GAP = 6
_SIGN = 10
_SIGN_GAP = 8
_ARROW, _ICON = 14, 16
_FILTER_SIZE = 13
_WALK = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Up,
    Qt.Key.Key_Right,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class Face(QRadioButton):
    """What the four have in common; `walked` carries an arrow key, Home or End.

    With `menu` it opens one: it bears an arrow, and `opened` says that it is to open.
    """

    walked = Signal(Qt.Key)
    opened = Signal()
    height_px = 32
    padding_px = 12
    icon_name = ""
    """Of the picture with its words."""

    def __init__(self, text: str = "", tone: Tone | None = None, *, menu: bool = False) -> None:
        super().__init__()
        self.first = self.last = True
        self.absent = False
        """Not offered at all, whatever room there is."""
        self._words, self._count, self._tone, self._menu = text, "", tone, menu
        self.boxed = False
        """A button by itself, which stands for the whole row."""
        self._wanted: QSize | None = None
        """Its size, until something is told that changes it: layouts ask all the time."""
        self.setProperty("look", "choice")
        self.setAutoExclusive(not menu)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_words(text)
        follow_theme(self, self.updateGeometry)

    def set_words(self, text: str, count: int | None = None) -> None:
        """What it says, and the number beside it."""
        self._words, self._count = text, "" if count is None else str(count)
        told = f"{self._words} {self._count}".strip()
        self.setText(told.replace("&", "&&"))
        self.setAccessibleName(told)
        self.updateGeometry()
        self.update()

    def be_box(self, on: bool) -> None:
        """Look like a button by itself, or as one of a row."""
        self.boxed = on
        if on:
            self.height_px, self.padding_px = Face.height_px, Face.padding_px
        else:
            self.height_px, self.padding_px = type(self).height_px, type(self).padding_px
        self.updateGeometry()

    def be_stop(self, on: bool) -> None:
        """Have Tab stop here or not."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    def updateGeometry(self) -> None:
        """As Qt's, of another size."""
        self._wanted = None
        super().updateGeometry()

    def sizeHint(self) -> QSize:
        if self._wanted is None:
            self._wanted = self._measured()
        return self._wanted

    def _measured(self) -> QSize:
        px = current().px
        words = QFontMetrics(self._font()).horizontalAdvance(self._words)
        count = QFontMetrics(_count_font()).horizontalAdvance(self._count)
        wide = words + count + (px(_COUNT_GAP) if self._count else 0) + 2 * px(self.padding_px)
        wide += px(_SIGN + _SIGN_GAP) if self._tone else 0
        wide += px(_ICON + _COUNT_GAP) if self.icon_name else 0
        wide += px(_COUNT_GAP + _ARROW) if self._menu else 0
        return QSize(wide + 1, max(px(self.height_px), QFontMetrics(self._font()).height()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def nextCheckState(self) -> None:
        # The one that opens a menu is chosen by what it stands for.
        if self._menu:
            self.opened.emit()
        else:
            super().nextCheckState()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _WALK and not event.modifiers() & HELD:
            self.walked.emit(Qt.Key(event.key()))
        elif is_enter(event) and self._menu:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, muted = self.paint_ground(painter, QRectF(self.rect()))
        self._paint_words(painter, ink, muted)
        painter.end()

    def paint_ground(self, painter: QPainter, box: QRectF) -> tuple[str, str]:
        """Draw what is below the words; returns their colour and that of the number.

        Each look has its own; Qt's widgets leave no room for an `ABC`.
        """
        raise NotImplementedError

    def edge(self, painter: QPainter, box: QRectF, radius: float, fill: str, line: str) -> None:
        """A rounded ground with a hairline."""
        painter.setPen(QColor(line))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _font(self) -> QFont:
        return strong_font()

    def _paint_words(self, painter: QPainter, ink: str, muted: str) -> None:
        px = current().px
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        spare = self.width() - self.sizeHint().width()
        left = px(self.padding_px) + max(0, spare // 2)
        if self._tone:
            top = (self.height() - px(_SIGN)) / 2
            paint_sign(painter, QRectF(left, top, px(_SIGN), px(_SIGN)), self._tone)
            left += px(_SIGN + _SIGN_GAP)
        if self.icon_name:
            colour = "on_tint" if ink == current().tokens.on_tint else "ink"
            picture = icon_pixmap(self.icon_name, colour, px(_ICON), self.devicePixelRatioF())
            painter.drawPixmap(QPoint(left, (self.height() - px(_ICON)) // 2), picture)
            left += px(_ICON + _COUNT_GAP)
        for text, font, colour in (
            (self._words, self._font(), ink),
            (self._count, _count_font(), muted),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(self.rect().adjusted(left, 0, 0, 0), middle, text)
            left += painter.fontMetrics().horizontalAdvance(text) + px(_COUNT_GAP)
        if self._menu:
            side = px(_ARROW)
            colour = "on_brand" if ink == current().tokens.on_brand else "muted"
            picture = icon_pixmap("chevron-down", colour, side, self.devicePixelRatioF())
            spot = QPoint(self.width() - px(self.padding_px) - side, (self.height() - side) // 2)
            painter.drawPixmap(spot, picture)


class Tab(Face):
    """Words over a bar in brand colour where it is chosen."""

    height_px = 40
    padding_px = 4

    def paint_ground(self, painter: QPainter, box: QRectF) -> tuple[str, str]:
        tokens, px = current().tokens, current().px
        if self.boxed:
            ground = tokens.hover if self.underMouse() else tokens.surface
            self.edge(painter, box, px(RADIUS), ground, tokens.control)
            return tokens.ink, tokens.muted
        if self.isChecked():
            bar = QRectF(px(self.padding_px), box.bottom() - px(_BAR), 0, px(_BAR))
            bar.setRight(box.right() - px(self.padding_px))
            painter.fillRect(bar, QColor(tokens.accent))
        elif self.underMouse():
            line = QRectF(box.left(), box.bottom() - px(_BAR), box.width(), px(_BAR))
            inset = px(self.padding_px)
            painter.fillRect(line.adjusted(inset, 0, -inset, 0), QColor(tokens.line))
        strong = self.isChecked() or self.underMouse()
        return (tokens.on_tint if self.isChecked() else tokens.ink) if strong else tokens.muted, (
            tokens.muted
        )


class Pill(Face):
    """Rounded, filled with the brand colour where it is chosen; one that stands for nothing is
    muted."""

    height_px = 28

    def paint_ground(self, painter: QPainter, box: QRectF) -> tuple[str, str]:
        tokens, px = current().tokens, current().px
        radius = px(RADIUS) if self.boxed else box.height() / 2
        if self.isChecked():
            self.edge(painter, box, radius, tokens.brand, tokens.brand)
            return tokens.on_brand, tokens.on_brand
        ground = tokens.hover if self.underMouse() else tokens.surface
        self.edge(painter, box, radius, ground, tokens.control)
        return tokens.muted if self._count == "0" else tokens.ink, tokens.muted

    def _font(self) -> QFont:
        font = strong_font()
        font.setPixelSize(current().px(_FILTER_SIZE))
        return font


class Segment(Face):
    """A part of one box; the chosen one has a thick edge inside, a guess a dashed one."""

    guessed = False

    def paint_ground(self, painter: QPainter, box: QRectF) -> tuple[str, str]:
        tokens, px = current().tokens, current().px
        hovered = self.underMouse() and not self.isChecked()
        radius = px(RADIUS)
        # The ends are round, what lies between is cut off by the neighbours' lines.
        wide = box.adjusted(0 if self.first else -2 * radius, 0, 0 if self.last else 2 * radius, 0)
        painter.setPen(QPen(QColor(tokens.control), 1))
        painter.setBrush(QColor(tokens.hover if hovered else tokens.surface))
        painter.drawRoundedRect(wide.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if not self.first:
            painter.drawLine(box.topLeft(), box.bottomLeft())
        if self.isChecked() or self.guessed:
            line = Qt.PenStyle.SolidLine if self.isChecked() else Qt.PenStyle.DashLine
            painter.setPen(QPen(QColor(tokens.accent), _EDGE, line))
            painter.setBrush(QColor(tokens.tint if self.isChecked() else tokens.surface))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius - 1, radius - 1)
        return tokens.on_tint if self.isChecked() else tokens.ink, tokens.muted


class LevelFace(Face):
    """A card in the colours of its level, with its sign."""

    height_px = 56
    padding_px = 16

    def __init__(self, text: str = "", tone: Tone | None = None) -> None:
        super().__init__(text, tone)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paint_ground(self, painter: QPainter, box: QRectF) -> tuple[str, str]:
        tokens, px = current().tokens, current().px
        pair = tokens.pair(self._tone or Tone.NEUTRAL)
        chosen = self.isChecked()
        ground = pair.background if chosen or self.underMouse() else tokens.surface
        painter.setPen(QPen(QColor(pair.foreground if chosen else tokens.control), 1 + chosen))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(RADIUS), px(RADIUS))
        return pair.foreground if chosen else tokens.ink, tokens.muted


@ringed.register
def _(tab: Tab) -> Ringed:
    """Its words: the bar below them says what is chosen."""
    px = current().px
    high = 0 if tab.boxed else px(8)
    return Ringed(tab, tab.rect().adjusted(0, high, 0, -high), px(RADIUS))


@ringed.register
def _(pill: Pill) -> Ringed:
    radius = current().px(RADIUS) if pill.boxed else pill.height() / 2
    return Ringed(pill, pill.rect(), radius)


@ringed.register
def _(level: LevelFace) -> Ringed:
    """The whole card, wider than its words."""
    return Ringed(level, level.rect(), current().px(RADIUS))


@ringed.register
def _(segment: Segment) -> Ringed:
    """The whole box: it is one stop."""
    row = segment.parentWidget() or segment
    return Ringed(row, row.childrenRect(), current().px(RADIUS))


def _count_font() -> QFont:
    font = QApplication.font()
    font.setPixelSize(current().px(SMALL))
    return font
