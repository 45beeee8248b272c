"""What may be published in an electoral period: two pages to keep beside the keyboard."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest

import msgspec

from core import content
from core.calendar.elections import coming
from core.calendar.guard import regional_law
from core.days import long_day
from core.documents.model import (
    Block,
    Bullets,
    Column,
    Document,
    Field,
    Fields,
    Heading,
    Layout,
    Line,
    Para,
    Style,
    Table,
    cell,
)
from core.i18n import Language, _
from core.mentions.document.words import when
from core.plan.electoral import ElectoralPeriod
from core.store import Connection
from core.town import document as town_document
from core.town import records

_CAMPAIGN_FROM, _CAMPAIGN_TO = timedelta(days=16), timedelta(days=2)
"""Before the vote: fifteen days, which end as the day before it begins (LOREG, art. 51)."""


class _Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    items: tuple[str, ...]
    sub: str = ""


class _Rewrites(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    bad: str
    good: str
    pairs: tuple[tuple[str, str], ...]


class _Before(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    questions: tuple[str, ...]
    note: str


class _Dates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    what: str
    when: str
    call: str
    campaign: str
    vote: str
    computed: str
    decreed: str


class _Who(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    fields: tuple[str, ...]


class _Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    text: str


class _Guide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    lead: str
    yes: _Listed
    ask: _Listed
    no: _Listed
    rewrites: _Rewrites
    before: _Before
    published: _Listed
    complaint: _Listed
    dates: _Dates
    who: _Who
    region: _Said
    sources: _Said


def electoral_guide(connection: Connection, language: Language, today: date) -> Document:
    """The guide for the elections that are under way or come next."""
    period = coming(connection, today)
    texts = content.load("electoral-guide", _Guide)
    law = regional_law(records.load(connection))
    return replace(
        town_document.of_town(connection, language, today),
        code=f"VED-{period.voted_on.year}",
        title=_("What may I publish?"),
        subtitle=when(period.called_on, period.voted_on),
        blocks=(*_first_page(texts), *_second_page(texts, period, law)),
        layout=Layout.SHEET,
        pages=2,
    )


def _first_page(texts: _Guide) -> Iterator[Block]:
    yield Para(texts.lead, lead=True)
    yield _answers(texts)
    yield Heading(1, texts.rewrites.title)
    pairs = tuple((cell(bad), cell(Line(good, Style.STRONG))) for bad, good in texts.rewrites.pairs)
    yield Table((Column(texts.rewrites.bad), Column(texts.rewrites.good)), pairs)
    yield Heading(1, texts.before.title)
    yield Table(
        (Column(_("Question"), 8.0), Column(_("Yes"), 1.0), Column(_("No"), 1.0)),
        tuple((cell(text), cell(tick=True), cell(tick=True)) for text in texts.before.questions),
    )
    yield Para(texts.before.note)


def _answers(texts: _Guide) -> Table:
    columns = (texts.yes, texts.ask, texts.no)
    subs = tuple(cell(Line(column.sub, Style.STRONG)) for column in columns)
    rows = zip_longest(*(column.items for column in columns), fillvalue="")
    return Table(
        tuple(Column(column.title) for column in columns),
        (subs, *(tuple(cell(text) for text in row) for row in rows)),
    )


def _second_page(texts: _Guide, period: ElectoralPeriod, law: str) -> Iterator[Block]:
    yield Heading(1, texts.published.title, new_page=True)
    yield Bullets(texts.published.items)
    yield Heading(1, texts.complaint.title)
    yield Bullets(texts.complaint.items, numbered=True)
    yield Heading(1, texts.dates.title)
    yield _dates(texts.dates, period)
    yield Para(texts.dates.decreed if period.entered else texts.dates.computed)
    if law:
        yield Heading(1, texts.region.title)
        yield Para(texts.region.text.format(law=law))
    yield Heading(1, texts.who.title)
    yield Fields(tuple(Field(label) for label in texts.who.fields))
    yield Heading(1, texts.sources.title)
    yield Para(texts.sources.text)


def _dates(texts: _Dates, period: ElectoralPeriod) -> Table:
    begins, ends = period.voted_on - _CAMPAIGN_FROM, period.voted_on - _CAMPAIGN_TO
    rows = (
        (texts.call, long_day(period.called_on)),
        (texts.campaign, when(begins, ends)),
        (texts.vote, long_day(period.voted_on)),
    )
    return Table(
        (Column(texts.what, 1.4), Column(texts.when)),
        tuple((cell(what), cell(Line(when, Style.STRONG))) for what, when in rows),
        row_header=True,
    )
