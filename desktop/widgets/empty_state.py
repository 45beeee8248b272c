"""What a page shows while it has nothing: what it is for, and the first action."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button
from desktop.widgets.icon_mark import IconMark
from desktop.widgets.text import text_label

_ICON = 40
_SENTENCE_WIDTH = 420


class EmptyState(QWidget):
    """Icon, one sentence and, if there is one, a button; `acted` says it was pressed."""

    acted = Signal()

    def __init__(
        self, icon_name: str, sentence: str, action: str = "", parent: QWidget | None = None
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
        if action:
            start = button(action, self.acted.emit, kind="primary")
            self.setFocusProxy(start)
            box.addWidget(start, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch()
        follow_theme(self, self._rescale)

    def set_sentence(self, sentence: str) -> None:
        """Say something else."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)

    def _rescale(self) -> None:
        self._sentence.setMaximumWidth(current().px(_SENTENCE_WIDTH))
