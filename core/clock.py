"""One source of time, so that tests and pictures can hold it still.

In the database: UTC, ISO 8601 with seconds. On screen: local time.
"""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache

_MOMENT = "PREGON_MOMENT"


class Clock:
    """The system's time."""

    def now(self) -> datetime:
        """The current moment, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The current day where the person is."""
        return self.now().astimezone().date()

    def handed_on(self) -> Mapping[str, str]:
        """Environment variables with which a process that is started goes by this clock."""
        return {}


class FixedClock(Clock):
    """A clock that stands still until `moment` is changed."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """The moment that was set, in UTC."""
        return self.moment.astimezone(UTC)

    def handed_on(self) -> Mapping[str, str]:
        """The moment at which the clock of that process stands still."""
        return {_MOMENT: to_text(self.moment)}


def of_process() -> Clock:
    """The clock that whoever started this process handed on, or the system's."""
    moment = os.environ.get(_MOMENT)
    return FixedClock(from_text(moment)) if moment else Clock()


@lru_cache(1000)
def to_text(moment: datetime) -> str:
    """UTC ISO text for the database, `2026-11-24T13:32:05Z`; `moment` must be aware."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_text(text: str) -> datetime:
    """The aware moment behind `to_text`."""
    return datetime.fromisoformat(text)
