"""The course of a drill: its clock, and the cards it deals."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.incidents import drill
from core.crisis.log import Hand
from core.crisis.scenario import DrillPlan, Inject
from core.errors import AppError
from core.i18n import _
from desktop.crisis import actions
from desktop.crisis.pen import Pen
from desktop.forms.lines import GrowingText
from desktop.notifier import Action
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button, set_words
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Columns, flow_row
from desktop.widgets.text import text_label

_TICK_MS = 1000


class DrillClock(QObject):
    """Looks once a second at the clock of the program, never at how often it looked.

    `ticked(now)` each time; `arrived(injects)` when something did.
    """

    ticked = Signal(object)
    arrived = Signal(object)

    def __init__(self, services: Services, pen: Pen, owner: QWidget) -> None:
        super().__init__(owner)
        self._services = services
        self._pen = pen
        self._desk: Desk | None = None
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def follow(self, desk: Desk | None) -> None:
        """Keep the time of this drill; of None, and of one that is over, there is none to keep."""
        self._desk = desk if desk is not None and desk.incident.open else None
        if self._desk is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def tick(self) -> None:
        """Bring what is due now."""
        if self._desk is None:
            return
        now = self._services.clock.now()
        self.ticked.emit(now)
        self._bring(drill.due(self._desk, now))

    def bring_next(self) -> None:
        """Have the next inject arrive before its time."""
        if self._desk is not None:
            self._bring(drill.to_come(self._desk)[:1])

    def hand(self) -> Hand:
        """What happens in a drill happens now, whatever is being typed in from paper."""
        return replace(self._pen.hand(), at=None, on_paper=False)

    def _bring(self, injects: list[Inject]) -> None:
        desk = self._desk
        if desk is None or not injects:
            return
        try:
            actions.bring_injects(self._pen, desk, injects, self.hand())
        except AppError as error:
            self._timer.stop()
            self._services.notifier.error(error, Action(_("Try again"), self._try_again))
        else:
            self.arrived.emit(injects)

    def _try_again(self) -> None:
        self._timer.start()
        self.tick()


_BESIDE = 620
_LARGE = 17
"""Height in px at 100 % of what has to be read at once."""


@dataclass(frozen=True)
class ShownInject:
    """An inject as it is shown: which one of how many, and at what hour it arrived."""

    inject: Inject
    hour: str
    number: int
    count: int
    following: bool
    """Another one waits to be read after it."""


def large_label() -> QLabel:
    """A label in letters larger than those of the desk around it."""
    made = text_label("")
    follow_theme(made, lambda: made.setStyleSheet(f"font-size: {current().px(_LARGE)}px;"))
    return made


class Situation(QWidget):
    """The card that is read first; `begun` when it was."""

    begun = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._objective = text_label("", "strong")
        self._card = large_label()
        self._start = button(_("Read: go on"), self.begun.emit, kind="primary", icon_name="play")
        box = QVBoxLayout(self)
        spaced(box, gap=8)
        for part in (self._objective, self._card):
            box.addWidget(part)
        box.addWidget(self._start, 0, Qt.AlignmentFlag.AlignLeft)

    def show_plan(self, plan: DrillPlan) -> None:
        """Show what the drill is for, and the situation."""
        self._objective.setText(_("Objective: {text}").format(text=plan.objective))
        self._card.setText(plan.card)

    def take_keyboard(self) -> None:
        """The button that begins."""
        self._start.setFocus(Qt.FocusReason.OtherFocusReason)


class ArrivalCard(QWidget):
    """What arrived, in large letters, and beside it what the person did about it.

    `done` follows *Next*, `back_asked` that the one before should be read again.
    """

    done = Signal()
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._hour = text_label("", "muted")
        self._title = text_label("", "section")
        self._text = large_label()
        self.answer = GrowingText(2, 6)
        self.field = LabelledField(_("What have you done?"), self.answer)
        # Translators: Button of a drill: what arrived before this.
        self._back = button(_("Previous"), self.back_asked.emit, icon_name="arrow-left")
        # Translators: Button of a drill: what arrives after this.
        self._next = button(_("Next"), self.done.emit, kind="primary")
        outer = QVBoxLayout(self)
        spaced(outer)
        outer.addWidget(
            Columns(self._arrived(), self._answered(), shares=(3, 2), least=_BESIDE, ragged=True)
        )

    def show_arrival(self, arrival: ShownInject) -> None:
        """Show one inject."""
        words = _("{hour} · minute {minute} · {number} of {count}").format(
            hour=arrival.hour,
            minute=arrival.inject.minute,
            number=arrival.number,
            count=arrival.count,
        )
        self._hour.setText(words)
        self._title.setText(arrival.inject.title)
        self._text.setText(arrival.inject.text)
        self._back.setEnabled(arrival.number > 1)
        set_words(self._next, _("Next") if arrival.following else _("Done, go on"))
        self.setAccessibleName(f"{arrival.inject.title}. {arrival.inject.text}")
        self.answer.setAccessibleDescription(self.accessibleName())

    def take_keyboard(self) -> None:
        """The field."""
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrived(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        spaced(column, gap=4)
        for part in (self._hour, self._title, self._text):
            column.addWidget(part)
        column.addStretch()
        return made

    def _answered(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        spaced(column, gap=8)
        column.addWidget(self.field)
        row = flow_row(self._next, self._back)
        column.addWidget(row)
        return made
