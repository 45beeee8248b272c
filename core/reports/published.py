"""What was published in a year, by use, audience and channel, against what the plan says."""

from collections.abc import Iterator

from core.calendar.published import PublishedCounts
from core.days import long_day
from core.documents.model import Align, Block, Cell, Column, Heading, Para, Table, cell
from core.i18n import _, ngettext
from core.numbers import number, percent
from core.plan.document.pieces import GAP, named, said
from core.plan.labels import use_label
from core.plan.model import Plan
from core.reports.sources import source


def chapter(out: PublishedCounts, plan: Plan) -> Iterator[Block]:
    """Three tables, or that nothing was kept."""
    yield Heading(1, _("What was published"))
    if out.since is None:
        yield Para(_("The calendar has no record of anything published this year."))
        return
    told = ngettext(
        "Since {day}, the first day noted in the calendar, {count} item was published.",
        "Since {day}, the first day noted in the calendar, {count} items were published.",
        out.items,
    )
    yield Para(told.format(day=long_day(out.since), count=number(out.items)))
    yield _uses(out, plan)
    yield _audiences(out, plan)
    yield _channels(out, plan)
    yield source(_("what was marked as published in the calendar, and the plan"))


def _uses(out: PublishedCounts, plan: Plan) -> Table:
    rows = [
        (named(use_label(use.name), use.suggested), out.by_use[use.name], use.share)
        for use in plan.uses
        if use.share or out.by_use[use.name]
    ]
    if out.by_use[None]:
        rows.append((cell(_("Not said")), out.by_use[None], None))
    columns = (
        Column(_("What for"), 3.0),
        # Translators: Of the calendar: what is published.
        Column(_("Items"), 1.0, Align.END),
        Column(_("Share"), 1.0, Align.END),
        Column(_("According to the plan"), 1.0, Align.END),
    )
    return Table(
        columns,
        tuple(
            (name, *_counts(count, out.items), said(_percent(share))) for name, count, share in rows
        ),
        _("Items by use"),
        row_header=True,
    )


def _audiences(out: PublishedCounts, plan: Plan) -> Table:
    rows = [(named(one.title, one.suggested), out.by_audience[one.id]) for one in plan.audiences]
    rows.append((cell(_("Everybody")), out.by_audience[None]))
    columns = (
        Column(_("For whom"), 4.0),
        Column(_("Items"), 1.0, Align.END),
        Column(_("Share"), 1.0, Align.END),
    )
    return Table(
        columns,
        tuple((name, *_counts(count, out.items)) for name, count in rows),
        _("Items by audience; one for several counts in each"),
        row_header=True,
    )


def _channels(out: PublishedCounts, plan: Plan) -> Table:
    rows = [
        (
            named(one.title, one.suggested),
            cell(number(out.by_channel[one.id])),
            said(number(out.by_channel[one.id] / out.weeks)),
            said(None if one.posts_week is None else number(one.posts_week)),
        )
        for one in plan.channels
    ]
    if out.by_channel[None]:
        gone = cell(_("Channels that are gone")), cell(number(out.by_channel[None]))
        rows.append((*gone, cell(GAP), cell(GAP)))
    columns = (
        Column(_("Where"), 3.0),
        # Translators: Column: how often.
        Column(_("Times"), 1.0, Align.END),
        Column(_("A week"), 1.0, Align.END),
        Column(_("According to the plan"), 1.0, Align.END),
    )
    return Table(columns, tuple(rows), _("Times published on each channel"), row_header=True)


def _counts(count: int, of: int) -> tuple[Cell, Cell]:
    return cell(number(count)), cell(percent(100 * count / of))


def _percent(share: int | None) -> str | None:
    return None if share is None else percent(share)
