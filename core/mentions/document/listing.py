"""A list of mentions on paper, as it was narrowed on screen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.days import day_and_time
from core.documents.model import (
    Block,
    Cell,
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
from core.mentions.feeds.plain_text import beyond
from core.mentions.labels import state_label, tone_label
from core.mentions.listing import MentionList
from core.mentions.records import mentions
from core.mentions.records.mentions import Row
from core.store import Connection
from core.text import shortened
from core.town import records as town_records
from core.town.document import headed

MOST = 500
"""Rows on paper: some twenty-five pages, which nobody reads on."""
_TEXT = 200
"""Characters of the text of a mention."""


def mention_list(
    connection: Connection, language: Language, today: date, wanted: MentionList
) -> Document:
    """The first `MOST` of a list, with what it was narrowed to at its head."""
    town = town_records.load(connection)
    return replace(
        headed(town, town_records.crest(connection), language, today),
        code=f"LME-{today:%Y%m%d}",
        title=_("List of mentions"),
        subtitle=wanted.about,
        blocks=tuple(_blocks(connection, wanted)),
        layout=Layout.SHEET,
        landscape=True,
    )


def _blocks(connection: Connection, wanted: MentionList) -> Iterator[Block]:
    yield Para(wanted.counted(MOST))
    listed = wanted.ids[:MOST]
    if not listed:
        return
    rows = tuple(_row(row) for row in mentions.rows(connection, listed))
    columns = (
        Column(_("Date"), 1.9),
        Column(_("Where"), 2.0),
        Column(_("What it says"), 7.5),
        Column(_("State"), 1.3),
        # Translators: Of what is said: positive or negative.
        Column(_("Tone"), 2.5),
    )
    yield Table(columns, rows)


def _row(row: Row) -> tuple[Cell, ...]:
    item, mention = row.item, row.mention
    text = shortened(beyond(item.title, item.text), _TEXT)
    return (
        cell(day_and_time(item.at)),
        cell(item.outlet or row.source or _("Noted by hand")),
        cell(
            Line(item.title, Style.STRONG),
            Line(text, Style.MUTED),
            Line(mention.note if mention else ""),
        ),
        cell(state_label(mention.state) if mention else ""),
        cell(tone_label(mention) if mention else ""),
    )
