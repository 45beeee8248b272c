"""The head of a page: title, one line, actions at the right."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.theme.scaling import spaced
from desktop.widgets.beside import Beside
from desktop.widgets.text import text_label

# Narrower than this, a title stops being one: the actions go below it instead.
_TITLE_ROOM = 320


class PageHeader(Beside):
    """Title and the line that says how things stand; actions wrap below when space is short."""

    def __init__(self, title: str, line: str = "", parent: QWidget | None = None) -> None:
        self._title = text_label("", "title")
        self._line = text_label("", "muted")
        self._folded = False
        texts = self._texts = QWidget()
        box = QVBoxLayout(texts)
        spaced(box, gap=2)
        box.addWidget(self._title)
        box.addWidget(self._line)
        super().__init__(texts, text_room=_TITLE_ROOM, parent=parent)
        self.set_title(title)
        self.set_line(line)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_line(self, line: str) -> None:
        """Change the line below the title; an empty one takes no room."""
        self._line.setText(line)
        self._line.setVisible(bool(line) and not self._folded)

    def fold(self, *, line: bool, title: bool) -> None:
        """Leave the room of the line, or of both, to what is below; or show them again."""
        self._folded = line
        self.set_line(self._line.text())
        self._texts.setHidden(title)
