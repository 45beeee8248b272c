"""Step 7: every task is done by somebody and answered for by exactly one."""

from collections.abc import Iterator

from core.i18n import _
from core.plan.findings import Facts, Place, Told, rule
from core.plan.kinds import Raci, Severity, Step
from core.plan.model import Task
from core.plan.wording import listed, named
from core.plan.workload import DOES
from core.text import loose

ANSWERS = (Raci.ACCOUNTABLE, Raci.BOTH)

_APPROVING = (
    *("aprob", "aprov", "approv", "autoriz", "authori", "valid"),
    *("visto bueno", "onartu", "onarpen"),
)
"""Beginnings of words for approval in the languages of towns, loosely folded."""


@rule(Severity.WARNING)
def tasks_missing(facts: Facts) -> Iterator[Told]:
    """There are people and nothing says what they do."""
    if facts.plan.people and not facts.plan.tasks:
        yield Told(
            _("The plan has no tasks."),
            _("Add at least content, answering, listening and approval, with their hours."),
            Place(Step.PEOPLE, "task"),
        )


@rule(Severity.ERROR)
def task_without_responsible(facts: Facts) -> Iterator[Told]:
    """A task that nobody does; one with a supplier is done by it."""
    for task in facts.plan.tasks:
        supplied = task.contracted and task.supplier
        if facts.plan.people and not supplied and not _with(facts, task, DOES):
            yield Told(
                _("Nobody is responsible for “{task}”.").format(task=named(task.title)),
                _("Give an R to whoever does it."),
                _at(task),
            )


@rule(Severity.WARNING)
def task_without_accountable(facts: Facts) -> Iterator[Told]:
    """A task for which nobody answers."""
    for task in facts.plan.tasks:
        if facts.plan.people and not _with(facts, task, ANSWERS):
            yield Told(
                _("Nobody is accountable for “{task}”.").format(task=named(task.title)),
                _("Give an A to whoever answers for it; one person may be R/A."),
                _at(task),
            )


@rule(Severity.WARNING)
def task_with_two_accountable(facts: Facts) -> Iterator[Told]:
    """A task for which two answer, which is nobody."""
    for task in facts.plan.tasks:
        several = _with(facts, task, ANSWERS)
        if len(several) > 1:
            yield Told(
                _("{count} people are accountable for “{task}”.").format(
                    count=len(several), task=named(task.title)
                ),
                _("Leave the A to one of {people}.").format(people=listed(several)),
                _at(task),
            )


@rule(Severity.WARNING)
def task_without_supplier(facts: Facts) -> Iterator[Told]:
    """A contracted task that nobody has been contracted for."""
    for task in facts.plan.tasks:
        if task.contracted and not task.supplier:
            yield Told(
                _("“{task}” is contracted and does not say to whom.").format(
                    task=named(task.title)
                ),
                _("Write the company or the freelance, or do it in the house."),
                _at(task, "supplier"),
            )


@rule(Severity.HINT)
def task_without_hours(facts: Facts) -> Iterator[Told]:
    """A task that seems to take no time."""
    for task in facts.plan.tasks:
        if task.hours_week is None:
            yield Told(
                _("“{task}” does not say how many hours it takes.").format(task=named(task.title)),
                _("Write the hours of a usual week; half an hour is also a figure."),
                _at(task, "hours_week"),
            )


@rule(Severity.WARNING)
def approval_missing(facts: Facts) -> Iterator[Told]:
    """No task is the approval of what is published, so nobody answers for it."""
    titles = [loose(one.title) for one in facts.plan.tasks]
    if titles and not any(start in title for title in titles for start in _APPROVING):
        yield Told(
            _("No task says who approves what is published."),
            _("Add the task “Approval” and give its A to one person, with a substitute."),
            Place(Step.PEOPLE, "task", 0, "new"),
        )


def _with(facts: Facts, task: Task, roles: tuple[Raci, ...]) -> list[str]:
    """Labels of the people who are one of `roles` to a task, in the order of the plan."""
    given = facts.plan.roles(task)
    return [one.label for one in facts.plan.people if given.get(one.id) in roles]


def _at(task: Task, field: str = "") -> Place:
    return Place(Step.PEOPLE, "task", task.id, field)
