"""One contact, large: what is read aloud on the phone while it is checked."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from core.i18n import _
from core.roster.model import Contact, Phone
from desktop.roster.facts import facts, shown_day
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.card import Card
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.text import text_label


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
    lines = [(one.label, one.value) for one in facts(contact, names)[3:]]
    if contact.no_answer_on:
        day = shown_day(contact.no_answer_on)
        lines.append((_("No answer on"), _("{day} (today)").format(day=day)
                      if contact.no_answer_on == today else day))  # fmt: skip
    shown = [(label, value) for label, value in lines if value]
    for row, (label, value) in enumerate(shown):
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(text_label(label, "muted", wraps=False), row, 0, top)
        grid.addWidget(text_label(value), row, 1, top)
    return made
