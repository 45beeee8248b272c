"""When an incident began, to be put right where the clock of the computer was wrong."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from core.crisis.model import Incident
from core.days import checked_day, checked_hour, clock_time, shown
from core.errors import InvalidValue
from core.i18n import _
from desktop.crisis import actions
from desktop.crisis.pen import Pen
from desktop.crisis.wrong_line import WrongLine
from desktop.forms.attempt import attempt
from desktop.forms.day import Day
from desktop.services import Services
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import flow_row

_HOUR = 90


class BeginningCard(Card):
    """Day and hour as they are noted; only the button changes them, and the log says so."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._services = services
        self._pen = pen
        self._incident: Incident | None = None
        self._day, self._hour = Day(), QLineEdit()
        follow_theme(self._hour, lambda: self._hour.setFixedWidth(current().px(_HOUR)))
        self._hour.returnPressed.connect(self._correct)
        self._wrong = WrongLine()
        self.body.setSpacing(14)
        correct = button(_("Correct when it began"), self._correct)
        day = LabelledField(_("Day it began"), self._day, narrow=True)
        hour = LabelledField(_("Hour it began"), self._hour, narrow=True)
        for part in (flow_row(day, hour), flow_row(correct)):
            self.add(part)
        self.add(self._wrong)

    def show_incident(self, incident: Incident) -> None:
        """Show when it began; what is being typed stays while that is the same."""
        before, self._incident = self._incident, incident
        if before is None or (before.id, before.opened_at) != (incident.id, incident.opened_at):
            here = incident.opened_at.astimezone()
            self._day.set_value(shown(here.date()))
            self._hour.setText(clock_time(here))
            self._wrong.say("")

    def take_keyboard(self) -> None:
        """The hour, which is what is wrong most often."""
        self._hour.selectAll()
        self._hour.setFocus(Qt.FocusReason.OtherFocusReason)

    def _correct(self) -> None:
        incident = self._incident
        if incident is None:
            return

        def work() -> None:
            began = self._typed()
            if began != incident.opened_at.replace(second=0, microsecond=0):
                actions.correct_beginning(self._pen, incident, began)

        if attempt(work, self._services.notifier, self._wrong.say):
            self._wrong.say("")

    def _typed(self) -> datetime:
        day, hour = checked_day(self._day.value()), checked_hour(self._hour.text())
        if day is None or hour is None:
            raise InvalidValue(_("Type the day and the hour when it began."))
        return datetime.combine(day, hour).astimezone()
