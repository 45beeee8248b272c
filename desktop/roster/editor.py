"""One card, edited in place: every field saves itself."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from core.days import long_day
from core.fields import changed
from core.i18n import _
from core.roster import privacy
from core.roster.model import Contact, ContactKind
from core.roster.outgoing import of_contact
from desktop import outward
from desktop.forms.choosing import Chooser
from desktop.forms.described import form_field, form_fields
from desktop.forms.record import FormRow, RecordForm
from desktop.forms.suggestion import SuggestionCard
from desktop.roster import actions, exchange_actions
from desktop.roster.model import people, verified_words
from desktop.roster.phone_rows import PhoneRows
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.layouts import flow_row
from desktop.widgets.text import text_label


class ContactEditor(QWidget):
    """Shows one contact; `saved(contact)` after each field."""

    saved = Signal(object)

    def __init__(self, services: Services, initiator: QWidget) -> None:
        """`initiator` is the page that follows `saved` and need not reload."""
        super().__init__()
        self._services = services
        self._initiator = initiator
        self._contact = Contact("")
        self._people: list[tuple[int, str]] = []
        self._suggestion = SuggestionCard(self._accept, self._delete)
        self._state = text_label("", "muted")
        self._same = button(_("Still the same"), self._verify, icon_name="check")
        self._card = self._form(
            *form_fields(Contact, "name", "kind"),
            replace(form_field(Contact, "phones"), make=PhoneRows),
            *form_fields(Contact, "post", "organisation", "email", "groups", "hats"),
            replace(
                form_field(Contact, "substitute_id", lambda _to: self._people),
                read_for=actions.checked_substitute,
            ),
            *form_fields(Contact, "available", "note"),
        )
        self._legal = self._form(*form_fields(Contact, "purpose", "legal_basis"))
        self._privacy = self._privacy_card()
        self._card.field("phones").control.added.connect(  # type: ignore[attr-defined]  # ours
            lambda: tab_as_read(self)
        )
        no_answer = button(_("No answer"), self._no_answer, icon_name="phone-missed")
        card, body = Card(), QVBoxLayout(self)
        spaced(body, gap=16)
        for part in (self._state, flow_row(self._same, no_answer), self._card):
            card.add(part)
        for part in (self._suggestion, card, self._privacy):
            body.addWidget(part)
        body.addWidget(
            flow_row(
                button(_("Copy the card"), self.copy, icon_name="copy"),
                button(_("Delete contact"), self._delete, icon_name="trash"),
                button(_("Export this person’s data…"), self._export, kind="quiet"),
                button(_("Erase the data for good…"), self._erase, kind="quiet"),
            )
        )

    def show_contact(self, contact: Contact) -> None:
        """Show a card; what waits of the one before is saved first."""
        if contact.id != self._contact.id:
            self.flush()
        self._contact = contact
        for form in (self._card, self._legal):
            form.show_item(contact, contact.id)
        # The form hushes its controls while it fills them.
        tab_as_read(self)
        self._show_state()

    def take_keyboard(self, field: str = "name") -> None:
        """Put the keyboard into a field of the contact: the name, or what was asked for."""
        if field == "verified_on":
            self._same.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._legal.has_field(field):
            self._legal.take_keyboard(field)
        else:
            self._card.take_keyboard(field)

    def copy(self) -> None:
        """Put the contact on the clipboard."""
        self.flush()
        outward.copy(self._services.notifier, of_contact(self._contact))

    def follow(self, contacts: Sequence[Contact]) -> None:
        """Say which cards there are, to stand in; what was typed into others waits for undo."""
        self._people = people(contacts)
        for form in (self._card, self._legal):
            form.form.follow([contact.id for contact in contacts])

    def flush(self) -> None:
        """Save now whatever waits."""
        for form in (self._card, self._legal):
            form.flush()

    def _form(self, *fields: FormRow) -> RecordForm:
        return RecordForm(self._services.notifier, fields, self._save, place="contact")

    def _save(self, contact: Contact, field: str) -> None:
        contact = replace(contact, suggested="")
        actions.save(self._services, contact, field, initiator=self._initiator)
        self.saved.emit(contact)

    def _show_state(self) -> None:
        contact = self._contact
        self._privacy.setVisible(contact.kind is ContactKind.PERSON)
        self._suggestion.show_reason(contact.suggested)
        words = verified_words(contact, self._services.clock.today())
        told = _("Verified: {when}.").format(when=words.lower())
        if contact.suggested or contact.verified_on is None:
            told = _("Nobody has verified this card yet.")
        if contact.no_answer_on is not None:
            day = long_day(contact.no_answer_on)
            told += " " + _("No answer on {date}.").format(date=day)
        self._state.setText(told)

    def _privacy_card(self) -> Card:
        texts = privacy.texts()
        card = Card(_("Data protection"), texts.retention)
        combo = Chooser()
        combo.setAccessibleName(_("Proposed texts"))
        combo.addItem(_("Propose texts for…"), None)
        for kind in texts.kinds:
            combo.addItem(kind.name, kind)
        combo.activated.connect(lambda _index: self._propose(combo))
        for part in (combo, self._legal, text_label(texts.disclaimer, "small")):
            card.add(part)
        return card

    def _propose(self, combo: QComboBox) -> None:
        chosen = combo.currentData()
        combo.setCurrentIndex(0)
        if chosen is not None:
            texts = {"purpose": chosen.purpose, "legal_basis": chosen.legal_basis}
            self._save(changed(self._contact, texts), "privacy")

    def _verify(self) -> None:
        actions.verify(self._services, self._contact)

    def _no_answer(self) -> None:
        actions.no_answer(self._services, self._contact)

    def _accept(self) -> None:
        actions.accept(self._services, self._contact)

    def _delete(self) -> None:
        actions.delete(self._services, [self._contact])

    def _export(self) -> None:
        self.flush()
        exchange_actions.export_person(self._services, self._contact)

    def _erase(self) -> None:
        exchange_actions.erase_person(self._services, self._contact)
