"""With what hand the desk writes: who acts, and when it happened, now or on paper before."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from core.crisis.log import Hand
from core.days import moment_at
from core.store import Topic
from core.town import records as town_records
from desktop.services import Services

if TYPE_CHECKING:
    from sqlite_utils import Database


class Pen:
    """Shared by all parts of one desk, whose `view` is the initiator of what they write.

    While something is typed in from paper, `day` and `hour` say when it happened.
    """

    def __init__(self, services: Services, view: QWidget) -> None:
        self._services = services
        self.view = view
        self.day: date | None = None
        self.hour: time | None = None
        """None: what is written happens now."""

    def hand(self) -> Hand:
        """The hand for one action."""
        who = self._services.bridge.shared("town", town_records.load).person
        now = self._services.clock.now()
        if self.hour is None:
            return Hand(now, who)
        day = self.day or self._services.clock.today()
        return Hand(now, who, moment_at(day, self.hour), on_paper=True)

    @contextmanager
    def writing(self, *topics: Topic) -> Iterator["Database"]:
        """A change of the incident. It cannot be undone: the log tells what was and what is."""
        with self._services.store.change(
            Topic.CRISIS, *topics, undoable=False, initiator=self.view
        ) as db:
            yield db

    @contextmanager
    def erasing(self) -> Iterator["Database"]:
        """A change that leaves nothing of what was. Raises `TraceRemains` as `Store.forget`."""
        with self._services.store.forget(Topic.CRISIS) as db:
            yield db
