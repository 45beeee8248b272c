"""The sheet of whoever has prepared nothing: the first hour of a crisis on one page, by hand."""

from collections.abc import Iterator
from datetime import date

from core import content
from core.crisis.callees import number_of
from core.crisis.document.forms import name_of, team
from core.crisis.document.parts import BY_HAND, PrintContext, ground
from core.documents.model import (
    Block,
    Box,
    Check,
    Checklist,
    Document,
    Field,
    Fields,
    Foot,
    KeyNumber,
    Para,
)
from core.i18n import Language, _
from core.plan.plan_content import ContentShape
from core.roster.model import Contact, dial_uri
from core.roster.urgent import EMERGENCIES
from core.store import Connection
from core.town.model import BodyKind

_OTHERS = 6
"""Numbers below 112."""
_ONE_LINE = 48
"""Characters beside a number."""

Steps = tuple[tuple[str, str], ...]
"""What is done, and how."""


class _Phase(ContentShape, frozen=True, kw_only=True):
    title: str
    time: str
    steps: Steps


class _Notice(_Phase, frozen=True, kw_only=True):
    lines: tuple[str, ...]
    next: str
    approved: str
    at: str


class _FirstHour(ContentShape, frozen=True, kw_only=True):
    """The content file `first-hour`."""

    heads: dict[BodyKind, str]
    """Who decides, by the kind of body."""
    title: str
    subtitle: str
    lead: str
    before: _Phase
    notice: _Notice
    after: _Phase
    never_title: str
    never: tuple[str, ...]
    phones: str
    emergencies: str
    whom: tuple[str, ...]


def first_hour(connection: Connection, language: Language, today: date) -> Document:
    """The first hour in the current language, with the numbers that the roster has."""
    texts = content.load("first-hour", _FirstHour)
    base = ground(connection, language, today)
    return base.sheet(
        "CRI-90", texts.title, tuple(_blocks(texts, base)), subtitle=texts.subtitle, urgent=True
    )


def _blocks(texts: _FirstHour, base: PrintContext) -> Iterator[Block]:
    yield Para(texts.lead)
    yield Fields(
        (
            Field(_("Incident"), 2.4),
            Field(_("Date"), 1.0),
            Field(_("Start time"), 1.0),
            Field(_("Filled in by"), 1.5),
        )
    )
    head = texts.heads[base.town.kind]
    before, notice, after = _phases(texts, head)
    yield before
    for line in texts.notice.lines:
        yield Fields((Field(line),))
    yield notice
    yield Fields(
        (
            Field(texts.notice.next, 1.4),
            Field(texts.notice.approved, 2.4),
            Field(texts.notice.at, 0.8),
        )
    )
    yield after
    numbers = tuple(_numbers(texts, base))
    yield Foot(Box(texts.never_title, texts.never), texts.phones, numbers)


def _phases(texts: _FirstHour, head: str) -> Iterator[Checklist]:
    first = 1
    for phase in (texts.before, texts.notice, texts.after):
        checks = tuple(Check(action.format(head=head), how) for action, how in phase.steps)
        yield Checklist(phase.title, checks, phase.time, first=first)
        first += len(checks)


def _numbers(texts: _FirstHour, base: PrintContext) -> Iterator[KeyNumber]:
    """112, those of the team whose number the roster has, and room to write the others."""
    yield KeyNumber(texts.emergencies, EMERGENCIES, dial_uri(EMERGENCIES))
    known = [card for card in team(base.contacts) if number_of(card)][:_OTHERS]
    for card in known:
        yield KeyNumber(_who(card), number_of(card), dial_uri(number_of(card)))
    for whom in texts.whom[len(known) : _OTHERS]:
        yield KeyNumber(whom.format(head=texts.heads[base.town.kind]), BY_HAND)


def _who(card: Contact) -> str:
    """`Alcaldesa: María Gómez Ruiz`, while it goes on one line."""
    told = f"{card.post}: {name_of(card)}"
    return told if card.post and len(told) <= _ONE_LINE else name_of(card)
