"""How it will be known whether the plan works: what is measured when, and who looks at it."""

from collections.abc import Iterator
from datetime import date

from core import i18n
from core.documents.imprint import LOCALES
from core.documents.model import (
    Block,
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
from core.i18n import _
from core.plan.document.objectives import specific
from core.plan.document.pieces import GAP, said, section
from core.plan.document.prose import Prose
from core.plan.document.source import Source, titled
from core.plan.labels import frequency_label
from core.plan.model import Objective
from core.plan.readings import MONTHS, measurable

_MOST_MONTHS = 12
_MARK = "X"

Month = tuple[int, int]
"""Year and month."""


def chapter(source: Source, prose: Prose) -> list[Block]:
    """The indicators, the calendar of measurements, and the review of the plan."""
    return [
        *_indicators(source, prose),
        *section(prose, 2, "review", source.plan.charter, "review"),
    ]


def legal(source: Source, prose: Prose) -> list[Block]:
    """The law that the plan stands on."""
    return section(prose, 1, "legal", source.plan.charter, "legal")


def _indicators(source: Source, prose: Prose) -> Iterator[Block]:
    measured = [one for one in specific(source) if measurable(one)]
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
    rows = tuple((_name(one), said(frequency_label(one.every))) for one in measured)
    return Table(columns, rows, _("What is measured"), row_header=True)


def _calendar(measured: list[Objective], months: list[Month]) -> Table:
    shown = months[:_MOST_MONTHS]
    columns = (
        Column(label(Objective, "indicator"), 5.6),
        *(Column(_month_name(month, of=shown), 0.9) for month in shown),
    )
    rows = tuple((_name(one), *(_mark(one, months, month) for month in shown)) for one in measured)
    caption = _("In which month each figure is taken")
    return Table(columns, rows, caption, row_header=True, matrix=True)


def _name(one: Objective) -> Cell:
    """What is measured, and where the figure is read."""
    return cell(Line(one.indicator or titled(one.title)), Line(one.source, Style.MUTED))


def _mark(one: Objective, months: list[Month], month: Month) -> Cell:
    if month in measured_in(one, months):
        return cell(_MARK, tone=CellTone.MEDIUM)
    return cell(GAP)


def months_of(source: Source) -> list[Month]:
    """Every month of the plan's time; none while its first or last day is not known."""
    start, end = source.plan.charter.start_on, source.plan.charter.end_on
    if start is None or end is None:
        return []
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    return [(count // 12, count % 12 + 1) for count in range(first, last + 1)]


def measured_in(one: Objective, months: list[Month]) -> list[Month]:
    """The months at whose end the figure is taken: by its frequency, until it falls due.

    Where the baseline is not known, also in the first month.
    """
    due = (one.due_on.year, one.due_on.month) if one.due_on else None
    every = MONTHS[one.every]
    return [
        month
        for count, month in enumerate(months, 1)
        if (due is None or month <= due)
        and (count % every == 0 or month == due or (count == 1 and one.baseline is None))
    ]


def _month_name(month: Month, of: list[Month]) -> str:
    """`ene`; `ene 27` where the months shown belong to two years."""
    from babel.dates import format_date

    pattern = "MMM" if of[0][0] == of[-1][0] else "MMM yy"
    return str(format_date(date(*month, 1), pattern, LOCALES[i18n.current()]))
