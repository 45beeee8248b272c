"""Incidentes anteriores: what was done, read again: the figures, the log, and what was learnt."""

from datetime import datetime, timedelta
from importlib import import_module

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis import desk as desks
from core.crisis.desk import Desk
from core.crisis.incidents import open_ends
from core.crisis.incidents.clock import duration
from core.crisis.incidents.figures import Figures, figures
from core.crisis.incidents.open_ends import OpenEnd
from core.crisis.model import Incident
from core.days import brief_moment, lapse, on_the_wall
from core.errors import AppError
from core.i18n import _, pgettext
from core.plan.labels import level_label
from core.store import Topic
from desktop.crisis import actions
from desktop.crisis.desk.log_list import LogList, rows_of
from desktop.crisis.inline import AskLine
from desktop.crisis.pen import Pen
from desktop.crisis.printing import show_report
from desktop.incident_linking import desk_of
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import button
from desktop.widgets.card import Card, EmptyState
from desktop.widgets.choices import Filters, Option, Tabs
from desktop.widgets.layouts import flow_row
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.lists.master_detail import MasterDetail, Side
from desktop.widgets.lists.rows import ActionRow, ActionRows
from desktop.widgets.marks import level_chip
from desktop.widgets.text import text_label


class PastIncidents(QWidget):
    """Incidents or drills at the left, the one chosen at the right."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._incidents: list[Incident] = []
        self._kinds = Filters(
            [Option("real", _("Incidents")), Option("drill", _("Drills"))],
            # Translators: Incidents or drills.
            name=_("Which"),
        )
        self._kinds.changed.connect(lambda _chosen: self.refresh())
        reading = PastReading(services)
        self.records: MasterDetail[Incident] = MasterDetail(
            ItemList(_("Past incidents")),
            reading,
            lambda _place, incident: _item(incident, services.clock.now()),
            lambda incident, _place: reading.show_incident(incident.id),
            reading.take_keyboard,
            side=Side.WITHIN,
            shares=(1, 2),
        )
        self._empty = EmptyState(
            "archive",
            _("What has been closed is kept here, with its log, to be read and printed."),
        )
        self.records.turned.connect(self._kinds.setHidden)
        box = QVBoxLayout(self)
        spaced(box, gap=16)
        box.addWidget(self._kinds)
        box.addWidget(self.records, 1)
        box.addWidget(self._empty)
        box.addStretch()
        services.bridge.subscribe(self, {Topic.CRISIS}, self.refresh, now=True)

    def refresh(self) -> None:
        """Read again what was closed."""
        with self._services.store.read() as connection:
            real = desks.past(connection, drills=False)
            drills = desks.past(connection, drills=True)
        self._kinds.set_count("real", len(real))
        self._kinds.set_count("drill", len(drills))
        self._incidents = drills if self._kinds.chosen() == "drill" else real
        self.records.show_records(self._incidents)
        self._empty.setVisible(not self._incidents)

    def show_target(self, target: object) -> None:
        """An incident by its number."""
        if isinstance(target, int):
            with self._services.store.read() as connection:
                drills = {desk.id for desk in desks.past(connection, drills=True)}
            self._kinds.choose("drill" if target in drills else "real")
        if not self.records.open(target):
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """The list, or the choice of what it shows."""
        if self._incidents:
            self.records.take_keyboard()
        else:
            self._kinds.setFocus()


class PastReading(Card):
    """One closed incident: figures, log, review; printed and opened again from here."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        spaced(self.body, (16, 16, 16, 16), gap=12)
        self._services = services
        self._pen = Pen(services, self)
        self._desk: Desk | None = None
        self._chip = level_chip("", Tone.GREEN)
        self._title = text_label("", "section")
        self._when = text_label("", "muted")
        self._end = text_label("")
        self._ends: list[OpenEnd] = []
        self._loose = text_label(
            _("Closed with this open. Open it again to settle it, or say that it stays as it is."),
            "strong",
        )
        self._rows = ActionRows(side=0)
        self._rows.acted.connect(self._leave)
        self._figures = text_label("", "muted")
        self._log = LogList(_("Log"), among=True)
        self._review: QWidget | None = None
        self._print = button(_("Print report"), self._print_report, icon_name="printer")
        self._again = button(_("Reopen the incident…"), self._ask_why, icon_name="rotate-ccw")
        self._why = AskLine(_("Why is it open again?"), services.notifier, "again")
        self._why.closed.connect(self.take_keyboard)
        self._views = Tabs(
            [Option("log", _("Log")), Option("review", pgettext("crisis", "Review"))],
            name=_("What is shown of it"),
        )
        self._views.changed.connect(self._show_view)
        self._lay_out()

    def show_incident(self, incident_id: int) -> None:
        """Show one as it is now."""
        desk = desk_of(self._services, incident_id)
        if desk is None or desk == self._desk:
            return
        other = self._desk is None or self._desk.incident.id != incident_id
        self._desk = desk
        incident = desk.incident
        level = _("Level {name}").format(name=level_label(incident.level).lower())
        self._chip.show_level(level, Tone(incident.level))
        self._title.setText(incident.title)
        self._when.setText(_when(incident, self._services.clock.now()))
        self._end.setText(incident.end_message)
        self._end.setVisible(bool(incident.end_message))
        self._show_ends(desk)
        self._figures.setText("\n".join(f"• {item}" for item in told(figures(desk))))
        self._log.show_rows(rows_of(desk.log, newest_first=False))
        self._again.setVisible(not incident.drill)
        if other:
            self._why.close_asking()
            self._drop_review()
            self._show_view(self._views.chosen())

    def take_keyboard(self) -> None:
        """What was left open first, else the first button."""
        if not (self._ends and self._rows.take_keyboard()):
            self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        row = flow_row(self._print, self._again)
        head = QVBoxLayout()
        spaced(head, gap=6)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self._title)
        head.addWidget(self._when)
        self.body.addLayout(head)
        for part in (self._end, self._loose, self._rows, self._figures):
            self.add(part)
        for below in (row, self._why, self._views, self._log):
            self.add(below)

    def _show_ends(self, desk: Desk) -> None:
        self._ends = open_ends.left_open(desk)
        self._rows.set_rows(
            [
                ActionRow(
                    str(number),
                    end.sentence,
                    "",
                    _("Leave it as it is"),
                    severity=_("Still open"),
                )
                for number, end in enumerate(self._ends)
            ]
        )
        for part in (self._loose, self._rows):
            part.setVisible(bool(self._ends))

    def _leave(self, key: str) -> None:
        """Said once, it stands in the log."""
        desk, end = self._desk, self._ends[int(key)]
        if desk is None:
            return
        try:
            actions.leave_open(self._pen, desk.incident, end)
        except AppError as error:
            self._services.notifier.error(error)
        else:
            self.show_incident(desk.incident.id)

    def _show_view(self, name: str) -> None:
        desk = self._desk
        self._log.setVisible(name == "log")
        if name == "review" and self._review is None and desk is not None:
            made: QWidget = import_module("desktop.crisis.desk.lessons").IncidentReview(
                self._services, desk.incident.id
            )
            self._review = made
            self.add(made)
        if self._review is not None:
            self._review.setVisible(name == "review")
            tab_as_read(self)

    def _drop_review(self) -> None:
        """It was of another incident."""
        if self._review is not None:
            self.body.removeWidget(self._review)
            self._review.hide()
            self._review.deleteLater()
            self._review = None

    def _print_report(self) -> None:
        if self._desk is not None:
            show_report(self._services, self._desk.incident)

    def _ask_why(self) -> None:
        desk = self._desk
        if desk is not None:
            self._why.ask(
                desk.incident.id,
                desk.incident.title,
                _("Open again"),
                lambda why: self._reopen(desk.incident, why),
            )

    def _reopen(self, incident: Incident, why: str) -> None:
        """Raises `AppError`."""
        actions.reopen(self._pen, incident, why)
        self._services.go("crisis", ("incident", incident.id))


def told(found: Figures) -> list[str]:
    """What the figures say, a sentence each; what did not happen is left out."""
    return [sentence for sentence in _sentences(found) if sentence]


def _sentences(found: Figures) -> list[str]:
    first, notice = found.to_first_line, found.to_notice
    return [
        _("Noticed {length} after its first sign.").format(length=_minutes(notice))
        if notice is not None
        else "",
        _("First public notice after {length}.").format(length=_minutes(first))
        if first is not None
        else _("Nothing was published."),
        _("Updates kept on time: {kept} of {count}.").format(kept=found.kept, count=found.due)
        if found.due
        else "",
        _("Calls answered: {reached} of {count}.").format(reached=found.reached, count=found.called)
        if found.called
        else "",
        _("Rumours answered: {answered} of {count}.").format(
            answered=found.answered, count=found.rumours
        )
        if found.rumours
        else "",
        _("People affected, closed in public: {settled} of {count}.").format(
            settled=found.settled, count=found.affected
        )
        if found.affected
        else "",
    ]


def _minutes(count: int) -> str:
    return lapse(timedelta(minutes=count))


def _when(incident: Incident, now: datetime) -> str:
    begun = brief_moment(incident.opened_at, now)
    if incident.closed_at is None:
        return begun
    return _("{begun}, closed {ended}. Open for {length}.").format(
        begun=begun,
        ended=brief_moment(incident.closed_at, now),
        length=duration(on_the_wall(incident.opened_at, incident.closed_at)),
    )


def _item(incident: Incident, now: datetime) -> ListItem:
    return ListItem(
        incident.id,
        incident.title,
        brief_moment(incident.opened_at, now),
        level_label(incident.level),
        Tone(incident.level),
        mark=Tone(incident.level),
    )
