"""The electoral periods that bind the town: those computed and those that somebody entered."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from core import fields
from core.calendar import records
from core.calendar.model import Election
from core.days import shown
from core.errors import InvalidValue
from core.i18n import _
from core.plan import electoral
from core.plan.electoral import ElectoralPeriod
from core.text import fold

if TYPE_CHECKING:
    from core.store import Connection

_AHEAD = 8
"""Years in which municipal elections are held, whatever was entered of the next ones."""

_MUNICIPAL = ("municipal", "elecciones locales", "local elections")
"""Decrees call them local."""


def checked(election: Election) -> Election:
    """With its texts tidied. Raises `InvalidValue` when it is voted before it is called."""
    tidy = fields.checked(election)
    if tidy.voted_on < tidy.called_on:
        raise InvalidValue(
            _("The vote, {vote}, is before the call, {call}.").format(
                vote=shown(tidy.voted_on), call=shown(tidy.called_on)
            ),
            _("Check both in the decree; nothing was stored."),
        )
    return tidy


def periods_for(connection: "Connection", start: date, end: date) -> list[ElectoralPeriod]:
    """Those that share a day with `start`…`end`, by the day of their call."""
    return merged(records.elections(connection), start, end)


def coming(connection: "Connection", today: date) -> ElectoralPeriod:
    """The period that is under way, or the next one."""
    return periods_for(connection, today, date(today.year + _AHEAD, 12, 31))[0]


def merged(entered: Iterable[Election], start: date, end: date) -> list[ElectoralPeriod]:
    """As `periods_for`. Those that overlap all hold (Instruction 3/2019 of the Central Board)."""
    known = list(entered)
    decreed = {item.voted_on.year for item in known if _municipal(item)}
    computed = electoral.periods(start, end)
    found = [
        *(period for period in computed if period.voted_on.year not in decreed),
        *(
            ElectoralPeriod(item.name, item.called_on, item.voted_on, entered=True)
            for item in known
            if item.called_on <= end and start <= item.voted_on
        ),
    ]
    return sorted(found, key=lambda period: (period.called_on, period.voted_on))


def _municipal(election: Election) -> bool:
    return any(words in fold(election.name) for words in _MUNICIPAL)
