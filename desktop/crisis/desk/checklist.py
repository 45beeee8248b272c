"""The checklist of the desk: its list, its keys, and what they write."""

from collections.abc import Callable
from datetime import datetime, time

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.model import TickState
from core.days import checked_hour
from core.errors import InvalidValue
from core.i18n import _
from core.town.model import checked_text
from desktop.crisis import actions
from desktop.crisis.desk.checklist_model import ChecklistModel, StepRow, next_late, rows_of, spoken
from desktop.crisis.desk.checklist_painter import ChecklistDelegate
from desktop.crisis.inline import AskLine
from desktop.crisis.looks import rounded
from desktop.crisis.pen import Pen
from desktop.forms.attempt import attempt
from desktop.services import Services
from desktop.theme.scaling import follow_theme, restyle, spaced
from desktop.theme.theme import current
from desktop.widgets.accessibility import announce
from desktop.widgets.button import HELD
from desktop.widgets.card import Card
from desktop.widgets.text import HOUR, hold, text_label

Index = QModelIndex | QPersistentModelIndex

_LETTERS = {Qt.Key.Key_N: "note", Qt.Key.Key_X: "not_needed"}


class _HourEdit(QLineEdit):
    """Keeps Enter and Escape to itself: to the list below it they mean something else."""

    given = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.given.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ChecklistView(QListView):
    """`asked(what, step)`: `tick`, `open`, `note` or `not_needed`, of a `StepRow`.

    `hour_given(step, hour)` follows Enter in the hour of a row, `wrong` what is not one.
    """

    asked = Signal(str, object)
    hour_given = Signal(object, object)
    wrong = Signal(str)

    def __init__(self, model: ChecklistModel, name: str, *, scale: float = 1.0) -> None:
        super().__init__()
        self._rows = model
        self._drawn = ChecklistDelegate(self, scale)
        self._hour: _HourEdit | None = None
        self._hour_of: StepRow | None = None
        self.setModel(model)
        self.setItemDelegate(self._drawn)
        self.setAccessibleName(name)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setStyleSheet("QListView { border: none; padding: 0px; background: transparent; }")
        self.verticalScrollBar().valueChanged.connect(lambda _at: self._place_hour())
        follow_theme(self, self._rescale)

    def step(self) -> StepRow | None:
        """The step that is chosen."""
        return self._rows.step_at(self.currentIndex())

    def select_step(self, step_id: str) -> bool:
        """Choose a step and bring it into view with the bar of its phase; False when it is gone."""
        place = self._rows.place_of(step_id)
        if place is None:
            return False
        self.setCurrentIndex(self._rows.index(place))
        self.executeDelayedItemsLayout()
        self.scrollTo(self._rows.index(place))
        return True

    def ask_hour(self, row: StepRow, hour: time) -> None:
        """Have the hour of a step typed where it will stand."""
        self.close_hour()
        self._hour_of = row
        edit = self._hour = _HourEdit(self.viewport())
        edit.setText(f"{hour:%H:%M}")
        edit.setAccessibleName(_("Hour of “{step}”").format(step=row.step.text))
        hold(edit, HOUR)
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.given.connect(self._give_hour)
        edit.left.connect(self.close_hour)
        self._place_hour()
        edit.show()
        edit.selectAll()
        edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_hour(self) -> None:
        """Ask for no hour any more; the keyboard is in the list again."""
        edit, self._hour, self._hour_of = self._hour, None, None
        if edit is not None:
            here = edit.hasFocus()
            edit.hide()
            edit.deleteLater()
            if here:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        # The row that is chosen shows its help: both rows change their height.
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.step() is None:
            first = next((row for row in self._rows.rows if isinstance(row, StepRow)), None)
            if first is not None:
                self.select_step(first.step.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.step(), Qt.Key(event.key())
        held = bool(event.modifiers() & HELD)
        if row is None or held:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self.asked.emit("tick", row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit("open", row)
        elif key in _LETTERS:
            self.asked.emit(_LETTERS[key], row)
        elif event.text().isprintable() and event.text():
            # Qt would look for a row that begins so.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self._rows.step_at(index)
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        places = self._drawn.places(row, self.visualRect(index), chosen=True)
        if event.position().x() < places.text.left():
            self.asked.emit("tick", row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = self._rows.step_at(index)
        if row is not None:
            places = self._drawn.places(row, self.visualRect(index), chosen=True)
            inside = event.position().x() >= places.text.left()
            self.asked.emit("open" if inside else "tick", row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        rounded(self)
        self._place_hour()

    def _rescale(self) -> None:
        self.verticalScrollBar().setSingleStep(current().px(22))
        self.scheduleDelayedItemsLayout()

    def _place_hour(self) -> None:
        if self._hour is None or self._hour_of is None:
            return
        place = self._rows.place_of(self._hour_of.step.id)
        if place is None:
            QTimer.singleShot(0, self, self.close_hour)
            return
        rect = self.visualRect(self._rows.index(place))
        width, high = self._hour.width(), self._hour.sizeHint().height()
        top = rect.top() + (rect.height() - high) // 2
        self._hour.setGeometry(rect.right() - width - self._drawn.px(8), top, width, high)

    def _give_hour(self) -> None:
        edit, row = self._hour, self._hour_of
        if edit is None or row is None:
            return
        try:
            hour = checked_hour(checked_text(edit.text()))
            message = "" if hour else _("Type the hour that stands on the paper.")
        except InvalidValue as error:
            hour, message = None, str(error)
        edit.setProperty("invalid", bool(message))
        restyle(edit)
        if hour is None:
            self.wrong.emit(message)
        else:
            self.hour_given.emit(row, hour)


class Checklist(QWidget):
    """`opened` carries the step whose place on the desk is asked for."""

    opened = Signal(object)
    hour_changed = Signal(object)
    """A row of the paper had another hour than the one before."""

    def __init__(
        self, services: Services, pen: Pen, *, scale: float = 1.0, one_phase: bool = False
    ) -> None:
        """`one_phase` shows only the phase in which the first open step is."""
        super().__init__()
        self._services = services
        self._pen = pen
        self._desk: Desk | None = None
        self._late_at: datetime | None = None
        self._one_phase = one_phase
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
        chosen = self.view.step()
        self._show_rows(desk, self._services.clock.now())
        if chosen is not None:
            self.view.select_step(chosen.step.id)
        elif first:
            self.choose_next()

    def tick(self, now: datetime) -> None:
        """Move the clock on: a step may have become late."""
        if self._desk is not None and self._late_at is not None and now > self._late_at:
            self._show_rows(self._desk, now)

    def _show_rows(self, desk: Desk, now: datetime) -> None:
        self._late_at = next_late(desk, now)
        self._model.show(rows_of(desk, now, one_phase=self._one_phase))

    def choose_next(self) -> None:
        """Choose the first step that is open."""
        following = self._desk.next_step() if self._desk else None
        if following is not None:
            self.view.select_step(following.id)

    def choose(self, step_id: str) -> bool:
        """Choose a step; False when there is none of that id."""
        return self.view.select_step(step_id)

    def take_keyboard(self) -> None:
        """The list, on the step that is chosen."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _act(self, what: str, row: StepRow) -> None:
        self._say("")
        self.view.close_hour()
        if what == "open":
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
