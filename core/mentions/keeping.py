"""Storing what sources said together with what is remembered of each, many in one commit.

What cannot be stored of one source, whatever the reason, is undone alone: it has its words, and
the others are kept.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.errors import AppError, WorkspaceError
from core.mentions import outcome
from core.mentions.fetch import FetchTrouble
from core.mentions.kinds import Trouble
from core.mentions.model import Decisions, Feed, Reading
from core.mentions.outcome import Outcome, Terms
from core.mentions.records import sources
from core.store import Store, Topic, failures

if TYPE_CHECKING:
    from sqlite_utils import Database

    from core.mentions.intake import Intake

_TOPICS = (Topic.MENTIONS, Topic.SOURCES)


@dataclass(frozen=True)
class Kept:
    """What came of some outcomes."""

    stored: tuple[tuple[Outcome, int], ...] = ()
    """Those that still hold, each with how many of its items are new."""
    mentions: int = 0
    """New ones."""

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(self.stored + other.stored, self.mentions + other.mentions)


class Keeper:
    """Keeps the outcomes of one run."""

    def __init__(self, store: Store, decisions: Decisions, terms: Callable[[], Terms]) -> None:
        self._store = store
        self._decisions = decisions
        self._terms = terms
        self._intake: Intake | None = None

    def keep(self, batch: Sequence[Outcome]) -> Kept:
        """Store these, all or none. Raises `WorkspaceError`."""
        try:
            with self._store.change(*_TOPICS, undoable=False) as db:
                return self._kept(db, batch)
        except WorkspaceError:
            # It may wait to settle items that are not there any more.
            self._intake = None
            raise
        except Exception:
            # What one of them brought cannot be stored. Which one shows when each is by itself.
            self._intake = None
            return self._each_alone(batch)

    def _each_alone(self, batch: Sequence[Outcome]) -> Kept:
        kept = Kept()
        with self._store.change(*_TOPICS, undoable=False) as db:
            for one in batch:
                try:
                    with failures.explained(self._store.path), self._store.change() as alone:
                        kept += self._kept(alone, [one])
                except AppError:
                    raise
                except Exception as error:
                    # Whatever it is, it is of this source alone; the others are kept.
                    self._intake = None
                    ill = outcome.of_fault(one.source, one.before, error, self._terms())
                    kept += self._kept(db, [ill])
        return kept

    def _kept(self, db: "Database", batch: Sequence[Outcome]) -> Kept:
        there = sources.places(db.conn)
        stored = []
        for one in batch:
            # What was said at an address that it no longer has says nothing of the source.
            if there.get(one.source.id) == one.source.address:
                fresh = self._take_in(db, one.source.id, one.feed) if one.feed else 0
                _remember(db, one, fresh)
                stored.append((one, fresh))
        return Kept(tuple(stored), self._intake.settle(db) if self._intake else 0)

    def _take_in(self, db: "Database", source_id: int, feed: Feed) -> int:
        """Store what is new of a feed; returns how many items are."""
        source = sources.one(db.conn, source_id)
        if source is None:
            return 0
        if self._intake is None:
            # With it comes all that judges, of which a round without news has no need.
            from core.mentions.intake import Intake

            self._intake = Intake(db.conn, self._terms().now, self._decisions)
        return self._intake.take_in(db, source, feed)


def leave_for_later(db: "Database", source_ids: Collection[int], terms: Terms) -> None:
    """Remember of these sources that reading them found no end."""
    remembered = sources.readings(db.conn)
    for one in sources.everything(db.conn):
        if one.id in source_ids:
            before = remembered.get(one.id) or Reading(one.id)
            ended = outcome.of_trouble(one, before, FetchTrouble(Trouble.ENDLESS), terms)
            sources.remember(db, ended.reading)
            sources.note_visit(db, ended.visit(0))


def _remember(db: "Database", one: Outcome, fresh: int) -> None:
    """Store what is remembered of a source, of which so many items were new."""
    reading = replace(one.reading, fresh_at=one.at) if fresh else one.reading
    sources.remember(db, reading)
    sources.note_visit(db, one.visit(fresh))
    if one.gone:
        sources.stop(db, one.source.id, Trouble.GONE)
    elif one.moved_to:
        sources.move(db, one.source.id, one.moved_to)
