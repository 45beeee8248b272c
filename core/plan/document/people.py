"""Who does what, in which role, and whether the hours suffice."""

from collections.abc import Iterator, Sequence

from core.documents.charts import Bar, BarChart
from core.documents.figures.words import figure
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
from core.numbers import hours, number
from core.plan.document.pieces import GAP, MOST_TURNED, MOST_UPRIGHT, Prose, chunks, named, said
from core.plan.document.source import Source, titled
from core.plan.kinds import Raci
from core.plan.labels import raci_letters
from core.plan.model import Assignment, Person, Task
from core.plan.workload import DOES, Load, Workload, workload

_TONES = {
    Raci.RESPONSIBLE: CellTone.STRONG,
    Raci.ACCOUNTABLE: CellTone.ALERT,
    Raci.BOTH: CellTone.ALERT,
    Raci.CONSULTED: CellTone.MEDIUM,
    Raci.INFORMED: CellTone.LIGHT,
}


def chapter(source: Source, prose: Prose, language: Language) -> list[Block]:
    """People, RACI matrix, tasks, and the hours they take."""
    return [
        *_people(source, prose),
        *_tasks(source, prose),
        *_hours(source, prose, language),
    ]


def _people(source: Source, prose: Prose) -> Iterator[Block]:
    if not source.plan.people:
        yield from prose.empty(1, "people")
        return
    yield from prose.head(1, "people")
    columns = (
        Column(label(Person, "label"), 2.0),
        Column(label(Person, "contact_id"), 3.0),
        Column(label(Person, "hours_week"), 1.0, Align.END),
    )
    rows = tuple(_person(source, one) for one in source.plan.people)
    yield Table(columns, rows, _("The people of this plan"), row_header=True)


def _person(source: Source, one: Person) -> tuple[Cell, ...]:
    holder = source.snapshot.holder(one.contact_id)
    lines = [Line(holder.post or holder.name)] if holder else [Line(_("Vacant"))]
    outside = Line(_("Contracted, not of our own staff") if one.contracted else "", Style.MUTED)
    return (
        named(one.label, one.suggested),
        cell(*lines, outside),
        said(_figure(one.hours_week)),
    )


def _figure(value: float | None) -> str:
    """Hours in a column: quarters of an hour must add up before the reader's eyes."""
    return "" if value is None else number(value, 2)


def _tasks(source: Source, prose: Prose) -> Iterator[Block]:
    plan = source.plan
    if not plan.tasks or not plan.people:
        yield from prose.empty(2, "tasks")
        return
    yield from prose.head(2, "tasks")
    yield _task_table(source)
    yield from prose.head(2, "raci")
    yield from matrices(source)


def _task_table(source: Source) -> Table:
    """A column of notes only where there are some: they are few, and long."""
    tasks = source.plan.tasks
    notes = any(one.note.strip() for one in tasks)
    columns = [
        Column(label(Task, "title"), 2.1),
        Column(label(Task, "hours_week"), 0.9, Align.END),
        Column(_("Who does it"), 1.7),
    ]
    if notes:
        columns.append(Column(label(Task, "note"), 3.3))
    rows = tuple(_task(source, one)[: len(columns)] for one in tasks)
    return Table(tuple(columns), rows, _("The tasks and what they take"), row_header=True)


def _task(source: Source, one: Task) -> tuple[Cell, ...]:
    outside = (one.supplier or _("Contracted")) if one.contracted else ""
    return (
        named(one.title, one.suggested),
        said(_figure(one.hours_week)),
        said("\n".join(filter(None, (source.posts(doing(source, one)), outside)))),
        said(one.note),
    )


def doing(source: Source, task: Task) -> tuple[int, ...]:
    """Ids of the people who do a task."""
    return tuple(
        one.person_id
        for one in source.plan.assignments
        if one.task_id == task.id and one.role in DOES
    )


def matrices(source: Source) -> list[Table]:
    """Tasks by people; several when a page is too narrow for everybody."""
    groups = chunks(source.plan.people, MOST_TURNED)
    return [matrix(source, source.plan.tasks, part) for part in groups]


def matrix(source: Source, tasks: Sequence[Task], people: Sequence[Person]) -> Table:
    """What each of these people is to each of these tasks."""
    columns = (
        Column(label(Task, "title"), 2.6),
        *(Column(titled(one.label)) for one in people),
    )
    found = {(one.task_id, one.person_id): one for one in source.plan.assignments}
    rows = tuple(
        (said(titled(task.title)), *(_role(found.get((task.id, one.id))) for one in people))
        for task in tasks
    )
    return Table(
        columns,
        rows,
        _("Who does what: R, A, C, I"),
        row_header=True,
        matrix=True,
        landscape=len(people) > MOST_UPRIGHT,
    )


def _role(one: Assignment | None) -> Cell:
    return cell(raci_letters(one.role), tone=_TONES[one.role]) if one else cell(GAP)


def _hours(source: Source, prose: Prose, language: Language) -> Iterator[Block]:
    load = workload(source.plan, source.town)
    if not load.parts:
        yield from prose.empty(2, "workload")
        return
    yield from prose.head(2, "workload")
    yield Para(" ".join(sentences(load)))
    shown = [one for one in load.loads if one.needed or one.available]
    if shown:
        yield _table(shown)
        bars = tuple(Bar(titled(one.person.label), one.needed, one.available) for one in shown)
        subject = _("Hours a week of each post")
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
    parts = [_("The plan takes {hours} a week of our own staff.").format(hours=hours(load.needed))]
    if load.available is not None:
        there = _("There are {hours}.")
        if load.excess:
            there = _("There are {hours}: {missing} are missing.")
        parts.append(there.format(hours=hours(load.available), missing=hours(load.excess)))
    if load.contracted:
        parts.append(_("Another {hours} are contracted.").format(hours=hours(load.contracted)))
    if load.unassigned:
        parts.append(_("Nobody has {hours} of them yet.").format(hours=hours(load.unassigned)))
    return parts


def _table(shown: list[Load]) -> Table:
    columns = (
        Column(label(Person, "label"), 3.0),
        Column(_("Hours a week needed"), 1.3, Align.END),
        Column(_("Hours a week available"), 1.3, Align.END),
    )
    rows = tuple(
        (
            named(one.person.label, one.person.suggested),
            said(_figure(one.needed)),
            said(_figure(one.available)),
        )
        for one in shown
    )
    return Table(columns, rows, _("Hours needed and hours available"), row_header=True)
