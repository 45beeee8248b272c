"""Where is listened: the list of sources, and their fields."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from core.i18n import _, pgettext
from core.mentions import recipes, retention
from core.mentions.model import WEIGHTS, Source
from core.mentions.sources import health
from core.mentions.sources.health import Health
from core.mentions.sources.health import HealthTone as HealthTone
from core.store import Topic
from desktop.forms import fields
from desktop.forms.fields import Field
from desktop.forms.list_editor import ListActions, ListEditor
from desktop.mentions import source_actions as actions
from desktop.mentions.source_adding import AddSource
from desktop.mentions.source_health import HealthCard
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import button, hear_key
from desktop.widgets.card import EmptyState
from desktop.widgets.lists.item_list import ListItem
from desktop.widgets.lists.rows import MenuEntry
from desktop.widgets.marks import ERROR, WARNING, Mark
from desktop.widgets.sentences import Sentences
from desktop.widgets.text import text_label

_ADD_KEY = "Ctrl+N"
"""Not of the button: it is away while the list is empty."""
_LONGEST_MINUTES, _LONGEST_DAYS = 10_080, 3650
_LANGUAGES = ("es", "ca", "gl", "eu", "pt", "en")


def source_fields(
    checked: Callable[[str], str], address_shown: Callable[[Source], bool]
) -> Sequence[Field | tuple[Field, Field]]:
    """The fields; `checked` reads an address, `address_shown` says of which source it is seen."""
    return [
        fields.line("title", _("Name"), required=True),
        fields.tick("enabled", _("Listening"), _("Read this source")),
        fields.when(
            Field("address", _("Address of the feed"), QLineEdit, read=checked), address_shown
        ),
        fields.line("page", _("Page where people read it"), limit=2000),
        fields.tick(
            "own",
            _("What it is about"),
            _("Everything it says is about the town"),
            _(
                "Then all of it is a mention, without any search: the neighbours’ blog, for "
                "example."
            ),
        ),
        fields.tick(
            "local",
            _("Where it is from"),
            _("It is local: if it says the name, it means us"),
            _(
                "For the local paper or radio, when others have the town’s name: no word near "
                "it is needed. What your search leaves out stays out."
            ),
        ),
        (
            fields.one_of(
                "weight",
                # Translators: How much a source counts.
                _("Weight"),
                _weights,
                _("One of great weight raises the alarm sooner."),
            ),
            fields.one_of("language", _("Language"), _languages),
        ),
        (
            fields.amount(
                "minutes",
                _("Minutes between readings"),
                recipes.LEAST_MINUTES,
                _LONGEST_MINUTES,
                _("Empty: the same as the others."),
                whole=True,
            ),
            fields.amount(
                "silence_days",
                _("Days of silence before a warning"),
                0,
                _LONGEST_DAYS,
                _("Empty: whatever is usual for it. 0: never."),
                whole=True,
            ),
        ),
        fields.lines("note", _("Note"), rows=2),
    ]


def _weights() -> list[tuple[int, str]]:
    words = (
        _("Small: few read it"),
        # Translators: Weight of a source: neither great nor small.
        _("Usual"),
        _("High: many readers, or a public authority"),
    )
    return list(zip(WEIGHTS, words, strict=True))


def _languages() -> list[tuple[str, str]]:
    names = {
        "es": _("Spanish"),
        "ca": _("Catalan or Valencian"),
        "gl": _("Galician"),
        "eu": _("Basque"),
        "pt": _("Portuguese"),
        "en": _("English"),
    }
    return [("", _("Same as the feed")), *((code, names[code]) for code in _LANGUAGES)]


class Sources(QStackedWidget):
    """The list, and the view that adds sources, which takes its place for a while."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._there: list[Source] = []
        self._health_of: dict[int, Health] = {}
        self._revealed = 0
        """The source whose secret address the person asked to see."""
        self._empty = EmptyState(
            "rss",
            _(
                "Put here the papers, blogs and pages where people may talk about the town. "
                "Without sources there is nothing to listen to."
            ),
            _("Add source"),
        )
        self._import_first = button(
            _("Import a list (OPML)…"), self._import, kind="quiet", icon_name="download"
        )
        self._adder = button(_("Add source"), self._open_adding, kind="primary", icon_name="plus")
        self._adder.setToolTip(_ADD_KEY)
        self._editor = self._made_editor()
        self._problems = Sentences(_("What could not be taken as it is"))
        self._health = HealthCard(services, self._reveal)
        self._went = text_label("", "small")
        self._adding = AddSource(services)
        self._main = QWidget()
        hear_key(_ADD_KEY, self, _("Add source"), self._open_adding)
        self._lay_out()
        self._empty.acted.connect(self._open_adding)
        self._editor.chosen.connect(self._show_health)
        self._adding.closed.connect(self._close_adding)
        services.bridge.subscribe(self, {Topic.SOURCES, Topic.MENTIONS}, self.refresh, now=True)

    def refresh(self) -> None:
        """Read the sources again."""
        with self._services.store.read() as connection:
            looked = health.everything(connection, self._services.clock.now())
            went = retention.last_sentence(connection)
        self._went.setText(went)
        self._went.setVisible(bool(went))
        self._health_of = {source.id: found for source, found in looked}
        there = [source for source, _found in looked]
        self._there = sorted(there, key=self._place)
        held = self._editor.holds_keyboard()
        self._editor.show_list(self._there)
        self._editor.setVisible(bool(self._there))
        for part in (self._empty, self._import_first):
            part.setVisible(not self._there)
        if held and not self._there:
            self.take_keyboard()

    def show_target(self, target: object) -> None:
        """A source by its id, `add`, or a list of them in a file."""
        if target == "add":
            self._open_adding()
        elif isinstance(target, int):
            self._close_adding()
            self._editor.show_place(target)
        elif isinstance(target, Path):
            self._close_adding()
            self._import(target)

    def take_keyboard(self) -> None:
        """The list, or the field where an address is pasted."""
        if self.currentWidget() is self._adding:
            self._adding.take_keyboard()
        elif self._there:
            self._editor.take_keyboard()
        else:
            self._empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made_editor(self) -> ListEditor[Source]:
        services = self._services
        return ListEditor(
            services.notifier,
            ListActions(
                save=self._save,
                accept=lambda source: actions.accept(services, source),
                delete=lambda source: actions.remove(services, source),
                reorder=lambda there: actions.reorder(services, there),
            ),
            self._row,
            source_fields(
                lambda typed: actions.checked(services, typed),
                lambda source: not source.secret or source.id == self._revealed,
            ),
            name=_("Sources"),
            group=self._place,
            adders=[self._adder],
            more=[
                MenuEntry("download", _("Import a list (OPML)…"), self._import),
                MenuEntry("upload", _("Export the list (OPML)…"), self._export),
            ],
            scrolls=True,
        )

    def _export(self) -> None:
        actions.export_opml(self._services, self._there)

    def _lay_out(self) -> None:
        self._problems.show_sentences([])
        self._problems.add_button(
            button(_("Close the list"), lambda: self._problems.show_sentences([]), icon_name="x")
        )
        self._editor.under.addWidget(self._went)
        self._editor.above.addWidget(self._health)
        box = QVBoxLayout(self._main)
        spaced(box, gap=16)
        box.addWidget(self._problems)
        box.addWidget(self._editor, 1)
        box.addWidget(self._empty)
        box.addWidget(self._import_first, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch()
        self.addWidget(self._main)
        self.addWidget(self._adding)

    def _import(self, brought: Path | None = None) -> None:
        actions.import_opml(self._services, self._imported, brought)

    def _imported(self, added: list[int], told: list[str]) -> None:
        self._problems.show_sentences(told)
        if added:
            self._choose(added[0])

    def _save(self, source: Source, field: str) -> None:
        if field == "address":
            # What is being typed stays in view, also where it turns out to be a key.
            self._revealed = source.id
        actions.save(self._services, source, field)

    def _reveal(self, source: Source, shown: bool) -> None:
        self._revealed = source.id if shown else 0
        self.refresh()
        if shown:
            self._editor.show_place(source.id, "address")

    def _place(self, source: Source) -> int:
        """Of its group: what the person has something to do with comes first."""
        return _SUGGESTED if source.suggested else _PLACES[self._health_of[source.id].tone]

    def _row(self, source: Source) -> ListItem:
        group = _groups()[self._place(source)]
        if source.suggested:
            return ListItem(source.id, source.title, source.suggested, group=group)
        found = self._health_of[source.id]
        words, sign = _BADGES.get(found.tone, (str, None))
        return ListItem(source.id, source.title, found.sentence, words(), mark=sign, group=group)

    def _show_health(self, source: Source | None) -> None:
        self._health.setVisible(source is not None)
        if source is not None:
            if source.id != self._revealed:
                self._revealed = 0
            self._health.show_source(source, self._health_of[source.id], shown=bool(self._revealed))
        tab_as_read(self)

    def _open_adding(self) -> None:
        self._editor.form.flush()
        self.setCurrentWidget(self._adding)
        self._adding.start()

    def _close_adding(self, added: int = 0) -> None:
        self.setCurrentWidget(self._main)
        if added:
            self._choose(added)
        self.take_keyboard()

    def _choose(self, source_id: int) -> None:
        self._editor.expect(source_id)
        self.refresh()


_BADGES: dict[HealthTone, tuple[Callable[[], str], Mark | None]] = {
    # Translators: State of a source.
    HealthTone.WARNING: (lambda: _("Needs a look"), WARNING),
    # Translators: State of a source that cannot be read.
    HealthTone.BAD: (lambda: _("Failing"), ERROR),
}
_SUGGESTED = 1
_PLACES = {
    HealthTone.BAD: 0,
    HealthTone.WARNING: 0,
    HealthTone.WAITING: 2,
    HealthTone.OK: 3,
    HealthTone.OFF: 4,
}


def _groups() -> list[str]:
    """The words over the groups of the list, in their order."""
    return [
        _("To be looked at"),
        _("Suggestions"),
        _("Not read yet"),
        # Translators: State of a source that is read without faults.
        _("Fine"),
        pgettext("sources", "Switched off"),
    ]
