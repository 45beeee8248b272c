"""What a page shows while it has nothing: what it is for, and the first action."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button, set_words
from desktop.widgets.icon_mark import IconMark
from desktop.widgets.text import text_label

_ICON = 40
_SENTENCE_WIDTH = 420


class EmptyState(QWidget):
    """Icon, one sentence and, if there are, a button and a quiet second one.

    `acted` and `second_acted` say that they were pressed.
    """

    acted = Signal()
    second_acted = Signal()

    def __init__(
        self,
        icon_name: str,
        sentence: str,
        action: str = "",
        parent: QWidget | None = None,
        *,
        second: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(sentence)
        self._sentence = text_label(sentence, "muted")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        spaced(box, (24, 24, 24, 24), gap=12)
        box.addStretch()
        box.addWidget(IconMark(icon_name, "muted", _ICON), 0, Qt.AlignmentFlag.AlignHCenter)
        # Aligned by stretches: an aligned label would not wrap to the width there is.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._sentence, 1000)
        middle.addStretch(1)
        box.addLayout(middle)
        self._start = button(action, self.acted.emit, kind="primary") if action else None
        if self._start is not None:
            self.setFocusProxy(self._start)
            box.addWidget(self._start, 0, Qt.AlignmentFlag.AlignHCenter)
        if second:
            other = button(second, self.second_acted.emit, kind="quiet")
            box.addWidget(other, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch()
        follow_theme(self, self._rescale)

    def set_sentence(self, sentence: str) -> None:
        """Say something else."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)

    def set_action(self, words: str) -> None:
        """Have the button say something else."""
        if self._start is not None:
            set_words(self._start, words)

    def _rescale(self) -> None:
        self._sentence.setMaximumWidth(current().px(_SENTENCE_WIDTH))
