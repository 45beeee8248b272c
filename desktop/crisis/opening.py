"""Activar protocolo: the scenario, then the level, and the desk stands ready."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core import i18n
from core.crisis import desk
from core.crisis.incidents import opening as engine
from core.crisis.log import Hand
from core.crisis.scenario import Scenario
from core.crisis.scenarios import library
from core.errors import AppError
from core.i18n import _, ngettext
from core.mentions.alarm_model import Alarm
from core.mentions.alarms.wording import headline
from core.mentions.model import Item
from core.mentions.records import alarms, items
from core.plan.kinds import LevelName
from core.plan.labels import level_label
from core.store import Connection, Topic
from core.town import records as town_records
from desktop.crisis.drill.list import DrillList
from desktop.crisis.inline import WrongLine
from desktop.crisis.opening_details import OpeningDetails, OpeningPreview
from desktop.crisis.protocol_choice import ProtocolChoice, ProtocolTile, TileGrid
from desktop.forms.attempt import attempt
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.tokens import SECTION, Tone
from desktop.widgets.accessibility import announce, tab_as_read
from desktop.widgets.banner import Banner
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.folding import after_resize, window_is_low
from desktop.widgets.key_button import KeyButton
from desktop.widgets.layouts import Beside
from desktop.widgets.page_header import PageHeader
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.text import text_label

_WIDE = 210
_HIGH, _LOW = 74, 56
_FOOT_ROOM = 200
_DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)


class OpeningPage(ScrollPage):
    """`opened(id, print)` when the desk stands ready; `left` when the person goes back."""

    opened = Signal(int, bool)
    left = Signal()

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._services = services
        self._scenario: Scenario | None = None
        self._before = ""
        """Id of the scenario that was left to see the others, or empty."""
        self._alarm: Alarm | None = None
        self._mention: Item | None = None
        self._drill = False
        self._proposed = LevelName.ORANGE
        self._level = LevelName.ORANGE
        self._tiles: dict[LevelName, ProtocolTile] = {}
        self._danger: Banner | None = None
        self._header = PageHeader("")
        self._when = text_label("", "muted")
        self._other = button(_("Another scenario"), self._choose_again, icon_name="list")
        self._choice = ProtocolChoice(services)
        self._drills: DrillList | None = None
        self._levels = TileGrid(_("Level"), wide=_WIDE, columns=4)
        self._and_print = KeyButton(
            "", "P", lambda: self._open(self._level, printing=True), kind="primary"
        )
        self._wrong = WrongLine()
        self._details = OpeningDetails()
        self._preview = OpeningPreview()
        self._second = QWidget()
        self._danger_place = QVBoxLayout()
        self._lay_out()
        self._choice.chosen.connect(self._take)
        self._details.done.connect(self.take_keyboard)
        self._details.changed.connect(lambda: self._wrong.say(""))

    def begin(
        self,
        scenario_id: str = "",
        alarm_id: int | None = None,
        mention_id: int | None = None,
        *,
        drill: bool,
    ) -> None:
        """Start anew: with a scenario, from an alarm or a mention, or with the choice of all."""
        self._drill = drill
        with self._services.store.read() as connection:
            alarm = alarms.one(connection, alarm_id) if alarm_id else None
            mention = items.one(connection, mention_id) if mention_id else None
            if alarm is not None and not scenario_id:
                scenario_id = engine.scenario_for(connection, alarm.items, alarm.watch_id)
            elif mention is not None:
                scenario_id = engine.scenario_for(connection, [mention.id])
        self._alarm, self._mention = alarm, mention
        self._before = ""
        self._details.start(paper=not drill and alarm is None)
        self._wrong.say("")
        self._choice.clear()
        if scenario_id:
            self._take(scenario_id)
        else:
            self._choose_again()
        self.begin_at_top()

    def take_keyboard(self) -> None:
        """The level that is proposed, or where one types what has happened."""
        if self._scenario is None:
            self._choices().take_keyboard()
        else:
            self._tiles[self._level].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers()
        keys = dict(zip(_DIGITS, LevelName, strict=True))
        if key == Qt.Key.Key_Escape:
            self._go_back()
        elif self._scenario is not None and plain and key in keys:
            self._tiles[keys[key]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._header.add_action(self._other)
        self._header.add_action(
            button(_("Go back"), self._go_back, kind="quiet", icon_name="arrow-left")
        )
        self._level_card = Card(_("At which level?"))
        self._level_card.add(self._levels)
        self._level_card.add(self._wrong)
        foot = Beside(
            text_label(_("Press a level: the incident opens at that level."), "muted"),
            text_room=_FOOT_ROOM,
        )
        foot.add_action(self._and_print)
        self._level_card.add(foot)
        column = QVBoxLayout(self._second)
        spaced(column, gap=14)
        spaced(self._danger_place)
        column.addLayout(self._danger_place)
        column.addWidget(self._level_card)
        column.addWidget(self._details)
        column.addWidget(self._preview)
        self._first = Card()
        self._first.add(self._choice)
        for part in (self._header, self._when, self._first, self._second):
            self.add(part)
        self.body.addStretch()
        after_resize(self, self._arrange)

    def _arrange(self) -> None:
        """Where there is little height the levels have the room of what it is about."""
        gives_way = self._scenario is not None and window_is_low(self)
        self._when.setVisible(bool(self._when.text()) and not gives_way)

    def _choices(self) -> ProtocolChoice | DrillList:
        """All scenarios, or the drills."""
        if not self._drill:
            return self._choice
        if self._drills is None:
            self._drills = DrillList(self._services, self._take)
            self.body.insertWidget(self.body.indexOf(self._second), self._drills)
        return self._drills

    def _go_back(self) -> None:
        """To the scenario before, to the alarm from which it is opened, or out."""
        if self._scenario is None and self._before:
            self._take(self._before)
            return
        self.left.emit()
        if self._alarm is not None:
            self._services.go("mentions", ("alarms", self._alarm.id))
        elif self._mention is not None:
            self._services.go("mentions", self._mention.id)

    def _choose_again(self) -> None:
        self._before = self._scenario.id if self._scenario else ""
        self._show_first()
        self._choices().take_keyboard()

    def _show_first(self) -> None:
        self._scenario = None
        self._choices()
        self._first.setVisible(not self._drill)
        if self._drills is not None:
            self._drills.setVisible(self._drill)
        self._second.hide()
        self._other.hide()
        self._header.set_title(_("Drill") if self._drill else _("Activate the protocol"))
        if self._drill:
            line = _("Choose what to rehearse: none of it counts as real.")
        else:
            line = _("What has happened? Then the level, and it is open.")
        about = "" if self._drill else self._about()
        self._header.set_line("" if about else line)
        self._when.setText(about)
        self._arrange()
        tab_as_read(self)

    def _take(self, scenario_id: str) -> None:
        """A scenario is chosen: say its first check, and ask for the level."""
        try:
            with self._services.store.read() as connection:
                offered = library.offered(connection, scenario_id).scenario
                scenario = library.read(connection, offered, i18n.current())
                self._levels.set_tiles(self._made_tiles(connection))
        except AppError as error:
            self._services.notifier.error(error)
            self._show_first()
            return
        self._scenario = scenario
        self._proposed = self._level = engine.proposed(scenario, self._alarm)
        self._first.hide()
        if self._drills is not None:
            self._drills.hide()
        self._second.show()
        self._other.show()
        title = _("Drill: {title}") if self._drill else "{title}"
        self._header.set_title(title.format(title=scenario.title))
        self._header.set_line("")
        self._when.setText(self._about() or scenario.applies)
        self._arrange()
        self._details.propose(scenario.title)
        self._show_danger(scenario)
        self._preview.show_scenario(scenario)
        self._follow_level(self._proposed)
        tab_as_read(self)
        self.take_keyboard()
        announce(self, f"{scenario.title}. {scenario.danger}")

    def _about(self) -> str:
        """What the alarm or the mention said from which it is opened."""
        if self._mention is not None:
            words = _("From the mention “{title}”. Opening it keeps that as evidence.")
            return words.format(title=self._mention.title)
        if self._alarm is None:
            return ""
        count = len(self._alarm.items)
        words = ngettext(
            "From the alarm {subject}: {headline}. Opening it keeps its mention as evidence.",
            "From the alarm {subject}: {headline}. Opening it keeps its {count} mentions as"
            " evidence.",
            count,
        )
        return words.format(
            subject=self._alarm.subject, headline=headline(self._alarm), count=count
        )

    def _show_danger(self, scenario: Scenario) -> None:
        if self._danger is not None:
            self._danger.hide()
            self._danger.deleteLater()
        self._danger = Banner(
            Tone.RED, _("First: is anybody in danger now?"), scenario.danger, closable=False
        )
        self._danger_place.addWidget(self._danger)

    def _made_tiles(self, connection: Connection) -> list[ProtocolTile]:
        now = self._services.clock.now()
        self._tiles = {
            level: _LevelTile(
                level,
                _line(level, desk.first_line_due(connection, level, now), now),
                self._open,
                self._follow_level,
                _LOW if window_is_low(self) else _HIGH,
            )
            for level in LevelName
        }
        return list(self._tiles.values())

    def _follow_level(self, level: LevelName) -> None:
        """The four are one stop of Tab: whoever goes on to print does not come by the others."""
        self._level = level
        for name, tile in self._tiles.items():
            # Translators: Under a level.
            tile.show_code(_("proposed") if name is self._proposed else "")
            stop = Qt.FocusPolicy.StrongFocus if name is level else Qt.FocusPolicy.ClickFocus
            tile.setFocusPolicy(stop)
        named = level_label(level).lower()
        set_words(self._and_print, _("Open at {level} and print the sheet").format(level=named))

    def _open(self, level: LevelName, *, printing: bool = False) -> None:
        scenario = self._scenario
        if scenario is None:
            return
        opened: list[int] = []

        def work() -> None:
            hand = self._hand()
            wish = engine.Wish(
                scenario.id,
                level,
                self._details.title(),
                self._alarm.id if self._alarm else None,
                self._drill,
                self._mention.id if self._mention else None,
            )
            topics = (Topic.CRISIS, Topic.ALARMS, Topic.MENTIONS)
            with self._services.store.change(*topics, undoable=False) as db:
                opened.append(engine.open_incident(db, wish, hand))

        def say(sentence: str) -> None:
            self._wrong.say(sentence)
            self._details.take_keyboard()

        if attempt(work, self._services.notifier, say):
            self.opened.emit(opened[0], printing)

    def _hand(self) -> Hand:
        """Raises `InvalidValue` for a day or hour that is none."""
        with self._services.store.read() as connection:
            who = town_records.load(connection).person
        at = self._details.moment()
        return Hand(self._services.clock.now(), who, at, on_paper=at is not None)


class _LevelTile(ProtocolTile):
    """Opens on its level; `followed` hears when it gets the keyboard."""

    def __init__(
        self,
        level: LevelName,
        line: str,
        open_on: Callable[[LevelName], None],
        followed: Callable[[LevelName], None],
        least: int,
    ) -> None:
        super().__init__(
            level_label(level),
            lambda: open_on(level),
            tone=Tone(level),
            line=line,
            least=least,
            size=SECTION,
            edged=True,
        )
        self._level = level
        self._followed = followed

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._followed(self._level)


def _line(level: LevelName, due: datetime | None, now: datetime) -> str:
    """How soon the public hears of it on that level."""
    if due is None:
        return _("in office hours") if level is LevelName.GREEN else _("no time set")
    minutes = round((due - now).total_seconds() / 60)
    return _("first notice within {count} minutes").format(count=minutes)
