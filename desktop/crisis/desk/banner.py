"""The head of the desk: what is open, on which level, since when, when the public hears more."""

from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.incidents.clock import duration, next_update, until
from core.crisis.model import Incident
from core.i18n import _
from core.plan.labels import level_label
from desktop.crisis.looks import enlarged, level_ground
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import SIGNS, SMALL, TITLE, Tone
from desktop.widgets.layouts import Beside
from desktop.widgets.marks import sign_path
from desktop.widgets.text import let_wrap

_TITLE_ROOM = 250
_SIDES = 36 + 18
"""Margins of the banner, and the room that stands before a figure."""
_SIGN = 11
_STRIPES, _STRIPE = 24, 12


class DeskBanner(QFrame):
    """On the ground of its level. `tick` moves the clock on; nothing else is read again for it."""

    def __init__(self, *, scale: float = 1.0) -> None:
        super().__init__()
        self.setObjectName("crisis-banner")
        self._scale = scale
        self._desk: Desk | None = None
        self._tone = Tone.NEUTRAL
        self._sign = _Sign()
        self._state = _label("kicker", wraps=True)
        self._title = _label("title", wraps=True)
        self._open = _Figure()
        self._next = _Figure()
        self._body = _Body(self._head(), text_room=_TITLE_ROOM)
        for part in (self._open, self._next):
            self._body.add_action(part)
        box = QVBoxLayout(self)
        spaced(box, (20, 12, 16, 12))
        box.addWidget(self._body)
        follow_theme(self, self._dress)

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right."""
        self._body.add_action(widget)

    def show_desk(self, desk: Desk, now: datetime) -> None:
        """Show an incident as it is now."""
        self._desk = desk
        tone = Tone(desk.incident.level) if desk.incident.open else Tone.NEUTRAL
        self._state.setText(state_line(desk.incident))
        self._title.setText(desk.incident.title)
        if tone is not self._tone:
            self._tone = tone
            self._dress()
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """What the clock says now."""
        if self._desk is None:
            return
        incident = self._desk.incident
        what = _("Open for") if incident.open else _("Was open for")
        self._open.say(what, duration(self._desk.elapsed(now)))
        update = next_update(self._desk, now)
        caption = update[:1].upper() + update[1:]
        self._next.say(caption, until(self._desk.until_update(now)))
        self._next.setVisible(incident.open)
        self._fit()
        told = (self._state.text(), incident.title, self._open.words, self._next.words)
        self.setAccessibleName(". ".join(told))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Break only a line that is wider than all there is, and then look what has room.

        What may be broken asks for less width than it needs, and would be set where it has none.
        """
        room = self.contentsRect().width() - current().px(_SIDES)
        for label in (self._open.caption, self._next.caption):
            label.ensurePolished()
            wanted = label.fontMetrics().horizontalAdvance(label.text())
            label.setWordWrap(wanted > room)
        self._body.fit()

    def _head(self) -> QWidget:
        texts = QWidget()
        column = QVBoxLayout(texts)
        spaced(column, gap=2)
        line = QHBoxLayout()
        spaced(line, gap=7)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._state, 1)
        column.addLayout(line)
        column.addWidget(self._title)
        return texts

    def _dress(self) -> None:
        look, px = level_ground(self._tone), current().px
        scale = enlarged(self._scale)
        self.setStyleSheet(
            f"#crisis-banner {{ background: {look.ground}; border: 1px solid {look.line};"
            f" border-radius: {px(12)}px; }}"
            f"QLabel {{ color: {look.ink}; }}"
            f'QLabel[part="kicker"] {{ font-size: {px(SMALL * scale)}px; font-weight: 650; }}'
            f'QLabel[part="caption"] {{ font-size: {px(SMALL * scale)}px; }}'
            f'QLabel[part="title"] {{ font-size: {px(TITLE * scale)}px; font-weight: 700; }}'
            f"QPushButton {{ color: {look.ground}; background: {look.ink};"
            f" border: 2px solid {look.ink}; min-height: {px(30)}px; }}"
            f"QPushButton:hover {{ color: {look.ground}; background: {look.ink};"
            f" border-color: {look.ground}; }}"
            f"QPushButton:focus {{ border: 2px solid {look.ground}; }}"
        )
        self._sign.show_sign(self._tone, look.ink)
        self._fit()


class DrillStrip(QWidget):
    """Across the desk of a drill, so that nobody takes it for the real thing."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words_of_drill())
        follow_theme(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(0, current().px(_STRIPES))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, px = current().tokens, current().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(tokens.mark))
        pen = QColor(tokens.on_mark)
        pen.setAlpha(60)
        painter.setPen(Qt.PenStyle.NoPen)
        wide, high = px(_STRIPE), self.height()
        for left in range(-high, self.width(), 2 * wide):
            path = [(left, high), (left + high, 0), (left + high + wide, 0), (left + wide, high)]
            painter.setBrush(pen)
            painter.drawPolygon([QPointF(x, y) for x, y in path])
        self._paint_words(painter, tokens.mark, tokens.on_mark)
        painter.end()

    def _paint_words(self, painter: QPainter, ground: str, ink: str) -> None:
        font = QFont(self.font())
        font.setPixelSize(current().px(SMALL))
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        words = painter.fontMetrics().elidedText(
            words_of_drill(), Qt.TextElideMode.ElideRight, self.width()
        )
        room = painter.fontMetrics().horizontalAdvance(words) + current().px(28)
        box = QRectF((self.width() - room) / 2, 0, room, self.height())
        painter.fillRect(box, QColor(ground))
        painter.setPen(QColor(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def words_of_drill() -> str:
    """What stands across a drill."""
    return _("DRILL · nothing on this desk is real")


def state_line(incident: Incident) -> str:
    """`INCIDENTE ABIERTO · NIVEL NARANJA`."""
    if incident.drill:
        state = _("Drill") if incident.open else _("Drill ended")
    else:
        state = _("Incident open") if incident.open else _("Incident closed")
    level = _("Level {name}").format(name=level_label(incident.level))
    return f"{state} · {level}".upper()


class _Body(Beside):
    """Looks again whether its parts have room, as the words of the clock change."""

    def fit(self) -> None:
        self._turn()


class _Figure(QWidget):
    """A caption and, below it, what the clock says."""

    def __init__(self) -> None:
        super().__init__()
        self.caption, self._value = _label("caption"), _label("title")
        self.words = ""
        column = QVBoxLayout(self)
        spaced(column, (12, 0, 0, 0), gap=1)
        for part in (self.caption, self._value):
            part.setAlignment(Qt.AlignmentFlag.AlignRight)
            column.addWidget(part)

    def say(self, caption: str, value: str) -> None:
        self.words = f"{caption}: {value}"
        self.caption.setText(caption)
        self._value.setText(value)


class _Sign(QWidget):
    """The sign of the level, in the colour of the words beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._tone, self._ink = Tone.NEUTRAL, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_sign(self, tone: Tone, ink: str) -> None:
        self._tone, self._ink = tone, ink
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = current().px(_SIGN)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(sign_path(SIGNS[self._tone], QRectF(self.rect())), QColor(self._ink))
        painter.end()


def _label(part: str, *, wraps: bool = False) -> QLabel:
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("part", part)
    # Whether its line must be broken is seen only once it was given less room than it has words.
    made.setMinimumWidth(1)
    if wraps:
        let_wrap(made)
    return made
