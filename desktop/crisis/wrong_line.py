"""Why something was not done, in one sentence above the buttons that were pressed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.accessibility import announce
from desktop.widgets.marks import IconMark
from desktop.widgets.scroll_page import bring_into_view
from desktop.widgets.text import text_label


class WrongLine(QWidget):
    """One sentence with its sign; of no height while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._words = text_label("")
        self._words.setProperty("tone", str(Tone.RED))
        mark = IconMark("circle-alert", str(Tone.RED), 16)
        line = QHBoxLayout(self)
        spaced(line, gap=6)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        spaced(words)
        words.addWidget(self._words)
        line.addLayout(words, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say it in view, aloud too; nothing takes the sign away."""
        self._words.setText(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            bring_into_view(self)
            announce(self, sentence)

    def text(self) -> str:
        """What is said now."""
        return self._words.text()
