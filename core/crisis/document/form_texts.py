"""The content file `crisis-forms`: what the papers of the crisis desk say by themselves."""

from collections.abc import Mapping

from core import content
from core.crisis.kinds import Part, StatementKind
from core.plan.plan_content import Shape
from core.roster.model import Hat


class Opening(Shape, frozen=True, kw_only=True):
    """Of the opening form; the levels are told so where the plan says nothing of them."""

    lead: str
    green: str
    yellow: str
    orange: str
    red: str


class Lead(Shape, frozen=True, kw_only=True):
    """What stands at the head of a form."""

    lead: str


class Roles(Shape, frozen=True, kw_only=True):
    """Of the card of hats."""

    lead: str
    handover: str


class Question(Shape, frozen=True, kw_only=True):
    """A question about a comment; each way is an answer and what to do then."""

    id: str
    title: str
    ways: tuple[tuple[str, str], ...]


class Answering(Shape, frozen=True, kw_only=True):
    """How to answer a comment."""

    lead: str
    hours: str
    no_hours: str
    move: tuple[str, ...]
    no_channels: str
    never: tuple[str, ...]
    questions: tuple[Question, ...]


class ModerationTexts(Shape, frozen=True, kw_only=True):
    """Of the moderation file."""

    lead: str
    appeal: str
    no_review: str
    no_until: str
    not_told: str
    data: str


class After(Shape, frozen=True, kw_only=True):
    """Of the after-action report."""

    drill: str
    internal: str
    chain: str
    no_review: str


class Texts(Shape, frozen=True, kw_only=True):
    """The whole file."""

    parts: Mapping[Part, str]
    """The question that each part of a statement answers."""
    kinds: Mapping[StatementKind, str]
    """When each kind of statement is the right one."""
    hats: Mapping[Hat, tuple[str, ...]]
    """Three things that the wearer does."""
    opening: Opening
    calls: Lead
    statement: Lead
    roles: Roles
    answering: Answering
    moderation: ModerationTexts
    after: After


def load() -> Texts:
    """The texts in the current language."""
    return content.load("crisis-forms", Texts)
