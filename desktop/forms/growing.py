"""Several lines of text in a field that grows with them, so that a page is read as a page."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current

_AROUND = 24
"""Frame, padding, the margins of the document, and what Qt wants below the last line, in px."""


class GrowingText(QPlainTextEdit):
    """As tall as what it holds, from `least` to `most` lines; Tab leaves it."""

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self._most = max(least, most)
        self.setTabChangesFocus(True)
        self.document().contentsChanged.connect(self._fit)
        follow_theme(self, self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        asked = self._text_height(self._most * line)
        policy = Qt.ScrollBarPolicy
        # Also where it scrolls only as needed, a bar would come and go with its own width.
        over = asked > self._most * line
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if over else policy.ScrollBarAlwaysOff
        )
        lines = min(max(asked, self._least * line), self._most * line)
        self.setFixedHeight(round(lines) + current().px(_AROUND))

    def _text_height(self, enough: int) -> float:
        """Height in px of the text as it is wrapped; what is beyond `enough` is not measured."""
        layout, block = self.document().documentLayout(), self.document().begin()
        # Qt counts the lower margin of the document as part of its last block.
        height = -self.document().documentMargin()
        while block.isValid() and height <= enough:
            # Asking is what lays a block out: until it is seen, Qt counts it as one line.
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        return height
