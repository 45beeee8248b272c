"""When municipal elections are held, and from when on a council must keep quiet about itself.

Organic Law 5/1985 of the General Electoral Regime (LOREG), art. 42.3: municipal elections are held
on the fourth Sunday of May, every four years; the call is issued on the fifty-fifth day before and
published, and in force, on the next one. Art. 50 counts from that call to the vote. Other elections
have no date of their own and are entered by hand.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from core.i18n import _

_A_PAST_ONE = 2023
_EVERY = 4
_CALL_BEFORE = timedelta(days=54)
_SUNDAY = 6


@dataclass(frozen=True)
class ElectoralPeriod:
    """An election, from the day of its call to the day of its vote, both included."""

    name: str
    called_on: date
    voted_on: date
    entered: bool = False
    """Somebody entered its days as they were decreed; else they are computed."""

    def holds(self, day: date) -> bool:
        """Whether it binds on a day."""
        return self.called_on <= day <= self.voted_on


def periods(start: date, end: date) -> list[ElectoralPeriod]:
    """The municipal electoral periods that share a day with `start`…`end`, oldest first.

    Computed: provisional until the decree of the call is published.
    """
    found = []
    for year in range(start.year, end.year + 1):
        if (year - _A_PAST_ONE) % _EVERY == 0:
            voted_on = _fourth_sunday_of_may(year)
            called_on = voted_on - _CALL_BEFORE
            if called_on <= end and start <= voted_on:
                name = _("Municipal elections {year}").format(year=year)
                found.append(ElectoralPeriod(name, called_on, voted_on))
    return found


def coming(today: date) -> ElectoralPeriod:
    """The municipal electoral period that is under way, or the next one."""
    return periods(today, date(today.year + _EVERY, 12, 31))[0]


def _fourth_sunday_of_may(year: int) -> date:
    first = date(year, 5, 1)
    return first + timedelta(days=_SUNDAY - first.weekday(), weeks=3)
