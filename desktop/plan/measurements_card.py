"""What was measured of one objective: how it goes, the chart, the readings, a new one."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from core.days import checked_day, shown
from core.documents import chart_words
from core.errors import InvalidValue
from core.i18n import Language, _
from core.i18n import current as current_language
from core.numbers import number
from core.plan import readings
from core.plan.model import Measurement, Objective, Plan
from core.plan.readings import State, chart_of
from core.town.model import checked_text
from desktop.chart import render_of
from desktop.days import long_day
from desktop.forms.day import Day
from desktop.plan import actions
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.beside import Beside, Columns
from desktop.widgets.button import button, icon_button, set_words
from desktop.widgets.card import Card
from desktop.widgets.chart_view import ChartView
from desktop.widgets.chip import level_chip
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.item_list import ItemList, ListItem
from desktop.widgets.labelled import LabelledField
from desktop.widgets.lettering import hold
from desktop.widgets.text import text_label

_TONES = {
    State.REACHED: Tone.GREEN,
    State.ON_TRACK: Tone.GREEN,
    State.BEHIND: Tone.YELLOW,
    State.UNKNOWN: Tone.NEUTRAL,
}
_FIGURE = "0000000000"
"""As long as a value gets."""
_TEXT_ROOM = 220
_NOTE_BESIDE = 640


class MeasurementsCard(Card):
    """The readings of one objective. Enter adds what is typed, or takes a reading to correct it."""

    def __init__(self, services: Services) -> None:
        super().__init__(_("Measurements"))
        self._services = services
        self._objective = Objective("")
        self._readings: list[Measurement] = []
        self._corrected: Measurement | None = None
        self._state = level_chip("", Tone.NEUTRAL)
        self._sentence = text_label("", "muted")
        head = Beside(self._sentence, text_room=_TEXT_ROOM)
        head.add_action(self._state)
        self._chart = ChartView(
            height=200,
            run=lambda work, done: services.jobs.run("plan-chart", lambda _t, _p: work(), done),
        )
        self._list = ItemList(_("Readings"), most=6)
        self._list.opened.connect(self._correct)
        self._list.delete_asked.connect(self._delete)
        self._remove = icon_button("trash", _("Delete (Del)"), self._delete)
        self._day = LabelledField(_("Day"), Day(), narrow=True)
        value = QLineEdit()
        self._value = LabelledField(_("Value"), value, narrow=True)
        self._note = LabelledField(_("Note"), QLineEdit())
        self._store = button("", self._add, icon_name="plus")
        hold(value, _FIGURE)
        for part in (head, self._chart, self._new_row(), self._buttons(), self._list):
            self.add(part)
        self.body.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignRight)
        spaced(self.body, (16, 14, 16, 16), gap=12)

    def show_objective(self, objective: Objective, plan: Plan) -> None:
        """Show the readings of an objective."""
        today = self._services.clock.today()
        if objective.id != self._objective.id:
            self._begin()
        self._objective, self._readings = objective, plan.readings(objective)
        if self._corrected not in self._readings:
            self._take(None)
        progress = readings.progress(objective, self._readings, today, plan.charter.start_on)
        self._sentence.setText(progress.sentence)
        self._state.show_level(_state_label(progress.state), _TONES[progress.state])
        self._show_chart(plan)
        for part in (self._chart, self._list, self._remove):
            part.setVisible(bool(self._readings))
        self._list.show_items(
            [
                ListItem(
                    one.id,
                    readings.value_in_words(objective, one.value),
                    " · ".join(part for part in (long_day(one.measured_on), one.note) if part),
                )
                for one in reversed(self._readings)
            ]
        )

    def take_keyboard(self) -> None:
        """The value of a new reading."""
        self._value.control.setFocus(Qt.FocusReason.OtherFocusReason)

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

        self._chart.show_chart(render_of(chart), chart_words.describe(chart))

    def _new_row(self) -> QWidget:
        read = QWidget()
        line = QHBoxLayout(read)
        spaced(line, gap=8)
        for field in (self._day, self._value):
            line.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch()
        return Columns(read, self._note, shares=(1, 1), least=_NOTE_BESIDE, ragged=True)

    def _buttons(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        spaced(flow, gap=8)
        flow.addWidget(self._store)
        flow.addWidget(
            button(
                _("Import measurements…"),
                lambda: self._services.go("plan", "measurements"),
                kind="quiet",
                icon_name="import",
            )
        )
        return row

    def _begin(self) -> None:
        """Ready for a reading of today."""
        today = shown(self._services.clock.today())
        self._day.control.set_value(today)  # type: ignore[attr-defined]  # a Day
        for field in (self._value, self._note):
            self._line_of(field).clear()
        for field in (self._day, self._value, self._note):
            field.clear_message()
        self._take(None)

    def _take(self, corrected: Measurement | None) -> None:
        """What is typed will replace this reading, or none."""
        self._corrected = corrected
        set_words(self._store, _("Correct reading") if corrected else _("Add reading"))

    def _correct(self, key: int) -> None:
        reading = next(one for one in self._readings if one.id == key)
        self._begin()
        self._day.control.set_value(shown(reading.measured_on))  # type: ignore[attr-defined]  # a Day
        self._line_of(self._value).setText(number(reading.value, readings.PLACES))
        self._line_of(self._note).setText(reading.note)
        self._take(reading)
        self.take_keyboard()
        self._line_of(self._value).selectAll()

    def _add(self) -> None:
        for field in (self._day, self._value, self._note):
            field.clear_message()
        wrong = self._day
        try:
            day = self._checked_day()
            wrong = self._value
            value = self._checked_value()
            wrong = self._note
            note = checked_text(self._line_of(self._note).text())
        except InvalidValue as error:
            wrong.show_error(str(error))
            wrong.control.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        reading = Measurement(self._objective.id, day, value, note=note)
        same_day = next((one for one in self._readings if one.measured_on == day), None)
        actions.measure(self._services, self._objective, reading, self._corrected or same_day)
        self._begin()
        self.take_keyboard()

    def _checked_day(self) -> date:
        day = checked_day(self._day.control.value())  # type: ignore[attr-defined]  # a Day
        if day is None or day > self._services.clock.today():
            raise InvalidValue(_("Type the day of the reading, today or earlier."))
        return day

    def _checked_value(self) -> float:
        value = readings.checked_value(self._line_of(self._value).text(), self._objective)
        if value is None:
            raise InvalidValue(_("Type what was read."))
        return value

    def _delete(self) -> None:
        key = self._list.selected_key()
        reading = next((one for one in self._readings if one.id == key), None)
        if reading is not None:
            actions.delete_reading(self._services, self._objective, reading)

    @staticmethod
    def _line_of(field: LabelledField) -> QLineEdit:
        control = field.control
        if not isinstance(control, QLineEdit):
            raise TypeError("not a line")
        return control


def _state_label(state: State) -> str:
    return {
        State.REACHED: _("Reached"),
        State.ON_TRACK: _("On track"),
        State.BEHIND: _("Behind"),
        State.UNKNOWN: _("Not known yet"),
    }[state]
