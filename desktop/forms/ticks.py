"""Several of a few: a tick for each."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.theme.scaling import spaced
from desktop.widgets.flow_layout import FlowLayout


class Ticks(QWidget):
    """Check boxes in a row that wraps; the value is the keys ticked, in the order shown."""

    edited = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`choices` are keys with their words."""
        super().__init__(parent)
        self._boxes: dict[str, QCheckBox] = {}
        flow = FlowLayout(self)
        spaced(flow, gap=12)
        for key, words in choices:
            box = QCheckBox(words.replace("&", "&&"))
            box.toggled.connect(lambda _on: self.edited.emit())
            self._boxes[key] = box
            flow.addWidget(box)
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> tuple[str, ...]:
        """The keys that are ticked."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def set_value(self, keys: Iterable[str]) -> None:
        """Tick these and no others, without saying so."""
        wanted = set(keys)
        with QSignalBlocker(self):
            for key, box in self._boxes.items():
                box.setChecked(key in wanted)
