"""The strip at the foot: when things were saved, and where help is."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from core.i18n import _
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.text import text_label


class StatusStrip(QFrame):
    """One calm line; `help_asked` says that the person wants help."""

    help_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "strip")
        self._saved = text_label(_("Everything is saved"), "small", wraps=False)
        box = QHBoxLayout(self)
        spaced(box, (16, 0, 8, 0), gap=16)
        box.addWidget(self._saved)
        box.addStretch()
        help_button = button(_("F1 Help"), self.help_asked.emit, kind="quiet")
        box.addWidget(help_button)

    def show_saved(self, moment: datetime) -> None:
        """Say when the last change was written; `moment` is aware."""
        self._saved.setText(_("Saved at {time}").format(time=moment.astimezone().strftime("%H:%M")))
