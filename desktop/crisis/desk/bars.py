"""The bars under the head of the desk: notes from paper, hours that do not agree."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.texts import drafts
from core.crisis.texts.drafts import Behind, Untold
from core.days import checked_day, checked_hour, clock_time, shown
from core.errors import AppError, InvalidValue
from core.i18n import _
from desktop.crisis.pen import Pen
from desktop.crisis.statements import actions as statement_actions
from desktop.forms.lines import Day
from desktop.notifier import Notifier
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import Tone
from desktop.widgets.banner import Banner
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.folding import after_resize, window_is_low
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Beside, empty
from desktop.widgets.text import HOUR, hold, text_label

_TEXT_ROOM = 100
_SIDE = 14


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
        self._hour_field = LabelledField(_("Time on the paper"), self._hour, narrow=True)
        self.setAccessibleName(_("From paper"))
        self._help = text_label(
            _(
                "What you tick and write now carries this time and the mark “from paper”. "
                "Space on a step asks for its own time."
            ),
            "muted",
        )
        self._no_label = text_label("", "strong")
        after_resize(self, self._arrange)
        self._lay_out()
        follow_theme(self, self._arrange)
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
            self._day_field.show_error(_("Type the day that is on the paper."))
            return
        self.set_moment(day, hour)
        self.entered.emit()

    def _say_hour(self) -> time | None:
        """The hour typed; says what is wrong with it, and which one is in force until then."""
        try:
            hour = checked_hour(self._hour.text())
            wrong = "" if hour else _("Type the time that is on the paper.")
        except InvalidValue as error:
            hour, wrong = None, str(error)
        if wrong and self._pen.hour is not None:
            kept = _("Until then {hour} applies.").format(hour=f"{self._pen.hour:%H:%M}")
            self._hour_field.show_error(f"{wrong} {kept}")
        return hour

    def _lay_out(self) -> None:
        texts = QWidget()
        column = QVBoxLayout(texts)
        spaced(column, gap=2)
        column.addStretch()
        column.addWidget(text_label(_("From paper"), "strong"))
        column.addWidget(self._help)
        column.addStretch()
        fields = QWidget()
        row = QHBoxLayout(fields)
        spaced(row, (0, 0, 8, 0), gap=12)
        for field in (self._day_field, self._hour_field):
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        body = Beside(texts, text_room=_TEXT_ROOM)
        body.add_action(fields)
        finished = QWidget()
        below = QVBoxLayout(finished)
        spaced(below, gap=4)
        # On the line of the fields, whose labels stand above them.
        below.addWidget(self._no_label)
        below.addWidget(button(_("Finished with the paper"), self.stop))
        body.add_action(finished)
        self.add(body)

    def _arrange(self) -> None:
        """One line where there is little height."""
        low = window_is_low(self)
        self._help.setHidden(low)
        self._no_label.setHidden(low)
        for field in (self._day_field, self._hour_field):
            field.show_label(on=not low)
        side, high = (current().px(gap) for gap in (_SIDE, 6 if low else _SIDE))
        self.body.setContentsMargins(side, high, side, high)


class HourNotice(QWidget):
    """A line for a clock that does not agree with the log, for what the public was told and for
    each such text; `begun(id)` says that one was begun, or taken up again, with the new hour."""

    begun = Signal(int)

    def __init__(self, pen: Pen, notifier: Notifier) -> None:
        super().__init__()
        self._pen, self._notifier = pen, notifier
        self._shown: list[Untold | Behind | str] = []
        self._desk: Desk | None = None
        self._rows = QVBoxLayout(self)
        spaced(self._rows, gap=8)
        self.hide()

    def show_desk(self, desk: Desk) -> None:
        """Say it while it is so."""
        self._desk = desk
        told = drafts.untold(desk)
        found: list[Untold | Behind | str] = [told] if told else []
        found += drafts.behind(desk) if desk.incident.open else []
        if desk.incident.open and desk.outruns(self._pen.hand().now):
            found.insert(
                0,
                _(
                    "The clock of this computer does not agree with the log of this incident, "
                    "which has entries of an hour still to come."
                ),
            )
        if found == self._shown:
            return
        self._shown = found
        empty(self._rows)
        for item in found:
            self._rows.addWidget(self._line(item))
        self.setVisible(bool(found))

    def _line(self, item: Untold | Behind | str) -> Banner:
        if isinstance(item, str):
            advice = _(
                "Check the clock. What you note now stands below those entries, "
                "and deadlines are counted by the clock."
            )
            return Banner(Tone.ORANGE, item, advice, closable=False)
        return self._told(item) if isinstance(item, Untold) else self._row(item)

    def _told(self, hour: Untold) -> Banner:
        advice = _("Until then the clock counts down to the time that was given. Where: {places}.")
        shown = advice.format(places=", ".join(hour.places))
        made = Banner(Tone.ORANGE, drafts.says_told(hour), shown, closable=False)
        made.add_action(_("Write the text"), self._tell, kind="primary")
        return made

    def _row(self, left: Behind) -> Banner:
        told = drafts.says_other_hour(left)
        advice = _("With the new time it is a draft again, to be approved once more.")
        made = Banner(Tone.ORANGE, told, advice, closable=False)
        words = _("Redraft it with {time}").format(time=clock_time(left.promised))
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
