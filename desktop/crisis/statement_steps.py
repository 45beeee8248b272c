"""What a statement would say was done: asked step by step, and ticked with its hour or left out."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from core.crisis.scenario import ScenarioStep
from core.days import clock_time
from core.i18n import _
from desktop.crisis.pen import Pen
from desktop.crisis.statement_fields import HourLine
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import empty, flow_row

Asked = Sequence[tuple[ScenarioStep, str]]
"""Steps, each with what the text would say of it."""


class StepQuestions(Card):
    """`done(step, hour as typed, its field)` and `not_yet(step)`."""

    done = Signal(object, str, object)
    not_yet = Signal(object)

    def __init__(self, pen: Pen) -> None:
        super().__init__(
            _("Has this been done?"),
            _("The text says only what is ticked. With “Not yet” it goes out without it."),
        )
        self._pen = pen
        self._shown: list[tuple[ScenarioStep, str]] = []
        self._rows = QVBoxLayout()
        spaced(self._rows, gap=12)
        self.body.addLayout(self._rows)
        self.hide()

    def show_steps(self, asked: Asked) -> None:
        """Ask for these; the same again cost nothing, and what is being typed stays."""
        if list(asked) == self._shown:
            return
        self._shown = list(asked)
        held = self.isAncestorOf(self.window().focusWidget() or self.window())
        empty(self._rows)
        for step, words in asked:
            row = self._row(step, words)
            self._rows.addWidget(row)
            # Qt would show it a moment later, and the keyboard goes past what is not shown.
            row.show()
        self.setVisible(bool(asked))
        if held:
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """The first question, or where the keyboard would go next."""
        first = self.findChild(HourLine) if self._shown else None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focusNextChild()

    def _row(self, step: ScenarioStep, words: str) -> LabelledField:
        """The step, `Yes, at 14:32 / Not yet`, and below what the text would say."""
        edit = HourLine()
        edit.setText(clock_time(self._pen.hand().moment))
        edit.setAccessibleName(_("{step}: at what time").format(step=step.text))
        yes = button(_("Yes, at"), lambda: self.done.emit(step, edit.text(), field))
        no = button(_("Not yet"), partial(self.not_yet.emit, step), kind="quiet")
        for one in (yes, no):
            one.setAccessibleDescription(step.text)
        said = _("The text would say: “{words}”").format(words=words)
        field = LabelledField(step.text, flow_row(yes, edit, no), said)
        return field
