"""The checklist of the desk, and what its keys write."""

from collections.abc import Callable
from datetime import datetime, time

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.kinds import Phase
from core.crisis.model import TickState
from core.i18n import _
from desktop.crisis import actions
from desktop.crisis.desk.checklist.model import (
    ChecklistModel,
    FoldRow,
    ShownSteps,
    StepRow,
    rows_of,
    spoken,
)
from desktop.crisis.desk.checklist.view import ChecklistView
from desktop.crisis.inline import AskLine
from desktop.crisis.pen import Pen
from desktop.forms.attempt import attempt
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.accessibility import announce
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.text import text_label

Index = QModelIndex | QPersistentModelIndex


class ChecklistPane(QWidget):
    """`opened` carries the step whose place on the desk is asked for."""

    opened = Signal(object)
    whole_asked = Signal()
    """All of it is wanted, where only a part is shown."""
    hour_changed = Signal(object)
    """A row of the paper had another hour than the one before."""

    def __init__(
        self, services: Services, pen: Pen, *, scale: float = 1.0, ahead: bool = False
    ) -> None:
        """`ahead` shows nothing before the phase in which the first open step is."""
        super().__init__()
        self._services = services
        self._pen = pen
        self._desk: Desk | None = None
        self._ahead = ahead
        self._unfolded: set[Phase] = set()
        self._shrunk = False
        self._whole = button(
            _("Whole list"), self.whole_asked.emit, kind="quiet", icon_name="panel-left-open"
        )
        self._whole.hide()
        self._model = ChecklistModel()
        self.view = ChecklistView(self._model, _("Checklist"), scale=scale)
        self.view.setToolTip(_("Space ticks · Enter goes to it · N note · X not needed"))
        self._note = AskLine(_("Note on this step"), services.notifier, "step-note")
        self._reason = AskLine(_("Why is it not needed?"), services.notifier, "step-reason")
        self._wrong = text_label("", "body")
        self._wrong.setProperty("tone", "red")
        self._wrong.hide()
        card = Card(flush=True)
        card.setAccessibleName(_("Checklist"))
        card.add(self.view, 1)
        box = QVBoxLayout(self)
        spaced(box, gap=8)
        box.addWidget(card, 1)
        box.addWidget(self._whole, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._wrong, self._note, self._reason):
            box.addWidget(part)
        for asking in (self._note, self._reason):
            asking.closed.connect(self.take_keyboard)
        self.view.asked.connect(self._act)
        self.view.hour_given.connect(self._tick_at)
        self.view.wrong.connect(self._say)

    def show_desk(self, desk: Desk) -> None:
        """Show what became of every step; the first time, the first open one is chosen."""
        first = self._desk is None
        self._desk = desk
        self._show_rows(desk, self._services.clock.now())
        self.view.set_over(not desk.incident.open)
        if first:
            self.choose_next()

    def tick(self, now: datetime) -> None:
        """Move the clock on: a step may have become late, or later."""
        if self._desk is not None:
            self._show_rows(self._desk, now)

    def _show_rows(self, desk: Desk, now: datetime) -> None:
        """What is chosen stays chosen."""
        before = self.view.row()
        chosen = before.step.id if isinstance(before, StepRow) else ""
        unfolded = frozenset(self._unfolded)
        seen = ShownSteps(self._ahead, unfolded, chosen, two_phases=self._shrunk)
        if not self._model.show(rows_of(desk, now, seen)):
            return
        if isinstance(before, FoldRow):
            self.view.select_fold(before.phase)
        elif chosen:
            self.view.select_step(chosen)
        self.view.reopen()

    def shrink(self, *, on: bool) -> None:
        """Show only the phase under way and the next one, or all of them."""
        if on is self._shrunk:
            return
        self._shrunk = on
        self._whole.setVisible(on)
        if self._desk is not None:
            self._show_rows(self._desk, self._services.clock.now())

    def choose_next(self) -> None:
        """Choose the first step that is open."""
        following = self._desk.next_step() if self._desk else None
        if following is not None:
            self.view.select_step(following.id)

    def choose(self, step_id: str) -> bool:
        """Choose a step; False when there is none of that id."""
        step = self._desk.scenario.step(step_id) if self._desk else None
        if step is not None and self._model.place_of(step_id) is None:
            self._unfold(step.phase, shown=True)
        return self.view.select_step(step_id)

    def _unfold(self, phase: Phase, *, shown: bool) -> None:
        if self._desk is not None:
            (self._unfolded.add if shown else self._unfolded.discard)(phase)
            self._show_rows(self._desk, self._services.clock.now())

    def take_keyboard(self) -> None:
        """The list, on the step that is chosen."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _act(self, what: str, row: StepRow | FoldRow) -> None:
        self._say("")
        self.view.close_hour()
        if isinstance(row, FoldRow):
            self._unfold(row.phase, shown=not row.open)
        elif what == "open":
            self.opened.emit(row.step)
        elif what == "note":
            self._ask_note(row)
        elif what == "not_needed":
            self._reason.ask(
                self._subject(row),
                row.step.text,
                _("Not needed"),
                lambda why: self._settle(row, TickState.NOT_NEEDED, why),
            )
        elif row.tick is not None:
            self._try(lambda: self._open_again(row))
        elif self._pen.hour is not None:
            self.view.ask_hour(row, self._pen.hour)
        else:
            self._try(lambda: self._settle(row, TickState.DONE))

    def _tick_at(self, row: StepRow, hour: time) -> None:
        """Of the paper: this step has its own hour, from which the next one starts."""
        self._pen.hour = hour
        self.hour_changed.emit(hour)
        if self._try(lambda: self._settle(row, TickState.DONE)):
            self._say("")
            self.view.close_hour()
            self.choose_next()

    def _ask_note(self, row: StepRow) -> None:
        text = row.tick.note if row.tick else ""
        verb = _("Keep the note") if row.tick else _("Tick with this note")
        state = row.tick.state if row.tick else TickState.DONE
        self._note.ask(
            self._subject(row),
            row.step.text,
            verb,
            lambda said: self._settle(row, state, said),
            text,
        )

    def _subject(self, row: StepRow) -> tuple[int, str]:
        return self._desk.incident.id if self._desk else 0, row.step.id

    def _settle(self, row: StepRow, state: TickState, said: str = "") -> None:
        """Raises `AppError`."""
        if self._desk is None:
            return
        settle = actions.not_needed if state is TickState.NOT_NEEDED else actions.tick
        settle(self._pen, self._desk.incident, row.step, said)
        self._announce(row.step.id)

    def _open_again(self, row: StepRow) -> None:
        """Raises `AppError`."""
        if self._desk is None:
            return
        actions.untick(self._pen, self._desk.incident, row.step)
        self._announce(row.step.id)

    def _try(self, work: Callable[[], None]) -> bool:
        """Do it; what cannot be kept is said below the list. False then."""
        return attempt(work, self._services.notifier, self._say)

    def _say(self, message: str) -> None:
        self._wrong.setText(message)
        self._wrong.setVisible(bool(message))
        if message:
            announce(self._wrong, message)

    def _announce(self, step_id: str) -> None:
        place = self._model.place_of(step_id)
        if place is not None:
            announce(self.view, spoken(self._model.rows[place]))
