"""What is listened for: its list, and its fields."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from core.errors import InvalidValue
from core.i18n import _, ngettext
from core.mentions.kinds import WatchKind
from core.mentions.model import Watch
from core.mentions.records import watches
from core.mentions.watches import namesakes, topics
from core.mentions.watches.town_name import Proposal
from core.store import Topic
from core.text import clean
from core.town import records as town_records
from core.town.model import Town, checked_number
from desktop.forms import fields
from desktop.forms.fields import Field
from desktop.forms.lines import GrowingText
from desktop.forms.list_editor import ListActions, ListEditor
from desktop.mentions import watch_actions as actions
from desktop.mentions.watch_preview import ProposalsCard, WatchPreviewCard
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import button, hear_key
from desktop.widgets.card import EmptyState
from desktop.widgets.lists.item_list import ListItem

_MOST_LINES, _LONGEST_LINE = 400, 120
_FARTHEST = 100
_ADD_KEY = "Ctrl+N"


def watch_fields() -> Sequence[Field | tuple[Field, Field]]:
    """The fields; some of them only a watch on what is ours has."""
    return [
        fields.line("title", _("Name"), required=True),
        # Translators: a search that is in use, and what its box to tick says.
        fields.tick("enabled", _("In force"), _("Look for this")),
        *_rule(),
        *(fields.when(name, _is_subject) for name in _of_names()),
        fields.tick(
            "alarms",
            _("Alarms"),
            _("It counts for alarms"),
            _(
                "A name raises an alarm when it is mentioned more than usual; a sensitive "
                "topic, when its words appear next to a harm."
            ),
        ),
        fields.lines("note", _("Note"), rows=1),
    ]


def _rule() -> list[Field | tuple[Field, Field]]:
    return [
        _words(
            "any_of",
            _("Any of these words or phrases"),
            _(
                "One per line. Whole words; accents and capitals do not count. habit* finds "
                "habitantes."
            ),
            rows=3,
        ),
        _words("all_of", _("And each of these"), _("All of them, anywhere in the text."), rows=1),
        (
            _words(
                "near",
                _("And near one of these"),
                _(
                    "For a name that other places share: the province, towns nearby, the "
                    "comarca, the river, roads such as EX-206, the postcode."
                ),
                rows=2,
            ),
            replace(
                fields.amount("distance", _("Greatest distance, in words"), 1, _FARTHEST),
                read=_distance,
            ),
        ),
        _words(
            "none_of",
            _("But none of these"),
            _("If any of these appears it is not ours: the country of a namesake, its club."),
            rows=2,
        ),
    ]


def _distance(typed: str) -> int:
    """Words between two that are near; left empty it is what it was at the start."""
    found = checked_number(typed, 1, _FARTHEST)
    return Watch.distance if found is None else round(found)


def _of_names() -> list[Field]:
    return [
        _words(
            "longer",
            _("Longer names that are not ours"),
            _("“Mérida” does not count inside “Mérida de Yucatán”."),
            rows=2,
        ),
        fields.tick(
            "capitals",
            # Translators: Capital letters, in a form that looks for words.
            _("Capitals"),
            _("Match capital letters"),
            _("For names that are common words too: “Libros”, “Campo”, “La Torre”."),
        ),
    ]


def _is_subject(watch: Watch) -> bool:
    return watch.kind is WatchKind.SUBJECT


def _words(name: str, label: str, help_text: str, *, rows: int) -> Field:
    return Field(
        name,
        label,
        lambda: GrowingText(rows, rows + 9),
        help_text,
        show="\n".join,
        read=_lines,
    )


def _lines(typed: str) -> tuple[str, ...]:
    lines = tuple(dict.fromkeys(filter(None, (clean(line) for line in typed.splitlines()))))
    longest = max(lines, key=len, default="")
    if len(longest) > _LONGEST_LINE:
        raise InvalidValue(
            _("“{start}…” is too long to be looked for.").format(start=longest[:30]),
            _("Write one word or phrase per line, of at most {count} characters.").format(
                count=_LONGEST_LINE
            ),
        )
    if len(lines) > _MOST_LINES:
        raise InvalidValue(
            _("There are {count} lines, and at most {most} are looked for.").format(
                count=len(lines), most=_MOST_LINES
            ),
            _("Keep the shortest that say it, or make a second search."),
        )
    return lines


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
        self._adder = button(_("Add search"), self._add, kind="primary", icon_name="plus")
        self._adder.setToolTip(_ADD_KEY)
        # Not of the button: it is away while the list is empty.
        hear_key(_ADD_KEY, self, _("Add search"), self._add)
        self._editor = self._made_editor()
        self._preview = WatchPreviewCard(services)
        self._proposals = ProposalsCard(self._take)
        self._editor.above.addWidget(self._preview.count)
        self._editor.below.addWidget(self._proposals)
        self._editor.below.addWidget(self._preview)
        self._empty = EmptyState(
            "binoculars",
            _("Put here the names to look for: the town, its hamlets, the mayor, some roadworks."),
            _("Add search"),
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
        there.sort(key=lambda watch: watch.kind is WatchKind.TOPIC)
        held = self._editor.holds_keyboard()
        self._editor.show_list(there)
        self._editor.setVisible(bool(there))
        self._empty.setVisible(not there)
        if held and not there:
            self.take_keyboard()
        self._offer({watch.template for watch in there})

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
            name=_("Searches"),
            place="watch",
            adders=[self._adder, self._topics],
            group=lambda watch: watch.kind,
            scrolls=True,
        )

    def _row(self, watch: Watch) -> ListItem:
        found = self._hits.get(watch.id, 0)
        line = ngettext("{count} found", "{count} found", found).format(count=found)
        group = _("Sensitive topics") if watch.kind is WatchKind.TOPIC else _("What is ours")
        badge, tone = "", Tone.NEUTRAL
        if not watch.enabled:
            badge = _("Switched off")
        elif watch.suggested:
            badge, tone = _("Suggestion"), Tone.BRAND
        return ListItem(watch.id, watch.title, line, badge, tone, group=group)

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
        self._editor.expect(actions.add(self._services, Watch(_("New search"))))

    def _offer(self, there: set[str]) -> None:
        self._packs.clear()
        for pack in topics.packs():
            action = self._packs.addAction(pack.title.replace("&", "&&"))
            action.setEnabled(pack.id not in there)
            action.triggered.connect(partial(self._adopt, pack))
        self._topics.setVisible(any(action.isEnabled() for action in self._packs.actions()))

    def _adopt(self, pack: topics.TopicPack, _checked: bool = False) -> None:
        self._editor.form.flush()
        own = namesakes.of(self._town).names
        watch = topics.watch_of(pack, self._town.languages, own)
        self._editor.expect(actions.add(self._services, watch))

    def _take(self, proposal: Proposal) -> None:
        watch = self._editor.item()
        if watch is not None:
            self._editor.form.flush()
            actions.follow(self._services, watch, proposal)
