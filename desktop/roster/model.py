"""The columns of the roster, and the choice of a substitute."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from core.clock import Clock
from core.i18n import _, ngettext
from core.roster.model import Contact, in_order
from desktop.widgets.table_model import Column

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

NAME, ROLE, PHONE, VERIFIED = range(4)


def columns(clock: Clock) -> list[Column[Contact]]:
    """Of the table; how long ago a card was verified goes by the clock."""
    return [
        Column(_("Name"), lambda contact: contact.name),
        Column(_("Post and organisation"), lambda contact: contact.role),
        Column(_("Phone"), lambda contact: contact.phones[0].number if contact.phones else ""),
        Column(
            _("Verified"),
            lambda contact: verified_words(contact, clock.today()),
            lambda contact: contact.verified_on or date.min,
        ),
    ]


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
