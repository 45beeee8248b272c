"""A field of a form: label above, control, help below, and what is wrong with it, in words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.theme.scaling import restyle, spaced
from desktop.theme.tokens import Tone
from desktop.widgets.icon_mark import IconMark
from desktop.widgets.text import text_label

_ICONS = {Tone.RED: "circle-alert", Tone.YELLOW: "pencil-line"}


class LabelledField(QWidget):
    """Puts words around a control and ties them to it, for the eye and for screen readers.

    A `narrow` control, for a number, is as wide as it asks to be.

    `show_error` marks what cannot be saved, `show_draft` what is kept but not in force yet.
    """

    def __init__(
        self,
        label: str,
        control: QWidget,
        help_text: str = "",
        *,
        narrow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._help_text = help_text
        self._label = text_label(label.replace("&", "&&"), "strong")
        self._label.setBuddy(control)
        self._help = text_label(help_text, "small")
        if not help_text:
            self._help.hide()
        self._message = text_label("")
        self._picture = IconMark(_ICONS[Tone.RED], str(Tone.RED), 16)
        control.setAccessibleName(label)
        box = QVBoxLayout(self)
        spaced(box, gap=4)
        box.addWidget(self._label)
        if narrow:
            box.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            box.addWidget(control)
        box.addWidget(self._message_row())
        box.addWidget(self._help)
        self._show("", Tone.RED)

    def show_error(self, message: str) -> None:
        """Say below the control why its value cannot be saved, and what would do."""
        self._show(message, Tone.RED)

    def show_draft(self, message: str) -> None:
        """Say below the control that its value is kept as a draft, and why."""
        self._show(message, Tone.YELLOW)

    def clear_message(self) -> None:
        """Nothing is wrong with the value any more."""
        self._show("", Tone.RED)

    def message(self) -> str:
        """What is said below the control now; empty when all is well."""
        return self._message.text()

    def _message_row(self) -> QWidget:
        self._row = QWidget()
        line = QHBoxLayout(self._row)
        spaced(line, gap=6)
        line.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._message, 1)
        return self._row

    def _show(self, message: str, tone: Tone) -> None:
        self._message.setText(message)
        self._message.setProperty("tone", str(tone))
        self._picture.set_icon(_ICONS[tone], str(tone))
        self._row.setVisible(bool(message))
        self.control.setProperty("invalid", bool(message) and tone is Tone.RED)
        restyle(self._message)
        restyle(self.control)
        spoken = " ".join(part for part in (message, self._help_text) if part)
        self.control.setAccessibleDescription(spoken)
