"""Measurements from a table of figures: read, matched, looked at, and stored in one step."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.cancel import CancelToken
from core.i18n import _, ngettext
from core.numbers import number
from core.plan.findings import Place
from core.plan.kinds import Scope, Step
from core.plan.measurements import figure_tables
from core.plan.measurements.figure_tables import Match, Table
from core.plan.measurements.importing import Gathered
from core.plan.model import Objective, Plan
from core.plan.review import Review
from desktop.file_import import FileImport
from desktop.plan import actions
from desktop.plan.importing_card import ImportCard
from desktop.plan.objectives import as_tree
from desktop.services import Services


class ImportView(FileImport):
    """Asks for a file and shows what would come of it."""

    def __init__(self, services: Services) -> None:
        super().__init__(
            services, "plan-measurements", _("Import measurements"), _("Back to the plan")
        )
        self._plan = Plan()
        self._objectives: list[Objective] = []
        self._gathered = Gathered((), ())
        self._card = ImportCard(services)
        self._card.changed.connect(self._gather)
        self.parts.append(self._card)
        self.add(self._card)
        self.body.addStretch()

    def start(self, review: Review, _step: Step) -> None:
        """Ask for the file, and read it for the objectives of the plan."""
        self._plan = review.facts.plan
        self._objectives = [
            objective for objective in as_tree(self._plan) if objective.scope is Scope.SPECIFIC
        ]
        if not self._objectives:
            self.services.notifier.notice(
                _("There is no specific objective yet."),
                _("Add one to the plan; then its measurements can be imported."),
            )
            self.closed.emit()
            return
        self.ask(
            _("Which file holds the measurements?"),
            [(_("Tables (CSV)"), "*.csv *.tsv *.txt"), (_("All files"), "*")],
            self._read,
            lambda found: self._show_table(*found),
        )

    def _read(self, path: Path, token: CancelToken) -> tuple[Table, list[Match]]:
        table = figure_tables.read(path, token)
        return table, figure_tables.propose(table, self._objectives)

    def _show_table(self, table: Table, proposed: list[Match]) -> None:
        self._card.show_table(table, proposed, self._objectives)
        self._gather()

    def _gather(self) -> None:
        """Make readings as the columns say; what is shown stays until they are there."""
        gather = self._card.gathering(self.services.clock.today())
        self.go.setEnabled(False)
        self.run(lambda _token, _progress: gather(), self._show_gathered)

    def _show_gathered(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._card.show_gathered(gathered, self._plan)
        self._card.show()
        count = len(gathered.measurements)
        words = ngettext("Import one reading", "Import {count} readings", count)
        self.offer(
            words.format(count=number(count)) if count else _("Import readings"),
            possible=count > 0,
            otherwise=self._card.first(),
        )

    def import_all(self) -> None:
        gathered = self._gathered
        self.store(
            _("Importing the measurements"),
            lambda token, _progress: actions.import_readings(self.services, gathered, token),
        )

    def told(self, count: int) -> str:
        told = ngettext("One reading imported.", "{count} readings imported.", count)
        return told.format(count=number(count))

    def show_stored(self) -> None:
        """The first objective that has new readings."""
        measured = {reading.objective_id for reading in self._gathered.measurements}
        first = next(objective.id for objective in self._objectives if objective.id in measured)
        self.services.go("plan", Place(Step.OBJECTIVES, "objective", first, "measurements"))


def build(services: Services) -> QWidget:
    """The view that takes the page."""
    return ImportView(services)
