"""The checklist: what is done folds away, and the step to be done is opened with its buttons."""

from datetime import timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.calendar import records as calendar
from core.calendar.model import CalendarItem, ItemState
from core.clock import FixedClock
from core.crisis.desk import Desk
from core.crisis.kinds import DoneBy, Opens
from core.days import clock_time
from core.store import Topic
from desktop.crisis.desk.checklist.step_buttons import opens_words
from desktop.services import Services
from tests.core.crisis.clerk import sit_down
from tests.desktop import sight
from tests.desktop.crisis.desk_hands import checklist, desk_view, later, rows, stored
from tests.desktop.hands import (
    Key,
    button,
    buttons,
    here,
    press,
    right_click,
    row_menu,
    seen,
    take_line,
    words_of,
    write,
)


@pytest.fixture
def desk(at_desk: Services, clock: FixedClock) -> Desk:
    """The starting case, open for one minute, the keyboard in the list."""
    opened = stored(at_desk)
    later(clock, 1)
    return opened


def done(qtbot, clock: FixedClock, count: int) -> None:
    """Tick so many steps from where the keyboard is, each a minute after the other."""
    for number in range(count):
        if number:
            press(qtbot, Key.Key_Down)
            later(clock, 1)
        press(qtbot, Key.Key_Space)


def test_what_is_done_folds_into_one_line_but_for_the_last(desk, clock, qtbot):
    first = clock_time(clock.now())
    done(qtbot, clock, 4)
    last = clock_time(clock.now() - timedelta(minutes=1))

    said = rows(checklist(desk_view()))
    assert said[1] == f"3 hechos, de {first} a {last}. Ver"
    assert said[2].startswith("Hecho a las")
    assert desk.scenario.steps[3].text in said[2]
    assert said[3].startswith("Por hacer")


def test_what_was_not_needed_is_not_told_as_done(desk, clock, qtbot):
    press(qtbot, "x")
    write(qtbot, "El parque está cerrado")
    press(qtbot, Key.Key_Return, Key.Key_Down)
    done(qtbot, clock, 2)

    assert rows(checklist(desk_view()))[1].startswith("1 hecho · 1 no hizo falta, a las ")


def test_a_long_reason_goes_on_below_itself_and_is_noted_with_enter(at_desk, desk, qtbot):
    press(qtbot, "x")
    field = here()
    line = field.height()
    reason = "El parque lleva cerrado desde el lunes y la llave la tiene la empresa. " * 2
    write(qtbot, reason)

    qtbot.waitUntil(lambda: field.height() > line)
    press(qtbot, Key.Key_Return)
    assert stored(at_desk).ticks[0].note == reason.strip()


def test_enter_shows_what_is_folded_and_hides_it_again(desk, clock, qtbot):
    done(qtbot, clock, 4)
    view = checklist(desk_view())
    before = len(rows(view))

    press(qtbot, Key.Key_Up, Key.Key_Return)
    assert len(rows(view)) == before + 3
    assert rows(view)[1].endswith("Ocultar")
    press(qtbot, Key.Key_Space)
    assert len(rows(view)) == before
    assert here() is view


def test_a_step_that_is_folded_away_is_shown_when_it_is_asked_for(desk, clock, qtbot):
    done(qtbot, clock, 4)
    desk_view().show_part("checklist", desk.scenario.steps[0].id)

    row = checklist(desk_view()).step()
    assert row is not None
    assert row.step == desk.scenario.steps[0]


def test_the_step_that_is_opened_has_a_button_to_where_it_is_done_and_one_that_ticks_it(
    at_desk, desk, qtbot
):
    view = checklist(desk_view())
    step = next(item for item in desk.scenario.steps if item.opens is Opens.LEVEL)
    view.select_step(step.id)
    words = opens_words(step)
    qtbot.waitUntil(lambda: words in [made.text().strip() for made in buttons(view)])

    button(view, words).click()
    assert "Naranja" in here().property("text")

    press(qtbot, Key.Key_Escape)
    button(view, "Hecho").click()
    assert stored(at_desk).tick(step) is not None


@pytest.mark.parametrize("drill", [False, True])
def test_the_step_about_what_is_scheduled_holds_it_in_one_press(services, qtbot, drill):
    item = CalendarItem("Feria", day=services.clock.today(), state=ItemState.READY)
    with services.store.change(Topic.CALENDAR) as db:
        calendar.add(db, item)
    clerk = sit_down(services.store, "fire", drill=drill)
    services.go("crisis", ("incident", clerk.number))
    view = checklist(desk_view())
    step = next(item for item in clerk.desk.scenario.steps if item.done_by is DoneBy.FREEZE)
    view.select_step(step.id)
    words = opens_words(step)
    qtbot.waitUntil(lambda: words in [made.text().strip() for made in buttons(view)])
    button(view, words).click()

    window = view.window()
    held = "No hay nada retenido." if drill else f"retenida: {clerk.incident.title}"
    assert held in seen(window)
    assert "Meta Business Suite" in seen(window)
    assert (clerk.desk.tick(step) is None) == drill


def test_every_step_says_in_words_what_it_opens(desk):
    opened = {item.opens for item in desk.scenario.steps} - {Opens.NONE}
    told = {opens_words(item) for item in desk.scenario.steps if item.opens is not Opens.NONE}
    assert opened
    assert "" not in told


def test_the_minutes_that_a_step_is_late_go_on_with_the_clock(desk, clock):
    due = desk.due(desk.scenario.steps[0])
    assert due is not None
    for minutes, words in ((3, "3 min tarde"), (9, "9 min tarde"), (130, "2 h tarde")):
        clock.moment = due + timedelta(minutes=minutes)
        desk_view().tick()
        row = checklist(desk_view()).step()
        assert row is not None
        assert row.late == words


def test_the_numbers_are_those_of_the_sheet(desk):
    view = checklist(desk_view())
    for number, step in enumerate(desk.scenario.steps, start=1):
        view.select_step(step.id)
        row = view.step()
        assert row is not None
        assert row.number == number


def test_the_menu_of_a_step_has_its_buttons_and_what_is_settled_has_none(desk, clock, qtbot, qapp):
    view = checklist(desk_view())
    menu = row_menu(view)
    assert words_of(menu)[-1] == "Hecho\tEspacio"
    take_line(menu, "Hecho")
    assert rows(view)[1].startswith("Hecho a las")

    right_click(view, view.visualRect(view.model().index(1, 0)).center())
    assert qapp.activePopupWidget() is None


def test_the_key_stands_on_the_step_that_it_ticks_alone(desk, clock, qtbot):
    view = checklist(desk_view())

    def key() -> str:
        return button(view, "Hecho").accessibleDescription()

    assert key() == "Tecla: Espacio"

    press(qtbot, Key.Key_Space)
    # The next step is opened; the key would open the first one again.
    assert rows(view)[1].startswith("Hecho a las")
    qtbot.waitUntil(lambda: key() == "")

    press(qtbot, Key.Key_Down)
    qtbot.waitUntil(lambda: key() == "Tecla: Espacio")


def test_beside_a_step_its_buttons_are_whole_and_cover_no_hour_whichever_step_is_chosen(
    desk, clock, qtbot
):
    view = checklist(desk_view())
    view.window().resize(1040, 760)
    qtbot.waitUntil(lambda: view.width() > 800)
    opened = view.model().index(2, 0)
    press(qtbot, Key.Key_Space)

    for key in (Key.Key_Up, Key.Key_Down, Key.Key_Up):
        press(qtbot, key)
        chosen = view.currentIndex() == opened
        QTest.qWait(0)
        QApplication.processEvents()
        row = view.visualRect(opened)
        places = view.itemDelegate().places(view.model().rows[2], row, chosen=chosen)
        assert row.height() == places.height
        assert sight.faults(view.window(), buttons(view)) == []
        for made in buttons(view):
            spot = made.geometry().translated(made.parentWidget().pos())
            assert row.contains(spot)
            assert not spot.intersects(places.hour)


def test_the_step_that_is_chosen_stays_in_view_where_the_list_is_lower(desk, qtbot):
    view = checklist(desk_view())
    view.window().resize(1366, 900)
    press(qtbot, *[Key.Key_Down] * 10)
    high = view.height()

    view.window().resize(1366, 640)
    qtbot.waitUntil(lambda: view.height() < high, timeout=3000)
    QApplication.processEvents()
    row = view.visualRect(view.currentIndex())
    assert view.viewport().rect().contains(row)
