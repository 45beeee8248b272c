"""What the papers of the crisis desk share: what they need of the workspace, moments, texts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from core import content, days
from core.crisis.callees import wearer
from core.crisis.kinds import StatementKind, StatementPart
from core.crisis.town_facts import Police, police_of
from core.days import brief_day, clock_time, long_day
from core.documents.model import Block, Document, Layout
from core.documents.rich import Text
from core.i18n import Language, _, ngettext
from core.numbers import number
from core.plan import records as plan_records
from core.plan.kinds import LanguagePolicy
from core.plan.model import Plan
from core.plan.plan_content import ContentShape
from core.roster import by_hand
from core.roster import records as roster_records
from core.roster.document import printable
from core.roster.model import Contact, Hat
from core.store import Connection
from core.town import records as town_records
from core.town.document import headed
from core.town.model import Town, language_names

BY_HAND = "_" * 12
"""Room for a number that nobody knows yet."""


@dataclass(frozen=True)
class PrintContext:
    """The town, its roster and its plan, and on what day and in which language it is printed."""

    town: Town
    crest: bytes | None
    contacts: Sequence[Contact]
    lacking: Sequence[Contact]
    """Proposed cards without a number, whose role in a crisis nobody has."""
    police: Police
    """Which one the town has, also by the cards that nobody has completed."""
    plan: Plan
    language: Language
    today: date

    @cached_property
    def wearers(self) -> Mapping[Hat, Contact | None]:
        """Who wears each hat by the roster."""
        return {hat: wearer(self.contacts, hat) for hat in Hat}

    @property
    def other_text(self) -> str:
        """What stands where a hand writes who puts a notice into the other languages in which
        the plan promises it; empty where it promises none."""
        others = language_names(self.town.languages[1:], self.town.region, within=True)
        if not others or self.plan.charter.language_policy is LanguagePolicy.MAIN:
            return ""
        return _("put into {language} by").format(language=others)

    def sheet(
        self,
        code: str,
        title: str,
        blocks: Sequence[Block],
        *,
        kicker: str = "",
        subtitle: Text = "",
        version: int = 1,
        urgent: bool = False,
        pages: int = 1,
        chapter: str = "",
    ) -> Document:
        """A sheet of this town, of this day."""
        return replace(
            headed(self.town, self.crest, self.language, self.today),
            code=code,
            title=title,
            subtitle=subtitle,
            version=version,
            blocks=tuple(blocks),
            layout=Layout.SHEET,
            kicker=kicker,
            urgent=urgent,
            one_page=pages == 1,
            pages=0 if pages == 1 else pages,
            chapter=chapter,
        )


def ground(connection: Connection, language: Language, today: date) -> PrintContext:
    """What a workspace says now."""
    contacts, town = roster_records.everyone(connection), town_records.load(connection)
    return PrintContext(
        town,
        town_records.crest(connection),
        printable(contacts),
        by_hand.of_roles(contacts),
        police_of(contacts, town.region),
        plan_records.load(connection),
        language,
        today,
    )


_DAY = 24 * 60
_DAYS_TOLD = 2 * _DAY
"""Minutes from which days say it better."""


@dataclass(frozen=True)
class Times:
    """How the moments of one paper are written: with their day only where there are several."""

    one_day: bool

    def at(self, moment: datetime | None) -> str:
        """`14:32`, or `24 nov, 14:32`; empty without a moment."""
        if moment is None:
            return ""
        return clock_time(moment) if self.one_day else f"{short_day(moment)}, {clock_time(moment)}"


def of(moments: Iterable[datetime]) -> Times:
    """How these moments are written."""
    return Times(len({moment.astimezone().date() for moment in moments}) <= 1)


def short_day(moment: datetime) -> str:
    """`24 nov`."""
    return brief_day(moment.astimezone().date())


def full(moment: datetime) -> str:
    """`24 de noviembre de 2026, a las 14:32`."""
    day = long_day(moment.astimezone().date())
    return _("{day}, at {time}").format(day=day, time=clock_time(moment))


def lapse(minutes: int) -> str:
    """`18 min`, `2 h 5 min`, `3 días`."""
    if minutes >= _DAYS_TOLD:
        whole = round(minutes / _DAY)
        return ngettext("{count} day", "{count} days", whole).format(count=number(whole))
    return days.lapse(timedelta(minutes=minutes))


class OpeningTexts(ContentShape, frozen=True, kw_only=True):
    """Of the opening form; the levels are told so where the plan says nothing of them."""

    lead: str
    green: str
    yellow: str
    orange: str
    red: str


class Lead(ContentShape, frozen=True, kw_only=True):
    """What stands at the head of a form."""

    lead: str


class Calls(Lead, frozen=True, kw_only=True):
    """Of the call sheet."""

    if_needed: str
    """Helplines, whom nobody rings in every crisis."""


class Roles(ContentShape, frozen=True, kw_only=True):
    """Of the card of hats."""

    lead: str
    handover: str


class TreeQuestion(ContentShape, frozen=True, kw_only=True):
    """A question about a comment; each way is an answer and what to do then."""

    id: str
    title: str
    ways: tuple[tuple[str, str], ...]


class Answering(ContentShape, frozen=True, kw_only=True):
    """How to answer a comment."""

    lead: str
    hours: str
    no_hours: str
    move: tuple[str, ...]
    no_channels: str
    never: tuple[str, ...]
    answer: tuple[str, ...]
    """What an answer has, by when, and who signs."""
    questions: tuple[TreeQuestion, ...]


class ModerationTexts(ContentShape, frozen=True, kw_only=True):
    """Of the moderation file."""

    lead: str
    appeal: str
    no_review: str
    no_until: str
    not_told: str
    data: str


class After(ContentShape, frozen=True, kw_only=True):
    """Of the after-action report."""

    drill: str
    internal: str
    chain: str
    no_review: str


class FormTexts(ContentShape, frozen=True, kw_only=True):
    """The whole file."""

    parts: Mapping[StatementPart, str]
    """The question that each part of a statement answers."""
    kinds: Mapping[StatementKind, str]
    """When each kind of statement is the right one."""
    hats: Mapping[Hat, tuple[str, ...]]
    """Three things that the wearer does."""
    opening: OpeningTexts
    calls: Calls
    statement: Lead
    roles: Roles
    answering: Answering
    moderation: ModerationTexts
    after: After


def load() -> FormTexts:
    """The texts in the current language."""
    return content.load("crisis-forms", FormTexts)
