"""What was measured of one objective: how it goes, the chart, the readings, a new one."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.calendar import published
from core.days import checked_day, long_day, shown
from core.documents.figures import words
from core.errors import InvalidValue
from core.i18n import Language, _
from core.i18n import current as current_language
from core.numbers import number
from core.plan.measurements import readings
from core.plan.measurements.readings import ObjectiveState, chart_of, state_label
from core.plan.model import Measurement, Objective, Plan
from core.plan.things import checked_value
from core.town.model import checked_text
from desktop.chart import render_of
from desktop.forms.attempt import refuse
from desktop.forms.controls import Held, show_value, value_of
from desktop.forms.lines import Day, Figure
from desktop.plan import actions
from desktop.plan.published import PublishedLine
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.chart_view import ChartView
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Beside, Columns
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.lists.master_detail import MasterDetail, Side
from desktop.widgets.lists.rows import ListHead, MenuEntry
from desktop.widgets.marks import LATE, Mark, state_chip
from desktop.widgets.text import text_label

_MARKS = {
    ObjectiveState.REACHED: Mark("check"),
    ObjectiveState.ON_TRACK: Mark("trending-up"),
    ObjectiveState.BEHIND: LATE,
}
_TEXT_ROOM = 220
_NOTE_BESIDE = 600


class MeasurementsCard(Card):
    """The readings of one objective. Enter adds what is typed, or takes a reading to correct it."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setAccessibleName(_("Measurements"))
        self._services = services
        self._objective = Objective("")
        self._readings: list[Measurement] = []
        self._corrected: Measurement | None = None
        self._state = state_chip("")
        self._sentence = text_label("", "muted")
        menu = self._menu()
        self._published = PublishedLine(services)
        head = Beside(self._sentence, text_room=_TEXT_ROOM)
        head.add_action(self._state)
        head.add_action(menu)
        listed = ItemList(_("Measurements"), most=None)
        column = QWidget()
        inside = QVBoxLayout(column)
        spaced(inside)
        inside.addWidget(listed)
        self._chart = ChartView(
            height=178,
            run=lambda work, done: services.jobs.run("plan-chart", lambda _t, _p: work(), done),
        )
        self._day = LabelledField(_("Day"), Day(), narrow=True)
        self._value = LabelledField(_("Value"), Figure(), narrow=True)
        self._note = LabelledField(_("Note"), QLineEdit())
        self._fields: tuple[tuple[LabelledField, Callable[[str], Any]], ...] = (
            (self._day, self._checked_day),
            (self._value, self._checked_value),
            (self._note, checked_text),
        )
        self._store = button("", self._add)
        self._halves = [
            self._held(self._value, "measurement.value", self._value_before),
            self._held(self._note, "measurement.note", self._note_before),
        ]
        self.records: MasterDetail[Measurement] = MasterDetail(
            listed,
            self._new_row(),
            lambda _place, reading: self._row(reading),
            lambda _reading, _place: None,
            self._correct,
            side=Side.ABOVE,
            head=menu,
            column=column,
        )
        self.records.list.delete_asked.connect(self._delete)
        for part in (head, self._published, self._chart, self.records):
            self.add(part)
        self.set_framed(False)
        spaced(self.body, gap=12)

    def show_objective(self, objective: Objective, plan: Plan) -> None:
        """Show the readings of an objective."""
        today = self._services.clock.today()
        if objective.id != self._objective.id:
            self._ready()
            for half in self._halves:
                half.show_subject(objective.id)
        self._objective, self._readings = objective, plan.readings(objective)
        if self._corrected not in self._readings:
            self._take(None)
        progress = readings.progress(objective, self._readings, today, plan.charter.start_on)
        self._sentence.setText(progress.sentence)
        self._state.show_state(state_label(progress.state), _MARKS.get(progress.state))
        self._published.tell(lambda out: published.of_objective(out, objective))
        self._show_chart(plan)
        for part in (self._chart, self.records.list):
            part.setVisible(bool(self._readings))
        self.records.show_records(self._readings[::-1])

    def take_keyboard(self) -> None:
        """The value of a new reading."""
        value = self._value.control
        value.setFocus(Qt.FocusReason.OtherFocusReason)
        value.selectAll()  # type: ignore[attr-defined]  # a line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
        elif event.key() == Qt.Key.Key_Escape and self._corrected is not None:
            self._begin()
        else:
            super().keyPressEvent(event)

    def _show_chart(self, plan: Plan) -> None:
        if not self._readings:
            return
        language: Language = "en" if current_language() == "en" else "es"
        chart = chart_of(self._objective, plan, language)
        self._chart.show_chart(render_of(chart), words.describe(chart))

    def _new_row(self) -> QWidget:
        """Day, value, note and the button that stores them, in one line where there is room."""
        read, told = QWidget(), QWidget()
        line, rest = QHBoxLayout(read), QHBoxLayout(told)
        for part in (line, rest):
            spaced(part, gap=8)
        for field in (self._day, self._value):
            line.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch()
        rest.addWidget(self._note, 1)
        rest.addWidget(self._store, 0, Qt.AlignmentFlag.AlignBottom)
        return Columns(read, told, shares=(4, 5), least=_NOTE_BESIDE, ragged=True)

    def _menu(self) -> ListHead:
        go = partial(self._services.go, "plan", "measurements")
        delete = MenuEntry("trash", _("Delete (Del)"), self._delete, of_one=True)
        return ListHead([], [delete, MenuEntry("import", _("Import measurements…"), go)])

    def _row(self, reading: Measurement) -> ListItem:
        value = readings.value_in_words(self._objective, reading.value)
        line = " · ".join(part for part in (long_day(reading.measured_on), reading.note) if part)
        return ListItem(reading.id, value, line)

    def _day_of(self, day: date) -> None:
        show_value(self._day.control, shown(day))
        self._clear_messages()

    def _clear_messages(self) -> None:
        for field, _read in self._fields:
            field.clear_message()

    def _begin(self) -> None:
        """What was typed is stored, or let go."""
        self._ready()
        for half in self._halves:
            half.taken()

    def _ready(self) -> None:
        """For a reading of today."""
        self._day_of(self._services.clock.today())
        self._take(None)

    def _take(self, corrected: Measurement | None) -> None:
        """What is typed will replace this reading, or none."""
        self._corrected = corrected
        set_words(
            self._store, _("Correct the measurement") if corrected else _("Note the measurement")
        )

    def _correct(self) -> None:
        reading = self.records.record()
        if reading is None:
            return
        self._day_of(reading.measured_on)
        self._take(reading)
        for half in self._halves:
            half.taken()
        self.take_keyboard()

    def _held(self, field: LabelledField, place: str, before: Callable[[], str]) -> Held:
        unsaved = self._services.notifier.unsaved
        return Held(field.control, unsaved, place, lambda _half: None, before)

    def _value_before(self) -> str:
        measurement = self._corrected
        return number(measurement.value, readings.PLACES) if measurement is not None else ""

    def _note_before(self) -> str:
        return self._corrected.note if self._corrected is not None else ""

    def _add(self) -> None:
        typed = []
        self._clear_messages()
        for field, read in self._fields:
            try:
                typed.append(read(value_of(field.control)))
            except InvalidValue as error:
                refuse(field, str(error))
                return
        day, value, note = typed
        reading = Measurement(self._objective.id, day, value, note=note)
        same_day = next((item for item in self._readings if item.measured_on == day), None)
        actions.measure(self._services, self._objective, reading, self._corrected or same_day)
        self._begin()
        self.take_keyboard()

    def _checked_day(self, typed: str) -> date:
        day = checked_day(typed)
        if day is None or day > self._services.clock.today():
            raise InvalidValue(_("Type the day of the measurement, today or earlier."))
        return day

    def _checked_value(self, typed: str) -> float:
        value = checked_value(typed, self._objective)
        if value is None:
            raise InvalidValue(_("Type the figure that was measured."))
        return value

    def _delete(self) -> None:
        reading = self.records.record()
        if reading is not None:
            actions.delete_reading(self._services, self._objective, reading)
