"""From a feed that was read to what is kept: items, hits, mentions with their tone and story."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.errors import InvalidValue
from core.i18n import _
from core.mentions import period, plain, retention, stories, tone
from core.mentions.kinds import State, WatchKind
from core.mentions.match import Matcher, ground
from core.mentions.model import Decisions, Entry, Feed, Item, Mention, Source
from core.mentions.records import doubts, items, mentions, watches
from core.mentions.records.items import NewItem
from core.store import Connection
from core.text import clean, clean_lines

if TYPE_CHECKING:
    from sqlite_utils import Database

OLD = timedelta(days=30)
"""Published longer ago when it is first seen, a mention is no news: it arrives as read."""

_NOTE_LIMIT = 20_000


class Intake:
    """Takes in what one run of listening read: `take_in` feed by feed, `settle` before each commit.

    The lexicon is read once; the watches with each commit, for the window may change them.
    """

    def __init__(self, connection: Connection, now: datetime, decisions: Decisions) -> None:
        self._now = now
        self._decisions = decisions
        # Some feeds hold all they ever said: what was let go does not come back by them.
        confirmed = retention.believed(connection, now) or now
        self._oldest = period.months_before(confirmed, decisions.months)
        self._judge: tone.Judge | None = None
        self._own: set[int] = set()
        self._waiting: list[Item] = []

    def take_in(self, db: "Database", source: Source, feed: Feed) -> int:
        """Store what is new of a feed; returns how many items were. They wait for `settle`."""
        if source.own:
            self._own.add(source.id)
        new = [
            NewItem(one.key, self._item(source, feed, one))
            for one in feed.entries
            if one.published is None or one.published >= self._oldest
        ]
        items.index_later(db)
        fresh = items.add(db, new)
        self._waiting += fresh
        return len(fresh)

    def settle(self, db: "Database") -> int:
        """Match what was taken in since the last time; returns how many mentions are news.

        What arrives as read is not: it is not among the new ones of the inbox either.
        """
        waiting, self._waiting = self._waiting, []
        items.index(db)
        if not waiting:
            return 0
        self._judge = self._judge or tone.judge(db.conn)
        made = settle(db, waiting, self._own, self._now, self._judge)
        return sum(_state(one, self._now) is State.NEW for one in made)

    def _item(self, source: Source, feed: Feed, entry: Entry) -> Item:
        return Item(
            id=0,
            source_id=source.id,
            at=entry.published or self._now,
            seen_at=self._now,
            title=entry.title,
            text=entry.text,
            link=entry.link,
            outlet=entry.outlet,
            author=entry.author if self._decisions.authors else "",
            language=source.language or entry.language or feed.language,
            dated=entry.published is not None,
            html=entry.html,
        )


def settle(
    db: "Database", fresh: Sequence[Item], own: Collection[int], now: datetime, judge: tone.Judge
) -> list[Item]:
    """Match items just stored and make mentions of those about the town; returns these.

    `own` are the sources of which all is about the town, by id.
    """
    about = _hit(db, fresh)
    ours = [one for one in fresh if one.id in about or one.source_id in own]
    _make(db, ours, now, judge)
    return ours


def _hit(db: "Database", found: Sequence[Item]) -> set[int]:
    """Store which watches hit or doubt these; returns the ids of those about the town."""
    there = watches.everything(db.conn)
    subjects = {one.id for one in there if one.kind is WatchKind.SUBJECT}
    finds = Matcher(there, ground(db.conn)).look(found)
    watches.add_hits(db, [(watch_id, item.at, item.id) for watch_id, item in finds.hits])
    doubts.add(db, [(watch_id, item.at, item.id) for watch_id, item in finds.doubts])
    return {item.id for watch_id, item in finds.hits if watch_id in subjects}


def make_mentions(db: "Database", found: Sequence[Item], now: datetime) -> None:
    """Make mentions of stored items; one that is a mention already stays as it is."""
    _make(db, found, now, tone.judge(db.conn))


def _make(db: "Database", found: Sequence[Item], now: datetime, judge: tone.Judge) -> None:
    if not found:
        return
    placed = stories.assign(db, found, now)
    said = stories.tones_set(db.conn, set(placed.values()))
    hints = {
        one.id: tone.in_story(judge.hint(one.title, one.text), said.get(placed.get(one.id, 0)))
        for one in found
    }
    mentions.add(
        db,
        [
            Mention(
                item_id=one.id,
                at=one.at,
                state=_state(one, now),
                story_id=placed.get(one.id),
                tone=hints[one.id].band,
                tone_words=hints[one.id].words,
            )
            for one in found
        ],
    )


def _state(item: Item, now: datetime) -> State:
    """In which a mention arrives."""
    return State.READ if now - item.at > OLD else State.NEW


def note(db: "Database", text: str, link: str, place: str, at: datetime, now: datetime) -> int:
    """Keep what was heard or seen where there is no feed; it counts like the rest.

    `place` says where, in words. Returns the item's id. Raises `InvalidValue` when nothing is said.
    """
    said = clean_lines(text)[:_NOTE_LIMIT]
    if not said:
        raise InvalidValue(_("Paste or type what was said."), _("The link alone is not enough."))
    identity = f"{now.isoformat()} {place} {said}".encode()
    item = Item(
        id=0,
        source_id=None,
        at=min(at, now),
        seen_at=now,
        title=plain.opening(said),
        text=said,
        link=clean(link),
        outlet=clean(place),
    )
    key = hashlib.blake2b(identity, digest_size=16).digest()
    (stored,) = items.add(db, [NewItem(key, item)])
    _hit(db, [stored])
    make_mentions(db, [stored], now)
    return stored.id
