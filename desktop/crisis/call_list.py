"""The list of calls: arrows choose, one letter says what became of the call."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.crisis.labels import call_outcome_label
from core.crisis.model import Call, CallOutcome
from core.days import clock_time
from core.i18n import _, pgettext
from desktop.theme.tokens import Tone
from desktop.widgets.item_list import ItemList, ListItem

OUTCOMES = (CallOutcome.REACHED, CallOutcome.NOT_REACHED, CallOutcome.MESSAGE_LEFT)
"""What may become of a call, in the order of the buttons."""

_MOST = 4
"""Rows in view: with the call that is chosen above them they fill the desk of a small laptop."""

_TONES = {
    CallOutcome.WAITING: Tone.NEUTRAL,
    CallOutcome.REACHED: Tone.GREEN,
    CallOutcome.NOT_REACHED: Tone.ORANGE,
    CallOutcome.MESSAGE_LEFT: Tone.YELLOW,
}


def outcome_tone(outcome: CallOutcome) -> Tone:
    """The colour that goes with an outcome; its word says the same."""
    return _TONES[outcome]


def outcome_key(outcome: CallOutcome) -> str:
    """The letter that says an outcome, in the language of the window."""
    return {
        CallOutcome.WAITING: "",
        CallOutcome.REACHED: pgettext("key: reached", "R"),
        CallOutcome.NOT_REACHED: pgettext("key: no answer", "N"),
        CallOutcome.MESSAGE_LEFT: pgettext("key: message left", "M"),
    }[outcome]


def row(call: Call) -> ListItem:
    """A call in the list: who, why or what was said, and what became of it."""
    outcome = call_outcome_label(call.outcome)
    badge = f"{outcome} {clock_time(call.at)}" if call.at else outcome
    said = _("“{word}”").format(word=call.said) if call.said else call.why
    parts = [call.number or _("no number"), said]
    return ListItem(
        call.id,
        call.name,
        " · ".join(part for part in parts if part),
        badge,
        outcome_tone(call.outcome),
        indent=1 if call.instead_of is not None else 0,
    )


class CallList(ItemList):
    """`settled(outcome)` for the call that is chosen: its letter, or Space for whoever answered;
    Space again and it waits."""

    settled = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, most=_MOST, parent=parent)
        self._outcome = CallOutcome.WAITING

    def show_outcome(self, outcome: CallOutcome) -> None:
        """What became of the call that is chosen."""
        self._outcome = outcome

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        letters = {outcome_key(one): one for one in OUTCOMES}
        wanted = letters.get(event.text().upper()) if not held else None
        if event.key() == Qt.Key.Key_Space:
            reached = self._outcome is CallOutcome.REACHED
            wanted = CallOutcome.WAITING if reached else CallOutcome.REACHED
        if wanted is not None and self.selected_key() is not None:
            self.settled.emit(wanted)
        else:
            super().keyPressEvent(event)
