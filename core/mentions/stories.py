"""Stories: the same news from many places is one, for whoever reads and for whoever counts."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from core.i18n import _
from core.mentions import likeness
from core.mentions.kinds import ToneBand, WatchKind
from core.mentions.likeness import Print
from core.mentions.model import Item, Story
from core.mentions.records import stories as records
from core.mentions.records import watches
from core.mentions.records.stories import Member
from core.store import Connection
from core.town import records as town_records

if TYPE_CHECKING:
    from sqlite_utils import Database

WINDOW = timedelta(hours=72)
"""A mention belongs to a story that was told at most so long before or after it."""

_MOST_PRINTS = 6
"""Of one story that a mention is compared with: the first and the latest."""
_MOST_STORIES = 5
"""That a mention is compared with: those that share the most with it."""
_LOOKED_UP = 200
"""Stories that are looked up by the rarest words of a mention; those by commoner words too many."""
_MOST_WORDS = 12
"""Of a text, by which stories are looked up."""
_FADING = 0.5
"""How fast a word of many stories says less: by the logarithm of their number."""
_SWEPT = timedelta(hours=24)


class StoryTelling(NamedTuple):
    """Where a story was told, and when."""

    place: str
    at: datetime
    item_id: int


def assign(db: "Database", items: Sequence[Item], now: datetime) -> dict[int, int]:
    """The story of each item, by the item's id: one that is there, which it may lengthen, or a new
    one. The items need not be mentions yet; one that is a mention keeps its story.
    """
    stands = records.placed(db.conn, [other.id for other in items])
    found = {item_id: story for item_id, story in stands.items() if story is not None}
    new = sorted(
        (other for other in items if other.id not in found), key=lambda other: (other.at, other.id)
    )
    if not new:
        return found
    titles = records.source_titles(db.conn)
    there = records.members(db.conn, new[0].at - WINDOW, max(new[-1].at, now) + WINDOW)
    gathering = _Gathering(db, _common(db.conn), titles, there)
    for item in new:
        found[item.id] = gathering.place(item)
    gathering.save()
    return found


def place_again(db: "Database", alone: Sequence[Item], now: datetime) -> None:
    """Give a story to mentions that lost theirs, as when a person took back what began it."""
    for item_id, story_id in assign(db, alone, now).items():
        records.put(db, item_id, story_id)


def _common(connection: Connection) -> frozenset[str]:
    """Stems of the words that every mention holds: the town's names, and what watches look for."""
    town = town_records.load(connection)
    subjects = [item for item in watches.everything(connection) if item.kind is WatchKind.SUBJECT]
    names = [town.name, town.alt_name, *(word for subject in subjects for word in subject.any_of)]
    return frozenset(stem for name in names for stem in likeness.stems(name))


@dataclass
class _Growing:
    """A story while mentions are put into it."""

    story: Story
    prints: list[Print]
    words: set[str] = field(default_factory=set)
    """Of all prints there were, to be taken out of the index again."""
    changed: bool = False

    def add(self, fingerprint: Print) -> None:
        self.words.update(fingerprint.whole.weights)
        if len(self.prints) >= _MOST_PRINTS:
            del self.prints[1]
        self.prints.append(fingerprint)


class _Gathering:
    """The stories of the days around the items that are being placed, in order of time."""

    def __init__(
        self,
        db: "Database",
        common: Collection[str],
        titles: dict[int, str],
        there: Iterable[Member],
    ) -> None:
        self._db = db
        self._common = common
        self._titles = titles
        self._near: dict[int, _Growing] = {}
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        self._by_link: dict[str, int] = {}
        self._changed: dict[int, Story] = {}
        self._swept: datetime | None = None
        by_story: defaultdict[int, list[Member]] = defaultdict(list)
        for member in there:
            by_story[member.story_id].append(member)
        # Those told last are taken first: they enter as time reaches them.
        self._ahead = sorted(by_story.values(), key=lambda group: group[0].at, reverse=True)

    def place(self, item: Item) -> int:
        """Put an item, not earlier than the one before, into a story; returns its id."""
        self._move_to(item.at)
        mark = self._print(item)
        story_id = self._best(mark, item.at)
        if story_id is None:
            title = likeness.title_of(item.title, item.text, self._names(item)) or _("Untitled")
            story_id = records.add(self._db, title, item.at, item.at)
            self._near[story_id] = _Growing(Story(story_id, title, item.at, item.at), [])
        else:
            self._lengthen(self._near[story_id], item)
        self._add(story_id, mark)
        return story_id

    def save(self) -> None:
        """Store the stories that became longer."""
        for growing in self._near.values():
            self._retire(growing)
        records.save(self._db, self._changed.values())

    def _names(self, item: Item | Member) -> tuple[str, ...]:
        return (item.outlet, self._titles.get(item.source_id or 0, ""))

    def _print(self, item: Item | Member) -> Print:
        return likeness.print_of(
            likeness.bare_title(item.title, self._names(item)),
            item.text,
            item.link,
            self._common,
            by_hand=item.source_id is None,
        )

    def _move_to(self, moment: datetime) -> None:
        while self._ahead and self._ahead[-1][0].at <= moment + WINDOW:
            members = self._ahead.pop()
            story = records.one(self._db.conn, members[0].story_id)
            if story is None:
                continue
            self._near[story.id] = _Growing(story, [])
            for member in members:
                self._add(story.id, self._print(member))
        if self._swept is None or moment - self._swept > _SWEPT:
            self._swept = moment
            self._forget(moment - WINDOW)

    def _forget(self, before: datetime) -> None:
        gone = [key for key, other in self._near.items() if other.story.last_at < before]
        for story_id in gone:
            growing = self._near.pop(story_id)
            self._retire(growing)
            for word in growing.words:
                self._by_word[word].discard(story_id)

    def _retire(self, growing: _Growing) -> None:
        if growing.changed:
            self._changed[growing.story.id] = growing.story

    def _add(self, story_id: int, mark: Print) -> None:
        self._near[story_id].add(mark)
        for word in mark.whole.weights:
            self._by_word[word].add(story_id)
        if mark.link:
            self._by_link[mark.link] = story_id

    def _best(self, mark: Print, at: datetime) -> int | None:
        rarity = {word: self._rarity(word) for word in mark.whole.weights}
        best, best_id = 0.0, None
        for story_id in self._candidates(mark, at, rarity):
            prints = self._near[story_id].prints
            likely = max(likeness.same_event(mark, fingerprint, rarity) for fingerprint in prints)
            if likely > best:
                best, best_id = likely, story_id
        return best_id

    def _candidates(self, mark: Print, at: datetime, rarity: Mapping[str, float]) -> list[int]:
        """Stories of those days that share two words or the link, the likeliest first."""
        shared: Counter[int] = Counter()
        looked_up = 0
        for word in _telling(mark, rarity):
            found = self._by_word.get(word, ())
            shared.update(found)
            looked_up += len(found)
            if looked_up > _LOOKED_UP:
                break
        likely = ((words, story_id) for story_id, words in shared.items() if words > 1)
        near = (pair for pair in likely if self._is_near(pair[1], at))
        found_ids = [story_id for _words, story_id in nlargest(_MOST_STORIES, near)]
        linked = self._by_link.get(mark.link, 0) if mark.link else 0
        if linked in self._near and linked not in found_ids and self._is_near(linked, at):
            found_ids.append(linked)
        return found_ids

    def _is_near(self, story_id: int, at: datetime) -> bool:
        story = self._near[story_id].story
        return story.first_at - WINDOW <= at <= story.last_at + WINDOW

    def _rarity(self, word: str) -> float:
        return 1.0 / (1.0 + _FADING * math.log(max(1, len(self._by_word.get(word, ())))))

    def _lengthen(self, growing: _Growing, item: Item) -> None:
        story = growing.story
        if item.at < story.first_at:
            title = likeness.title_of(item.title, item.text, self._names(item)) or story.title
            growing.story = replace(story, title=title, first_at=item.at)
        elif item.at > story.last_at:
            growing.story = replace(story, last_at=item.at)
        growing.changed |= growing.story is not story


def _telling(mark: Print, rarity: Mapping[str, float]) -> list[str]:
    """The words of the title and the rarest of the text, each the rarest first."""
    title = sorted(mark.title.weights, key=rarity.__getitem__, reverse=True)
    text = (word for word in mark.whole.weights if word not in mark.title.weights)
    return title + nlargest(_MOST_WORDS, text, key=rarity.__getitem__)


def spread(connection: Connection, story_id: int) -> list[StoryTelling]:
    """Where a story was told, in order of time: each mention with its medium or source.

    What was noted by hand without saying where goes under that name.
    """
    titles = records.source_titles(connection)
    return [
        StoryTelling(
            record.outlet or titles.get(record.source_id or 0) or _("noted by hand"),
            record.at,
            record.item_id,
        )
        for record in records.members_of(connection, story_id)
    ]


def split(db: "Database", item_id: int) -> int | None:
    """Take a mention out of its story into one of its own; returns that, or None for no mention.

    One that is alone in its story stays there. What the person said of the story's tone stays with
    the others.
    """
    story_id = records.story_of(db.conn, item_id)
    if story_id is None:
        return None
    members = records.members_of(db.conn, story_id)
    if len(members) < 2:
        return story_id
    titles = records.source_titles(db.conn)
    (alone,) = (member for member in members if member.item_id == item_id)
    others = [member for member in members if member.item_id != item_id]
    new_id = records.add(db, _called(alone, titles), alone.at, alone.at)
    records.put(db, item_id, new_id)
    records.save(db, [_left(story_id, others, titles)])
    return new_id


def _left(story_id: int, members: Sequence[Member], titles: dict[int, str]) -> Story:
    """A story with only these mentions, by time: it is called after the first of them."""
    return Story(story_id, _called(members[0], titles), members[0].at, members[-1].at)


def shorten(db: "Database", story_ids: Collection[int]) -> None:
    """Have stories that lost mentions say nothing of those; one that has none left goes."""
    titles = records.source_titles(db.conn)
    told = ((number, records.members_of(db.conn, number)) for number in sorted(story_ids))
    records.save(db, [_left(number, members, titles) for number, members in told if members])
    records.delete_empty(db)


def _called(member: Member, titles: dict[int, str]) -> str:
    names = (member.outlet, titles.get(member.source_id or 0, ""))
    return likeness.title_of(member.title, member.text, names) or _("Untitled")


def tones_set(connection: Connection, story_ids: Collection[int]) -> dict[int, ToneBand]:
    """What the person said of the tone of stories; those of which nothing was said are left out."""
    return records.tones_set(connection, story_ids)


def forget_empty(db: "Database") -> int:
    """Remove the stories that have no mention any more; returns how many.

    Not between `assign` and the storing of its mentions.
    """
    return records.delete_empty(db)
