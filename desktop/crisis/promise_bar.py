"""When the public hears more: the hour that is promised, changed in place."""

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from core.crisis.incidents.clock import next_at
from core.crisis.model import Incident
from core.days import checked_hour, clock_time
from core.errors import InvalidValue
from core.i18n import _
from desktop.crisis import actions
from desktop.crisis.in_place import InPlace
from desktop.crisis.pen import Pen
from desktop.notifier import Notifier
from desktop.widgets.button import button
from desktop.widgets.labelled import LabelledField
from desktop.widgets.text import HOUR, hold

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
                button(_("In {minutes} min").format(minutes=one), partial(self._in, one))
                for one in _AHEAD
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
