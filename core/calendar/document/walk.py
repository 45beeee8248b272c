"""The list before the call of an election, and after the vote, to be ticked by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.calendar.walk import Walk, look
from core.days import brief_day_of_year
from core.documents.model import (
    Block,
    Column,
    Document,
    Layout,
    Line,
    Para,
    Style,
    Table,
    cell,
)
from core.i18n import Language, _
from core.mentions.document.words import when
from core.store import Connection
from core.town.document import of_town


def electoral_list(connection: Connection, language: Language, today: date) -> Document:
    """What is to be looked through, or given back, with what is done of it."""
    found = look(connection, today)
    period = found.period
    return replace(
        of_town(connection, language, today),
        code=f"LPE-{period.voted_on.year}",
        title=_("After the vote") if found.after else _("Before elections are called"),
        subtitle=f"{period.name}. {when(period.called_on, period.voted_on)}",
        blocks=tuple(_blocks(found)),
        layout=Layout.SHEET,
    )


def _blocks(found: Walk) -> Iterator[Block]:
    yield Para(found.lead, lead=True)
    rows = []
    for point in found.points:
        done = found.done.get(point.id)
        rows.append(
            (
                cell(tick=done is None),
                cell(Line(point.title, Style.STRONG), found.told(point)),
                cell(done.who if done else ""),
                cell(brief_day_of_year(done.on) if done else ""),
            )
        )
    columns = (
        Column(_("Done"), 0.85, tick=True),
        Column(_("What"), 5.0),
        Column(_("Who"), 2.0),
        Column(_("Day"), 1.5),
    )
    yield Table(columns, tuple(rows))
