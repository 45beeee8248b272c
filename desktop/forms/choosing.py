"""One of a few, one of many, or what is suggested."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

_MARGIN = 4
"""What the style leaves free beside the words, in px."""
POINT = " · "


class _Box(QComboBox):
    """As wide as its place allows; the wheel scrolls the page unless the keyboard is here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Chooser(_Box):
    """A combo box whose choices may change; the value is the data of the one chosen.

    What is too long for it loses what stands after a point, a post behind a name, and else ends in
    an ellipsis.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[tuple[Any, str]] = []
        self._shortened = False

    def has_room(self) -> bool:
        """Whether all the words of the one chosen can be seen."""
        return self.fontMetrics().horizontalAdvance(self.currentText()) <= self._room()

    def shorten(self, *, on: bool) -> None:
        """Whether what stands after a point is left out also where it has room."""
        self._shortened = on
        self.update()

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these; the one chosen stays chosen while it is among them."""
        if list(choices) == self._choices:
            return
        self._choices = list(choices)
        chosen = self.currentData()
        with QSignalBlocker(self):
            self.clear()
            for data, words in choices:
                self.addItem(words, data)
            self.setCurrentIndex(max(0, self.findData(chosen)))

    def _room(self) -> int:
        """The width in pixels of what words have here."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        box, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(box, option, field, self).width() - _MARGIN

    def paintEvent(self, _event: QPaintEvent) -> None:
        # Qt cuts what is too long in the middle of a letter; a cut that is marked can be seen.
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        box, room = QStyle.ComplexControl.CC_ComboBox, self._room()
        mode, words = Qt.TextElideMode.ElideRight, option.currentText
        if self._shortened or not self.has_room():
            words = words.partition(POINT)[0]
        option.currentText = option.fontMetrics.elidedText(words, mode, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(box, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


class Suggested(_Box):
    """A combo box in which anything may be typed; the value is the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)

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
