"""The facts of a plan. Every list of it is a tuple of frozen dataclasses; `id` 0 until stored."""

from dataclasses import dataclass
from datetime import date, datetime

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


@dataclass(frozen=True)
class Charter:
    """The dates and the texts of the plan that are no lists. One row, always."""

    id: int = 1
    start_on: date | None = None
    end_on: date | None = None
    territory: str = ""
    """What the body is, whom and which area it serves."""
    backing: str = ""
    """What the plan is for and who stands behind it."""
    principles: str = ""
    offline_plan: str = ""
    """The communication off the networks that this plan must agree with."""
    brand: str = ""
    reputation: str = ""
    """What is said of the body today."""
    language_policy: LanguagePolicy = LanguagePolicy.MAIN
    language_note: str = ""
    style: str = ""
    accessibility: str = ""
    images: str = ""
    """Images, consents and licences."""
    answering: str = ""
    answer_hours: float | None = None
    """Office hours within which a question gets its answer."""
    crisis_meaning: str = ""
    """What counts as a crisis here, and what does not."""
    corrections: str = ""
    """What is done after publishing something wrong."""
    electoral_guard: str = ""
    """What is and is not published from the call of an election to the vote (LOREG art. 50)."""
    rehearsed_on: date | None = None
    rules: str = ""
    """Rules of use of the profiles, one rule a line."""
    rules_body: str = ""
    rules_on: date | None = None
    review: str = ""
    """Who looks at the plan again, how often, with which figures."""
    legal: str = ""


@dataclass(frozen=True)
class Person:
    """A post in the plan: a label short enough for a column, and the contact who holds it.

    When the contact leaves the roster the post stays, vacant, with all its tasks.
    """

    label: str
    id: int = 0
    position: int = 0
    contact_id: int | None = None
    hours_week: float | None = None
    """Hours a week that this person has for it."""
    contracted: bool = False
    """A company or freelance, not of the house."""
    suggested: str = ""


@dataclass(frozen=True)
class Account:
    """An account that exists before the plan starts. Never a password."""

    title: str
    """Its name on the network: `@ayto_valdehierro`."""
    id: int = 0
    position: int = 0
    network: str = ""
    """Id of the channel catalogue, or empty."""
    address: str = ""
    kind: AccountKind = AccountKind.OWN
    owner: str = ""
    holders: tuple[int, ...] = ()
    """Ids of the `Person` who hold the credentials."""
    followers: int | None = None
    last_post_on: date | None = None
    verdict: Verdict = Verdict.NONE
    note: str = ""
    suggested: str = ""


@dataclass(frozen=True)
class Objective:
    """What is to be reached, and how it will be known."""

    title: str
    id: int = 0
    position: int = 0
    scope: Scope = Scope.SPECIFIC
    parent_id: int | None = None
    judged: Judged = Judged.QUANTITATIVE
    horizon: Horizon = Horizon.MEDIUM
    layer: Layer = Layer.OUTTAKE
    indicator: str = ""
    unit: str = ""
    """`%`, `min`, `personas`…"""
    less_is_better: bool = False
    baseline: float | None = None
    target: float | None = None
    due_on: date | None = None
    every: Frequency = Frequency.QUARTERLY
    source: str = ""
    """Where the figure is read."""
    rubric: str = ""
    """How a qualitative one is judged, from 1 to 5."""
    serves: str = ""
    """The objective off the networks that it serves."""
    channels: tuple[int, ...] = ()
    suggested: str = ""


@dataclass(frozen=True)
class Measurement:
    """One reading of an objective's indicator; from 1 to 5 where it is judged by a rubric."""

    objective_id: int
    measured_on: date
    value: float
    id: int = 0
    note: str = ""


@dataclass(frozen=True)
class Audience:
    """A segment of the public."""

    title: str
    id: int = 0
    position: int = 0
    size: int | None = None
    """People, about."""
    sociodemographic: str = ""
    socioeconomic: str = ""
    psychographic: str = ""
    services: str = ""
    """What it gets from the body."""
    suggested: str = ""


@dataclass(frozen=True)
class Channel:
    """A network or an offline channel, with its sheet."""

    title: str
    id: int = 0
    position: int = 0
    kind: str = ""
    """Id of the channel catalogue, or empty for one of the person's own."""
    offline: bool = False
    address: str = ""
    purpose: str = ""
    posts: str = ""
    """What kinds of post work there."""
    posts_week: float | None = None
    minutes_post: float | None = None
    best_time: str = ""
    voice: str = ""
    targets: str = ""
    languages: tuple[str, ...] = ()
    owner_id: int | None = None
    substitute_id: int | None = None
    urgent: bool = False
    """Urgent notices go out here too."""
    suggested: str = ""


@dataclass(frozen=True)
class NetworkFact:
    """Something that a network decides and changes: an image size, a limit."""

    channel_id: int
    name: str
    id: int = 0
    position: int = 0
    value: str = ""
    reviewed_on: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Presence:
    """How much of an audience is on a channel, and how that is known."""

    audience_id: int
    channel_id: int
    reach: Reach
    id: int = 0
    evidence: str = ""


@dataclass(frozen=True)
class Use:
    """One of the eight uses. All eight rows always exist; a share of 0 means it is not used."""

    name: UseName
    id: int = 0
    share: int | None = None
    """Of the posts, in percent."""
    examples: str = ""
    channels: tuple[int, ...] = ()
    audiences: tuple[int, ...] = ()


@dataclass(frozen=True)
class Level:
    """One of the four levels. All four rows always exist.

    The thresholds are what listening compares with: any one of them is enough.
    """

    name: LevelName
    id: int = 0
    trigger: str = ""
    mentions_day: int | None = None
    """Mentions in 24 hours."""
    negative_share: int | None = None
    """Of these, in percent, that may be negative."""
    sensitive: bool = False
    """A sensitive word (poison, accident, minors…) is enough."""
    minutes: int | None = None
    """Until the first public line."""
    told: tuple[int, ...] = ()
    """Ids of the `Person` who are told at once."""
    approver_id: int | None = None
    actions: str = ""


@dataclass(frozen=True)
class PrivateChannel:
    """Where a conversation is moved to, away from the public."""

    title: str
    id: int = 0
    position: int = 0
    address: str = ""
    """A number, an e-mail, a counter."""
    hours: str = ""
    person_id: int | None = None
    suggested: str = ""


@dataclass(frozen=True)
class Task:
    """Something that somebody does every week, beside the posts themselves."""

    title: str
    id: int = 0
    position: int = 0
    hours_week: float | None = None
    contracted: bool = False
    supplier: str = ""
    note: str = ""
    suggested: str = ""


@dataclass(frozen=True)
class Assignment:
    """What a person is to a task."""

    task_id: int
    person_id: int
    role: Raci
    id: int = 0


@dataclass(frozen=True)
class Version:
    """An approved plan, frozen; its contents are kept apart (`records.frozen`)."""

    number: int
    frozen_at: datetime
    id: int = 0
    body: str = ""
    approved_on: date | None = None
    reference: str = ""


@dataclass(frozen=True)
class Dismissal:
    """A finding that the person decided to live with."""

    key: str
    """`Finding.key`: the rule, and what it is about."""
    reason: str
    dismissed_at: datetime
    id: int = 0


@dataclass(frozen=True)
class SessionNote:
    """What was said in the planning session about one question of the guide."""

    prompt: str
    text: str
    noted_at: datetime
    id: int = 0


@dataclass(frozen=True)
class Plan:
    """All of it, as it stands now or as it was frozen; lists in the person's order."""

    charter: Charter = Charter()
    people: tuple[Person, ...] = ()
    accounts: tuple[Account, ...] = ()
    objectives: tuple[Objective, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    """By day, oldest first."""
    audiences: tuple[Audience, ...] = ()
    channels: tuple[Channel, ...] = ()
    facts: tuple[NetworkFact, ...] = ()
    presences: tuple[Presence, ...] = ()
    uses: tuple[Use, ...] = ()
    levels: tuple[Level, ...] = ()
    private_channels: tuple[PrivateChannel, ...] = ()
    tasks: tuple[Task, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    versions: tuple[Version, ...] = ()
    """Oldest first."""
    dismissals: tuple[Dismissal, ...] = ()
    notes: tuple[SessionNote, ...] = ()

    def readings(self, objective: Objective) -> list[Measurement]:
        """The measurements of one objective, oldest first."""
        return [one for one in self.measurements if one.objective_id == objective.id]

    def general_objectives(self) -> list[Objective]:
        """The general ones, in order."""
        return [one for one in self.objectives if one.scope is Scope.GENERAL]

    def specific_objectives(self, parent: Objective | None) -> list[Objective]:
        """Those that belong to `parent`; with None, those that belong to no general one."""
        generals = {one.id for one in self.general_objectives()}
        wanted = parent.id if parent else None
        return [
            one
            for one in self.objectives
            if one.scope is Scope.SPECIFIC
            and (one.parent_id if one.parent_id in generals else None) == wanted
        ]

    def person(self, person_id: int | None) -> Person | None:
        """One post of the plan, or None."""
        return next((one for one in self.people if one.id == person_id), None)

    def channel(self, channel_id: int | None) -> Channel | None:
        """One channel, or None."""
        return next((one for one in self.channels if one.id == channel_id), None)

    def roles(self, task: Task) -> dict[int, Raci]:
        """What each person is to a task, by the person's id."""
        return {one.person_id: one.role for one in self.assignments if one.task_id == task.id}
