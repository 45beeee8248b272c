"""A whole statement as it is read aloud and published, with the button that copies it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.i18n import _
from desktop.notifier import Notifier
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button
from desktop.widgets.text import text_label

_NARROWEST = 100


def copy_text(notifier: Notifier, text: str) -> None:
    """Put a text on the clipboard and say so."""
    QGuiApplication.clipboard().setText(text)
    notifier.toast(_("The text is copied."))


class TextView(QWidget):
    """The text on a quiet ground; it can be selected, and copied whole."""

    def __init__(self, notifier: Notifier) -> None:
        super().__init__()
        self._text = text_label("")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy = button(
            _("Copy text"), lambda: copy_text(notifier, self._text.text()), icon_name="copy"
        )
        # A long address would be wider than a small window; broken, it would be copied so.
        follow_theme(self, lambda: self._text.setMinimumWidth(current().px(_NARROWEST)))
        well = QFrame()
        well.setProperty("look", "well")
        inside = QVBoxLayout(well)
        spaced(inside, (12, 10, 12, 10))
        inside.addWidget(self._text)
        box = QVBoxLayout(self)
        spaced(box, gap=8)
        box.addWidget(well)
        box.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)

    def show_text(self, text: str) -> None:
        """Show a text; without one there is nothing to copy."""
        self._text.setText(text or _("There is no text yet."))
        self._text.setAccessibleName(_("Whole text"))
        self._copy.setEnabled(bool(text))
