"""What became of reading each source: what is remembered and stored of it.

What cannot be stored of one source, whatever the reason, is undone alone: it has its words, and
the others are kept.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from traceback import format_tb
from typing import TYPE_CHECKING, NamedTuple

from core.errors import AppError, WorkspaceError
from core.mentions.feeds.repair import UnreadableFeed
from core.mentions.fetching.fetch import FetchAnswer, FetchTrouble
from core.mentions.kinds import Trouble
from core.mentions.listening import schedule
from core.mentions.model import FIRST_ITEMS, Decisions, Feed, Source, SourceMemory, Visit
from core.mentions.records import sources
from core.store import Store, Topic, failures

if TYPE_CHECKING:
    from sqlite_utils import Database

    from core.mentions.listening.intake import Intake


class SourceOutcome(NamedTuple):
    """Of one source in one run."""

    source: Source
    at: datetime
    before: SourceMemory
    """What was remembered."""
    reading: SourceMemory
    """What is to be."""
    feed: Feed | None = None
    """None when there is nothing that was not read before."""
    moved_to: str = ""
    fault: str = ""
    """Where our own code stumbled over it: a trace without what the source said, for the log."""

    @property
    def gone(self) -> bool:
        """True when the site asks never to be asked again."""
        return self.reading.problem is Trouble.GONE

    def visit(self, fresh: int) -> Visit:
        """For the history of the source; `fresh` items were new."""
        problem = self.reading.problem
        # The moment that a site names differs each time, and is no other outcome for that.
        told = problem is not None and problem is not Trouble.TOO_MANY
        detail = self.reading.detail if told else ""
        return Visit(self.source.id, self.at, self.at, fresh=fresh, problem=problem, detail=detail)


class Terms(NamedTuple):
    """By which the next reading is reckoned."""

    now: datetime
    minutes: int
    """Between two readings, for all."""
    chance: Callable[[], float]
    """0 to 1."""


def of_answer(
    source: Source, before: SourceMemory, answer: FetchAnswer, terms: Terms
) -> SourceOutcome:
    """Reads what the site sent, unless it is what it sent before."""
    digest = hashlib.blake2b(answer.body, digest_size=16).digest()
    if answer.unchanged or digest == before.body:
        reading = _well(source, before, answer, terms)
        return SourceOutcome(source, terms.now, before, reading, moved_to=answer.moved_to)
    # Where no site says anything new, which is as a rule, nothing of it is needed.
    from core.mentions.feeds.parse import parse

    try:
        feed = parse(
            answer.body,
            content_type=answer.content_type,
            address=answer.address,
            recipe=source.recipe,
            now=terms.now,
            known=before.chunks,
        )
    except UnreadableFeed as error:
        # Where it moved to is believed only once there is a feed: networks with a log-in page
        # say of every site that it moved there.
        return of_trouble(source, before, FetchTrouble(error.trouble, error.detail), terms)
    except Exception as error:
        # Whatever it is, it is of this source alone.
        return of_fault(source, before, error, terms)
    reading = replace(
        _well(source, before, answer, terms),
        body=digest,
        chunks=feed.chunks,
        detail=FIRST_ITEMS if FIRST_ITEMS in feed.mended else "",
    )
    return SourceOutcome(source, terms.now, before, reading, feed, answer.moved_to)


def of_fault(source: Source, before: SourceMemory, error: Exception, terms: Terms) -> SourceOutcome:
    """What a source sent, and no code of ours foresaw: damaged, for all that can be said."""
    name = type(error).__name__
    made = of_trouble(source, before, FetchTrouble(Trouble.MALFORMED, name), terms)
    return made._replace(fault=f"{''.join(format_tb(error.__traceback__))}{name}")


def _well(source: Source, before: SourceMemory, answer: FetchAnswer, terms: Terms) -> SourceMemory:
    return replace(
        before,
        etag=answer.etag,
        modified=answer.modified,
        tried_at=terms.now,
        ok_at=terms.now,
        next_at=terms.now + schedule.interval(source, terms.minutes),
        failures=0,
        problem=None,
        # The same as before, unless it says more.
        detail=before.detail if before.problem is None else "",
    )


def of_trouble(
    source: Source, before: SourceMemory, trouble: FetchTrouble, terms: Terms
) -> SourceOutcome:
    """Patience for a source that could not be read; what was remembered of it stays."""
    # Without network nothing was learnt about the source.
    failures = before.failures + (trouble.trouble is not Trouble.OFFLINE)
    next_at = schedule.after_failure(
        source,
        trouble.trouble,
        failures,
        terms.now,
        minutes=terms.minutes,
        chance=terms.chance(),
        retry_at=trouble.retry_at,
    )
    reading = replace(
        before,
        tried_at=terms.now,
        next_at=next_at,
        failures=failures,
        problem=trouble.trouble,
        detail=trouble.detail,
    )
    return SourceOutcome(source, terms.now, before, reading)


_TOPICS = (Topic.MENTIONS, Topic.SOURCES)


@dataclass(frozen=True)
class StoredBatch:
    """What came of some outcomes."""

    stored: tuple[tuple[SourceOutcome, int], ...] = ()
    """Those that still hold, each with how many of its items are new."""
    mentions: int = 0
    """New ones."""

    def __add__(self, other: "StoredBatch") -> "StoredBatch":
        return StoredBatch(self.stored + other.stored, self.mentions + other.mentions)


class Keeper:
    """Keeps the outcomes of one run."""

    def __init__(self, store: Store, decisions: Decisions, terms: Callable[[], Terms]) -> None:
        self._store = store
        self._decisions = decisions
        self._terms = terms
        self._intake: Intake | None = None

    def keep(self, batch: Sequence[SourceOutcome]) -> StoredBatch:
        """Store these, all or none. Raises `WorkspaceError`."""
        try:
            with self._store.change(*_TOPICS) as db:
                return self._kept(db, batch)
        except WorkspaceError:
            # It may wait to settle items that are not there any more.
            self._intake = None
            raise
        except Exception:
            # What one of them brought cannot be stored. Which one shows when each is by itself.
            self._intake = None
            return self._each_alone(batch)

    def _each_alone(self, batch: Sequence[SourceOutcome]) -> StoredBatch:
        kept = StoredBatch()
        with self._store.change(*_TOPICS) as db:
            for outcome in batch:
                try:
                    with failures.explained(self._store.path), self._store.change() as alone:
                        kept += self._kept(alone, [outcome])
                except AppError:
                    raise
                except Exception as error:
                    # Whatever it is, it is of this source alone; the others are kept.
                    self._intake = None
                    ill = of_fault(outcome.source, outcome.before, error, self._terms())
                    kept += self._kept(db, [ill])
        return kept

    def _kept(self, db: "Database", batch: Sequence[SourceOutcome]) -> StoredBatch:
        there = sources.places(db.conn)
        stored = []
        for outcome in batch:
            # What was said at an address that it no longer has says nothing of the source.
            if there.get(outcome.source.id) == outcome.source.address:
                fresh = self._take_in(db, outcome.source.id, outcome.feed) if outcome.feed else 0
                _remember(db, outcome, fresh)
                stored.append((outcome, fresh))
        return StoredBatch(tuple(stored), self._intake.settle(db) if self._intake else 0)

    def _take_in(self, db: "Database", source_id: int, feed: Feed) -> int:
        """Store what is new of a feed; returns how many items are."""
        source = sources.one(db.conn, source_id)
        if source is None:
            return 0
        if self._intake is None:
            # With it comes all that judges, of which a round without news has no need.
            from core.mentions.listening.intake import Intake

            self._intake = Intake(db.conn, self._terms().now, self._decisions)
        return self._intake.take_in(db, source, feed)


def leave_for_later(db: "Database", source_ids: Collection[int], terms: Terms) -> None:
    """Remember of these sources that reading them found no end."""
    remembered = sources.readings(db.conn)
    for source in sources.everything(db.conn):
        if source.id in source_ids:
            before = remembered.get(source.id) or SourceMemory(source.id)
            ended = of_trouble(source, before, FetchTrouble(Trouble.ENDLESS), terms)
            sources.remember(db, ended.reading)
            sources.note_visit(db, ended.visit(0))


def _remember(db: "Database", outcome: SourceOutcome, fresh: int) -> None:
    """Store what is remembered of a source, of which so many items were new."""
    reading = replace(outcome.reading, fresh_at=outcome.at) if fresh else outcome.reading
    sources.remember(db, reading)
    sources.note_visit(db, outcome.visit(fresh))
    if outcome.gone:
        sources.stop(db, outcome.source.id, Trouble.GONE)
    elif outcome.moved_to:
        sources.move(db, outcome.source.id, outcome.moved_to)
