"""The entries of the log as a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from core.crisis.labels import log_kind_label
from core.crisis.model import LogEntry
from core.days import at_hour, brief_date, clock_time
from core.i18n import _
from desktop.crisis.looks import edge_to_edge, enlarged
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import SMALL
from desktop.widgets.heard import sentences
from desktop.widgets.scroll_page import bring_into_view
from desktop.widgets.text import widest, wrap

_LATE = timedelta(minutes=10)
"""Written down later than this after it happened, it is said."""


@dataclass(frozen=True)
class LogRow:
    """One entry, or a correction below the entry that it puts right."""

    entry: LogEntry
    corrected: bool
    """Another entry puts it right."""
    day: str = ""
    """Its day, where that is not the day of the first entry."""

    @property
    def correction(self) -> bool:
        """It puts another entry right."""
        return self.entry.corrects is not None

    @property
    def hour(self) -> str:
        """When it happened."""
        return clock_time(self.entry.at)

    @property
    def marks(self) -> str:
        """What it is about, who wrote it, and how it came into the log later."""
        entry = self.entry
        parts = [self.day, log_kind_label(entry.kind), entry.who]
        if self.corrected:
            parts.append(_("corrected below"))
        if entry.on_paper:
            parts.append(_("from paper"))
        if entry.written_at - entry.at > _LATE:
            parts.append(_("written down {when}").format(when=at_hour(entry.written_at, entry.at)))
        return " · ".join(part for part in parts if part)


def rows_of(entries: Iterable[LogEntry], *, newest_first: bool = True) -> list[LogRow]:
    """Entries by when they happened; each correction below the entry that it names, in order."""
    listed = list(entries)
    known = {log_entry.id: log_entry for log_entry in listed}
    below: dict[int, list[LogEntry]] = {}
    roots = []
    for entry in listed:
        if entry.corrects in known:
            below.setdefault(_root(entry, known), []).append(entry)
        else:
            roots.append(entry)
    wrong = {log_entry.corrects for log_entry in listed}
    roots.sort(key=lambda root: (root.at, root.id), reverse=newest_first)
    opening = min((_day(log_entry) for log_entry in listed), default=date.max)
    return [
        LogRow(
            item,
            item.id in wrong,
            "" if _day(item) == opening else brief_date(_day(item), opening),
        )
        for root in roots
        for item in (root, *sorted(below.get(root.id, []), key=lambda late: late.id))
    ]


def _root(entry: LogEntry, known: dict[int, LogEntry]) -> int:
    while entry.corrects in known and entry.corrects is not None:
        entry = known[entry.corrects]
    return entry.id


def _day(entry: LogEntry) -> date:
    """The day on which it happened, where the person is."""
    return entry.at.astimezone().date()


def spoken(row: LogRow) -> str:
    """What a screen reader says of an entry."""
    return sentences(row.hour, row.entry.text, row.marks)


Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_Align = Qt.AlignmentFlag
_ROW = Qt.ItemDataRole.UserRole + 1

_SIDE, _GAP, _ABOVE = 16, 14, 9
_HOUR_LETTER = 13
_INDENT = 18
_SHORT, _WHOLE = 4, 60
"""Lines of an entry: until it is chosen, and then."""


class _Entries(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[LogRow] = []

    def show(self, rows: Sequence[LogRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row)
        return None


class LogList(QListView):
    """`chosen(row)` follows the current entry; `correction_asked` the key C or Enter on one.

    It fills its card, or is `among` other things on one.
    """

    chosen = Signal(object)
    correction_asked = Signal(object)

    def __init__(self, name: str, *, scale: float = 1.0, among: bool = False) -> None:
        super().__init__()
        self._entries = _Entries()
        self._entered = True
        self.setModel(self._entries)
        self.setItemDelegate(_Lines(self, scale))
        self.setAccessibleName(name)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        edge_to_edge(self, corners=not among)
        if among:
            # As long as its entries: the page scrolls.
            self.setSizeAdjustPolicy(QListView.SizeAdjustPolicy.AdjustToContents)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setStyleSheet("QListView { border: none; padding: 0px; background: transparent; }")
        follow_theme(self, self._rescale)

    def show_rows(self, rows: Sequence[LogRow]) -> None:
        """Show these; the entry chosen stays chosen, and in view."""
        if list(rows) == self._entries.rows:
            return
        kept = self.row()
        self._entries.show(rows)
        if kept is not None:
            self.select_entry(kept.entry.id)

    def row(self) -> LogRow | None:
        """The entry that is chosen."""
        index = self.currentIndex()
        return self._entries.rows[index.row()] if index.isValid() else None

    def select_entry(self, entry_id: int) -> bool:
        """Choose an entry; False when it is not in the list."""
        for place, row in enumerate(self._entries.rows):
            if row.entry.id == entry_id:
                self.setCurrentIndex(self._entries.index(place))
                self.scrollTo(self.currentIndex())
                return True
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._entered = False
        super().focusInEvent(event)
        self._entered = True

    def currentChanged(self, now: Index, before: Index) -> None:
        # The list says itself that the keyboard is there: Qt would say it of the first entry too.
        if self._entered:
            super().currentChanged(now, before)
        # The entry that is chosen is shown whole.
        self.scheduleDelayedItemsLayout()
        if self.hasFocus():
            bring_into_view(self)
        self.chosen.emit(self.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.row(), Qt.Key(event.key())
        plain = not event.modifiers()
        if row is not None and plain and key in (Qt.Key.Key_C, Qt.Key.Key_Return):
            self.correction_asked.emit(row)
        elif plain and event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _rescale(self) -> None:
        self.verticalScrollBar().setSingleStep(current().px(20))
        self.scheduleDelayedItemsLayout()


@dataclass(frozen=True)
class _EntryWords:
    lines: list[str]
    marks: list[str]
    height: int


class _Lines(QStyledItemDelegate):
    def __init__(self, view: LogList, scale: float) -> None:
        super().__init__(view)
        self._view = view
        self._scale = scale

    def _px(self, length: float) -> int:
        return current().px(length * enlarged(self._scale))

    def _font(self, size: int) -> QFont:
        font = QApplication.font()
        font.setPixelSize(self._px(size))
        return font

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(0, self._words(index, QRect(0, 0, width, 0)).height)

    def _left(self, row: LogRow) -> int:
        indent = _INDENT if row.correction else 0
        return self._px(_SIDE + _GAP + indent) + self._hour_room(row)

    def _hour_room(self, row: LogRow) -> int:
        return widest(self._font(_HOUR_LETTER), "00:00", row.hour)

    def _words(self, index: Index, rect: QRect) -> _EntryWords:
        row: LogRow = index.data(_ROW)
        most = _WHOLE if index == self._view.currentIndex() else _SHORT
        width = rect.width() - self._left(row) - self._px(_SIDE)
        lines = [
            line
            for paragraph in row.entry.text.split("\n")
            for line in wrap(paragraph, self._font(14), width, most)
        ]
        if len(lines) > most:
            lines = [*lines[: most - 1], f"{lines[most - 1].rstrip('…')}…"]
        marks = wrap(row.marks, self._font(SMALL), width, 2)
        high = QFontMetrics(self._font(14)).height() * len(lines)
        high += QFontMetrics(self._font(SMALL)).height() * len(marks)
        return _EntryWords(lines, marks, high + 2 * self._px(_ABOVE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: LogRow = index.data(_ROW)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        tokens = current().tokens
        chosen = index == self._view.currentIndex()
        lit = chosen and self._view.hasFocus()
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = tokens.tint if lit else tokens.hover if chosen or over else tokens.surface
        ink = tokens.selection_ink if lit else tokens.ink
        grey = tokens.selection_ink if lit and tokens.name == "contrast" else tokens.muted
        painter.save()
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        self._write(painter, rect, index, grey if row.corrected else ink, grey)
        if lit:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def _write(self, painter: QPainter, rect: QRect, index: Index, ink: str, grey: str) -> None:
        row: LogRow = index.data(_ROW)
        words = self._words(index, rect)
        top = rect.top() + self._px(_ABOVE)
        left = rect.left() + self._left(row)
        if row.correction:
            painter.setPen(QPen(QColor(current().tokens.control), 2))
            bar = left - self._px(10)
            painter.drawLine(bar, top, bar, rect.bottom() - self._px(_ABOVE))
        high = QFontMetrics(self._font(14)).height()
        painter.setFont(self._font(_HOUR_LETTER))
        painter.setPen(QColor(grey))
        hour = QRect(rect.left() + self._px(_SIDE), top, self._hour_room(row), high)
        painter.drawText(hour, _Align.AlignLeft | _Align.AlignVCenter, row.hour)
        for lines, size, colour in ((words.lines, 14, ink), (words.marks, SMALL, grey)):
            painter.setFont(self._font(size))
            painter.setPen(QColor(colour))
            high = QFontMetrics(self._font(size)).height()
            for line in lines:
                painter.drawText(
                    QRect(left, top, rect.right() - left, high),
                    _Align.AlignLeft | _Align.AlignVCenter,
                    line,
                )
                top += high
