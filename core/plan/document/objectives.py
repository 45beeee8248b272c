"""The objectives, and how it will be known whether the plan works."""

from collections.abc import Iterator, Sequence
from datetime import date

from core.days import brief_month
from core.documents.figures.words import figure
from core.documents.glyphs import titled
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
from core.plan.document.pieces import (
    GAP,
    Prose,
    brief_day,
    heading,
    marked_once,
    named,
    proposal,
    proposal_mark,
    said,
    section,
    sheet,
)
from core.plan.document.source import PlanSource
from core.plan.kinds import Judged, ObjectiveScope
from core.plan.labels import frequency_label, horizon_label, judged_label, layer_label
from core.plan.measurements.readings import MONTHS, chart_of, measurable, progress, value_in_words
from core.plan.model import Objective

_POINTS_OF_A_LINE = 2
BESIDE = 14
"""Letters of a figure with its unit on one line of its column."""


def chapter(source: PlanSource, prose: Prose) -> list[Block]:
    """What is to be reached, and one table of what it is known by."""
    plan = source.plan
    if not plan.objectives:
        return prose.empty(1, "objectives")
    generals = plan.general_objectives()
    shown = [*filter(measurable, generals), *specific(source)]
    return [
        *prose.head(1, "objectives"),
        *(_generals(generals) if generals else []),
        *(marked_once(table(shown, _("The objectives of this plan"))) if shown else []),
    ]


def _generals(objectives: Sequence[Objective]) -> list[Block]:
    """One below the other; where all are only proposed, that is said once above them."""
    once = all(objective.suggested for objective in objectives)
    items = (
        f"{titled(each.title)}. {proposal()}."
        if each.suggested and not once
        else f"{titled(each.title)}."
        for each in objectives
    )
    return [*([proposal_mark()] if once else []), Bullets(tuple(items), numbered=True)]


def sheets(source: PlanSource, prose: Prose, language: Language, today: date) -> list[Block]:
    """A sheet for each objective, general by general, then those that belong to none."""
    plan = source.plan
    blocks: list[Block] = []
    for general in plan.general_objectives():
        blocks.append(heading(2, general.title))
        if general.serves:
            blocks.append(
                Para(_("It serves this aim of the town: {aim}").format(aim=general.serves))
            )
        members = plan.specific_objectives(general)
        blocks += _group(source, members, language, today) or [prose.missing("objectives_apart")]
    if apart := plan.specific_objectives(None):
        blocks += [*prose.head(2, "objectives_apart"), *_group(source, apart, language, today)]
    return [*prose.head(1, "objective_sheets"), *blocks] if blocks else []


def _group(
    source: PlanSource, members: list[Objective], language: Language, today: date
) -> list[Block]:
    return [
        block
        for member in members
        for block in (heading(3, member.title), *_sheet(source, member, language, today))
    ]


def table(objectives: list[Objective], caption: str) -> Table:
    """What each objective starts from, aims at, and by when; figures to the right."""
    columns = (
        Column(label(Objective, "title"), 2.2),
        Column(label(Objective, "indicator"), 2.2),
        Column(label(Objective, "baseline"), 1.65, Align.END),
        Column(label(Objective, "target"), 1.65, Align.END),
        Column(label(Objective, "due_on"), 1.3),
    )
    return Table(columns, tuple(_row(item) for item in objectives), caption, row_header=True)


def _row(objective: Objective) -> tuple[Cell, ...]:
    return (
        named(objective.title, objective.suggested),
        said(indicator(objective)),
        figure_cell(objective, objective.baseline),
        figure_cell(objective, objective.target),
        said(brief_day(objective.due_on)),
    )


def indicator(objective: Objective, beside: int = BESIDE) -> str:
    """What is measured, with the unit where that does not stand beside each figure."""
    if objective.judged is Judged.QUALITATIVE and not objective.indicator:
        return _("Against written criteria, from 1 to 5")
    apart = _unit_apart(objective, beside)
    if apart and objective.indicator:
        return f"{objective.indicator} ({apart})"
    return objective.indicator or apart


def figure_cell(
    objective: Objective, value: float | None, *notes: Line, beside: int = BESIDE
) -> Cell:
    """A figure with its unit where both have so many letters at most, and notes on it."""
    if value is None:
        return cell(GAP)
    apart = _unit_apart(objective, beside)
    words = value_in_words(objective, value)
    return cell(words.removesuffix(f" {apart}") if apart else words, *notes)


def _unit_apart(objective: Objective, beside: int = BESIDE) -> str:
    """The unit where some figure has more letters with it."""
    known = (value for value in (objective.baseline, objective.target) if value is not None)
    told = [value_in_words(objective, value) for value in known]
    long = max(map(len, told), default=0) > beside
    return objective.unit if long and told[0].endswith(f" {objective.unit}") else ""


def _sheet(source: PlanSource, item: Objective, language: Language, today: date) -> Iterator[Block]:
    readings = source.plan.readings(item)
    state = progress(item, readings, today, source.plan.charter.start_on) if readings else None
    every = ". ".join(filter(None, (frequency_label(item.every), item.source)))
    kinds = (judged_label(item.judged), layer_label(item.layer), horizon_label(item.horizon))
    yield from sheet(
        (
            (label(Objective, "indicator"), item.indicator),
            (label(Objective, "rubric"), item.rubric),
            (label(Objective, "every"), every),
            # Translators: Type.
            (_("Kind"), ". ".join(kinds)),
            (label(Objective, "serves"), item.serves),
            (label(Objective, "channels"), source.channels(item.channels)),
            (_("How it is going"), state.sentence if state else ""),
        ),
        item.suggested,
    )
    if len(readings) >= _POINTS_OF_A_LINE:
        caption = _("Measurements of “{title}”").format(title=titled(item.title))
        yield figure(chart_of(item, source.plan, language), caption)


def specific(source: PlanSource) -> list[Objective]:
    """Every specific objective, in the order of the chapter."""
    plan = source.plan
    found = [
        item for general in plan.general_objectives() for item in plan.specific_objectives(general)
    ]
    return [
        *found,
        *(
            objective
            for objective in plan.specific_objectives(None)
            if objective.scope is ObjectiveScope.SPECIFIC
        ),
    ]


_MOST_MONTHS = 12
_MARK = "X"

Month = tuple[int, int]
"""Year and month."""


def review(source: PlanSource, prose: Prose) -> list[Block]:
    """Who looks at the plan again, and when."""
    return section(prose, 1, "review", source.plan.charter, "review")


def legal(source: PlanSource, prose: Prose) -> list[Block]:
    """The law that the plan stands on."""
    return section(prose, 1, "legal", source.plan.charter, "legal")


def indicators(source: PlanSource, prose: Prose) -> Iterator[Block]:
    """The indicators, and the calendar of their measurements."""
    measured = [objective for objective in specific(source) if measurable(objective)]
    if not measured:
        yield from prose.empty(1, "indicators")
        return
    yield from prose.head(1, "indicators")
    months = months_of(source)
    if not months:
        yield _list(measured)
        return
    yield _calendar(measured, months)
    if len(months) > _MOST_MONTHS:
        yield Para(_("The table shows the first twelve months; those that follow are alike."))


def _list(measured: list[Objective]) -> Table:
    columns = (Column(label(Objective, "indicator"), 3.0), Column(label(Objective, "every"), 1.2))
    rows = tuple((_name(item), said(frequency_label(item.every))) for item in measured)
    return Table(columns, rows, _("What is measured"), row_header=True)


def _calendar(measured: list[Objective], months: list[Month]) -> Table:
    shown = months[:_MOST_MONTHS]
    columns = (
        Column(label(Objective, "indicator"), 5.6),
        *(Column(_month_name(month, of=shown), 0.9) for month in shown),
    )
    rows = tuple(
        (_name(objective), *(_mark(objective, months, month) for month in shown))
        for objective in measured
    )
    caption = _("In which month each figure is taken")
    return Table(columns, rows, caption, row_header=True, matrix=True)


def _name(item: Objective) -> Cell:
    """What is measured, and where the figure is read."""
    return cell(Line(item.indicator or titled(item.title)), Line(item.source, Style.MUTED))


def _mark(objective: Objective, months: list[Month], month: Month) -> Cell:
    if month in measured_in(objective, months):
        return cell(_MARK, tone=CellTone.MEDIUM)
    return cell(GAP)


def months_of(source: PlanSource) -> list[Month]:
    """Every month of the plan's time; none while its first or last day is not known."""
    start, end = source.plan.charter.start_on, source.plan.charter.end_on
    if start is None or end is None:
        return []
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    return [(count // 12, count % 12 + 1) for count in range(first, last + 1)]


def measured_in(objective: Objective, months: list[Month]) -> list[Month]:
    """The months at whose end the figure is taken: by its frequency, until it falls due.

    Where the baseline is not known, also in the first month.
    """
    due = (objective.due_on.year, objective.due_on.month) if objective.due_on else None
    every = MONTHS[objective.every]
    return [
        month
        for count, month in enumerate(months, 1)
        if (due is None or month <= due)
        and (count % every == 0 or month == due or (count == 1 and objective.baseline is None))
    ]


def _month_name(month: Month, of: list[Month]) -> str:
    """`ene`; `ene 27` where the months shown belong to two years."""
    day = date(*month, 1)
    return brief_month(day) if of[0][0] == of[-1][0] else f"{brief_month(day)} {day:%y}"
