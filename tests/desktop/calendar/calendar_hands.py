"""Putting items into the calendar, as the tests of its window need them."""

from PySide6.QtWidgets import QToolButton

from core.calendar import records
from core.store import Topic


def store(services, *items):
    with services.store.change(Topic.CALENDAR, label="preparar") as db:
        return [records.add(db, item) for item in items]


def more(page, words):
    """Choose a line of the menu with the three dots in the head of the page."""
    made = next(
        made
        for made in page.findChildren(QToolButton)
        if made.isVisible() and made.menu() is not None
    )
    made.menu().aboutToShow.emit()
    next(line for line in made.menu().actions() if line.text().startswith(words)).trigger()
