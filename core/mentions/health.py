"""How a source is, in words: what is wrong, since when, what to do; and what is mere silence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median

from core.i18n import _, ngettext
from core.mentions.addresses import host
from core.mentions.kinds import Trouble
from core.mentions.model import FIRST_ITEMS, MOST_ITEMS, Reading, Source, Visit
from core.mentions.trouble_words import moment, trouble_words
from core.numbers import number

HABIT_ITEMS = 50
"""Newest items of a source from which its habit is read."""

LEAST_SILENCE = timedelta(days=7)
"""Nothing shorter is told unless the person asks: feeds rest over holidays and long weekends."""

_GAPS = 4
_LEAST_ITEMS = 5
_CLEARLY_WRONG = 3
"""Failures in a row; before, it may be a bad moment of the site or of the network."""

NOT_REACHED = (Trouble.OFFLINE, Trouble.NO_HOST)
"""Without network a name is not found either: which of the two it is, other sources tell."""

_PASSING = frozenset({Trouble.OFFLINE, Trouble.TOO_MANY})
_FOR_SURE = frozenset(
    {
        Trouble.NOT_FOUND,
        Trouble.GONE,
        Trouble.SCHEME,
        Trouble.PRIVATE,
        Trouble.A_PAGE,
        Trouble.BOMB,
        Trouble.TOO_BIG,
    }
)


class Tone(StrEnum):
    """How a source is, at a glance."""

    OK = "ok"
    WARNING = "warning"
    BAD = "bad"
    OFF = "off"
    """Not read, or not yet."""


@dataclass(frozen=True)
class Health:
    """What is said of a source; the advice is empty where there is nothing to do."""

    tone: Tone
    sentence: str
    advice: str = ""
    fails: bool = False
    """It is not read: it failed when it was tried last, or is not tried any more."""


@dataclass(frozen=True)
class Silence:
    """A source that answers and says nothing new for longer than it uses to."""

    last: datetime
    """Of its newest item."""
    usual: timedelta | None
    """Median time between two items; None: the person said how many days are worth telling."""


def sentence(
    source: Source, reading: Reading | None, now: datetime, silent: Silence | None = None
) -> Health:
    """How a source is; `silent` is what `silence` found."""
    if source.stopped:
        words, advice = trouble_words(Trouble(source.stopped), "")
        stopped = _("It is no longer read.")
        return Health(Tone.BAD, f"{words} {stopped}", advice, fails=True)
    if not source.enabled or source.removed:
        return Health(Tone.OFF, _("Switched off: it is not read."))
    if reading is None or reading.tried_at is None:
        return Health(Tone.OFF, _("Not read yet."))
    if reading.problem is not None:
        return _troubled(source, reading, reading.problem, now)
    if silent is not None:
        return _silent(silent, now)
    told = [_read_when(reading, now), _fresh_when(reading, now)]
    if reading.detail == FIRST_ITEMS:
        told.append(only_first())
    return Health(Tone.OK, " ".join(told))


def only_first() -> str:
    """That a feed has more items than are read of it."""
    told = _("It has more than {count} items: the first {count} are read.")
    return told.format(count=number(MOST_ITEMS))


def met(readings: Iterable[Reading], *troubles: Trouble) -> bool:
    """Whether one of these troubles was met when any of the sources was tried last."""
    tried = [(one.tried_at, one.problem) for one in readings if one.tried_at is not None]
    last = max((when for when, _problem in tried), default=None)
    return any(when == last and problem in troubles for when, problem in tried)


def _troubled(source: Source, reading: Reading, problem: Trouble, now: datetime) -> Health:
    words, advice = trouble_words(problem, reading.detail, host(source.address))
    told = [words]
    if reading.failures > 1 and problem is not Trouble.OFFLINE:
        many = ngettext("{count} error in a row.", "{count} errors in a row.", reading.failures)
        told.append(many.format(count=reading.failures))
    if reading.ok_at is not None:
        told.append(_("The last good reading was {ago}.").format(ago=ago(reading.ok_at, now)))
    else:
        told.append(_("It has never been read well."))
    return Health(_tone(problem, reading.failures), " ".join(told), advice, fails=True)


def _tone(problem: Trouble, failures: int) -> Tone:
    if problem in _FOR_SURE:
        return Tone.BAD
    if problem in _PASSING or failures < _CLEARLY_WRONG:
        return Tone.WARNING
    return Tone.BAD


def _silent(silent: Silence, now: datetime) -> Health:
    told = [_("It answers, but its newest item is from {ago}.").format(ago=ago(silent.last, now))]
    if silent.usual is not None:
        told.append(_("It usually brings one every {time}.").format(time=_length(silent.usual)))
    advice = _(
        "Open its page: if there is news there, the feed has stopped; look for its new address."
    )
    return Health(Tone.WARNING, " ".join(told), advice)


def _read_when(reading: Reading, now: datetime) -> str:
    return _("Read {ago}.").format(ago=ago(reading.ok_at or now, now))


def _fresh_when(reading: Reading, now: datetime) -> str:
    if reading.fresh_at is None:
        return _("It has brought nothing yet.")
    return _("Something new came {ago}.").format(ago=ago(reading.fresh_at, now))


def silence(
    source: Source, reading: Reading | None, times: Sequence[datetime], now: datetime
) -> Silence | None:
    """What to tell of a source that is read well and says nothing new; None: nothing.

    `times` are the moments of its newest items, as they are known until `now`. By habit: nothing
    for longer than four times its median gap, and a week at least. A source with fewer than five
    items has no habit.
    """
    if reading is None or reading.problem is not None or not times or source.silence_days == 0:
        return None
    newest = sorted(times, reverse=True)[:HABIT_ITEMS]
    quiet_for = now - newest[0]
    if source.silence_days is not None:
        told = quiet_for > timedelta(days=source.silence_days)
        return Silence(newest[0], None) if told else None
    if len(newest) < _LEAST_ITEMS:
        return None
    usual = timedelta(
        seconds=median((later - one).total_seconds() for later, one in pairwise(newest))
    )
    told = quiet_for > max(LEAST_SILENCE, usual * _GAPS)
    return Silence(newest[0], usual) if told else None


def visit_sentence(visit: Visit) -> str:
    """A stretch of the history of a source in one sentence."""
    if visit.problem is not None:
        words, _advice = trouble_words(visit.problem, visit.detail)
        if visit.times > 1:
            many = ngettext("({count} attempt)", "({count} attempts)", visit.times)
            words = f"{words} {many.format(count=visit.times)}"
    else:
        read = ngettext("Read well {count} time", "Read well {count} times", visit.times)
        new = ngettext("{count} new item", "{count} new items", visit.fresh)
        words = f"{read.format(count=visit.times)}, {new.format(count=visit.fresh)}."
    return f"{_stretch(visit.since, visit.until)}: {words}"


def _stretch(since: datetime, until: datetime) -> str:
    first, last = moment(since), moment(until)
    if first == last:
        return first
    return _("{first} to {last}").format(first=first, last=last)


def ago(then: datetime, now: datetime) -> str:
    """`5 minutes ago`, to stand inside a sentence; what is still to come was just now."""
    passed = now - then
    if passed < timedelta(minutes=1):
        return _("just now")
    return _("{time} ago").format(time=_length(passed))


def _length(time: timedelta) -> str:
    """A stretch of time in one whole unit; hours up to two days, a minute at least."""
    minutes = max(1, int(time.total_seconds() // 60))
    if minutes < 60:
        return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    hours = minutes // 60
    if hours < 48:
        return ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    days = hours // 24
    return ngettext("{count} day", "{count} days", days).format(count=days)
