"""What a table is drawn in: its rows, and the widths of its columns."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.theme.theme import current
from desktop.theme.tokens import TITLE_WEIGHT
from desktop.widgets.lists.table_model import Index

_BAR = 3
_HEAD_PADDING = 15
"""What stands at either side of a title, as the style sheet has it."""
_LEAST_COLUMN = 64
"""Below this width in px at 100 % a column says nothing."""
_MEASURED = 1000
"""Rows of which each is looked at, as many as Qt takes."""
_FOLDED = 8
"""Of these, the longest, it is looked at how they stand in two lines."""


class TableView(QTableView):
    """Whole rows, hairlines between them; Enter says which."""

    open_asked = Signal(QModelIndex)
    """By Enter. Qt has a signal `entered`, of the mouse."""
    delete_asked = Signal()
    resized = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.header = _Header(self)
        self.setHorizontalHeader(self.header)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setSortingEnabled(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setItemDelegateForColumn(0, _Titles(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.header.setStretchLastSection(True)
        self.header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def widest(self, column: int) -> int:
        """As wide as the longest words of a column, in px; of very many rows, of the next ones."""
        said = self._longest(column)
        # A hint for each cell takes a hundred times as long as its words.
        return self.sizeHintForIndex(said[0][1]).width() if said else 0

    def folded(self, column: int) -> int:
        """As wide as the longest words of a column have to be to stand in two lines, in px."""
        wide = self._metrics(column).horizontalAdvance
        longest = self._longest(column)[:_FOLDED]
        around = max(0, self.widest(column) - wide(longest[0][0])) if longest else 0
        return max((_in_two_lines(words, wide) for words, _place in longest), default=0) + around

    def _longest(self, column: int) -> list[tuple[str, Index]]:
        """What is said in a column and where, the longest first."""
        model, first = self.model(), max(0, self.rowAt(0))
        places: dict[str, Index] = {}
        for row in range(first, min(first + _MEASURED, model.rowCount())):
            place = model.index(row, column)
            places.setdefault(str(place.data()), place)
        wide = self._metrics(column).horizontalAdvance

        def length(said: tuple[str, Index]) -> int:
            return max(map(wide, said[0].split("\n")))

        return sorted(places.items(), key=length, reverse=True)

    def _metrics(self, column: int) -> QFontMetrics:
        font = QFont(self.font())
        if column == 0:
            font.setWeight(QFont.Weight(TITLE_WEIGHT))
        return QFontMetrics(font)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        row = self.currentIndex()
        if row.isValid() and self.selectionModel().isSelected(row):
            # What is chosen is told by more than its ground.
            top, high = self.rowViewportPosition(row.row()), self.rowHeight(row.row())
            painter = QPainter(self.viewport())
            painter.fillRect(0, top, current().px(_BAR), high, QColor(current().tokens.accent))
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.open_asked.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)


def _in_two_lines(words: str, wide: Callable[[str], int]) -> int:
    """The least width in px in which words stand in two lines; a no-break blank stays in one."""
    each = words.split(" ")
    ends = range(1, len(each))
    cut = [max(wide(" ".join(each[:end])), wide(" ".join(each[end:]))) for end in ends]
    return min([wide(words), *cut])


class _Header(QHeaderView):
    """Says when it is the person who gives a column another width."""

    dragged = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self._held = False
        self.sectionResized.connect(self._resized)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._held = False

    def _resized(self, *_widths: object) -> None:
        if self._held:
            self.dragged.emit()


class Wrapped(QStyledItemDelegate):
    """What shares the width has as many lines as the height of its row gives."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.features |= QStyleOptionViewItem.ViewItemFeature.WrapText


class _Titles(Wrapped):
    """What names a row stands out."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.font.setWeight(QFont.Weight(TITLE_WEIGHT))
        option.fontMetrics = QFontMetrics(option.font)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        # In one line, however narrow it is now.
        option.rect = QRect()
        return super().sizeHint(option, index)


class Widths(QObject):
    """Shares the width of a table among its columns, until one of them is dragged."""

    dragged = Signal()

    def __init__(self, view: "TableView") -> None:
        super().__init__(view)
        self._view = view
        self._header = view.header
        self._shares: Sequence[int] = ()
        self._yields: Sequence[int] = ()
        self._needs: list[int] = []
        """Of each column: as wide as what is in it, or of those that share as its title."""
        self._folded: dict[int, int] = {}
        """Of what names the rows and of those that share: as wide as they are in two lines."""
        view.resized.connect(self.fit)
        self._header.dragged.connect(self._dragged)
        model = view.model()
        for changed in (model.modelReset, model.rowsInserted, model.dataChanged):
            changed.connect(self.measure)

    def share(self, shares: Sequence[int], yields: Sequence[int] = ()) -> None:
        """Follow the window by these shares; none: every width is the person's own."""
        self._shares, self._yields = shares, yields
        self.measure()

    def shared(self) -> bool:
        """Whether the widths follow the window."""
        return bool(self._shares)

    def measure(self, *_changed: object) -> None:
        """See how long the longest text is in each column that is never cut."""
        view, header = self._view, self._header
        for column in self._yields:
            # What is out of sight has no size.
            view.setColumnHidden(column, False)
        words, padding = header.fontMetrics(), 2 * current().px(_HEAD_PADDING)
        titles = [
            words.horizontalAdvance(str(view.model().headerData(column, Qt.Orientation.Horizontal)))
            for column in range(len(self._shares))
        ]
        self._needs = [
            titles[column] + padding
            if share
            else max(view.widest(column), header.sectionSizeHint(column)) + 1
            for column, share in enumerate(self._shares)
        ]
        self._folded = {
            column: view.folded(column)
            for column, share in enumerate(self._shares)
            if share or not column
        }
        self.fit()

    def fit(self) -> None:
        """Give every column its width, and none to those that yield."""
        room, least = self._view.viewport().width(), current().px(_LEAST_COLUMN)
        needs = {column: max(need, least) for column, need in enumerate(self._needs)}
        if not needs:
            return
        title, shown = needs[0], dict(needs)
        shown[0] = min(title, room * 2 // 5)
        for column in self._yields:
            gone = sum(self._wanted(at, width) for at, width in shown.items()) > room
            if gone:
                del shown[column]
            if self._view.isColumnHidden(column) is not gone:
                self._view.setColumnHidden(column, gone)
        left = room - sum(shown.values())
        sharing = {column: self._shares[column] for column in shown if self._shares[column]}
        lacking = {column: max(0, self._folded[column] - shown[column]) for column in sharing}
        asked = sum(lacking.values())
        if 0 not in sharing:
            # In one line, unless the others then lack the room for their two.
            least_title = min(shown[0], self._folded[0])
            more = max(min(left - asked, title - shown[0]), least_title - shown[0])
            if not sharing:
                more = left
            shown[0] += more
            left -= more
        met = max(0, min(left, asked))
        for column, share in sharing.items():
            shown[column] += lacking[column] * met // max(1, asked)
            shown[column] += (left - met) * share // sum(sharing.values())
        for column, width in shown.items():
            self._header.resizeSection(column, max(width, least))

    def _wanted(self, column: int, width: int) -> int:
        """What a column has to have beside those that yield: words that stay, in two lines."""
        stays = column > 0 and column not in self._yields
        return max(width, self._folded.get(column, 0)) if stays else width

    def _dragged(self) -> None:
        self.share(())
        self.dragged.emit()
