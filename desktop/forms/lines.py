"""Texts that grow, numbers and days to be typed."""

from collections.abc import Sequence

from PySide6.QtCore import QDate, QEvent, QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from core.days import YEARS, checked_day, shown
from core.errors import InvalidValue
from core.i18n import _
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import icon_button, is_enter
from desktop.widgets.text import HOUR, hold

_AROUND = 22
"""Frame, padding, the margins of the document, and what Qt wants below the last line, in px."""
_LONGEST = "0000000000"


class GrowingText(QPlainTextEdit):
    """As tall as what it holds, from `least` to `most` lines; Tab leaves it."""

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self._most = max(least, most)
        self._room = QSize()
        self._needs = 0
        self._row: Sequence[GrowingText] = (self,)
        self.setTabChangesFocus(True)
        self.document().contentsChanged.connect(self._fit)
        follow_theme(self, self._fit)

    def stand_in_row(self, row: Sequence["GrowingText"]) -> None:
        """Be as tall as the tallest of these from now on; each of them is told the same."""
        self._row = row
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # The bar may come while the field is first shown. Qt then tells the room it leaves as the
        # old size too, and would leave the words wrapped to what there was before.
        before, self._room = self._room, event.size()
        super().resizeEvent(QResizeEvent(event.size(), before))
        if event.size().width() != before.width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # A file that is dropped here is for the window: Qt would type where it lies.
        files = any(url.isLocalFile() for url in source.urls())
        return not files and super().canInsertFromMimeData(source)

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        asked = self._text_height(self._most * line)
        policy = Qt.ScrollBarPolicy
        # A bar that came only as needed would come over words that were wrapped before it did.
        over = asked > self._most * line
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if over else policy.ScrollBarAlwaysOff
        )
        lines = min(max(asked, self._least * line), self._most * line)
        self._needs = round(lines) + current().px(_AROUND)
        tallest = max(field._needs for field in self._row)
        for field in self._row:
            field.setFixedHeight(tallest)

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


_LONG = 4


class GrowingLine(GrowingText):
    """One line that goes on below itself where it is long; Enter begins no other, but `entered`."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(1, _LONG, parent)

    def text(self) -> str:
        """What it holds."""
        return self.toPlainText()

    def end(self) -> None:
        """Put the cursor behind the last word."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.entered.emit()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _text_height(self, enough: int) -> float:
        high = super()._text_height(enough)
        if self.toPlainText() or not self.placeholderText():
            return high
        room = self.viewport().width() - 2 * round(self.document().documentMargin())
        box, wraps = QRect(0, 0, room, enough), Qt.TextFlag.TextWordWrap
        said = self.fontMetrics().boundingRect(box, wraps, self.placeholderText())
        return max(high, said.height())

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(" ".join(source.text().split()))


class Figure(QLineEdit):
    """A number as it is typed, against the right edge; every one is as wide as the longest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        hold(self, _LONGEST)


class Hour(QLineEdit):
    """An hour as it is typed; `core.days.checked_hour` says which it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hold(self, HOUR)


class Day(QWidget):
    """The value is the text as typed; `core.days.checked_day` says which day it is."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = QLineEdit()
        self._edit.setPlaceholderText(_("dd/mm/yyyy"))
        self._edit.textEdited.connect(lambda _text: self.edited.emit())
        self._button = icon_button("calendar", _("Choose a day"), self._open)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._calendar: QCalendarWidget | None = None
        row = QHBoxLayout(self)
        spaced(row, gap=4)
        row.addWidget(self._edit)
        row.addWidget(self._button)
        row.addStretch()
        self.setFocusProxy(self._edit)
        hold(self._edit, "00/00/0000", self._edit.placeholderText())

    def value(self) -> str:
        """What is typed."""
        return self._edit.text()

    def set_value(self, text: str) -> None:
        """Show a day, as `core.days.shown` gives it."""
        if self._edit.text() != text:
            self._edit.setText(text)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._edit.setAccessibleName(name)
        self._button.setAccessibleName(_("Choose a day") + f": {name}")

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self._edit.setAccessibleDescription(description)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and held:
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if self._calendar is None:
            self._calendar = QCalendarWidget(self)
            self._calendar.setWindowFlag(Qt.WindowType.Popup)
            self._calendar.setAccessibleName(_("Calendar"))
            # Qt takes the digits that are typed into it for a day, of 4000 years before Christ too.
            self._calendar.setDateRange(QDate(YEARS[0], 1, 1), QDate(YEARS[-1], 12, 31))
            self._calendar.activated.connect(self._picked)
            self._calendar.clicked.connect(self._picked)
        self._calendar.setSelectedDate(self._shown_day())
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        self._calendar.show()
        self._calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _shown_day(self) -> QDate:
        try:
            day = checked_day(self.value())
        except InvalidValue:
            day = None
        return QDate(day.year, day.month, day.day) if day else QDate.currentDate()

    def _picked(self, chosen: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self._edit.setText(shown(chosen.toPython()))  # type: ignore[arg-type]  # a date
        self._edit.setFocus(Qt.FocusReason.PopupFocusReason)
        self.edited.emit()
