"""The fields of a draft: Enter goes on to the next, Ctrl and Enter is for whoever holds them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.crisis.kinds import Part
from core.crisis.labels import part_label
from desktop.forms.growing import GrowingText
from desktop.theme.scaling import spaced
from desktop.widgets.button import is_control_enter, is_enter
from desktop.widgets.labelled import LabelledField
from desktop.widgets.text import HOUR, hold, text_label

_LONGEST = 16
"""Lines of a part in view before it scrolls: a whole one."""


class Line(QLineEdit):
    """One line; `Enter` goes on to the next field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_control_enter(event):
            event.ignore()
        elif is_enter(event):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class HourLine(Line):
    """An hour, as wide as one."""

    def __init__(self) -> None:
        super().__init__()
        hold(self, HOUR)


class Paragraph(GrowingText):
    """One part of a statement; `Enter` goes on, Shift and Enter begins another line."""

    def __init__(self) -> None:
        super().__init__(2, _LONGEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_control_enter(event):
            event.ignore()
        elif is_enter(event) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class PartField(QWidget):
    """A part with its label and, below, the words that it is translated from."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.field = LabelledField(part_label(part), Paragraph())
        self._source = text_label("", "small")
        self._source.hide()
        box = QVBoxLayout(self)
        spaced(box, gap=4)
        box.addWidget(self.field)
        box.addWidget(self._source)
        self.setFocusProxy(self.field.control)

    def show_source(self, language: str, words: str) -> None:
        """Show what is to be translated; nothing when there are no words."""
        text = f"{language}: {words}" if words else ""
        self._source.setText(text)
        self._source.setVisible(bool(text))
        self.field.control.setAccessibleDescription(text)
