"""Bandeja: everything that was found, and beside it the one that is being read."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from core.errors import AppError
from core.i18n import _
from core.mentions import tally
from core.mentions.kinds import MentionState, WatchKind
from core.mentions.outgoing import of_mention
from core.mentions.records import items, mentions, sources, watches
from core.store import Topic
from desktop import outward
from desktop.mentions import inbox_words as words
from desktop.mentions import opened as facts
from desktop.mentions import source_actions, triage
from desktop.mentions.inbox_empty import InboxEmpty
from desktop.mentions.inbox_filters import ALL, EVERYTHING, InboxFilters
from desktop.mentions.inbox_list import InboxList
from desktop.mentions.inbox_model import InboxModel, Shown, find, read_rows, with_held
from desktop.mentions.list_out import FilteredMentions
from desktop.mentions.noting import Noting
from desktop.mentions.reading_pane import STATES, ReadingPane
from desktop.mentions.why import TONE_KEYS
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import HELD
from desktop.widgets.folding import Width, window_width
from desktop.widgets.lists.row_menu import RowMenu
from desktop.widgets.more import fill_menu
from desktop.widgets.scroll_page import bring_row_into_view

_LIST, _BETWEEN, _PANE = 400, 16, 694


class Inbox(QWidget):
    """List and pane, or the form of a note by hand in their place.

    `sheet_asked(id)`: the sheet of evidence of an item is wanted on paper. `turned` says True when
    the pane takes the place of the list, and False when it no longer does.
    """

    sheet_asked = Signal(int)
    turned = Signal(bool)

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._topics: dict[int, str] = {}
        self._stored = 0
        self._held: int | None = None
        """Opened and read, which a filter no longer lets through: it stays until left."""
        self._awaited: int | None = None
        """Asked for, and chosen once all ids of a long list are there."""
        self._reading = False
        self._said: object = None
        self.filters = InboxFilters()
        self._model = InboxModel(self._read_rows)
        self.list = InboxList(self._model, _("Mentions"))
        self.pane = ReadingPane(services, self)
        rows = RowMenu(self.list, lambda menu: fill_menu(menu, self.pane.offered()))
        rows.copies(self._copy)
        self.noting = Noting(services)
        self.empty = InboxEmpty()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._stack = QStackedWidget()
        self._keys = self._acts()
        self._lay_out()
        self._connect()
        topics = {Topic.MENTIONS, Topic.WATCHES, Topic.SOURCES}
        services.bridge.subscribe(self, topics, self.refresh, now=True)

    def refresh(self) -> None:
        """Read again; what is selected and in view stays so while it is there."""
        with self._services.store.read() as connection:
            counted = tally.count(connection, self._services.clock.now())
            self._stored = items.count(connection)
            rules = watches.everything(connection)
            there = sources.everything(connection)
        self._topics = {rule.id: rule.title for rule in rules if rule.kind is WatchKind.TOPIC}
        self.filters.show_counts(counted, self._stored)
        self.filters.set_choices(there, rules)
        self.empty.know(there, mentions=counted.mentions)
        self._load()

    def narrowed(self) -> FilteredMentions:
        """What is shown, to be printed or saved."""
        return FilteredMentions(
            self.filters.wanted(self._services.clock.now()), self.filters.told()
        )

    def search(self, text: str) -> None:
        """Show what has these words; empty shows again what was shown before."""
        self.filters.search(text)

    def show_target(self, target: object) -> None:
        """An item's id, a chip (a state, `all`, `unsure`, `everything`), `note`, or a pair.

        Pairs: `("story", id)`, `("watch", id)`, `("source", id)`, `("note", link)`.
        """
        kind, key = target if isinstance(target, tuple) else (target, None)
        if kind == "note":
            self.note_by_hand(key or "")
            return
        self._show_reading()
        if isinstance(target, int):
            self._show_item(target)
        elif isinstance(target, tuple):
            if kind == "story":
                self._show_story(key)
            else:
                (self.filters.choose_watch if kind == "watch" else self.filters.choose_source)(key)
        else:
            self.filters.choose(str(target))
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """The list, the pane where it is alone, or the first action when there is nothing."""
        shown = self._stack.currentWidget()
        if shown is self.noting:
            self.noting.take_keyboard()
        elif shown is self.empty:
            self.empty.take_keyboard()
        elif self.list.isHidden():
            self.pane.take_keyboard()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def note_by_hand(self, link: str = "") -> None:
        """Ask for what no feed brings."""
        self.pane.flush()
        self.noting.start(link)
        self._stack.setCurrentWidget(self.noting)
        self._arrange()
        self.noting.take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._keys.get(event.text().upper()) if self._reads_keys(event) else None
        if act is not None:
            act()
        elif event.key() == Qt.Key.Key_Space and self._reads_keys(event):
            self.pane.page(down=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif event.key() == Qt.Key.Key_Escape and self._stack.currentWidget() is self._split:
            self._back_to_list()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _acts(self) -> dict[str, Callable[[], None]]:
        acts: dict[str, Callable[[], None]] = {
            words.state_key(state): partial(self._set_state, state) for state in STATES
        }
        acts[words.ours_key()] = partial(self._decide, ours=True)
        # One letter for both in some languages: of what is unsure nothing is new again.
        acts[words.not_ours_key()] = self._say_no
        acts |= {key: partial(self._set_tone, key) for key in TONE_KEYS}
        acts[words.original_key()] = self._open_original
        acts["J"] = partial(self.list.move_by, 1)
        acts["K"] = partial(self.list.move_by, -1)
        return acts

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        spaced(box, gap=12)
        box.addWidget(self.filters)
        box.addWidget(self._stack, 1)
        for page in (self._split, self.empty, self.noting):
            self._stack.addWidget(page)
        self._split.addWidget(self.list)
        self._split.addWidget(self.pane)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(1, 1)
        follow_theme(self, self._rescale)

    def _rescale(self) -> None:
        """The list is as wide for larger letters as they are."""
        px = current().px
        self._split.setHandleWidth(px(_BETWEEN))
        self._split.setSizes([px(_LIST), px(_PANE)])
        self._arrange()

    def _connect(self) -> None:
        self.filters.changed.connect(self._filtered)
        self.list.chosen.connect(lambda _item_id: self._chosen())
        self.list.opened.connect(self._open)
        self._model.failed.connect(
            self._services.notifier.error, Qt.ConnectionType.QueuedConnection
        )
        self.pane.closed.connect(self._back_to_list)
        self.pane.state_asked.connect(self._set_state)
        self.pane.verdict_asked.connect(lambda ours: self._decide(ours=ours))
        self.pane.tone_asked.connect(self._set_tone)
        self.pane.original_asked.connect(self._open_original)
        self.pane.story_asked.connect(self._show_its_story)
        self.pane.sheet_asked.connect(self.sheet_asked)
        self.noting.closed.connect(self._leave_noting)
        self.noting.noted.connect(self._noted)
        self.empty.adding_asked.connect(lambda: self._services.go("mentions", ("sources", "add")))
        self.empty.sources_asked.connect(lambda: self._services.go("mentions", "sources"))
        self.empty.proposed_asked.connect(
            lambda proposed: source_actions.accept_all(self._services, proposed)
        )
        self.empty.all_asked.connect(lambda: self.filters.choose(ALL))
        self.empty.everything_asked.connect(lambda: self.filters.choose(EVERYTHING))
        self.empty.clear_asked.connect(self.filters.clear)

    def _copy(self) -> None:
        with self._services.store.read() as connection:
            rows = mentions.rows(connection, self.list.selected_ids())
        outward.copy(self._services.notifier, *map(of_mention, rows))

    def _read_rows(self, ids: Sequence[int]) -> list[Shown]:
        with self._services.store.read() as connection:
            return read_rows(connection, ids, self._topics, self._services.clock.now())

    def _filtered(self) -> None:
        self._held = self._awaited = None
        self._reading = False
        self.list.start_over()
        self._load(anew=True)

    def _load(self, *, anew: bool = False) -> None:
        wanted = self.filters.wanted(self._services.clock.now())
        anew = anew or not self._model.ids
        find(self._services, wanted, self._stored, self._show_ids, anew=anew)

    def _show_ids(self, ids: "array[int]") -> None:
        if self._held is not None:
            ids = with_held(ids, self._held, self._model.ids)
        self.list.show_ids(ids)
        if self._stack.currentWidget() is not self.noting:
            self._show_reading()
        self._said = None
        self._select_awaited()
        self._chosen()

    def _show_reading(self) -> None:
        """List and pane, or why there is nothing; the keyboard stays on what takes the place."""
        before, focused = self._stack.currentWidget(), QApplication.focusWidget()
        had_keyboard = bool(before and focused and before.isAncestorOf(focused))
        if self._model.ids:
            self._stack.setCurrentWidget(self._split)
        else:
            self._reading = False
            self.empty.explain(self.filters)
            self._stack.setCurrentWidget(self.empty)
        self._arrange()
        if had_keyboard and self._stack.currentWidget() is not before:
            self.take_keyboard()

    def _chosen(self) -> None:
        """Show in the pane what is current in the list; several may be selected with it."""
        item_id, many = self.list.current_id(), len(self.list.selected_ids())
        if (item_id, many) == self._said:
            return
        self._said = (item_id, many)
        bring_row_into_view(self.list)
        if self._held is not None and item_id != self._held:
            self._held = None
            # Not now: the list is still on its way to the row that was chosen.
            QTimer.singleShot(0, self, self._load)
        if item_id is None:
            return
        try:
            with self._services.store.read() as connection:
                opened = facts.read(connection, item_id)
        except AppError as error:
            self._services.notifier.error(error)
            return
        if opened is not None:
            self.pane.show_opened(opened, many)

    def _open(self, item_id: int) -> None:
        """Enter: the text gets the keyboard, and what was new has been read."""
        self._reading = True
        self._arrange()
        self.pane.take_keyboard()
        opened = self.pane.opened
        if opened is not None and opened.mention and opened.mention.state is MentionState.NEW:
            self._held = item_id
            triage.open_new(self._services, item_id, initiator=self)
            self.refresh()

    def _decide(self, *, ours: bool) -> None:
        """Say whether what is selected is ours; one alone teaches what is chosen in the pane."""
        chosen, opened = self.list.selected_ids(), self.pane.opened
        if opened is None or opened.mention is not None or not chosen:
            return
        alone = opened.row.unsure and chosen == [opened.item.id]
        taught = (opened, self.pane.unsure.lesson(ours=ours)) if alone else None
        act = partial(triage.decide, self._services, chosen, ours, taught)
        self._triaged(self.list.after_selected(), act)

    def _say_no(self) -> None:
        if self._is_unsure():
            self._decide(ours=False)
        elif words.not_ours_key() == words.state_key(MentionState.NEW):
            self._set_state(MentionState.NEW)

    def _is_unsure(self) -> bool:
        return self.pane.opened is not None and self.pane.opened.row.unsure

    def _set_state(self, state: MentionState) -> None:
        chosen, after = self.list.selected_ids(), self.list.after_selected()
        # Of what is unsure it is said first whether it is ours.
        if chosen and not self._is_unsure():
            self._triaged(after, partial(triage.set_state, self._services, chosen, state))

    def _set_tone(self, key: str) -> None:
        chosen = self.list.selected_ids()
        if chosen:
            band = TONE_KEYS[key]
            self._triaged(None, partial(triage.set_tone, self._services, chosen, band))

    def _triaged(self, after: int | None, act: Callable[..., None]) -> None:
        """Do it, show it, and go to the item `after`, if any."""
        self.pane.flush()

        def done() -> None:
            self._held = None
            self.refresh()
            if after is not None:
                self.list.select(after)

        act(done=done, initiator=self)

    def _open_original(self) -> None:
        if self.pane.opened is not None and self.list.current_id() is not None:
            outward.open_page(self._services.notifier, self.pane.opened.item.link)

    def _show_item(self, item_id: int) -> None:
        """Select an item, with wider filters where those in force leave it out; among very many
        as soon as all ids are there."""
        for wider in (None, ALL, EVERYTHING):
            if wider is not None:
                self.filters.choose(wider)
            self._awaited = item_id
            if self._select_awaited():
                return

    def _select_awaited(self) -> bool:
        there = self._awaited is not None and self.list.select(self._awaited)
        if there:
            self._awaited, self._reading = None, True
            self._arrange()
        return there

    def _show_its_story(self) -> None:
        opened = self.pane.opened
        if opened is not None and opened.mention and opened.mention.story_id is not None:
            self.filters.choose_story(opened.mention.story_id, opened.item.title)
            self.list.select(opened.item.id)

    def _show_story(self, story_id: int) -> None:
        self.filters.choose_story(story_id, "")
        item_id = self.list.current_id()
        if item_id is not None and self.pane.opened is not None:
            self.filters.choose_story(story_id, self.pane.opened.item.title)

    def _back_to_list(self) -> None:
        self.pane.flush()
        self._reading = False
        self._arrange()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_noting(self) -> None:
        self._show_reading()
        self.take_keyboard()

    def _noted(self, item_id: int) -> None:
        self.refresh()
        self.show_target(item_id)

    def _reads_keys(self, event: QKeyEvent) -> bool:
        """Letters act where one reads; in a filter or a form they would surprise."""
        focused = QApplication.focusWidget()
        here = focused is self.list or (focused is not None and self.pane.isAncestorOf(focused))
        return here and not event.modifiers() & HELD and bool(self._model.ids)

    def _arrange(self) -> None:
        """Side by side where there is room, otherwise the list or the pane alone."""
        beside = window_width(self) >= Width.BROAD
        self.list.setVisible(beside or not self._reading)
        self.pane.setVisible(beside or self._reading)
        self.pane.show_back(not beside)
        in_place = self._stack.currentWidget() is not self.noting and self._stored > 0
        alone = self._reading and not beside
        self.filters.offer(on=in_place and not alone)
        self.turned.emit(alone)
