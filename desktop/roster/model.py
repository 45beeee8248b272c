"""Item models of the roster: the table, and the choice of a substitute."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from core.i18n import _, ngettext
from core.roster.model import Contact, haystack, in_order
from core.text import sort_key
from desktop.widgets.table import Role

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

NAME, ROLE, PHONE, VERIFIED = range(4)


class ContactTable(QAbstractTableModel):
    """Rows of contacts; a cell's words and its sort key are made when first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Contact] = []
        self._today = date.min
        self._made: dict[tuple[int, int, int], Any] = {}

    def show(self, contacts: Sequence[Contact], today: date) -> None:
        """Show these; the same cards in the same order keep selection and scrolling."""
        same = [one.id for one in contacts] == [one.id for one in self._rows]
        if same:
            self._rows = list(contacts)
            self._today = today
            self._made.clear()
            if self._rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, VERIFIED))
            return
        self.beginResetModel()
        self._rows = list(contacts)
        self._today = today
        self._made.clear()
        self.endResetModel()

    def contacts(self) -> list[Contact]:
        """The cards shown, before sorting."""
        return self._rows

    def contact(self, contact_id: int) -> Contact | None:
        """The card with that id, if it is in the table."""
        return next((one for one in self._rows if one.id == contact_id), None)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else VERIFIED + 1

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Name"), _("Post and organisation"), _("Phone"), _("Verified"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        contact = self._rows[index.row()]
        if role == Role.KEY:
            return contact.id
        if role == Qt.ItemDataRole.ToolTipRole:
            role = Qt.ItemDataRole.DisplayRole
        if role not in (Qt.ItemDataRole.DisplayRole, Role.SORT, Role.FILTER):
            return None
        key = (index.row(), index.column(), role)
        if key not in self._made:
            self._made[key] = self._make(contact, index.column(), role)
        return self._made[key]

    def _make(self, contact: Contact, column: int, role: int) -> Any:
        if role == Role.FILTER:
            return haystack(contact)
        if column == VERIFIED:
            if role == Role.SORT:
                return contact.verified_on or date.min
            return verified_words(contact, self._today)
        text = (
            contact.name,
            contact.role,
            contact.phones[0].number if contact.phones else "",
        )[column]
        return sort_key(text) if role == Role.SORT else text


class SubstituteChoices(QAbstractListModel):
    """Nobody, then every contact by name; the data of an item is the contact's id."""

    def __init__(self) -> None:
        super().__init__()
        self._choices: list[tuple[int | None, str]] = [(None, "")]

    def show(self, contacts: Sequence[Contact]) -> None:
        """Offer these contacts."""
        choices: list[tuple[int | None, str]] = [(None, _("Nobody yet"))]
        choices += [(one.id, named(one)) for one in in_order(contacts)]
        if choices != self._choices:
            self.beginResetModel()
            self._choices = choices
            self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        contact_id, name = self._choices[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return contact_id
        return name if role == Qt.ItemDataRole.DisplayRole else None


def named(contact: Contact) -> str:
    """A name to be chosen from a list, with the post where there is one."""
    name = contact.name[:60]
    return f"{name} · {contact.post[:60]}" if contact.post else name


def verified_words(contact: Contact, today: date) -> str:
    """When a card was last confirmed, as one says it."""
    if contact.suggested:
        return _("Suggestion")
    if contact.verified_on is None:
        return _("Never")
    days = (today - contact.verified_on).days
    if days <= 0:
        return _("Today")
    return ngettext("Yesterday", "{count} days ago", days).format(count=days)
