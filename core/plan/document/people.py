"""Who does what, in which role, and whether the hours suffice."""

import math
from collections.abc import Iterator, Sequence

from core.documents.charts import Bar, BarChart
from core.documents.figures.words import figure
from core.documents.glyphs import called, titled
from core.documents.model import (
    Align,
    Block,
    Bullets,
    Cell,
    CellTone,
    Column,
    Line,
    Para,
    Style,
    Table,
    cell,
)
from core.fields import label
from core.i18n import Language, _
from core.numbers import hour_figure, hours
from core.plan.document.pieces import (
    GAP,
    MOST_UPRIGHT,
    Prose,
    chunks,
    marked_once,
    named,
    said,
)
from core.plan.document.source import PlanSource
from core.plan.kinds import Raci
from core.plan.labels import raci_letters
from core.plan.model import Assignment, Person, Task
from core.plan.workload import DOES, Load, Workload, workload

_UPRIGHT, _LEAST_TASK = 160.0, 36.0
"""Millimetres of an upright page, and of the column of tasks."""
_TASK = 2.6
"""Width of that column against one of a person."""
_HEAD_LETTER, _LEAST_HEAD = 1.6, "consulta"
"""Width of a letter of a head with what is around it, and the shortest word it has room for."""

_TONES = {
    Raci.RESPONSIBLE: CellTone.STRONG,
    Raci.ACCOUNTABLE: CellTone.SOLID,
    Raci.BOTH: CellTone.SOLID,
    Raci.CONSULTED: CellTone.MEDIUM,
    Raci.INFORMED: CellTone.NONE,
}


def chapter(source: PlanSource, prose: Prose, language: Language) -> list[Block]:
    """People, their hours, the tasks, and who does what."""
    return [
        *_people(source, prose),
        *_hours(source, prose, language),
        *_tasks(source, prose),
        *_who_does_what(source, prose),
    ]


def _people(source: PlanSource, prose: Prose) -> Iterator[Block]:
    if not source.plan.people:
        yield from prose.empty(1, "people")
        return
    yield from prose.head(1, "people")
    columns = (
        Column(label(Person, "label"), 2.0),
        Column(label(Person, "contact_id"), 3.0),
        Column(label(Person, "hours_week"), 1.0, Align.END),
    )
    rows = tuple(_person(source, person) for person in source.plan.people)
    yield from marked_once(Table(columns, rows, _("The people of this plan"), row_header=True))


def _person(source: PlanSource, person: Person) -> tuple[Cell, ...]:
    holder = source.snapshot.holder(person.contact_id)
    # Translators: A role that nobody holds.
    lines = [Line(called(holder.post or holder.name))] if holder else [Line(_("Vacant"))]
    outside = Line(_("Contracted, not of our own staff") if person.contracted else "", Style.MUTED)
    return (
        named(person.label, person.suggested),
        cell(*lines, outside),
        said(_figure(person.hours_week)),
    )


def _figure(value: float | None) -> str:
    return "" if value is None else hour_figure(value)


def _tasks(source: PlanSource, prose: Prose) -> Iterator[Block]:
    plan = source.plan
    if not plan.tasks or not plan.people:
        yield from prose.empty(2, "tasks")
        return
    yield from prose.head(2, "tasks")
    yield from marked_once(_task_table(source))


def _who_does_what(source: PlanSource, prose: Prose) -> Iterator[Block]:
    if source.plan.tasks and source.plan.people:
        yield from prose.head(2, "raci")
        yield from matrices(source)


def _task_table(source: PlanSource) -> Table:
    """A column of notes only where there are some: they are few, and long."""
    tasks = source.plan.tasks
    notes = any(task.note.strip() for task in tasks)
    columns = [
        Column(label(Task, "title"), 2.1),
        Column(label(Task, "hours_week"), 1.35, Align.END),
        Column(_("Who does it"), 1.7),
    ]
    if notes:
        columns.append(Column(label(Task, "note"), 3.3))
    rows = tuple(_task(source, task)[: len(columns)] for task in tasks)
    return Table(tuple(columns), rows, _("The tasks and what they take"), row_header=True)


def _task(source: PlanSource, task: Task) -> tuple[Cell, ...]:
    # Translators: A task that somebody outside does for money.
    outside = (task.supplier or _("Contracted")) if task.contracted else ""
    return (
        named(task.title, task.suggested),
        said(_figure(task.hours_week)),
        said("\n".join(filter(None, (source.posts(doing(source, task)), outside)))),
        said(task.note),
    )


def doing(source: PlanSource, task: Task) -> tuple[int, ...]:
    """Ids of the people who do a task."""
    return tuple(
        assignment.person_id
        for assignment in source.plan.assignments
        if assignment.task_id == task.id and assignment.role in DOES
    )


def matrices(source: PlanSource) -> list[Table]:
    """Tasks by people; several when a page is too narrow for everybody, for the one before a page
    that is turned would end where the text does."""
    people = source.plan.people
    rooms = [
        max(map(len, [*titled(person.label).split(), _LEAST_HEAD])) * _HEAD_LETTER
        for person in people
    ]
    # One or two more have room where each head takes that of its words.
    if len(people) > MOST_UPRIGHT and (left := _UPRIGHT - math.fsum(rooms)) >= _LEAST_TASK:
        return [_matrix(source, people, left, rooms)]
    return [
        _matrix(source, part, _TASK, [1.0] * len(part)) for part in chunks(people, MOST_UPRIGHT)
    ]


def _matrix(
    source: PlanSource, people: Sequence[Person], wide: float, rooms: Sequence[float]
) -> Table:
    """What each of these people is to each task."""
    heads = [titled(person.label) for person in people]
    found = {(item.task_id, item.person_id): item for item in source.plan.assignments}
    rows = tuple(
        (said(titled(task.title)), *(_role(found.get((task.id, person.id))) for person in people))
        for task in source.plan.tasks
    )
    return Table(
        (Column(label(Task, "title"), wide), *map(Column, heads, rooms)),
        rows,
        _("Who does what: R does it, A answers for it, C is consulted, I is informed"),
        row_header=True,
        matrix=True,
    )


def _role(item: Assignment | None) -> Cell:
    return cell(raci_letters(item.role), tone=_TONES[item.role]) if item else cell(GAP)


def _hours(source: PlanSource, prose: Prose, language: Language) -> Iterator[Block]:
    load = workload(source.plan, source.town)
    if not load.parts:
        yield from prose.empty(2, "workload")
        return
    yield from prose.head(2, "workload")
    yield Para(" ".join(sentences(load)))
    shown = [other for other in load.loads if other.needed or other.available]
    if shown:
        yield from marked_once(_table(shown))
        bars = tuple(
            Bar(titled(other.person.label), other.needed, other.available) for other in shown
        )
        subject = _("Hours a week of each role")
        yield figure(BarChart(subject, bars, language), subject)
    if load.cuts:
        yield Para(_("These ways would bring the work down:"))
        yield Bullets(
            tuple(
                _("{way} It saves {hours} a week.").format(way=cut.sentence, hours=hours(cut.hours))
                for cut in load.cuts
            )
        )


def sentences(load: Workload) -> list[str]:
    """What the plan takes and what there is."""
    parts = [
        _("The plan takes {hours} a week of our own staff’s time.").format(hours=hours(load.needed))
    ]
    if load.available is not None:
        there = _("{hours} are available.")
        if load.excess:
            there = _("{hours} are available, {missing} too few.")
        parts.append(there.format(hours=hours(load.available), missing=hours(load.excess)))
    if load.contracted:
        parts.append(_("Another {hours} are contracted.").format(hours=hours(load.contracted)))
    if load.unassigned:
        parts.append(_("Not assigned yet: {hours}.").format(hours=hours(load.unassigned)))
    return parts


def _table(shown: list[Load]) -> Table:
    columns = (
        Column(label(Person, "label"), 3.0),
        Column(_("Hours a week needed"), 1.3, Align.END),
        Column(_("Hours a week available"), 1.3, Align.END),
    )
    rows = tuple(
        (
            named(load.person.label, load.person.suggested),
            said(_figure(load.needed)),
            said(_figure(load.available)),
        )
        for load in shown
    )
    return Table(columns, rows, _("Hours needed and hours available"), row_header=True)
