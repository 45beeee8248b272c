"""When a source is read again: its interval, patience after failures, hours of quiet."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from core.mentions import recipes
from core.mentions.kinds import Trouble
from core.mentions.model import Source, SourceMemory

LONGEST_PATIENCE = timedelta(days=1)
"""Between two attempts at a source that fails."""

OFFLINE_WAIT = timedelta(minutes=5)
"""Without network nothing is wrong with a source: it is read soon after the network is back."""

_CLOCK_SLIP = timedelta(hours=1)
_MOST_DOUBLINGS = 10


def interval(source: Source, minutes: int) -> timedelta:
    """Between two readings that go well; `minutes` is what holds for all.

    Never less than the recipe asks for, whatever the person sets.
    """
    least = recipes.least_minutes(source.recipe)
    return timedelta(minutes=max(source.minutes or minutes, least))


def due(
    sources: Sequence[Source], readings: Mapping[int, SourceMemory], now: datetime, minutes: int
) -> list[Source]:
    """The sources to be read now, those that wait longest first."""
    waiting = [
        (moment, source.position, source)
        for source in sources
        if source.enabled and not source.removed and not source.stopped
        if (moment := due_at(source, readings.get(source.id), minutes)) is None
        or moment <= now
        or _from_a_wrong_clock(readings[source.id], now)
    ]
    waiting.sort(key=lambda pair: (pair[0] is not None, pair[0] or now, pair[1]))
    return [source for _moment, _position, source in waiting]


def due_at(source: Source, reading: SourceMemory | None, minutes: int) -> datetime | None:
    """When a source is read next; None: it was never read, so at once."""
    if reading is None or reading.tried_at is None:
        return None
    if reading.problem is None or reading.next_at is None:
        return reading.tried_at + interval(source, minutes)
    return reading.next_at


def _from_a_wrong_clock(reading: SourceMemory, now: datetime) -> bool:
    """True when it was read in what is still to come: the computer's clock was put right since."""
    return reading.tried_at is not None and reading.tried_at > now + _CLOCK_SLIP


def after_failure(
    source: Source,
    trouble: Trouble,
    failures: int,
    now: datetime,
    *,
    minutes: int,
    chance: float,
    retry_at: datetime | None = None,
) -> datetime:
    """When to try again after `failures` in a row, this one included.

    The interval doubles up to a day; `chance` (0 to 1) takes off up to a quarter, so that sources
    that failed together do not come back together. What the site itself asks for is kept.
    """
    if trouble is Trouble.OFFLINE:
        return now + OFFLINE_WAIT
    usual = interval(source, minutes)
    doubled = usual * (1 << min(max(failures - 1, 0), _MOST_DOUBLINGS))
    patience = min(doubled, max(usual, LONGEST_PATIENCE)) * (1 - chance / 4)
    moment = now + patience
    return max(moment, retry_at) if retry_at else moment


def quiet(now: datetime, start: str, end: str) -> bool:
    """True from `start` to before `end`, both `HH:MM` where the person is; may cross midnight.

    Equal, empty or unreadable hours mean that none are quiet.
    """
    begins, ends = _hour(start), _hour(end)
    if begins is None or ends is None:
        return False
    here = now.astimezone().time()
    if begins <= ends:
        return begins <= here < ends
    return here >= begins or here < ends


def _hour(text: str) -> time | None:
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
