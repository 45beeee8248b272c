"""One line of text, some of which are offered."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget


class Suggested(QComboBox):
    """A combo box in which anything may be typed; the value is the text.

    The wheel scrolls the page unless the keyboard is here.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(name)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these; what is typed stays."""
        words = [text for _key, text in choices]
        if words == [self.itemText(at) for at in range(self.count())]:
            return
        typed = self.currentText()
        with QSignalBlocker(self):
            self.clear()
            self.addItems(words)
            self.setEditText(typed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
