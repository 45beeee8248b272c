"""The desk of an open incident or drill: banner, checklist, and beside it everything else."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.kinds import DoneBy, Opens
from core.crisis.model import Incident
from core.crisis.scenario import ScenarioStep
from core.i18n import _
from core.store import Topic
from desktop.crisis import actions
from desktop.crisis.desk.band import DeskBand, DeskMenu, DrillTape
from desktop.crisis.desk.bars import HourNotice, PaperBar
from desktop.crisis.desk.checklist.checklist import ChecklistPane
from desktop.crisis.desk.note import EDGE
from desktop.crisis.desk.parts import CHECKLIST, DRILL
from desktop.crisis.desk.questions import LevelQuestion, PromiseQuestion
from desktop.crisis.desk.tabs import DeskTabs
from desktop.crisis.inline import AskLine
from desktop.crisis.looks import DRILL_KEY, Room
from desktop.crisis.pen import Pen
from desktop.crisis.printing import print_sheet
from desktop.incident_linking import desk_of
from desktop.services import Keyboard, Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import CONTENT_MAX, GUTTER, PAGE_LEFT
from desktop.widgets.accessibility import follow_keyboard, tab_as_read
from desktop.widgets.button import hear_key
from desktop.widgets.folding import Width, after_resize, window_width
from desktop.widgets.popover import HangingCard
from desktop.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from desktop.crisis.desk.projector import DeskProjector
    from desktop.crisis.drill.bar import DrillBar

_LEAST, _LEAST_ALONE = 300, 90
"""Height in px at 100 % below which the whole desk scrolls rather than its lists."""
_GAP, _QUESTION = 12, 520
_LIST, _SIDE, _SHRUNK = 600, 498, 252
_TICK_MS = 10_000


class DeskView(QStackedWidget):
    """One incident. `left` says that the person goes back to the shelf."""

    left = Signal()

    def __init__(self, services: Services, incident_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self.incident_id = incident_id
        self._desk: Desk | None = None
        self._pen = Pen(services, self)
        self._seldom = DeskMenu(
            self,
            {
                "print": self._print_sheet,
                "paper": self._start_paper,
                "projector": self._project,
                "shelf": self.left.emit,
                "close": self._close,
                "again": self._ask_why_again,
            },
        )
        self._band = DeskBand(self._seldom)
        self._tape = DrillTape()
        self._level = LevelQuestion(self._pen, services.notifier)
        self._promise = PromiseQuestion(self._pen, services.notifier)
        self._paper = PaperBar(self._pen)
        self._hour = HourNotice(self._pen, services.notifier)
        self._why_again = AskLine(_("Why is it open again?"), services.notifier, "again")
        self._checklist = ChecklistPane(services, self._pen)
        self._side = DeskTabs(services, self._pen)
        self._projector: DeskProjector | None = None
        self._page = ScrollPage()
        self._narrow: bool | None = None
        self._writes = False
        self._last: Keyboard = self
        self._drill: DrillBar | None = None
        # Whatever is aimed at is larger in a crisis.
        self.setProperty("look", "desk")
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
        incident = desk.incident
        self._band.show_desk(desk, self._services.clock.now())
        self._tape.setVisible(incident.drill)
        for part in (self._checklist, self._hour, self._side, self._projector):
            if part is not None:
                part.show_desk(desk)
        if incident.drill:
            self._rehearse(desk)
        self._seldom.show_incident(incident)
        tab_as_read(self)

    def tick(self) -> None:
        """Move the clock on: it is reckoned from what is stored, and needs no reading."""
        now = self._services.clock.now()
        self._band.tick(now)
        self._checklist.tick(now)
        if self._projector is not None:
            self._projector.tick(now)

    def take_keyboard(self) -> None:
        """The checklist, on the step that is chosen."""
        if self._projector is not None and self.currentWidget() is self._projector:
            self._projector.take_keyboard()
        elif self._drill is not None and self._drill.comes_first():
            self._see_drill()
        else:
            self._side.see(CHECKLIST)
            self._make_room(False)
            self._checklist.take_keyboard()

    def come_back(self) -> None:
        """After another page: the part where the person was, or the checklist."""
        if self._last is self._drill:
            self._see_drill()
        else:
            self._last.take_keyboard()

    def show_part(self, part: str, target: object = None) -> None:
        """Bring a part of the desk into view, with one thing in it: `checklist`, `level`,
        `promise`, `paper`, `projector`, `close`, or the key of a part at the right."""
        acts: dict[str, Callable[[], None]] = {
            "level": self._ask_level, "promise": self._ask_hour, "paper": self._start_paper,
            "projector": self._project, "close": self._close,
        }  # fmt: skip
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

    def _lay_out(self) -> None:
        self._band.on_press(self._ask_level, self._ask_hour, self._print_sheet)
        for card, anchor in ((self._level, self._band.level), (self._promise, self._band.promise)):
            HangingCard(card, self, anchor, card.close_asking, wide=_QUESTION)
        # From the outside in: with each part around it Qt would dress all that is on it anew.
        desk = QWidget(self)
        self.addWidget(desk)
        column = QVBoxLayout(desk)
        spaced(column)
        column.addWidget(self._tape)
        self._head = QHBoxLayout()
        self._head.addWidget(self._band, 1000)
        self._head.addStretch(1)
        follow_theme(self._band, lambda: self._band.setMaximumWidth(current().px(CONTENT_MAX)))
        column.addLayout(self._head)
        column.addWidget(self._page, 1)
        column.addWidget(self._side.foot)
        self._body, right = QWidget(), QWidget()
        for part in (self._hour, self._paper, self._why_again):
            self._page.add(part)
        self._page.add(self._body, 1)
        spaced(self._page.body, gap=_GAP)
        self._list_room, self._side_room = Room(least=_LEAST), Room(least=_LEAST)
        row = QHBoxLayout(self._body)
        spaced(row, gap=_GAP)
        row.addWidget(self._list_room, _LIST)
        row.addWidget(right, _SIDE)
        self._right = QVBoxLayout(right)
        spaced(self._right, gap=_GAP)
        self._right.addWidget(self._side_room, 1)
        self._side_room.hold(self._side)
        follow_theme(self, self._arrange)
        after_resize(self, self._share)

    def _rehearse(self, desk: Desk) -> None:
        """What arrives in a drill; the desk gives way while the drill is judged."""
        if self._drill is None:
            from desktop.crisis.drill.bar import DrillBar

            self._drill = DrillBar(self._services, self._pen)
            self._drill.scoring.connect(self._judging)
            self._drill.read.connect(self.take_keyboard)
            self._place_drill(self._drill)
        self._drill.show_desk(desk)
        self._side.offer_drill(self._drill)

    def _place_drill(self, bar: "DrillBar") -> None:
        """Beside the list, or a part of its own where room is short; above all while judged."""
        judged, hidden = bar.is_scoring(), bar.isHidden()
        apart = bool(self._narrow) and not judged
        bar.set_framed(not apart)
        if apart:
            self._side.hold_drill(bar)
        else:
            (self._page.body if judged else self._right).insertWidget(0, bar)
        # Qt would show it a moment later, and the keyboard goes past what is not shown.
        bar.setHidden(hidden)
        self._side.offer_drill(bar)
        self._side_room.set_least(_LEAST_ALONE)

    def _judging(self, on: bool) -> None:
        self._body.setVisible(not on)
        self._side.foot.setVisible(bool(self._narrow) and not on)
        if self._drill is not None:
            self._place_drill(self._drill)
            self._side.see(DRILL)
        tab_as_read(self)

    def _see_drill(self) -> None:
        """What arrived in a drill, wherever it stands."""
        if self._drill is not None and not self._drill.isHidden():
            self._side.see(DRILL)
            self._drill.take_keyboard()

    def _listen(self) -> None:
        hear_key("Alt+0", self, _("Checklist"), self.take_keyboard)
        hear_key("F6", self, _("From part to part of the incident"), self._go_round)
        hear_key(DRILL_KEY, self, _("To what arrived in the drill"), self._see_drill)
        follow_keyboard(self._follow)
        self._checklist.opened.connect(self._go_to)
        self._checklist.hour_changed.connect(lambda _hour: self._paper.show_pen())
        self._hour.begun.connect(lambda number: self._side.open("statements", number))
        self._side.writing.connect(self._make_room)
        self._side.turned_to.connect(lambda p: self._make_room(self._writes and p == "statements"))
        self._checklist.whole_asked.connect(self.take_keyboard)
        self._side.built.connect(lambda: tab_as_read(self))
        self._paper.changed.connect(self._side.note.show_pen)
        self._paper.entered.connect(self._checklist.take_keyboard)
        for bar in (self._level, self._promise, self._paper, self._why_again):
            bar.closed.connect(self.take_keyboard)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            at_list, parts = self._checklist.isAncestorOf(now), (self._drill, self._side)
            within = (part for part in parts if part and part.isAncestorOf(now) and not at_list)
            self._last = next(within, self)

    def _go_to(self, step: ScenarioStep) -> None:
        if step.done_by is DoneBy.FREEZE and self._desk is not None:
            self._services.go("calendar", self._desk.incident)
        elif step.opens is not Opens.NONE:
            self.show_part(step.opens.value, step if step.opens is Opens.CALLS else step.statement)

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
        if self._desk is not None:
            incident = self._desk.incident
            reopen = partial(self._reopen, incident)
            self._why_again.ask(incident.id, incident.title, _("Open again"), reopen)

    def _reopen(self, incident: Incident, why: str) -> None:
        """Raises `AppError`."""
        actions.reopen(self._pen, incident, why)
        self._side.show_parts()

    def _start_paper(self) -> None:
        if (desk := self._desk) is not None:
            on_paper = (entry.at for entry in desk.log if entry.on_paper)
            self._paper.start(max(on_paper, default=desk.incident.opened_at))

    def _project(self) -> None:
        if self._projector is None:
            from desktop.crisis.desk.projector import DeskProjector

            self._projector = DeskProjector(self._services, self._pen, self)
            for leave in (partial(self.setCurrentIndex, 0), self.take_keyboard):
                self._projector.closed.connect(leave)
            if self._desk is not None:
                self._projector.show_desk(self._desk)
            self.addWidget(self._projector)
            tab_as_read(self)
        self.setCurrentWidget(self._projector)
        self._projector.tick(self._services.clock.now())
        self._projector.take_keyboard()

    def _print_sheet(self) -> None:
        if self._desk is not None:
            print_sheet(self._services, self._desk.incident)

    def _go_round(self) -> None:
        """From the head of the desk to its list, to the part that is shown, to the line."""
        here = self.window().focusWidget()
        within = (self._band, self._checklist, self._side.note, self._side)
        at = next((part for part in within if here is not None and part.isAncestorOf(here)), None)
        if at is self._band:
            self.take_keyboard()
        elif at is self._checklist:
            self._side.take_keyboard()
        elif at is self._side:
            self._side.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._band.level.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _make_room(self, writes: bool) -> None:
        """For a text that is written the list shrinks to where it stands, until it is gone to."""
        self._writes = writes
        shrunk = writes and not self._narrow
        row = self._body.layout()
        if isinstance(row, QHBoxLayout):
            row.setStretch(0, _SHRUNK if shrunk else _LIST)
            row.setStretch(1, _LIST + _SIDE - _SHRUNK if shrunk else _SIDE)
        self._checklist.shrink(on=shrunk)

    def _arrange(self) -> None:
        self._narrow = None
        self._share()

    def _share(self) -> None:
        """List and part side by side where there is room; else one at a time, the list one of
        them, and the strip of all of them at the foot."""
        narrow = window_width(self) < Width.WIDE
        if narrow is self._narrow:
            return
        self._narrow = narrow
        here = self.window().focusWidget()
        px, side = current().px, GUTTER if narrow else PAGE_LEFT
        self._head.setContentsMargins(px(side), px(_GAP), px(side), 0)
        # The line at the foot keeps its own distance.
        self._page.set_margins(side, _GAP, side, 0 if narrow else _GAP)
        beside = px(GUTTER - EDGE)
        self._side.foot.setContentsMargins(beside, 0, beside, 0)
        self._band.set_low(narrow)
        self._list_room.setVisible(not narrow)
        self._side_room.set_least(_LEAST_ALONE if narrow else _LEAST)
        if not narrow:
            self._list_room.hold(self._checklist)
        self._side.hold_checklist(self._checklist if narrow else None)
        self._side.stand(at_foot=narrow)
        self._make_room(self._writes)
        moved = [self._checklist, self._side.note]
        if self._drill is not None:
            self._place_drill(self._drill)
            moved.append(self._drill)
            if here is not None and self._drill.isAncestorOf(here):
                self._side.see(DRILL)
        if here is not None and any(part.isAncestorOf(here) for part in moved):
            # It was left when its place was.
            here.setFocus(Qt.FocusReason.OtherFocusReason)
        tab_as_read(self)
