"""The page of the crisis desk: home, opening, the desk, and the shelf behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.crisis import desk as desks
from core.crisis.model import Incident
from core.crisis.records import incidents as records
from core.i18n import _
from core.plan.labels import level_sign
from core.store import Topic
from core.text import shortened
from desktop.crisis.desk.desk import DeskView
from desktop.crisis.home import Home
from desktop.crisis.opening import OpeningPage
from desktop.crisis.printing import print_sheet
from desktop.services import Helpful, Keyboard, Services, Targeted
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import CONTENT_MAX, PAGE_BOTTOM, PAGE_LEFT, PAGE_RIGHT, PAGE_TOP
from desktop.widgets.button import button
from desktop.widgets.choices import Option, Tabs
from desktop.widgets.folding import window_is_low
from desktop.widgets.lists.master_detail import MasterDetail
from desktop.widgets.page_header import PageHeader

OnOpen = Callable[[str, bool], None]
"""Opens an incident with a scenario, or begins a drill."""


@dataclass(frozen=True)
class _View:
    title: Callable[[], str]
    line: Callable[[], str]
    build: Callable[[Services, OnOpen], QWidget]


def _scenarios(services: Services, on_open: OnOpen) -> QWidget:
    made: QWidget = import_module("desktop.crisis.scenarios.library").Scenarios(services, on_open)
    return made


def _past(services: Services, _on_open: OnOpen) -> QWidget:
    made: QWidget = import_module("desktop.crisis.past").PastIncidents(services)
    return made


def _moderation(services: Services, _on_open: OnOpen) -> QWidget:
    made: QWidget = import_module("desktop.crisis.all_cases").AllCases(services)
    return made


VIEWS = {
    "scenarios": _View(
        lambda: _("Scenarios"),
        lambda: _("Read them before they are needed, and make them those of this town."),
        _scenarios,
    ),
    "past": _View(
        lambda: _("Past incidents"),
        lambda: _("What was done, in the order in which it happened, and what was learnt."),
        _past,
    ),
    "moderation": _View(
        lambda: _("Moderation files"),
        lambda: _("Every comment hidden or account blocked, with its reason."),
        _moderation,
    ),
}
"""By the name that a link gives."""


class ShelfView(QWidget):
    """One of them below its title; `left` says that the person goes back home."""

    left = Signal()

    def __init__(self, services: Services, name: str, on_open: OnOpen) -> None:
        super().__init__()
        self._name = name
        view = VIEWS[name]
        self._part = view.build(services, on_open)
        header = PageHeader(view.title(), view.line())
        back = button(_("Go back"), self.left.emit, kind="quiet", icon_name="arrow-left")
        header.add_action(back)
        stack = self._part if isinstance(self._part, QStackedWidget) else None
        # What is exported and imported has a head of its own.
        for shown in self._part.findChildren(MasterDetail):
            if stack is None or shown is stack.widget(0):
                shown.turned.connect(header.setHidden)
        if stack is not None:
            stack.currentChanged.connect(lambda at: header.setVisible(at == 0))
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=14)
        self._box.addWidget(header)
        self._box.addWidget(self._part, 1)
        follow_theme(self, self._measure)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """The margins of a page, which come closer where there is little height."""
        px = current().px
        above = px(8 if window_is_low(self) else PAGE_TOP)
        right = max(px(PAGE_RIGHT), self.width() - px(PAGE_LEFT + CONTENT_MAX))
        self._box.setContentsMargins(px(PAGE_LEFT), above, right, px(PAGE_BOTTOM))

    def take_keyboard(self) -> None:
        """What comes first in it."""
        if isinstance(self._part, Keyboard):
            self._part.take_keyboard()

    def show_target(self, target: object) -> None:
        """One thing of it."""
        if isinstance(self._part, Targeted):
            self._part.show_target(target)

    def help_id(self) -> str:
        """The help of the view."""
        return self._part.help_id() if isinstance(self._part, Helpful) else f"crisis-{self._name}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


SHELF = "shelf"
"""The chip of what is not an incident."""


class CrisisPage(QWidget):
    """Home, opening, desks, and what is reached from home; one of them at a time."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._open: list[Incident] = []
        self._desks: dict[int, DeskView] = {}
        self._views: dict[str, ShelfView] = {}
        self._chips: Tabs | None = None
        self._choices: list[Option] = []
        self._stack = QStackedWidget(self)
        self._head = QWidget(self)
        self._switch = QVBoxLayout(self._head)
        spaced(self._switch, (28, 14, 28, 0))
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._head)
        box.addWidget(self._stack, 1)
        services.bridge.subscribe(self, {Topic.CRISIS}, self.refresh, now=True)

    def begin(self, target: object) -> None:
        """Show the desk of the gravest incident, or home, unless something else is to be seen."""
        if target is None:
            self._show(self._desk(self._open[0].id) if self._open else self._home)

    def refresh(self) -> None:
        """See which incidents are open; what was closed here stays until the person leaves it."""
        with self._services.store.read() as connection:
            self._open = desks.open_ones(connection)
        there = {incident.id for incident in self._open}
        for number in [desk for desk in self._desks if desk not in there]:
            if self._desks[number] is not self._stack.currentWidget():
                self._forget(number)
        self._offer_switch()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        shown = self._stack.currentWidget()
        closed = isinstance(shown, DeskView) and all(
            incident.id != shown.incident_id for incident in self._open
        )
        if closed and not event.spontaneous():
            # Who comes back asks what has happened, not what is over.
            self._stack.setCurrentWidget(self._home)
            self.refresh()

    def take_keyboard(self) -> None:
        """Whatever is on screen."""
        shown = self._stack.currentWidget()
        if isinstance(shown, DeskView):
            shown.come_back()
        elif isinstance(shown, Keyboard):
            shown.take_keyboard()

    def undoes(self) -> Topic | None:
        """The log keeps what is done in an incident: only its pictures are undone there."""
        return Topic.CRISIS if isinstance(self._stack.currentWidget(), DeskView) else None

    def help_id(self) -> str:
        """The help of what is on screen."""
        shown = self._stack.currentWidget()
        return shown.help_id() if isinstance(shown, Helpful) else "crisis"

    def show_target(self, target: object) -> None:
        """What is to be seen.

        `("incident", id[, part[, thing]])`, `("alarm", id)`, `("mention", id)`, the id of a
        scenario, `home`, `drill`, `scenarios`, `past`, `moderation`, `readiness`, or a pair of one
        of these views and a thing on it.
        """
        key, inner = target if isinstance(target, tuple) and len(target) == 2 else (target, None)
        if isinstance(target, tuple) and target[0] == "incident":
            self._show_incident(*target[1:])
        elif key == "alarm" and isinstance(inner, int):
            self._begin("", inner)
        elif key == "mention" and isinstance(inner, int):
            self._begin("", mention_id=inner)
        elif key == "drill":
            self._begin(str(inner or ""), drill=True)
        elif key in VIEWS:
            self._show_view(str(key), inner)
        elif key in ("home", "readiness"):
            self._show(self._home)
            if key == "readiness":
                self._home.show_readiness()
        else:
            self._begin(str(key))

    @cached_property
    def _home(self) -> Home:
        """Made when it is first shown, like the opening: a desk waits for neither."""
        home = Home(self._services, self._stack)
        home.scenario_chosen.connect(lambda item: self._begin(item))
        home.incident_chosen.connect(lambda item: self.show_target(("incident", item)))
        home.view_asked.connect(self.show_target)
        self._stack.addWidget(home)
        return home

    @cached_property
    def _opening(self) -> OpeningPage:
        opening = OpeningPage(self._services, self._stack)
        opening.opened.connect(self._opened)
        opening.left.connect(self._leave)
        self._stack.addWidget(opening)
        return opening

    def _show(self, view: QWidget) -> None:
        before = self._stack.currentWidget()
        if self._stack.indexOf(view) < 0:
            self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self._offer_switch()
        if isinstance(before, DeskView) and before is not view:
            self.refresh()
        if isinstance(view, Keyboard):
            view.take_keyboard()

    def _begin(
        self,
        scenario_id: str,
        alarm_id: int | None = None,
        mention_id: int | None = None,
        *,
        drill: bool = False,
    ) -> None:
        self._stack.setCurrentWidget(self._opening)
        self._opening.begin(scenario_id, alarm_id, mention_id, drill=drill)
        self._offer_switch()

    def _opened(self, incident_id: int, printing: bool) -> None:
        self.refresh()
        self._show(self._desk(incident_id))
        incident = next((other for other in self._open if other.id == incident_id), None)
        if printing and incident is not None:
            print_sheet(self._services, incident)

    def _leave(self) -> None:
        self._show(self._home)

    def _show_incident(self, number: int, part: str = "", thing: object = None) -> None:
        """The desk of an incident that is open; one that was closed is read in the past."""
        with self._services.store.read() as connection:
            incident = records.one(connection, number)
        if incident is None:
            self._show(self._home)
        elif incident.open or number in self._desks:
            desk = self._desk(number)
            self._show(desk)
            if part:
                desk.show_part(part, thing)
        else:
            self._show_view("past", number)

    def _desk(self, number: int) -> DeskView:
        if number not in self._desks:
            made = DeskView(self._services, number, self._stack)
            made.left.connect(self._leave)
            self._desks[number] = made
            self._stack.addWidget(made)
        return self._desks[number]

    def _forget(self, number: int) -> None:
        old = self._desks.pop(number)
        self._stack.removeWidget(old)
        old.hide()
        old.deleteLater()

    def _show_view(self, name: str, inner: object) -> None:
        if name not in self._views:
            made = ShelfView(self._services, name, self._begin_as)
            made.left.connect(self._leave)
            self._views[name] = made
        self._show(self._views[name])
        if inner is not None:
            self._views[name].show_target(inner)

    def _begin_as(self, scenario_id: str, drill: bool) -> None:
        self._begin(scenario_id, drill=drill)

    def _offer_switch(self) -> None:
        """With several open, or away from the one that is: chips to go from one to the other."""
        shown = self._stack.currentWidget()
        wanted = len(self._open) > 1 or (bool(self._open) and not isinstance(shown, DeskView))
        choices = [Option(str(incident.id), _switch_words(incident)) for incident in self._open]
        choices.append(Option(SHELF, _("Scenarios and archive")))
        if choices != self._choices:
            self._choices = choices
            self._make_chips(choices)
        if self._chips is None:
            return
        self._head.setVisible(wanted)
        with QSignalBlocker(self._chips):
            key = str(shown.incident_id) if isinstance(shown, DeskView) else SHELF
            self._chips.choose(key)

    def _make_chips(self, choices: list[Option]) -> None:
        if self._chips is not None:
            self._switch.removeWidget(self._chips)
            self._chips.hide()
            self._chips.deleteLater()
        self._chips = Tabs(choices, name=_("Open incidents"))
        self._chips.changed.connect(self._switched)
        self._switch.addWidget(self._chips)

    def _switched(self, chosen: str) -> None:
        if chosen == SHELF:
            self._show(self._home)
        else:
            self._show(self._desk(int(chosen)))


def _switch_words(incident: Incident) -> str:
    title = shortened(incident.title, 40)
    if incident.drill:
        return _("DRILL: {title}").format(title=title)
    return f"{level_sign(incident.level)} {title}"


def build(services: Services, parent: QWidget) -> QWidget:
    """The page of the rail."""
    return CrisisPage(services, parent)
