"""The channels: who is where, on what evidence, and a sheet each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import TypeAlias

from core.documents.glyphs import titled
from core.documents.model import Align, Block, Cell, CellTone, Column, Line, Para, Table, cell
from core.documents.rich import Span, plain
from core.fields import label
from core.i18n import _, ngettext
from core.numbers import number
from core.plan.document.people import sentences
from core.plan.document.pieces import (
    GAP,
    MOST_TURNED,
    MOST_UPRIGHT,
    Prose,
    brief_day,
    chunks,
    heading,
    marked_once,
    named,
    said,
    sheet,
    web_link,
    yes,
)
from core.plan.document.source import PlanSource
from core.plan.kinds import Reach
from core.plan.labels import reach_label
from core.plan.model import Audience, Channel
from core.plan.workload import workload
from core.text import clean
from core.town.model import language_names

_FIRST = 1.9
"""Width of the first column of an upright matrix, beside the others."""
Told: TypeAlias = tuple[Span, ...]

_MOST_APART, _NEARLY = 12, 0.02
"""Weeks in which posts are counted whole, and how far that may be from what was typed."""
_LETTERS, _MOST_LINES = 60, 20
"""Of a line that says how something is known, and lines of a row that no page tears."""
_TONES = {
    Reach.NONE: CellTone.NONE,
    Reach.FEW: CellTone.LIGHT,
    Reach.SOME: CellTone.MEDIUM,
    Reach.MANY: CellTone.STRONG,
}


def chapter(source: PlanSource, prose: Prose) -> list[Block]:
    """Each channel, who looks after it, and the hours that all of it takes."""
    if not source.plan.channels:
        return prose.empty(1, "channels")
    told = means(source)
    hours = Para(told) if told else prose.missing("workload")
    return [*prose.head(1, "channels"), *marked_once(_table(source)), hours]


def means(source: PlanSource) -> str:
    """The hours that the plan takes, and those there are; empty while nothing takes any."""
    load = workload(source.plan, source.town)
    return " ".join(sentences(load)) if load.parts else ""


def sheets(source: PlanSource, prose: Prose) -> list[Block]:
    """What is done on each channel, where each audience is, and how that is known.

    The wide table comes last, for it may turn the page.
    """
    if not source.plan.channels:
        return []
    blocks = prose.head(1, "channel_sheets")
    for channel in source.plan.channels:
        blocks += [heading(2, channel.title), *_sheet(source, channel)]
    if source.plan.audiences:
        blocks += [*_evidence(source, prose), *prose.head(2, "presence"), *matrices(source)]
    return blocks


def _table(source: PlanSource) -> Table:
    columns = (
        Column(_("Channel"), 2.0),
        Column(label(Channel, "posts_week"), 1.25, Align.END),
        Column(label(Channel, "owner_id"), 1.7),
        Column(label(Channel, "substitute_id"), 1.7),
        Column(label(Channel, "urgent"), 1.1, Align.CENTER),
    )
    rows = tuple(
        (
            named(channel.title, channel.suggested),
            said(None if channel.posts_week is None else number(channel.posts_week)),
            said(source.post(channel.owner_id)),
            said(source.post(channel.substitute_id)),
            said(yes(channel.urgent)),
        )
        for channel in source.plan.channels
    )
    return Table(columns, rows, _("The channels of this plan"), row_header=True)


def matrices(source: PlanSource) -> list[Table]:
    """How much of each audience is on each channel; none while there is no audience.

    Of more channels than an upright page is wide for it is they that have the rows; where there are
    too many audiences for that as well, the page is turned, and there may be several.
    """
    plan = source.plan
    if not plan.audiences:
        return []
    if len(plan.audiences) <= MOST_UPRIGHT < len(plan.channels):
        return [_upended(matrix(source, plan.audiences, plan.channels))]
    return [matrix(source, plan.audiences, part) for part in chunks(plan.channels, MOST_TURNED)]


def _upended(table: Table) -> Table:
    """The matrix with its rows as columns, upright."""
    columns = (
        Column(_("Channel"), _FIRST),
        *(Column(plain(row[0].lines[0].text)) for row in table.rows),
    )
    cells = zip(*(row[1:] for row in table.rows), strict=True)
    heads = (said(column.title) for column in table.columns[1:])
    rows = tuple((head, *of_it) for head, of_it in zip(heads, cells, strict=True))
    return replace(table, columns=columns, rows=rows, landscape=False)


def matrix(source: PlanSource, audiences: Sequence[Audience], channels: Sequence[Channel]) -> Table:
    """How much of each of these audiences is on each of these channels."""
    columns = (
        Column(_("Audience"), 2.2 if len(channels) > MOST_UPRIGHT else _FIRST),
        *(Column(titled(channel.title)) for channel in channels),
    )
    reaches = {(item.audience_id, item.channel_id): item.reach for item in source.plan.presences}
    rows = tuple(
        (
            said(titled(audience.title)),
            *(_reach(reaches.get((audience.id, channel.id), Reach.NONE)) for channel in channels),
        )
        for audience in audiences
    )
    return Table(
        columns,
        rows,
        _("How much of each audience is on each channel"),
        row_header=True,
        matrix=True,
        landscape=len(channels) > MOST_UPRIGHT,
    )


def _reach(reach: Reach) -> Cell:
    return cell(reach_label(reach), tone=_TONES[reach])


def _evidence(source: PlanSource, prose: Prose) -> Iterator[Block]:
    if not any(presence.evidence.strip() for presence in source.plan.presences):
        yield from prose.empty(2, "evidence")
        return
    rows = tuple(
        (said(title), cell(*lines))
        for audience in source.plan.audiences
        for title, lines in _in_rows(titled(audience.title), _evidence_lines(source, audience))
    )
    columns = (Column(_("Audience"), 1.3), Column(_("How it is known, or why it is assumed"), 4.2))
    yield from prose.head(2, "evidence")
    yield Table(columns, rows, _("What the table rests on"), row_header=True)


def _in_rows(title: str, told: Iterable[Told]) -> Iterator[tuple[str, list[Told]]]:
    """In rows that no page tears: what went on over it would have no name."""
    again = _("{title} (continued)").format(title=title)
    row: list[Told] = []
    high = 0
    for words in told:
        lines = ceil(len(plain(words)) / _LETTERS)
        if row and high + lines > _MOST_LINES:
            yield title, row
            title, row, high = again, [], 0
        row.append(words)
        high += lines
    if row:
        yield title, row


def _evidence_lines(source: PlanSource, audience: Audience) -> Iterator[Told]:
    """A line for each channel; channels of which the same is known share one, and the last line is
    of those on which some of it are said to be and nothing says why."""
    presences = {
        other.channel_id: other
        for other in source.plan.presences
        if other.audience_id == audience.id
    }
    by_words: dict[str, list[str]] = {}
    unknown: list[str] = []
    for channel in source.plan.channels:
        presence = presences.get(channel.id)
        if presence and presence.evidence.strip():
            by_words.setdefault(clean(presence.evidence), []).append(titled(channel.title))
        elif presence and presence.reach is not Reach.NONE:
            unknown.append(titled(channel.title))
    if unknown:
        by_words[_("It is not written how this is known.")] = unknown
    for words, titles in by_words.items():
        yield Span(f"{', '.join(titles)}: ", strong=True), Span(words)


def _sheet(source: PlanSource, channel: Channel) -> list[Block]:
    address = Line(channel.address, link=web_link(channel.address))
    several = len(source.town.languages) > 1
    languages = language_names(channel.languages, source.town.region) if several else ""
    return sheet(
        (
            (label(Channel, "purpose"), channel.purpose),
            (label(Channel, "address"), cell(address)),
            (_("Audiences"), "\n".join(_audiences(source, channel))),
            (_("Objectives"), "\n".join(_objectives(source, channel))),
            (label(Channel, "posts"), channel.posts),
            (_("When"), "\n".join(filter(None, (cadence(channel), channel.best_time)))),
            (label(Channel, "voice"), channel.voice),
            (label(Channel, "targets"), channel.targets),
            (label(Channel, "languages"), languages),
            (label(Channel, "urgent"), _urgent(channel)),
            (_("Who looks after it"), _owner(source, channel)),
            (_("Formats and limits"), "\n".join(_facts(source, channel))),
        ),
        channel.suggested,
    )


def _urgent(channel: Channel) -> str:
    if channel.urgent:
        return _("Yes, also without internet") if channel.offline else _("Yes")
    return ""


def _owner(source: PlanSource, channel: Channel) -> str:
    owner, substitute = source.post(channel.owner_id), source.post(channel.substitute_id)
    if not owner:
        return _("Nobody yet")
    if not substitute:
        return _("{owner}; no deputy yet").format(owner=owner)
    return _("{owner}; deputy: {substitute}").format(owner=owner, substitute=substitute)


def _audiences(source: PlanSource, channel: Channel) -> Iterator[str]:
    for reach in (Reach.MANY, Reach.SOME, Reach.FEW):
        wanted = tuple(
            item.audience_id
            for item in source.plan.presences
            if item.channel_id == channel.id and item.reach is reach
        )
        if found := source.audiences(wanted):
            yield f"{reach_label(reach).capitalize()}: {found}"


def _objectives(source: PlanSource, channel: Channel) -> Iterator[str]:
    return (titled(item.title) for item in source.plan.objectives if channel.id in item.channels)


def cadence(channel: Channel) -> str:
    """How often, and what it takes: `3 posts a week, 20 minutes each`."""
    if channel.posts_week is None:
        return ""
    said_so = _how_often(channel.posts_week)
    if channel.minutes_post is None:
        return said_so
    return _("{posts}, {minutes} minutes each").format(
        posts=said_so, minutes=number(channel.minutes_post)
    )


def _how_often(week: float) -> str:
    """In whole posts: half a post a week is one every two weeks."""
    whole = Fraction(week).limit_denominator(_MOST_APART)
    posts, weeks = whole.as_integer_ratio()
    if weeks == 1 or abs(whole - Fraction(week)) > _NEARLY:
        told = ngettext("{count} post a week", "{count} posts a week", 1 if week == 1 else 2)
        return told.format(count=number(week))
    told = ngettext("{count} post every {weeks} weeks", "{count} posts every {weeks} weeks", posts)
    return told.format(count=number(posts), weeks=number(weeks))


def _facts(source: PlanSource, channel: Channel) -> Iterator[str]:
    """What the network decides, a sentence for each day of review; the annex has it as a table."""
    by_day: dict[str, list[str]] = {}
    for fact in source.plan.facts:
        if fact.channel_id == channel.id:
            found = f"{titled(fact.name)}: {fact.value or GAP}"
            by_day.setdefault(brief_day(fact.reviewed_on), []).append(found)
    for day, facts in by_day.items():
        seen = _("reviewed on {day}").format(day=day) if day else _("not reviewed")
        yield f"{'; '.join(facts)} ({seen})"
