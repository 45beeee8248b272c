"""What became of reading one source: what is to be remembered, and the feed if it says more."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from traceback import format_tb

from core.mentions import schedule
from core.mentions.fetch import Answer, FetchTrouble
from core.mentions.kinds import Trouble
from core.mentions.mending import Unreadable
from core.mentions.model import FIRST_ITEMS, Feed, Reading, Source, Visit


@dataclass(frozen=True)
class Outcome:
    """Of one source in one run."""

    source: Source
    at: datetime
    before: Reading
    """What was remembered."""
    reading: Reading
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


@dataclass(frozen=True)
class Terms:
    """By which the next reading is reckoned."""

    now: datetime
    minutes: int
    """Between two readings, for all."""
    chance: Callable[[], float]
    """0 to 1."""


def of_answer(source: Source, before: Reading, answer: Answer, terms: Terms) -> Outcome:
    """Reads what the site sent, unless it is what it sent before."""
    digest = hashlib.blake2b(answer.body, digest_size=16).digest()
    if answer.unchanged or digest == before.body:
        reading = _well(source, before, answer, terms)
        return Outcome(source, terms.now, before, reading, moved_to=answer.moved_to)
    # Where no site says anything new, which is as a rule, nothing of it is needed.
    from core.mentions.parse import parse

    try:
        feed = parse(
            answer.body,
            content_type=answer.content_type,
            address=answer.address,
            recipe=source.recipe,
            now=terms.now,
            known=before.chunks,
        )
    except Unreadable as error:
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
    return Outcome(source, terms.now, before, reading, feed, answer.moved_to)


def of_fault(source: Source, before: Reading, error: Exception, terms: Terms) -> Outcome:
    """What a source sent, and no code of ours foresaw: damaged, for all that can be said."""
    name = type(error).__name__
    made = of_trouble(source, before, FetchTrouble(Trouble.MALFORMED, name), terms)
    return replace(made, fault=f"{''.join(format_tb(error.__traceback__))}{name}")


def _well(source: Source, before: Reading, answer: Answer, terms: Terms) -> Reading:
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


def of_trouble(source: Source, before: Reading, trouble: FetchTrouble, terms: Terms) -> Outcome:
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
    return Outcome(source, terms.now, before, reading)
