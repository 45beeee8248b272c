"""The desk of an open incident or drill: banner, checklist, and beside it everything else."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.kinds import Opens
from core.crisis.model import Incident
from core.crisis.scenario import ScenarioStep
from core.i18n import _
from core.store import Topic
from desktop.crisis import actions
from desktop.crisis.desk.banner import DeskBanner, DrillStrip
from desktop.crisis.desk.bars import HourNotice, LevelBar, PaperBar, PromiseBar
from desktop.crisis.desk.checklist import Checklist
from desktop.crisis.desk.projector import DeskProjector
from desktop.crisis.desk.tabs import DeskTabs
from desktop.crisis.inline import AskLine
from desktop.crisis.looks import Room
from desktop.crisis.pen import Pen
from desktop.crisis.printing import print_sheet
from desktop.incident_linking import desk_of
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import button
from desktop.widgets.layouts import Columns, flow_row
from desktop.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from desktop.crisis.drill.bar import DrillBar

_BESIDE = 800
"""Width in px at 100 % from which list and parts stand side by side."""
_LEAST = 420
"""Height in px at 100 % below which the whole desk scrolls rather than its lists."""
_LEAST_ALONE = 330
_MARGIN = 28
_MOST_OF_IT = 3
"""The banner stays in view while it takes at most a third of the height."""
_TOOL = 40
_TICK_MS = 10_000

_PLACES: dict[Opens, tuple[str, object]] = {
    Opens.LEVEL: ("level", None),
    Opens.HATS: ("hats", None),
    Opens.CALLS: ("calls", None),
    Opens.STATEMENTS: ("statements", None),
    Opens.RUMOURS: ("rumours", None),
    Opens.COMPLAINANTS: ("complainants", None),
    Opens.MENTIONS: ("mentions", None),
    Opens.LOG: ("log", None),
    Opens.CLOSE: ("close", None),
}
"""Where on the desk a step is done: the part, and what in it."""


class DeskView(QStackedWidget):
    """One incident. `left` says that the person goes back to the shelf."""

    left = Signal()

    def __init__(self, services: Services, incident_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self.incident_id = incident_id
        self._desk: Desk | None = None
        self._pen = Pen(services, self)
        self._banner = DeskBanner()
        self._strip = DrillStrip()
        self._level = LevelBar(self._pen, services.notifier)
        self._promise = PromiseBar(self._pen, services.notifier)
        self._paper = PaperBar(self._pen)
        self._hour = HourNotice(self._pen, services.notifier)
        self._why_again = AskLine(_("Why is it open again?"), services.notifier, "again")
        self._checklist = Checklist(services, self._pen)
        self._side = DeskTabs(services, self._pen)
        self._projector = DeskProjector(services, self._pen)
        self._actions: dict[str, QPushButton] = {}
        self._page = ScrollPage(margins=(_MARGIN, 12, _MARGIN, 20))
        self._head = QWidget()
        self._pinned: bool | None = None
        self._narrow: bool | None = None
        self._drill: DrillBar | None = None
        self._lay_out()
        self._listen()
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self.tick)
        self._clock.start()
        topics = {Topic.CRISIS, Topic.TOWN}
        services.bridge.subscribe(self, topics, self.refresh, now=True, own=True)

    def help_id(self) -> str:
        """The help of the desk, or of a drill."""
        return "crisis-drill" if self._desk and self._desk.incident.drill else "crisis-desk"

    def refresh(self) -> None:
        """Read the incident again; what is the same is left alone."""
        desk = desk_of(self._services, self.incident_id)
        if desk is None or desk == self._desk:
            return
        self._desk = desk
        self._banner.show_desk(desk, self._services.clock.now())
        self._strip.setVisible(desk.incident.drill)
        self._checklist.show_desk(desk)
        self._hour.show_desk(desk)
        self._side.show_desk(desk)
        self._projector.show_desk(desk)
        if desk.incident.drill:
            self._rehearse(desk)
        for key in ("level", "promise", "projector"):
            self._actions[key].setVisible(desk.incident.open)
        self._actions["again"].setVisible(not desk.incident.open)
        # A drill is ended by its own bar, which has it judged first.
        self._actions["close"].setVisible(desk.incident.open and not desk.incident.drill)
        tab_as_read(self)

    def tick(self) -> None:
        """Move the clock on: it is reckoned from what is stored, and needs no reading."""
        now = self._services.clock.now()
        self._banner.tick(now)
        self._checklist.tick(now)
        self._projector.tick(now)

    def take_keyboard(self) -> None:
        """The checklist, on the step that is chosen."""
        if self.currentWidget() is self._projector:
            self._projector.take_keyboard()
        elif self._drill is not None and self._drill.comes_first():
            self._drill.take_keyboard()
        else:
            self._side.see_checklist()
            self._checklist.take_keyboard()

    def show_part(self, part: str, target: object = None) -> None:
        """Bring a part of the desk into view, with one thing in it: `checklist`, `level`,
        `promise`, `paper`, `projector`, `hats`, `close`, or the key of a part at the right."""
        acts: dict[str, Callable[[], None]] = {
            "level": self._ask_level,
            "promise": self._ask_hour,
            "paper": self._start_paper,
            "projector": self._project,
            "hats": lambda: self._side.open("log", "hats"),
            "close": self._close,
        }
        self.setCurrentIndex(0)
        # What was asked for may have been written a moment ago, elsewhere.
        self.refresh()
        if part in acts:
            acts[part]()
        elif part == "checklist":
            self._checklist.choose(str(target or ""))
            self.take_keyboard()
        else:
            self._side.open(part, target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        self._banner.add_action(button(_("Print sheet"), self._print_sheet, shortcut="Ctrl+P"))
        self._list_room, self._side_room = Room(least=_LEAST), Room(least=_LEAST)
        self._side_room.hold(self._side)
        self._columns = Columns(self._list_room, self._side_room, shares=(5, 4), least=_BESIDE)
        self._tool_row = self._tools()
        for part in (
            self._tool_row, self._hour, self._level, self._promise, self._paper, self._why_again,
        ):  # fmt: skip
            self._page.add(part)
        self._page.add(self._columns, 1)
        spaced(self._page.body, gap=12)
        self.addWidget(self._with_strip())
        self.addWidget(self._projector)
        follow_theme(self, self._arrange)

    def _with_strip(self) -> QWidget:
        """The desk, under what says of a drill that it is one: that never scrolls away."""
        made = QWidget()
        column = QVBoxLayout(made)
        spaced(column)
        column.addWidget(self._strip)
        self._above = QVBoxLayout(self._head)
        spaced(self._above, (_MARGIN, 20, _MARGIN, 0))
        column.addWidget(self._head)
        column.addWidget(self._page, 1)
        return made

    def _pin(self) -> None:
        """Clock and promise stay in view, unless they would take too much of the window."""
        high = self._banner.heightForWidth(self.width() - current().px(2 * _MARGIN))
        pinned = _MOST_OF_IT * high <= self.height()
        if pinned is self._pinned:
            return
        self._pinned = pinned
        self._head.setVisible(pinned)
        if pinned:
            self._above.addWidget(self._banner)
        else:
            self._page.body.insertWidget(0, self._banner)
        tab_as_read(self)

    def _tools(self) -> QWidget:
        made = {
            "level": button(_("Change level"), self._ask_level, icon_name="gauge"),
            "promise": button(_("Change hour"), self._ask_hour, icon_name="clock"),
            "paper": button(_("From paper"), self._start_paper, icon_name="clipboard-pen"),
            "projector": button(_("Projector mode"), self._project, icon_name="projector"),
            "close": button(_("Close incident"), self._close, icon_name="flag"),
            "again": button(_("Open again…"), self._ask_why_again, icon_name="rotate-ccw"),
            "back": button(
                _("Scenarios and archive"), self.left.emit, kind="quiet", icon_name="arrow-left"
            ),
        }
        self._actions = made
        row = flow_row(*made.values())
        follow_theme(row, self._size_tools)
        return row

    def _size_tools(self) -> None:
        for action in self._actions.values():
            action.setMinimumHeight(current().px(_TOOL))

    def _rehearse(self, desk: Desk) -> None:
        """What arrives in a drill, above its desk, which gives way while the drill is judged."""
        if self._drill is None:
            from desktop.crisis.drill.bar import DrillBar

            self._drill = DrillBar(self._services, self._pen)
            self._drill.scoring.connect(self._judging)
            self._drill.read.connect(self.take_keyboard)
            self._page.body.insertWidget(self._page.body.indexOf(self._tool_row), self._drill)
        self._drill.show_desk(desk)

    def _judging(self, on: bool) -> None:
        for part in (self._tool_row, self._columns):
            part.setVisible(not on)
        tab_as_read(self)

    def _listen(self) -> None:
        QShortcut(QKeySequence("Alt+0"), self, self.take_keyboard)
        self._checklist.opened.connect(self._go_to)
        self._checklist.hour_changed.connect(lambda _hour: self._paper.show_pen())
        self._hour.begun.connect(self._take_up)
        self._side.built.connect(lambda: tab_as_read(self))
        self._projector.closed.connect(self._end_projector)
        self._paper.changed.connect(self._side.show_pen)
        self._paper.entered.connect(self._checklist.take_keyboard)
        for bar in (self._level, self._promise, self._paper, self._why_again):
            bar.closed.connect(self.take_keyboard)

    def _take_up(self, statement_id: int) -> None:
        self._side.open("statements", statement_id)

    def _go_to(self, step: ScenarioStep) -> None:
        place = _PLACES.get(step.opens)
        if place is None:
            return
        part, target = place
        self.show_part(part, step.statement or target)

    def _go_back(self) -> None:
        """Esc: from what closes it to the parts, from a part to the list, then to the shelf."""
        if self._drill is not None and self._drill.is_scoring():
            self._drill.stop_scoring()
        elif self._side.closing_shown():
            self._side.show_parts()
            self.take_keyboard()
        elif not self._checklist.isAncestorOf(self.window().focusWidget() or self):
            self.take_keyboard()
        else:
            self.left.emit()

    def _close(self) -> None:
        if self._drill is not None and self._desk is not None and self._desk.incident.open:
            self._drill.start_scoring()
        else:
            self._side.show_closing()

    def _ask_level(self) -> None:
        if self._desk is not None:
            self._promise.close_asking()
            self._level.ask(self._desk.incident)

    def _ask_hour(self) -> None:
        if self._desk is not None:
            self._level.close_asking()
            self._promise.ask(self._desk.incident)

    def _ask_why_again(self) -> None:
        desk = self._desk
        if desk is not None:
            self._why_again.ask(
                desk.incident.id,
                desk.incident.title,
                _("Open again"),
                lambda why: self._reopen(desk.incident, why),
            )

    def _reopen(self, incident: Incident, why: str) -> None:
        """Raises `AppError`."""
        actions.reopen(self._pen, incident, why)
        self._side.show_parts()

    def _start_paper(self) -> None:
        if self._desk is not None:
            last = max((entry.at for entry in self._desk.log if entry.on_paper), default=None)
            self._paper.start(last or self._desk.incident.opened_at)

    def _project(self) -> None:
        self.setCurrentWidget(self._projector)
        self._projector.tick(self._services.clock.now())
        self._projector.take_keyboard()

    def _end_projector(self) -> None:
        self.setCurrentIndex(0)
        self.take_keyboard()

    def _print_sheet(self) -> None:
        if self._desk is not None:
            print_sheet(self._services, self._desk.incident)

    def _arrange(self) -> None:
        self._pin()
        self._share()

    def _share(self) -> None:
        """Side by side where there is room; else one at a time, the list one of the chips."""
        narrow = self.width() < current().px(_BESIDE + 56)
        if narrow is self._narrow:
            return
        self._narrow = narrow
        self._list_room.setVisible(not narrow)
        self._side_room.set_least(_LEAST_ALONE if narrow else _LEAST)
        if narrow:
            self._side.hold_checklist(self._checklist)
        else:
            self._list_room.hold(self._checklist)
            self._side.hold_checklist(None)
        tab_as_read(self)
