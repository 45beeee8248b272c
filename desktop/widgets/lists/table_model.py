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

from core.text import sort_key

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

T = TypeVar("T")
"""What the rows are of."""


class Role(IntEnum):
    """What the model of a table answers beyond Qt's own roles."""

    KEY = Qt.ItemDataRole.UserRole + 1
    """Key of the row, asked of column 0."""
    SORT = Qt.ItemDataRole.UserRole + 2
    """Comparable value of a cell: a number, a date, or `core.text.sort_key`; None sorts first."""
    FILTER = Qt.ItemDataRole.UserRole + 3
    """Folded text of the row, asked of column 0."""


_SAID = frozenset({Qt.ItemDataRole.DisplayRole, *Role})


@dataclass(frozen=True)
class Column(Generic[T]):
    """What a column is called and says of a row, which is ordered by that or by `sort`."""

    title: str
    text: Callable[[T], str]
    sort: Callable[[T], Any] | None = None


class TableModel(QAbstractTableModel):
    """Rows that columns describe; what a cell says is made when it is first asked for."""

    def __init__(
        self, columns: Sequence[Column[T]], key: Callable[[T], Any], words: Callable[[T], str]
    ) -> None:
        super().__init__()
        self._columns: Sequence[Column[Any]] = columns
        self._key, self._words = key, words
        self._rows: Sequence[Any] = ()
        self._made: dict[tuple[int, int, int], Any] = {}

    def show(self, rows: Sequence[Any]) -> None:
        """Show these; the same keys in the same order keep selection and scrolling."""
        same = list(map(self._key, rows)) == list(map(self._key, self._rows))
        if not same:
            self.beginResetModel()
        self._rows = rows
        self._made.clear()
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(rows) - 1, len(self._columns) - 1)
            )

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
        if role not in _SAID:
            return None
        cell = (index.row(), index.column(), role)
        if cell not in self._made:
            self._made[cell] = self._make(self._rows[index.row()], index.column(), role)
        return self._made[cell]

    def _make(self, row: Any, column: int, role: int) -> Any:
        said = self._columns[column]
        if role == Role.KEY:
            return self._key(row)
        if role == Role.FILTER:
            return self._words(row)
        if role == Role.SORT:
            return said.sort(row) if said.sort else sort_key(said.text(row))
        return said.text(row)


class RowsInOrder(QSortFilterProxyModel):
    """Orders by `Role.SORT`, equal rows as the model has them; filters by `Role.FILTER`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._needles: tuple[str, ...] = ()
        self.held: object = None
        """Key of a row that stays while it is worked on, whatever its words become."""

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

    def lessThan(self, left: Index, right: Index) -> bool:
        model = self.sourceModel()
        item: Any = model.data(left, Role.SORT)
        other: Any = model.data(right, Role.SORT)
        if item is None or other is None:
            return item is None and other is not None
        return bool(item < other)
