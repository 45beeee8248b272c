"""December of the example town, from nothing to the wall, by keyboard alone."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from core.calendar import records
from core.calendar.model import ItemState
from core.documents import preview
from core.documents import records as papers
from core.store import Topic
from tests.desktop.hands import CONTROL, Key, seen, settled
from tests.desktop.keyboard import Keyboard

TEN_MINUTES = 200
"""Keys, of three seconds each: what is on screen is read before most of them."""
START, END = date(2026, 12, 1), date(2026, 12, 31)


@pytest.fixture
def last_page() -> str:
    """From nothing: the way there is a part of it."""
    return "today"


def december(services):
    with services.store.read() as connection:
        return records.every(connection, START, END)


def test_december_goes_from_nothing_to_the_wall_by_keyboard_in_ten_minutes(town, viewer, qtbot):
    with town.store.change(Topic.CALENDAR, label="vaciar") as db:
        for item in records.every(db.conn):
            records.delete(db, item.id)
    keys = Keyboard(qtbot)
    keys.press(Key.Key_3, held=CONTROL)
    settled(qtbot, town)
    keys.press(Key.Key_Down)
    keys.menu("Más", "Rellenar diciembre")
    settled(qtbot, town)
    assert len(december(town)) > 20

    take_all(keys, town, qtbot)
    add_one(keys, "Cabalgata: se buscan pajes")
    print_it(keys, viewer, qtbot)

    there = december(town)
    assert {item.state for item in there} == {ItemState.PLANNED, ItemState.IDEA}
    assert [item.title for item in there if item.state is ItemState.IDEA] == [
        "Cabalgata: se buscan pajes"
    ]
    [paper] = viewer
    assert preview.page_count(paper.read_bytes()) > 0
    with town.store.read() as connection:
        assert list(papers.last(connection)) == [("calendar-month-2026-12", "es")]
    assert keys.pressed < TEN_MINUTES


def take_all(keys, services, qtbot):
    """Go through the days: each proposal becomes planned."""
    keys.press(Key.Key_Left, Key.Key_Right)
    for number in range(START.day, END.day + 1):
        count = sum(item.day.day == number for item in december(services))
        for at in range(count):
            if at:
                keys.press(Key.Key_Down)
            keys.press(Key.Key_2)
            settled(qtbot, services)
        keys.press(Key.Key_Right)


def add_one(keys, title):
    """An item of the person's own, on the last day."""
    keys.press(Key.Key_Left, Key.Key_N)
    keys.press(Key.Key_A, held=CONTROL)
    keys.type(title)
    keys.press(Key.Key_Return, Key.Key_Escape)


def print_it(keys, viewer, qtbot):
    keys.press(Key.Key_P, held=CONTROL)
    window = QApplication.activeWindow()
    qtbot.waitUntil(lambda: window.page_id == "documents")
    qtbot.waitUntil(lambda: "Página 1 de" in seen(window))
    keys.press(Key.Key_P, held=CONTROL)
    qtbot.waitUntil(lambda: len(viewer) == 1)
