"""The sheet that is open stays so, whatever is written in it: the views go where its item is."""

from datetime import date, time

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from core.calendar.model import CalendarItem, ItemText
from desktop.calendar.grid import DayGrid
from tests.desktop.calendar.calendar_hands import store, stored
from tests.desktop.hands import (
    CONTROL,
    Key,
    called,
    here,
    into,
    press,
    push,
    seen,
    settled,
    type_over,
)

ALT = Qt.KeyboardModifier.AltModifier
TODAY = date(2026, 11, 24)
INSIDE = date(2027, 5, 10)
BOAST = "Inauguramos el nuevo parque, otro logro de este equipo de gobierno"


def grid(page):
    return next(grid for grid in page.findChildren(DayGrid) if grid.isVisible())


def changed(qtbot, services):
    """Until the views have heard of it."""
    QCoreApplication.sendPostedEvents()
    settled(qtbot, services)


def write_day(page, services, qtbot, words):
    """Another day, and on to the next field."""
    into(qtbot, page, "Día")
    type_over(qtbot, words)
    press(qtbot, Key.Key_Tab)
    changed(qtbot, services)


@pytest.mark.parametrize(
    ("view", "title"), [("1", "Abril – mayo 2027"), ("2", "Del 10 al 16 de mayo 2027")]
)
def test_a_new_item_is_followed_to_a_day_that_was_not_seen(page, services, qtbot, view, title):
    press(qtbot, getattr(Key, f"Key_{view}"), held=ALT)
    press(qtbot, Key.Key_N, held=CONTROL)
    qtbot.waitUntil(lambda: here().accessibleName() == "Título, para usted")
    type_over(qtbot, "Corte de agua")
    write_day(page, services, qtbot, "10/05/2027")

    assert here().accessibleName().startswith("Hora")
    assert title in seen(page)
    type_over(qtbot, "10:00")
    press(qtbot, Key.Key_Tab)
    changed(qtbot, services)

    (item,) = stored(services)
    assert (item.title, item.day, item.hour) == ("Corte de agua", INSIDE, time(10))
    assert grid(page).selected_key() == item.id
    assert grid(page).day() == INSIDE


def test_a_day_in_an_electoral_period_brings_its_question_at_once(page, services, qtbot):
    (number,) = store(services, CalendarItem("Parque", day=TODAY, texts=(ItemText("es", BOAST),)))
    services.go("calendar", number)
    write_day(page, services, qtbot, "10/05/2027")

    assert "Así no puede salir en período electoral" in seen(page)
    assert here().accessibleName().startswith("Hora")


def test_a_new_item_in_an_electoral_period_is_asked_about_when_it_says_something(
    page, services, qtbot
):
    services.go("calendar", INSIDE)
    press(qtbot, Key.Key_N)
    assert here().accessibleName() == "Título, para usted"
    assert "período electoral" not in seen(page.records.card)

    type_over(qtbot, BOAST)
    press(qtbot, Key.Key_Return)

    assert [item.title for item in stored(services)] == [BOAST]
    qtbot.waitUntil(lambda: "Así no puede salir en período electoral" in seen(page))


def test_without_its_day_an_item_stays_open_till_it_is_left(page, services, qtbot):
    (number,) = store(services, CalendarItem("Corte de agua", day=TODAY))
    services.go("calendar", number)
    write_day(page, services, qtbot, "")

    assert here().accessibleName().startswith("Hora")
    assert "Idea · sin día" in seen(page)
    press(qtbot, Key.Key_Escape, Key.Key_Delete)
    assert here() is grid(page)
    assert stored(services) == [CalendarItem("Corte de agua", id=number)]


@pytest.mark.parametrize("view", [Key.Key_1, Key.Key_3])
def test_what_the_filter_no_longer_wants_stays_open_till_it_is_left(page, services, qtbot, view):
    idea = CalendarItem("Corte de agua", day=TODAY)
    number, other = store(services, idea, CalendarItem("Mercado", day=TODAY))
    settled(qtbot, services)
    press(qtbot, view, held=ALT)
    push(qtbot, page, "Ideas")
    settled(qtbot, services)
    page.records.open(number)

    push(qtbot, page, "Prevista")
    changed(qtbot, services)
    assert "Prevista · martes, 24 de noviembre" in seen(page)
    assert page.records.record().id == number

    press(qtbot, Key.Key_Escape)
    assert not page.records.list.select(number)
    assert page.records.list.select(other)


def test_whoever_pages_on_leaves_the_item(page, services, qtbot):
    (number,) = store(services, CalendarItem("Corte de agua", day=TODAY))
    services.go("calendar", number)
    into(qtbot, page, "Día")

    for _week in range(3):
        qtbot.mouseClick(called(page, "Después"), Qt.MouseButton.LeftButton)

    assert page.records.record() is None
