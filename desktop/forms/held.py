"""What is half typed where only Enter or a button stores it: a draft until then."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.forms.controls import on_edit, show_value, value_of
from desktop.unsaved import Unsaved


class Held(QObject):
    """Keeps the text of a control as a draft of a subject, and puts it back.

    `mark` is told whether the control shows something from before that is not stored.
    """

    def __init__(
        self,
        control: QWidget,
        unsaved: Unsaved,
        place: str,
        mark: Callable[[bool], object],
        stored: Callable[[], str] = str,
    ) -> None:
        """`stored` is what the control shows when there is no draft: nothing, or what is kept."""
        super().__init__(control)
        self._control = control
        self._unsaved = unsaved
        self._place = place
        self._mark = mark
        self._stored = stored
        self._subject: Hashable = None
        self._pause = unsaved.pause(self, self.keep)
        on_edit(control, self._typed, self.keep)
        control.installEventFilter(self)
        unsaved.watch(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # No mark yet: it would move the button away that is just being pressed.
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.keep()
        return False

    def show_subject(self, subject: Hashable) -> None:
        """Show what was typed of this one, unless it is the one that is being typed."""
        if subject == self._subject:
            if not self.has_drafts():
                self._show()
            return
        if self._pause.running:
            self.keep()
        self._unsaved.leave(self._place, self._subject)
        self._subject = subject
        self._show()

    def keep(self) -> None:
        """Keep what is typed now; without any it is no draft."""
        self._pause.stop()
        if self._subject is None:
            return
        if self.has_drafts():
            self._unsaved.keep(self._place, self._subject, self._text())
        else:
            self._unsaved.drop(self._place, self._subject)
        self._unsaved.changed.emit()

    def taken(self) -> None:
        """It is stored, or let go: show what is."""
        self._pause.stop()
        self._unsaved.drop(self._place, self._subject)
        show_value(self._control, self._stored())
        self._tell()

    def has_drafts(self) -> bool:
        """True while something is typed that is not stored."""
        return self._text().strip() != self._stored().strip()

    def typing(self) -> bool:
        """True while it is being typed."""
        return self._control.hasFocus() and self.has_drafts()

    def losing(self) -> bool:
        """True while the disk has not taken it."""
        return self.has_drafts() and self._kept() != self._text()

    def _typed(self) -> None:
        self._mark(False)
        self._pause.key()

    def _show(self) -> None:
        kept = self._kept()
        show_value(self._control, self._stored() if kept is None else kept)
        if kept is not None and isinstance(self._control, QLineEdit):
            # Whoever comes back to half a line writes on at its end.
            self._control.end(False)
        self._tell()

    def _kept(self) -> str | None:
        kept: str | None = self._unsaved.draft(self._place, self._subject)
        return kept

    def _text(self) -> str:
        text: str = value_of(self._control)
        return text

    def _tell(self) -> None:
        self._mark(self.has_drafts())
        self._unsaved.changed.emit()
