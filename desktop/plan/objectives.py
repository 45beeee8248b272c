"""Step 2: general and specific objectives, how each is measured, what was measured."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.plan.findings import FixTarget
from core.plan.kinds import ObjectiveScope
from core.plan.measurements import readings
from core.plan.model import Objective, Plan
from core.plan.review import PlanReview
from desktop.plan import actions
from desktop.plan.editors import Choices, Filling, ItemsEditor
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
            name=_("Objectives"),
            there=self._choices.there,
            empty=_(
                "Begin with one general objective: what should be different in a year. Under it,"
                " what will be measured."
            ),
            adders=(self._general, self._specific),
            line=self._line,
            indent=lambda objective: int(objective.scope is ObjectiveScope.SPECIFIC),
            group=lambda objective: (objective.scope, objective.parent_id),
            save=self._save,
            scrolls=True,
        )
        self._measurements = MeasurementsCard(services)
        self._editor.below.addWidget(self._measurements)
        self._editor.chosen.connect(self._show_measurements)
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(Filling(self._editor))

    def show_review(self, review: PlanReview) -> None:
        """Show the plan as it is now."""
        self._plan = review.facts.plan
        self._choices.follow(review)
        self._editor.show_items(as_tree(self._plan), review)

    def show_place(self, place: FixTarget) -> None:
        """Choose the objective and its field, or its measurements."""
        self._editor.show_place(place.item_id, place.field)
        if place.field == "measurements":
            self._measurements.take_keyboard()

    def take_keyboard(self) -> None:
        """The list."""
        self._editor.take_keyboard()

    def _line(self, objective: Objective) -> str:
        if objective.scope is ObjectiveScope.GENERAL:
            return ""
        if objective.target is None:
            return objective.indicator or _("no target yet")
        target = readings.value_in_words(objective, objective.target)
        if objective.baseline is None:
            return _("target: {target}").format(target=target)
        baseline = readings.value_in_words(objective, objective.baseline)
        return _("from {baseline} to {target}").format(baseline=baseline, target=target)

    def _save(self, objective: Any, field: str) -> None:
        if objective.scope is ObjectiveScope.GENERAL:
            objective = replace(objective, parent_id=None)
        actions.save(self._services, objective, field)

    def _show_measurements(self, objective: Objective | None) -> None:
        measured = objective is not None and objective.scope is ObjectiveScope.SPECIFIC
        self._measurements.setVisible(measured)
        if objective is not None and measured:
            self._measurements.show_objective(objective, self._plan)

    def _add_general(self) -> None:
        self._add(Objective(_("New general objective"), scope=ObjectiveScope.GENERAL))

    def _add_specific(self) -> None:
        chosen = self._editor.item()
        parent = None
        if chosen is not None:
            parent = chosen.id if chosen.scope is ObjectiveScope.GENERAL else chosen.parent_id
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


def build(services: Services) -> QWidget:
    """The body of the step."""
    return ObjectivesBody(services)
