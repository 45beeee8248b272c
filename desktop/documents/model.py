"""The list of what can be printed, as Qt wants it, in the person's words."""

from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from core.catalogue import CatalogueEntry, PrintState
from core.i18n import _
from core.plan.wording import listed
from desktop.days import long_day
from desktop.theme.tokens import Tone

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()


class RowRole(IntEnum):
    """What a row says beyond its name."""

    ENTRY = Qt.ItemDataRole.UserRole + 1
    """The `CatalogueEntry` itself."""
    STATE = Qt.ItemDataRole.UserRole + 2
    """Its `PrintState`, or None until it is known."""


class DocumentList(QAbstractListModel):
    """One row for each document of the catalogue."""

    def __init__(self, entries: list[CatalogueEntry]) -> None:
        super().__init__()
        self._entries = entries
        self._states: dict[str, PrintState] = {}

    def show(self, states: list[PrintState]) -> None:
        """How the papers stand now. Scenarios come and go, and with them their sheets."""
        self._states = {state.entry.id: state for state in states}
        entries = [state.entry for state in states]
        if [(entry.id, entry.name) for entry in entries] != [
            (entry.id, entry.name) for entry in self._entries
        ]:
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()
        self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def row_of(self, entry_id: object) -> int | None:
        """Where a document stands."""
        found = (row for row, entry in enumerate(self._entries) if entry.id == entry_id)
        return next(found, None)

    def entry(self, index: Index) -> CatalogueEntry:
        """The document of a row."""
        return self._entries[index.row()]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._entries[index.row()]
        state = self._states.get(entry.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (entry.name, entry.about, condition(state)[0], when(state))
            return ". ".join(part.rstrip(".") for part in parts if part)
        if role == RowRole.ENTRY:
            return entry
        return state if role == RowRole.STATE else None


def condition(state: PrintState | None) -> tuple[str, Tone]:
    """Whether the paper still says the truth, as a word and its tone; no word until it is known."""
    if state is None:
        return "", Tone.NEUTRAL
    if state.last is None:
        return _("Never printed"), Tone.NEUTRAL
    if state.out_of_date:
        return _("Out of date"), Tone.YELLOW
    return _("Up to date"), Tone.GREEN


def when(state: PrintState | None) -> str:
    """`Printed on 24 November 2026 (version 2)`, and what changed; empty when it never was."""
    if state is None or state.last is None:
        return ""
    day = long_day(state.last.printed_at.astimezone().date())
    if state.last.saved:
        told = _("Saved as {format} on {date}, not printed (version {version})")
    else:
        told = _("Printed on {date} (version {version})")
    said = told.format(date=day, version=state.last.version, format=state.last.format.upper())
    if not state.changed:
        return said
    return said + ". " + _("Changed: {parts}").format(parts=listed(state.changed))
