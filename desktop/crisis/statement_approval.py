"""Approving a statement in place: by whom, and with one key how they said so."""

from functools import partial

from PySide6.QtCore import Qt, Signal

from core.i18n import _, pgettext
from desktop.crisis.statement_fields import Line
from desktop.crisis.tall_key import TallKey
from desktop.crisis.wrong_line import WrongLine
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import flow_row


def ways() -> tuple[tuple[str, str], ...]:
    """How somebody approves: the words of the button, and those of the log."""
    return (
        (pgettext("approved", "In person"), _("in person")),
        (pgettext("approved", "By telephone"), _("by telephone")),
        (pgettext("approved", "In writing"), _("in writing")),
        (pgettext("approved", "By message"), _("by message")),
    )


class Approval(Card):
    """`approved(by, how)` when a way is chosen, by its button or its number."""

    approved = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(
            _("Approval"),
            _("Read the whole text to whoever answers for it, and note how they said yes."),
        )
        self.who = LabelledField(pgettext("statement", "Approved by"), Line())
        self._proposed = ""
        self._ways = [
            TallKey(words, str(number), partial(self._give, how))
            for number, (words, how) in enumerate(ways(), start=1)
        ]
        row = flow_row(*self._ways)
        self._wrong = WrongLine()
        # Above the keys: below them it would stand under the edge of the window.
        for part in (self.who, self._wrong, row):
            self.add(part)

    def propose(self, name: str) -> None:
        """Propose who decides, unless somebody else was typed."""
        edit = self._edit()
        if edit.text() == self._proposed:
            edit.setText(name)
        self._proposed = name

    def start(self, name: str) -> None:
        """Begin with another statement."""
        self._edit().setText(name)
        self._proposed = name
        self.clear()

    def clear(self) -> None:
        """Nothing is wrong any more."""
        self._wrong.say("")

    def show_error(self, sentence: str) -> None:
        """Say why it is not approved."""
        self._wrong.say(sentence)

    def message(self) -> str:
        """Why it is not approved; empty when nothing was said."""
        return self._wrong.text()

    def take_keyboard(self) -> None:
        """How it was approved; first by whom where nobody is proposed."""
        first = self._ways[0] if self._edit().text().strip() else self._edit()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self) -> Line:
        edit: Line = self.who.control  # type: ignore[assignment]  # made here
        return edit

    def _give(self, how: str) -> None:
        self.approved.emit(self._edit().text(), how)
