"""One line that Enter takes."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.i18n import _
from desktop.forms.attempt import kept
from desktop.forms.held import Held
from desktop.notifier import Notifier
from desktop.theme.scaling import spaced
from desktop.widgets.button import icon_button
from desktop.widgets.labelled import LabelledField


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
    ) -> None:
        """`add` names the button; with a `place`, half a line outlives the program."""
        super().__init__()
        self._notifier = notifier
        self._take = take
        self._edit = QLineEdit()
        self._edit.setPlaceholderText(placeholder)
        self._edit.returnPressed.connect(self.give)
        row = _Row(self._edit)
        plus = icon_button("plus", add, self.give)
        # Enter does the same for the keyboard; one stop of Tab is enough.
        plus.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.line.addWidget(plus)
        self._field = LabelledField(label, row, help_text)
        self._edit.textEdited.connect(lambda _text: self._field.clear_message())
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


class _Row(QWidget):
    """The line with what stands at its right; called as the line is."""

    def __init__(self, edit: QLineEdit) -> None:
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
