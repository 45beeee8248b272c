"""The text of a document for readers: its headings, pictures and links, and what is looked for."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextTable,
)
from PySide6.QtWidgets import QApplication, QTextBrowser, QTextEdit

from core.manual import FOLDER, ManualDocument
from core.text import loose
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import TITLE_WEIGHT
from desktop.widgets.folding import after_resize

_BODY, _LINE = 15, 132
_HEADINGS = {1: (24, 0), 2: (20, 22), 3: (16, 16)}
"""By level, how large in px and how far below what is before, at 100 %."""
_IMAGE = QTextDocument.ResourceType.ImageResource.value
_GAP, _CELL, _MARGIN = 8, 6, 16
_BELOW, _BETWEEN_ITEMS = 12, 4
"""Room below a paragraph, and between the items of a list."""


class ManualText(QTextBrowser):
    """Nothing is fetched but the pictures beside the document; links are followed by whoever asks
    for `anchorClicked`."""

    def __init__(self) -> None:
        super().__init__()
        self._document: ManualDocument | None = None
        self._headings: list[int] = []
        self._pictures: list[int] = []
        """Where they are."""
        self._wanted, self._hits = "", list[QTextCursor]()
        self.setProperty("look", "reading")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self._top: int | None = None
        """What stood at the top before the text was laid out anew: it comes there again."""
        self._fit_soon = after_resize(self, self._fit)
        follow_theme(self, self._write_again)

    def show_document(self, document: ManualDocument) -> None:
        """Show it from its top."""
        self._document = document
        self.setAccessibleName(document.title)
        self._write()
        self._top = 0

    def go_to(self, anchor: str) -> bool:
        """Bring a heading to the top; False when there is none of that name."""
        anchors = [] if self._document is None else [one.anchor for one in self._document.headings]
        if anchor not in anchors:
            return False
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._headings[anchors.index(anchor)])
        self._show(cursor)
        return True

    def anchor(self) -> str:
        """The heading under which the cursor stands."""
        at = self.textCursor().position()
        before = [number for number, place in enumerate(self._headings) if place <= at]
        if self._document is None or not before:
            return ""
        return self._document.headings[before[-1]].anchor

    def find_all(self, wanted: str) -> int:
        """Mark every place of these words, without a look at accents; says how many."""
        self._wanted = wanted
        words, text = loose(wanted.strip()), _loose_letters(self.toPlainText())
        self._hits = []
        at = text.find(words) if words else -1
        while at >= 0:
            cursor = QTextCursor(self.document())
            cursor.setPosition(at)
            cursor.setPosition(at + len(words), QTextCursor.MoveMode.KeepAnchor)
            self._hits.append(cursor)
            at = text.find(words, at + len(words))
        look = QTextCharFormat()
        look.setBackground(QColor(current().tokens.mark))
        look.setForeground(QColor(current().tokens.on_mark))
        self.setExtraSelections([_marked(cursor, look) for cursor in self._hits])
        return len(self._hits)

    def show_hit(self, number: int) -> None:
        """Bring one of them into view, counted from 0."""
        self._show(self._hits[number], selected=True)

    def loadResource(self, _kind: int, name: QUrl | str) -> Any:
        """A picture that was shipped with the documents, or nothing."""
        picture = _picture(name.toString() if isinstance(name, QUrl) else name)
        # An answer all the same: without one Qt looks for a file of that name itself.
        return QByteArray() if picture.isNull() else picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._keep_top()
        super().resizeEvent(event)

    def _keep_top(self) -> None:
        if self._top is None:
            self._top = self.cursorForPosition(self.viewport().rect().topLeft()).position()

    def _fit(self) -> None:
        """Pictures as wide as they are, or as there is room; what was at the top is there again."""
        room = self.viewport().width() - 4 * current().px(_MARGIN)
        for at in self._pictures:
            cursor = QTextCursor(self.document())
            cursor.setPosition(at)
            cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
            shown: QTextImageFormat = cursor.charFormat().toImageFormat()
            picture = _picture(shown.name())
            width = max(1, min(current().px(picture.width()), room))
            if shown.width() != width and not picture.isNull():
                # Qt itself scales what it draws roughly, and words on it cannot be read.
                sharp = self.devicePixelRatioF()
                small = picture.scaledToWidth(
                    round(width * sharp), Qt.TransformationMode.SmoothTransformation
                )
                small.setDevicePixelRatio(sharp)
                self.document().addResource(_IMAGE, QUrl(shown.name()), small)
                shown.setWidth(width)
                cursor.setCharFormat(shown)
        if self._top is not None:
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._top)
            self._top = None
            self._scroll_to(cursor, 0)

    def _scroll_to(self, cursor: QTextCursor, above: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - above)

    def _show(self, cursor: QTextCursor, *, selected: bool = False) -> None:
        """At the top; a place that was looked for a third below it."""
        seen = QTextCursor(cursor)
        if not selected:
            seen.clearSelection()
        self.setTextCursor(seen)
        if selected:
            self._scroll_to(seen, self.viewport().height() // 3)
        else:
            self._scroll_to(seen, 0)
            self._top = seen.position()
            self._fit_soon()

    def _write_again(self) -> None:
        if self._document is not None:
            self._keep_top()
            self._write()
            self.find_all(self._wanted)

    def _write(self) -> None:
        """All of the document, in the look of now."""
        document, text = self.document(), self._document.captioned() if self._document else ""
        document.setDefaultFont(_font(_BODY))
        document.setDocumentMargin(current().px(_MARGIN))
        document.setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        ground = document.rootFrame().frameFormat()
        # It begins where what is above it does.
        ground.setLeftMargin(current().px(4))
        document.rootFrame().setFrameFormat(ground)
        self._headings = [
            block.position() for block in _blocks(document) if block.blockFormat().headingLevel()
        ]
        # As one change: else all of it is laid out anew after each.
        change = QTextCursor(document)
        change.beginEditBlock()
        for block in _blocks(document):
            _dress(block)
        for table in _tables(document):
            _dress_table(table)
        change.endEditBlock()
        self._pictures = list(_pictures(document))
        self._fit_soon()


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _tables(document: QTextDocument) -> list[QTextTable]:
    return [one for one in document.rootFrame().childFrames() if isinstance(one, QTextTable)]


def _pictures(document: QTextDocument) -> Iterator[int]:
    for block in _blocks(document):
        part = block.begin()
        while not part.atEnd():
            if part.fragment().charFormat().isImageFormat():
                yield part.fragment().position()
            part += 1


def _picture(name: str) -> QImage:
    """One that was shipped with the documents; of no other place is any read."""
    path = (FOLDER / name).resolve()
    return QImage(str(path)) if path.is_relative_to(FOLDER) else QImage()


def _dress(block: QTextBlock) -> None:
    """Size, weight and space of a heading, and the height of the lines of all else."""
    cursor, px = QTextCursor(block), current().px
    form, level = QTextBlockFormat(), block.blockFormat().headingLevel()
    form.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if level:
        size, above = _HEADINGS.get(level, _HEADINGS[3])
        form.setTopMargin(px(above))
        form.setBottomMargin(px(_GAP))
        words = QTextCharFormat()
        words.setFont(_font(size, QFont.Weight(TITLE_WEIGHT)))
        words.clearProperty(QTextCharFormat.Property.FontSizeAdjustment.value)
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        cursor.mergeCharFormat(words)
    elif cursor.currentTable() is None:
        listed = block.textList() is not None and block.next().textList() is not None
        form.setTopMargin(0)
        form.setBottomMargin(px(_BETWEEN_ITEMS if listed else _BELOW))
    _dress_keys(block)
    cursor.mergeBlockFormat(form)


def _dress_keys(block: QTextBlock) -> None:
    """What is typed or pressed, in the letters of the text."""
    keys = QTextCharFormat()
    keys.setFont(_font(_BODY, QFont.Weight(TITLE_WEIGHT)))
    part = block.begin()
    while not part.atEnd():
        found = part.fragment()
        if found.charFormat().fontFixedPitch():
            cursor = QTextCursor(block)
            cursor.setPosition(found.position())
            end = found.position() + found.length()
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(keys)
        part += 1


def _dress_table(table: QTextTable) -> None:
    form = table.format()
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(QColor(current().tokens.line))
    form.setCellPadding(current().px(_CELL))
    form.setCellSpacing(0)
    table.setFormat(form)


def _marked(cursor: QTextCursor, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    made.cursor, made.format = cursor, look
    return made


def _loose_letters(text: str) -> str:
    """Folded letter by letter: each stays in its place."""
    return text.translate({ord(char): (loose(char) or char)[0] for char in set(text)})


def _font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QApplication.font()
    font.setPixelSize(current().px(size))
    font.setWeight(weight)
    return font
