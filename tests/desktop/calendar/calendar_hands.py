"""Putting items into the calendar, as the tests of its window need them."""

from core.calendar import records
from core.store import Topic


def store(services, *items):
    with services.store.change(Topic.CALENDAR, label="preparar") as db:
        return [records.add(db, item) for item in items]
