"""Readings out of a table of figures."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from core.cancel import CancelToken
from core.days import long_day
from core.i18n import _, ngettext
from core.numbers import number
from core.plan.findings import FixTarget
from core.plan.kinds import Frequency, ObjectiveScope, PlanStep
from core.plan.measurements import figure_tables
from core.plan.measurements.figure_tables import FigureColumn, FigureTable, How, Match, usual_how
from core.plan.measurements.importing import Gathered, ReadingPeriod, gather
from core.plan.measurements.readings import value_in_words
from core.plan.model import Measurement, Objective, Plan
from core.plan.review import PlanReview
from desktop.file_import import FileImport
from desktop.forms.choosing import Chooser
from desktop.plan import actions
from desktop.plan.objectives import as_tree
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Columns, empty
from desktop.widgets.sentences import Sentences
from desktop.widgets.text import divider, text_label

_BESIDE, _SIDE_BY_SIDE = 440, 720
_SAMPLE = 40
_SHOWN = 4
"""Readings shown of each objective, the newest first."""


class ImportCard(Card):
    """The column of the days, the period, and for each objective its column and its readings.

    `changed` follows each choice.
    """

    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(
            _("Which column measures what"),
            _("Found by the names of the columns. Correct what is not right."),
        )
        self._dates = _chooser(self.changed.emit)
        self._period = _chooser(self.changed.emit)
        self._period.set_choices(
            [
                (str(ReadingPeriod.DAY), _("Day")),
                (str(ReadingPeriod.MONTH), _("Month")),
                (str(ReadingPeriod.QUARTER), _("Three months")),
                (str(ReadingPeriod.YEAR), _("Year")),
            ]
        )
        self._period.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._dates_field = LabelledField(_("Column of the dates"), self._dates)
        period = LabelledField(
            _("One measurement for each"),
            self._period,
            _("Choose the one for which the target is set."),
            narrow=True,
        )
        self._table = FigureTable((), (), ())
        self._rows: list[_ObjectiveRow] = []
        self._box = QVBoxLayout()
        spaced(self._box, gap=12)
        self._problems = Sentences(_("What could not be taken as it is"))
        self._problems.copied.connect(lambda: services.notifier.toast(_("The list is copied.")))
        self.add(Columns(period, self._dates_field, shares=(1, 1), least=_BESIDE, ragged=True))
        self.body.addLayout(self._box)
        self.add(self._problems)
        spaced(self.body, (16, 14, 16, 16), gap=14)

    def show_table(
        self, table: FigureTable, proposed: Sequence[Match], objectives: Sequence[Objective]
    ) -> None:
        """Offer the columns of a table, matched so far as `proposed` says: what would be stored is
        seen first."""
        self._table = table
        self._dates.set_choices([(at, _titled(column)) for at, column in enumerate(table.dates)])
        self._dates.setCurrentIndex(0)
        self._dates_field.setVisible(len(table.dates) > 1)
        period = _usual_period([match.objective for match in proposed])
        self._period.setCurrentIndex(self._period.findData(str(period)))
        empty(self._box)
        matches = {match.objective.id: match for match in proposed}
        self._rows = [
            _ObjectiveRow(objective, table.figures, matches.get(objective.id), self.changed.emit)
            for objective in sorted(objectives, key=lambda other: other.id not in matches)
        ]
        for row in self._rows:
            self._box.addWidget(divider())
            self._box.addWidget(row)

    def gathering(self, today: date) -> Callable[[], Gathered]:
        """What makes readings as is chosen now; it may be called in a thread."""
        matches = tuple(found for row in self._rows if (found := row.match()))
        dates = self._table.dates[self._dates.currentData()]
        period = ReadingPeriod(self._period.currentData())
        return partial(gather, self._table, dates, matches, period, today)

    def show_gathered(self, gathered: Gathered, plan: Plan) -> None:
        """Show what would be stored of each objective, and what was left out."""
        for row in self._rows:
            row.show_readings(gathered.measurements, plan)
        told = [problem.sentence for problem in gathered.problems]
        self._problems.show_sentences([*self._table.notes, *told])

    def first(self) -> QWidget:
        """The control of the first objective."""
        return self._rows[0].column


class _ObjectiveRow(QWidget):
    """One objective: the column that measures it, how, and the readings that come of it."""

    def __init__(
        self,
        objective: Objective,
        columns: Sequence[FigureColumn],
        proposed: Match | None,
        changed: Callable[[], None],
    ) -> None:
        super().__init__()
        self._objective, self._columns, self._changed = objective, columns, changed
        self.column, self._how = _chooser(self._column_chosen), _chooser(changed)
        titles = [(at, _titled(column)) for at, column in enumerate(columns)]
        self.column.set_choices([(None, _("Do not import")), *titles])
        self._how.set_choices(
            [
                (str(How.SUM), _("The sum")),
                (str(How.MEAN), _("The average")),
                (str(How.LAST), _("The last figure")),
            ]
        )
        how = LabelledField(_("Figure of the period"), self._how)
        self._how.setAccessibleName(
            _("Figure of the period: {title}").format(title=objective.title)
        )
        self._summary = text_label("", "muted")
        self._newest = text_label("")
        readings = QWidget()
        lines = QVBoxLayout(readings)
        spaced(lines, gap=4)
        lines.addWidget(self._summary)
        lines.addWidget(self._newest)
        box = QVBoxLayout(self)
        spaced(box)
        field = LabelledField(objective.title, self.column)
        choices = Columns(field, how, shares=(3, 2), least=_BESIDE, ragged=True)
        # A column that is not imported is as wide as the others, and no blank line is below it.
        choices.turned.connect(lambda across: _keep_room(how, on=across))
        _keep_room(how, on=True)
        box.addWidget(Columns(choices, readings, shares=(3, 2), least=_SIDE_BY_SIDE, ragged=True))
        if proposed is not None:
            self.column.setCurrentIndex(columns.index(proposed.column) + 1)
            self._how.setCurrentIndex(self._how.findData(str(proposed.how)))
        self._how_field = how
        how.setVisible(proposed is not None)

    def match(self) -> Match | None:
        """What is chosen, or None when nothing measures the objective."""
        column = self._chosen()
        return Match(self._objective, column, How(self._how.currentData())) if column else None

    def show_readings(self, measurements: Sequence[Measurement], plan: Plan) -> None:
        """Show how many readings come of the column, and the newest of them."""
        mine = [reading for reading in measurements if reading.objective_id == self._objective.id]
        self._summary.setText(_count(self._objective, mine, plan) if self._chosen() else "")
        self._newest.setText(
            "\n".join(
                f"{long_day(reading.measured_on)}: {value_in_words(self._objective, reading.value)}"
                for reading in reversed(mine[-_SHOWN:])
            )
        )
        for label in (self._summary, self._newest):
            label.setVisible(bool(label.text()))

    def _chosen(self) -> FigureColumn | None:
        at = self.column.currentData()
        return None if at is None else self._columns[at]

    def _column_chosen(self) -> None:
        column = self._chosen()
        if column is not None:
            self._how.setCurrentIndex(self._how.findData(str(usual_how(self._objective, column))))
        self._how_field.setVisible(column is not None)
        self._changed()


def _keep_room(field: QWidget, *, on: bool) -> None:
    """Whether a field has its room also while it is hidden."""
    policy = field.sizePolicy()
    policy.setRetainSizeWhenHidden(on)
    field.setSizePolicy(policy)


def _chooser(chosen: Callable[[], None]) -> Chooser:
    made = Chooser()
    made.activated.connect(lambda _index: chosen())
    return made


def _usual_period(objectives: Sequence[Objective]) -> ReadingPeriod:
    """The one in which most of the objectives are measured."""
    periods = {Frequency.MONTHLY: ReadingPeriod.MONTH, Frequency.YEARLY: ReadingPeriod.YEAR}
    counted = Counter(
        periods.get(objective.every, ReadingPeriod.QUARTER) for objective in objectives
    )
    return counted.most_common(1)[0][0] if counted else ReadingPeriod.MONTH


def _titled(column: FigureColumn) -> str:
    return " · ".join(part for part in (column.title, column.sample[:_SAMPLE]) if part)


def _count(objective: Objective, found: Sequence[Measurement], plan: Plan) -> str:
    """How many readings, how many of them replace one, and the target to compare them with."""
    count = len(found)
    if not count:
        return _("It gives no measurement.")
    told = [ngettext("One measurement", "{count} measurements", count).format(count=number(count))]
    days = {reading.measured_on for reading in plan.readings(objective)}
    again = sum(reading.measured_on in days for reading in found)
    if again:
        replaced = ngettext(
            "one replaces one of its day", "{count} replace one of their day", again
        )
        told.append(replaced.format(count=number(again)))
    if objective.target is not None:
        target = value_in_words(objective, objective.target)
        told.append(_("target: {target}").format(target=target))
    return " · ".join(told)


class MeasurementImport(FileImport):
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

    def start(self, review: PlanReview, _step: PlanStep, brought: Path | None = None) -> None:
        """Read the file that was brought, or is asked for, for the objectives of the plan."""
        self._plan = review.facts.plan
        self._objectives = [
            objective
            for objective in as_tree(self._plan)
            if objective.scope is ObjectiveScope.SPECIFIC
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
            [(_("Tables"), "*.xlsx *.ods *.csv *.tsv *.txt"), (_("All files"), "*")],
            self._read,
            lambda found: self._show_table(*found),
            brought,
        )

    def _read(self, path: Path, token: CancelToken) -> tuple[FigureTable, list[Match]]:
        table = figure_tables.read(path, token)
        return table, figure_tables.propose(table, self._objectives)

    def _show_table(self, table: FigureTable, proposed: list[Match]) -> None:
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
        words = ngettext("Import one measurement", "Import {count} measurements", count)
        self.offer(
            words.format(count=number(count)) if count else _("Import measurements"),
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
        told = ngettext("One measurement imported.", "{count} measurements imported.", count)
        return told.format(count=number(count))

    def show_stored(self) -> None:
        """The first objective that has new readings."""
        measured = {reading.objective_id for reading in self._gathered.measurements}
        first = next(objective.id for objective in self._objectives if objective.id in measured)
        self.services.go("plan", FixTarget(PlanStep.OBJECTIVES, "objective", first, "measurements"))


def build(services: Services) -> QWidget:
    """The view that takes the page."""
    return MeasurementImport(services)
