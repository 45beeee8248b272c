"""What tasks, approval and lists lack."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from core.days import shown
from core.i18n import _, ngettext
from core.plan.findings import FixTarget, PlanFacts, ToldFinding, rule
from core.plan.kinds import PlanStep, Raci, Severity
from core.plan.model import Person, Task
from core.plan.unreviewed import Listed, lists, place_of, places
from core.plan.wording import listed, named
from core.plan.workload import DOES
from core.text import clean, fold, loose

ANSWERS = (Raci.ACCOUNTABLE, Raci.BOTH)

_APPROVING = (
    *("aprob", "aprov", "approv", "autoriz", "authori", "valid"),
    *("visto bueno", "onartu", "onarpen"),
)
"""Beginnings of words for approval in the languages of towns, loosely folded."""


@rule(Severity.WARNING)
def tasks_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """There are people and nothing says what they do."""
    if facts.plan.people and not facts.plan.tasks:
        yield ToldFinding(
            _("The plan has no tasks."),
            _("Add at least content, answering, listening and approval, with their hours."),
            FixTarget(PlanStep.PEOPLE, "task"),
        )


@rule(Severity.ERROR)
def task_without_responsible(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A task that nobody does; one with a supplier is done by it."""
    for task in facts.plan.tasks:
        supplied = task.contracted and task.supplier
        if facts.plan.people and not supplied and not _with(facts, task, DOES):
            yield ToldFinding(
                _("Nobody does “{task}”.").format(task=named(task.title)),
                _("Give an R (does it) to somebody."),
                _at_task(task),
            )


@rule(Severity.WARNING)
def task_without_accountable(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A task for which nobody answers."""
    for task in facts.plan.tasks:
        if facts.plan.people and not _with(facts, task, ANSWERS):
            yield ToldFinding(
                _("Nobody answers for “{task}”.").format(task=named(task.title)),
                _("Give an A (answers for it) to one person; one person may be R/A."),
                _at_task(task),
            )


@rule(Severity.WARNING)
def task_with_two_accountable(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A task for which two answer, which is nobody."""
    for task in facts.plan.tasks:
        several = _with(facts, task, ANSWERS)
        if len(several) > 1:
            yield ToldFinding(
                _("{count} people answer for “{task}”.").format(
                    count=len(several), task=named(task.title)
                ),
                _("Leave the A (answers for it) with only one of these people: {people}.").format(
                    people=listed(several)
                ),
                _at_task(task),
            )


@rule(Severity.WARNING)
def task_without_supplier(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A contracted task that nobody has been contracted for."""
    for task in facts.plan.tasks:
        if task.contracted and not task.supplier:
            yield ToldFinding(
                _("“{task}” is contracted and does not say to whom.").format(
                    task=named(task.title)
                ),
                _("Write the company or the freelancer, or do it in-house."),
                _at_task(task, "supplier"),
            )


@rule(Severity.HINT)
def task_without_hours(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A task that seems to take no time."""
    for task in facts.plan.tasks:
        if task.hours_week is None:
            yield ToldFinding(
                _("“{task}” does not say how many hours it takes.").format(task=named(task.title)),
                _("Write the hours of a usual week; half an hour is also a figure."),
                _at_task(task, "hours_week"),
            )


@rule(Severity.WARNING)
def approval_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """No task is the approval of what is published, so nobody answers for it."""
    titles = [loose(task.title) for task in facts.plan.tasks]
    if titles and not any(start in title for title in titles for start in _APPROVING):
        yield ToldFinding(
            _("No task says who approves what is published."),
            _("Add the task “Approval” and give its A to one person, with a deputy."),
            FixTarget(PlanStep.PEOPLE, "task", 0, "new"),
        )


_FEWEST_TASKS = 4
"""Of fewer, that one person does most of them says nothing."""


@rule(Severity.HINT)
def one_does_most(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A person who alone does more than half of the tasks can never be ill."""
    tasks = facts.plan.tasks
    alone: Counter[int] = Counter()
    for task in tasks:
        doing = [person for person, role in facts.plan.roles(task).items() if role in DOES]
        if len(doing) == 1 and not (task.contracted and task.supplier):
            alone.update(doing)
    for person in facts.plan.people if len(tasks) >= _FEWEST_TASKS else ():
        if 2 * alone[person.id] > len(tasks):
            yield ToldFinding(
                _("Only “{person}” does {count} of the {whole} tasks.").format(
                    person=named(person.label), count=alone[person.id], whole=len(tasks)
                ),
                _("Give an R to somebody else on those that cannot wait for holidays to end."),
                FixTarget(PlanStep.PEOPLE, "person", person.id),
            )


def _with(facts: PlanFacts, task: Task, roles: tuple[Raci, ...]) -> list[str]:
    """Labels of the people who are one of `roles` to a task, in the order of the plan."""
    given = facts.plan.roles(task)
    return [person.label for person in facts.plan.people if given.get(person.id) in roles]


def _at_task(task: Task, field: str = "") -> FixTarget:
    return FixTarget(PlanStep.PEOPLE, "task", task.id, field)


APPROVAL_HOLDS = timedelta(days=365)


@rule(Severity.WARNING)
def plan_not_approved(facts: PlanFacts) -> Iterator[ToldFinding]:
    """The plan's period runs and nobody has approved a version."""
    start = facts.plan.charter.start_on
    if start is not None and start <= facts.today and not facts.plan.versions:
        yield ToldFinding(
            _("The plan began on {day} and no version is approved.").format(day=shown(start)),
            _("Fix its errors, print it, and write who approved it and when."),
            FixTarget(PlanStep.REVIEW),
        )


@rule(Severity.WARNING)
def plan_old(facts: PlanFacts) -> Iterator[ToldFinding]:
    """The last version was approved more than a year ago."""
    last = max(facts.plan.versions, key=lambda version: version.number, default=None)
    if last is None:
        return
    day = last.approved_on or last.frozen_at.date()
    if facts.today - day > APPROVAL_HOLDS:
        yield ToldFinding(
            _("Version {number} was approved on {day}, more than a year ago.").format(
                number=last.number, day=shown(day)
            ),
            _("Go through the eight steps, correct what has changed and approve it again."),
            FixTarget(PlanStep.REVIEW),
        )


@rule(Severity.HINT)
def review_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Nobody is to look at the plan again."""
    if facts.plan.objectives and not facts.plan.charter.review:
        yield ToldFinding(
            _("Nothing says who looks at the plan again, and how often."),
            _("Write who does it, every how many months, and with which figures."),
            FixTarget(PlanStep.REVIEW, "charter", 1, "review"),
        )


@rule(Severity.HINT)
def legal_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Nothing says which laws the plan answers to."""
    if facts.plan.objectives and not facts.plan.charter.legal:
        yield ToldFinding(
            _("Nothing says which laws apply to the plan."),
            _("Name at least data protection, accessibility and the electoral law."),
            FixTarget(PlanStep.REVIEW, "charter", 1, "legal"),
        )


@rule(Severity.WARNING)
def title_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """An item that nobody can tell from another."""
    for step, kind, items in lists(facts.plan):
        for number, item in enumerate(items, 1):
            if not clean(_title(item)):
                yield ToldFinding(
                    _untitled(kind).format(number=number),
                    _("Write a short title, or remove the line."),
                    place_of(step, kind, item),
                )


@rule(Severity.WARNING)
def title_twice(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Two items of one list with the same title; accounts may have one name on many networks."""
    for step, kind, items in lists(facts.plan):
        seen: set[str] = set()
        for item in items if kind != "account" else ():
            title = fold(clean(_title(item)))
            if title and title in seen:
                yield ToldFinding(
                    _("“{title}” is in its list twice.").format(title=named(_title(item))),
                    _("Merge the two, or give them titles that tell them apart."),
                    place_of(step, kind, item),
                )
            seen.add(title)


@rule(Severity.HINT)
def suggestions_waiting(facts: PlanFacts) -> Iterator[ToldFinding]:
    """What the program proposed and nobody has looked at: one finding for each step."""
    waiting: dict[PlanStep, list[FixTarget]] = {}
    for place in places(facts.plan):
        waiting.setdefault(place.step, []).append(place)
    for there in waiting.values():
        first, count = there[0], len(there)
        yield ToldFinding(
            ngettext(
                "One suggestion has not been looked at.",
                "{count} suggestions have not been looked at.",
                count,
            ).format(count=count),
            _("Accept, change or remove each of them."),
            replace(first, item_id=0, first=first.item_id),
        )


def _untitled(kind: str) -> str:
    return {
        "account": _("Account {number} of the list has no name."),
        "objective": _("An objective has no title."),
        "audience": _("Audience {number} of the list has no title."),
        "channel": _("Channel {number} of the list has no title."),
        "private_channel": _("Private channel {number} of the list has no title."),
        "person": _("Role {number} of the list has no title."),
        "task": _("Task {number} of the list has no title."),
    }[kind]


def _title(item: Listed) -> str:
    return item.label if isinstance(item, Person) else item.title
