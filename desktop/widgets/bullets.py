"""A few sentences one below the other, each behind a dot, with its lines under its words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.theme.scaling import spaced
from desktop.widgets.heard import hear_as
from desktop.widgets.layouts import empty
from desktop.widgets.text import text_label


class Bullets(QWidget):
    """The lines of `show_lines`, or those it begins with."""

    def __init__(self, lines: Sequence[str] = ()) -> None:
        super().__init__()
        self._lines: list[str] = []
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=4)
        hear_as(self, "list")
        self.show_lines(lines)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these instead; the same again cost nothing."""
        if list(lines) == self._lines:
            return
        self._lines = list(lines)
        empty(self._box)
        for line in lines:
            row = QHBoxLayout()
            spaced(row, gap=8)
            row.addWidget(text_label("•", wraps=False), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(text_label(line), 1)
            holder = QWidget()
            holder.setLayout(row)
            self._box.addWidget(holder)
            holder.show()
