"""What was expected of one inject, each with a box to tick."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from core.crisis.model import InjectShown
from core.crisis.scenario import Inject
from core.i18n import _
from desktop.theme.scaling import spaced
from desktop.widgets.text import text_label

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ExpectedTicks(QWidget):
    """The inject, what was done, and the boxes; `edited` when one is ticked or cleared."""

    edited = Signal()

    def __init__(self, inject: Inject, shown: InjectShown) -> None:
        super().__init__()
        self.shown = shown
        self.count = len(inject.expected)
        self.setAccessibleName(inject.title)
        self._answer = text_label("", "muted")
        self._boxes: list[QCheckBox] = []
        box = QVBoxLayout(self)
        spaced(box, gap=4)
        box.addWidget(text_label(inject.title, "strong"))
        box.addWidget(self._answer)
        for text in inject.expected:
            line = _Line(text)
            line.box.setAccessibleDescription(inject.title)
            line.box.toggled.connect(lambda _on: self.edited.emit())
            line.box.installEventFilter(self)
            self._boxes.append(line.box)
            box.addWidget(line)
        self.show_state(shown)

    def show_state(self, shown: InjectShown) -> None:
        """Show what was done and what is ticked, without saying so."""
        self.shown = shown
        done = shown.answer or _("nothing noted")
        self._answer.setText(_("You did: {text}").format(text=done))
        for number, box in enumerate(self._boxes):
            with QSignalBlocker(box):
                box.setChecked(str(number) in shown.met)

    def met(self) -> list[int]:
        """The numbers, from 0, of what is ticked."""
        return [number for number, box in enumerate(self._boxes) if box.isChecked()]

    def take_keyboard(self) -> None:
        """The first box."""
        if self._boxes:
            self._boxes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # Up and down as in any list of the desk; Qt only knows Tab here.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.focusNextPrevChild(step > 0)
                return True
        return False


class _Line(QWidget):
    """A box and its words, which wrap; a click on the words ticks it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(text)
        self._words = text_label(text, "body")
        row = QHBoxLayout(self)
        spaced(row, (0, 4, 0, 4), gap=8)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.click()
