"""What is looked up rather than read: facts of the networks, decisions, words."""

from core.documents.model import Block, Cell, Column, Table
from core.i18n import _
from core.plan.document.pieces import brief_day, said
from core.plan.document.prose import Prose
from core.plan.document.source import Source, titled
from core.plan.model import Channel, NetworkFact
from core.text import sort_key


def network_facts(source: Source, prose: Prose) -> list[Block]:
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
        Column(_("Fact"), 1.9),
        Column(_("Value"), 1.6),
        Column(_("Reviewed on"), 1.2),
        Column(_("Source"), 2.1),
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


def decisions(source: Source, prose: Prose) -> list[Block]:
    """The findings that the town decided to live with, and why."""
    if not source.decisions:
        return []
    columns = (Column(_("Finding"), 1.0), Column(_("Why it stays as it is"), 1.0))
    rows = tuple((said(one.sentence), said(one.reason)) for one in source.decisions)
    return [*prose.head(1, "annex_decisions"), Table(columns, rows, row_header=True)]


def glossary(prose: Prose) -> list[Block]:
    """Words that a councillor need not know, in the order of the alphabet."""
    terms = sorted(prose.texts.glossary, key=lambda one: sort_key(one.term))
    columns = (Column(_("Word"), 1.0), Column(_("Meaning"), 3.0))
    rows = tuple((said(one.term), said(one.meaning)) for one in terms)
    return [*prose.head(1, "annex_glossary"), Table(columns, rows, row_header=True)]
