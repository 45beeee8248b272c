"""What an import would bring, before anything is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from core.fields import in_words
from core.i18n import _, ngettext
from core.numbers import number
from core.roster.exchange import ArrivingContact, Incoming
from core.text import shortened
from desktop.roster.exchange_actions import save_problems
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.sentences import Sentences
from desktop.widgets.text import divider, text_label

_CUT = 120


@dataclass(frozen=True)
class Counted:
    """An import told apart against what is stored."""

    incoming: Incoming
    fresh: list[ArrivingContact]
    there: list[ArrivingContact]


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
        self._problems = Sentences(_("What could not be taken as it is"))
        self._problems.copied.connect(lambda: services.notifier.toast(_("The list is copied.")))
        self._problems.add_button(button(_("Save the list…"), self._save, icon_name="file-text"))
        for part in (self._fresh, self._there, self._anyway, self._problems):
            self.add(part)

    def show_counted(self, counted: Counted) -> None:
        """Show these figures; what is already there is left out until ticked."""
        self._counted = counted
        fresh, there = len(counted.fresh), len(counted.there)
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
        self._problems.show_sentences([problem.sentence for problem in counted.incoming.problems])

    def chosen(self) -> Incoming:
        """What is to be stored, in the order of the file."""
        counted = self._counted
        wanted = counted.incoming.contacts if self._anyway.isChecked() else counted.fresh
        return replace(counted.incoming, contacts=list(wanted))

    def _save(self) -> None:
        save_problems(self._services, self._counted.incoming.problems)


class ArrivalsCard(Card):
    """The first contacts as they would be stored."""

    def __init__(self) -> None:
        super().__init__(_("The first contacts, as they would be"))
        self._contents = QWidget()
        self.add(self._contents)

    def show_contacts(self, arrivals: Sequence[ArrivingContact]) -> None:
        """Show these."""
        contents = QWidget()
        column = QVBoxLayout(contents)
        spaced(column, gap=8)
        for place, arrival in enumerate(arrivals):
            if place:
                column.addWidget(divider())
            column.addWidget(_preview(arrival))
        if not arrivals:
            column.addWidget(text_label(_("The first lines give no contact."), "muted"))
        self.body.replaceWidget(self._contents, contents)
        contents.show()
        self._contents.hide()
        self._contents.deleteLater()
        self._contents = contents


def _preview(arrival: ArrivingContact) -> QWidget:
    contact = arrival.contact
    made = QWidget()
    column = QVBoxLayout(made)
    spaced(column, gap=1)
    column.addWidget(text_label(contact.name, "strong"))
    kind, groups = in_words(contact, "kind"), in_words(contact, "groups")
    substitute = _("Deputy: {name}").format(name=arrival.substitute)
    lines = (
        contact.role,
        in_words(contact, "phones").replace("\n", " / "),
        contact.email,
        f"{kind} · {groups}" if groups else kind,
        substitute if arrival.substitute else "",
        contact.note.replace("\n", " · "),
    )
    for line in lines:
        if line:
            column.addWidget(text_label(shortened(line, _CUT), "muted"))
    return made
