"""The whole plan on paper: cover, contents, every section, annexes, and room to sign."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.days import long_day
from core.documents import tree
from core.documents.model import (
    Block,
    Cell,
    Column,
    Cover,
    Document,
    Heading,
    Para,
    Signature,
    Signatures,
    Table,
)
from core.fields import label
from core.i18n import Language, _
from core.plan import unreviewed
from core.plan.document import channels, objectives, people, pieces, protocol, start, uses
from core.plan.document.pieces import Prose, brief_day, said
from core.plan.document.source import PlanSource, live, titled
from core.plan.model import Channel, Charter, NetworkFact, Version
from core.store import Connection
from core.text import fold, sort_key
from core.town.document import headed
from core.town.model import BodyKind

_SHORT = 2000
"""Characters of a chapter that needs no page of its own: under half a page. A row counts more."""
_ROW = 50

_HEADS = ("alcald", "presiden", "mayor")
_SECRETARIES = ("secretar", "town clerk")


def plan(connection: Connection, language: Language, today: date) -> Document:
    """The plan as it stands now, in the current language."""
    return compose(live(connection, today), language, today)


def compose(source: PlanSource, language: Language, today: date) -> Document:
    """The plan of `source` in the current language, which is `language`."""
    return replace(
        headed(source.town, source.crest, language, today),
        code="PLA-01",
        title=title_with(source.plan.charter, _("Strategic social media plan")),
        subtitle=_("What for, for whom, where, and who does it"),
        version=source.number,
        blocks=tuple(_blocks(source, pieces.load(source.town), language, today)),
        cover=Cover(_("Communications"), standing(source.version)),
        contents=True,
        numbered=True,
        watermark="" if source.version else _("DRAFT"),
    )


def title_with(charter: Charter, title: str) -> str:
    """The title with the years of the plan: `… 2027`, `… 2027–2028`."""
    years = sorted({day.year for day in (charter.start_on, charter.end_on) if day})
    return f"{title} {'–'.join(map(str, years))}" if years else title


def standing(version: Version | None) -> tuple[str, ...]:
    """Who approved it, when, under which reference; or that it is a draft."""
    if version is None:
        return (_("Draft, not approved yet"),)
    lines = [_("Version {number}").format(number=version.number)]
    if version.approved_on:
        day = long_day(version.approved_on)
        lines.append(_("Approved by: {body}, on {day}.").format(body=version.body, day=day))
    if version.reference:
        lines.append(_("Reference: {reference}").format(reference=version.reference))
    return tuple(lines)


def _blocks(source: PlanSource, words: Prose, language: Language, today: date) -> Iterator[Block]:
    chapters = (
        start.purpose(source, words),
        start.starting_point(source, words),
        objectives.chapter(source, words, language, today),
        start.audiences(source, words),
        channels.chapter(source, words),
        uses.chapter(source, words),
        people.chapter(source, words, language),
        uses.dialogue(source, words),
        protocol.crisis(source, words),
        protocol.elections(source, words),
        objectives.follow_up(source, words),
        objectives.legal(source, words),
        network_facts(source, words),
        decisions(source, words),
        glossary(words),
        _approval(source, words),
    )
    for number, blocks in enumerate(filter(None, chapters)):
        head, *rest = blocks
        if isinstance(head, Heading) and (number == 0 or not _is_short(blocks)):
            head = replace(head, new_page=True)
        yield head
        yield from rest


def _is_short(blocks: list[Block]) -> bool:
    room = _SHORT - _ROW * sum(len(block.rows) for block in blocks if isinstance(block, Table))
    for text in tree.texts(tuple(blocks)):
        room -= len(text)
        if room < 0:
            return False
    return True


def _approval(source: PlanSource, words: Prose) -> list[Block]:
    if source.version is None:
        stands: list[Block] = [words.missing("approval")]
    else:
        stands = [Para(line) for line in standing(source.version)]
    if waiting := unreviewed.told(source.plan):
        stands.append(Para(waiting))
    return [*words.head(1, "approval"), *stands, signatures(source)]


def signatures(source: PlanSource) -> Signatures:
    """Room for the head of the body, the secretary, and who runs communications to sign.

    The first two are named where the label of a post in the plan says that it is theirs; a wrong
    name under a signature is worse than a line to write on.
    """
    municipal = source.town.kind is BodyKind.MUNICIPALITY
    head = _("Mayor's office") if municipal else _("Presidency")
    return Signatures(
        (
            Signature(head, _named(source, _HEADS)),
            Signature(_("Town clerk's office"), _named(source, _SECRETARIES)),
            Signature(_("Communications"), source.town.person),
        )
    )


def _named(source: PlanSource, stems: tuple[str, ...]) -> str:
    for person in source.plan.people:
        holder = source.snapshot.holder(person.contact_id)
        if holder and fold(person.label).startswith(stems):
            # A proposed card bears the name of the office until somebody completes it.
            return "" if fold(holder.name).startswith(stems) else holder.name
    return ""


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
    columns = (Column(_("Word"), 1.0), Column(_("Meaning"), 3.0))
    rows = tuple((said(term.term), said(term.meaning)) for term in terms)
    return [*prose.head(1, "annex_glossary"), Table(columns, rows, row_header=True)]
