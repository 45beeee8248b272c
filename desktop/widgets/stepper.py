"""The steps of a plan, as buttons in a column."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.i18n import _
from desktop.theme.icons import icon_pixmap
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import RADIUS, Tone
from desktop.widgets.button import icon_button
from desktop.widgets.card import Card
from desktop.widgets.marks import paint_sign
from desktop.widgets.text import small_font, strong_font

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


@dataclass(frozen=True, slots=True)
class StepItem:
    """One step: its words, and its state as a chip.

    `state_text` is what the chip shows, "✓" or a number; `state_name` says it in words.
    """

    key: str
    title: str
    state_text: str = ""
    state_tone: Tone = Tone.NEUTRAL
    state_name: str = ""


class Stepper(QWidget):
    """A card of numbered steps; `chosen(key)` follows each change of step, also by `choose`.

    Up, Down, Home and End go from step to step. Where the page is narrow, `set_compact` makes it
    one row: a list to choose from, and a button to either side.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._steps: list[StepItem] = []
        self._key = ""
        self._buttons: list[StepButton] = []
        self._card = Card(flush=True)
        self._card.setAccessibleName(name)
        self._column = QVBoxLayout()
        spaced(self._column, (8, 8, 8, 8), gap=2)
        self._card.body.addLayout(self._column)
        self._list = QComboBox()
        self._list.setAccessibleName(name)
        self._list.activated.connect(lambda at: self._go(at))
        self._back = icon_button("chevron-left", _("Previous step"), lambda: self._step(-1))
        self._on = icon_button("chevron-right", _("Next step"), lambda: self._step(1))
        self._row = QWidget()
        self._lay_out()
        self.set_compact(False)

    def set_steps(self, steps: Sequence[StepItem]) -> None:
        """Show these. The chosen step stays while its key exists; before any, it is the first."""
        same = [step.key for step in steps] == [step.key for step in self._steps]
        self._steps = list(steps)
        if not same:
            self._make_buttons()
        for number, (made, step) in enumerate(zip(self._buttons, steps, strict=True), start=1):
            made.show_step(number, step.title, step.state_text, step.state_tone, step.state_name)
        with QSignalBlocker(self._list):
            self._list.clear()
            for number, step in enumerate(steps, start=1):
                self._list.addItem(_line(number, step))
        if steps and self._key not in [step.key for step in steps]:
            self._go(0)
        self._mark()

    def choose(self, key: str) -> None:
        """Go to a step; KeyError when there is none of that name."""
        for at, step in enumerate(self._steps):
            if step.key == key:
                self._go(at)
                return
        raise KeyError(key)

    def current_key(self) -> str:
        """Key of the chosen step; empty before there are steps."""
        return self._key

    def set_compact(self, compact: bool) -> None:
        """Show one row instead of the card, or the card again; the keyboard goes along."""
        had = self._list.hasFocus() or any(made.hasFocus() for made in self._buttons)
        self._row.setVisible(compact)
        self._card.setVisible(not compact)
        across = QSizePolicy.Policy.Preferred if compact else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        if had:
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Give the keyboard to the chosen step."""
        target: QWidget = self._list
        if self._row.isHidden():
            target = next((made for made in self._buttons if made.isChecked()), self)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        line = QHBoxLayout(self._row)
        spaced(line, gap=4)
        line.addWidget(self._list, 1)
        line.addWidget(self._back)
        line.addWidget(self._on)
        # The list may be narrower than its longest line.
        self._list.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._card)
        box.addWidget(self._row)

    def _make_buttons(self) -> None:
        for made in self._buttons:
            made.setParent(None)
            made.deleteLater()
        self._buttons = [StepButton() for _step in self._steps]
        for at, made in enumerate(self._buttons):
            self._column.addWidget(made)
            made.toggled.connect(lambda on, at=at: self._go(at) if on else None)
            made.jumped.connect(lambda last: self._jump(last=last))

    def _jump(self, *, last: bool) -> None:
        made = self._buttons[-1 if last else 0]
        made.setFocus(Qt.FocusReason.TabFocusReason)
        made.setChecked(True)

    def _step(self, by: int) -> None:
        self._go(self._list.currentIndex() + by)

    def _go(self, at: int) -> None:
        if self._steps[at].key != self._key:
            self._key = self._steps[at].key
            self._mark()
            self.chosen.emit(self._key)

    def _mark(self) -> None:
        at = next((i for i, step in enumerate(self._steps) if step.key == self._key), -1)
        with QSignalBlocker(self._list):
            self._list.setCurrentIndex(at)
        if at >= 0 and not self._buttons[at].isChecked():
            self._buttons[at].setChecked(True)
        for made in self._buttons:
            made.be_stop(made.isChecked())
        self._enable(self._back, at > 0)
        self._enable(self._on, 0 <= at < len(self._steps) - 1)

    def _enable(self, made: QToolButton, on: bool) -> None:
        if not on and made.hasFocus():
            # Qt would send the keyboard somewhere after the row.
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        made.setEnabled(on)


def _line(number: int, step: StepItem) -> str:
    line = f"{number} · {step.title}"
    return f"{line} ({step.state_text})" if step.state_text else line
