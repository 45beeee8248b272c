"""What the cells of the grid of the calendar hold, and what is said of them."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from core.calendar.model import CalendarItem
from desktop.calendar.model import CalendarNames, GridCell, lacks, spoken, spoken_day
from desktop.widgets.text import tip

_NO_PARENT = QModelIndex()


class GridModel(QAbstractTableModel):
    """Rows of seven cells; or of the parts of a day, one for each day."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[list[GridCell]] = []
        self.columns: Sequence[str] = ()
        self.rows: Sequence[str] = ()
        self.known = CalendarNames()
        self.today = date.min
        self.fitted: Callable[[str, bool], str] = lambda line, _across: line
        """A line over a column or before a row, as it has room."""

    def show(
        self, cells: list[list[GridCell]], columns: Sequence[str], rows: Sequence[str] = ()
    ) -> None:
        """Show these, with what stands over the columns and before the rows."""
        same = list(map(len, cells)) == list(map(len, self.cells))
        if not same:
            self.beginResetModel()
        self.cells, self.columns, self.rows = cells, columns, rows
        if not same:
            self.endResetModel()
        elif cells:
            self.dataChanged.emit(self.index(0, 0), self.index(len(cells) - 1, len(cells[0]) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(cells[0]) - 1)

    def rowCount(self, parent: Any = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: Any = _NO_PARENT) -> int:
        return 0 if parent.isValid() or not self.cells else len(self.cells[0])

    def cell(self, index: Any) -> GridCell:
        """What stands there."""
        found: GridCell = self.cells[index.row()][index.column()]
        return found

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cell = self.cell(index)
            return ". ".join((spoken_day(cell), *map(self.spoken, cell.items)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(
                "\n".join((spoken_day(self.cell(index)), *map(self.spoken, self.cell(index).items)))
            )
        return None

    def spoken(self, item: CalendarItem) -> str:
        """An item as a screen reader says it."""
        return spoken(item, self.known, lacks(item, self.known, self.today))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        words = self.columns if across else self.rows
        if section >= len(words):
            return ""
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(self.fitted(line, across) for line in words[section].splitlines())
        return words[section] if role == Qt.ItemDataRole.AccessibleTextRole else None
