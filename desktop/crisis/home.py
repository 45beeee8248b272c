"""The page of the crisis desk while nothing happens, and what would fail today."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core import catalogue
from core.cancel import CancelToken
from core.crisis import desk
from core.crisis.incidents import drill
from core.crisis.model import Incident
from core.crisis.readiness import Gap
from core.crisis.scenarios import library
from core.days import brief_moment, long_day
from core.i18n import _, ngettext
from core.plan.labels import level_label
from core.store import Connection, Topic
from desktop import readiness_targets
from desktop.crisis.protocol_choice import ProtocolChoice
from desktop.jobs import Progress
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import Kind, button, hear_key
from desktop.widgets.card import Card
from desktop.widgets.layouts import Columns, flow_row
from desktop.widgets.lists.rows import ActionRow, ActionRows
from desktop.widgets.marks import ERROR, WARNING, Mark, SignMark
from desktop.widgets.page_header import PageHeader
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.text import divider, text_label

JOB = "readiness"
_TOPICS = frozenset(
    {Topic.TOWN, Topic.ROSTER, Topic.PLAN, Topic.CRISIS, Topic.SCENARIOS, Topic.DOCUMENTS}
)


class ReadinessCard(Card):
    """Looked up in the background, and only while it can be seen.

    `changed` says that it shows other rows.
    """

    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(_("What would fail today?"), flush=True)
        self._services = services
        self._stale = True
        self._gaps: dict[str, Gap] = {}
        # Translators: While something is looked for.
        self._line = text_label(_("Looking…"), "muted")
        self._grave = _Group(_("It would fail in the first hour"), ERROR)
        self._rest = _Group(_("Should be fixed"), WARNING)
        calm = QWidget()
        box = QVBoxLayout(calm)
        spaced(box, (16, 0, 16, 14))
        box.addWidget(self._line)
        self._calm = calm
        for part in (calm, self._grave, self._rest):
            self.add(part)
        for group in (self._grave, self._rest):
            group.rows.acted.connect(self._go)
        services.bridge.subscribe(self, _TOPICS, self.refresh)

    def refresh(self) -> None:
        """Look again, now or as soon as it is seen."""
        self._stale = True
        if self.isVisible():
            self._look()

    def take_keyboard(self) -> None:
        """The button of the first row, if there is one."""
        if not self._grave.rows.take_keyboard():
            self._rest.rows.take_keyboard()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._look()

    def _look(self) -> None:
        self._stale = False
        services = self._services

        def work(_token: CancelToken, _progress: Progress) -> list[Gap]:
            with services.store.read() as connection:
                return catalogue.look(connection, services.clock.today())

        services.jobs.run(JOB, work, self._show)

    def _show(self, found: list[Gap]) -> None:
        self._gaps = {f"{gap.kind} {gap.about} {gap.sentence}": gap for gap in found}
        grave = {key: gap for key, gap in self._gaps.items() if gap.grave}
        rest = {key: gap for key, gap in self._gaps.items() if not gap.grave}
        self._grave.show_gaps(grave)
        self._rest.show_gaps(rest)
        self._line.setText(_("Pregón has found nothing that would fail today."))
        self._calm.setVisible(not found)
        self.changed.emit()

    def _go(self, key: str) -> None:
        self._services.go(*readiness_targets.place(self._gaps[key]))


class _Group(QWidget):
    """A picture, the word and the number of some gaps, and a row for each."""

    def __init__(self, title: str, mark: Mark) -> None:
        super().__init__()
        self._name = title
        self._title: QLabel = text_label(title, "strong")
        self.rows = ActionRows()
        head = QWidget()
        line = QHBoxLayout(head)
        spaced(line, (16, 4, 16, 4), gap=8)
        line.addWidget(SignMark(mark), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._title, 1)
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(head)
        box.addWidget(self.rows)
        self.hide()

    def show_gaps(self, found: dict[str, Gap]) -> None:
        """Show these; none hides the group."""
        self._title.setText(f"{self._name} · {len(found)}")
        self.setAccessibleName(self._title.text())
        self.rows.set_rows(
            [
                ActionRow(
                    key, gap.sentence, gap.why, readiness_targets.action(gap), severity=self._name
                )
                for key, gap in found.items()
            ]
        )
        self.setVisible(bool(found))


_BESIDE = 1000
_LATEST = 3


class Home(ScrollPage):
    """`scenario_chosen(id)`, `incident_chosen(id)` and `view_asked(name)` say what is wanted."""

    scenario_chosen = Signal(str)
    incident_chosen = Signal(int)
    view_asked = Signal(str)

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._services = services
        # Translators: Page of the rail.
        self._header = PageHeader(_("Crisis"))
        self._choice = ProtocolChoice(services)
        self._choice.chosen.connect(self.scenario_chosen)
        self._open = _RowsCard(_("Open now"))
        self._past = _RowsCard(_("Past incidents"))
        self._none_past = text_label(
            _("None yet. What was done is kept here, to be read and printed."), "muted"
        )
        for card in (self._open, self._past):
            card.rows.acted.connect(lambda key: self.incident_chosen.emit(int(key)))
        self._ready = ReadinessCard(services)
        self._ready.changed.connect(lambda: tab_as_read(self))
        self._lay_out()
        # What one comes for is the choice itself; a button for it would go where one is.
        hear_key("Ctrl+N", self, _("Open an incident"), self._choice.start_over)
        topics = {Topic.CRISIS, Topic.SCENARIOS}
        services.bridge.subscribe(self, topics, self.refresh, now=True)

    def refresh(self) -> None:
        """Read again what is open and what was."""
        with self._services.store.read() as connection:
            there = desk.open_ones(connection)
            past = desk.past(connection, drills=False)
            self._header.set_line(_standing(connection, there))
        now = self._services.clock.now()
        self._open.rows.set_rows([_open_row(incident, now) for incident in there])
        self._open.setVisible(bool(there))
        self._past.rows.set_rows([_past_row(incident, now) for incident in past[:_LATEST]])
        self._none_past.setVisible(not past)
        tab_as_read(self)

    def show_readiness(self) -> None:
        """Go to what would fail today."""
        self._ready.take_keyboard()

    def take_keyboard(self) -> None:
        """What is open, or else the line in which one types what has happened.

        What was typed for the incident before would hide the scenario of the next one.
        """
        self._choice.clear()
        if not self._open.rows.take_keyboard():
            self._choice.take_keyboard()

    def _lay_out(self) -> None:
        for made in self._ways():
            self._header.add_action(made)
        main = Card(
            _("Activate the protocol"),
            _("What has happened? Choose it, then the level: the incident opens."),
        )
        main.add(self._choice)
        main.body.addStretch()
        side = QWidget()
        column = QVBoxLayout(side)
        spaced(column, gap=14)
        links = flow_row(
            self._link(_("All past incidents"), "past", kind="quiet"),
            self._link(_("Moderation files"), "moderation", kind="quiet"),
        )
        self._past.add_below(self._none_past, links)
        for card in (self._open, self._ready, self._past):
            column.addWidget(card)
        column.addStretch()
        self.add(self._header)
        self.add(Columns(main, side, shares=(5, 3), least=_BESIDE))
        self.body.addStretch()

    def _ways(self) -> list[QWidget]:
        notebook = partial(self._services.go, "documents", "crisis-notebook")
        return [
            self._link(_("Scenarios"), "scenarios", icon_name="book-open"),
            self._link(_("Drill"), "drill", icon_name="graduation-cap"),
            button(_("Print notebook"), notebook, icon_name="printer", shortcut="Ctrl+P"),
        ]

    def _link(
        self, words: str, view: str, *, icon_name: str = "", kind: Kind = "secondary"
    ) -> QWidget:
        return button(words, lambda: self.view_asked.emit(view), kind=kind, icon_name=icon_name)


class _RowsCard(Card):
    """A titled card whose rows reach its edge."""

    def __init__(self, title: str) -> None:
        super().__init__(title, flush=True)
        self.rows = ActionRows()
        self.add(divider())
        self.add(self.rows)

    def add_below(self, *widgets: QWidget) -> None:
        """Put something below the rows, with the margins of a card."""
        foot = QVBoxLayout()
        self.add(divider())
        spaced(foot, (16, 8, 16, 8), gap=10)
        for widget in widgets:
            foot.addWidget(widget)
        self.body.addLayout(foot)


def _standing(connection: Connection, there: list[Incident]) -> str:
    real = [incident for incident in there if not incident.drill]
    if real:
        return ngettext(
            "{count} incident is open.", "{count} incidents are open.", len(real)
        ).format(count=len(real))
    used = len(library.in_use(connection))
    told = [
        _("No incident is open."),
        ngettext("{count} scenario ready.", "{count} scenarios ready.", used).format(count=used),
    ]
    rehearsed = drill.last(connection)
    if rehearsed is not None:
        told.append(_("Last drill: {day}.").format(day=long_day(rehearsed)))
    return " ".join(told)


def _open_row(incident: Incident, now: datetime) -> ActionRow:
    level = _("Level {name}").format(name=level_label(incident.level).lower())
    kind = _("Drill") if incident.drill else _("Incident")
    line = f"{kind} · {level} · {brief_moment(incident.opened_at, now)}"
    tone = Tone(incident.level)
    return ActionRow(str(incident.id), incident.title, line, _("Go to the incident"), tone, level)


def _past_row(incident: Incident, now: datetime) -> ActionRow:
    level = level_label(incident.level)
    line = f"{brief_moment(incident.opened_at, now)} · {level}"
    # Translators: Button, verb: read the sources now.
    return ActionRow(str(incident.id), incident.title, line, _("Read"))
