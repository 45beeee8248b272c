"""Sentences of the report on mentions, and of the baseline that a plan starts from."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from core.days import before, long_day, month_of_year
from core.i18n import _, ngettext
from core.mentions.alarms.usual import Usual
from core.mentions.report import Report, report
from core.numbers import hours, number, percent
from core.store import Connection

_LONG = 48
"""Hours from which days say it better."""


def period(start: date, end: date) -> str:
    """`October 2026` for a whole month, `2026` for a whole year, else the first and last day."""
    if name := _name(start, end):
        return name
    if start == end:
        return long_day(end)
    return _("{start} to {end}").format(start=before(end, start), end=long_day(end))


def when(start: date, end: date) -> str:
    """`In October 2026`, `On 3 October 2026` or `From 3 to 9 October 2026`: opens a sentence."""
    if name := _name(start, end):
        # Translators: {period} is a month, a year or two days.
        return _("In {period}").format(period=name)
    if start == end:
        return _("On {day}").format(day=long_day(end))
    return _("From {start} to {end}").format(start=before(end, start), end=long_day(end))


def _name(start: date, end: date) -> str:
    """Of a whole month or year; empty for any other days."""
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1] or start.year != end.year:
        return ""
    if start.month == end.month:
        return month(f"{start:%Y-%m}")
    return f"{start:%Y}" if (start.month, end.month) == (1, 12) else ""


def month(label: str) -> str:
    """`October 2026` of `2026-10`."""
    return month_of_year(date.fromisoformat(f"{label}-01"))


def share(part: int, whole: int) -> str:
    """`35 %`; of nothing, `0 %`."""
    return percent(100 * part / whole if whole else 0)


def lapse(waited: float) -> str:
    """So many hours, or days where they are many."""
    if waited < _LONG:
        return hours(round(waited, 1))
    days = round(waited / 24, 1)
    return ngettext("{count} day", "{count} days", 1 if days == 1 else 2).format(count=number(days))


def between(usual: Usual) -> str:
    """`20 to 30`, or the only number that is usual."""
    if usual.low == usual.high:
        return number(usual.low)
    # Translators: Two figures: the least and the most that is usual.
    return _("{low} to {high}").format(low=number(usual.low), high=number(usual.high))


BACK = timedelta(days=364)
"""A year of it, the day itself included."""

_MOST = 3


def baseline(connection: Connection, today: date) -> str:
    """The last twelve months, one sentence a line; empty when nothing was said."""
    return "\n".join(_sentences(report(connection, today - BACK, today, today)))


def _sentences(found: Report) -> Iterator[str]:
    totals, tone = found.totals, found.tone
    if not totals.mentions:
        return
    start = max(found.start, found.listening_since or found.start)
    yield _("{when}: {mentions} in {stories} (Pregón, Mentions).").format(
        when=when(start, found.end),
        mentions=ngettext("{count} mention", "{count} mentions", totals.mentions).format(
            count=number(totals.mentions)
        ),
        stories=ngettext("{count} story", "{count} stories", totals.stories).format(
            count=number(totals.stories)
        ),
    )
    yield _("Possibly negative: {negative}. Possibly positive: {positive}.").format(
        negative=share(tone.negative, tone.total),
        positive=share(tone.positive, tone.total),
    )
    if found.topics:
        yield _("What worries most: {topics}.").format(
            topics=_counted([(topic.label, topic.total) for topic in found.topics])
        )
    yield _("Where it is said: {outlets}.").format(
        outlets=_counted([(item.label or _("not said"), item.total) for item in found.outlets])
    )


def _counted(pairs: list[tuple[str, int]]) -> str:
    return ", ".join(f"{label} ({number(count)})" for label, count in pairs[:_MOST])
