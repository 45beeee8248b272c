"""One card, edited in place: every field saves itself."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from core.i18n import _
from core.roster import phones, privacy
from core.roster.model import (
    Contact,
    Group,
    Hat,
    Kind,
    Phone,
    checked_email,
    group_label,
    hat_label,
    kind_label,
)
from core.town.model import checked_lines, checked_text
from desktop.days import long_day
from desktop.forms.chooser import Chooser
from desktop.forms.form import Form
from desktop.forms.suggestion import SuggestionCard
from desktop.roster import actions, exchange_actions
from desktop.roster.chips import ManyChips
from desktop.roster.model import SubstituteChoices, verified_words
from desktop.roster.phone_rows import PhoneRows, Rows
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.flow_layout import flow_row
from desktop.widgets.labelled import LabelledField
from desktop.widgets.reading_order import tab_as_read
from desktop.widgets.text import text_label


class ContactEditor(QWidget):
    """Shows one contact; `saved(contact)` after each field."""

    saved = Signal(object)

    def __init__(
        self, services: Services, substitutes: SubstituteChoices, initiator: QWidget
    ) -> None:
        """`initiator` is the page that follows `saved` and need not reload."""
        super().__init__()
        self._services = services
        self._initiator = initiator
        self._contact = Contact("")
        self._form = Form(self, services.notifier, "contact")
        self._controls: dict[str, QWidget] = {}
        self.body = QVBoxLayout(self)
        spaced(self.body, gap=16)
        self._suggestion = SuggestionCard(self._accept, self._delete)
        self._state = text_label("", "muted")
        self.body.addWidget(self._suggestion)
        self.body.addWidget(self._verification())
        self._name = self._add_identity(substitutes)
        self._privacy = self._add_privacy()
        self.body.addWidget(
            flow_row(
                button(_("Delete contact"), self._delete, icon_name="trash"),
                button(_("Export this person's data…"), self._export, kind="quiet"),
                button(_("Erase for good…"), self._erase, kind="quiet"),
            )
        )

    @property
    def contact(self) -> Contact:
        """The card as it is stored."""
        return self._contact

    def show_contact(self, contact: Contact) -> None:
        """Show a card; what waits of the one before is saved first."""
        if contact.id != self._contact.id:
            self._form.flush()
        self._contact = contact
        self._form.show_subject(contact.id)
        # The form hushes its controls while it fills them.
        tab_as_read(self)
        self._show_state()

    def take_keyboard(self, field: str = "name") -> None:
        """Put the keyboard into a field of the contact: the name, or what was asked for."""
        self._controls.get(field, self._name).setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_name(self) -> None:
        """Have the name typed over, for a new card."""
        self.take_keyboard()
        self._name.selectAll()

    def follow(self, contact_ids: Collection[int]) -> None:
        """Say which cards there are: what was typed into others waits for undo."""
        self._form.follow(contact_ids)

    def flush(self) -> None:
        """Save now whatever waits."""
        self._form.flush()

    def _save(self, field: str, **changed: Any) -> None:
        contact = replace(self._contact, suggested="", **changed)
        if contact == self._contact:
            return
        actions.save(self._services, contact, field, initiator=self._initiator)
        self._contact = contact
        self._show_state()
        self.saved.emit(contact)

    def _show_state(self) -> None:
        contact = self._contact
        self._privacy.setVisible(contact.kind is Kind.PERSON)
        self._suggestion.show_reason(contact.suggested)
        words = verified_words(contact, self._services.clock.today())
        told = _("Verified: {when}.").format(when=words.lower())
        if contact.suggested or contact.verified_on is None:
            told = _("Nobody has verified this card yet.")
        if contact.no_answer_on is not None:
            day = long_day(contact.no_answer_on)
            told += " " + _("No answer on {date}.").format(date=day)
        self._state.setText(told)

    def _verification(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        spaced(column, gap=6)
        column.addWidget(self._state)
        same = button(
            _("Still the same"),
            lambda: actions.verify(self._services, self._contact),
            icon_name="check",
        )
        self._controls["verified_on"] = same
        column.addWidget(
            flow_row(
                same,
                button(
                    _("No answer"),
                    lambda: actions.no_answer(self._services, self._contact),
                    icon_name="phone-missed",
                ),
            )
        )
        return box

    def _text(self, label: str, field: str, help_text: str = "", limit: int = 200) -> QLineEdit:
        """A one-line field of the card."""
        edit = QLineEdit()
        self._bind(
            field,
            LabelledField(label, edit, help_text),
            lambda: getattr(self._contact, field),
            lambda text: self._save(field, **{field: checked_text(text, limit=limit)}),
        )
        return edit

    def _lines(self, label: str, field: str, help_text: str = "") -> None:
        """A field of several lines."""
        edit = QPlainTextEdit()
        edit.setTabChangesFocus(True)
        follow_theme(edit, lambda: edit.setFixedHeight(current().px(76)))
        self._bind(
            field,
            LabelledField(label, edit, help_text),
            lambda: getattr(self._contact, field),
            lambda text: self._save(field, **{field: checked_lines(text)}),
        )

    def _bind(
        self, name: str, field: LabelledField, get: Callable[[], Any], save: Callable[[Any], None]
    ) -> None:
        """A field of the card, by its name in the contact."""
        self._form.bind(field, get, save, name)
        self._controls[name] = field.control
        self.body.addWidget(field)

    def _add_identity(self, substitutes: SubstituteChoices) -> QLineEdit:
        name = QLineEdit()
        self._bind(
            "name",
            LabelledField(_("Name"), name),
            lambda: self._contact.name,
            lambda text: self._save("name", name=checked_text(text, required=True)),
        )
        kind = Chooser()
        for one in Kind:
            kind.addItem(kind_label(one), one)
        self._bind(
            "kind",
            LabelledField(_("Kind"), kind, _("A service has no personal data to protect.")),
            lambda: self._contact.kind,
            lambda chosen: self._save("kind", kind=Kind(chosen)),
        )
        rows = PhoneRows()
        rows.added.connect(lambda: tab_as_read(self))
        help_text = _("The first one is printed large and in the QR code.")
        self._bind(
            "phones",
            LabelledField(_("Phones"), rows, help_text),
            lambda: tuple((one.number, one.label) for one in self._contact.phones),
            self._save_phones,
        )
        self._text(_("Post"), "post")
        self._text(_("Organisation"), "organisation")
        self._bind(
            "email",
            LabelledField(_("E-mail"), QLineEdit()),
            lambda: self._contact.email,
            lambda text: self._save("email", email=checked_email(text)),
        )
        self._many(_("Groups"), "groups", Group, group_label)
        self._many(_("In a crisis"), "hats", Hat, hat_label)
        combo = Chooser()
        combo.setModel(substitutes)
        self._bind(
            "substitute_id",
            LabelledField(_("Substitute"), combo, _("Who is called when there is no answer.")),
            lambda: self._contact.substitute_id,
            self._save_substitute,
        )
        self._text(_("When available"), "available")
        self._lines(_("Note"), "note")
        return name

    def _many(
        self,
        label: str,
        field: str,
        choices: type[Group] | type[Hat],
        words: Callable[[Any], str],
    ) -> None:
        control = ManyChips([(one, words(one)) for one in choices], label)

        def save(chosen: Sequence[StrEnum]) -> None:
            self._save(field, **{field: tuple(one for one in choices if one in chosen)})

        self._bind(
            field, LabelledField(label, control), lambda: getattr(self._contact, field), save
        )

    def _add_privacy(self) -> QWidget:
        texts = privacy.texts()
        card = Card(_("Data protection"), texts.retention)
        combo = Chooser()
        combo.setAccessibleName(_("Proposed texts"))
        combo.addItem(_("Propose texts for…"), None)
        for kind in texts.kinds:
            combo.addItem(kind.name, kind)
        combo.activated.connect(lambda _index: self._propose(combo))
        card.add(combo)
        outer, self.body = self.body, card.body
        self._lines(_("Purpose"), "purpose")
        self._lines(_("Legal basis"), "legal_basis")
        self.body = outer
        card.add(text_label(texts.disclaimer, "small"))
        self.body.addWidget(card)
        return card

    def _propose(self, combo: QComboBox) -> None:
        chosen = combo.currentData()
        combo.setCurrentIndex(0)
        if chosen is not None:
            self._save("privacy", purpose=chosen.purpose, legal_basis=chosen.legal_basis)
            self._form.show_subject(self._contact.id)

    def _save_phones(self, rows: Rows) -> None:
        parsed = tuple(
            Phone(phones.parse(number).display, checked_text(label, limit=60))
            for number, label in rows
        )
        self._save("phones", phones=parsed)

    def _save_substitute(self, chosen: int | None) -> None:
        if chosen == self._contact.id:
            raise actions.substitutes_itself()
        self._save("substitute", substitute_id=chosen)

    def _accept(self) -> None:
        actions.accept(self._services, self._contact)

    def _delete(self) -> None:
        actions.delete(self._services, [self._contact])

    def _export(self) -> None:
        self._form.flush()
        exchange_actions.export_person(self._services, self._contact)

    def _erase(self) -> None:
        exchange_actions.erase_person(self._services, self._contact)
