"""The right side of the desk: its parts behind a row of chips, each built on first visit."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.incidents import calls
from core.crisis.kinds import StatementKind
from core.crisis.model import ComplainantState, StatementState
from core.i18n import _, pgettext
from desktop.crisis.desk.log import LogPart
from desktop.crisis.looks import Room
from desktop.crisis.pen import Pen
from desktop.crisis.statements import actions
from desktop.crisis.tab import DeskTab
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.choices import Option, Tabs
from desktop.widgets.scroll_page import ScrollPage


@dataclass(frozen=True)
class _Kind:
    label: Callable[[], str]
    counts: Callable[[], str]
    """What its number counts."""
    module: str
    name: str


CHECKLIST = "checklist"
"""The chip of the list at the left, where there is no room for both."""

_KINDS = {
    "log": _Kind(lambda: _("Log"), lambda: "", "desk.log", "LogPart"),
    "statements": _Kind(
        lambda: _("Statements"), lambda: _("statements begun"), "statements.tab", "Statements"
    ),
    "calls": _Kind(
        lambda: pgettext("crisis", "Calls"), lambda: _("still to be made"), "desk.calls", "Calls"
    ),
    "facts": _Kind(lambda: _("Facts"), lambda: _("still to be found out"), "desk.facts", "Facts"),
    "rumours": _Kind(
        lambda: _("Rumours"), lambda: _("still to be answered"), "desk.rumours", "Rumours"
    ),
    "complainants": _Kind(
        lambda: pgettext("crisis", "Affected"),
        lambda: _("not closed in public yet"),
        "desk.complainants",
        "Complainants",
    ),
    "mentions": _Kind(
        lambda: _("Mentions"), lambda: _("tied to the incident"), "desk.mentions", "Mentions"
    ),
    "moderation": _Kind(
        lambda: _("Moderation"), lambda: _("cases"), "desk.moderation", "ModerationCases"
    ),
}
_CLOSING = "closing"


def label_of(key: str) -> str:
    """What a part of the desk is called."""
    others = {CHECKLIST: _("Checklist"), "level": _("Level")}
    return others[key] if key in others else _KINDS[key].label()


_LIST = 200


class DeskTabs(QWidget):
    """`built` says that a part of it was made."""

    built = Signal()

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._services = services
        self._pen = pen
        self._desk: Desk | None = None
        self._parts: dict[str, DeskTab] = {}
        self._pages: dict[str, QWidget] = {CHECKLIST: Room(least=_LIST)}
        self._closing: DeskTab | None = None
        choices = [Option(CHECKLIST, label_of(CHECKLIST))]
        choices += [Option(key, kind.label()) for key, kind in _KINDS.items()]
        self.chips = Tabs(choices, name=_("Parts of the desk"))
        self._offered = False
        self._stack = QStackedWidget()
        self._stack.addWidget(self._pages[CHECKLIST])
        self._back = button(
            _("Back to the parts"), self.show_parts, kind="quiet", icon_name="arrow-left"
        )
        self._back.hide()
        box = QVBoxLayout(self)
        spaced(box, gap=10)
        box.addWidget(self.chips)
        box.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._stack, 1)
        self.chips.offer(CHECKLIST, on=False)
        self.chips.choose("log")
        self.chips.changed.connect(self._show)
        self._shortcuts()
        self._show("log")

    def show_desk(self, desk: Desk) -> None:
        """Tell every part that was built, and count."""
        self._desk = desk
        for key, count in _counts(desk).items():
            self.chips.set_count(key, count)
        for part in self._parts.values():
            part.show_desk(desk)
        if self._closing is not None:
            self._closing.show_desk(desk)

    def open(self, key: str, target: object = None) -> None:
        """Choose a part and, in it, one thing; without a target it gets the keyboard."""
        self.show_parts()
        self.chips.choose(key)
        part = self._parts[key]
        if target is None:
            part.take_keyboard()
        else:
            part.show_target(target)

    def show_closing(self) -> None:
        """Show what closes the incident in place of the parts."""
        if self._closing is None:
            closing: DeskTab = import_module("desktop.crisis.desk.closing").Closing(
                self._services, self._pen
            )
            self._closing = closing
            self._pages[_CLOSING] = scrolling(closing.widget)
            self._stack.addWidget(self._pages[_CLOSING])
            self._listen(closing)
            if self._desk is not None:
                closing.show_desk(self._desk)
            self.built.emit()
        self._stack.setCurrentWidget(self._pages[_CLOSING])
        self._show_chips(shown=False)
        self._closing.take_keyboard()

    def show_parts(self) -> None:
        """The part whose chip is chosen, and no longer what closes the incident."""
        self._show(self._key())

    def closing_shown(self) -> bool:
        """Whether what closes the incident is on screen."""
        return self._stack.currentWidget() is self._pages.get(_CLOSING)

    def hold_checklist(self, checklist: QWidget | None) -> None:
        """Where there is no room for the list beside, it is one of the parts, and the first."""
        offered = checklist is not None
        if checklist is not None:
            room = self._pages[CHECKLIST]
            if isinstance(room, Room):
                room.hold(checklist)
        if offered is self._offered:
            return
        self._offered = offered
        self.chips.offer(CHECKLIST, on=offered)
        if offered:
            self.chips.choose(CHECKLIST)
        elif self._key() == CHECKLIST:
            self.chips.choose("log")

    def see_checklist(self) -> None:
        """Choose the list where it is one of the parts."""
        if self._offered:
            self.chips.choose(CHECKLIST)

    def show_pen(self) -> None:
        """Say in the log whether it is written from paper."""
        log = self._parts["log"]
        if isinstance(log, LogPart):
            log.show_pen()

    def _key(self) -> str:
        return self.chips.chosen()

    def _shortcuts(self) -> None:
        for number, (key, kind) in enumerate(_KINDS.items(), start=1):
            keys = QKeySequence(f"Alt+{number}")
            QShortcut(keys, self, lambda key=key: self.open(key))
            words = keys.toString(QKeySequence.SequenceFormat.PortableText)
            counted = kind.counts()
            tip = f"{counted} · {words}" if counted else words
            self.chips.describe(key, tip[:1].upper() + tip[1:], counted)

    def _show(self, key: str) -> None:
        if key not in self._pages:
            kind = _KINDS[key]
            made = getattr(import_module(f"desktop.crisis.{kind.module}"), kind.name)
            part: DeskTab = made(self._services, self._pen)
            self._parts[key] = part
            self._pages[key] = scrolling(part.widget)
            self._stack.addWidget(self._pages[key])
            self._listen(part)
            if self._desk is not None:
                part.show_desk(self._desk)
            self.built.emit()
        keyboard = self.window().focusWidget()
        if keyboard is not None and self._stack.isAncestorOf(keyboard):
            # Else Qt gives it to the first list of the part, which chooses a row for it.
            self.chips.setFocus()
        self._stack.setCurrentWidget(self._pages[key])
        self._show_chips(shown=True)

    def _show_chips(self, *, shown: bool) -> None:
        self.chips.setVisible(shown)
        self._back.setVisible(not shown)

    def _listen(self, part: DeskTab) -> None:
        """Some parts tell that a statement is wanted, as against a rumour."""
        wanted = getattr(part, "statement_wanted", None)
        if wanted is not None:
            wanted.connect(self._want)

    def _want(self, kind: str, rumour_id: int) -> None:
        """Open the statement of a kind; one that answers a rumour says what is known of that."""
        desk = self._desk
        rumours = desk.rumours if desk else ()
        rumour = next((other for other in rumours if other.id == rumour_id), None)
        if desk is not None and rumour is not None:
            made = actions.begin_for(self._pen, desk, StatementKind(kind), rumour)
            self.open("statements", made)
        else:
            self.open("statements", kind)


def scrolling(widget: QWidget) -> QWidget:
    """A part that does not scroll by itself gets a ground that does."""
    if isinstance(widget, QScrollArea):
        return widget
    ground = ScrollPage(margins=(0, 0, 0, 0))
    ground.add(widget, 1)
    return ground


def _counts(desk: Desk) -> dict[str, int]:
    begun = [item for item in desk.statements if item.statement.state is not StatementState.DROPPED]
    return {
        "statements": len(begun),
        "calls": len(calls.still_to_make(desk.calls)),
        "facts": sum(not fact.answer for fact in desk.facts),
        "rumours": sum(rumour.answered_at is None for rumour in desk.rumours),
        "complainants": sum(
            complainant.state is not ComplainantState.CLOSED for complainant in desk.complainants
        ),
        "mentions": len(desk.linked),
        "moderation": len(desk.moderation),
    }
