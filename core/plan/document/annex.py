"""The technical annex: all that the plan rests on, sheet by sheet. It is not voted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.documents.glyphs import titled
from core.documents.model import Block, Cell, Column, Cover, Document, Heading, Table
from core.fields import label
from core.i18n import Language, _
from core.plan.document import channels, objectives, people, pieces, protocol, start, uses
from core.plan.document.pieces import Prose, brief_day, said
from core.plan.document.plan import standing, title_with
from core.plan.document.source import PlanSource, live
from core.plan.model import Channel, NetworkFact
from core.store import Connection
from core.text import sort_key
from core.town.document import headed


def annex(connection: Connection, language: Language, today: date) -> Document:
    """The annex of the plan as it stands now, in the current language."""
    return compose(live(connection, today), language, today)


def compose(source: PlanSource, language: Language, today: date) -> Document:
    """The annex of the plan of `source` in the current language, which is `language`."""
    return replace(
        headed(source.town, source.crest, language, today),
        code="PLA-04",
        title=_("Technical annex"),
        subtitle=title_with(source.plan.charter, _("Strategic social media plan")),
        version=source.number,
        blocks=tuple(_blocks(source, pieces.load(source.town), language, today)),
        cover=Cover(_("Communications"), standing(source.version)),
        contents=True,
        numbered=True,
        watermark="" if source.version else _("DRAFT"),
    )


def _blocks(source: PlanSource, words: Prose, language: Language, today: date) -> Iterator[Block]:
    chapters: tuple[list[Block], ...] = (
        start.starting_point(source, words),
        objectives.sheets(source, words, language, today),
        list(objectives.indicators(source, words)),
        start.audience_sheets(source, words),
        channels.sheets(source, words),
        uses.chapter(source, words),
        people.chapter(source, words, language),
        uses.dialogue(source, words),
        protocol.actions(source, words),
        objectives.legal(source, words),
        network_facts(source, words),
        decisions(source, words),
        glossary(words),
    )
    first, *rest = (block for chapter in chapters for block in chapter)
    # The others begin where the one before ends: half of the paper would be empty.
    yield replace(first, new_page=True) if isinstance(first, Heading) else first
    yield from rest


def network_facts(source: PlanSource, prose: Prose) -> list[Block]:
    """What the networks decide, with the day on which it was checked and where."""
    rows = [
        _row(channel, fact)
        for channel in source.plan.channels
        for fact in source.plan.facts
        if fact.channel_id == channel.id
    ]
    if not rows:
        return []
    columns = (
        Column(_("Channel"), 1.4),
        Column(label(NetworkFact, "name"), 1.9),
        Column(label(NetworkFact, "value"), 1.6),
        Column(label(NetworkFact, "reviewed_on"), 1.2),
        Column(label(NetworkFact, "source"), 2.1),
    )
    table = Table(columns, tuple(rows), _("Formats and limits of the networks"), row_header=True)
    return [*prose.head(1, "annex_facts"), table]


def _row(channel: Channel, fact: NetworkFact) -> tuple[Cell, ...]:
    return (
        said(titled(channel.title)),
        said(titled(fact.name)),
        said(fact.value),
        said(brief_day(fact.reviewed_on) or _("not reviewed")),
        said(fact.source),
    )


def decisions(source: PlanSource, prose: Prose) -> list[Block]:
    """The findings that the town decided to live with, and why."""
    if not source.decisions:
        return []
    columns = (Column(_("Finding"), 1.0), Column(_("Why it stays as it is"), 1.0))
    rows = tuple((said(decision.sentence), said(decision.reason)) for decision in source.decisions)
    return [*prose.head(1, "annex_decisions"), Table(columns, rows, row_header=True)]


def glossary(prose: Prose) -> list[Block]:
    """Words that a councillor need not know, in the order of the alphabet."""
    terms = sorted(prose.texts.glossary, key=lambda term: sort_key(term.term))
    # Translators: Column of a glossary.
    columns = (Column(_("Word"), 1.0), Column(_("Meaning"), 3.0))
    rows = tuple((said(term.term), said(term.meaning)) for term in terms)
    return [*prose.head(1, "annex_glossary"), Table(columns, rows, row_header=True)]
