"""Of the after-action report: rumours, people affected, moderation, mentions.

Of people affected it has the words by which they are known and nothing that leads to them.
"""

from collections import Counter
from collections.abc import Iterator

from core.crisis.desk import Desk
from core.crisis.document import times
from core.crisis.document.times import Times
from core.crisis.figures import Stretch, by_hours
from core.crisis.labels import complainant_state_label, measure_label, verdict_label
from core.crisis.model import Complainant, Rumour
from core.days import clock_time
from core.documents.chart_words import figure
from core.documents.charts import ToneChart, Tones
from core.documents.model import Align, Block, Cell, Column, Heading, Line, Para, Style, Table, cell
from core.i18n import Language, _, ngettext, pgettext
from core.mentions.kinds import Band
from core.mentions.records import mentions as mention_records
from core.mentions.records.mentions import Row
from core.numbers import number
from core.plan.document.pieces import said
from core.plan.document.source import titled
from core.store import Connection

_MOST_MENTIONS = 40
"""Rows of the table of mentions; of more, the first ones tell how it spread."""
_DAY = 24


def rumours(desk: Desk, when: Times) -> Iterator[Block]:
    """What was claimed, what the competent body says, and the answer."""
    if not desk.rumours:
        return
    yield Heading(1, _("Rumours"))
    columns = (
        Column(_("What was claimed"), 2.6),
        Column(_("What is known"), 1.6),
        Column(_("What was answered"), 2.8),
    )
    yield Table(columns, tuple(_rumour(one, when) for one in desk.rumours), row_header=True)


def _rumour(one: Rumour, when: Times) -> tuple[Cell, ...]:
    seen = f"{when.at(one.at)} · {one.seen}" if one.seen else when.at(one.at)
    asked = _("Says so: {source}").format(source=one.source) if one.source else ""
    return (
        cell(one.claim, Line(seen, Style.MUTED)),
        cell(verdict_label(one.verdict), Line(asked, Style.MUTED)),
        cell(one.answer or _("Not answered"), Line(when.at(one.answered_at), Style.MUTED)),
    )


def affected(desk: Desk, when: Times) -> Iterator[Block]:
    """Where each conversation stands; by its label alone, and the number that the log gives it."""
    if not desk.complainants:
        return
    yield Heading(1, _("People affected"))
    columns = (
        Column(_("Who"), 2.6),
        Column(_("How it stands"), 1.8),
        Column(_("Moved to private"), 1.3),
        Column(_("Settled"), 1.0),
        Column(_("Closed in public"), 1.3),
    )
    people = enumerate(desk.complainants, start=1)
    rows = tuple(_person(number, one, when) for number, one in people)
    yield Table(columns, rows, row_header=True)


def _person(number: int, one: Complainant, when: Times) -> tuple[Cell, ...]:
    moments = (one.moved_at, one.solved_at, one.closed_at)
    return (
        said(f"{number} · {titled(one.label)}"),
        cell(complainant_state_label(one.state)),
        *(said(when.at(moment)) for moment in moments),
    )


def moderation(desk: Desk) -> Iterator[Block]:
    """How often each measure was taken; who and what stands in the moderation file."""
    if not desk.moderation:
        return
    yield Heading(1, _("Moderation"))
    counted = Counter((measure_label(one.measure), one.rule) for one in desk.moderation)
    columns = (
        Column(pgettext("moderation", "Measure"), 1.6),
        Column(_("Rule of use that it breaks"), 3.6),
        Column(_("Cases"), 0.8, Align.END),
    )
    rows = tuple(
        (cell(measure), said(rule), cell(number(count)))
        for (measure, rule), count in counted.items()
    )
    yield Table(columns, rows, row_header=True)


def mentions(connection: Connection, desk: Desk, language: Language) -> Iterator[Block]:
    """How talk of it grew, hour by hour, and who told it; nothing where no mention is tied."""
    rows = mention_records.rows(connection, [one.item_id for one in desk.linked])
    if not rows:
        return
    rows.sort(key=lambda row: (row.item.at, row.item.id))
    yield Heading(1, _("What was said of it"))
    yield Para(
        ngettext(
            "{count} mention is tied to this incident.",
            "{count} mentions are tied to this incident.",
            len(rows),
        ).format(count=number(len(rows)))
    )
    told = [(row.item.at, row.mention.band if row.mention else Band.NONE) for row in rows]
    step, stretches = by_hours(told, desk.incident.opened_at)
    caption = _("Mentions by hour") if step < _DAY else _("Mentions by day")
    bars = tuple(_bar(one, step) for one in stretches)
    yield figure(ToneChart(caption, bars, language), caption)
    yield _table(rows[:_MOST_MENTIONS])
    if len(rows) > _MOST_MENTIONS:
        more = len(rows) - _MOST_MENTIONS
        yield Para(
            ngettext("One more is in Mentions.", "{count} more are in Mentions.", more).format(
                count=number(more)
            )
        )


def _bar(one: Stretch, step: int) -> Tones:
    if one.start is None:
        label = pgettext("time", "Before")
    elif step < _DAY:
        label = _("{day}, from {time}").format(
            day=times.short_day(one.start), time=clock_time(one.start)
        )
    else:
        label = times.short_day(one.start)
    return Tones(label, one.negative, one.none, one.positive)


def _table(rows: list[Row]) -> Table:
    when = times.of(row.item.at for row in rows)
    columns = (
        Column(_("Time"), 1.2),
        Column(_("What was said"), 3.8),
        Column(_("Where"), 1.8),
    )
    return Table(
        columns,
        tuple(
            (
                cell(when.at(row.item.at)),
                said(titled(row.item.title or row.item.text[:160])),
                said(row.item.outlet or row.source or _("Noted by hand")),
            )
            for row in rows
        ),
        row_header=True,
    )
