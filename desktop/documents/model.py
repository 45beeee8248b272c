"""The list of what can be printed, as Qt wants it, in the person's words."""

from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from core.catalogue import State
from core.documents.records import PAPER
from core.i18n import _
from desktop.days import long_day
from desktop.theme.tokens import Tone

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()


class Part(IntEnum):
    """What a row says beyond its name."""

    STATE = Qt.ItemDataRole.UserRole + 1
    """The `State` itself."""


class DocumentList(QAbstractListModel):
    """One row for each document of the catalogue."""

    def __init__(self) -> None:
        super().__init__()
        self._states: list[State] = []

    def show(self, states: list[State]) -> None:
        """Take over what stands now; rows stay selected, since the catalogue keeps its order."""
        if [one.entry.id for one in states] != [one.entry.id for one in self._states]:
            self.beginResetModel()
            self._states = states
            self.endResetModel()
        elif states:
            self._states = states
            self.dataChanged.emit(self.index(0), self.index(len(states) - 1))

    def row_of(self, entry_id: object) -> int | None:
        """Where a document stands."""
        found = (row for row, one in enumerate(self._states) if one.entry.id == entry_id)
        return next(found, None)

    def state(self, index: Index) -> State:
        """The document of a row."""
        return self._states[index.row()]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._states)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        state = self._states[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return state.entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (state.entry.name, state.entry.about, condition(state)[0], when(state))
            return ". ".join(part.rstrip(".") for part in parts if part)
        return state if role == Part.STATE else None


def condition(state: State) -> tuple[str, Tone]:
    """Whether the paper still says the truth, as a word and its tone."""
    if state.last is None:
        return _("Never printed"), Tone.NEUTRAL
    if state.out_of_date:
        return _("Out of date"), Tone.YELLOW
    return _("Up to date"), Tone.GREEN


def when(state: State) -> str:
    """`Printed on 24 November 2026 (version 2)`; empty when it never was."""
    if state.last is None:
        return ""
    day = long_day(state.last.printed_at.astimezone().date())
    if state.last.format == PAPER:
        told = _("Printed on {date} (version {version})")
    else:
        told = _("Saved as {format} on {date} (version {version})")
    return told.format(date=day, version=state.last.version, format=state.last.format.upper())
