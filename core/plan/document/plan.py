"""The plan that a council votes: what binds, as short as the town is small, and room to sign.

What it rests on, sheet by sheet, is in the technical annex.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.days import long_day
from core.documents.glyphs import shorten
from core.documents.model import (
    Block,
    Cover,
    Document,
    Para,
    Signature,
    Signatures,
)
from core.i18n import Language, _
from core.plan import unreviewed
from core.plan.document import channels, objectives, pieces, protocol, start, uses
from core.plan.document.pieces import Prose
from core.plan.document.source import PlanSource, live
from core.plan.model import Charter, Version
from core.store import Connection
from core.text import fold
from core.town.document import headed
from core.town.model import NAME_LIMIT, BodyKind

_COVERED_FROM = 5000
"""Inhabitants; the few pages of a smaller town need neither cover nor contents."""

_HEADS = ("alcald", "presiden", "mayor")
_SECRETARIES = ("secretar", "town clerk")


def plan(connection: Connection, language: Language, today: date) -> Document:
    """The plan as it stands now, in the current language."""
    return compose(live(connection, today), language, today)


def compose(source: PlanSource, language: Language, today: date) -> Document:
    """The plan of `source` in the current language, which is `language`."""
    small = 0 < (source.town.population or 0) < _COVERED_FROM
    return replace(
        headed(source.town, source.crest, language, today),
        code="PLA-01",
        title=title_with(source.plan.charter, _("Strategic social media plan")),
        subtitle=_("What for, for whom, where, and who does it"),
        version=source.number,
        blocks=tuple(_blocks(source, pieces.load(source.town))),
        cover=None if small else Cover(_("Communications"), standing(source.version)),
        contents=not small,
        contents_depth=1,
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


def _blocks(source: PlanSource, words: Prose) -> Iterator[Block]:
    yield from start.purpose(source, words)
    yield from objectives.chapter(source, words)
    yield from start.audiences(source, words)
    yield from channels.chapter(source, words)
    yield from uses.writing(source, words)
    yield from uses.answering(source, words)
    yield from protocol.crisis(source, words)
    yield from protocol.elections(source, words)
    yield from objectives.review(source, words)
    yield from _approval(source, words)


def _approval(source: PlanSource, words: Prose) -> list[Block]:
    if source.version is None:
        stands: list[Block] = [words.missing("approval")]
    else:
        stands = [Para(line) for line in standing(source.version)]
    if waiting := unreviewed.told(source.plan):
        stands.append(Para(waiting))
    # The boxes follow their heading, which keeps them company over the end of a page.
    return [*words.head(1, "approval"), signatures(source), *stands]


def signatures(source: PlanSource) -> Signatures:
    """Room for the head of the body, the secretary, and who runs communications to sign.

    The first two are named where the label of a post in the plan says that it is theirs; a wrong
    name under a signature is worse than a line to write on.
    """
    municipal = source.town.kind is BodyKind.MUNICIPALITY
    head = _("Mayor’s office") if municipal else _("Presidency")
    return Signatures(
        (
            Signature(head, _named(source, _HEADS)),
            Signature(_("Town clerk’s office"), _named(source, _SECRETARIES)),
            Signature(_("Communications"), source.town.person),
        )
    )


def _named(source: PlanSource, stems: tuple[str, ...]) -> str:
    for person in source.plan.people:
        holder = source.snapshot.holder(person.contact_id)
        if holder and fold(person.label).startswith(stems):
            # A proposed card bears the name of the office until somebody completes it.
            named = shorten(holder.name, NAME_LIMIT)
            return "" if fold(named).startswith(stems) else named
    return ""
