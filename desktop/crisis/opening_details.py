"""What is said of an incident before it is opened, and what opening will do."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from core.crisis.kinds import Phase
from core.crisis.labels import phase_label
from core.crisis.scenario import Scenario
from core.days import checked_day, checked_hour, moment_at
from core.errors import InvalidValue
from core.i18n import _
from core.town.model import checked_text
from desktop.forms.lines import Day
from desktop.theme.scaling import spaced
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Columns, FlowLayout
from desktop.widgets.text import HOUR, hold, text_label

_BESIDE = 620


class OpeningPreview(QWidget):
    """Two cards to read: is this the right sheet?"""

    def __init__(self) -> None:
        super().__init__()
        self._first = text_label("")
        self._never = text_label("")
        first, never = Card(phase_label(Phase.BEFORE)), Card(_("Never"))
        for card, words in ((first, self._first), (never, self._never)):
            card.add(words)
            card.body.addStretch()
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(Columns(first, never, shares=(1, 1), least=_BESIDE))

    def show_scenario(self, scenario: Scenario) -> None:
        """Show what a scenario says."""
        steps = scenario.of(Phase.BEFORE)
        told = [f"{number}. {step.text}" for number, step in enumerate(steps, start=1)]
        self._first.setText("\n".join(told))
        self._never.setText("\n".join(f"✕ {item}" for item in scenario.never))


class OpeningDetails(Card):
    """Optional: nothing of it stands between the level and the desk.

    `done` says that Enter ended a line, `changed` that paper is asked about or no longer.
    """

    done = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Open an incident"))
        self._title = QLineEdit()
        self._on_paper = QCheckBox(_("It was run on paper and began earlier"))
        self._day, self._hour = Day(), QLineEdit()
        hold(self._hour, HOUR)
        self._when = QWidget()
        flow = FlowLayout(self._when, top=True)
        spaced(flow, gap=12)
        self._day_field = LabelledField(_("Day it began"), self._day, narrow=True)
        self._hour_field = LabelledField(_("Time it began"), self._hour, narrow=True)
        flow.addWidget(self._day_field)
        flow.addWidget(self._hour_field)
        paper = QWidget()
        column = QVBoxLayout(paper)
        spaced(column, gap=8)
        column.addWidget(self._on_paper)
        column.addWidget(self._when)
        column.addStretch()
        self._paper = paper
        self._named = LabelledField(
            _("Title, if you want another"),
            self._title,
            _("It is shown in the incident and in the report."),
        )
        self.add(Columns(self._named, paper, shares=(1, 1), least=_BESIDE))
        for line in (self._title, self._hour):
            line.returnPressed.connect(self.done)
        self._on_paper.toggled.connect(self._toggled)
        self._when.hide()

    def start(self, *, paper: bool) -> None:
        """Empty, and whether paper is asked about: an alarm and a drill happen now."""
        self._title.clear()
        self._on_paper.setChecked(False)
        self._paper.setVisible(paper)
        for edit in self._fields():
            edit.clear_message()
        self._day.set_value("")
        self._hour.clear()

    def propose(self, title: str) -> None:
        """The title it gets when none is typed."""
        self._title.setPlaceholderText(title)

    def title(self) -> str:
        """The title typed, or empty. Raises `InvalidValue`, said at the field, for a long one."""
        with _said_at(self._named):
            return checked_text(self._title.text())

    def moment(self) -> datetime | None:
        """When it began by the paper; None: now. Raises `InvalidValue`, said at its field."""
        if not self._on_paper.isChecked():
            return None
        missing = InvalidValue(_("Type the day and the time when it began."))
        with _said_at(self._day_field):
            if (day := checked_day(self._day.value())) is None:
                raise missing
        with _said_at(self._hour_field):
            if (hour := checked_hour(self._hour.text())) is None:
                raise missing
        return moment_at(day, hour)

    def take_keyboard(self) -> None:
        """The first field in which something is wrong; the keyboard stays where none is."""
        wrong = next((field for field in self._fields() if field.message()), None)
        if wrong is not None:
            wrong.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fields(self) -> tuple[LabelledField, ...]:
        return self._named, self._day_field, self._hour_field

    def _toggled(self, on: bool) -> None:
        self._when.setVisible(on)
        for field in (self._day_field, self._hour_field):
            field.clear_message()
        if on:
            self._day.setFocus()
        self.changed.emit()


@contextmanager
def _said_at(field: LabelledField) -> Iterator[None]:
    """What cannot be kept is said below the field, too."""
    field.clear_message()
    try:
        yield
    except InvalidValue as error:
        field.show_error(str(error))
        raise
