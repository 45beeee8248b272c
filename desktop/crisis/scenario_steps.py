"""Lista: the steps of one pause point at a time, in the order in which they are read."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis import scenario_editing as editing
from core.crisis.kinds import Phase
from core.crisis.labels import mode_label, phase_label
from core.crisis.scenario import MOST_STEPS, Scenario, ScenarioStep
from core.fields import about
from core.i18n import _
from desktop.crisis.scenario_rows import StepRow
from desktop.crisis.scenario_things import Edits, Look, ThingsEditor
from desktop.forms.described import form_fields
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.filter_chips import FilterChips, FilterChoice
from desktop.widgets.text import text_label


class StepsPart(QWidget):
    """A toggle for each phase with its number of steps, and below it the list of that phase."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._scenario: Scenario | None = None
        self._phases = FilterChips(
            [FilterChoice(one.value, phase_label(one)) for one in Phase], name=_("Phases")
        )
        self._mode = text_label("", "muted")
        self.editor = ThingsEditor(services, _look(), _edits(Phase.BEFORE))
        self.editor.turn_to(_edits(Phase.BEFORE), Phase.BEFORE)
        self._phases.changed.connect(lambda _chosen: self._turn())
        box = QVBoxLayout(self)
        spaced(box, gap=10)
        for part in (self._phases, self._mode, self.editor):
            box.addWidget(part)

    def show_scenario(self, scenario: Scenario) -> None:
        """Show the steps of a scenario."""
        self._scenario = scenario
        for phase in Phase:
            self._phases.set_count(phase.value, len(scenario.of(phase)))
        self.editor.show_scenario(scenario)
        self._say_mode()

    def take_keyboard(self) -> None:
        """The list."""
        self.editor.take_keyboard()

    def flush(self) -> None:
        """Save now what is being typed."""
        self.editor.flush()

    def _phase(self) -> Phase:
        return Phase(self._phases.chosen()[0])

    def _turn(self) -> None:
        self.editor.turn_to(_edits(self._phase()), self._phase())
        self._say_mode()

    def _say_mode(self) -> None:
        phase = self._phase()
        count = len(self._scenario.of(phase)) if self._scenario else 0
        how = mode_label(phase)
        how = how[:1].upper() + how[1:]
        self._mode.setText(
            _("{how}. From 5 to {most} steps are read well.").format(how=how, most=MOST_STEPS)
            if count < MOST_STEPS
            else _("{how}. There is no room for more steps.").format(how=how)
        )
        self.editor.adder.setEnabled(count < MOST_STEPS)


def _edits(phase: Phase) -> Edits:
    return Edits(
        of=lambda scenario: scenario.of(phase),
        add=lambda scenario: editing.add_step(scenario, phase, _("New step"))[0],
        replace=lambda scenario, _before, after: editing.with_step(scenario, after),
        remove=lambda scenario, step: editing.without_step(scenario, step.id),
        order=lambda scenario, steps: editing.with_order(scenario, _ids(steps)),
    )


def _ids(steps: tuple[ScenarioStep, ...]) -> list[str]:
    return [one.id for one in steps]


def _look() -> Look:
    return Look(
        key="steps",
        name=_("Steps"),
        empty=_("This phase has no steps: nothing is asked at this point."),
        add=_("Add step"),
        row=StepRow,
        title=lambda row: row.text,
        line=_line,
        fields=form_fields(
            ScenarioStep, "text", "help", ("hat", "minutes"), ("opens", "statement")
        ),
    )


def _line(row: Any) -> str:
    words = (about(ScenarioStep, name).in_words(getattr(row, name)) for name in ("hat", "minutes"))
    return " · ".join(filter(None, words))
