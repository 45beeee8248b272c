"""Sorting and filtering of a table by the roles its model answers."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What the model of a table answers beyond Qt's own roles."""

    KEY = Qt.ItemDataRole.UserRole + 1
    """Key of the row, asked of column 0."""
    SORT = Qt.ItemDataRole.UserRole + 2
    """Comparable value of a cell: a number, a date, or `core.text.sort_key`; None sorts first."""
    FILTER = Qt.ItemDataRole.UserRole + 3
    """Folded text of the row, asked of column 0."""


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
        one: Any = model.data(left, Role.SORT)
        other: Any = model.data(right, Role.SORT)
        if one is None or other is None:
            return one is None and other is not None
        return bool(one < other)
