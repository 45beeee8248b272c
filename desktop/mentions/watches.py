"""Vigilancias: the rules in plain words, and what each finds of what is stored."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.mentions.kinds import WatchKind
from core.mentions.model import Watch
from core.mentions.records import watches
from core.mentions.watches import namesakes, topics
from core.mentions.watches.town_name import Proposal
from core.store import Topic
from core.town import records as town_records
from core.town.model import Town
from desktop.forms.list_editor import ListActions, ListEditor
from desktop.mentions import watch_actions as actions
from desktop.mentions.watch_fields import watch_fields
from desktop.mentions.watch_preview import PreviewCard
from desktop.mentions.watch_proposals import ProposalsCard
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.button import button
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.item_list import ListItem
from desktop.widgets.reading_order import tab_as_read


class Watches(QWidget):
    """The list and, beside it, the rule that is chosen, with what it finds."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._town = Town("")
        self._hits: dict[int, int] = {}
        self._packs = QMenu(self)
        self._topics = button(_("Sensitive topic"), icon_name="plus")
        self._topics.setMenu(self._packs)
        self._editor = self._made_editor()
        self._preview = PreviewCard(services)
        self._proposals = ProposalsCard(self._take)
        self._editor.above.addWidget(self._preview.count)
        self._editor.below.addWidget(self._proposals)
        self._editor.below.addWidget(self._preview)
        self._empty = EmptyState(
            "binoculars",
            _("Here go the names to look for: the town, its hamlets, the mayor, a work."),
            _("Add watch"),
        )
        self._empty.acted.connect(self._add)
        box = QVBoxLayout(self)
        spaced(box, gap=16)
        box.addWidget(self._editor, 1)
        box.addWidget(self._empty)
        box.addStretch()
        self._editor.chosen.connect(self._show_chosen)
        topics_shown = {Topic.WATCHES, Topic.TOWN, Topic.MENTIONS}
        services.bridge.subscribe(self, topics_shown, self.refresh, now=True)

    def refresh(self) -> None:
        """Read the watches again."""
        with self._services.store.read() as connection:
            there = watches.everything(connection)
            self._hits = watches.counts(connection)
            self._town = town_records.load(connection)
        there.sort(key=lambda one: one.kind is WatchKind.TOPIC)
        held = self._editor.holds_keyboard()
        self._editor.show_list(there)
        self._editor.setVisible(bool(there))
        self._empty.setVisible(not there)
        if held and not there:
            self.take_keyboard()
        self._offer({one.template for one in there})

    def show_target(self, target: object) -> None:
        """A watch by its id."""
        if isinstance(target, int):
            self._editor.show_place(target)

    def take_keyboard(self) -> None:
        """The list, or the button that adds the first watch."""
        if self._empty.isHidden():
            self._editor.take_keyboard()
        else:
            self._empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made_editor(self) -> ListEditor[Watch]:
        services = self._services
        return ListEditor(
            services.notifier,
            ListActions(
                save=lambda watch, field: actions.save(services, watch, field),
                accept=lambda watch: actions.accept(services, watch),
                delete=lambda watch: actions.delete(services, watch),
                reorder=lambda there: actions.reorder(services, there),
            ),
            self._row,
            watch_fields(),
            name=_("Watches"),
            place="watch",
            adders=[button(_("Add watch"), self._add, icon_name="plus"), self._topics],
            group=lambda watch: watch.kind,
            scrolls=True,
        )

    def _row(self, watch: Watch) -> ListItem:
        found = self._hits.get(watch.id, 0)
        line = ngettext("{count} found", "{count} found", found).format(count=found)
        kind = _("Sensitive topic") if watch.kind is WatchKind.TOPIC else _("What is ours")
        badge, tone = "", Tone.NEUTRAL
        if not watch.enabled:
            badge = _("Switched off")
        elif watch.suggested:
            badge, tone = _("Suggestion"), Tone.BRAND
        return ListItem(watch.id, watch.title, f"{kind} · {line}", badge, tone)

    def _show_chosen(self, watch: Watch | None) -> None:
        if watch is None:
            self._preview.show_none()
            self._proposals.hide()
        else:
            self._preview.show_watch(watch)
            self._proposals.show_watch(watch, self._town)
        tab_as_read(self)

    def _add(self) -> None:
        self._editor.form.flush()
        self._editor.expect(actions.add(self._services, Watch(_("New watch"))))

    def _offer(self, there: set[str]) -> None:
        self._packs.clear()
        for pack in topics.packs():
            action = self._packs.addAction(pack.title.replace("&", "&&"))
            action.setEnabled(pack.id not in there)
            action.triggered.connect(partial(self._adopt, pack))
        self._topics.setEnabled(any(action.isEnabled() for action in self._packs.actions()))

    def _adopt(self, pack: topics.Pack, _checked: bool = False) -> None:
        self._editor.form.flush()
        own = namesakes.of(self._town).names
        watch = topics.watch_of(pack, self._town.languages, own)
        self._editor.expect(actions.add(self._services, watch))

    def _take(self, proposal: Proposal) -> None:
        watch = self._editor.item()
        if watch is not None:
            self._editor.form.flush()
            actions.follow(self._services, watch, proposal)
