"""The text of one item: what came from outside, shown and never run, nothing of it fetched."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QByteArray, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QTextBrowser, QTextEdit, QWidget

from core.i18n import _
from core.mentions.model import Item
from core.text import clean
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import TITLE_WEIGHT

_TITLE, _BODY = 20, 15
_TITLE_LINE, _LINE = 112, 132
"""Height of a line in percent of the letters'."""
_BELOW = 10

_OWN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""They follow the link that has the keyboard."""

Spans = Sequence[tuple[int, int]]


class ReadingText(QTextBrowser):
    """Title and text, as tall as they are; `asked(address)` when the person follows a link."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: Item | None = None
        self._mark: Callable[[str, str], Spans] = lambda _title, _text: ()
        self.setProperty("look", "reading")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(_("Text"))
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(lambda url: self.asked.emit(url.toString()))
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        follow_theme(self, self._write)

    def show_item(self, item: Item, mark: Callable[[str, str], Spans]) -> None:
        """Show an item; `mark` gives the spans to be marked of a title and the text below it."""
        self._item, self._mark = item, mark
        self._write()

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:
        """Nothing is fetched, not from the network and not from the disk."""
        # An answer all the same: without one Qt looks for a file of that name itself.
        return QByteArray()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        copying = event.matches(QKeySequence.StandardKey.Copy)
        if copying or event.matches(QKeySequence.StandardKey.SelectAll) or event.key() in _OWN:
            super().keyPressEvent(event)
        else:
            # The page scrolls, and triages.
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _write(self) -> None:
        if self._item is None:
            return
        document = self.document()
        document.clear()
        document.setDefaultFont(_font(_BODY, QFont.Weight.Normal))
        cursor = QTextCursor(document)
        heading = _block(_TITLE_LINE)
        heading.setHeadingLevel(2)
        cursor.setBlockFormat(heading)
        title = QTextCharFormat()
        title.setFont(_font(_TITLE, QFont.Weight(TITLE_WEIGHT)))
        cursor.insertText(clean(self._item.title), title)
        self._write_text(cursor, self._item)
        self._show_marks()
        self._fit()

    def _write_text(self, cursor: QTextCursor, item: Item) -> None:
        plain = QTextCharFormat()
        plain.setFont(_font(_BODY, QFont.Weight.Normal))
        if item.html:
            from core.mentions.feeds.plain_text import safe_html

            cursor.insertBlock(QTextBlockFormat(), plain)
            begun = cursor.position()
            cursor.insertHtml(safe_html(item.html, item.link))
            cursor.setPosition(begun, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeBlockFormat(_line(_LINE))
            return
        for paragraph in item.text.splitlines():
            if paragraph.strip():
                cursor.insertBlock(_block(_LINE), plain)
                cursor.insertText(paragraph)

    def _show_marks(self) -> None:
        text = self.toPlainText()
        tokens = current().tokens
        look = QTextCharFormat()
        look.setBackground(QColor(tokens.mark))
        look.setForeground(QColor(tokens.on_mark))
        marked = []
        title, _break, rest = text.partition("\n")
        for start, end in in_units(text, self._mark(title, rest)):
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor, selection.format = cursor, look
            marked.append(selection)
        self.setExtraSelections(marked)

    def _fit(self) -> None:
        around = 2 * self.frameWidth() + self.contentsMargins().top()
        around += self.contentsMargins().bottom()
        self.setFixedHeight(round(self.document().size().height()) + around + 1)


def in_units(text: str, spans: Spans) -> list[tuple[int, int]]:
    """Spans of a text counted in UTF-16, as Qt does: an emoji is two."""
    if text.isascii() or max(map(ord, text)) < 0x10000:
        return list(spans)
    units = [0]
    for char in text:
        units.append(units[-1] + (2 if ord(char) >= 0x10000 else 1))
    return [(units[start], units[end]) for start, end in spans]


def _line(percent: int) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return made


def _block(percent: int) -> QTextBlockFormat:
    made = _line(percent)
    made.setBottomMargin(current().px(_BELOW))
    return made


def _font(size: int, weight: QFont.Weight) -> QFont:
    font = QApplication.font()
    font.setPixelSize(current().px(size))
    font.setWeight(weight)
    return font
