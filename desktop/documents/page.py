"""Documentos: everything that can be printed and, beside it, what is selected as it comes out."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from core import catalogue, i18n, papers
from core.cancel import CancelToken
from core.catalogue import PrintState
from core.documents import render
from core.exchange.outgoing import Outgoing
from core.i18n import Language, _, ngettext
from core.papers import CatalogueEntry
from core.store import Topic
from desktop.documents import actions
from desktop.documents.pane import PreviewPane
from desktop.documents.paper import Made, make
from desktop.documents.rows import about, rows
from desktop.forms.choosing import Chooser
from desktop.forms.sending import Sender
from desktop.jobs import Progress
from desktop.services import Services
from desktop.widgets.button import button
from desktop.widgets.folding import Width, window_width
from desktop.widgets.layouts import Columns
from desktop.widgets.lists.item_list import ItemList
from desktop.widgets.more import fill_menu
from desktop.widgets.page_header import PageHeader
from desktop.widgets.scroll_page import ScrollPage

_LEAST = 200
"""Height of list and preview, in px at 100 %, below which the page scrolls as a whole."""
_SHARES = (400, 694)
"""Of the list and the preview beside it."""

JOB = "preview"


class DocumentsPage(ScrollPage):
    """The list with its preview. Nothing is made while the page is not on screen."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._services = services
        self._stale = True
        self._reading = False
        self._beside = True
        self._summary = _summary([])
        self._states: dict[str, PrintState] = {}
        self._entries = self._known()
        self._list = ItemList(_("Documents"))
        self._list.fill()
        self._pane = PreviewPane(services.jobs)
        self._header = PageHeader(_("Documents"))
        self._language = _language_choice()
        self._formats: dict[str, QAction] = {}
        self._print = button(
            _("Print…"), self._print_now, kind="primary", icon_name="printer", shortcut="Ctrl+P"
        )
        self._directly = button(_("Print here…"), self._print_directly)
        self._directly.setToolTip(_("Choose a printer, without the PDF viewer"))
        self._elsewhere = QAction(_("It is already printed"), self)
        self._on_a3 = QAction(actions.on_a3_label(), self)
        self._save = button(_("Save as"), icon_name="download")
        self._save.setMenu(self._save_menu())
        self._sending = Sender(services.notifier, self._outgoing, self._begin_mail)
        self._lay_out()
        self._list.menu.copies(self._sending.copy)
        self._list.menu.put_first(self._fill_menu)
        self._show_rows()
        self._list.selected.connect(lambda _key: self._selected())
        self._list.opened.connect(lambda _key: self._open())
        self._list.clicked.connect(lambda _index: self._open())
        self._pane.closed.connect(self._back_to_list)
        self._language.activated.connect(lambda _index: self._language_chosen())
        sources = {Topic.ROSTER, Topic.PLAN, Topic.TOWN, Topic.SCENARIOS, Topic.CALENDAR}
        services.bridge.subscribe(self, sources, self.refresh)
        services.bridge.subscribe(self, {Topic.DOCUMENTS}, self._look_at_papers)

    def refresh(self) -> None:
        """The workspace changed: look again at every paper, and make the preview again."""
        self._stale = True
        if self.isVisible():
            self._look_at_papers()
            self._make(same=True)

    def _known(self) -> list[CatalogueEntry]:
        with self._services.store.read() as connection:
            return papers.entries(connection, self._services.clock.today())

    def take_keyboard(self) -> None:
        """The list, or the preview where it is alone."""
        shown = self._list if self._list.isVisibleTo(self) else self._pane.view
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: object) -> None:
        """Select the document of this id, or of this id and language, and show it."""
        entry_id, language = target if isinstance(target, tuple) else (target, "")
        if language and language != self._chosen_language():
            self._language.setCurrentIndex(self._language.findData(language))
            self._language_chosen()
        if not self._list.select(entry_id):
            # A month of the calendar that had nothing when these were listed.
            self._entries = self._known()
            self._show_rows()
        if self._list.select(entry_id):
            self._reading = True
            self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._list.scrollTo(self._list.currentIndex())

    def _lay_out(self) -> None:
        for part in (self._language, self._save, self._directly, self._print):
            self._header.add_action(part)
        self._header.add_action(self._sending.button, in_menu=True)
        self.add(self._header)
        self.fill(Columns(self._list, self._pane, shares=_SHARES, least=0), least=_LEAST)

    def _save_menu(self) -> QMenu:
        menu = QMenu(self)
        for suffix, name in actions.formats().items():
            act = menu.addAction(name)
            act.triggered.connect(partial(self._save_as, suffix))
            self._formats[suffix] = act
            if suffix == ".pdf":
                menu.addAction(self._on_a3)
        self._on_a3.triggered.connect(self._save_on_a3)
        # Not beside the buttons: one that comes and goes would move them under the mouse.
        self._elsewhere.triggered.connect(self._say_printed)
        self._elsewhere.setVisible(False)
        menu.addAction(self._elsewhere)
        return menu

    def _fill_menu(self, menu: QMenu) -> None:
        fill_menu(menu, (self._print, self._directly, self._save, self._sending.button))

    def _outgoing(self) -> Outgoing | None:
        return actions.outgoing(self._pane.made) if self._pane.made is not None else None

    def _begin_mail(self, _outgoing: Outgoing) -> None:
        if self._pane.made is not None:
            actions.begin_mail(self._services, self._pane.made)

    def _look_at_papers(self) -> None:
        """Every document is made for this, so a long roster takes its time: in the background."""
        language, store = self._chosen_language(), self._services.store

        def work(_token: CancelToken, _progress: Progress) -> list[PrintState]:
            with store.read() as connection:
                return catalogue.states(connection, language, store.clock.today())

        self._services.jobs.run("paper states", work, self._show_states)

    def _show_states(self, states: list[PrintState]) -> None:
        # Scenarios come and go, and with them their sheets.
        self._entries = [state.entry for state in states]
        self._states = {state.entry.id: state for state in states}
        self._show_rows()
        self._summary = _summary(states)
        self._offer(self._pane.made)
        self._arrange()

    def _show_rows(self) -> None:
        self._list.show_items(rows(self._entries, self._states, alone=not self._beside))

    def _entry(self) -> CatalogueEntry | None:
        """What is chosen."""
        key = self._list.selected_key()
        return next((entry for entry in self._entries if entry.id == key), None)

    def _chosen_language(self) -> Language:
        return catalogue.language_of(str(self._language.currentData()))

    def _language_chosen(self) -> None:
        self._look_at_papers()
        self._make(same=True)

    def _selected(self) -> None:
        self._stale = True
        if self.isVisible():
            self._make(same=False)

    def _make(self, *, same: bool) -> None:
        """Make the preview of what is selected; the one under way, if any, is dropped."""
        entry, language = self._entry(), self._chosen_language()
        if entry is None:
            return
        self._stale = False
        self._pane.wait(entry.name, same=same)
        self._offer(None)
        store = self._services.store

        def work(token: CancelToken, _progress: Progress) -> Made:
            return make(store, entry.id, language, token)

        self._services.jobs.run(JOB, work, self._show_made, failed=self._pane.show_trouble)

    def _show_made(self, made: Made) -> None:
        self._pane.show_made(made)
        self._offer(made)

    def _offer(self, made: Made | None) -> None:
        """What can be done with the document, once there is one."""
        # A button that has the keyboard stays able: disabling it would send the keyboard elsewhere.
        keyboard = self.focusWidget()
        for act in (self._print, self._directly, self._save, self._sending.button):
            act.setEnabled(made is not None or act is keyboard)
        entry = self._entry()
        state = self._states.get(entry.id) if entry is not None else None
        self._pane.show_about(about(entry, state) if entry is not None else "")
        self._elsewhere.setVisible(made is not None and state is not None and state.unprinted)
        suffixes = render.formats(made.document) if made else ()
        for suffix, action in self._formats.items():
            action.setVisible(suffix in suffixes)
        self._on_a3.setVisible(made is not None and actions.is_for_wall(made))
        self._list.menu.fill_again()

    def _print_now(self) -> None:
        if self._pane.made is not None:
            actions.print_in_viewer(self._services, self._pane.made)

    def _print_directly(self) -> None:
        if self._pane.made is not None:
            actions.print_directly(self._services, self._pane.made)

    def _say_printed(self) -> None:
        if self._pane.made is not None:
            actions.say_printed(self._services, self._pane.made)

    def _save_as(self, suffix: str) -> None:
        if self._pane.made is not None:
            actions.save_as(self._services, self._pane.made, suffix)

    def _save_on_a3(self) -> None:
        if self._pane.made is not None:
            actions.save_as(self._services, self._pane.made, ".pdf", a3=True)

    def _open(self) -> None:
        self._reading = True
        self._arrange()
        self._pane.view.setFocus()

    def _back_to_list(self) -> None:
        self._reading = False
        self._arrange()
        self._list.setFocus()

    def _arrange(self) -> None:
        """Side by side where there is room, otherwise the list or the preview."""
        beside = window_width(self) >= Width.BROAD
        if beside is not self._beside:
            self._beside = beside
            self._show_rows()
        self._pane.setVisible(beside or self._reading)
        self._list.setVisible(beside or not self._reading)
        self._pane.set_narrow(not beside)
        self._header.set_line(self._summary if beside or not self._reading else "")


def _language_choice() -> QComboBox:
    combo = Chooser()
    combo.setAccessibleName(_("Language of the document"))
    combo.setToolTip(_("Language of the document"))
    for code, name in i18n.LANGUAGES.items():
        combo.addItem(name, code)
    combo.setCurrentIndex(combo.findData(i18n.current()))
    return combo


def _summary(states: list[PrintState]) -> str:
    stale = sum(state.out_of_date for state in states)
    if stale:
        return ngettext(
            "One paper is out of date.", "{count} papers are out of date.", stale
        ).format(count=stale)
    if not states:
        return ""
    there = ngettext("One document", "{count} documents", len(states)).format(count=len(states))
    return " · ".join((there, _("with the data of this moment")))


def build(services: Services, parent: QWidget) -> QWidget:
    """The page of the rail."""
    return DocumentsPage(services, parent)
