"""The page of the mentions, and the sheet of evidence it prints."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QStackedWidget, QWidget

from core import catalogue
from core.documents.model import Document
from core.i18n import Language, _, ngettext
from core.mentions import evidence, tally
from core.mentions.model import Source
from core.mentions.records import sources, watches
from core.mentions.tally import Tally
from core.store import Connection, Topic
from core.text import clean
from desktop import exporting
from desktop.exporting import Paper
from desktop.mentions import list_out, watch_actions
from desktop.mentions.list_out import FilteredMentions
from desktop.services import Helpful, Keyboard, Services, Targeted
from desktop.widgets.button import button, hear_key, set_words
from desktop.widgets.choices import Option, Tabs
from desktop.widgets.page_header import PageHeader
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.search_field import SearchField


def save_sheet(services: Services, item_id: int) -> None:
    """Keep a mention as evidence and write its sheet; what is kept can be undone."""
    today = services.clock.today()

    def make(connection: Connection, language: Language) -> Document:
        from core.mentions.document.evidence import evidence_sheet

        return evidence_sheet(connection, language, today, item_id)

    name = _("Mention {number}").format(number=item_id)
    path = exporting.ask(services, name, _("Where should the sheet go?"))
    if path is None:
        return
    label = ngettext("keep as evidence", "keep {count} as evidence", 1)
    with services.store.change(Topic.MENTIONS, label=label) as db:
        evidence.keep(db, [item_id], services.clock.now())
    exporting.write(services, Paper("evidence-sheet", catalogue.language_of(), make), path)


_ADDED_TO = ("sources", "watches")
_LEAST = 200
"""Height of a part, in px at 100 %, below which the page scrolls as a whole."""


@runtime_checkable
class Searchable(Protocol):
    """The part that can look for words, and give out what it shows."""

    def narrowed(self) -> FilteredMentions:
        """What is shown."""

    def search(self, text: str) -> None:
        """Show what has these words; empty shows all again."""


@dataclass(frozen=True)
class _MentionsPart:
    label: str
    build: Callable[[Services, QWidget], QWidget]


class MentionsPage(ScrollPage):
    """The head, the row of parts, and the part that is chosen; each is built on first visit."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._services = services
        self._parts = _parts()
        self._built: dict[str, QWidget] = {}
        with services.store.read() as connection:
            self._whose = _whose(sources.everything(connection))
        self._header = PageHeader(_("Mentions"))
        self._search = SearchField(_("Search the mentions"))
        self._chips = Tabs(
            [Option(key, part.label) for key, part in self._parts.items()],
            name=_("Parts of the mentions"),
        )
        self._stack = QStackedWidget(self)
        self._read = button(
            _("Read the sources now"), services.listener.read_now, icon_name="refresh-cw"
        )
        self._out = [
            button(words, partial(self._put_out, act), icon_name=name, shortcut=keys)
            for words, act, name, keys in (
                (_("Print the list…"), list_out.print_list, "printer", "Ctrl+P"),
                (_("Save the list…"), list_out.save_list, "download", ""),
            )
        ]
        self._noting = button(_("Note by hand"), self._note, icon_name="pencil", shortcut="Ctrl+N")
        self._lay_out()
        self._search.searched.connect(self._look_for)
        self._chips.changed.connect(self._show)
        services.listener.changed.connect(self._show_listening)
        topics = {Topic.MENTIONS, Topic.SOURCES, Topic.WATCHES, Topic.ALARMS}
        services.bridge.subscribe(self, topics, self.refresh, now=True)
        services.bridge.subscribe(self, {Topic.WATCHES}, lambda: watch_actions.apply(services))
        self._show_listening()

    def begin(self, target: object) -> None:
        """Show the part of what is to be seen, else the inbox."""
        key = target[0] if isinstance(target, tuple) else target
        if key not in self._parts or key == self._key():
            self._show(self._key())
        self._chips.choose(str(key))

    def refresh(self) -> None:
        """Count again what the head and the row of parts say."""
        with self._services.store.read() as connection:
            counted = tally.count(connection, self._services.clock.now())
            there = sources.everything(connection)
            rules = watches.everything(connection)
        self._header.set_line(_summary(counted))
        if _whose(there) != self._whose:
            self._whose = _whose(there)
            watch_actions.apply(self._services)
        self._chips.set_count("sources", sum(source.enabled for source in there))
        self._chips.set_count("watches", sum(rule.enabled for rule in rules))
        self._chips.set_count("alarms", counted.alarms or None)

    def take_keyboard(self) -> None:
        """The part on screen."""
        part = self.part()
        if isinstance(part, Keyboard):
            part.take_keyboard()

    def show_target(self, target: object) -> None:
        """The name of a part, `search`, or a pair of a part and what to show on it."""
        if target == "search":
            self._header.open_search()
            return
        key, inner = target if isinstance(target, tuple) else (target, None)
        if key not in self._parts:
            key, inner = "inbox", target
        self._chips.choose(str(key))
        part = self.part()
        if inner is not None and isinstance(part, Targeted):
            part.show_target(inner)
        elif isinstance(part, Keyboard):
            part.take_keyboard()

    def help_id(self) -> str:
        """The help of the part on screen."""
        part = self.part()
        return part.help_id() if isinstance(part, Helpful) else f"mentions-{self._key()}"

    def part(self) -> QWidget:
        """The part on screen."""
        return self._built[self._key()]

    def _key(self) -> str:
        return self._chips.chosen()

    def _lay_out(self) -> None:
        for action in (self._search, self._noting, self._read):
            self._header.add_action(action)
        for made in self._out:
            self._header.add_action(made, in_menu=True)
        # Not of the button: Qt forgets its key when its words change.
        self._read.setToolTip("F5")
        hear_key("F5", self, _("Read the sources now"), self._read.click)
        self._header.add_tabs(self._chips)
        self.add(self._header)
        self.fill(self._stack, least=_LEAST)

    def _show(self, key: str) -> None:
        if key not in self._built:
            self._built[key] = self._parts[key].build(self._services, self._stack)
            self._stack.addWidget(self._built[key])
            if key == "inbox":
                inbox: Any = self._built[key]
                inbox.sheet_asked.connect(lambda item_id: save_sheet(self._services, item_id))
                inbox.turned.connect(self._header.setHidden)
        self._stack.setCurrentWidget(self._built[key])
        # The same key adds to the list that is seen, where there is one.
        self._noting.setHidden(key in _ADDED_TO)
        for made in self._out:
            made.setHidden(key != "inbox")
        filters = getattr(self._built[key], "filters", None)
        beside = (filters.chips, filters.more) if filters is not None else (None,)
        self._header.show_filters(*beside)

    def _look_for(self, text: str) -> None:
        if clean(text):
            self._chips.choose("inbox")
        inbox = self._built.get("inbox")
        if isinstance(inbox, Searchable):
            inbox.search(text)

    def _note(self) -> None:
        self.show_target(("inbox", "note"))

    def _put_out(self, act: Callable[[Services, FilteredMentions], None]) -> None:
        inbox: Searchable = self._built["inbox"]  # type: ignore[assignment]  # the part built first
        act(self._services, inbox.narrowed())

    def _show_listening(self) -> None:
        listener = self._services.listener
        self._read.setEnabled(not listener.running)
        set_words(self._read, _("Reading…") if listener.running else _("Read the sources now"))


def _parts() -> dict[str, _MentionsPart]:
    return {
        "inbox": _MentionsPart(_("Inbox"), _built_by("inbox", "Inbox")),
        "sources": _MentionsPart(_("Sources"), _built_by("sources", "Sources")),
        "watches": _MentionsPart(_("Searches"), _built_by("watches", "Watches")),
        "alarms": _MentionsPart(_("Alarms"), _built_by("alarms", "Alarms")),
        # Translators: Of mentions, in a period.
        "report": _MentionsPart(_("Report"), _built_by("report", "ReportPart")),
    }


def _built_by(module: str, name: str) -> Callable[[Services, QWidget], QWidget]:
    def build(services: Services, parent: QWidget) -> QWidget:
        made = getattr(import_module(f"desktop.mentions.{module}"), name)
        part: QWidget = made(services, parent)
        return part

    return build


def _whose(there: Sequence[Source]) -> dict[int, tuple[bool, bool]]:
    """Of each source whether all it says is about the town, and whether it is of the place."""
    return {source.id: (source.own, source.local) for source in there}


def _summary(counted: Tally) -> str:
    """What waits for the person, as the chips count it."""
    parts = [tally.new_words(counted.new), tally.to_answer_words(counted.to_answer)]
    if counted.unsure:
        parts.append(tally.unsure_words(counted.unsure))
    if counted.alarms:
        parts.append(tally.alarms_words(counted.alarms))
    return " · ".join(parts)


def build(services: Services, parent: QWidget) -> QWidget:
    """The page of the rail."""
    return MentionsPage(services, parent)
