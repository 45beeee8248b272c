"""What a person does at the desk, and sees of it."""

from datetime import timedelta

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.crisis import desk as desks
from core.crisis.desk import Desk
from desktop.crisis.desk.band import DeskBand
from desktop.crisis.desk.checklist.view import ChecklistView
from desktop.crisis.desk.desk import DeskView
from desktop.crisis.page import CrisisPage
from desktop.services import Services
from desktop.shell.window import Shell
from tests.desktop.hands import CONTROL, Key, called, choose, here, press, press_until, write

SCENARIO = "poisoned-animals"
BLANKS = (
    "el parque de Los Olmos",
    "hay cuatro cajas cerradas",
    "600 000 008",
    "en la web",
)
"""What its first line asks for, in the order in which it is asked."""


def crisis_page() -> CrisisPage:
    """The page Crisis of the window on screen."""
    window = QApplication.activeWindow()
    assert isinstance(window, Shell)
    page = window.page("crisis")
    assert isinstance(page, CrisisPage)
    return page


def desk_view() -> DeskView:
    """The desk on screen."""
    return next(view for view in crisis_page().findChildren(DeskView) if view.isVisible())


def checklist(view: QWidget) -> ChecklistView:
    """The list of the desk on screen."""
    return next(item for item in view.findChildren(ChecklistView) if item.isVisible())


def stored(services: Services, incident_id: int = 0) -> Desk:
    """An incident as it is stored; 0: the newest that is open."""
    with services.store.read() as connection:
        number = incident_id or max(incident.id for incident in desks.open_ones(connection))
        found = desks.load(connection, number)
    assert found is not None
    return found


def rows(view: ChecklistView) -> list[str]:
    """What a screen reader says of each row."""
    model = view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def later(clock: FixedClock, minutes: float) -> None:
    """Move the clock of the program on."""
    clock.moment += timedelta(minutes=minutes)


def open_incident(services: Services, qtbot: QtBot) -> Desk:
    """Open the starting case as a person does: its name, Enter, and Enter on the level."""
    services.go("crisis")
    write(qtbot, "perros")
    press(qtbot, Key.Key_Return, Key.Key_Return)
    qtbot.waitUntil(lambda: any(view.isVisible() for view in crisis_page().findChildren(DeskView)))
    return stored(services)


def ask(qtbot: QtBot, words: str) -> None:
    """Press what a screen reader calls so on the head of the desk: `Cambiar nivel`."""
    made = called(head(), words)
    made.setFocus()
    qtbot.keyClick(made, Key.Key_Space)


def more(words: str) -> None:
    """Choose a line of what is done seldom, in the menu of the head of the desk."""
    choose(head(), "Más de este incidente", words)


def to_approval(qtbot: QtBot) -> int:
    """From a draft with no empty blank to how it is approved: what is not done yet is left out.

    Returns how many keys that took.
    """
    press(qtbot, Key.Key_Return, held=CONTROL)
    asked = press_until(qtbot, "n", lambda: not here().accessibleName().endswith(": a qué hora"))
    if asked:
        press(qtbot, Key.Key_Return, held=CONTROL)
        return asked + 2
    return 1


def head() -> DeskBand:
    """The head of the desk on screen: its words are in its name."""
    return next(item for item in desk_view().findChildren(DeskBand) if item.isVisible())
