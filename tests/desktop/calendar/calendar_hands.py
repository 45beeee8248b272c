"""Putting items into the calendar, as the tests of its window need them."""

from PySide6.QtWidgets import QToolButton

from core.calendar import records
from core.store import Topic


def store(services, *items):
    with services.store.change(Topic.CALENDAR, label="preparar") as db:
        return [records.add(db, item) for item in items]


def stored(services, item_id=None):
    """The item of that number, or all of them."""
    with services.store.read() as connection:
        if item_id is not None:
            return records.one(connection, item_id)
        return records.every(connection)


def more(page, words):
    """Choose a line of the menu with the three dots in the head of the page."""
    made = next(
        made
        for made in page.findChildren(QToolButton)
        if made.isVisible() and made.menu() is not None
    )
    made.menu().aboutToShow.emit()
    next(line for line in made.menu().actions() if line.text().startswith(words)).trigger()
