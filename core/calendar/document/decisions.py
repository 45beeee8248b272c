"""What was decided in an electoral period of items that the guard asked about, one by one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core import days
from core.calendar import records
from core.calendar.elections import coming
from core.calendar.model import ElectoralDecision, decided_label
from core.days import brief_day_of_year, day_and_time
from core.documents.glyphs import titled
from core.documents.model import (
    BlankRows,
    Block,
    Cell,
    Column,
    Document,
    Layout,
    Line,
    Para,
    Signature,
    Signatures,
    Style,
    Table,
    cell,
)
from core.i18n import Language, _
from core.mentions.document.words import when
from core.plan.document.pieces import lines
from core.store import Connection
from core.town.document import of_town

_SHOWN_OF_DIGEST = 12
_ROWS, _HIGH = 6, 15.0
"""Rows to write in while nothing is noted, and their height: one page with the room to sign."""


def electoral_decisions(
    connection: Connection,
    language: Language,
    today: date,
    start: date | None = None,
    end: date | None = None,
) -> Document:
    """What was decided of items for these days; without them, of the electoral period to come.

    Raises `InvalidValue` when the days are the wrong way round.
    """
    period = coming(connection, start or end or today)
    first, last = start or period.called_on, end or period.voted_on
    days.moments(first, last)
    return replace(
        of_town(connection, language, today),
        code=f"DEC-{last.year}",
        title=_("Decisions in the electoral period"),
        subtitle=when(first, last),
        blocks=tuple(_blocks(connection, first, last, today)),
        layout=Layout.SHEET,
        landscape=True,
    )


def _blocks(connection: Connection, first: date, last: date, today: date) -> Iterator[Block]:
    found = records.decisions(connection, first, last)
    if not found and last < today:
        yield Para(_("No decision was kept for these days."))
        return
    columns = (
        Column(_("Day"), 1.1),
        Column(_("What"), 2.2),
        Column(_("Words and rules"), 3.4),
        Column(_("What was decided, and why"), 2.6),
        Column(_("Who and when"), 1.9),
    )
    if found:
        yield Para(
            _(
                "Pregón asked about these items because of some of their words; a person decided. "
                "What it says is advice: if in doubt, ask the electoral board, the Junta Electoral "
                "de Zona."
            )
        )
        yield Table(columns, tuple(map(_row, found)))
    else:
        yield Para(
            _(
                "No decision has been noted yet. Whatever is decided where there is a doubt is "
                "written here, with who decided it, when and why."
            )
        )
        yield BlankRows(columns, _ROWS, _HIGH)
    yield Signatures(
        (Signature(_("Seen by the person who decides"), note=_("Name, date and signature")),)
    )


def _row(decision: ElectoralDecision) -> tuple[Cell, ...]:
    digest = _("text {digest}").format(digest=decision.text_digest[:_SHOWN_OF_DIGEST])
    return (
        cell(brief_day_of_year(decision.day)),
        cell(Line(titled(decision.title), Style.STRONG), Line(digest, Style.MUTED)),
        cell(*lines(decision.reasons)),
        cell(Line(decided_label(decision.decision), Style.STRONG), *lines(decision.because)),
        cell(decision.who, day_and_time(decision.decided_at)),
    )
