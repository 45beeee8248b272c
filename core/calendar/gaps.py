"""What the calendar lacks: whom nothing is for, what is too much, what nobody publishes.

Pure but for `look`. Ideas count as what they would be; what is held or dropped does not.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from core.calendar import records
from core.calendar.model import CalendarItem, ItemState, in_order
from core.days import span, weekday_heading
from core.i18n import _
from core.numbers import hours, percent
from core.plan import records as plan_records
from core.plan.kinds import Reach, UseName
from core.plan.labels import use_label
from core.plan.model import Audience, Channel, Person, Plan, Presence, Use
from core.plan.wording import listed, named
from core.plan.workload import workload
from core.store import Connection
from core.town import records as town_records
from core.town.model import Town

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
SILENCE = timedelta(weeks=3)
"""So long an audience may be without anything; own judgement."""

_STRETCH = timedelta(weeks=4)
"""Over which shares of uses are counted."""

_FAR = 10
"""Points of a share."""

_MANY = 2
"""Items more or fewer than the share asks for; both make it far. Own judgement."""

_AROUND = _STRETCH
"""Days before and after those asked for, so that a gap is known with both its ends."""


_DECIDED = (ItemState.PLANNED, ItemState.READY)


class GapKind(StrEnum):
    """What is lacking, or too much."""

    AUDIENCE = "audience"
    SHARE = "share"
    CLASH = "clash"
    HOURS = "hours"
    NOBODY = "nobody"
    ONLY_NETWORKS = "only_networks"


@dataclass(frozen=True)
class CalendarGap:
    """Something that the calendar lacks, in a sentence, from a day to another."""

    kind: GapKind
    sentence: str
    start: date
    end: date
    audience_id: int | None = None
    use: UseName | None = None
    person_id: int | None = None
    items: tuple[int, ...] = ()
    """Ids of those that it is about."""


def look(connection: Connection, start: date, end: date) -> list[CalendarGap]:
    """The gaps of these days in the calendar and the plan as they are now."""
    every = plan_records.every
    plan = Plan(
        people=every(connection, Person),
        audiences=every(connection, Audience),
        channels=every(connection, Channel),
        presences=every(connection, Presence),
        uses=every(connection, Use),
    )
    items = records.every(connection, start - _AROUND, end + _AROUND)
    return gaps(items, plan, town_records.load(connection), start, end)


def gaps(
    items: Iterable[CalendarItem], plan: Plan, town: Town, start: date, end: date
) -> list[CalendarGap]:
    """Those that share a day with `start`…`end`, by day; `items` reach four weeks further."""
    there = [
        item
        for item in in_order(items)
        if item.day and (item.to_come or item.state is ItemState.PUBLISHED)
    ]
    found = [
        *_silences(there, plan),
        *_shares(there, plan, start, end),
        *_clashes(there, plan),
        *_overloads(there, plan, town),
        *_unmanned(there, plan),
        *_only_networks(there, plan),
    ]
    inside = (gap for gap in found if gap.start <= end and start <= gap.end)
    return sorted(inside, key=lambda gap: (gap.start, gap.end))


def looked_at(audience: Audience, plan: Plan) -> set[int]:
    """The channels on which an audience is; all of them while the plan says of none."""
    known = [there for there in plan.presences if there.audience_id == audience.id]
    if not known:
        return {channel.id for channel in plan.channels}
    return {there.channel_id for there in known if there.reach is not Reach.NONE}


def reaches(item: CalendarItem, audience: Audience, channels: set[int]) -> bool:
    """Whether an item is for an audience, which looks at these channels."""
    if item.audiences:
        return audience.id in item.audiences
    return not item.channels or not channels.isdisjoint(item.channels)


def minutes(item: CalendarItem, plan: Plan) -> float:
    """What an item takes: the minutes of a post on each of its channels."""
    return sum(
        channel.minutes_post or 0 for channel in plan.channels if channel.id in item.channels
    )


def _silences(items: Sequence[CalendarItem], plan: Plan) -> Iterator[CalendarGap]:
    """From the first day that has something to the last: beyond it nothing is planned yet."""
    days = [item.day for item in items if item.day]
    if not days:
        return
    for audience in plan.audiences:
        channels = looked_at(audience, plan)
        reached = {item.day for item in items if item.day and reaches(item, audience, channels)}
        for before, after in pairwise([days[0] - _DAY, *sorted(reached), days[-1] + _DAY]):
            first, last = before + _DAY, after - _DAY
            weeks = (after - first) // _WEEK
            if after - first >= SILENCE:
                sentence = _("{audience}: nothing {days}, {count} weeks").format(
                    audience=named(audience.title), days=span(first, last), count=weeks
                )
                yield CalendarGap(GapKind.AUDIENCE, sentence, first, last, audience_id=audience.id)


def _shares(
    items: Sequence[CalendarItem], plan: Plan, start: date, end: date
) -> Iterator[CalendarGap]:
    last = max(end, start + _STRETCH - _DAY)
    uses = Counter(
        item.use for item in items if item.use and item.day and start <= item.day <= last
    )
    total = uses.total()
    for use in plan.uses:
        if use.share is None or not total:
            continue
        count = uses[use.name]
        share = 100 * count / total
        if abs(share - use.share) >= _FAR and abs(count - total * use.share / 100) >= _MANY:
            sentence = _(
                "“{use}”: {count} of {total} {days}, {share}; the plan says {wanted}"
            ).format(
                use=use_label(use.name),
                count=count,
                total=total,
                days=span(start, last),
                share=percent(share),
                wanted=percent(use.share),
            )
            yield CalendarGap(GapKind.SHARE, sentence, start, last, use=use.name)


def _clashes(items: Sequence[CalendarItem], plan: Plan) -> Iterator[CalendarGap]:
    moments = defaultdict(list)
    for item in items:
        if item.day and item.hour:
            moments[item.day, item.hour].append(item)
    for (day, hour), group in moments.items():
        often = Counter(key for item in group for key in item.channels)
        crowded = [channel for channel in plan.channels if often[channel.id] > 1]
        both = [item for item in group if any(channel.id in item.channels for channel in crowded)]
        if crowded:
            sentence = _("{day}, at {hour}, at once on {channels}: {items}").format(
                day=weekday_heading(day),
                hour=f"{hour:%H:%M}",
                items=_titles(both),
                channels=listed([channel.title for channel in crowded]),
            )
            ids = tuple(item.id for item in both)
            yield CalendarGap(GapKind.CLASH, sentence, day, day, items=ids)


def _overloads(items: Sequence[CalendarItem], plan: Plan, town: Town) -> Iterator[CalendarGap]:
    available = workload(plan, town).available
    if available is None:
        return
    weeks: dict[date, list[CalendarItem]] = defaultdict(list)
    for item in items:
        if item.day:
            weeks[item.day - _DAY * item.day.weekday()].append(item)
    for monday, group in weeks.items():
        needed = sum(minutes(item, plan) for item in group) / 60
        if needed > available:
            sentence = _("{needed} of work {days}, and there are {available} a week").format(
                needed=hours(needed),
                days=span(monday, monday + 6 * _DAY),
                available=hours(available),
            )
            ids = tuple(item.id for item in group)
            yield CalendarGap(GapKind.HOURS, sentence, monday, monday + 6 * _DAY, items=ids)


def _unmanned(items: Sequence[CalendarItem], plan: Plan) -> Iterator[CalendarGap]:
    """Of what is decided on; without an owner the owners of its channels publish it."""
    held = {person.id for person in plan.people if person.contact_id is not None}
    owners = {channel.id: channel.owner_id for channel in plan.channels}
    days: dict[date, list[CalendarItem]] = defaultdict(list)
    vacant: dict[date, Person] = {}
    for item in items:
        own = (item.owner_id, item.substitute_id)
        asked = own if item.owner_id else (*own, *(owners.get(key) for key in item.channels))
        if item.day and item.state in _DECIDED and not held.intersection(asked):
            days[item.day].append(item)
            person = next(filter(None, map(plan.person, asked)), None)
            if person:
                vacant.setdefault(item.day, person)
    for day, group in days.items():
        post = vacant.get(day)
        told = _("{day}, nobody to publish: {items}")
        if post is not None:
            told = _("{day}, “{post}” is vacant and nobody publishes: {items}")
        sentence = told.format(
            day=weekday_heading(day), items=_titles(group), post=named(post.label) if post else ""
        )
        ids = tuple(item.id for item in group)
        yield CalendarGap(
            GapKind.NOBODY, sentence, day, day, person_id=post.id if post else None, items=ids
        )


def _only_networks(items: Sequence[CalendarItem], plan: Plan) -> Iterator[CalendarGap]:
    offline = {channel.id for channel in plan.channels if channel.offline}
    terms: dict[object, list[CalendarItem]] = defaultdict(list)
    for item in items:
        if item.use is UseName.DEADLINES:
            terms[item.series_id or ("alone", item.id)].append(item)
    for group in terms.values():
        where = {key for item in group for key in item.channels}
        if where and not where & offline:
            sentence = _("A deadline, and nothing offline: {items}").format(items=_titles(group))
            days = [item.day for item in group if item.day]
            ids = tuple(item.id for item in group)
            yield CalendarGap(GapKind.ONLY_NETWORKS, sentence, days[0], days[-1], items=ids)


def _titles(items: Sequence[CalendarItem]) -> str:
    return listed([item.title for item in items])
