"""How every source is, in words: what is wrong, since when, what to do; what is mere silence."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median

from core.clock import from_text
from core.days import day_and_time
from core.i18n import _, ngettext
from core.mentions.fetching.addresses import host
from core.mentions.kinds import Trouble
from core.mentions.model import FIRST_ITEMS, MOST_ITEMS, Source, SourceMemory, Visit
from core.mentions.records import items, sources
from core.numbers import number
from core.store import Connection

Words = tuple[str, str]
"""What happened, and what to do: empty where there is nothing to do."""


def trouble_words(trouble: Trouble, detail: str, site: str = "") -> Words:
    """A sentence, and advice or nothing. `site` is the host, where it helps to name it."""
    sentence, advice = _ALL[trouble]()
    if trouble is Trouble.NO_HOST and site:
        sentence = _("The site “{site}” cannot be found.").format(site=site)
    if trouble is Trouble.TOO_MANY:
        advice = _asked_again(detail)
    if trouble is Trouble.PROXY and detail == "407":
        sentence = _("The proxy of your network asks who you are, and Pregón does not sign in.")
        advice = _("Ask whoever looks after the network to let Pregón through without signing in.")
    return sentence.replace("{detail}", detail), advice


def not_added(trouble: Trouble, detail: str) -> Words:
    """The same of a site that was only looked at: nothing of it is kept to be read later."""
    sentence, advice = trouble_words(trouble, detail)
    for kinds, words in _LOOKED_AT.items():
        if trouble in kinds:
            advice = words()
    nothing = _("Nothing was added.")
    return sentence, f"{nothing} {advice}"


def _asked_again(detail: str) -> str:
    if not detail:
        return _("Pregón will try less often; you need not do anything.")
    return _("Pregón will try again on {moment}; you need not do anything.").format(
        moment=day_and_time(from_text(detail))
    )


def _again() -> str:
    return _("Pregón tries again by itself. If it goes on, open its page in the browser.")


def _new_address() -> str:
    return _("Look on its page for the new address of the feed, or remove the source.")


_ALL: dict[Trouble, Callable[[], Words]] = {
    Trouble.OFFLINE: lambda: (
        _("This computer has no internet connection."),
        _("Nothing is wrong with the source: it is read when the network is back."),
    ),
    Trouble.NO_HOST: lambda: (
        _("The site cannot be found."),
        _("Check that the address is spelt well; the site may have closed."),
    ),
    Trouble.REFUSED: lambda: (_("The site does not answer."), _again()),
    Trouble.SLOW: lambda: (_("The site takes too long to answer."), _again()),
    Trouble.CERTIFICATE: lambda: (
        _("The security certificate of the site is not valid, so it is not read."),
        _("Check the date of this computer. If it is right, the site has to fix it."),
    ),
    Trouble.PROXY: lambda: (
        _("The proxy of your network does not let it through."),
        _("Check the proxy in Settings, or ask the person who looks after the network."),
    ),
    Trouble.LOOP: lambda: (
        _("The site sends the program from one address to the next without end."),
        _new_address(),
    ),
    Trouble.STATUS: lambda: (_("The site answers with an error ({detail})."), _again()),
    Trouble.NOT_FOUND: lambda: (
        _("There is nothing at this address any more."),
        _new_address(),
    ),
    Trouble.FORBIDDEN: lambda: (
        _("The site does not let this program read it."),
        _("Look for another feed of the same news, or note its mentions by hand."),
    ),
    Trouble.TOO_MANY: lambda: (_("The site asks to be read less often."), ""),
    Trouble.GONE: lambda: (
        _("The site says that this feed is gone for good."),
        _new_address(),
    ),
    Trouble.SERVER: lambda: (
        _("The site has a fault of its own ({detail})."),
        _("Pregón tries again by itself; you need not do anything."),
    ),
    Trouble.TOO_BIG: lambda: (
        _("What the site sends is larger than any feed, so it is not read."),
        _("Look for a feed with fewer items, such as one by section."),
    ),
    Trouble.SCHEME: lambda: (
        _("The address is not a web address (http or https), so it is not read."),
        _new_address(),
    ),
    Trouble.PRIVATE: lambda: (
        _("The address is inside your own network, which Pregón does not read."),
        _("If it is right, allow it in Settings, under Listening."),
    ),
    Trouble.EMPTY: lambda: (_("The site answers with an empty page."), _again()),
    Trouble.A_PAGE: lambda: (
        _("There is a web page at this address, not a feed."),
        _("Add the source again with the address of the page: Pregón looks for its feed."),
    ),
    Trouble.MALFORMED: lambda: (
        _("What the site sends is damaged and cannot be read as a feed."),
        _again(),
    ),
    Trouble.BOMB: lambda: (
        _("What the site sends is made to fill the computer, so it was not opened."),
        _("Remove the source unless you know the site well; then tell its owner."),
    ),
    Trouble.ENDLESS: lambda: (
        _("Reading what the site sends found no end, so it was left for later."),
        _("Pregón tries again by itself, less and less often. If it goes on, remove the source."),
    ),
    Trouble.NO_ITEMS_READ: lambda: (
        _("The feed says that it has items, and none could be read."),
        _again(),
    ),
    Trouble.BROKEN_OFF: lambda: (
        _("The connection broke off before the end."),
        _again(),
    ),
}

_LOOKED_AT: dict[tuple[Trouble, ...], Callable[[], str]] = {
    (
        Trouble.REFUSED, Trouble.SLOW, Trouble.STATUS, Trouble.TOO_MANY, Trouble.SERVER,
        Trouble.EMPTY, Trouble.MALFORMED, Trouble.ENDLESS, Trouble.NO_ITEMS_READ,
        Trouble.BROKEN_OFF,
    ): lambda: _("Try again in a while; if it goes on, open its page in the browser."),
    (Trouble.LOOP, Trouble.NOT_FOUND, Trouble.GONE, Trouble.SCHEME): lambda: _(
        "Look on its page for the address of the feed."
    ),
    (Trouble.A_PAGE,): lambda: _("Paste the address of the page: Pregón looks for its feed."),
    (Trouble.OFFLINE,): lambda: _("Try again when the network is back."),
    (Trouble.BOMB,): lambda: _("If you know the site well, tell its owner."),
}  # fmt: skip
"""What to do about a site of which nothing was kept, where it is something else."""


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


class HealthTone(StrEnum):
    """How a source is, at a glance."""

    OK = "ok"
    WARNING = "warning"
    BAD = "bad"
    WAITING = "waiting"
    """Not read yet."""
    OFF = "off"
    """Not read."""


@dataclass(frozen=True)
class Health:
    """What is said of a source; the advice is empty where there is nothing to do."""

    tone: HealthTone
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
    source: Source, reading: SourceMemory | None, now: datetime, silent: Silence | None = None
) -> Health:
    """How a source is; `silent` is what `silence` found."""
    if source.stopped:
        words, advice = trouble_words(Trouble(source.stopped), "")
        stopped = _("It is no longer read.")
        return Health(HealthTone.BAD, f"{words} {stopped}", advice, fails=True)
    if not source.enabled or source.removed:
        return Health(HealthTone.OFF, _("Switched off: it is not read."))
    if reading is None or reading.tried_at is None:
        return Health(HealthTone.WAITING, _("Not read yet."))
    if reading.problem is not None:
        return _troubled(source, reading, reading.problem, now)
    if silent is not None:
        return _silent(silent, now)
    told = [_read_when(reading, now), _fresh_when(reading, now)]
    if reading.detail == FIRST_ITEMS:
        told.append(only_first())
    return Health(HealthTone.OK, " ".join(told))


def only_first() -> str:
    """That a feed has more items than are read of it."""
    told = _("It has more than {count} items: the first {count} are read.")
    return told.format(count=number(MOST_ITEMS))


def met(readings: Iterable[SourceMemory], *troubles: Trouble) -> bool:
    """Whether one of these troubles was met when any of the sources was tried last."""
    tried = [(item.tried_at, item.problem) for item in readings if item.tried_at is not None]
    last = max((when for when, _problem in tried), default=None)
    return any(when == last and problem in troubles for when, problem in tried)


def _troubled(source: Source, reading: SourceMemory, problem: Trouble, now: datetime) -> Health:
    words, advice = trouble_words(problem, reading.detail, host(source.address))
    told = [words]
    if reading.failures > 1 and problem is not Trouble.OFFLINE:
        many = ngettext("{count} error in a row.", "{count} errors in a row.", reading.failures)
        told.append(many.format(count=reading.failures))
    if reading.ok_at is not None:
        told.append(_("The last good reading was {ago}.").format(ago=ago(reading.ok_at, now)))
    else:
        told.append(_("It has never been read successfully."))
    return Health(_tone(problem, reading.failures), " ".join(told), advice, fails=True)


def _tone(problem: Trouble, failures: int) -> HealthTone:
    if problem in _FOR_SURE:
        return HealthTone.BAD
    if problem in _PASSING or failures < _CLEARLY_WRONG:
        return HealthTone.WARNING
    return HealthTone.BAD


def _silent(silent: Silence, now: datetime) -> Health:
    told = [_("It answers, but its newest item is from {ago}.").format(ago=ago(silent.last, now))]
    if silent.usual is not None:
        told.append(_("It usually brings one every {time}.").format(time=_length(silent.usual)))
    advice = _(
        "Open its page: if there is news there, the feed has stopped; look for its new address."
    )
    return Health(HealthTone.WARNING, " ".join(told), advice)


def _read_when(reading: SourceMemory, now: datetime) -> str:
    return _("Read {ago}.").format(ago=ago(reading.ok_at or now, now))


def _fresh_when(reading: SourceMemory, now: datetime) -> str:
    if reading.fresh_at is None:
        return _("It has brought nothing yet.")
    return _("Something new came {ago}.").format(ago=ago(reading.fresh_at, now))


def silence(
    source: Source, reading: SourceMemory | None, times: Sequence[datetime], now: datetime
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
        seconds=median((later - item).total_seconds() for later, item in pairwise(newest))
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
    first, last = day_and_time(since), day_and_time(until)
    if first == last:
        return first
    # Translators: Two figures.
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


def everything(connection: Connection, now: datetime) -> list[tuple[Source, Health]]:
    """The sources in the person's order, each with how it is."""
    there, remembered = sources.everything(connection), sources.readings(connection)
    known = (remembered[item.id] for item in there if item.enabled and item.id in remembered)
    if met(known, Trouble.OFFLINE):
        remembered = {number: _of_the_network(reading) for number, reading in remembered.items()}
    return [(source, _look(connection, source, remembered.get(source.id), now)) for source in there]


def _of_the_network(reading: SourceMemory) -> SourceMemory:
    """Without network nothing is known against a source whose name was not found."""
    return replace(reading, problem=Trouble.OFFLINE) if reading.problem in NOT_REACHED else reading


def _look(
    connection: Connection, source: Source, reading: SourceMemory | None, now: datetime
) -> Health:
    silent = None
    if reading is not None and _may_be_silent(source, reading, now):
        times = items.newest_times(connection, source.id, HABIT_ITEMS)
        # What it said since it was read last, nobody knows.
        silent = silence(source, reading, times, reading.ok_at or now)
    return sentence(source, reading, now, silent)


def _may_be_silent(source: Source, reading: SourceMemory, now: datetime) -> bool:
    """Most sources brought something lately: of those, nothing has to be read."""
    least = LEAST_SILENCE
    if source.silence_days is not None:
        least = min(least, timedelta(days=source.silence_days))
    return source.enabled and (reading.fresh_at is None or now - reading.fresh_at > least)
