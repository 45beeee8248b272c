"""Where the keyboard is on Hoy: on what is most urgent, also where that is known a moment later."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.mentions.alarm_model import AlarmFacts, AlarmReason, ReasonKind
from core.mentions.records import alarms
from core.plan.kinds import LevelName
from core.roster import records
from core.roster.model import Contact
from core.store import Topic, open_store
from desktop.app.application import Application
from desktop.services import Services
from desktop.shell.window import Shell
from tests.core import towns
from tests.core.crisis.clerk import sit_down
from tests.desktop.hands import CONTROL, Key, buttons, here, press, settled

ALARM = "Ver y decidir: 3 menciones en 24 horas; lo normal es 0 o 1"


@pytest.fixture
def opened(start: Callable[..., Application], medellin: Path, clock: FixedClock) -> Application:
    """Hoy as it is seen first: somebody cannot be called, and that there is an alarm is not known
    yet."""
    store = open_store(medellin, clock)
    why = AlarmReason(ReasonKind.COUNT, count=3, of=1)
    facts = AlarmFacts(LevelName.RED, (why,), why, 3, 3, 0.3, ())
    with store.change(Topic.ROSTER, Topic.ALARMS) as db:
        records.add(db, Contact("Ana"), towns.NOW)
        alarms.add(db, None, "Medellín", facts, towns.NOW)
    store.close()
    return start(medellin, page="today")


def rows(program: Application) -> list[str]:
    """What the arrows walk through, as it is read."""
    assert isinstance(program.window, Shell)
    page = program.window.page("today")
    assert page is not None
    shown = [button for button in buttons(page) if button.property("kind") != "quiet"]
    shown.sort(key=lambda button: button.mapTo(page, button.rect().topLeft()).y())
    return [button.accessibleName() for button in shown]


def all_known(program: Application, qtbot: QtBot) -> Services:
    """Everybody has said what waits."""
    assert program.services is not None
    settled(qtbot, program.services)
    qtbot.waitUntil(lambda: ALARM in rows(program))
    settled(qtbot, program.services)
    return program.services


def test_the_keyboard_is_on_the_first_row_once_everything_is_known(opened, qtbot):
    all_known(opened, qtbot)

    assert rows(opened)[0] == here().accessibleName() == ALARM


def test_whoever_has_gone_on_to_another_row_stays_on_it(opened, qtbot):
    press(qtbot, Key.Key_Down)
    chosen = here().accessibleName()
    assert chosen != rows(opened)[0]

    all_known(opened, qtbot)

    assert here().accessibleName() == chosen


def test_what_comes_up_afterwards_takes_no_keyboard(opened, qtbot):
    services = all_known(opened, qtbot)
    press(qtbot, Key.Key_Down, Key.Key_Up)
    sit_down(services.store, "flood")

    qtbot.waitUntil(lambda: rows(opened)[0] != ALARM)

    assert here().accessibleName() == ALARM


def test_the_arrows_walk_from_the_band_through_the_heads_and_enter_opens(opened, qtbot):
    all_known(opened, qtbot)
    walked = [here().accessibleName()]
    for _step in rows(opened):
        press(qtbot, Key.Key_Down)
        walked.append(here().accessibleName())

    assert walked[: len(rows(opened))] == rows(opened)
    press(qtbot, *[Key.Key_Up] * len(walked))
    assert here().accessibleName() == ALARM

    press(qtbot, Key.Key_Down, Key.Key_Return)
    assert opened.window.page_id == "roster"


def test_whoever_comes_back_is_given_what_has_become_most_urgent(opened, qtbot):
    services = all_known(opened, qtbot)
    services.go("settings")
    sit_down(services.store, "flood")
    # The pages hear of it in turn.
    QApplication.processEvents()

    services.go("today")

    qtbot.waitUntil(lambda: here().accessibleName().startswith("Ir al incidente"))


def test_the_keys_of_the_search_lead_to_that_of_the_mentions(opened, qtbot):
    all_known(opened, qtbot)
    press(qtbot, Key.Key_F, held=CONTROL)
    qtbot.waitUntil(lambda: here().accessibleName() == "Buscar en las menciones")
    assert opened.window.page_id == "mentions"
