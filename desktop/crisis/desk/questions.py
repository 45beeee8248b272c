"""What is asked below the head of the desk: another level, another hour for the next update."""

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from core.crisis.incidents.clock import next_at
from core.crisis.model import Incident
from core.days import checked_hour, clock_time
from core.errors import InvalidValue
from core.i18n import _
from core.plan.kinds import LevelName
from core.plan.labels import level_label
from desktop.crisis import actions
from desktop.crisis.inline import HalfTyped, InPlace
from desktop.crisis.pen import Pen
from desktop.notifier import Notifier
from desktop.theme.tokens import Tone
from desktop.widgets.button import HELD, button
from desktop.widgets.choices import LevelPicker, Option
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import flow_row
from desktop.widgets.text import HOUR, hold

_DIGITS = {str(number): name for number, name in enumerate(LevelName, start=1)}


class LevelQuestion(HalfTyped):
    """Four levels, the one in force chosen, and the reason.

    A digit chooses its level; whatever else is typed is the reason.
    """

    def __init__(self, pen: Pen, notifier: Notifier) -> None:
        super().__init__(
            _("Change the level"),
            notifier,
            "level",
            _("Why does the level change?"),
            _("If in doubt between two, take the higher. It goes into the log."),
        )
        self._pen = pen
        self._incident: Incident | None = None
        self._levels = LevelPicker(
            [Option(name, level_label(name), tone=Tone(name)) for name in LevelName],
            name=_("Level"),
        )
        self._edit.entered.connect(self._change)
        self.add(self._levels)
        self.add(self._field)
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


class PromiseQuestion(InPlace):
    """An hour, typed or in so many minutes; or that nothing more is promised."""

    def __init__(self, pen: Pen, notifier: Notifier) -> None:
        super().__init__(_("Change the time"), notifier)
        self._pen = pen
        self._incident: Incident | None = None
        self._hour = QLineEdit()
        self._hour.returnPressed.connect(self._promise)
        hold(self._hour, HOUR)
        self._field = LabelledField(
            _("When will there be more information?"),
            self._hour,
            _("A time such as 15:30. Promise only what you can keep, even with no news."),
            narrow=True,
        )
        self.add(self._field)
        soon = [
            button(_("In {minutes} min").format(minutes=number), partial(self._in, number))
            for number in _AHEAD
        ]
        self.add(flow_row(*soon, button(_("Promise nothing more"), lambda: self._settle(None))))
        self.add(self.buttons(button(_("Promise this time"), self._promise, kind="primary")))

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
            self._field.show_error(_("Type a time, or choose one of the buttons."))
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
