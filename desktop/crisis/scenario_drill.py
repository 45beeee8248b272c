"""Simulacro: the rehearsal that goes with a scenario."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis.scenario import DrillPlan, Inject, Scenario, Shape
from core.crisis.scenario_editing import free_name, name_of
from core.fields import about
from core.i18n import _
from desktop.crisis import scenario_actions as actions
from desktop.crisis.scenario_rows import InjectRow
from desktop.crisis.scenario_things import Edits, Look, Things, ThingsEditor
from desktop.forms.described import form_fields
from desktop.forms.record import RecordForm
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.card import Card
from desktop.widgets.empty_state import EmptyState


@dataclass(frozen=True)
class _DrillRow:
    """What the form of a drill shows of it."""

    objective: str
    card: str
    minutes: int


class DrillPart(QWidget):
    """The rehearsal: what for, the situation at its start, and what happens in it."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._scenario: Scenario | None = None
        self._empty = EmptyState(
            "drama",
            _("This scenario has no drill yet: a rehearsal for one person in twenty minutes."),
            _("Write a drill"),
        )
        self._empty.acted.connect(self._begin)
        self._form = RecordForm(
            services.notifier,
            form_fields(DrillPlan, "objective", "card", "minutes"),
            self._save,
        )
        self._plan = Card()
        self._plan.add(self._form)
        self.injects = ThingsEditor(services, _inject_look(), _inject_edits())
        box = QVBoxLayout(self)
        spaced(box, gap=14)
        for part in (self._empty, self._plan, self.injects):
            box.addWidget(part)

    def show_scenario(self, scenario: Scenario) -> None:
        """Show the drill of a scenario, or the way to write one."""
        self._scenario = scenario
        drill = scenario.drill
        self._empty.setVisible(drill is None)
        self._plan.setVisible(drill is not None)
        self.injects.setVisible(drill is not None)
        if drill is not None:
            row = _DrillRow(drill.objective, drill.card, drill.minutes)
            self._form.show_item(row, scenario.id)
            self.injects.show_scenario(scenario)

    def take_keyboard(self) -> None:
        """The form, or the button that writes a drill."""
        if self._empty.isHidden():
            self._form.take_keyboard()
        else:
            self._empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Save now what is being typed."""
        self._form.flush()
        self.injects.flush()

    def _begin(self) -> None:
        drill = DrillPlan(objective="", card="", minutes=20, injects=())
        if self._scenario is not None:
            edit = partial(_with_drill, drill)
            if (stored := actions.attempt(self._services, self._scenario, edit)) is not None:
                self.show_scenario(stored)
                self._form.take_keyboard()

    def _save(self, row: Any, field: str) -> None:
        if self._scenario is None:
            return

        def edit(scenario: Scenario) -> Scenario:
            if scenario.drill is None:
                return scenario
            drill = structs.replace(scenario.drill, **{field: getattr(row, field)})
            return structs.replace(scenario, drill=drill)

        actions.change(self._services, self._scenario, edit, f"drill:{field}")


def _with_drill(drill: DrillPlan, scenario: Scenario) -> Scenario:
    return structs.replace(scenario, drill=drill)


def _inject_look() -> Look:
    return Look(
        key="injects",
        name=_("What happens in the drill"),
        empty=_("Four to six things that arrive while it lasts: a message, a call, a post."),
        add=_("Add event"),
        row=InjectRow,
        title=lambda row: row.title,
        line=lambda row: about(Inject, "minute").in_words(row.minute),
        fields=form_fields(Inject, "title", "minute", "text", "expected"),
    )


def _inject_edits() -> Edits:
    def of(scenario: Scenario) -> Things:
        return scenario.drill.injects if scenario.drill else ()

    def put(scenario: Scenario, injects: Things) -> Scenario:
        if scenario.drill is None:
            return scenario
        return _with_drill(structs.replace(scenario.drill, injects=tuple(injects)), scenario)

    def new(scenario: Scenario) -> Inject:
        title = _("New event")
        there = of(scenario)
        inject_id = free_name(name_of(title) or "event", {one.id for one in there})
        minute = there[-1].minute if there else 0
        return Inject(id=inject_id, minute=minute, title=title, text="", expected=())

    def replaced(scenario: Scenario, _before: Shape, after: Any) -> Scenario:
        return put(scenario, tuple(after if one.id == after.id else one for one in of(scenario)))

    return Edits(
        of=of,
        add=lambda scenario: put(scenario, (*of(scenario), new(scenario))),
        replace=replaced,
        remove=lambda scenario, gone: put(
            scenario, tuple(one for one in of(scenario) if one.id != gone.id)
        ),
        order=put,
    )
