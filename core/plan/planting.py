"""A whole plan as a content file writes it, and how it gets into a new workspace.

Things name each other by ids of their own file. Days are written relative to the day of planting,
so that a plan planted years from now is as fresh as today's.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from core.plan import networks, records
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
from core.plan.model import (
    Account,
    Assignment,
    Audience,
    Channel,
    Charter,
    Item,
    Level,
    Measurement,
    NetworkFact,
    Objective,
    Person,
    Presence,
    PrivateChannel,
    Task,
    Use,
)
from core.suggestions import records as marks

if TYPE_CHECKING:
    from sqlite_utils import Database

_LATE_START = 7
"""From July on, a new plan is for the next calendar year."""


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every table of the file has in common: an unknown key is a mistake."""


class Listed(Shape):
    """An item of a list; `reason` says in one sentence why the program proposes it."""

    id: str
    reason: str = ""


class CharterContent(Shape):
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


class PersonContent(Listed):
    """A post; `contact` is the id of a card in the roster's content file, or empty."""

    label: str
    contact: str = ""
    hours_week: float | None = None
    contracted: bool = False


class AccountContent(Listed):
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


class MeasurementContent(Shape):
    """A reading, so many days before planting."""

    days_ago: int
    value: float
    note: str = ""


class ObjectiveContent(Listed):
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
    """In the last year of the period; the end of the period where that day has passed."""
    every: Frequency = Frequency.QUARTERLY
    source: str = ""
    rubric: str = ""
    serves: str = ""
    channels: tuple[str, ...] = ()
    measurements: tuple[MeasurementContent, ...] = ()


class PresenceContent(Shape):
    """How much of the audience is on a channel."""

    reach: Reach
    evidence: str = ""


class AudienceContent(Listed):
    """An audience; `presence` goes by the id of the channel."""

    title: str
    size: int | None = None
    sociodemographic: str = ""
    socioeconomic: str = ""
    psychographic: str = ""
    services: str = ""
    presence: dict[str, PresenceContent] = {}


class ChannelContent(Listed):
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


class UseContent(Shape):
    """One of the eight uses; channels and audiences by id."""

    name: UseName
    share: int | None = None
    examples: str = ""
    channels: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()


class LevelContent(Shape):
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


class PrivateChannelContent(Listed):
    """Where a conversation is moved to; `person` by id."""

    title: str
    address: str = ""
    hours: str = ""
    person: str = ""


class TaskContent(Listed):
    """A task; `roles` go by the id of the person."""

    title: str
    hours_week: float | None = None
    contracted: bool = False
    supplier: str = ""
    note: str = ""
    roles: dict[str, Raci] = {}


class PlanContent(Shape):
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


def period(today: date) -> tuple[date, date]:
    """From and to when a plan begun today is for: the next calendar year from July on, before
    that what is left of this one.
    """
    if today.month >= _LATE_START:
        return date(today.year + 1, 1, 1), date(today.year + 1, 12, 31)
    return today, date(today.year, 12, 31)


def plant(
    db: "Database", content: PlanContent, contacts: Mapping[str, int], today: date, *, mark: bool
) -> None:
    """Put the plan into a workspace whose plan is empty.

    `contacts` gives the roster's ids by the ids of its content file; a post whose contact is not
    among them is vacant. `mark` makes suggestions of the items that carry a reason. A reference
    that leads nowhere is our own mistake and raises `KeyError`.
    """
    planter = _Planter(db, contacts, today, mark=mark)
    planter.people(content)
    planter.channels(content)
    planter.audiences(content)
    planter.objectives(content)
    planter.protocol(content)
    planter.tasks(content)


class _Planter:
    """Holds the ids that have been given so far, by the ids of the file."""

    def __init__(
        self, db: "Database", contacts: Mapping[str, int], today: date, *, mark: bool
    ) -> None:
        self._db = db
        self._contacts = contacts
        self._today = today
        self._mark = mark
        self._person: dict[str, int] = {}
        self._channel: dict[str, int] = {}
        self._audience: dict[str, int] = {}

    def people(self, content: PlanContent) -> None:
        for one in content.people:
            person = Person(
                label=one.label,
                contact_id=self._contacts.get(one.contact),
                hours_week=one.hours_week,
                contracted=one.contracted,
            )
            self._person[one.id] = self._add(person, one)
        for account in content.accounts:
            self._add(self._account(account), account)

    def channels(self, content: PlanContent) -> None:
        for one in content.channels:
            network = networks.network(one.kind)
            self._channel[one.id] = self._add(self._sheet(one, network), one)
            for fact in network.facts if network else ():
                fact_of = NetworkFact(
                    channel_id=self._channel[one.id],
                    name=fact.name,
                    value=fact.value,
                    reviewed_on=fact.reviewed,
                    source=fact.source,
                )
                records.add(self._db, fact_of)

    def audiences(self, content: PlanContent) -> None:
        for one in content.audiences:
            audience = Audience(
                title=one.title,
                size=one.size,
                sociodemographic=one.sociodemographic,
                socioeconomic=one.socioeconomic,
                psychographic=one.psychographic,
                services=one.services,
            )
            self._audience[one.id] = audience_id = self._add(audience, one)
            for channel, presence in one.presence.items():
                there = Presence(
                    audience_id, self._channel[channel], presence.reach, evidence=presence.evidence
                )
                records.set_reach(self._db, there)

    def objectives(self, content: PlanContent) -> None:
        generals: dict[str, int] = {}
        for one in content.objectives:
            parent = generals[one.parent] if one.parent else None
            objective_id = self._add(self._objective(one, parent), one)
            if one.scope is Scope.GENERAL:
                generals[one.id] = objective_id
            for reading in one.measurements:
                measurement = Measurement(
                    objective_id, self._before(reading.days_ago), reading.value, note=reading.note
                )
                records.measure(self._db, measurement)

    def protocol(self, content: PlanContent) -> None:
        stands = records.load(self._db.conn)
        records.save(self._db, self._charter(content.charter))
        uses = {one.name: one.id for one in stands.uses}
        for use in content.uses:
            records.save(self._db, self._use(use, uses[use.name]))
        levels = {one.name: one.id for one in stands.levels}
        for level in content.levels:
            records.save(self._db, self._level(level, levels[level.name]))
        for one in content.private_channels:
            private = PrivateChannel(
                title=one.title,
                address=one.address,
                hours=one.hours,
                person_id=self._person_id(one.person),
            )
            self._add(private, one)

    def tasks(self, content: PlanContent) -> None:
        for one in content.tasks:
            task = Task(
                title=one.title,
                hours_week=one.hours_week,
                contracted=one.contracted,
                supplier=one.supplier,
                note=one.note,
            )
            task_id = self._add(task, one)
            for person, role in one.roles.items():
                records.add(self._db, Assignment(task_id, self._person[person], role))

    def _add(self, item: Item, content: Listed) -> int:
        item_id = records.add(self._db, item)
        if self._mark and content.reason:
            marks.mark(self._db, records.table_of(type(item)), item_id, content.id, content.reason)
        return item_id

    def _before(self, days: int) -> date:
        return self._today - timedelta(days=days)

    def _maybe_before(self, days: int | None) -> date | None:
        return None if days is None else self._before(days)

    def _person_id(self, person: str) -> int | None:
        return self._person[person] if person else None

    def _charter(self, one: CharterContent) -> Charter:
        start_on, end_on = period(self._today)
        apart = {"rules", "rehearsed_days_ago", "rules_days_ago"}
        texts = {name: getattr(one, name) for name in one.__struct_fields__ if name not in apart}
        return Charter(
            start_on=start_on,
            end_on=end_on,
            rehearsed_on=self._maybe_before(one.rehearsed_days_ago),
            rules="\n".join(one.rules),
            rules_on=self._maybe_before(one.rules_days_ago),
            **texts,
        )

    def _account(self, one: AccountContent) -> Account:
        return Account(
            title=one.title,
            network=one.network,
            address=one.address,
            kind=one.kind,
            owner=one.owner,
            holders=tuple(self._person[holder] for holder in one.holders),
            followers=one.followers,
            last_post_on=self._maybe_before(one.last_post_days_ago),
            verdict=one.verdict,
            note=one.note,
        )

    def _sheet(self, one: ChannelContent, network: networks.Network | None) -> Channel:
        return Channel(
            title=one.title or (network.name if network else one.id),
            kind=one.kind,
            offline=network.offline if network else one.offline,
            address=one.address,
            purpose=one.purpose or (network.works if network else ""),
            posts=one.posts or (network.posts if network else ""),
            posts_week=_first(one.posts_week, network and network.posts_week),
            minutes_post=_first(one.minutes_post, network and network.minutes_post),
            best_time=one.best_time or (network.best_time if network else ""),
            voice=one.voice or (network.voice if network else ""),
            targets=one.targets,
            languages=one.languages,
            owner_id=self._person_id(one.owner),
            substitute_id=self._person_id(one.substitute),
            urgent=one.urgent,
        )

    def _objective(self, one: ObjectiveContent, parent: int | None) -> Objective:
        return Objective(
            title=one.title,
            scope=one.scope,
            parent_id=parent,
            judged=one.judged,
            horizon=one.horizon,
            layer=one.layer,
            indicator=one.indicator,
            unit=one.unit,
            less_is_better=one.less_is_better,
            baseline=one.baseline,
            target=one.target,
            due_on=self._due(one.due),
            every=one.every,
            source=one.source,
            rubric=one.rubric,
            serves=one.serves,
            channels=tuple(self._channel[channel] for channel in one.channels),
        )

    def _due(self, month_and_day: str) -> date | None:
        if not month_and_day:
            return None
        start_on, end_on = period(self._today)
        due_on = date.fromisoformat(f"{end_on.year}-{month_and_day}")
        return due_on if due_on > start_on else end_on

    def _use(self, one: UseContent, use_id: int) -> Use:
        return Use(
            name=one.name,
            id=use_id,
            share=one.share,
            examples=one.examples,
            channels=tuple(self._channel[channel] for channel in one.channels),
            audiences=tuple(self._audience[audience] for audience in one.audiences),
        )

    def _level(self, one: LevelContent, level_id: int) -> Level:
        return Level(
            name=one.name,
            id=level_id,
            trigger=one.trigger,
            mentions_day=one.mentions_day,
            negative_share=one.negative_share,
            sensitive=one.sensitive,
            minutes=one.minutes,
            told=tuple(self._person[person] for person in one.told),
            approver_id=self._person_id(one.approver),
            actions=one.actions,
        )


def _first(own: float | None, catalogue: float | None) -> float | None:
    return catalogue if own is None else own
