"""The rows of the checklist for Qt: what is ticked, and what a screen reader says."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.crisis.checklist_rows import PhaseRow, Row, StepRow, spoken

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

ROW = Qt.ItemDataRole.UserRole + 1


class ChecklistModel(QAbstractListModel):
    """Bars of phases, which cannot be chosen, and steps, which can be ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Show these; where only their state differs, each keeps its place."""
        same = [_key(one) for one in rows] == [_key(one) for one in self.rows]
        if not same:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()
            return
        before, self.rows = self.rows, list(rows)
        for place, (old, new) in enumerate(zip(before, self.rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place), self.index(place))

    def step_at(self, index: Index) -> StepRow | None:
        """The step of a row, or None for the bar of a phase."""
        row = self.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, StepRow) else None

    def place_of(self, step_id: str) -> int | None:
        """The row of a step, or None."""
        return next(
            (
                place
                for place, one in enumerate(self.rows)
                if isinstance(one, StepRow) and one.step.id == step_id
            ),
            None,
        )

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if self.step_at(index) is None:
            return flag.NoItemFlags
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return spoken(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._phase_of(index.row())
        if role == Qt.ItemDataRole.CheckStateRole and isinstance(row, StepRow):
            return Qt.CheckState.Checked if row.tick else Qt.CheckState.Unchecked
        return None

    def _phase_of(self, place: int) -> str:
        above = (one for one in self.rows[place::-1] if isinstance(one, PhaseRow))
        phase = next(above, None)
        return spoken(phase) if phase else ""


def _key(row: Row) -> str:
    return row.phase if isinstance(row, PhaseRow) else row.step.id
