"""From a feed that was read to what is kept, and what is stored read again after a rule changed."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core import days
from core.errors import InvalidValue
from core.i18n import _
from core.mentions import retention, stories
from core.mentions.feeds import plain_text
from core.mentions.fetching.addresses import checked_link
from core.mentions.kinds import MentionState, WatchKind
from core.mentions.model import Decisions, Feed, FeedEntry, Item, Mention, Source, Watch
from core.mentions.records import decisions, items, mentions, watches
from core.mentions.records.items import NewItem
from core.mentions.records.watches import Without
from core.mentions.tone import tone
from core.mentions.watches import match
from core.mentions.watches.marks import MarkFinding, is_unnamed, judge, rule
from core.mentions.watches.match import MatchContext, Matcher, ground
from core.store import Connection
from core.text import clean
from core.town.model import checked_lines

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
        self._oldest = days.months_before(confirmed, decisions.months)
        self._judge: tone.Judge | None = None
        self._own: set[int] = set()
        self._waiting: list[Item] = []

    def take_in(self, db: "Database", source: Source, feed: Feed) -> int:
        """Store what is new of a feed; returns how many items were. They wait for `settle`."""
        if source.own:
            self._own.add(source.id)
        new = [
            NewItem(entry.key, self._item(source, feed, entry))
            for entry in feed.entries
            if entry.published is None or entry.published >= self._oldest
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
        return sum(_state(item, self._now) is MentionState.NEW for item in made)

    def _item(self, source: Source, feed: Feed, entry: FeedEntry) -> Item:
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
    ours = [item for item in fresh if item.id in about or item.source_id in own]
    _make(db, ours, now, judge)
    return ours


def _hit(db: "Database", found: Sequence[Item]) -> set[int]:
    """Store which watches hit or doubt these; returns the ids of those about the town."""
    there = watches.everything(db.conn)
    subjects = {watch.id for watch in there if watch.kind is WatchKind.SUBJECT}
    finds = Matcher(there, ground(db.conn)).look(found, db.conn)
    watches.add_hits(db, [(watch_id, item.at, item.id) for watch_id, item in finds.hits])
    decisions.add(db, [(watch_id, item.at, item.id) for watch_id, item in finds.doubts])
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
        item.id: tone.in_story(judge.hint(item.title, item.text), said.get(placed.get(item.id, 0)))
        for item in found
    }
    mentions.add(
        db,
        [
            Mention(
                item_id=item.id,
                at=item.at,
                state=_state(item, now),
                story_id=placed.get(item.id),
                tone=hints[item.id].band,
                tone_words=hints[item.id].words,
            )
            for item in found
        ],
    )


def _state(item: Item, now: datetime) -> MentionState:
    """In which a mention arrives."""
    return MentionState.READ if now - item.at > OLD else MentionState.NEW


def note(db: "Database", text: str, link: str, place: str, at: datetime, now: datetime) -> int:
    """Keep what was heard or seen where there is no feed; it counts like the rest.

    `place` says where, in words. Returns the item's id. Raises `InvalidValue` when nothing is said,
    or more than is kept, or the link is no address of the web.
    """
    said = checked_lines(text, _NOTE_LIMIT)
    if not said:
        raise InvalidValue(_("Paste or type what was said."), _("The link alone is not enough."))
    identity = f"{now.isoformat()} {place} {said}".encode()
    item = Item(
        id=0,
        source_id=None,
        at=min(at, now),
        seen_at=now,
        title=plain_text.opening(said),
        text=said,
        link=checked_link(link),
        outlet=clean(place),
    )
    key = hashlib.blake2b(identity, digest_size=16).digest()
    (stored,) = items.add(db, [NewItem(key, item)])
    _hit(db, [stored])
    make_mentions(db, [stored], now)
    return stored.id


_AT_ONCE = 1000
"""Items held in memory while they are made mentions."""


@dataclass(frozen=True)
class WatchPreview:
    """What a watch would hit."""

    count: int
    items: tuple[Item, ...]
    """The newest, newest first, without their HTML."""
    unsure: int = 0
    """How many more would wait for the person's word."""


def preview(connection: "Connection", watch: Watch, limit: int = 20) -> WatchPreview:
    """What a watch would hit of all that is stored, enabled or not; nothing is written."""
    sought = match.query(watch)
    if not sought:
        return WatchPreview(0, ())
    without = _without(connection, watch, match.ground(connection))
    others = without.refuted | without.unsure
    newest = watches.newest(connection, sought, others, limit)
    number = watches.count(connection, sought) - len(others)
    return WatchPreview(number, tuple(newest), len(without.unsure) + len(without.unnamed))


def is_due(connection: "Connection") -> bool:
    """Whether `bring_up_to_date` has anything to do; another title of a watch is nothing."""
    applied, on = watches.applied(connection), match.ground(connection)
    return (
        any(
            applied.get(watch.id) != match.fingerprint(watch, on)
            for watch in watches.everything(connection)
        )
        or watches.has_unfounded(connection)
        or bool(watches.not_yet_mentions(connection))
        or bool(watches.without_story(connection))
    )


def bring_up_to_date(db: "Database", now: datetime) -> None:
    """Find again the hits of watches whose rules changed, and make and unmake mentions by them.

    For after any change of watches or of which sources are own or local; it does nothing when
    nothing changed. A mention that no rule makes any more goes, and its story when it has no other,
    unless the person decided about it.
    """
    applied, on = watches.applied(db.conn), match.ground(db.conn)
    for watch in watches.everything(db.conn):
        rules = match.fingerprint(watch, on)
        if applied.get(watch.id) != rules:
            sought = match.query(watch) if rules else ""
            without = _without(db.conn, watch, on) if rules else Without()
            watches.replace_hits(db, watch.id, sought, without, rules)
    if watches.drop_unfounded(db):
        stories.forget_empty(db)
    stories.place_again(db, items.some(db.conn, watches.without_story(db.conn)), now)
    new = watches.not_yet_mentions(db.conn)
    for start in range(0, len(new), _AT_ONCE):
        make_mentions(db, items.some(db.conn, new[start : start + _AT_ONCE]), now)


def _without(connection: "Connection", watch: Watch, on: MatchContext) -> Without:
    """What is no hit of a watch: of what the index finds, and of what searches brought besides."""
    again = match.to_judge(watch, on.place)
    if not again:
        return Without()
    wanted = rule(watch, on.place)
    judged = [
        (item.item_id, judge(wanted, item.title, item.text, local=item.source_id in on.local))
        for item in watches.candidates(connection, again)
    ]
    unnamed = (
        source.item_id
        for source in watches.from_sources(connection, on.searches if wanted.guards else ())
        if is_unnamed(wanted, source.title, source.text)
    )
    return Without(
        refuted=frozenset(item_id for item_id, found in judged if found is MarkFinding.NONE),
        unsure=frozenset(item_id for item_id, found in judged if found is MarkFinding.UNSURE),
        unnamed=frozenset(unnamed),
    )
