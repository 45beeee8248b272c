"""What alarms are made from, read from the workspace: the last days, and what used to be."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TypeVar
from urllib.parse import urlsplit

from core.mentions.alarms import sightings
from core.mentions.alarms.rules import SPREAD, WEIGHTY, Expected
from core.mentions.alarms.sightings import Sighting, Vocabulary
from core.mentions.alarms.usual import FLOOR, WEEKS, habit, is_known, share_of_day
from core.mentions.kinds import ToneBand, WatchKind
from core.mentions.model import Source
from core.mentions.records import alarms as records
from core.mentions.records import sources as source_records
from core.mentions.records import watches
from core.mentions.records.alarms import PastMention, RecentMention
from core.plan import records as plan_records
from core.plan.kinds import AccountKind
from core.plan.model import Account, Channel
from core.store import Connection
from core.text import fold
from core.town import records as town_records
from core.town.model import Town

_OWN = (AccountKind.OWN, AccountKind.ABANDONED)
_PAGES = ("web", "e_office")
"""Channels of which a whole site is the town's; of a network only a page is."""
_FEEDS = (".rss", ".atom", ".xml")
"""With which some networks make the feed of a page out of its address."""
_COUNCIL = re.compile(
    r"(?:excmo\.? |ilmo\.? )?(?:ayuntamiento|ayto\.?|ajuntament|concello|town council)\b"
)


def own_sources(
    there: Iterable[Source], channels: Iterable[Channel], accounts: Iterable[Account]
) -> frozenset[int]:
    """Those at addresses of the plan's channels or of the town's own accounts, by id."""
    online = [channel for channel in channels if not channel.offline]
    sites = {_place(channel.address) for channel in online if channel.kind in _PAGES}
    pages = {_place(channel.address) for channel in online}
    pages |= {_place(account.address) for account in accounts if account.kind in _OWN}
    known = [site for site in sites | {page for page in pages if "/" in page} if "." in site]
    return frozenset(
        source.id
        for source in there
        if any(
            _is_under(_place(address), place)
            for address in (source.page, source.address)
            for place in known
        )
    )


@lru_cache(maxsize=1024)
def is_place(name: str, town: Town) -> bool:
    """Whether a medium is the council itself, by the name under which news searches give it."""
    said = fold(name)
    names = [fold(text) for text in (town.name, town.alt_name) if text]
    return bool(_COUNCIL.match(said)) and any(said.endswith(text) for text in names)


def _is_under(address: str, place: str) -> bool:
    return address in (place, *(place + feed for feed in _FEEDS)) or address.startswith(
        (f"{place}/", f"{place}?")
    )


def _place(address: str) -> str:
    """An address as it is compared: `www.ayto.example/noticias/` is `ayto.example/noticias`."""
    plain = address.strip().casefold()
    if not plain or any(blank in plain for blank in " \t\n"):
        return ""
    try:
        parts = urlsplit(plain if "://" in plain else f"https://{plain}")
    except ValueError:
        return ""
    asked = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}{asked}"


DAY = timedelta(hours=24)
LATE = timedelta(hours=72)
"""What was published so long before it is read still makes an alarm: offices close for weekends."""

_AT_FIRST = timedelta(hours=1)
"""What a source has without a date when it is read first may be years old."""


_Told = TypeVar("_Told", PastMention, RecentMention)


@dataclass(frozen=True)
class Subject:
    """Of what alarms are raised: a watch, or what is said of the town outside any watch."""

    watch_id: int | None
    title: str
    others: bool = False
    """With it go the mentions of no watch: of own sources, and noted by hand."""


def subjects(connection: Connection) -> list[Subject]:
    """Everything that may have an alarm, the watch with the town's name first to have the others.

    Without such a watch they are a subject of their own, under the town's name.
    """
    town = town_records.load(connection)
    names = {fold(name) for name in (town.name, town.alt_name) if name}
    watched = [
        watch
        for watch in watches.everything(connection)
        if watch.kind is WatchKind.SUBJECT and watch.enabled and watch.alarms
    ]
    of_town = next((item for item in watched if names & {fold(word) for word in item.any_of}), None)
    found = [Subject(watch.id, watch.title, others=watch is of_town) for watch in watched]
    return found if of_town else [*found, Subject(None, town.name, others=True)]


class Habits:
    """How many stories of a subject are usual, source by source.

    A source that was added lately brings more than there was before: until a week of it is known
    its stories are not counted, and afterwards only its own days say what is usual of it.
    """

    def __init__(
        self,
        past: Sequence[PastMention],
        topics: Mapping[int, Sequence[str]],
        weighty: frozenset[int],
        since: Mapping[int | None, date],
        today: date,
    ) -> None:
        self._since = {key: day for key, day in since.items() if is_known(today, day)}
        self._by_source: defaultdict[int | None, Counter[date]] = defaultdict(Counter)
        self._by_topic: defaultdict[str, Counter[date]] = defaultdict(Counter)
        self._weighty: Counter[date] = Counter()
        self._spread: Counter[date] = Counter()
        self._negative: Counter[date] = Counter()
        self._first = min(since.values(), default=today)
        self._days: dict[date, Expected] = {}
        self._count(past, topics, weighty)

    def known(self, source_id: int | None) -> bool:
        """Whether a week of a source is known; None: of what is noted by hand."""
        return source_id in self._since

    def expected(self, until: datetime) -> Expected:
        """What is usual in the 24 hours before a moment, part of which lie on the day before."""
        moment = until.astimezone()
        day = moment.date()
        today, yesterday = self._of_day(day), self._of_day(day - timedelta(days=1))
        share = share_of_day(moment)

        def mixed(number: float, before: float) -> float:
            return share * number + (1 - share) * before

        return Expected(
            stories=max(FLOOR, mixed(today.stories, yesterday.stories)),
            topics={key: mixed(today.topics[key], yesterday.topics[key]) for key in today.topics},
            weighty=mixed(today.weighty, yesterday.weighty),
            spread=mixed(today.spread, yesterday.spread),
            negative=mixed(today.negative, yesterday.negative),
        )

    def _of_day(self, day: date) -> Expected:
        if day not in self._days:
            known = (
                habit(counts, day, self._since[key])
                for key, counts in self._by_source.items()
                if key in self._since
            )
            self._days[day] = Expected(
                stories=math.fsum(known),
                topics={
                    title: habit(counts, day, self._first)
                    for title, counts in self._by_topic.items()
                },
                weighty=habit(self._weighty, day, self._first),
                spread=habit(self._spread, day, self._first),
                negative=habit(self._negative, day, self._first),
            )
        return self._days[day]

    def _count(
        self,
        past: Sequence[PastMention],
        topics: Mapping[int, Sequence[str]],
        weighty: frozenset[int],
    ) -> None:
        told: set[tuple[date, object, object]] = set()
        places: defaultdict[tuple[date, int], set[str]] = defaultdict(set)

        def count(counts: Counter[date], day: date, kind: object, story: int) -> None:
            if (day, kind, story) not in told:
                told.add((day, kind, story))
                counts[day] += 1

        for other in past:
            day = other.at.astimezone().date()
            story = -other.item_id if other.story_id is None else other.story_id
            # A story of several sources is one: it goes to the source that told it first.
            count(self._by_source[other.source_id], day, "", story)
            if not other.negative:
                continue
            count(self._negative, day, ToneBand.NEGATIVE, story)
            for title in topics.get(other.item_id, ()):
                count(self._by_topic[title], day, title, story)
            if other.source_id in weighty:
                count(self._weighty, day, WEIGHTY, story)
            places[day, story].add(other.place)
        for (day, _story), names in places.items():
            self._spread[day] += len(names) >= SPREAD


@dataclass(frozen=True)
class Heard:
    """What was said of one subject in the last days, oldest first, and what is usual."""

    sightings: tuple[Sighting, ...]
    habits: Habits

    def published(self, until: datetime) -> list[Sighting]:
        """What was published in the 24 hours before a moment."""
        return [sighting for sighting in self.sightings if until - DAY < sighting.at <= until]

    def reached(self, until: datetime) -> list[Sighting]:
        """What was published or read for the first time in the 24 hours before a moment."""
        return [
            sighting
            for sighting in self.sightings
            if until - DAY < sighting.at <= until or until - DAY < sighting.seen_at <= until
        ]

    def without(self, stories: set[int]) -> "Heard":
        """The same but for what belongs to some stories."""
        left = tuple(sighting for sighting in self.sightings if sighting.story_key not in stories)
        return Heard(left, self.habits)


class Reader:
    """Reads subjects of a workspace at one moment; what they share is read once."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._back = now - timedelta(weeks=WEEKS, days=2)
        self._sources = {
            record.id: record for record in source_records.everything(connection, removed=True)
        }
        self._town = town_records.load(connection)
        channels = plan_records.every(connection, Channel)
        accounts = plan_records.every(connection, Account)
        self._own = own_sources(self._sources.values(), channels, accounts)
        watched = watches.everything(connection)
        self._names = {item.id: item.any_of for item in watched if item.kind is WatchKind.SUBJECT}
        self._topic_watches = [
            watch
            for watch in watched
            if watch.kind is WatchKind.TOPIC and watch.enabled and watch.alarms
        ]
        self._vocabulary = Vocabulary(self._topic_watches)
        self._topics = records.topics(connection, self._back)

    def hear(self, subject: Subject) -> Heard:
        """What was said of a subject, but for what the town says itself."""
        watch_id, others = subject.watch_id, subject.others
        past = self._by_others(
            records.past(self._connection, watch_id, others=others, since=self._back)
        )
        since = self._since(past)
        first = {key: day.astimezone().date() for key, day in since.items()}
        today = self._now.astimezone().date()
        habits = Habits(past, self._titles(), self._weighty(), first, today)
        said = records.said(self._connection, watch_id, others=others, since=self._now - LATE - DAY)
        names = self._names.get(watch_id or 0, ())
        sightings = (
            self._sighting(other, names, habits)
            for other in self._by_others(said)
            if other.at <= self._now and not _is_old_stock(other, since)
        )
        return Heard(tuple(sightings), habits)

    def _by_others(self, found: Iterable[_Told]) -> list[_Told]:
        return [
            item
            for item in found
            if item.source_id not in self._own and not is_place(item.place, self._town)
        ]

    def _since(self, past: Iterable[PastMention]) -> dict[int | None, datetime]:
        """Since when each source is read."""
        since: dict[int | None, datetime] = {}
        for key, source in self._sources.items():
            since[key] = source.added_at or self._now
        # By hand things are noted from the first day on.
        since[None] = min(since.values(), default=self._now)
        for other in past:
            since[other.source_id] = min(since.get(other.source_id, self._now), other.seen_at)
        return since

    def _titles(self) -> dict[int, list[str]]:
        titles = {watch.id: watch.title for watch in self._topic_watches}
        return {
            item_id: [titles[key] for key in keys if key in titles]
            for item_id, keys in self._topics.items()
        }

    def _weighty(self) -> frozenset[int]:
        return frozenset(key for key, source in self._sources.items() if source.weight >= WEIGHTY)

    def _sighting(self, said: RecentMention, names: tuple[str, ...], habits: Habits) -> Sighting:
        topics = {*self._topics.get(said.item_id, ()), said.topic_id or 0}
        source = self._sources.get(said.source_id or 0)
        if source is None or source.own:
            # Noted by hand, or of a source that speaks of nothing else: it is about the town.
            names = ()
        told = self._vocabulary.read(said.title, said.text, topics, names)
        return Sighting(
            item_id=said.item_id,
            at=said.at,
            seen_at=said.seen_at,
            story_id=said.story_id,
            story=said.story,
            place=said.place,
            weight=said.weight,
            negative=said.band is ToneBand.NEGATIVE and not told.aside,
            signs=() if told.aside else told.signs,
            actors=told.actors,
            national=sightings.is_national(said.place),
            counted=habits.known(said.source_id) and not told.aside,
        )


def _is_old_stock(said: RecentMention, since: Mapping[int | None, datetime]) -> bool:
    began = since.get(said.source_id)
    return not said.dated and began is not None and said.seen_at - began < _AT_FIRST
