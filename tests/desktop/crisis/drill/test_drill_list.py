"""The drills there are: what each is for, how it went last, and which one comes next."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.crisis import desk as desks
from core.crisis.incidents import drill
from core.crisis.scenarios.library import SHIPPED
from core.days import shown
from desktop.crisis.drill.list import DrillList
from desktop.services import Services
from tests.core.crisis.clerk import sit_down
from tests.desktop.crisis.drilling import DOGS
from tests.desktop.hands import Key, button, here, seen


@pytest.fixture
def chosen() -> list[str]:
    return []


@pytest.fixture
def drills(services: Services, qtbot: QtBot, chosen: list[str]) -> DrillList:
    made = DrillList(services, chosen.append)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def rehearse(services: Services, scenario: str) -> None:
    """Do a drill of one inject, of which the first thing expected was there."""
    clerk = sit_down(services.store, scenario, drill=True)
    clerk.arrive(drill.plan_of(clerk.desk).injects[0])
    clerk.score(clerk.desk.injects[0], {0})
    clerk.end_drill("Hecho.")


def row_of(drills: DrillList, title: str) -> str:
    """What a screen reader says of the row of a drill besides its title."""
    return button(drills, title).accessibleDescription()


def test_all_eighteen_say_what_they_are_for_and_how_long_they_take(drills, services):
    with services.store.read() as connection:
        found = drill.everything(connection)
    assert len(found) == len(SHIPPED)
    for rehearsal in found:
        heard = row_of(drills, rehearsal.scenario.title)
        assert rehearsal.plan.objective in heard
        assert heard.endswith(f"sin ensayar · {rehearsal.plan.minutes} min. Ensayar el escenario")


def test_enter_on_the_proposed_one_starts_it(drills, qtbot, chosen):
    drills.take_keyboard()
    qtbot.keyClick(here(), Key.Key_Return)
    assert chosen == [SHIPPED[0]]


def test_arrows_go_down_the_list_and_space_starts_another(drills, qtbot, chosen):
    drills.take_keyboard()
    qtbot.keyClick(here(), Key.Key_Tab)
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Space):
        qtbot.keyClick(here(), key)
    assert chosen == [DOGS]


def test_once_rehearsed_it_says_when_and_how_and_another_is_proposed(
    drills, services, qtbot, clock, chosen
):
    rehearse(services, SHIPPED[0])
    day = clock.today()
    title = drills_in_order(services)[0]
    score = f"{shown(day)}: 1 de {_expected(services, SHIPPED[0])}"
    qtbot.waitUntil(lambda: score in row_of(drills, title))
    drills.take_keyboard()
    qtbot.keyClick(here(), Key.Key_Return)
    assert chosen == [SHIPPED[1]]


def test_when_all_were_done_the_one_of_longest_ago_is_proposed(
    drills, services, qtbot, clock, chosen
):
    order = [SHIPPED[4], *(text for text in SHIPPED if text != SHIPPED[4])]
    for scenario in order:
        rehearse(services, scenario)
        clock.moment += timedelta(days=1)
    oldest = clock.today() - timedelta(days=len(order))
    why = f"Es el que hace más tiempo que no se ensaya: {shown(oldest)}."
    qtbot.waitUntil(lambda: why in seen(drills))
    drills.take_keyboard()
    qtbot.keyClick(here(), Key.Key_Return)
    assert chosen == [SHIPPED[4]]


def test_from_the_page_a_drill_is_under_way_in_two_actions(shell, services, qtbot):
    services.go("crisis", "drill")
    page = shell.page("crisis")
    qtbot.waitUntil(lambda: any(item.isVisible() for item in page.findChildren(DrillList)))
    next(item for item in page.findChildren(DrillList) if item.isVisible()).take_keyboard()
    qtbot.keyClick(here(), Key.Key_Return)
    qtbot.keyClick(here(), Key.Key_Return)
    with services.store.read() as connection:
        there = desks.open_ones(connection)
    assert [(incident.scenario, incident.drill) for incident in there] == [(SHIPPED[0], True)]
    words = QApplication.focusWidget()
    assert isinstance(words, QPushButton)
    assert words.text().strip() == "Leído: seguir"


def drills_in_order(services: Services) -> list[str]:
    with services.store.read() as connection:
        return [rehearsal.scenario.title for rehearsal in drill.everything(connection)]


def _expected(services: Services, scenario: str) -> int:
    with services.store.read() as connection:
        found = drill.everything(connection)
    return len(
        next(rehearsal for rehearsal in found if rehearsal.scenario.id == scenario)
        .plan.injects[0]
        .expected
    )
