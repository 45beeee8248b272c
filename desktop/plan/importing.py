"""Measurements from a table of figures: read, matched, looked at, and stored in one step."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.cancel import CancelToken
from core.errors import AppError, Cancelled
from core.i18n import _, ngettext
from core.numbers import number
from core.plan import figure_tables, measuring
from core.plan.figure_tables import Match, Table
from core.plan.findings import Place
from core.plan.kinds import Scope, Step
from core.plan.measuring import Gathered
from core.plan.model import Objective, Plan
from core.plan.review import Review
from desktop.jobs import Job, Progress
from desktop.plan import actions
from desktop.plan.importing_card import ImportCard
from desktop.plan.objectives import as_tree
from desktop.services import Services
from desktop.widgets.announce import announce
from desktop.widgets.button import button, set_words
from desktop.widgets.page_header import PageHeader
from desktop.widgets.progress_card import ProgressCard
from desktop.widgets.scroll_page import ScrollPage

_JOB = "plan-measurements"
_WIDEST = 1100


class ImportView(ScrollPage):
    """Asks for a file and shows what would come of it; `closed` when done or left."""

    closed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(widest=_WIDEST)
        self._services = services
        self._plan = Plan()
        self._objectives: list[Objective] = []
        self._gathered = Gathered((), ())
        self._table = Table((), (), ())
        self._storing: Job | None = None
        self._header = PageHeader(_("Import measurements"))
        self._go = button("", self._import, kind="primary", icon_name="download")
        self._header.add_action(
            button(_("Back to the plan"), self._leave, kind="quiet", icon_name="arrow-left")
        )
        self._header.add_action(self._go)
        self._progress = ProgressCard(self._leave)
        self._card = ImportCard(services)
        self._card.changed.connect(self._gather)
        for part in (self._header, self._progress, self._card):
            self.add(part)
        self.body.addStretch()

    def start(self, review: Review, _step: Step) -> None:
        """Ask for the file, and read it for the objectives of the plan."""
        if self._storing is not None:
            return
        self._plan = review.facts.plan
        self._objectives = [one for one in as_tree(self._plan) if one.scope is Scope.SPECIFIC]
        if not self._objectives:
            self._services.notifier.notice(
                _("There is no specific objective yet."),
                _("Add one to the plan; then its measurements can be imported."),
            )
            self.closed.emit()
            return
        path = self._services.asker.open_file(
            _("Which file holds the measurements?"),
            [(_("Tables (CSV)"), "*.csv *.tsv *.txt"), (_("All files"), "*")],
        )
        if path is None:
            self.closed.emit()
            return
        self._header.set_line(path.name)
        self._show_parts(ready=False)
        self._progress.begin(_("Reading {file}").format(file=path.name))
        self._progress.setFocus()
        self._services.jobs.run(
            _JOB,
            lambda token, _progress: self._read(path, token),
            lambda read: self._show_table(*read),
            failed=self._fail,
        )

    def _read(self, path: Path, token: CancelToken) -> tuple[Table, list[Match]]:
        table = figure_tables.read(path, token)
        return table, figure_tables.propose(table, self._objectives)

    def _show_table(self, table: Table, proposed: list[Match]) -> None:
        self._table = table
        self._card.show_table(table, proposed, self._objectives)
        self._gather()

    def _gather(self) -> None:
        """Make readings as the columns say; what is shown stays until they are there."""
        wanted, table, today = self._card.wanted(), self._table, self._services.clock.today()
        self._go.setEnabled(False)

        def work(_token: CancelToken, _progress: Progress) -> Gathered:
            return measuring.gather(table, wanted.dates, wanted.matches, wanted.period, today)

        self._services.jobs.run(_JOB, work, self._show_gathered, failed=self._fail)

    def _show_gathered(self, gathered: Gathered) -> None:
        self._gathered = gathered
        count = len(gathered.measurements)
        name = ngettext("Import one reading", "Import {count} readings", count)
        set_words(self._go, name.format(count=number(count)) if count else _("Import readings"))
        self._go.setEnabled(count > 0)
        self._card.show_gathered(gathered, self._plan)
        waiting = self._progress.holds_keyboard()
        self._show_parts(ready=True)
        if waiting and count:
            # Not taken from whoever is choosing what measures an objective.
            self._go.setFocus(Qt.FocusReason.OtherFocusReason)
        elif waiting:
            self._card.take_keyboard()
        announce(self, self._go.accessibleName())

    def _import(self) -> None:
        gathered = self._gathered
        self._show_parts(ready=False)
        self._progress.begin(_("Importing the measurements"))
        self._progress.setFocus(Qt.FocusReason.OtherFocusReason)

        def work(token: CancelToken, _progress: Progress) -> int | None:
            try:
                return actions.import_readings(self._services, gathered, token)
            except Cancelled:
                return None

        self._storing = self._services.jobs.run(_JOB, work, self._stored, failed=self._fail)

    def _stored(self, count: int | None) -> None:
        """Whether it came before the stop or after, what is said is what happened."""
        self._storing = None
        if count is None:
            self._services.notifier.toast(_("Stopped. Nothing was imported."))
        else:
            told = ngettext("One reading imported.", "{count} readings imported.", count)
            self._services.notifier.undoable(told.format(count=number(count)))
        shown = self.isVisible()
        self.closed.emit()
        if shown and count:
            measured = {one.objective_id for one in self._gathered.measurements}
            first = next(one.id for one in self._objectives if one.id in measured)
            place = Place(Step.OBJECTIVES, "objective", first, "measurements")
            self._services.go("plan", place)

    def _fail(self, error: AppError) -> None:
        self._storing = None
        self._services.notifier.error(error)
        self.closed.emit()

    def _leave(self) -> None:
        if self._storing is not None:
            # Only asked to stop: it may have been stored by now, and then that has to be said.
            self._storing.token.cancel()
            return
        self._services.jobs.cancel(_JOB)
        self.closed.emit()

    def _show_parts(self, *, ready: bool) -> None:
        for part in (self._card, self._go):
            part.setVisible(ready)
        self._progress.setVisible(not ready)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)


def build(services: Services) -> QWidget:
    """The view that takes the page."""
    return ImportView(services)
