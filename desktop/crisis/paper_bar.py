"""Typing in what was written on paper: the day and the hour that everything carries meanwhile."""

from datetime import date, datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.days import checked_day, checked_hour, shown
from core.errors import InvalidValue
from core.i18n import _
from desktop.crisis.pen import Pen
from desktop.forms.day import Day
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Beside
from desktop.widgets.text import HOUR, hold, text_label

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
