"""Directorio: the list and, beside it, the card that is selected."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from core.i18n import _, ngettext
from core.roster import model, records
from core.roster.model import Contact, Group, group_label, haystack
from core.store import Topic
from core.text import words
from core.town import records as town_records
from desktop.forms.choosing import Chooser
from desktop.roster import actions, exchange_actions
from desktop.roster.check import CheckView
from desktop.roster.duplicates import DuplicatesView
from desktop.roster.editor import ContactEditor
from desktop.roster.importing import ContactImport
from desktop.roster.model import ROLE, VERIFIED, columns
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button, hear_key
from desktop.widgets.card import EmptyState
from desktop.widgets.choices import Filters, Option
from desktop.widgets.lists.master_detail import MasterDetail, Side
from desktop.widgets.lists.rows import ListHead, MenuEntry
from desktop.widgets.lists.table import DataTable
from desktop.widgets.page_header import PageHeader
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.search_field import SearchField

_LEAST = 180
"""Height of list and card, in px at 100 %; where the window has less the page scrolls."""

_MENDED_IN = {
    "unverified": "verified_on", "suggested": "name", "no-phone": "phones", "expired": "verified_on"
}  # fmt: skip
"""The field of the card that takes a contact out of a state of the filter."""

_SHARES = [0, 1, 0, 0]
"""Of the width: the post has what is left by name, telephone and day, which are whole."""

_View = CheckView | DuplicatesView | ContactImport

_VIEWS: dict[str, type[_View]] = {
    "check": CheckView,
    "duplicates": DuplicatesView,
    "import": ContactImport,
}
"""What takes the whole page for a while, by the name that a link gives; made when first shown."""


class RosterPage(QWidget):
    """The list with its card, and the views in its place."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._everyone: list[Contact] = []
        self._shown: list[Contact] = []
        self._retention = town_records.RETENTION_DEFAULT
        self._stack = QStackedWidget(self)
        self._header = PageHeader(_("Roster"))
        self._search = SearchField(_("Search the roster"))
        self._states = Filters(_states(), name=_("Which contacts"))
        self._groups = _group_choice()
        self.table = self._make_table()
        self._editor = ContactEditor(services, self)
        self.records: MasterDetail[Contact] = MasterDetail(
            self.table,
            self._editor,
            None,
            lambda contact, _place: self._editor.show_contact(contact),
            self._editor.take_keyboard,
            side=Side.BESIDE,
            head=self._list_head(),
            shares=(700, 394),
        )
        self.records.copies(self._editor.copy)
        self._views: dict[str, _View] = {}
        self._lay_out()
        self._connect()
        services.bridge.subscribe(self, {Topic.ROSTER, Topic.PREFERENCES}, self.refresh, now=True)

    def refresh(self) -> None:
        """Read everything again; the selected card stays selected while it exists."""
        with self._services.store.read() as connection:
            self._everyone = records.everyone(connection)
            self._retention = town_records.retention_months(connection)
        self._editor.follow(self._everyone)
        self._show_rows()

    def show_target(self, target: object) -> None:
        """A contact's id, alone or with a field of the card, which is empty for its row; a state
        of the filter; or a view (`check`, `duplicates`, `import`); or a file to import."""
        if isinstance(target, int | tuple):
            contact_id, field = (target, "name") if isinstance(target, int) else target
            self._clear_filters()
            if not field and self.table.select(contact_id):
                self.records.take_keyboard()
            elif self.records.open(contact_id):
                self._editor.take_keyboard(field)
        elif target in _VIEWS:
            self._open_view(str(target))
        elif isinstance(target, Path):
            self._open_view("import", target)
        else:
            self._show_state(str(target))

    def take_keyboard(self) -> None:
        """The list, or the first action when it is empty."""
        self.records.take_keyboard()

    def help_id(self) -> str:
        """The help of the view that takes the page, or of the list."""
        ids = {"check": "roster-check", "import": "import"}
        shown = self._stack.currentWidget()
        return next((ids[key] for key in ids if self._views.get(key) is shown), "roster")

    def _make_table(self) -> DataTable[Contact]:
        empty = EmptyState(
            "book-user",
            _("Put here the people and the numbers to call, on screen and on paper."),
            _("Add contact"),
        )
        empty.acted.connect(self._add)
        table: DataTable[Contact] = DataTable(
            columns(self._services.clock),
            empty,
            name=_("Contacts"),
            key=lambda contact: contact.id,
            words=haystack,
        )
        table.share_width(_SHARES, yields=(ROLE, VERIFIED))
        table.set_widths(self._services.settings.columns.get("roster", []))
        table.dragged.connect(self._remember_widths)
        return table

    def _lay_out(self) -> None:
        printing = button(_("Print…"), self._print, icon_name="printer")
        for action in (self._search, self._with_keys(printing, "Ctrl+P")):
            self._header.add_action(action)
        main = ScrollPage(parent=self._stack)
        self._header.show_filters(self._states, self._groups)
        self.records.turned.connect(self._header.setHidden)
        main.add(self._header)
        main.fill(self.records, least=_LEAST)
        self._stack.addWidget(main)
        outer = QHBoxLayout(self)
        spaced(outer)
        outer.addWidget(self._stack)

    def _with_keys(self, made: QPushButton, keys: str) -> QPushButton:
        """Of the page, not of the button, which is out of sight while a card fills the page."""
        made.setToolTip(keys)
        hear_key(keys, self, made.accessibleName(), made.click)
        return made

    def _list_head(self) -> ListHead:
        adding = button(_("Add contact"), self._add, kind="primary", icon_name="plus")
        return ListHead(
            [self._with_keys(adding, "Ctrl+N")],
            [
                MenuEntry("check-check", _("Monthly check"), lambda: self._open_view("check")),
                MenuEntry(
                    "users", _("Cards that look alike"), lambda: self._open_view("duplicates")
                ),
                MenuEntry("download", _("Import…"), lambda: self._open_view("import")),
                MenuEntry("upload", _("Export…"), self._export),
            ],
        )

    def _connect(self) -> None:
        self._search.searched.connect(lambda text: self.table.filter_rows(words(text)))
        self._states.changed.connect(lambda _keys: self._show_rows())
        self._groups.activated.connect(lambda _index: self._show_rows())
        self.records.chosen.connect(lambda contact: self._editor.setVisible(contact is not None))
        self._editor.saved.connect(self._saved)
        self.table.delete_asked.connect(self._delete)

    def _show_rows(self) -> None:
        by_state = self._count()
        group = self._groups.currentData()
        shown = by_state[self._states.chosen()]
        self._shown = [contact for contact in shown if group is None or group in contact.groups]
        self.records.show_records(self._shown)

    def _count(self) -> dict[str, list[Contact]]:
        """Who is in each state; chips and header say how many."""
        today, everyone = self._services.clock.today(), self._everyone
        by_state = {
            "all": everyone,
            "unverified": model.to_check(everyone, today),
            "suggested": [contact for contact in everyone if contact.suggested],
            "no-phone": model.without_phone(everyone),
            "expired": model.expired(everyone, self._retention, today),
        }
        for key, members in by_state.items():
            self._states.set_count(key, len(members))
        self._header.set_line(_summary(by_state))
        return by_state

    def _saved(self, contact: Contact) -> None:
        """One card changed here: the list follows without reading everything again.

        The card stays in the list and in view, also where its new name puts it elsewhere, and where
        the filter would leave it out.
        """
        self._everyone = [contact if other.id == contact.id else other for other in self._everyone]
        self._editor.follow(self._everyone)
        self._shown = [contact if other.id == contact.id else other for other in self._shown]
        self.records.show_records(self._shown)
        self._count()
        self.table.keep_in_view()

    def _add(self) -> None:
        contact_id = actions.add(self._services, _("New contact"))
        self._clear_filters()
        self.refresh()
        self.records.open(contact_id)

    def _delete(self) -> None:
        contact = self.records.record()
        if contact is not None:
            actions.delete(self._services, [contact])

    def _export(self) -> None:
        self._editor.flush()
        exchange_actions.export_contacts(self._services, self._everyone)

    def _print(self) -> None:
        self._editor.flush()
        self._services.go("documents", "roster")

    def _show_state(self, state: str) -> None:
        """Who is in a state, with the keyboard where the first of them is mended."""
        self._clear_filters()
        self._states.choose(state)
        if state in _MENDED_IN and self.records.open(self.table.selected_key()):
            self._editor.take_keyboard(_MENDED_IN[state])
        else:
            self.records.take_keyboard()

    def _clear_filters(self) -> None:
        self._close_view()
        self._search.clear()
        self.table.filter_rows([])
        self._groups.setCurrentIndex(0)
        self._states.choose("all")

    def _open_view(self, name: str, brought: Path | None = None) -> None:
        self._editor.flush()
        view = self._view(name)
        self._stack.setCurrentWidget(view)
        if isinstance(view, ContactImport):
            view.start(brought)
        else:
            view.start()

    def _view(self, name: str) -> _View:
        if name not in self._views:
            view = self._views[name] = _VIEWS[name](self._services, self._stack)
            view.closed.connect(self._close_view)
            if isinstance(view, CheckView):
                view.change_asked.connect(self.show_target)
            self._stack.addWidget(view)
        return self._views[name]

    def _close_view(self) -> None:
        if self._stack.currentIndex() != 0:
            self._stack.setCurrentIndex(0)
            self.records.take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.records.take_keyboard()
        else:
            super().keyPressEvent(event)

    def _remember_widths(self) -> None:
        self._services.settings.columns["roster"] = self.table.widths()
        self._services.desk.save_settings(soon=True)


def _states() -> list[Option]:
    return [
        Option("all", _("All")),
        Option("unverified", _("To verify")),
        Option("suggested", _("Suggestions")),
        Option("no-phone", _("Without phone")),
        Option("expired", _("Past the time limit")),
    ]


def _group_choice() -> QComboBox:
    combo = Chooser()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    # Translators: Group of contacts, such as Health or Media.
    combo.setAccessibleName(_("Group"))
    combo.addItem(_("All groups"), None)
    for group in Group:
        combo.addItem(group_label(group), group)
    return combo


def _summary(by_state: dict[str, list[Contact]]) -> str:
    total = len(by_state["all"])
    parts = [ngettext("{count} contact", "{count} contacts", total).format(count=total)]
    stale = len(by_state["unverified"])
    if stale:
        parts.append(ngettext("{count} to verify", "{count} to verify", stale).format(count=stale))
    return " · ".join(parts)


def build(services: Services, parent: QWidget) -> QWidget:
    """The page of the rail."""
    return RosterPage(services, parent)
