"""What a new plan proposes by the size of the town, fitted into the hours that there are."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace

import resources
from core.decoding import from_data
from core.plan.guide import SizeBand
from core.plan.kinds import LanguagePolicy, LevelName, Raci, UseName
from core.plan.plan_content import ContentShape
from core.plan.workload import DOES
from core.roster.suggestions import TYPICAL_POPULATION
from core.town.model import Town

REST = "communications"
"""The post that has whatever hours the others do not need."""

_BELOW = ((1_000, SizeBand.HAMLET), (5_000, SizeBand.VILLAGE), (20_000, SizeBand.TOWN))
"""By inhabitants. Examples have other limits (`core.plan.guide`): they go to the nearest town."""

_TASKS_AT_MOST = 0.55
"""Share of the hours that fixed tasks may take: the rest is for publishing. Own judgement."""

_ROOM_FOR_MORE = 1.5
"""Where there are more hours than usual, posts and tasks grow up to this many times."""

_TENTH = 0.1
"""Hours are proposed in steps of six minutes."""


class ChannelSize(ContentShape, frozen=True, kw_only=True):
    """How often a channel is used; owner and substitute are ids of people."""

    id: str
    posts: float
    least: float
    """The fewest posts a week that are worth having the channel for."""
    owner: str
    substitute: str
    urgent: bool = False


class LevelSize(ContentShape, frozen=True, kw_only=True):
    """Figures and people of a level."""

    mentions: int | None = None
    negative_share: int | None = None
    minutes: int | None = None
    told: tuple[str, ...]
    approver: str


class TaskSize(ContentShape, frozen=True, kw_only=True):
    """Hours a week of a task, and what the people are to it."""

    id: str
    hours: float
    roles: dict[str, Raci]


class Second(ContentShape, frozen=True, kw_only=True):
    """A second person who publishes, where there are hours for two."""

    id: str
    from_hours: float
    instead: str
    """Who stands in on the channels where there are not; communications keeps them."""


class Size(ContentShape, frozen=True, kw_only=True):
    """What a town of one size is proposed."""

    name: SizeBand
    hours: float
    """A week, where the person has not said how many there are."""
    answer_hours: float
    week: str
    """The finest grain of tasks that a town of this size needs."""
    press: TaskSize | None = None
    """Dealing with the media, in whatever grain the others come."""
    bilingual_policy: LanguagePolicy
    people: tuple[str, ...]
    second: Second | None = None
    audiences: tuple[str, ...]
    objectives: tuple[str, ...]
    private_channels: dict[str, str]
    """By id, the person who attends it."""
    channels: tuple[ChannelSize, ...]
    """In the order in which scarce hours are spent on them."""
    targets: dict[str, float]
    shares: dict[UseName, int]
    levels: dict[LevelName, LevelSize]


class WeekTasks(ContentShape, frozen=True, kw_only=True):
    """The fixed tasks in one grain, for those who have so many hours."""

    name: str
    from_hours: float
    tasks: tuple[TaskSize, ...]


class Bilingual(ContentShape, frozen=True, kw_only=True):
    """What is added where more than one language is published in."""

    objectives: tuple[str, ...]
    target: float
    task: TaskSize


class Coast(ContentShape, frozen=True, kw_only=True):
    """What is added in a province with a coast."""

    provinces: tuple[str, ...]
    audiences: tuple[str, ...]
    channel: ChannelSize


class Sizes(ContentShape, frozen=True, kw_only=True):
    """The data file `plan-sizes`."""

    sizes: tuple[Size, ...]
    weeks: tuple[WeekTasks, ...]
    bilingual: Bilingual
    coast: Coast


@dataclass(frozen=True)
class Fitted:
    """What one town is proposed. It takes no more hours than there are."""

    size: Size
    channels: Mapping[str, ChannelSize]
    """By id, with the posts a week that fit."""
    tasks: Mapping[str, TaskSize]
    hours: Mapping[str, float]
    """By id of the person, in tenths; who has no work in it is not there."""


@cache
def sizes() -> Sizes:
    """The proposals for every size; the same in all languages."""
    path = resources.path("data", "plan-sizes.toml")
    return from_data(path, Sizes)


def fitted(town: Town, minutes: Mapping[str, float]) -> Fitted:
    """The proposal for this town. `minutes` is what a post costs, by the id of the channel.

    A body without population is sized as a small town. Hours of 0 count as not known.
    """
    size = _widened(_size(town), town)
    hours = town.hours_week or size.hours
    if size.second and hours < size.second.from_hours:
        size = _alone(size, size.second)
    room = min(max(hours / size.hours, 1.0), _ROOM_FOR_MORE)
    tasks = _tasks(size, town, hours, room)
    wanted = [replace(channel, posts=channel.posts * room) for channel in size.channels]
    held_back = 0.0
    while True:
        channels = _channels(wanted, hours - _sum(tasks) - held_back, minutes)
        needed = _loads(size.people, channels, tasks, minutes)
        people = _people(needed, hours)
        if people.get(REST, 0) + 1e-6 >= needed[REST] or not channels:
            break
        # Rounding up what the others need has left too little: publish less.
        held_back += _TENTH
    return Fitted(
        size,
        {channel.id: channel for channel in channels},
        {task.id: task for task in tasks},
        people,
    )


def bilingual(town: Town) -> bool:
    """True where more than one language is published in."""
    return len(town.languages) > 1


def _size(town: Town) -> Size:
    people = TYPICAL_POPULATION if town.population is None else town.population
    wanted = next((size for limit, size in _BELOW if people < limit), SizeBand.CITY)
    return next(siz for siz in sizes().sizes if siz.name is wanted)


def _widened(size: Size, town: Town) -> Size:
    """With what the place and its languages add."""
    more = sizes()
    if bilingual(town):
        size = replace(
            size,
            objectives=size.objectives + more.bilingual.objectives,
            targets=size.targets | dict.fromkeys(more.bilingual.objectives, more.bilingual.target),
        )
    if town.province in more.coast.provinces:
        size = replace(
            size,
            audiences=size.audiences + more.coast.audiences,
            channels=(*size.channels, more.coast.channel),
        )
    return size


def _alone(size: Size, second: Second) -> Size:
    """Without the second person who publishes; tasks leave out roles of unknown people anyway."""

    def kept(channel: ChannelSize) -> ChannelSize:
        if channel.owner == second.id:
            return replace(channel, owner=REST, substitute=second.instead)
        if channel.substitute == second.id:
            return replace(channel, substitute=second.instead)
        return channel

    def less(people: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(person for person in people if person != second.id)

    return replace(
        size,
        people=less(size.people),
        channels=tuple(kept(channel) for channel in size.channels),
        levels={name: replace(item, told=less(item.told)) for name, item in size.levels.items()},
    )


def _tasks(size: Size, town: Town, hours: float, room: float) -> list[TaskSize]:
    weeks = sizes().weeks
    finest = [other.name for other in weeks].index(size.week)
    week = [other for other in weeks[: finest + 1] if other.from_hours <= hours][-1]
    tasks = [*week.tasks, *([size.press] if size.press else [])]
    extra = sizes().bilingual.task
    if bilingual(town) and extra.id not in [task.id for task in tasks]:
        tasks.append(extra)
    budget = hours * _TASKS_AT_MOST
    factor = min(room, budget / _sum(tasks))
    least = _TENTH if len(tasks) * _TENTH <= budget else 0.0
    return [
        replace(
            task,
            hours=max(_down(task.hours * factor), least),
            roles={who: role for who, role in task.roles.items() if who in size.people},
        )
        for task in tasks
    ]


def _channels(
    wanted: Sequence[ChannelSize], hours: float, minutes: Mapping[str, float]
) -> list[ChannelSize]:
    """The first ones that fit; then each a little more often, in rounds."""
    left = hours * 60
    posts: dict[str, float] = {}
    for size in wanted:
        if size.least * minutes[size.id] > left:
            break
        posts[size.id] = size.least
        left -= size.least * minutes[size.id]
    growing = True
    while growing:
        growing = False
        for size in wanted:
            step = _step(posts.get(size.id, size.posts))
            cost = step * minutes[size.id]
            if size.id in posts and posts[size.id] + step <= size.posts and cost <= left:
                posts[size.id] += step
                left -= cost
                growing = True
    return [replace(item, posts=posts[item.id]) for item in wanted if item.id in posts]


def _step(posts: float) -> float:
    """Once a month, once a fortnight, once a week, three times a fortnight…"""
    return 0.25 if posts < 0.5 else 0.5


def _loads(
    people: Iterable[str],
    channels: Iterable[ChannelSize],
    tasks: Iterable[TaskSize],
    minutes: Mapping[str, float],
) -> dict[str, float]:
    """Hours that each person needs, as `core.plan.workload` counts them."""
    loads: dict[str, float] = defaultdict(float, dict.fromkeys(people, 0.0))
    for channel in channels:
        loads[channel.owner] += channel.posts * minutes[channel.id] / 60
    for task in tasks:
        doing = [who for who, role in task.roles.items() if role in DOES]
        for who in doing:
            loads[who] += task.hours / len(doing)
    return loads


def _people(needed: Mapping[str, float], hours: float) -> dict[str, float]:
    """Hours of each: what the others need, rounded up, and the rest for communications."""
    others = {who: _up(load) for who, load in needed.items() if who != REST and load}
    return others | {REST: max(_down(hours - sum(others.values())), 0.0)}


def _sum(tasks: Iterable[TaskSize]) -> float:
    return sum(task.hours for task in tasks)


def _down(hours: float) -> float:
    return math.floor(round(hours * 10, 6)) / 10


def _up(hours: float) -> float:
    return math.ceil(round(hours * 10, 6)) / 10
