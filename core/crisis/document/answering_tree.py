"""Answering a comment: questions from top to bottom, with the plan's deadline and channels.

Our own tree: the chart of the US Air Force, from which many councils copy, never asks whether what
is said is true (CONTENT.md, Answering a comment).
"""

from collections.abc import Iterator, Mapping
from datetime import date

from core.crisis.document import form_texts
from core.crisis.document.form_texts import Answering, Question
from core.crisis.document.ground import ground
from core.documents.glyphs import shorten
from core.documents.model import (
    Block,
    Bullets,
    Callout,
    CalloutKind,
    Cell,
    CellTone,
    Column,
    Document,
    Heading,
    Line,
    Para,
    Style,
    Table,
    cell,
)
from core.documents.rich import rich
from core.i18n import Language, _, pgettext
from core.numbers import hours
from core.plan.document.source import titled
from core.plan.model import Charter, PrivateChannel
from core.store import Connection
from core.town.naming import body_fields

MOST_CHANNELS = 5
_MOST_ADDRESS = 70


def answering_tree(connection: Connection, language: Language, today: date) -> Document:
    """Six questions about a comment, how to move to private, and what never to do."""
    texts = form_texts.load().answering
    base = ground(connection, language, today)
    names = body_fields(base.town)
    fields = {**names, "deadline": _deadline(texts, base.plan.charter)}
    return base.sheet(
        "CRI-95",
        _("Answering comments"),
        (
            Para(texts.lead),
            _questions(texts, fields),
            *_private(texts, base.plan.private_channels, names),
            Callout(CalloutKind.NEVER, _("Never"), texts.never),
        ),
        subtitle=_("Six questions, from top to bottom"),
    )


def _deadline(texts: Answering, charter: Charter) -> str:
    if charter.answer_hours is None:
        return texts.no_hours
    return texts.hours.format(hours=hours(charter.answer_hours))


def _questions(texts: Answering, fields: Mapping[str, str]) -> Table:
    """One row for each question; in the cells an answer, and what to do then."""
    columns = (
        Column(_("Question"), 1.25),
        Column(_("If the answer is"), 1.6),
        Column(_("or"), 1.6),
        Column(pgettext("answer", "or else"), 1.6),
    )
    rows = (
        (cell(f"{place}. {one.title}", tone=CellTone.STRONG), *_ways(one, fields))
        for place, one in enumerate(texts.questions, 1)
    )
    return Table(columns, tuple(rows), row_header=True)


def _ways(question: Question, fields: Mapping[str, str]) -> Iterator[Cell]:
    for answer, do in question.ways:
        yield cell(Line(answer, Style.STRONG), Line(do.format_map(fields)))


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
            cell(Line(shorten(titled(one.title), _MOST_ADDRESS), Style.STRONG)),
            cell(shorten(one.address, _MOST_ADDRESS)),
            cell(shorten(one.hours, _MOST_ADDRESS)),
        )
        for one in channels[:MOST_CHANNELS]
    )
    yield Table(columns, rows, row_header=True)
