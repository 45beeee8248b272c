"""Mentions as a table for other programs: CSV and XLSX, by the ending of the file."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from core import days, files
from core.errors import FileTrouble
from core.exchange import tables
from core.i18n import _
from core.mentions.labels import state_label, tone_label
from core.mentions.records import mentions
from core.mentions.records import mentions as records
from core.mentions.records.figures import AwaitedAnswer
from core.mentions.records.mentions import Row, Wanted
from core.store import Connection
from core.town import records as town_records
from core.town.model import Town

ENDINGS = (".xlsx", ".csv")
"""Of the files that can be written."""

_MOST_CHARACTERS = 32_767
"""Of one cell of a spreadsheet."""

Value = str | float | datetime | None


@dataclass(frozen=True)
class _MentionFacts:
    """One mention and what stands around it."""

    row: Row
    topics: Sequence[str]
    story: str


@dataclass(frozen=True)
class _Column:
    """A column of the table; `width` in characters."""

    title: str
    width: float
    value: Callable[[_MentionFacts], Value]


def write(connection: Connection, path: Path, start: date, end: date) -> None:
    """The mentions from one day to another, the newest first, also those that are not ours.

    Raises `InvalidValue` when the days are the wrong way round, `FileTrouble`, `DiskFull`.
    """
    since, until = days.moments(start, end)
    write_some(connection, path, mentions.ids(connection, Wanted(since=since, until=until)))


def write_some(connection: Connection, path: Path, item_ids: Sequence[int]) -> None:
    """Those items in that order. Raises `FileTrouble`, `DiskFull`."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise FileTrouble(
            _("Mentions cannot be written as “{ending}”.").format(ending=ending),
            _("Choose a name that ends in .xlsx or .csv."),
        )
    facts = _facts(connection, item_ids)
    town = town_records.load(connection)
    files.write(path, _csv(facts) if ending == ".csv" else _xlsx(facts, town))


def _facts(connection: Connection, item_ids: Sequence[int]) -> list[_MentionFacts]:
    topics = records.topics_of(connection, item_ids)
    stories = records.stories_of(connection, item_ids)
    return [
        _MentionFacts(row, topics.get(row.item.id, ()), stories.get(row.item.id, ""))
        for row in mentions.rows(connection, item_ids)
    ]


def _columns() -> list[_Column]:
    """What is told of each mention. Its author is not: what is written down here travels."""
    return [
        _Column(_("Date"), 16, lambda facts: facts.row.item.at.astimezone().replace(tzinfo=None)),
        _Column(_("Source"), 24, lambda facts: facts.row.source or _("Noted by hand")),
        _Column(_("Outlet"), 24, lambda facts: facts.row.item.outlet),
        _Column(_("Title"), 60, lambda facts: facts.row.item.title),
        _Column(_("Text"), 60, lambda facts: facts.row.item.text),
        _Column(_("Link"), 40, lambda facts: facts.row.item.link),
        _Column(_("State"), 14, _state),
        _Column(_("Tone"), 18, _tone),
        _Column(_("Words of the tone"), 24, _tone_words),
        _Column(_("Topics"), 24, lambda facts: ", ".join(facts.topics)),
        _Column(_("Story"), 40, lambda facts: facts.story),
        _Column(_("Answered after, hours"), 14, _hours),
        _Column(_("Note"), 40, lambda facts: facts.row.mention.note if facts.row.mention else ""),
        _Column(_("Number"), 9, lambda facts: facts.row.item.id),
    ]


def _state(facts: _MentionFacts) -> str:
    return state_label(facts.row.mention.state) if facts.row.mention else ""


def _tone(facts: _MentionFacts) -> str:
    return tone_label(facts.row.mention) if facts.row.mention else ""


def _tone_words(facts: _MentionFacts) -> str:
    return ", ".join(facts.row.mention.tone_words) if facts.row.mention else ""


def _hours(facts: _MentionFacts) -> float | None:
    mention = facts.row.mention
    if mention is None or mention.to_answer_at is None:
        return None
    hours = AwaitedAnswer(facts.row.item.seen_at, mention.to_answer_at, mention.answered_at).hours
    return None if hours is None else round(hours, 2)


def _csv(facts: Sequence[_MentionFacts]) -> bytes:
    columns = _columns()
    rows = ([_as_text(column.value(fact)) for column in columns] for fact in facts)
    return tables.write([column.title for column in columns], rows)


def _as_text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    # A decimal comma, which Excel in Spanish reads as a number.
    return value if isinstance(value, str) else f"{value:g}".replace(".", ",")


def _xlsx(facts: Sequence[_MentionFacts], town: Town) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    columns = _columns()
    with xlsxwriter.Workbook(out, options) as book:
        name = _("Mentions")
        book.set_properties({"title": f"{name} · {town.name}", "author": town.body})
        sheet = book.add_worksheet(name)
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm", "valign": "top"})
        plain = book.add_format({"valign": "top"})
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.title, head)
        for line, other in enumerate(facts, 1):
            for place, column in enumerate(columns):
                value = column.value(other)
                if isinstance(value, datetime):
                    sheet.write_datetime(line, place, value, moment)
                elif isinstance(value, str):
                    sheet.write_string(line, place, _shortened(value), plain)
                elif value is not None:
                    sheet.write_number(line, place, value, plain)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(facts), 1), len(columns) - 1)
    return out.getvalue()


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 1]}…"
