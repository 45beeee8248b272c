"""One contact, large: what is read aloud on the phone while it is checked."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from core.i18n import _
from core.roster.model import Contact, Phone
from desktop.roster.model import seen
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.card import Card
from desktop.widgets.layouts import FlowLayout
from desktop.widgets.text import text_label

_BELOW = (
    "email", "groups", "hats", "substitute_id", "available", "note", "verified_on", "no_answer_on",
)  # fmt: skip
"""What stands below the phones."""


class CheckCard(Card):
    """Name and role, phones large, then everything else that is known."""

    def __init__(self) -> None:
        super().__init__()
        self._contents = QWidget()
        self.add(self._contents)

    def show_contact(self, contact: Contact, names: Mapping[int, str], today: date) -> str:
        """Show a contact; returns what a screen reader should say of it."""
        contents = QWidget()
        column = QVBoxLayout(contents)
        spaced(column, gap=12)
        head = QVBoxLayout()
        spaced(head, gap=2)
        head.addWidget(text_label(contact.name, "title"))
        if contact.role:
            head.addWidget(text_label(contact.role, "muted"))
        column.addLayout(head)
        column.addWidget(_phones(contact))
        column.addWidget(_facts(contact, names, today))
        self.body.replaceWidget(self._contents, contents)
        contents.show()
        self._contents.hide()
        self._contents.deleteLater()
        self._contents = contents
        numbers = ", ".join(phone.number for phone in contact.phones) or _("no phone")
        spoken = ". ".join(part for part in (contact.name, contact.role, numbers) if part)
        self.setAccessibleName(spoken)
        return spoken


def _phones(contact: Contact) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row)
    spaced(flow, gap=24)
    for phone in contact.phones:
        flow.addWidget(_phone(phone))
    if not contact.phones:
        flow.addWidget(text_label(_("No phone yet"), "muted", wraps=False))
    return row


def _phone(phone: Phone) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    spaced(column, gap=0)
    column.addWidget(text_label(phone.number, "figure", wraps=False))
    if phone.label:
        column.addWidget(text_label(phone.label, "muted", wraps=False))
    column.addStretch()
    return made


def _facts(contact: Contact, names: Mapping[int, str], today: date) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    spaced(grid, gap=6)
    follow_theme(grid, lambda: grid.setHorizontalSpacing(current().px(16)))
    grid.setColumnStretch(1, 1)
    *lines, (label, day) = seen(contact, names, *_BELOW)
    if day and contact.no_answer_on == today:
        day = _("{day} (today)").format(day=day)
    shown = [(label, value) for label, value in (*lines, (label, day)) if value]
    for row, (label, value) in enumerate(shown):
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(text_label(label, "muted", wraps=False), row, 0, top)
        grid.addWidget(text_label(value), row, 1, top)
    return made
