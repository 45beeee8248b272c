"""Of the after-action report: what was told, rumours, people affected, moderation, mentions.

Of people affected it has the words by which they are known and nothing that leads to them.
"""

from collections import Counter
from collections.abc import Iterator

from core.crisis.desk import Desk, Worded
from core.crisis.document import parts
from core.crisis.document.parts import Times
from core.crisis.incidents.figures import Stretch, by_hours, published, published_at
from core.crisis.labels import (
    complainant_state_label,
    measure_label,
    statement_label,
    statement_state_label,
    verdict_label,
    way_label,
)
from core.crisis.model import Complainant, Rumour, StatementState, StatementText
from core.days import clock_time
from core.documents.charts import ToneChart, Tones
from core.documents.figures.words import figure
from core.documents.glyphs import shorten, titled, visible
from core.documents.model import (
    Align,
    Block,
    Box,
    Boxes,
    Cell,
    Column,
    Heading,
    Line,
    Para,
    Style,
    Table,
    cell,
)
from core.documents.rich import rich, spoken
from core.i18n import Language, _, ngettext, pgettext
from core.mentions.kinds import ToneBand
from core.mentions.records import mentions as mention_records
from core.mentions.records.mentions import Row
from core.numbers import number
from core.plan.document.pieces import filled, said
from core.store import Connection
from core.text import clean_lines
from core.town.model import language_name

_MOST_MENTIONS = 40
"""Rows of the table of mentions; of more, the first ones tell how it spread."""
_DAY = 24


def rumours(desk: Desk, when: Times) -> Iterator[Block]:
    """What was claimed, what the competent body says, and the answer."""
    if not desk.rumours:
        return
    yield Heading(1, _("Rumours"))
    columns = (
        Column(_("What was claimed"), 2.4),
        Column(_("What is known"), 2.2),
        Column(_("What was answered"), 2.4),
    )
    rows = tuple(_rumour(rumour, when, desk.incident.language) for rumour in desk.rumours)
    yield Table(columns, rows, row_header=True)


def _rumour(rumour: Rumour, when: Times, language: str) -> tuple[Cell, ...]:
    at, seen = when.at(rumour.at), spoken(rumour.seen, language)
    source = shorten(rumour.source)
    asked = rich(_("Source: {source}"), source=spoken(source, language))
    return (
        cell(
            spoken(rumour.claim, language),
            Line(rich("{at} · {seen}", at=at, seen=seen) if rumour.seen else at, Style.MUTED),
        ),
        cell(verdict_label(rumour.verdict), Line(asked if source else "", Style.MUTED)),
        cell(
            spoken(rumour.answer, language) if rumour.answer else _("Not answered"),
            Line(when.at(rumour.answered_at), Style.MUTED),
        ),
    )


def affected(desk: Desk, when: Times) -> Iterator[Block]:
    """Where each conversation stands; by its label alone, and the number that the log gives it."""
    if not desk.complainants:
        return
    yield Heading(1, _("People affected"))
    columns = (
        Column(_("Who"), 2.6),
        Column(_("How it is going"), 1.8),
        Column(_("Moved to private"), 1.3),
        # Translators: Column: the person affected has had an answer.
        Column(_("Settled"), 1.0),
        Column(_("Closed in public"), 1.3),
    )
    people = enumerate(desk.complainants, start=1)
    rows = tuple(_person(number, one, when, desk.incident.language) for number, one in people)
    yield filled(Table(columns, rows, row_header=True))


def _person(number: int, complainant: Complainant, when: Times, language: str) -> tuple[Cell, ...]:
    moments = (complainant.moved_at, complainant.solved_at, complainant.closed_at)
    return (
        cell(
            rich(
                "{number} · {who}",
                number=str(number),
                who=spoken(titled(complainant.label), language),
            )
        ),
        cell(complainant_state_label(complainant.state)),
        *(said(when.at(moment)) for moment in moments),
    )


def moderation(desk: Desk) -> Iterator[Block]:
    """How often each measure was taken; who and what stands in the moderation file."""
    if not desk.moderation:
        return
    yield Heading(1, _("Moderation"))
    counted = Counter((measure_label(item.measure), item.rule) for item in desk.moderation)
    columns = (
        Column(pgettext("moderation", "Measure"), 1.6),
        Column(_("Rule of use that it breaks"), 3.6),
        # Translators: Column: number of moderation files, not computer files.
        Column(_("Files"), 0.8, Align.END),
    )
    rows = tuple(
        (cell(measure), said(rule, desk.incident.language), cell(number(count)))
        for (measure, rule), count in counted.items()
    )
    yield Table(columns, rows, row_header=True)


def mentions(connection: Connection, desk: Desk, language: Language) -> Iterator[Block]:
    """How talk of it grew, hour by hour, and who told it; nothing where no mention is tied."""
    rows = mention_records.rows(connection, [item.item_id for item in desk.linked])
    if not rows:
        return
    rows.sort(key=lambda row: (row.item.at, row.item.id))
    yield Heading(1, _("What was said about it"))
    yield Para(
        ngettext(
            "{count} mention is linked to this incident.",
            "{count} mentions are linked to this incident.",
            len(rows),
        ).format(count=number(len(rows)))
    )
    told = [(row.item.at, row.mention.band if row.mention else ToneBand.NONE) for row in rows]
    step, stretches = by_hours(told, desk.incident.opened_at)
    caption = _("Mentions by hour") if step < _DAY else _("Mentions by day")
    bars = tuple(_bar(stretch, step) for stretch in stretches)
    yield figure(ToneChart(caption, bars, language), caption)
    yield _table(rows[:_MOST_MENTIONS])
    if len(rows) > _MOST_MENTIONS:
        more = len(rows) - _MOST_MENTIONS
        yield Para(
            ngettext("One more is in Mentions.", "{count} more are in Mentions.", more).format(
                count=number(more)
            )
        )


def _bar(stretch: Stretch, step: int) -> Tones:
    if stretch.start is None:
        label = pgettext("time", "Before")
    elif step < _DAY:
        label = _("{day}, from {time}").format(
            day=parts.short_day(stretch.start), time=clock_time(stretch.start)
        )
    else:
        label = parts.short_day(stretch.start)
    return Tones(label, stretch.negative, stretch.none, stretch.positive)


def _table(rows: list[Row]) -> Table:
    when = parts.of(row.item.at for row in rows)
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
                said(titled(row.item.title or row.item.text[:160]), row.item.language),
                said(shorten(row.item.outlet or row.source or _("Noted by hand"))),
            )
            for row in rows
        ),
        row_header=True,
    )


def statements(desk: Desk, when: Times) -> Iterator[Block]:
    """Each published statement with its texts and places; then those that stayed inside."""
    yield Heading(1, _("What was said in public"))
    out = published(desk.statements)
    if not out:
        yield Para(_("No statement was published."))
    for place, worded in enumerate(out, 1):
        yield from _published(place, worded, when, desk.incident.language)
        if places := desk.still_said_in(worded):
            told = _("It was not noted in {places}, where the earlier text had gone.")
            named = spoken(", ".join(places), desk.incident.language)
            yield Para(rich(told, places=named))
    inside = [statement for statement in desk.statements if statement not in out]
    if inside:
        yield Heading(2, _("What was not published"))
        columns = (Column(_("Statement"), 2.0), Column(_("How far it got"), 2.0))
        yield Table(columns, tuple(_inside(other, when) for other in inside), row_header=True)


def _published(place: int, worded: Worded, when: Times, language: str) -> Iterator[Block]:
    statement = worded.statement
    title = _("{number}. {kind}, {time}").format(
        number=place,
        kind=statement_label(statement.kind),
        time=when.at(published_at(worded)),
    )
    yield Heading(2, title)
    if statement.approved_at is not None:
        yield Para(
            _("Approved by {name}, {how}: {time}.").format(
                name=statement.approved_by or _("somebody who is not named"),
                how=way_label(statement.approved_how) or _("not said how"),
                time=when.at(statement.approved_at),
            )
        )
    texts = [text for text in worded.texts if visible(text.whole)]
    if texts:
        yield Boxes(tuple(_text(text, alone=len(texts) == 1) for text in texts))
    yield _places(worded, when, language)


def _text(text: StatementText, *, alone: bool) -> Box:
    title = language_name(text.language)
    lines = [line for line in clean_lines(text.whole).split("\n") if visible(line)]
    paragraphs = tuple(spoken(line, text.language) for line in lines)
    return Box(_("The text") if alone else title, paragraphs, prose=True)


def _places(worded: Worded, when: Times, language: str) -> Block:
    if not worded.publications:
        return Para(_("It was not noted where."))
    columns = (
        Column(_("Published on"), 2.0),
        Column(_("Time"), 1.0),
        Column(_("Address"), 2.6),
    )
    rows = tuple(
        (said(item.channel, language), cell(when.at(item.at)), said(item.address))
        for item in worded.publications
    )
    return filled(Table(columns, rows, row_header=True))


def _inside(worded: Worded, when: Times) -> tuple[Cell, ...]:
    statement = worded.statement
    state = statement_state_label(statement.state)
    if statement.state is StatementState.APPROVED:
        state = f"{state}, {when.at(statement.approved_at)}"
    return cell(statement_label(statement.kind)), cell(state)
