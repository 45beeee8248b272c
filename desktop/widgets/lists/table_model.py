"""The rows of a table: what its columns say of each, their order, and which are shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFont

from core.text import sort_key
from desktop.theme.theme import current
from desktop.theme.tokens import TITLE_WEIGHT

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

T = TypeVar("T")
"""What the rows are of."""


class Role(IntEnum):
    """What the model of a table answers beyond Qt's own roles."""

    KEY = Qt.ItemDataRole.UserRole + 1
    """Key of the row, asked of column 0."""
    FILTER = Qt.ItemDataRole.UserRole + 2
    """Folded text of the row, asked of column 0."""


_SAID = frozenset({Qt.ItemDataRole.DisplayRole, *Role})
_LOOKS = frozenset({Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.FontRole})


@dataclass(frozen=True)
class Column(Generic[T]):
    """What a column is called and says of a row, which is ordered by that or by `sort`: a number, a
    date; None comes first. A `quiet` one is read after the others; what is `late` is not missed."""

    title: str
    text: Callable[[T], str]
    sort: Callable[[T], Any] | None = None
    quiet: bool = False
    late: Callable[[T], bool] | None = None


class TableModel(QAbstractTableModel):
    """Rows that columns describe; what a cell says is made when it is first asked for."""

    def __init__(
        self, columns: Sequence[Column[T]], key: Callable[[T], Any], words: Callable[[T], str]
    ) -> None:
        super().__init__()
        self._columns: Sequence[Column[Any]] = columns
        self._key, self._words = key, words
        self._given: Sequence[Any] = ()
        self._rows: Sequence[Any] = ()
        self._column, self._descending = 0, False
        self._made: dict[tuple[int, int, int], Any] = {}
        self._places: dict[Any, int] = {}
        """By key, the row where it stands."""

    def show(self, rows: Sequence[Any]) -> None:
        """Show these; the same keys in the same order keep selection and scrolling."""
        same = list(map(self._key, rows)) == list(map(self._key, self._given))
        self._given = rows
        if same:
            self._put_in_order()
            if rows:
                last = self.index(len(rows) - 1, len(self._columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._take(self._ordered())
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column, equal ones as they were given; None comes first."""
        self._column, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._put_in_order()

    def sorted_by(self) -> int:
        """The column that orders the rows."""
        return self._column

    def place(self, key: Any) -> QModelIndex:
        """Where the row with that key stands."""
        row = self._places.get(key)
        return QModelIndex() if row is None else self.index(row, 0)

    def near(self, key: Any) -> list[Any]:
        """That key, those that follow it, then those before it from the nearest on."""
        at, keys = self._places.get(key), list(self._places)
        return [] if at is None else keys[at:] + keys[:at][::-1]

    def _ordered(self) -> Sequence[Any]:
        said = self._columns[self._column]
        sort = said.sort or (lambda row: sort_key(said.text(row)))

        def order(row: Any) -> tuple[bool, Any]:
            value = sort(row)
            return value is not None, value

        # Not by the proxy, which asks five times of each of the rows that it compares.
        return sorted(self._given, key=order, reverse=self._descending)

    def _put_in_order(self) -> None:
        rows = self._ordered()
        before = list(self._places)
        if list(map(self._key, rows)) == before:
            self._take(rows)
            return
        self.layoutAboutToBeChanged.emit()
        self._take(rows)
        held = self.persistentIndexList()
        moved = [self.index(self._places[before[at.row()]], at.column()) for at in held]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _take(self, rows: Sequence[Any]) -> None:
        self._rows = rows
        self._made.clear()
        self._places = {self._key(row): at for at, row in enumerate(rows)}

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            role = Qt.ItemDataRole.DisplayRole
        if role in _LOOKS:
            return self._look(self._rows[index.row()], self._columns[index.column()], role)
        if role not in _SAID:
            return None
        cell = (index.row(), index.column(), role)
        if cell not in self._made:
            self._made[cell] = self._make(self._rows[index.row()], index.column(), role)
        return self._made[cell]

    @staticmethod
    def _look(row: Any, column: Column[Any], role: int) -> QColor | QFont | None:
        late = column.late is not None and column.late(row)
        tokens, font = current().tokens, QFont()
        if role == Qt.ItemDataRole.FontRole:
            font.setWeight(QFont.Weight(TITLE_WEIGHT))
            return font if late else None
        if late:
            return QColor(tokens.danger)
        return QColor(tokens.muted) if column.quiet else None

    def _make(self, row: Any, column: int, role: int) -> Any:
        said = self._columns[column]
        if role == Role.KEY:
            return self._key(row)
        if role == Role.FILTER:
            return self._words(row)
        return said.text(row)


class RowsFound(QSortFilterProxyModel):
    """Filters by `Role.FILTER`; the model itself keeps the order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._needles: tuple[str, ...] = ()
        self.held: object = None
        """Key of a row that stays while it is worked on, whatever its words become."""

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sourceModel().sort(column, order)

    def set_needles(self, needles: Sequence[str]) -> None:
        """Keep rows whose folded text has every one of these."""
        self.beginFilterChange()
        self._needles = tuple(needles)
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        if not self._needles:
            return True
        model = self.sourceModel()
        index = model.index(source_row, 0, source_parent)
        if self.held is not None and model.data(index, Role.KEY) == self.held:
            return True
        text = str(model.data(index, Role.FILTER))
        return all(needle in text for needle in self._needles)
