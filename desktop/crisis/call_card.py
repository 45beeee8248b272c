"""The call that is chosen: whom, the number large, why, and what became of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.crisis.labels import call_outcome_label
from core.crisis.model import Call, CallOutcome
from core.days import clock_time
from core.i18n import _
from desktop.crisis.call_list import OUTCOMES, outcome_key, outcome_tone
from desktop.crisis.tall_key import TallKey
from desktop.forms.form import Form
from desktop.notifier import Notifier
from desktop.theme.scaling import spaced
from desktop.widgets.beside import Beside
from desktop.widgets.button import button, icon_button
from desktop.widgets.card import Card
from desktop.widgets.chip import Chip
from desktop.widgets.flow_layout import flow_row
from desktop.widgets.labelled import LabelledField
from desktop.widgets.text import text_label

_NUMBER_ROOM = 190


class CallCard(Card):
    """`settled(outcome)` by its buttons; `done` when Enter ends what was said.

    `number_wanted(id)` asks for the card in the roster of a contact without a number.
    """

    settled = Signal(object)
    done = Signal()
    number_wanted = Signal(int)

    def __init__(self, notifier: Notifier, save: Callable[[Call, str], None]) -> None:
        """`save` keeps what was said in a call."""
        super().__init__()
        self._notifier = notifier
        self._save = save
        self._call: Call | None = None
        self._name = text_label("", "section")
        self._about = text_label("", "muted")
        self._number = text_label("", "figure")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy = button(_("Copy number"), self._copy_number, kind="quiet", icon_name="copy")
        self._none = text_label(_("no number"), "muted")
        self._write = button(_("Write the number"), self._want_number, icon_name="book-user")
        self._told = Chip("")
        self._buttons = {one: self._button(one) for one in OUTCOMES}
        self._again = icon_button(
            "rotate-ccw", _("Call again"), lambda: self.settled.emit(CallOutcome.WAITING)
        )
        self.said = LabelledField(_("What they said"), _Said(self.done.emit))
        self._form = Form(self, notifier, "call")
        self._form.bind(self.said, self._words, self._keep, "said", whole=True)
        self._lay_out()

    def show_call(self, call: Call, about: str) -> None:
        """Show a call; `about` says why, or in whose place. What is being typed stays."""
        if self._call is not None and self._call.id != call.id:
            # What waits belongs to the call that was shown before.
            self._form.flush()
        self._call = call
        self.setAccessibleName(_("Call: {name}").format(name=call.name))
        self._name.setText(call.name)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._number.setText(call.number)
        for part in (self._number, self._copy):
            part.setVisible(bool(call.number))
        self._none.setVisible(not call.number)
        self._write.setVisible(not call.number and call.contact_id is not None)
        outcome = call_outcome_label(call.outcome)
        if call.at is not None:
            self._told.show_level(f"{outcome} {clock_time(call.at)}", outcome_tone(call.outcome))
        self._told.setVisible(call.at is not None)
        self._again.setVisible(call.at is not None)
        self._form.show_subject(call.id)

    def ask_said(self) -> None:
        """Put the keyboard where what was said is typed."""
        self.said.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Save now whatever waits."""
        self._form.flush()

    def _lay_out(self) -> None:
        numbers = QWidget()
        column = QVBoxLayout(numbers)
        spaced(column)
        column.addWidget(self._number)
        column.addWidget(self._none)
        number = Beside(numbers, text_room=_NUMBER_ROOM)
        for action in (self._copy, self._write):
            number.add_action(action)
        head = QWidget()
        first = QHBoxLayout(head)
        spaced(first, gap=6)
        first.addWidget(self._name, 1)
        first.addWidget(self._told, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self._again, 0, Qt.AlignmentFlag.AlignVCenter)
        names = QVBoxLayout()
        spaced(names)
        for part in (head, self._about, number):
            names.addWidget(part)
        self.body.addLayout(names)
        row = flow_row(*self._buttons.values())
        for part in (row, self.said):
            self.add(part)

    def _button(self, outcome: CallOutcome) -> TallKey:
        return TallKey(
            call_outcome_label(outcome),
            outcome_key(outcome),
            lambda: self.settled.emit(outcome),
            kind="primary" if outcome is CallOutcome.REACHED else "secondary",
        )

    def _words(self) -> str:
        return self._call.said if self._call else ""

    def _keep(self, typed: str) -> None:
        call = self._call
        if call is not None and typed.strip() != call.said:
            self._save(call, typed)

    def _want_number(self) -> None:
        if self._call is not None and self._call.contact_id is not None:
            self.number_wanted.emit(self._call.contact_id)

    def _copy_number(self) -> None:
        if self._call is not None:
            QGuiApplication.clipboard().setText(self._call.number)
            self._notifier.toast(_("The number is copied."))


class _Said(QLineEdit):
    """One line; Enter keeps it and goes on to the next call."""

    def __init__(self, done: Callable[[], None]) -> None:
        super().__init__()
        self.returnPressed.connect(done)
