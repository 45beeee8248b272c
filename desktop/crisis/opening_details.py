"""What may be said when an incident is opened: another title, and that it was run on paper."""

from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from core.days import checked_day, checked_hour
from core.errors import InvalidValue
from core.i18n import _
from desktop.forms.day import Day
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.beside import Columns
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.labelled import LabelledField

_HOUR = 110
_BESIDE = 620


class OpeningDetails(QWidget):
    """Optional: nothing of it stands between the level and the desk."""

    def __init__(self) -> None:
        super().__init__()
        self._title = QLineEdit()
        self._on_paper = QCheckBox(_("It was run on paper; it began at another hour"))
        self._day, self._hour = Day(), QLineEdit()
        follow_theme(self._hour, lambda: self._hour.setFixedWidth(current().px(_HOUR)))
        self._when = QWidget()
        flow = FlowLayout(self._when, top=True)
        spaced(flow, gap=12)
        self._day_field = LabelledField(_("Day it began"), self._day, narrow=True)
        self._hour_field = LabelledField(_("Hour it began"), self._hour, narrow=True)
        flow.addWidget(self._day_field)
        flow.addWidget(self._hour_field)
        paper = QWidget()
        column = QVBoxLayout(paper)
        spaced(column, gap=8)
        column.addWidget(self._on_paper)
        column.addWidget(self._when)
        column.addStretch()
        self._paper = paper
        named = LabelledField(
            _("Title, if you want another"),
            self._title,
            _("It stands on the desk and in the report."),
        )
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(Columns(named, paper, shares=(1, 1), least=_BESIDE))
        self._on_paper.toggled.connect(self._toggled)
        self._when.hide()

    def start(self, *, paper: bool) -> None:
        """Empty, and whether paper is asked about: an alarm and a drill happen now."""
        self._title.clear()
        self._on_paper.setChecked(False)
        self._paper.setVisible(paper)
        for edit in (self._day_field, self._hour_field):
            edit.clear_message()
        self._day.set_value("")
        self._hour.clear()

    def propose(self, title: str) -> None:
        """The title it gets when none is typed."""
        self._title.setPlaceholderText(title)

    def title(self) -> str:
        """The title typed, or empty."""
        return self._title.text()

    def moment(self) -> datetime | None:
        """When it began by the paper; None: now. Raises `InvalidValue`."""
        if not self._on_paper.isChecked():
            return None
        day, hour = checked_day(self._day.value()), checked_hour(self._hour.text())
        if day is None or hour is None:
            raise InvalidValue(_("Type the day and the hour when it began."))
        return datetime.combine(day, hour).astimezone()

    def _toggled(self, on: bool) -> None:
        self._when.setVisible(on)
        if on:
            self._day.setFocus()
