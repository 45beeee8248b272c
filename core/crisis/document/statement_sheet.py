"""The statement sheet: a text for the public by hand, part by part, and who answers for it.

One sheet serves every kind of statement: the kind is ticked and says which parts it asks for. Seven
sheets would have the right one missing on the day. Comments are answered by a tree of questions.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from core.crisis import town_facts
from core.crisis.document import parts
from core.crisis.document.parts import Answering, FormTexts, PrintContext, TreeQuestion, ground
from core.crisis.kinds import StatementKind, StatementPart
from core.crisis.labels import part_label, statement_label
from core.crisis.texts.checks import NEEDED
from core.documents.glyphs import shorten, titled
from core.documents.model import (
    Align,
    BlankRows,
    Block,
    Bullets,
    Callout,
    CalloutKind,
    Cell,
    CellTone,
    Column,
    Document,
    Field,
    Fields,
    Heading,
    Line,
    Para,
    Style,
    Table,
    cell,
)
from core.documents.rich import Text, rich
from core.i18n import Language, _, pgettext
from core.plan.model import Channel, Charter, PrivateChannel
from core.plan.wording import answered_within
from core.store import Connection
from core.town.model import body_fields, language_names

_LINES = {
    StatementPart.EMPATHY: 2,
    StatementPart.KNOWN: 3,
    StatementPart.UNKNOWN: 1,
    StatementPart.DOING: 2,
    StatementPart.ADVICE: 2,
    StatementPart.NEXT: 2,
}
"""Lines to write on: as much as a text has that people still read to the end."""
_LINE = 7.5
"""Millimetres of a line for a hand in a hurry."""
_PUBLISHED = 3
"""Channels side by side."""
MOST_CHANNELS = 8
_MOST_TITLE = 32
_SHORTEST = 8
"""Letters that the narrowest column has room for."""
_MOST_PRIVATE, _LEAST_PRIVATE = 5, 3
_MOST_CHANNEL, _MOST_ADDRESS = 40, 70


def statement_sheet(connection: Connection, language: Language, today: date) -> Document:
    """A statement by hand: kind, parts, checks, approval, and where it was published."""
    texts = parts.load()
    base = ground(connection, language, today)
    others = base.other_text
    return base.sheet(
        "CRI-93",
        _("Statement"),
        (
            Fields(
                (
                    Field(_("Incident"), 2.4),
                    Field(_("Date and time"), 1.2),
                    Field(_("Statement number"), 1.3),
                    Field(_("Written by"), 1.4),
                    *([Field(_in_languages(base), 2.0)] if others else []),
                )
            ),
            _kinds(texts),
            Para(texts.statement.lead),
            *_parts(texts),
            _checks(),
            Fields(
                (
                    Field(pgettext("statement", "Approved by"), 2.0),
                    Field(_("How: in person, by telephone, in writing"), 2.6),
                    Field(_("Time"), 0.8),
                    *([Field(others[:1].upper() + others[1:], 1.8)] if others else []),
                )
            ),
            _published(_in_order(base.plan.channels)),
        ),
        subtitle=_("To be written by hand, part by part"),
    )


def _in_languages(base: PrintContext) -> str:
    names = language_names(base.town.languages, base.town.region, within=True)
    return _("Language: {languages}").format(languages=names)


def _kinds(texts: FormTexts) -> Table:
    """One kind a column: what it is for, a box, and the numbers of its parts."""
    columns = tuple(Column(statement_label(kind)) for kind in StatementKind)
    purposes = tuple(cell(Line(texts.kinds[kind], Style.MUTED)) for kind in StatementKind)
    boxes = tuple(cell(Line(_numbers(kind), Style.STRONG), tick=True) for kind in StatementKind)
    return Table(columns, (purposes, boxes))


def _numbers(kind: StatementKind) -> str:
    """`1–6` where a kind has all parts, else `1 2 5 6`."""
    if len(NEEDED[kind]) == len(StatementPart):
        return f"1–{len(StatementPart)}"
    return " ".join(str(list(StatementPart).index(part) + 1) for part in NEEDED[kind])


def _rows(cells: Sequence[Cell], across: int) -> Iterator[tuple[Cell, ...]]:
    for start in range(0, len(cells), across):
        yield tuple(cells[start : start + across])


def _parts(texts: FormTexts) -> Iterator[Block]:
    for place, part in enumerate(StatementPart, 1):
        title = f"{place} · {part_label(part)}: {texts.parts[part]}"
        yield BlankRows((Column(title),), _LINES[part], _LINE)


def _checks() -> Table:
    """One box under each thing to be heard when it is read aloud (DO-CONFIRM)."""
    said = (
        # Translators: First part of a statement: what is said to those it hurts.
        _("Empathy"),
        pgettext("check", "We know"),
        pgettext("check", "We do not know"),
        pgettext("check", "We do"),
        pgettext("check", "What to do"),
        pgettext("check", "When more"),
        _("No names"),
        _("No blame"),
    )
    columns = tuple(Column(title, max(len(title), _SHORTEST), Align.CENTER) for title in said)
    return Table(columns, ((cell(tick=True),) * len(said),))


def _in_order(channels: Sequence[Channel]) -> list[Channel]:
    """Those that need no network first, then those for urgent notices."""
    return sorted(channels, key=lambda item: (not item.offline, not item.urgent))[:MOST_CHANNELS]


def _published(channels: Sequence[Channel]) -> Table:
    """Three channels a row, each with room for the hour; always one to write in."""
    cells = [cell(shorten(channel.title, _MOST_TITLE), tick=True) for channel in channels]
    cells += [cell(tick=True)] * (_PUBLISHED - len(cells) % _PUBLISHED)
    columns = (Column(_("Published on"), 2.0), Column(_("Time"), 0.8)) * _PUBLISHED
    timed = [part for other in cells for part in (other, cell())]
    return Table(columns, tuple(_rows(timed, len(columns))))


def answering_tree(connection: Connection, language: Language, today: date) -> Document:
    """Five questions about a comment, how it is answered, how to move to private, and what never to
    do; each way out of a question says where to go on.

    Our own tree: the chart of the US Air Force, from which many councils copy, never asks whether
    what is said is true (CONTENT.md, Answering a comment).
    """
    texts = parts.load().answering
    base = ground(connection, language, today)
    names = body_fields(base.town)
    police = town_facts.force_fields(base.police)
    fields = {**names, **police, "deadline": _deadline(texts, base.plan.charter)}
    return base.sheet(
        "CRI-95",
        _("Answering comments"),
        (
            Para(texts.lead),
            _questions(texts, fields),
            Callout(CalloutKind.INFO, _("The answer"), _answer(texts, fields)),
            *_private(texts, base.plan.private_channels, names),
            Callout(CalloutKind.NEVER, _("Never"), texts.never),
        ),
        subtitle=_("Five questions, from top to bottom"),
    )


def _answer(texts: Answering, fields: Mapping[str, str]) -> tuple[Text, ...]:
    return tuple(rich(line.format_map(fields)) for line in texts.answer)


def _deadline(texts: Answering, charter: Charter) -> str:
    if charter.answer_hours is None:
        return texts.no_hours
    return texts.hours.format(time=answered_within(charter.answer_hours))


def _questions(texts: Answering, fields: Mapping[str, str]) -> Table:
    """One row for each question; in the cells an answer, and what to do then."""
    columns = (Column("", 1.25), Column("", 1.6), Column("", 1.6), Column("", 1.6))
    rows = (
        (cell(f"{place}. {question.title}", tone=CellTone.STRONG), *_ways(question, fields))
        for place, question in enumerate(texts.questions, 1)
    )
    return Table(columns, tuple(rows), row_header=True, headed=False)


def _ways(question: TreeQuestion, fields: Mapping[str, str]) -> Iterator[Cell]:
    for answer, do in question.ways:
        yield cell(Line(answer, Style.STRONG), Line(rich(do.format_map(fields))))


def _private(
    texts: Answering, channels: tuple[PrivateChannel, ...], names: Mapping[str, str]
) -> Iterator[Block]:
    yield Heading(1, _("Move to private"))
    yield Bullets(tuple(rich(step) for step in texts.move), numbered=True)
    if not channels:
        yield Para(texts.no_channels.format_map(names))
        return
    columns = (
        Column(_("Channel"), 1.5),
        Column(_("Where"), 2.2),
        Column(_("Opening hours"), 1.8),
    )
    rows = tuple(
        (
            cell(Line(titled(channel.title, _MOST_CHANNEL), Style.STRONG)),
            cell(shorten(channel.address, _MOST_ADDRESS)),
            cell(shorten(channel.hours, _MOST_ADDRESS)),
        )
        for channel in channels[:_MOST_PRIVATE]
    )
    known = any(channel.address or channel.hours for channel in channels)
    spare = () if known else ((cell(),) * len(columns),) * (_LEAST_PRIVATE - len(rows))
    yield Table(columns, rows + spare, row_header=True)
