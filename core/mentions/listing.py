"""Mentions as a table for other programs: CSV, XLSX and ODS, by the ending of the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core import days, files
from core.errors import FileTrouble
from core.exchange.sheets import ENDINGS, SheetColumn, SheetTable
from core.i18n import _, ngettext
from core.mentions.labels import state_label, tone_label
from core.mentions.records import mentions
from core.mentions.records import mentions as records
from core.mentions.records.figures import AwaitedAnswer
from core.mentions.records.mentions import Row, Wanted
from core.numbers import number
from core.store import Connection
from core.town import records as town_records


@dataclass(frozen=True)
class _MentionFacts:
    """One mention and what stands around it."""

    row: Row
    topics: Sequence[str]
    story: str


MOST = 20_000
"""Rows of a table: what a spreadsheet on an old laptop opens at once."""


@dataclass(frozen=True)
class MentionList:
    """What somebody sees in the inbox: the items in their order, and what it is narrowed to."""

    ids: Sequence[int]
    about: str
    """In words, as on screen."""

    @classmethod
    def read(cls, connection: Connection, wanted: Wanted, about: str) -> "MentionList":
        """All that is wanted, the newest first."""
        return cls(mentions.ids(connection, wanted), about)

    def counted(self, most: int) -> str:
        """How many there are, and how many of them are listed where that is fewer."""
        count = len(self.ids)
        if count > most:
            told = _("The newest {most} of {count} are listed: narrow the list to have the others.")
            return told.format(most=number(most), count=number(count))
        return ngettext("One mention.", "{count} mentions.", count).format(count=number(count))


def write(connection: Connection, path: Path, start: date, end: date) -> None:
    """The mentions from one day to another, the newest first, also those that are not ours.

    Raises `InvalidValue` when the days are the wrong way round, `FileTrouble`, `DiskFull`.
    """
    since, until = days.moments(start, end)
    write_some(connection, path, mentions.ids(connection, Wanted(since=since, until=until)))


def write_list(connection: Connection, path: Path, wanted: MentionList) -> None:
    """The first `MOST` of a list; a workbook says at its head what it is narrowed to.

    Raises `FileTrouble`, `DiskFull`.
    """
    title = _("List of mentions")
    about = (f"{title}: {wanted.about}", wanted.counted(MOST))
    write_some(connection, path, wanted.ids[:MOST], about)


def write_some(
    connection: Connection, path: Path, item_ids: Sequence[int], about: Sequence[str] = ()
) -> None:
    """Those items in that order, under what is said `about` them. Raises `FileTrouble`,
    `DiskFull`."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise FileTrouble(
            _("Mentions cannot be written as “{ending}”.").format(ending=ending),
            _("Choose a name that ends in .xlsx, .ods or .csv."),
        )
    facts = _facts(connection, item_ids)
    town = town_records.load(connection)
    name = _("Mentions")
    sheet = SheetTable(name, f"{name} · {town.name}", town.body, _columns(), facts, about)
    files.write(path, sheet.written(ending))


def _facts(connection: Connection, item_ids: Sequence[int]) -> list[_MentionFacts]:
    topics = records.topics_of(connection, item_ids)
    stories = records.stories_of(connection, item_ids)
    return [
        _MentionFacts(row, topics.get(row.item.id, ()), stories.get(row.item.id, ""))
        for row in mentions.rows(connection, item_ids)
    ]


def _columns() -> list[SheetColumn[_MentionFacts]]:
    """What is told of each mention. Its author is not: what is written down here travels."""
    return [
        SheetColumn(
            _("Date"), 16, lambda facts: facts.row.item.at.astimezone().replace(tzinfo=None)
        ),
        SheetColumn(_("Source"), 24, lambda facts: facts.row.source or _("Noted by hand")),
        SheetColumn(_("Outlet"), 24, lambda facts: facts.row.item.outlet),
        SheetColumn(_("Title"), 60, lambda facts: facts.row.item.title),
        SheetColumn(_("Text"), 60, lambda facts: facts.row.item.text),
        SheetColumn(_("Link"), 40, lambda facts: facts.row.item.link),
        SheetColumn(_("State"), 14, _state),
        # Translators: Of what is said: positive or negative.
        SheetColumn(_("Tone"), 18, _tone),
        SheetColumn(_("Words of the tone"), 24, _tone_words),
        SheetColumn(_("Topics"), 24, lambda facts: ", ".join(facts.topics)),
        SheetColumn(_("Story"), 40, lambda facts: facts.story),
        SheetColumn(_("Hours until answered"), 14, _hours),
        SheetColumn(
            # Translators: Free text about a mention, not a verb.
            _("Note"),
            40,
            lambda facts: facts.row.mention.note if facts.row.mention else "",
        ),
        SheetColumn(_("Number"), 9, lambda facts: facts.row.item.id),
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
