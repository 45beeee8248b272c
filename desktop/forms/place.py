"""A folder or file with the button that changes it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.layouts import Beside
from desktop.widgets.text import breakable, text_label

_ROOM = 240


class PathField(QFrame):
    """The whole path, which can be selected and copied, and a button."""

    change_asked = Signal()

    def __init__(self, change: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "well")
        self._path = text_label("")
        self._path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.row = Beside(self._path, text_room=_ROOM)
        made = button(change, self.change_asked.emit)
        self.row.add_action(made)
        box = QVBoxLayout(self)
        spaced(box, (10, 8, 8, 8))
        box.addWidget(self.row)
        self.setFocusProxy(made)

    def show_path(self, path: Path) -> None:
        """Show a path; it may break after any separator."""
        self._path.setText(breakable(str(path)))
        self._path.setAccessibleName(str(path))
        self.setAccessibleDescription(str(path))
