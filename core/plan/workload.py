"""How many hours a week the plan asks for, from whom, and what would bring them down.

All figures are hours a week. A channel costs its posts a week times the minutes of a post, and its
owner does it; a task costs the hours written on it, shared equally by those who are responsible.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from core.i18n import _
from core.plan.kinds import Raci, Reach
from core.plan.model import Channel, Person, Plan
from core.plan.wording import named
from core.town.model import Town

DOES = (Raci.RESPONSIBLE, Raci.BOTH)
"""Roles that take hours; who answers for a task, is consulted or informed, takes none."""

_TOLERANCE = 0.05
"""Three minutes a week are not worth a word."""

_LEAST_CUT = 0.25
"""A way that saves less than a quarter of an hour a week is no way."""

_MOST_CUTS = 3

_TEMPLATE_MINUTES = 10
_SHORTEST_POST = 10

_KEPT = frozenset({"web", "e_office"})
"""The council has to keep its website and its online office whatever they reach."""

_WEIGHT = {Reach.NONE: 0, Reach.FEW: 1, Reach.SOME: 2, Reach.MANY: 3}
"""Ordinal and our own judgement: only to tell which channel gives least for its hours."""


@dataclass(frozen=True)
class WorkItem:
    """One piece of the weekly work: all posts of a channel, or a task."""

    kind: str
    """`channel` or `task`, as findings name them."""
    item_id: int
    title: str
    hours: float
    people: tuple[int, ...] = ()
    """Ids of the `Person` who share it equally; empty when nobody has it."""
    contracted: bool = False
    """A supplier does it, whoever looks after that in the house."""


@dataclass(frozen=True)
class Load:
    """What one person of the plan has to do, and the hours there are for it."""

    person: Person
    needed: float
    available: float | None

    @property
    def excess(self) -> float:
        """Hours that do not fit; 0 when all fit or nobody wrote how many there are."""
        return _excess(self.needed, self.available)


@dataclass(frozen=True)
class Cut:
    """One concrete way to need fewer hours, as a sentence, and the hours that it saves."""

    sentence: str
    hours: float


@dataclass(frozen=True)
class Workload:
    """The week of the plan, in hours."""

    needed: float
    """Of the house: what its people do, and what nobody has yet."""
    available: float | None
    """What the town has for it; else what its people have in all; None when nobody wrote any."""
    contracted: float
    """Done outside, not counted in `needed`."""
    unassigned: float
    """The part of `needed` that nobody has."""
    loads: tuple[Load, ...] = ()
    """Everybody of the plan, in its order, also contracted ones."""
    parts: tuple[WorkItem, ...] = ()
    """Channels, then tasks, in their order; those without hours are not there."""
    cuts: tuple[Cut, ...] = ()
    """At most three: those that suffice alone, the gentlest first, then those that save most.

    None while the hours suffice.
    """

    @property
    def excess(self) -> float:
        """Hours that do not fit; 0 when all fit or nobody wrote how many there are."""
        return _excess(self.needed, self.available)


def workload(plan: Plan, town: Town) -> Workload:
    """What the plan takes a week against what there is."""
    parts = tuple(_parts(plan))
    outside = {person.id for person in plan.people if person.contracted}
    needed = contracted = unassigned = 0.0
    for part in parts:
        given_out = _given_out(part, outside)
        contracted += given_out
        needed += part.hours - given_out
        if not part.people:
            unassigned += part.hours - given_out
    available = _available(plan, town)
    excess = _excess(needed, available)
    return Workload(
        needed,
        available,
        contracted,
        unassigned,
        tuple(_load(person, parts) for person in plan.people),
        parts,
        tuple(_cuts(plan, excess)) if excess else (),
    )


def channel_hours(channel: Channel) -> float:
    """What the posts of a channel take a week; 0 while cadence or minutes are unknown."""
    return (channel.posts_week or 0) * (channel.minutes_post or 0) / 60


def _parts(plan: Plan) -> Iterator[WorkItem]:
    known = {person.id for person in plan.people}
    for channel in plan.channels:
        if hours := channel_hours(channel):
            owner = (channel.owner_id,) if channel.owner_id in known and channel.owner_id else ()
            yield WorkItem("channel", channel.id, channel.title, hours, owner)
    doing: dict[int, list[int]] = {}
    for assignment in plan.assignments:
        if assignment.role in DOES and assignment.person_id in known:
            doing.setdefault(assignment.task_id, []).append(assignment.person_id)
    for task in plan.tasks:
        if task.hours_week:
            people = tuple(doing.get(task.id, ()))
            yield WorkItem("task", task.id, task.title, task.hours_week, people, task.contracted)


def _given_out(part: WorkItem, outside: set[int]) -> float:
    if part.contracted:
        return part.hours
    if not part.people:
        return 0
    return part.hours * len(outside.intersection(part.people)) / len(part.people)


def _load(person: Person, parts: tuple[WorkItem, ...]) -> Load:
    # The same on each Python: of others `sum` keeps other last digits.
    needed = math.fsum(
        part.hours / len(part.people)
        for part in parts
        if person.id in part.people and (person.contracted or not part.contracted)
    )
    return Load(person, needed, person.hours_week)


def _available(plan: Plan, town: Town) -> float | None:
    # Hours of 0 count as not known, as they do for what is suggested (`core.plan.sizing`).
    if town.hours_week:
        return town.hours_week
    known = [
        person.hours_week
        for person in plan.people
        if person.hours_week is not None and not person.contracted and not person.suggested
    ]
    return sum(known) if known else None


def _excess(needed: float, available: float | None) -> float:
    if available is None or needed - available < _TOLERANCE:
        return 0
    return needed - available


def _cuts(plan: Plan, excess: float) -> list[Cut]:
    outside = {person.id for person in plan.people if person.contracted}
    own = [item for item in plan.channels if channel_hours(item) and item.owner_id not in outside]
    gentlest_first = (
        *_templates(own),
        *_fewer_posts(own),
        *_drop(plan, own),
        *_contract(plan, outside),
    )
    enough = [cut for cut in gentlest_first if cut.hours >= excess]
    partial = [cut for cut in gentlest_first if _LEAST_CUT <= cut.hours < excess]
    return [*enough, *sorted(partial, key=lambda cut: -cut.hours)][:_MOST_CUTS]


def _drop(plan: Plan, channels: list[Channel]) -> Iterator[Cut]:
    """The channel that reaches least for its hours; none that somebody would be lost without."""
    reached: dict[int, dict[int, int]] = {}
    for item in plan.presences:
        if _WEIGHT[item.reach]:
            reached.setdefault(item.audience_id, {})[item.channel_id] = _WEIGHT[item.reach]
    alone = {next(iter(roads)) for roads in reached.values() if len(roads) == 1}
    spare = [
        channel
        for channel in channels
        if not channel.urgent and channel.kind not in _KEPT and channel.id not in alone
    ]
    if spare and len(plan.channels) > 1:
        least = min(
            spare,
            key=lambda channel: (
                sum(roads.get(channel.id, 0) for roads in reached.values()) / channel_hours(channel)
            ),
        )
        yield Cut(
            _("Drop “{channel}”: it reaches the fewest people for its hours.").format(
                channel=named(least.title)
            ),
            channel_hours(least),
        )


def _fewer_posts(channels: list[Channel]) -> Iterator[Cut]:
    often = [channel for channel in channels if (channel.posts_week or 0) >= 2]
    if often:
        dearest = max(often, key=lambda channel: channel.minutes_post or 0)
        yield Cut(
            _("Publish one post a week fewer on “{channel}”.").format(channel=named(dearest.title)),
            (dearest.minutes_post or 0) / 60,
        )


def _templates(channels: list[Channel]) -> Iterator[Cut]:
    least = _TEMPLATE_MINUTES + _SHORTEST_POST
    long = [channel for channel in channels if (channel.minutes_post or 0) >= least]
    if long:
        dearest = max(long, key=channel_hours)
        yield Cut(
            _("Use templates on “{channel}”: {minutes} minutes less for each post.").format(
                channel=named(dearest.title), minutes=_TEMPLATE_MINUTES
            ),
            (dearest.posts_week or 0) * _TEMPLATE_MINUTES / 60,
        )


def _contract(plan: Plan, outside: set[int]) -> Iterator[Cut]:
    """The longest task that nobody outside has a hand in yet."""
    shared = {
        item.task_id for item in plan.assignments if item.role in DOES and item.person_id in outside
    }
    own = [task for task in plan.tasks if task.hours_week and not task.contracted]
    longest = max(
        (task for task in own if task.id not in shared),
        key=lambda task: task.hours_week or 0,
        default=None,
    )
    if longest is not None:
        yield Cut(
            _("Contract “{task}”.").format(task=named(longest.title)), longest.hours_week or 0
        )
