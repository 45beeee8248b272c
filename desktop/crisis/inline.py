"""What is asked, added and refused in place, without a dialog."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.i18n import _
from desktop.forms.attempt import attempt, kept
from desktop.forms.controls import Held, on_edit
from desktop.forms.lines import GrowingLine
from desktop.notifier import Notifier
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.accessibility import announce
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import flow_row
from desktop.widgets.marks import IconMark
from desktop.widgets.scroll_page import bring_into_view
from desktop.widgets.text import text_label


class WrongLine(QWidget):
    """One sentence with its sign; of no height while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._words = text_label("")
        self._words.setProperty("tone", str(Tone.RED))
        mark = IconMark("circle-alert", str(Tone.RED), 16)
        line = QHBoxLayout(self)
        spaced(line, gap=6)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        spaced(words)
        words.addWidget(self._words)
        line.addLayout(words, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say it in view, aloud too; nothing takes the sign away."""
        self._words.setText(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            bring_into_view(self)
            announce(self, sentence)

    def text(self) -> str:
        """What is said now."""
        return self._words.text()


class AddingLine(QWidget):
    """Adds something in a few words: Enter, or the button at the right, takes the line.

    `take` gets the words and raises `InvalidValue` for those that it does not; they stay then.
    """

    def __init__(
        self,
        label: str,
        notifier: Notifier,
        take: Callable[[str], object],
        *,
        add: str,
        placeholder: str = "",
        help_text: str = "",
        place: str = "",
        sentence: bool = False,
    ) -> None:
        """`add` names the button; with a `place`, half a line outlives the program. A `sentence`
        goes on below itself."""
        super().__init__()
        self._notifier = notifier
        self._take = take
        self._edit: QLineEdit | GrowingLine = GrowingLine() if sentence else QLineEdit()
        self._edit.setPlaceholderText(placeholder)
        given = (
            self._edit.entered if isinstance(self._edit, GrowingLine) else self._edit.returnPressed
        )
        given.connect(self.give)
        row = _EntryRow(self._edit)
        # Translators: Button, verb: a source that was found.
        plus = button(_("Add"), self.give, icon_name="plus")
        plus.setAccessibleName(add)
        plus.setToolTip(add)
        # Enter does the same for the keyboard; one stop of Tab is enough.
        plus.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.line.addWidget(plus)
        self._field = LabelledField(label, row, help_text)
        on_edit(self._edit, self._field.clear_message, self._field.clear_message)
        self._held = Held(self._edit, notifier.unsaved, place, self._mark) if place else None
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._field)
        self.setFocusProxy(self._edit)

    def give(self) -> None:
        """Hand over what is typed."""
        text = self._edit.text()
        if kept(self._field, self._notifier, lambda: self._take(text)):
            self.clear()
        else:
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_subject(self, subject: Hashable) -> None:
        """Show the half line of this thing."""
        if self._held is not None:
            self._held.show_subject(subject)

    def complete_with(self, completer: QCompleter) -> None:
        """Offer what a name may be while it is typed."""
        if isinstance(self._edit, QLineEdit):
            self._edit.setCompleter(completer)

    def text(self) -> str:
        """What is typed and not handed over."""
        return self._edit.text()

    def clear(self) -> None:
        """Forget what is typed."""
        self._edit.clear()
        self._field.clear_message()
        if self._held is not None:
            self._held.taken()

    def _mark(self, half: bool) -> None:
        if half:
            self._field.show_draft(not_noted())
        elif self._field.message() == not_noted():
            self._field.clear_message()

    def message(self) -> str:
        """Why the line was not taken; empty when all is well."""
        return self._field.message()


def not_noted() -> str:
    """What is said below half a line."""
    return _("Not noted yet: press Enter to note it.")


class _EntryRow(QWidget):
    """The line with what stands at its right; called as the line is."""

    def __init__(self, edit: QWidget) -> None:
        super().__init__()
        self._edit = edit
        self.line = QHBoxLayout(self)
        spaced(self.line, gap=4)
        self.line.addWidget(edit, 1)
        self.setFocusProxy(edit)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._edit.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self._edit.setAccessibleDescription(description)


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
        self._edit = GrowingLine()
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
        self._edit.entered.connect(self._give)
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
