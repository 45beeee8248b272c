"""What is only suggested, and the reason that is asked for."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from core.errors import InvalidValue
from core.i18n import _, ngettext
from core.town.model import checked_text
from desktop.theme.scaling import spaced
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import FlowLayout
from desktop.widgets.text import text_label


class SuggestionCard(Card):
    """Shown while the item is a suggestion; changing the item settles it too.

    Without `remove` for what a plan always has.
    """

    def __init__(self, accept: Callable[[], None], remove: Callable[[], None] | None) -> None:
        super().__init__(_("A suggestion of the program"))
        self._reason = text_label("", "muted")
        self.add(self._reason)
        row = QWidget()
        flow = FlowLayout(row)
        spaced(flow, gap=8)
        flow.addWidget(
            button(
                ngettext("Keep the suggestion", "Keep the suggestions", 1),
                accept,
                kind="primary",
                icon_name="check",
            )
        )
        if remove is not None:
            flow.addWidget(button(_("Remove the suggestion"), remove, icon_name="x"))
        self.add(row)

    def show_reason(self, reason: str) -> None:
        """Show why, or nothing when the item is the person's own."""
        self._reason.setText(reason)
        self.setVisible(bool(reason))


class ReasonField(QWidget):
    """Hidden until it asks; an empty reason does nothing, Escape goes back to whoever asked.

    `back` takes the keyboard when this closes with it for another cause. `needed` is said when the
    reason is empty.
    """

    def __init__(self, label: str, help_text: str, needed: str, back: Callable[[], None]) -> None:
        super().__init__()
        self._needed = needed
        self._back = back
        self._done: Callable[[str], None] | None = None
        self._asker: QWidget | None = None
        self._about = text_label("", "strong")
        self._edit = QLineEdit()
        self._edit.returnPressed.connect(self._give)
        self._field = LabelledField(label, self._edit, help_text)
        self._act = button("", self._give, kind="primary")
        row = QWidget()
        flow = FlowLayout(row)
        spaced(flow, gap=8)
        flow.addWidget(self._act)
        flow.addWidget(button(_("Go back"), self._give_up))
        box = QVBoxLayout(self)
        spaced(box, (16, 12, 16, 14), gap=10)
        for part in (self._about, self._field, row):
            box.addWidget(part)
        self.hide()

    def ask(self, about: str, act: str, done: Callable[[str], None], proposed: str = "") -> None:
        """Ask for the reason of one thing; `act` is the verb, `done` gets the reason."""
        self._done = done
        self._asker = self.window().focusWidget()
        self._about.setText(about)
        self._about.setVisible(bool(about))
        set_words(self._act, act)
        self._edit.setText(proposed)
        self._edit.selectAll()
        self._field.clear_message()
        self.show()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_asking(self) -> None:
        """Ask no more."""
        self._close(self._back)

    def _give_up(self) -> None:
        asker = self._asker
        there = asker is not None and isValid(asker) and asker.isVisible()
        self._close(asker.setFocus if asker is not None and there else self._back)

    def _close(self, take_keyboard: Callable[[], None]) -> None:
        self._done = self._asker = None
        here = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.hide()
        if here:
            take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        if self._done is None:
            return
        try:
            reason = checked_text(self._edit.text())
        except InvalidValue as error:
            self._field.show_error(str(error))
            return
        if not reason:
            self._field.show_error(self._needed)
            return
        self._done(reason)
