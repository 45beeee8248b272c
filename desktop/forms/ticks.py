"""Several of a few: a tick for each."""

from collections.abc import Hashable, Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from desktop.theme.scaling import spaced
from desktop.theme.theme import current
from desktop.widgets.layouts import FlowLayout, empty
from desktop.widgets.text import tip

_LEAST = 120
"""Width in px at 100 % below which no box is squeezed."""


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
            box = _Tick(words)
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


class _Tick(QCheckBox):
    """A check box that may be narrower than its words, which then end in an ellipsis."""

    def __init__(self, words: str) -> None:
        super().__init__(words.replace("&", "&&"))
        self.setToolTip(tip(words))
        # A check box never shrinks by itself: the longest name would widen the whole form.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), current().px(_LEAST)), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxContents
        room = self.style().subElementRect(part, option, self).width()
        mode, flags = Qt.TextElideMode.ElideRight, Qt.TextFlag.TextShowMnemonic
        option.text = option.fontMetrics.elidedText(option.text, mode, room, flags.value)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        painter.end()
