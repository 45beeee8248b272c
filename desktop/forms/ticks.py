"""Several of a few: a tick for each."""

from collections.abc import Hashable, Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.theme.scaling import spaced
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.layouts import empty


class Ticks(QWidget):
    """Check boxes in a row that wraps; the value is the keys ticked, in the order shown."""

    edited = Signal()

    def __init__(
        self, choices: Sequence[tuple[Hashable, str]] = (), parent: QWidget | None = None
    ) -> None:
        """`choices` are keys with their words."""
        super().__init__(parent)
        self._boxes: dict[Hashable, QCheckBox] = {}
        self._choices: list[tuple[Hashable, str]] = []
        self._flow = FlowLayout(self)
        spaced(self._flow, gap=12)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[Hashable, str]]) -> None:
        """Offer these; what is ticked stays ticked while it is among them."""
        if list(choices) == self._choices:
            return
        ticked = self.value()
        empty(self._flow)
        self._choices = list(choices)
        self._boxes = {}
        for key, words in choices:
            box = QCheckBox(words.replace("&", "&&"))
            box.toggled.connect(lambda _on: self.edited.emit())
            self._boxes[key] = box
            self._flow.addWidget(box)
        self.set_value(ticked)
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> tuple[Hashable, ...]:
        """The keys that are ticked."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def set_value(self, keys: Iterable[Hashable]) -> None:
        """Tick these and no others, without saying so."""
        wanted = set(keys)
        with QSignalBlocker(self):
            for key, box in self._boxes.items():
                box.setChecked(key in wanted)
