"""The search box of a page."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from core.i18n import _
from desktop.theme.icons import icon_pixmap
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import SMALL
from desktop.widgets.button import hear_key, icon_button

_WIDTH = 260
_LENS = 16
_CAP_SIDES = 12
_AROUND = 28
"""What edge and cross take where no keys stand."""
WAIT_MS = 250


class SearchField(QLineEdit):
    """A line edit that says `searched(text)` when the typing pauses, and at once on Enter.

    Ctrl+F brings the keyboard here while the field is on screen; Esc empties it.
    """

    searched = Signal(str)

    def __init__(
        self, placeholder: str, *, wait_ms: int = WAIT_MS, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._clear = icon_button("x", _("Clear the search"), self._empty, parent=self)
        # Esc does the same for the keyboard; one stop of Tab is enough.
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.hide()
        self._keys = QKeySequence(QKeySequence.StandardKey.Find)
        hear_key(QKeySequence.StandardKey.Find, self, placeholder, self._take_focus)
        self.setToolTip(self._keys.toString(QKeySequence.SequenceFormat.PortableText))
        self._pause = QTimer(self, singleShot=True, interval=wait_ms)
        self._pause.timeout.connect(self._say)
        self._said = ""
        self._brief = False
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._say)
        follow_theme(self, self._rescale)

    def be_brief(self, brief: bool) -> None:
        """Take the room of one word, without the keys beside it."""
        if brief is not self._brief:
            self._brief = brief
            self.setPlaceholderText(_("Search") if brief else self.accessibleName())
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = max(current().px(_WIDTH), self._needed())
        if self._brief:
            wide = self._needed() - self._cap_width() + current().px(_AROUND)
        return QSize(wide, super().sizeHint().height())

    def _needed(self) -> int:
        """What the words and the keys beside them take, whatever the font."""
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return words + self._cap_width() + current().px(2 * _LENS + 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self._empty()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._paint_lens()
        if not self.text() and not self.hasFocus() and self.width() >= self._needed():
            self._paint_key_cap()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_clear()

    def _rescale(self) -> None:
        px = current().px
        # Qt's own line edit icons do not scale with the type: the lens is painted beside the text.
        self.setTextMargins(px(_LENS + 8), 0, px(_LENS + 12), 0)
        self._place_clear()
        self.updateGeometry()

    def _place_clear(self) -> None:
        side = self.height() - current().px(4)
        self._clear.setGeometry(self.width() - side - current().px(2), current().px(2), side, side)

    def _paint_lens(self) -> None:
        px = current().px
        painter = QPainter(self)
        picture = icon_pixmap("search", "muted", px(_LENS), self.devicePixelRatioF())
        painter.drawPixmap(px(10), (self.height() - px(_LENS)) // 2, picture)
        painter.end()

    def _paint_key_cap(self) -> None:
        text = self._keys.toString(QKeySequence.SequenceFormat.PortableText)
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._cap_font())
        high = painter.fontMetrics().boundingRect(text).height()
        cap = QRectF(0, 0, self._cap_width(), high + theme.px(2))
        cap.moveCenter(QRectF(self.rect()).center())
        cap.moveRight(self.width() - theme.px(9))
        painter.setPen(QPen(QColor(theme.tokens.line), 1))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(QColor(theme.tokens.muted))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def _cap_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(current().px(SMALL))
        return font

    def _cap_width(self) -> int:
        text = self._keys.toString(QKeySequence.SequenceFormat.PortableText)
        wide = QFontMetrics(self._cap_font()).boundingRect(text).width()
        return wide + current().px(_CAP_SIDES)

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._pause.start()

    def _empty(self) -> None:
        self.clear()
        self._say()

    def _say(self) -> None:
        self._pause.stop()
        if self.text() != self._said:
            self._said = self.text()
            self.searched.emit(self._said)
