"""What a person does at the desk, and sees of it."""

from datetime import timedelta

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.crisis import desk as desks
from core.crisis.desk import Desk
from desktop.crisis.checklist_view import ChecklistView
from desktop.crisis.desk_view import DeskView
from desktop.crisis.page import CrisisPage
from desktop.services import Services
from desktop.shell.window import Shell

Key = Qt.Key
SCENARIO = "poisoned-animals"


def crisis_page() -> CrisisPage:
    """The page Crisis of the window on screen."""
    window = QApplication.activeWindow()
    assert isinstance(window, Shell)
    page = window.page("crisis")
    assert isinstance(page, CrisisPage)
    return page


def desk_view() -> DeskView:
    """The desk on screen."""
    return next(one for one in crisis_page().findChildren(DeskView) if one.isVisible())


def checklist(view: QWidget) -> ChecklistView:
    """The list of the desk on screen."""
    return next(one for one in view.findChildren(ChecklistView) if one.isVisible())


def stored(services: Services, incident_id: int = 0) -> Desk:
    """An incident as it is stored; 0: the newest that is open."""
    with services.store.read() as connection:
        number = incident_id or max(one.id for one in desks.open_ones(connection))
        found = desks.load(connection, number)
    assert found is not None
    return found


def here() -> QWidget:
    """Who has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(qtbot: QtBot, *keys: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    """Press keys where the keyboard is."""
    for key in keys:
        qtbot.keyClick(here(), key, held or Qt.KeyboardModifier.NoModifier)


def write(qtbot: QtBot, text: str) -> None:
    """Type over what is selected; letters that QTest has no keys for come as from a dead key."""
    for letter in text:
        if letter.isascii():
            qtbot.keyClicks(here(), letter)
        else:
            none = Qt.KeyboardModifier.NoModifier
            event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, none, letter)
            QApplication.sendEvent(here(), event)


def type_over(qtbot: QtBot, text: str) -> None:
    """Type in place of what the field holds that has the keyboard."""
    field = here()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    write(qtbot, text)


def button(parent: QWidget, words: str) -> QAbstractButton:
    """The button on screen that says this, or begins so."""
    found = [one for one in parent.findChildren(QAbstractButton) if one.isVisible()]
    return next(one for one in found if one.text().strip().startswith(words))


def push(qtbot: QtBot, parent: QWidget, words: str) -> None:
    """Go to a button and press it with the space bar."""
    made = button(parent, words)
    made.setFocus()
    qtbot.keyClick(made, Key.Key_Space)


def seen(parent: QWidget) -> str:
    """Everything that labels say on screen."""
    labels = parent.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisible())


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
    qtbot.waitUntil(lambda: any(one.isVisible() for one in crisis_page().findChildren(DeskView)))
    return stored(services)
