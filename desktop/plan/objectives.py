"""Step 2: general and specific objectives, how each is measured, what was measured."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.plan import readings
from core.plan.findings import Place
from core.plan.kinds import Frequency, Horizon, Judged, Layer, Scope
from core.plan.labels import (
    frequency_label,
    horizon_label,
    judged_label,
    layer_label,
    scope_label,
)
from core.plan.model import Objective, Plan
from core.plan.review import Review
from desktop.forms import fields
from desktop.forms.fields import Field
from desktop.plan import actions
from desktop.plan.choices import Choices
from desktop.plan.items import ItemsEditor
from desktop.plan.measurements_card import MeasurementsCard
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button


class ObjectivesBody(QWidget):
    """The tree of objectives, the form of one, its measurements."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._plan = Plan()
        self._choices = Choices()
        self._general = button(
            _("Add general objective"), self._add_general, kind="quiet", icon_name="plus"
        )
        self._specific = button(
            _("Add specific objective"), self._add_specific, icon_name="plus", shortcut="Ctrl+N"
        )
        self._editor = ItemsEditor(
            services,
            Objective,
            self._fields(),
            name=_("Objectives"),
            empty=_(
                "Begin with one general objective: what should be different in a year. Under it,"
                " what will be measured."
            ),
            adders=(self._general, self._specific),
            line=self._line,
            indent=lambda objective: int(objective.scope is Scope.SPECIFIC),
            group=lambda objective: (objective.scope, objective.parent_id),
            save=self._save,
        )
        self._measurements = MeasurementsCard(services)
        self._editor.below.addWidget(self._measurements)
        self._editor.chosen.connect(self._show_measurements)
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._editor)

    def show_review(self, review: Review) -> None:
        """Show the plan as it is now."""
        self._plan = review.facts.plan
        self._choices.follow(review)
        self._editor.show_items(as_tree(self._plan), review)

    def show_place(self, place: Place) -> None:
        """Choose the objective and its field, or its measurements."""
        self._editor.show_place(place.item_id, place.field)
        if place.field == "measurements":
            self._measurements.take_keyboard()

    def take_keyboard(self) -> None:
        """The list."""
        self._editor.take_keyboard()

    def _fields(self) -> list[Field | tuple[Field, Field]]:
        return [
            fields.line("title", _("Objective"), required=True),
            (
                fields.choice("scope", _("Scope"), Scope, scope_label),
                fields.choice("horizon", _("Term"), Horizon, horizon_label),
            ),
            fields.when(
                fields.one_of("parent_id", _("Belongs to"), self._parents),
                lambda one: one.scope is Scope.SPECIFIC,
            ),
            *_measured_fields(),
            (_value("baseline", _("Where it stands now")), _value("target", _("Target"))),
            (
                fields.when(fields.day("due_on", _("By when")), _is_specific),
                fields.when(
                    fields.choice("every", _("Measured"), Frequency, frequency_label), _is_specific
                ),
            ),
            fields.when(fields.line("source", _("Where the figure is read")), _is_quantitative),
            fields.lines(
                "serves", _("Objective of the town that it serves"), _("Off the networks."), rows=2
            ),
            fields.when(
                fields.many("channels", _("Channels that serve it"), self._choices.channels),
                _is_specific,
            ),
        ]

    def _parents(self) -> list[tuple[Any, str]]:
        generals = [(one.id, one.title) for one in self._plan.general_objectives()]
        return [(None, _("None yet")), *generals]

    def _line(self, objective: Objective) -> str:
        if objective.scope is Scope.GENERAL:
            return ""
        if objective.target is None:
            return objective.indicator or _("no target yet")
        target = readings.value_in_words(objective, objective.target)
        if objective.baseline is None:
            return _("target: {target}").format(target=target)
        baseline = readings.value_in_words(objective, objective.baseline)
        return _("from {baseline} to {target}").format(baseline=baseline, target=target)

    def _save(self, objective: Any, field: str) -> None:
        if objective.scope is Scope.GENERAL:
            objective = replace(objective, parent_id=None)
        actions.save(self._services, objective, field)

    def _show_measurements(self, objective: Objective | None) -> None:
        measured = objective is not None and objective.scope is Scope.SPECIFIC
        self._measurements.setVisible(measured)
        if objective is not None and measured:
            self._measurements.show_objective(objective, self._plan)

    def _add_general(self) -> None:
        self._add(Objective(_("New general objective"), scope=Scope.GENERAL))

    def _add_specific(self) -> None:
        chosen = self._editor.item()
        parent = None
        if chosen is not None:
            parent = chosen.id if chosen.scope is Scope.GENERAL else chosen.parent_id
        due = self._plan.charter.end_on
        self._add(Objective(_("New specific objective"), parent_id=parent, due_on=due))

    def _add(self, objective: Objective) -> None:
        self._editor.form.flush()
        self._editor.expect(actions.add(self._services, objective))


def as_tree(plan: Plan) -> list[Objective]:
    """Each general objective with its specific ones, then those that belong to none."""
    found: list[Objective] = []
    for general in plan.general_objectives():
        found += [general, *plan.specific_objectives(general)]
    return [*found, *plan.specific_objectives(None)]


def _is_specific(objective: Objective) -> bool:
    return objective.scope is Scope.SPECIFIC


def _is_quantitative(objective: Objective) -> bool:
    return _is_specific(objective) and objective.judged is Judged.QUANTITATIVE


def _is_qualitative(objective: Objective) -> bool:
    return _is_specific(objective) and objective.judged is Judged.QUALITATIVE


def _measured_fields() -> list[Field | tuple[Field, Field]]:
    layer_help = _("Counting only what we do says little about what it is good for.")
    return [
        (
            fields.when(
                fields.choice("judged", _("How it is judged"), Judged, judged_label), _is_specific
            ),
            fields.when(
                fields.choice("layer", _("What it counts"), Layer, layer_label, layer_help),
                _is_specific,
            ),
        ),
        fields.when(
            fields.line("indicator", _("Indicator"), _("What exactly is counted.")),
            _is_quantitative,
        ),
        (
            fields.when(
                fields.line("unit", _("Unit"), _("%, people, hours…"), limit=30), _is_quantitative
            ),
            fields.when(
                fields.tick("less_is_better", _("Direction"), _("The less, the better")),
                _is_quantitative,
            ),
        ),
        fields.when(
            fields.lines(
                "rubric",
                _("How it is judged, from 1 to 5"),
                _("What a 1 looks like, what a 3, what a 5; who judges it."),
                rows=4,
            ),
            _is_qualitative,
        ),
    ]


def _value(name: str, label: str) -> Field:
    field = fields.amount(name, label, -1e12, 1e12)
    return replace(field, read_for=readings.checked_value, when=_is_specific)


def build(services: Services) -> QWidget:
    """The body of the step."""
    return ObjectivesBody(services)
