"""A field of a form: label above, control, help below, and what is wrong with it, in words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.theme.scaling import restyle, spaced
from desktop.theme.tokens import Tone
from desktop.widgets.marks import Chip, IconMark, Mark
from desktop.widgets.text import text_label

_WRONG, _DRAFT = Mark("circle-alert", "danger"), Mark("pencil-line", "muted")
_BELOW_CONTROL = 2


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
        self._said = ("", _WRONG)
        self._message: _Message | None = None
        self._label = text_label("", "strong")
        self._label.setBuddy(control)
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=4)
        self._head = QHBoxLayout()
        spaced(self._head, gap=8)
        self._head.addWidget(self._label)
        self._chip: Chip | None = None
        self._box.addLayout(self._head)
        if narrow:
            self._box.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._box.addWidget(control)
        self._help = text_label(help_text, "small") if help_text else None
        if self._help is not None:
            self._box.addWidget(self._help)
        self.set_label(label)
        self._describe()

    def set_label(self, label: str) -> None:
        """Ask for something else, to the eye and to screen readers. A box to tick that says itself
        what it is for needs none."""
        self._label.setText(label.replace("&", "&&"))
        if label:
            self.control.setAccessibleName(label)
        else:
            self._label.hide()

    def show_label(self, *, on: bool) -> None:
        """Whether label and help are seen; they are said in any case."""
        self._label.setVisible(on)
        if self._help is not None:
            self._help.setVisible(on)

    def show_chip(self, word: str) -> None:
        """Say a word of the value beside its label; none when it is empty."""
        if word == self.chip():
            return
        if self._chip is None:
            self._chip = Chip("", Tone.BRAND)
            self._head.addWidget(self._chip)
        self._chip.setText(word)
        self._chip.setVisible(bool(word))
        self._describe()

    def chip(self) -> str:
        """The word beside the label."""
        return self._chip.text() if self._chip is not None else ""

    def show_error(self, message: str) -> None:
        """Say below the control why its value cannot be saved, and what would do."""
        self._show(message, _WRONG)

    def show_draft(self, message: str) -> None:
        """Say below the control that its value is kept as a draft, and why."""
        self._show(message, _DRAFT)

    def clear_message(self) -> None:
        """Nothing is wrong with the value any more."""
        self._show("", _WRONG)

    def message(self) -> str:
        """What is said below the control now; empty when all is well."""
        return self._said[0]

    def _show(self, message: str, mark: Mark) -> None:
        # A page has many fields, and next to none ever has anything to say: what says it is made
        # when there is, and nothing is dressed anew without need.
        if (message, mark) == self._said:
            return
        self._said = (message, mark)
        if self._message is None:
            self._message = _Message()
            self._box.insertWidget(_BELOW_CONTROL, self._message)
        self._message.say(message, mark)
        self.control.setProperty("invalid", bool(message) and mark is _WRONG)
        restyle(self.control)
        self._describe()

    def _describe(self) -> None:
        spoken = " ".join(part for part in (self.chip(), self.message(), self._help_text) if part)
        self.control.setAccessibleDescription(spoken)


class _Message(QWidget):
    """What is wrong, with the picture of how wrong it is."""

    def __init__(self) -> None:
        super().__init__()
        self._words = text_label("")
        self._picture = IconMark(*_WRONG[:2], 16)
        line = QHBoxLayout(self)
        spaced(line, gap=6)
        line.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)

    def say(self, message: str, mark: Mark) -> None:
        self._words.setText(message)
        self._words.setProperty("tone", mark.role)
        restyle(self._words)
        self._picture.set_icon(mark.icon, mark.role)
        self.setVisible(bool(message))
