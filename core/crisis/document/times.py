"""Moments and stretches of time as the papers of an incident say them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core import i18n
from core.days import clock_time
from core.documents.imprint import LOCALES, day_in_words
from core.i18n import _, ngettext
from core.numbers import number

_HOUR = 60
_DAY = 24 * _HOUR
_HOURS_TOLD = 48
"""Hours from which days say it better."""


@dataclass(frozen=True)
class Times:
    """How the moments of one paper are written: with their day only where there are several."""

    one_day: bool

    def at(self, moment: datetime | None) -> str:
        """`14:32`, or `24 nov, 14:32`; empty without a moment."""
        if moment is None:
            return ""
        return clock_time(moment) if self.one_day else f"{short_day(moment)}, {clock_time(moment)}"


def of(moments: Iterable[datetime]) -> Times:
    """How these moments are written."""
    return Times(len({one.astimezone().date() for one in moments}) <= 1)


def short_day(moment: datetime) -> str:
    """`24 nov`."""
    from babel.dates import format_date

    return str(format_date(moment.astimezone().date(), "d MMM", LOCALES[i18n.current()]))


def full(moment: datetime) -> str:
    """`24 de noviembre de 2026, a las 14:32`."""
    day = day_in_words(moment.astimezone().date(), i18n.current())
    return _("{day}, at {time}").format(day=day, time=clock_time(moment))


def lapse(minutes: int) -> str:
    """`18 min`, `2 h 5 min`, `3 días`."""
    if minutes < _HOUR:
        return _("{count} min").format(count=number(minutes))
    if minutes >= _HOURS_TOLD * _HOUR:
        days = round(minutes / _DAY)
        return ngettext("{count} day", "{count} days", days).format(count=number(days))
    hours, left = divmod(minutes, _HOUR)
    if not left:
        return _("{hours} h").format(hours=number(hours))
    return _("{hours} h {minutes} min").format(hours=number(hours), minutes=number(left))
