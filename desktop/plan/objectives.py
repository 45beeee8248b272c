"""Step 2: general and specific objectives, how each is measured, what was measured."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from core.i18n import _
from core.numbers import number
from core.plan.findings import FixTarget
from core.plan.item import item_name
from core.plan.kinds import ObjectiveScope
from core.plan.measurements import readings
from core.plan.model import Measurement, Objective, Plan
from core.plan.review import PlanReview
from desktop.plan import actions
from desktop.plan.editors import Choices, Filling, ItemsEditor
from desktop.plan.measurements_card import MeasurementsCard
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.choices import Option, Tabs
from desktop.widgets.lists.item_list import ListItem
from desktop.widgets.marks import ERROR, LATE
from desktop.widgets.text import text_label

_PARTS = {"channels": ("channels",), "why": ("serves",)}
"""The fields of the tabs; all others are in `what`."""
_MEASURED = "measurements"


class ObjectivesBody(QWidget):
    """The tree of objectives; of one its measurements, what it is, its channels and its reason."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._plan = Plan()
        self._choices = Choices()
        self._editor = ItemsEditor(
            services,
            Objective,
            name=_("Objectives"),
            there=self._choices.there,
            empty=_(
                "Begin with one general objective: what should be different in a year. Under it,"
                " what will be measured."
            ),
            adders=(self._adder(),),
            line=self._line,
            look=self._look,
            group=lambda objective: (objective.scope, objective.parent_id),
            save=self._save,
            scrolls=True,
        )
        self._title = text_label("", "section")
        self._tabs = Tabs(
            [
                Option(_MEASURED, _("Measurements")),
                Option("what", _("What and how much")),
                Option("channels", _("Channels")),
                Option("why", _("Why we want it")),
            ],
            name=_("Parts of the objective"),
        )
        self._measurements = MeasurementsCard(services)
        self._editor.above.addWidget(self._title)
        self._editor.above.addWidget(self._tabs)
        self._editor.above.addWidget(self._measurements)
        self._editor.chosen.connect(self._show_objective)
        self._editor.form.part_asked.connect(self._ask_part)
        self._tabs.changed.connect(lambda _part: self._show_part())
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
        if place.field == _MEASURED:
            self._tabs.choose(_MEASURED)
            self._editor.records.see_card()
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
        last = self._last(objective)
        if last is None:
            return _("not measured · target {target}").format(target=target)
        return _("now {value} · target {target}").format(
            value=number(last.value, readings.PLACES), target=target
        )

    def _look(self, objective: Objective, row: ListItem) -> ListItem:
        """How far the last reading is on the way to the target, and whether that is slow."""
        if objective.scope is ObjectiveScope.GENERAL:
            return replace(row, head=True)
        today, start_on = self._services.clock.today(), self._plan.charter.start_on
        found = readings.progress(objective, self._plan.readings(objective), today, start_on)
        if found.share is None:
            return row
        if found.state is readings.ObjectiveState.BEHIND and row.mark is not ERROR:
            row = replace(row, badge=readings.state_label(found.state), mark=LATE)
        return replace(row, bar=found.share, way=True)

    def _last(self, objective: Objective) -> Measurement | None:
        today = self._services.clock.today()
        return readings.last_reading(self._plan.readings(objective), today)

    def _save(self, objective: Any, field: str) -> None:
        if objective.scope is ObjectiveScope.GENERAL:
            objective = replace(objective, parent_id=None)
        actions.save(self._services, objective, field)

    def _show_objective(self, objective: Objective | None) -> None:
        measured = objective is not None and objective.scope is ObjectiveScope.SPECIFIC
        self._title.setText(item_name(objective) if objective is not None else "")
        self._title.setVisible(measured)
        self._tabs.setVisible(measured)
        if objective is not None and measured:
            self._measurements.show_objective(objective, self._plan)
            self._tabs.set_count(_MEASURED, len(self._plan.readings(objective)) or None)
            self._tabs.set_count("channels", len(objective.channels) or None)
        self._show_part()

    def _show_part(self) -> None:
        """Of a specific objective one part, of a general one all that it has."""
        chosen, measured = self._tabs.chosen(), not self._tabs.isHidden()
        elsewhere = {name for names in _PARTS.values() for name in names}
        what = [name for name in self._editor.form.names() if name not in elsewhere]
        self._measurements.setVisible(measured and chosen == _MEASURED)
        self._editor.show_form(on=not measured or chosen != _MEASURED)
        shown = {**_PARTS, _MEASURED: (), "what": what}
        self._editor.form.show_part(shown[chosen] if measured else None)

    def _ask_part(self, field: str) -> None:
        found = next((part for part, names in _PARTS.items() if field in names), "what")
        self._tabs.choose(found)

    def _adder(self) -> QPushButton:
        """The button with both kinds behind it, the general one first: plans begin with it."""
        made = button(_("Add"), icon_name="plus")
        menu = QMenu(made)
        for words, add, keys in (
            (_("Add general objective"), self._add_general, ""),
            (_("Add specific objective"), self._add_specific, "Ctrl+N"),
        ):
            action = menu.addAction(words)
            action.triggered.connect(add)
            if keys:
                action.setShortcut(keys)
                action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
                self.addAction(action)
        made.setMenu(menu)
        return made

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
