"""Questions of the desk, asked in place: never over it, and `Esc` goes back."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from core.i18n import _
from desktop.crisis.adding_line import not_noted
from desktop.forms.attempt import attempt
from desktop.forms.held import Held
from desktop.notifier import Notifier
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import flow_row
from desktop.widgets.text import text_label


class InPlace(Card):
    """A question below the banner: hidden until it is asked, `Esc` goes back.

    `closed` says that the keyboard is free again.
    """

    closed = Signal()

    def __init__(self, title: str, notifier: Notifier) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._notifier = notifier
        self.hide()

    def buttons(self, *made: QWidget) -> QWidget:
        """A row of buttons, the last of which goes back."""
        return flow_row(*made, button(_("Go back"), self.go_back))

    def go_back(self) -> None:
        """The person lets it go."""
        self.close_asking()

    def close_asking(self) -> None:
        """Ask no more."""
        here = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.hide()
        if here:
            self.closed.emit()

    def attempt(self, field: LabelledField, work: Callable[[], None]) -> None:
        """Do it and close; what cannot be kept is said below the field."""

        def say(sentence: str) -> None:
            field.show_error(sentence)
            field.control.setFocus(Qt.FocusReason.OtherFocusReason)

        if attempt(work, self._notifier, say):
            self.close_asking()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)


class HalfTyped(InPlace):
    """A question with one line, half of which is a draft of what it is about: it is there again
    when that is asked about, also after the program ended; only going back lets it go.
    """

    def __init__(
        self, title: str, notifier: Notifier, place: str, label: str, help_text: str = ""
    ) -> None:
        """`place` is the name of its drafts, `label` that of the line."""
        super().__init__(title, notifier)
        self._stored = ""
        self._edit = QLineEdit()
        self._field = LabelledField(label, self._edit, help_text)
        self._held = Held(self._edit, notifier.unsaved, place, self._mark, lambda: self._stored)

    def go_back(self) -> None:
        self._held.taken()
        super().go_back()

    def _mark(self, half: bool) -> None:
        if half:
            self._field.show_draft(not_noted())
        else:
            self._field.clear_message()


class AskLine(HalfTyped):
    """One line of text about one thing: a note, a reason, a correction."""

    def __init__(self, title: str, notifier: Notifier, place: str, help_text: str = "") -> None:
        """`place` is the name of its drafts."""
        super().__init__(title, notifier, place, title, help_text)
        self._done: Callable[[str], None] | None = None
        self._about = text_label("", "muted")
        self._edit.returnPressed.connect(self._give)
        self._act = button("", self._give, kind="primary")
        self.add(self._about)
        self.add(self._field)
        self.add(self.buttons(self._act))

    def ask(
        self,
        subject: Hashable,
        about: str,
        act: str,
        done: Callable[[str], None],
        text: str = "",
    ) -> None:
        """Ask about a subject, `about` in words; `act` is the verb, `done` gets the line and may
        raise `InvalidValue`."""
        self._held.keep()
        self._done = done
        self._about.setText(about)
        set_words(self._act, act)
        self._stored = text
        self._field.clear_message()
        self._held.show_subject(subject)
        if not self._held.has_drafts():
            self._edit.selectAll()
        self.show()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        done = self._done
        if done is None:
            return

        def work() -> None:
            done(self._edit.text())
            self._held.taken()

        self.attempt(self._field, work)
