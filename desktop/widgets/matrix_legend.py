"""The key to a matrix: what each short form means, and which key of the keyboard sets it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from core.i18n import _
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.matrix_cells import chip_width, paint_chip
from desktop.widgets.matrix_model import Choice
from desktop.widgets.text import text_label

_HEIGHT = 22


class MatrixLegend(QWidget):
    """The short chip and the word of each choice, in a row that wraps."""

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self)
        spaced(flow, gap=16)
        for choice in choices:
            flow.addWidget(_entry(choice))


def _entry(choice: Choice) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    spaced(line, gap=6)
    line.addWidget(_ShortChip(choice))
    words = choice.label
    if choice.key.casefold() != choice.short.casefold():
        words = _("{choice} (key {key})").format(choice=words, key=choice.key.upper())
    line.addWidget(text_label(words, "small", wraps=False))
    return made


class _ShortChip(QWidget):
    """A chip as narrow columns show it; what it means stands beside it."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self._choice = choice
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._choice, wordy=False) + 2, current().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_chip(painter, self.rect(), self._choice, wordy=False)
        painter.end()
