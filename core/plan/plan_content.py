"""A whole plan as a content file writes it.

Things name each other by ids of their own file. Days are written relative to the day on which the
plan is planted (`core.plan.planting`), so that years from now it is as fresh as today.
"""

import msgspec

from core.plan.kinds import (
    AccountKind,
    Frequency,
    Horizon,
    Judged,
    LanguagePolicy,
    Layer,
    LevelName,
    Raci,
    Reach,
    Scope,
    UseName,
    Verdict,
)


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every table of the file has in common: an unknown key is a mistake."""


class Listed(Shape, frozen=True, kw_only=True):
    """An item of a list; `reason` says in one sentence why the program proposes it."""

    id: str
    reason: str = ""


class CharterContent(Shape, frozen=True, kw_only=True):
    """The texts; the period follows from the day of planting (`period`)."""

    territory: str = ""
    backing: str = ""
    principles: str = ""
    offline_plan: str = ""
    brand: str = ""
    reputation: str = ""
    language_policy: LanguagePolicy = LanguagePolicy.MAIN
    language_note: str = ""
    style: str = ""
    accessibility: str = ""
    images: str = ""
    answering: str = ""
    answer_hours: float | None = None
    crisis_meaning: str = ""
    corrections: str = ""
    electoral_guard: str = ""
    rehearsed_days_ago: int | None = None
    rules: tuple[str, ...] = ()
    rules_body: str = ""
    rules_days_ago: int | None = None
    review: str = ""
    legal: str = ""


class PersonContent(Listed, frozen=True, kw_only=True):
    """A post; `contact` is the id of a card in the roster's content file, or empty."""

    label: str
    contact: str = ""
    hours_week: float | None = None
    contracted: bool = False


class AccountContent(Listed, frozen=True, kw_only=True):
    """An account of the audit; `holders` are ids of people."""

    title: str
    network: str = ""
    address: str = ""
    kind: AccountKind = AccountKind.OWN
    owner: str = ""
    holders: tuple[str, ...] = ()
    followers: int | None = None
    last_post_days_ago: int | None = None
    verdict: Verdict = Verdict.NONE
    note: str = ""


class MeasurementContent(Shape, frozen=True, kw_only=True):
    """A reading, so many days before planting."""

    days_ago: int
    value: float
    note: str = ""


class ObjectiveContent(Listed, frozen=True, kw_only=True):
    """An objective; `parent` and `channels` are ids, `due` is month and day: `06-30`."""

    title: str
    scope: Scope = Scope.SPECIFIC
    parent: str = ""
    judged: Judged = Judged.QUANTITATIVE
    horizon: Horizon = Horizon.MEDIUM
    layer: Layer = Layer.OUTTAKE
    indicator: str = ""
    unit: str = ""
    less_is_better: bool = False
    baseline: float | None = None
    target: float | None = None
    due: str = ""
    """In the last year of the period; its end where less than three months are left until then."""
    every: Frequency = Frequency.QUARTERLY
    source: str = ""
    rubric: str = ""
    serves: str = ""
    channels: tuple[str, ...] = ()
    measurements: tuple[MeasurementContent, ...] = ()


class PresenceContent(Shape, frozen=True, kw_only=True):
    """How much of the audience is on a channel."""

    reach: Reach
    evidence: str = ""


class AudienceContent(Listed, frozen=True, kw_only=True):
    """An audience; `presence` goes by the id of the channel."""

    title: str
    size: int | None = None
    sociodemographic: str = ""
    socioeconomic: str = ""
    psychographic: str = ""
    services: str = ""
    presence: dict[str, PresenceContent] = {}


class ChannelContent(Listed, frozen=True, kw_only=True):
    """A channel; what is left out comes from the catalogue, by `kind`."""

    kind: str = ""
    title: str = ""
    offline: bool = False
    address: str = ""
    purpose: str = ""
    posts: str = ""
    posts_week: float | None = None
    minutes_post: float | None = None
    best_time: str = ""
    voice: str = ""
    targets: str = ""
    languages: tuple[str, ...] = ()
    owner: str = ""
    substitute: str = ""
    urgent: bool = False


class UseContent(Shape, frozen=True, kw_only=True):
    """One of the eight uses; channels and audiences by id."""

    name: UseName
    share: int | None = None
    examples: str = ""
    channels: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()


class LevelContent(Shape, frozen=True, kw_only=True):
    """One of the four levels; people by id."""

    name: LevelName
    trigger: str = ""
    mentions_day: int | None = None
    negative_share: int | None = None
    sensitive: bool = False
    minutes: int | None = None
    told: tuple[str, ...] = ()
    approver: str = ""
    actions: str = ""


class PrivateChannelContent(Listed, frozen=True, kw_only=True):
    """Where a conversation is moved to; `person` by id."""

    title: str
    address: str = ""
    hours: str = ""
    person: str = ""


class TaskContent(Listed, frozen=True, kw_only=True):
    """A task; `roles` go by the id of the person."""

    title: str
    hours_week: float | None = None
    contracted: bool = False
    supplier: str = ""
    note: str = ""
    roles: dict[str, Raci] = {}


class PlanContent(Shape, frozen=True, kw_only=True):
    """A whole plan."""

    charter: CharterContent
    people: tuple[PersonContent, ...] = ()
    accounts: tuple[AccountContent, ...] = ()
    channels: tuple[ChannelContent, ...] = ()
    objectives: tuple[ObjectiveContent, ...] = ()
    audiences: tuple[AudienceContent, ...] = ()
    uses: tuple[UseContent, ...] = ()
    levels: tuple[LevelContent, ...] = ()
    private_channels: tuple[PrivateChannelContent, ...] = ()
    tasks: tuple[TaskContent, ...] = ()
