"""Fuentes: the list with its health and, beside it, the card of the source that is chosen."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from core.i18n import _
from core.mentions import checkup
from core.mentions.health import Health
from core.mentions.health import Tone as HealthTone
from core.mentions.model import WEIGHTS, Source
from core.store import Topic
from desktop.forms import fields
from desktop.forms.list_editor import ListActions, ListEditor
from desktop.mentions import source_actions as actions
from desktop.mentions.source_adding import AddSource
from desktop.mentions.source_health import HealthCard
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.button import button
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.item_list import ListItem
from desktop.widgets.reading_order import tab_as_read
from desktop.widgets.scroll_page import ScrollPage

TONES = {
    HealthTone.OK: Tone.GREEN,
    HealthTone.WARNING: Tone.YELLOW,
    HealthTone.BAD: Tone.RED,
    HealthTone.OFF: Tone.NEUTRAL,
}

_LANGUAGES = ("es", "ca", "gl", "eu", "pt", "en")


class Sources(QStackedWidget):
    """The list, and the view that adds sources, which takes its place for a while."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._there: list[Source] = []
        self._health_of: dict[int, Health] = {}
        adder = button(_("Add source"), self._open_adding, kind="primary", icon_name="plus")
        self._editor: ListEditor[Source] = ListEditor(
            services.notifier,
            ListActions(
                save=lambda source, field: actions.save(services, source, field),
                accept=lambda source: actions.accept(services, source),
                delete=lambda source: actions.remove(services, source),
                reorder=lambda there: actions.reorder(services, there),
            ),
            self._row,
            _fields(),
            name=_("Sources"),
            empty=_(
                "Here go the papers, blogs and pages where the town may be spoken of. Without them"
                " there is nothing to listen to."
            ),
            adders=[adder],
            most=14,
        )
        self._health = HealthCard(services)
        self._adding = AddSource(services)
        self._main = ScrollPage(margins=(0, 0, 0, 0))
        self._lay_out()
        self._editor.chosen.connect(self._show_health)
        self._adding.closed.connect(self._close_adding)
        services.bridge.subscribe(self, {Topic.SOURCES, Topic.MENTIONS}, self.refresh, now=True)

    def refresh(self) -> None:
        """Read the sources again."""
        with self._services.store.read() as connection:
            looked = checkup.everything(connection, self._services.clock.now())
        self._there = [one for one, _found in looked]
        self._health_of = {one.id: found for one, found in looked}
        self._editor.show_list(self._there)

    def show_target(self, target: object) -> None:
        """A source by its id, or `add`."""
        if target == "add":
            self._open_adding()
        elif isinstance(target, int):
            self._close_adding()
            self._editor.show_place(target)

    def take_keyboard(self) -> None:
        """The list, or the field where an address is pasted."""
        if self.currentWidget() is self._adding:
            self._adding.take_keyboard()
        else:
            self._editor.take_keyboard()

    def _lay_out(self) -> None:
        opml = QWidget()
        flow = FlowLayout(opml)
        spaced(flow, gap=4)
        flow.addWidget(
            button(
                _("Import a list (OPML)…"),
                lambda: actions.import_opml(self._services),
                kind="quiet",
                icon_name="download",
            )
        )
        flow.addWidget(
            button(
                _("Export the list (OPML)…"),
                lambda: actions.export_opml(self._services, self._there),
                kind="quiet",
                icon_name="upload",
            )
        )
        self._editor.foot.addWidget(opml)
        self._editor.above.addWidget(self._health)
        self._main.add(self._editor)
        self._main.body.addStretch()
        self.addWidget(self._main)
        self.addWidget(self._adding)

    def _row(self, source: Source) -> ListItem:
        found = self._health_of[source.id]
        badge = _BADGES[found.tone]() if found.tone in _BADGES else ""
        if source.suggested:
            return ListItem(source.id, source.title, found.sentence, _("Suggestion"), Tone.BRAND)
        tone = TONES[found.tone]
        return ListItem(source.id, source.title, found.sentence, badge, tone)

    def _show_health(self, source: Source | None) -> None:
        self._health.setVisible(source is not None)
        if source is not None:
            self._health.show_source(source, self._health_of[source.id])
        tab_as_read(self)

    def _open_adding(self) -> None:
        self._editor.form.flush()
        self.setCurrentWidget(self._adding)
        self._adding.start()

    def _close_adding(self, added: int = 0) -> None:
        self.setCurrentWidget(self._main)
        if added:
            self._editor.expect(added)
            self.refresh()
        self._editor.take_keyboard()


_BADGES = {
    HealthTone.WARNING: lambda: _("Look at it"),
    HealthTone.BAD: lambda: _("Failing"),
    HealthTone.OFF: lambda: _("Switched off"),
}


def _fields() -> list[fields.Field | tuple[fields.Field, fields.Field]]:
    return [
        fields.line("title", _("Name"), required=True),
        fields.tick("enabled", _("Listening"), _("Read this source")),
        fields.when(
            fields.line("address", _("Address of the feed"), limit=2000),
            lambda source: not source.secret,
        ),
        fields.line("page", _("Page where people read it"), limit=2000),
        fields.tick(
            "own",
            _("What it speaks of"),
            _("Everything it says is about the town"),
            _("Then all of it is a mention, without any watch: the neighbours' blog, for example."),
        ),
        (
            fields.one_of("weight", _("Weight"), _weights),
            fields.one_of("language", _("Language"), _languages),
        ),
        (
            fields.amount(
                "minutes",
                _("Minutes between readings"),
                5,
                10_080,
                _("Empty: as all the others."),
                whole=True,
            ),
            fields.amount(
                "silence_days",
                _("Days of silence that are worth telling"),
                0,
                3650,
                _("Empty: by what is usual for it. 0: never."),
                whole=True,
            ),
        ),
        fields.lines("note", _("Note"), rows=2),
    ]


def _weights() -> list[tuple[int, str]]:
    words = (
        _("Small: few read it"),
        _("Usual"),
        _("Great: many read it, or it decides"),
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
    return [("", _("As the feed says")), *((code, names[code]) for code in _LANGUAGES)]
