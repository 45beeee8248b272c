"""Three things to improve after a drill, each with who sees to it and by when."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.incidents import drill
from core.crisis.model import Lesson
from core.crisis.records import incidents as records
from core.days import checked_day, shown
from core.errors import InvalidValue
from core.i18n import _
from desktop.crisis.pen import Pen
from desktop.forms.day import Day
from desktop.forms.form import Form
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Columns

COUNT = 3
"""As many as one person carries out before the next drill (HSEEP, cut down)."""
_BESIDE = 330


class Improvements(Card):
    """The rows write themselves as lessons of the drill."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__(
            _("Three improvements"),
            _("As something to do: verb first. They stay here, and can become a task of the plan."),
        )
        self._services = services
        self._pen = pen
        self._incident = 0
        self._form = Form(self, services.notifier)
        self._rows = [_Row(number) for number in range(1, COUNT + 1)]
        for row in self._rows:
            for field, get in row.bound():
                self._form.bind(field, get, partial(self._save, row, field))
            self.add(row)

    def show_desk(self, desk: Desk) -> None:
        """Show the lessons that the drill has; one more than there are rows waits for its turn."""
        if desk.incident.id != self._incident:
            self._incident = desk.incident.id
            for row in self._rows:
                row.lesson = None
        stored = {one.id: one for one in desk.lessons}
        for row in self._rows:
            if row.lesson is not None:
                row.lesson = stored.pop(row.lesson.id, None)
        for row in self._rows:
            if row.lesson is None and stored and row.is_empty():
                row.lesson = stored.pop(next(iter(stored)))
        self._form.show_subject(self._incident)

    def flush(self) -> LabelledField | None:
        """Save now whatever waits; returns the first field that could not be, or None."""
        self._form.flush()
        return self._form.unsaved(self._incident)

    def _save(self, row: "_Row", field: LabelledField, _value: object) -> None:
        day = row.due_on(strictly=field.control is row.day)
        with self._pen.writing() as db:
            number = drill.improve(
                db, self._incident, row.lesson, row.text.text(), row.owner.text(), day
            )
            row.lesson = records.part(db.conn, Lesson, number) if number else None


class _Row(QWidget):
    """What, who and by when."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.lesson: Lesson | None = None
        self.text, self.owner, self.day = QLineEdit(), QLineEdit(), Day()
        self._what = LabelledField(_("Improvement {number}").format(number=number), self.text)
        self._who = LabelledField(_("Who sees to it"), self.owner)
        self._when = LabelledField(_("By when"), self.day, narrow=True)
        for field, name in ((self._who, _("Who sees to it")), (self._when, _("By when"))):
            spoken = _("{name}, improvement {number}").format(name=name, number=number)
            field.control.setAccessibleName(spoken)
        box = QVBoxLayout(self)
        spaced(box, gap=6)
        box.addWidget(self._what)
        box.addWidget(Columns(self._who, self._when, shares=(1, 1), least=_BESIDE, ragged=True))

    def bound(self) -> tuple[tuple[LabelledField, Callable[[], str]], ...]:
        """Each field with what it shows."""
        return (
            (self._what, lambda: self.lesson.text if self.lesson else ""),
            (self._who, lambda: self.lesson.owner if self.lesson else ""),
            (self._when, lambda: shown(self.lesson.due_on) if self.lesson else ""),
        )

    def due_on(self, *, strictly: bool) -> date | None:
        """The day typed. One that is none is the error of its own field, else the last good one."""
        try:
            return checked_day(self.day.value())
        except InvalidValue:
            if strictly:
                raise
            return self.lesson.due_on if self.lesson else None

    def is_empty(self) -> bool:
        """Nothing is typed in it."""
        return not (self.text.text() or self.owner.text() or self.day.value())
