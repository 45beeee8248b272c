"""The RACI matrix: tasks down, people across."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from core.i18n import _, pgettext
from core.plan.findings import FixTarget
from core.plan.kinds import PlanStep, Raci
from core.plan.labels import raci_label, raci_letters
from core.plan.model import Assignment, Task
from core.plan.review import PlanReview
from desktop.plan import actions
from desktop.plan.findings import MARKS
from desktop.plan.pasted import tell_pasted
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.card import Card, EmptyState
from desktop.widgets.folding import after_resize, window_is_low
from desktop.widgets.matrix.matrix import (
    CellChoice,
    CellValue,
    ChipLook,
    Matrix,
    MatrixColumn,
    MatrixRow,
)
from desktop.widgets.matrix.painting import MatrixLegend

_NOTHING = ""
_LOOKS = {
    Raci.RESPONSIBLE: ChipLook.BRAND,
    Raci.ACCOUNTABLE: ChipLook.INK,
    Raci.BOTH: ChipLook.INK,
    Raci.CONSULTED: ChipLook.TINT,
    Raci.INFORMED: ChipLook.OUTLINE,
}
_KEYS = {
    Raci.RESPONSIBLE: "r",
    Raci.ACCOUNTABLE: "a",
    Raci.BOTH: "b",
    Raci.CONSULTED: "c",
    Raci.INFORMED: "i",
}


class RaciMatrix(Card):
    """The grid with its legend. `task_opened` and `person_opened` carry ids."""

    task_opened = Signal(int)
    person_opened = Signal(int)

    def __init__(self, services: Services) -> None:
        super().__init__(flush=True)
        self.setAccessibleName(_("Who does what"))
        self._services = services
        self._first = 0
        choices = _choices()
        self.matrix = Matrix(
            choices, name=_("Who does what"), corner=pgettext("matrix", "Task"), letters=True
        )
        self.matrix.edited.connect(self._edited)
        self.matrix.pasted.connect(lambda pasted: tell_pasted(services, pasted))
        self.matrix.row_opened.connect(self.task_opened)
        self.matrix.column_opened.connect(self.person_opened)
        self._legend = QWidget()
        margin = QVBoxLayout(self._legend)
        spaced(margin, (16, 8, 16, 8))
        margin.addWidget(MatrixLegend(choices))
        self._none = EmptyState(
            "users", _("Tasks and roles meet here: the plan needs one of each.")
        )
        for part in (self.matrix, self._legend, self._none):
            self.add(part)
        after_resize(self, self._arrange)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_review(self, review: PlanReview) -> None:
        """Show who does what; nothing while there are no tasks or no people."""
        plan = review.facts.plan
        whole = bool(plan.tasks and plan.people)
        self.matrix.setVisible(whole)
        self._none.setVisible(not whole)
        self._arrange()
        self._first = plan.people[0].id if plan.people else 0
        names = {contact.id: contact.name for contact in review.facts.contacts}
        self.matrix.set_cells(
            [_row(task, review) for task in plan.tasks],
            [
                MatrixColumn(item.id, item.label, names.get(item.contact_id or 0, _("vacant")))
                for item in plan.people
            ],
            {
                (assignment.task_id, assignment.person_id): CellValue(assignment.role.value)
                for assignment in plan.assignments
            },
        )

    def show_task(self, task_id: int) -> None:
        """Put the keyboard into the row of a task."""
        if self.matrix.choose(task_id, self._first):
            self.matrix.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        """Where there is little height what a letter means is said by its cell alone."""
        self._legend.setVisible(not self.matrix.isHidden() and not window_is_low(self))

    def _edited(self, cells: list[tuple[int, int, str]]) -> None:
        actions.assign(
            self._services,
            [(task, person) for task, person, _value in cells],
            [
                Assignment(task, person, Raci(value)) if value else None
                for task, person, value in cells
            ],
        )


def _row(task: Task, review: PlanReview) -> MatrixRow:
    """A task, marked when nobody does it, nobody answers for it, or two do."""
    here = FixTarget(PlanStep.PEOPLE, "task", task.id)
    wrong = next((finding for finding in review.open if finding.place == here), None)
    if wrong is None:
        return MatrixRow(task.id, task.title)
    return MatrixRow(task.id, task.title, mark=MARKS[wrong.severity], note=wrong.sentence)


def _choices() -> list[CellChoice]:
    # Translators: Answer: there is none.
    found = [CellChoice(_NOTHING, "0", _("Nothing"), "–")]
    for role in Raci:
        letters = raci_letters(role)
        found.append(CellChoice(role.value, _KEYS[role], raci_label(role), letters, _LOOKS[role]))
    return found
