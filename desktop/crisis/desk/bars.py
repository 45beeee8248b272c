"""The bars under the banner: level, next update, notes from paper, an hour that passed."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.incidents.clock import next_at
from core.crisis.model import Incident
from core.crisis.texts import drafts
from core.crisis.texts.drafts import Behind, Untold
from core.days import checked_day, checked_hour, clock_time, shown
from core.errors import AppError, InvalidValue
from core.i18n import _
from core.plan.kinds import LevelName
from core.plan.labels import level_label
from desktop.crisis import actions
from desktop.crisis.inline import HalfTyped, InPlace
from desktop.crisis.pen import Pen
from desktop.crisis.statements import actions as statement_actions
from desktop.forms.lines import Day
from desktop.notifier import Notifier
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.banner import Banner
from desktop.widgets.button import HELD, button
from desktop.widgets.card import Card
from desktop.widgets.choices import LevelPicker, Option
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Beside, Columns, empty
from desktop.widgets.text import HOUR, hold, text_label

_BESIDE = 640
_DIGITS = {str(number): name for number, name in enumerate(LevelName, start=1)}


class LevelBar(HalfTyped):
    """Four levels, the one in force chosen, and the reason.

    A digit chooses its level; whatever else is typed is the reason.
    """

    def __init__(self, pen: Pen, notifier: Notifier) -> None:
        super().__init__(
            _("Change the level"),
            notifier,
            "level",
            _("Why does the level change?"),
            _("In doubt between two, take the higher. It goes into the log."),
        )
        self._pen = pen
        self._incident: Incident | None = None
        self._levels = LevelPicker(
            [Option(name, level_label(name), tone=Tone(name)) for name in LevelName],
            name=_("Level"),
        )
        self._edit.returnPressed.connect(self._change)
        choice = QWidget()
        column = QVBoxLayout(choice)
        spaced(column, gap=10)
        column.addWidget(self._levels)
        column.addStretch()
        self.add(Columns(choice, self._field, shares=(2, 3), least=_BESIDE, ragged=True))
        self.add(self.buttons(button(_("Change level"), self._change, kind="primary")))

    def ask(self, incident: Incident) -> None:
        """Show the levels with the one in force, the keyboard on it."""
        self._incident = incident
        self._levels.choose(incident.level)
        self._field.clear_message()
        self._held.show_subject(incident.id)
        self.show()
        self._levels.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = "" if event.modifiers() & HELD else event.text()
        if typed in _DIGITS:
            self._levels.choose(_DIGITS[typed])
            self._levels.setFocus(Qt.FocusReason.TabFocusReason)
        elif typed and typed.isprintable():
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
            QApplication.sendEvent(self._edit, event)
        else:
            super().keyPressEvent(event)

    def _change(self) -> None:
        incident, chosen = self._incident, LevelName(self._levels.chosen())
        if incident is None:
            return
        if chosen is incident.level:
            self._field.show_error(_("Choose another level, or go back."))
            return

        def work() -> None:
            actions.set_level(self._pen, incident, chosen, self._edit.text())
            self._held.taken()

        self.attempt(self._field, work)


_AHEAD = (15, 30, 60)
"""Minutes from now that one button proposes."""


class PromiseBar(InPlace):
    """An hour, typed or in so many minutes; or that nothing more is promised."""

    def __init__(self, pen: Pen, notifier: Notifier) -> None:
        super().__init__(_("Change the hour"), notifier)
        self._pen = pen
        self._incident: Incident | None = None
        self._hour = QLineEdit()
        self._hour.returnPressed.connect(self._promise)
        hold(self._hour, HOUR)
        self._field = LabelledField(
            _("When will there be more information?"),
            self._hour,
            _("An hour such as 15:30. Say in public only what you can keep, also without news."),
            narrow=True,
        )
        self.add(self._field)
        row = self.buttons(
            button(_("Promise this hour"), self._promise, kind="primary"),
            *(
                button(_("In {minutes} min").format(minutes=number), partial(self._in, number))
                for number in _AHEAD
            ),
            button(_("Promise nothing more"), lambda: self._settle(None)),
        )
        self.add(row)

    def ask(self, incident: Incident) -> None:
        """Show the hour promised so far, selected."""
        self._incident = incident
        due = incident.next_update_at
        self._hour.setText(clock_time(due) if due else "")
        self._hour.selectAll()
        self._field.clear_message()
        self.show()
        self._hour.setFocus(Qt.FocusReason.OtherFocusReason)

    def _promise(self) -> None:
        try:
            hour = checked_hour(self._hour.text())
        except InvalidValue as error:
            self._field.show_error(str(error))
            return
        if hour is None:
            self._field.show_error(_("Type an hour, or choose one of the buttons."))
        else:
            self._settle(next_at(hour, self._pen.hand().moment))

    def _in(self, minutes: int) -> None:
        moment = self._pen.hand().moment + timedelta(minutes=minutes)
        self._settle(moment.replace(second=0, microsecond=0))

    def _settle(self, due: datetime | None) -> None:
        incident = self._incident
        if incident is None:
            return

        def work() -> None:
            actions.promise(self._pen, incident, due)

        self.attempt(self._field, work)


_TEXT_ROOM = 300


class PaperBar(Card):
    """While it is shown, the pen writes with its day and hour.

    What is wrong in a field is said, and the last good hour stays in force: nothing typed in from
    paper ever carries the hour of now. `entered` follows Enter, `changed` each hour, `closed`
    when the paper is put away.
    """

    entered = Signal()
    changed = Signal()
    closed = Signal()

    def __init__(self, pen: Pen) -> None:
        super().__init__()
        self._pen = pen
        self._day = Day()
        self._hour = QLineEdit()
        self._hour.textEdited.connect(lambda _text: self._take())
        self._day.edited.connect(self._take)
        self._hour.returnPressed.connect(self._enter)
        self._hour.editingFinished.connect(self._say_hour)
        hold(self._hour, HOUR)
        self._day_field = LabelledField(_("Day on the paper"), self._day, narrow=True)
        self._hour_field = LabelledField(_("Hour on the paper"), self._hour, narrow=True)
        self.setAccessibleName(_("From paper"))
        self._lay_out()
        self.hide()

    def start(self, since: datetime) -> None:
        """Begin with the day and hour of a moment: when it was opened, or of the last entry."""
        here = since.astimezone()
        self.set_moment(here.date(), here.time())
        self.show()
        self._hour.selectAll()
        self._hour.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_moment(self, day: date, hour: time) -> None:
        """Write with this day and hour from now on."""
        self._pen.day = day
        self._pen.hour = hour.replace(second=0, microsecond=0)
        self._day.set_value(shown(day))
        self._hour.setText(f"{hour:%H:%M}")
        self._day_field.clear_message()
        self._hour_field.clear_message()
        self.changed.emit()

    def show_pen(self) -> None:
        """Show the hour with which the pen writes now: a row of the list had another one."""
        if self._pen.day is not None and self._pen.hour is not None:
            self.set_moment(self._pen.day, self._pen.hour)

    def stop(self) -> None:
        """Put the paper away: what is written happens now again."""
        self._pen.day = self._pen.hour = None
        self.hide()
        self.changed.emit()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.stop()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        """What is typed is in force as soon as it is a day and an hour."""
        try:
            day, hour = checked_day(self._day.value()), checked_hour(self._hour.text())
        except InvalidValue:
            return
        if day is not None and hour is not None:
            self._pen.day, self._pen.hour = day, hour
            self._day_field.clear_message()
            self._hour_field.clear_message()
            self.changed.emit()

    def _enter(self) -> None:
        hour = self._say_hour()
        if hour is None:
            return
        try:
            day = checked_day(self._day.value())
        except InvalidValue as error:
            self._day_field.show_error(str(error))
            return
        if day is None:
            self._day_field.show_error(_("Type the day that stands on the paper."))
            return
        self.set_moment(day, hour)
        self.entered.emit()

    def _say_hour(self) -> time | None:
        """The hour typed; says what is wrong with it, and which one is in force until then."""
        try:
            hour = checked_hour(self._hour.text())
            wrong = "" if hour else _("Type the hour that stands on the paper.")
        except InvalidValue as error:
            hour, wrong = None, str(error)
        if wrong and self._pen.hour is not None:
            kept = _("Until then {hour} holds.").format(hour=f"{self._pen.hour:%H:%M}")
            self._hour_field.show_error(f"{wrong} {kept}")
        return hour

    def _lay_out(self) -> None:
        texts = QWidget()
        column = QVBoxLayout(texts)
        spaced(column, gap=2)
        column.addWidget(text_label(_("From paper"), "strong"))
        column.addWidget(
            text_label(
                _(
                    "What you tick and write now carries this hour and the mark “from paper”."
                    " Space on a step asks for its own hour."
                ),
                "muted",
            )
        )
        fields = QWidget()
        row = QHBoxLayout(fields)
        spaced(row, gap=12)
        for field in (self._day_field, self._hour_field):
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        body = Beside(texts, text_room=_TEXT_ROOM)
        body.add_action(fields)
        body.add_action(button(_("Put the paper away"), self.stop))
        self.add(body)


class HourNotice(QWidget):
    """A line for what the public was told and for each such text; `begun(id)` says that one was
    begun, or taken up again, with the new hour."""

    begun = Signal(int)

    def __init__(self, pen: Pen, notifier: Notifier) -> None:
        super().__init__()
        self._pen, self._notifier = pen, notifier
        self._shown: list[Untold | Behind] = []
        self._desk: Desk | None = None
        self._rows = QVBoxLayout(self)
        spaced(self._rows, gap=8)
        self.hide()

    def show_desk(self, desk: Desk) -> None:
        """Say it while it is so."""
        self._desk = desk
        told = drafts.untold(desk)
        found: list[Untold | Behind] = [told] if told else []
        found += drafts.behind(desk) if desk.incident.open else []
        if found == self._shown:
            return
        self._shown = found
        empty(self._rows)
        for item in found:
            self._rows.addWidget(self._told(item) if isinstance(item, Untold) else self._row(item))
        self.setVisible(bool(found))

    def _told(self, hour: Untold) -> Banner:
        advice = _("Until then the clock counts to what was told. Where: {places}.")
        shown = advice.format(places=", ".join(hour.places))
        made = Banner(Tone.ORANGE, drafts.says_told(hour), shown, closable=False)
        made.add_action(_("Write the text"), self._tell, kind="primary")
        return made

    def _row(self, left: Behind) -> Banner:
        told = drafts.says_other_hour(left)
        advice = _("With the new hour it is a draft again, to be approved once more.")
        made = Banner(Tone.ORANGE, told, advice, closable=False)
        words = _("Take it up with {time}").format(time=clock_time(left.promised))
        made.add_action(words, partial(self._take_up, left), kind="primary")
        return made

    def _tell(self) -> None:
        desk = self._desk
        if desk is not None:
            self._begin(lambda: statement_actions.tell_hour(self._pen, desk))

    def _take_up(self, left: Behind) -> None:
        self._begin(lambda: statement_actions.take_up(self._pen, left.worded, left.promised))

    def _begin(self, work: Callable[[], int]) -> None:
        try:
            made = work()
        except AppError as error:
            self._notifier.error(error)
        else:
            self.begun.emit(made)
