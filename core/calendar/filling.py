"""A month filled from the plan: proposals, each with its reason, that a person takes or not.

As often as each channel says, by the shares of the uses, for whom has the least, on working days,
within the hours there are. What is in the calendar counts.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from core.calendar import best_time, guard, records
from core.calendar.elections import periods_for
from core.calendar.gaps import looked_at, minutes, reaches
from core.calendar.layers import DayNote, NoteKind, day_notes
from core.calendar.model import TITLE, CalendarItem, ItemState, in_order
from core.days import month_days, weekday
from core.documents.glyphs import shorten
from core.i18n import _
from core.numbers import number, percent
from core.plan import records as plan_records
from core.plan.electoral import ElectoralPeriod
from core.plan.kinds import UseName
from core.plan.labels import use_label
from core.plan.model import Audience, Channel, Plan, Use
from core.plan.wording import named
from core.plan.workload import workload
from core.text import fold
from core.town import records as town_records
from core.town.model import Town

if TYPE_CHECKING:
    from sqlite_utils import Database

    from core.store import Connection

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_WORKING = 5
_MOST_CHANNELS = 3
"""Of one item; the next one has the others."""

_DUE = 0.5
"""Of a post; what is owed of it is owed to the next week."""

_LATEST = time(21)
_SPREAD = (1, 3, 0, 2, 4)
"""Weekdays in the order in which an empty week is filled."""

_OF_A_DAY = (UseName.REFERENCE, UseName.CLOSER)
"""Uses to which an awareness day gives something to say."""

_OF_ITSELF = (UseName.CORPORATE, UseName.CLOSER)
"""Uses in which the council speaks of itself: not in an electoral period."""

_SEASONS = (
    ({"primavera", "spring"}, (3, 4, 5, 6)),
    ({"verano", "summer"}, (5, 6, 7, 8, 9)),
    ({"otoño", "autumn"}, (9, 10, 11, 12)),
    ({"invierno", "winter"}, (11, 12, 1, 2, 3)),
    ({"navidad", "christmas"}, (11, 12, 1)),
)
"""How examples name a part of the year, and the months in which they have their time."""

_UNPLANNED = UseName.REPUTATION
"""It answers what has happened, which nobody knows before."""


@dataclass(frozen=True)
class MonthFilling:
    """What is proposed for a month, and what has to be said of it."""

    items: tuple[CalendarItem, ...] = ()
    note: str = ""


def look(connection: "Connection", month: date, today: date) -> MonthFilling:
    """What the plan as it is now would put into a month."""
    start, end = month_days(month)
    return filled(
        month,
        today,
        records.every(connection, start - _DAY * 6, end + _DAY * 6),
        plan_records.load(connection),
        town_records.load(connection),
        day_notes(connection, start, end),
        periods_for(connection, start, end),
    )


def filled(
    month: date,
    today: date,
    items: Iterable[CalendarItem],
    plan: Plan,
    town: Town,
    notes: Mapping[date, Sequence[DayNote]],
    bound: Sequence[ElectoralPeriod],
) -> MonthFilling:
    """Proposals for the days of a month from today on; `items` are those of its weeks, `bound` the
    electoral periods of the month."""
    start, end = month_days(month)
    days = [start + _DAY * number for number in range((end - start).days + 1)]
    days = [day for day in days if day >= today]
    if not any(channel.posts_week for channel in plan.channels):
        return MonthFilling(note=_("No channel in the plan says how many posts a week it has."))
    if not days:
        return MonthFilling(note=_("This month is over."))
    filler = _Filler(plan, town, items, {day: notes.get(day, ()) for day in days}, bound)
    for _monday, week in groupby(days, key=_monday_of):
        filler.fill(list(week))
    made = tuple(in_order(filler.made))
    said = []
    if any(period.holds(day) for period in bound for day in days):
        told = _("Electoral period until {day}: nothing that praises the council.")
        said.append(told.format(day=_voted(bound)))
    if filler.short:
        said.append(_("There are no hours for more; the plan asks for more posts."))
    elif not made:
        said.append(_("The month has what the plan asks for."))
    return MonthFilling(made, " ".join(said))


def keep(db: "Database", filling: MonthFilling) -> list[int]:
    """Store the proposals, marked as such; returns their ids."""
    ids = []
    for item in filling.items:
        ids.append(records.add(db, item))
        records.suggest(db, ids[-1], item.use or "", item.suggested)
    return ids


class _Filler:
    """What is there, what was proposed, and what is still due, week after week."""

    def __init__(
        self,
        plan: Plan,
        town: Town,
        items: Iterable[CalendarItem],
        notes: Mapping[date, Sequence[DayNote]],
        bound: Sequence[ElectoralPeriod],
    ) -> None:
        self.made: list[CalendarItem] = []
        self._plan, self._notes, self._cut = plan, notes, False
        self._town, self._bound = town, bound
        self._uses = [use for use in plan.uses if use.share and use.name is not _UNPLANNED]
        self._looks = [(audience, looked_at(audience, plan)) for audience in plan.audiences]
        self._most = _minutes_a_week(plan, town)
        self._due: dict[int, float] = defaultdict(float)
        self._spent: dict[date, float] = defaultdict(float)
        self._taken: set[tuple[date | None, time | None, int]] = set()
        self._busy: set[tuple[date | None, int]] = set()
        self._crowd: Counter[date | None] = Counter()
        self._titles: set[str] = set()
        self._said: Counter[UseName] = Counter()
        self._heard: Counter[int] = Counter()
        self._there = [item for item in items if item.to_come or item.state is ItemState.PUBLISHED]
        for item in self._there:
            self._count(item)

    def fill(self, week: Sequence[date]) -> None:
        """Propose what is due in a week: on its fiestas, and on the days that people work."""
        working = [day for day in week if day.weekday() < _WORKING]
        for channel in self._plan.channels:
            self._due[channel.id] += (channel.posts_week or 0) * len(working) / _WORKING
        for item in self._there:
            if item.day in week:
                self._pay(item)
        for day in week:
            for note in self._notes[day]:
                if note.kind is NoteKind.FIESTA and not self._crowd[day]:
                    self._propose(UseName.EVENTS, [day], note)
        free = [day for day in working if not any(note.free for note in self._notes[day])]
        while any(self._propose(use.name, free) for use in sorted(self._uses, key=self._ahead)):
            pass

    @property
    def short(self) -> bool:
        """Whether something is still due for which there were no hours."""
        return self._cut and any(posts >= 1 for posts in self._due.values())

    def _propose(self, name: UseName, days: Sequence[date], of: DayNote | None = None) -> bool:
        """Add an item for a use on one of these days; False when nothing of it is due or fits."""
        use = next((use for use in self._uses if use.name is name), None)
        if name in _OF_ITSELF:
            days = [day for day in days if not self._binding(day)]
        channels = self._within_hours(self._open_to(use), days[0]) if use and days else []
        if use is None or not channels:
            return False
        of = of or self._awareness(use, days)
        slot = self._slot(channels, [of.day] if of else days)
        if slot is None:
            return False
        first = channels[0]
        audience = self._least_heard(use, channels)
        item = CalendarItem(
            self._title(use, of, slot[0]),
            day=slot[0],
            hour=slot[1],
            channels=tuple(channel.id for channel in channels),
            use=use.name,
            audiences=(audience.id,) if audience else (),
            owner_id=first.owner_id,
            substitute_id=first.substitute_id,
            suggested=self._reason(use, first, audience, of) + _informs(self._binding(slot[0])),
        )
        self.made.append(item)
        self._count(item)
        self._pay(item)
        return True

    def _count(self, item: CalendarItem) -> None:
        self._crowd[item.day] += 1
        self._taken.update((item.day, item.hour, key) for key in item.channels)
        self._busy.update((item.day, key) for key in item.channels)
        self._titles.add(fold(item.title))
        self._heard.update(
            audience.id for audience, channels in self._looks if reaches(item, audience, channels)
        )
        if item.day:
            self._spent[_monday_of(item.day)] += minutes(item, self._plan)
        if item.day in self._notes and item.use:
            self._said[item.use] += 1

    def _pay(self, item: CalendarItem) -> None:
        for key in item.channels:
            self._due[key] -= 1

    def _ahead(self, use: Use) -> float:
        """Items more than its share of the next one asks for."""
        return self._said[use.name] - (use.share or 0) / 100 * (self._said.total() + 1)

    def _open_to(self, use: Use) -> list[Channel]:
        """The channels of a use on which most is due; a deadline is told without internet too."""
        there = sorted(
            (
                channel
                for channel in self._plan.channels
                if not use.channels or channel.id in use.channels
            ),
            key=lambda channel: -self._due[channel.id],
        )
        due = [channel for channel in there if self._due[channel.id] >= _DUE]
        offline = [channel for channel in there if channel.offline][:1]
        if due and use.name is UseName.DEADLINES:
            due = [*offline, *(channel for channel in due if channel not in offline)]
        return due[:_MOST_CHANNELS]

    def _within_hours(self, channels: list[Channel], day: date) -> list[Channel]:
        """Without the dearest, until they fit into what is left of the week."""
        if self._most is None:
            return channels
        spent = self._spent[_monday_of(day)]
        kept = sorted(channels, key=lambda channel: channel.minutes_post or 0)
        while kept and spent + sum(channel.minutes_post or 0 for channel in kept) > self._most:
            kept.pop()
        self._cut = self._cut or len(kept) < len(channels)
        return [channel for channel in channels if channel in kept]

    def _awareness(self, use: Use, days: Sequence[date]) -> DayNote | None:
        if use.name not in _OF_A_DAY:
            return None
        return next(
            (
                note
                for day in days
                for note in self._notes[day]
                if note.kind is NoteKind.AWARENESS and fold(note.text) not in self._titles
            ),
            None,
        )

    def _slot(self, channels: Sequence[Channel], days: Sequence[date]) -> tuple[date, time] | None:
        """At the hour of the channels or the next free one, on a day that none of them has yet.

        Else on the weekday of one of them, else on the day with least.
        """
        wanted, hour = best_time.weekday(channels), best_time.hour(channels)
        where = {channel.id for channel in channels}
        busy = {day for day in days if any((day, key) in self._busy for key in where)}
        for day in sorted(
            days,
            key=lambda day: (day in busy, day.weekday() != wanted, self._crowd[day], _spread(day)),
        ):
            for later in range(hour.hour, max(_LATEST.hour, hour.hour) + 1):
                slot = hour.replace(hour=later)
                if not any((day, slot, key) in self._taken for key in where):
                    return day, slot
        return None

    def _least_heard(self, use: Use, channels: Sequence[Channel]) -> Audience | None:
        where = {channel.id for channel in channels}
        there = [
            audience
            for audience, looks in self._looks
            if looks & where and (not use.audiences or audience.id in use.audiences)
        ]
        return min(there, key=lambda audience: self._heard[audience.id], default=None)

    def _title(self, use: Use, of: DayNote | None, day: date) -> str:
        """The name of the day, or an example of the use that nothing has for its title yet.

        In an electoral period one that may go out as it is.
        """
        if of is not None:
            return of.text
        binding = self._binding(day)
        examples = (
            shorten(line.lstrip("-• ").rstrip(" ."), TITLE) for line in use.examples.splitlines()
        )
        timely = (words for words in examples if words and _in_season(words, day))
        fresh = (words for words in timely if fold(words) not in self._titles)
        fit = (words for words in fresh if not guard.judged(words, binding, self._town).flag)
        return next(fit, use_label(use.name))

    def _binding(self, day: date) -> list[ElectoralPeriod]:
        return [period for period in self._bound if period.holds(day)]

    def _reason(
        self, use: Use, channel: Channel, audience: Audience | None, of: DayNote | None
    ) -> str:
        if of is not None and of.kind is NoteKind.FIESTA:
            return _("It is a fiesta of the town.")
        told = []
        if of is not None:
            told.append(
                _("{day}, proclaimed by: {body}. Not verified: look it up.").format(
                    day=of.text, body=of.body
                )
            )
        if self._ahead(use) < 0:
            told.append(
                _("“{use}” is below its share, {share}.").format(
                    use=use_label(use.name), share=percent(use.share or 0)
                )
            )
        else:
            told.append(
                _("“{channel}” has {count} posts a week in the plan.").format(
                    channel=named(channel.title), count=number(channel.posts_week or 0, 2)
                )
            )
        if audience:
            told.append(
                _("Of those it reaches, “{audience}” has had the least.").format(
                    audience=named(audience.title)
                )
            )
        return " ".join(told)


def _minutes_a_week(plan: Plan, town: Town) -> float | None:
    """What the tasks of the plan leave of its hours; None when nobody wrote any."""
    load = workload(plan, town)
    if load.available is None:
        return None
    tasks = sum(part.hours for part in load.parts if part.kind == "task" and not part.contracted)
    return max(load.available - tasks, 0) * 60


def _informs(binding: Sequence[ElectoralPeriod]) -> str:
    told = _("Electoral period until {day}: it informs, without praise.")
    return f" {told.format(day=_voted(binding))}" if binding else ""


def _in_season(words: str, day: date) -> bool:
    """Whether it names no part of the year but the one that a day is in."""
    said = set(re.findall(r"\w+", fold(words)))
    named = [months for names, months in _SEASONS if not said.isdisjoint(names)]
    return not named or any(day.month in months for months in named)


def _voted(bound: Sequence[ElectoralPeriod]) -> str:
    return weekday(max(period.voted_on for period in bound))


def _monday_of(day: date) -> date:
    return day - _DAY * day.weekday()


def _spread(day: date) -> int:
    return _SPREAD.index(day.weekday()) if day.weekday() < _WORKING else _WORKING
