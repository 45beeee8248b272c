"""What an import would bring, before anything is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QVBoxLayout, QWidget

from core.exchange.vcard import Problem
from core.i18n import _, ngettext
from core.roster.exchange import Arrival, Incoming
from core.roster.model import group_label, kind_label
from desktop.roster.exchange_actions import problems_text, save_problems
from desktop.roster.facts import phone_lines
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.text import divider, text_label

_LISTED = 500
"""Problems shown at once; the saved list has them all."""
_LIST_HEIGHT = 150
_CUT = 120


@dataclass(frozen=True)
class Counted:
    """An import told apart against what is stored."""

    incoming: Incoming
    fresh: list[Arrival]
    there: list[Arrival]


class CountsCard(Card):
    """How many are new, already there, or need a look; `changed` follows the tick."""

    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(_("What would be imported"))
        self._services = services
        self._counted = Counted(Incoming(), [], [])
        self._fresh = text_label("", "body")
        self._there = text_label("", "body")
        self._anyway = QCheckBox(_("Import them anyway"))
        self._anyway.toggled.connect(lambda _on: self.changed.emit())
        self._title = text_label("", "strong")
        self._list = QPlainTextEdit(readOnly=True)
        self._list.setTabChangesFocus(True)
        self._list.setAccessibleName(_("What could not be taken as it is"))
        follow_theme(self, lambda: self._list.setFixedHeight(current().px(_LIST_HEIGHT)))
        self._problems = QWidget()
        column = QVBoxLayout(self._problems)
        spaced(column, (0, 8, 0, 0), gap=8)
        for part in (self._title, self._list, self._buttons()):
            column.addWidget(part)
        for part in (self._fresh, self._there, self._anyway, self._problems):
            self.add(part)

    def show_counted(self, counted: Counted) -> None:
        """Show these figures; what is already there is left out until ticked."""
        self._counted = counted
        fresh, there = len(counted.fresh), len(counted.there)
        number = self.locale().toString
        self._fresh.setText(
            ngettext("One new contact.", "{count} new contacts.", fresh).format(count=number(fresh))
            if fresh
            else _("No new contact.")
        )
        self._there.setText(
            ngettext(
                "One is already in the roster.", "{count} are already in the roster.", there
            ).format(count=number(there))
        )
        self._anyway.setChecked(False)
        for part in (self._there, self._anyway):
            part.setVisible(bool(there))
        self._show_problems(counted.incoming.problems)

    def chosen(self) -> Incoming:
        """What is to be stored, in the order of the file."""
        counted = self._counted
        wanted = counted.incoming.contacts if self._anyway.isChecked() else counted.fresh
        return replace(counted.incoming, contacts=list(wanted))

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        count = len(problems)
        self._problems.setVisible(bool(count))
        self._title.setText(
            ngettext("One thing to look at.", "{count} things to look at.", count).format(
                count=self.locale().toString(count)
            )
        )
        text = problems_text(problems[:_LISTED])
        if count > _LISTED:
            text += "\n" + _("And {count} more: save the list to see them all.").format(
                count=self.locale().toString(count - _LISTED)
            )
        self._list.setPlainText(text)

    def _buttons(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        spaced(flow, gap=8)
        flow.addWidget(button(_("Copy the list"), self._copy, icon_name="copy"))
        flow.addWidget(button(_("Save the list…"), self._save, icon_name="file-text"))
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(problems_text(self._counted.incoming.problems))
        self._services.notifier.toast(_("The list is copied."))

    def _save(self) -> None:
        save_problems(self._services, self._counted.incoming.problems)


class PreviewCard(Card):
    """The first contacts as they would be stored."""

    def __init__(self) -> None:
        super().__init__(_("The first contacts, as they would be"))
        self._contents = QWidget()
        self.add(self._contents)

    def show_contacts(self, arrivals: Sequence[Arrival]) -> None:
        """Show these."""
        contents = QWidget()
        column = QVBoxLayout(contents)
        spaced(column, gap=8)
        for place, arrival in enumerate(arrivals):
            if place:
                column.addWidget(divider())
            column.addWidget(_preview(arrival))
        if not arrivals:
            column.addWidget(text_label(_("No contact comes of the first lines."), "muted"))
        self.body.replaceWidget(self._contents, contents)
        contents.show()
        self._contents.hide()
        self._contents.deleteLater()
        self._contents = contents


def _preview(arrival: Arrival) -> QWidget:
    contact = arrival.contact
    made = QWidget()
    column = QVBoxLayout(made)
    spaced(column, gap=1)
    column.addWidget(text_label(contact.name, "strong"))
    groups = ", ".join(group_label(group) for group in contact.groups)
    substitute = _("Substitute: {name}").format(name=arrival.substitute)
    lines = (
        contact.role,
        phone_lines(contact).replace("\n", " / "),
        contact.email,
        f"{kind_label(contact.kind)} · {groups}" if groups else kind_label(contact.kind),
        substitute if arrival.substitute else "",
        contact.note.replace("\n", " · "),
    )
    for line in lines:
        if line:
            shown = line if len(line) <= _CUT else f"{line[:_CUT]}…"
            column.addWidget(text_label(shown, "muted"))
    return made
