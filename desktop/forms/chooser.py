"""One of several that are not known until the form is shown."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget


class Chooser(QComboBox):
    """A combo box whose choices may change; the value is the data of the one chosen.

    The wheel scrolls the page unless the keyboard is here.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these; the one chosen stays chosen while it is among them."""
        if choices == [(self.itemData(i), self.itemText(i)) for i in range(self.count())]:
            return
        chosen = self.currentData()
        with QSignalBlocker(self):
            self.clear()
            for data, words in choices:
                self.addItem(words, data)
            self.setCurrentIndex(max(0, self.findData(chosen)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
