"""With what hand the desk writes: who acts, and when it happened, now or on paper before."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from core.crisis.log import Hand
from core.store import Topic
from core.town import records as town_records
from desktop.services import Services

if TYPE_CHECKING:
    from sqlite_utils import Database


class Pen:
    """Shared by all parts of one desk.

    While something is typed in from paper, `day` and `hour` say when it happened.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self.day: date | None = None
        self.hour: time | None = None
        """None: what is written happens now."""

    def hand(self) -> Hand:
        """The hand for one action."""
        with self._services.store.read() as connection:
            who = town_records.load(connection).person
        now = self._services.clock.now()
        if self.hour is None:
            return Hand(now, who)
        day = self.day or self._services.clock.today()
        return Hand(now, who, datetime.combine(day, self.hour).astimezone(), on_paper=True)

    @contextmanager
    def writing(self, *topics: Topic) -> Iterator["Database"]:
        """A change of the incident. It cannot be undone: the log tells what was and what is."""
        with self._services.store.change(Topic.CRISIS, *topics, undoable=False) as db:
            yield db
