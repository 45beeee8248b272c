"""The steps of a longer piece of work, in an order nobody has to keep, each with its state."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.i18n import _
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.button import icon_button
from desktop.widgets.card import Card
from desktop.widgets.step_button import StepButton


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
