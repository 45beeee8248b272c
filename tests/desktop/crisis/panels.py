"""The parts of the desk over an incident that is open: what a person does with them."""

from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from core.crisis import opening
from core.crisis.log import Hand
from core.crisis.model import LogKind
from core.crisis.opening import Wish
from core.store import Topic
from desktop.services import Services
from tests.desktop.crisis.desk_hands import SCENARIO, here, push, stored

P = TypeVar("P", bound=QWidget)


def begin(services: Services, *, drill: bool = False) -> int:
    """Open the starting case; returns its number."""
    with services.store.change(Topic.CRISIS, undoable=False) as db:
        hand = Hand(services.clock.now(), "Lucía")
        return opening.open_incident(db, Wish(SCENARIO, drill=drill), hand)


def part(qtbot: QtBot, services: Services, incident_id: int, name: str, kind: type[P]) -> P:
    """A part of the desk, on screen and with the keyboard."""
    services.go("crisis", ("incident", incident_id, name))
    window = QApplication.activeWindow()
    assert window is not None
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(kind)))
    return next(one for one in window.findChildren(kind) if one.isVisible())


def write(qtbot: QtBot, text: str) -> None:
    """Type letters; those that QTest has no keys for arrive as from a dead key."""
    for letter in text:
        if letter.isascii():
            qtbot.keyClicks(here(), letter)
        else:
            none = Qt.KeyboardModifier.NoModifier
            event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, none, letter)
            QApplication.sendEvent(here(), event)


def type_over(qtbot: QtBot, text: str) -> None:
    """Type in place of what the field holds that has the keyboard."""
    field = here()
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    write(qtbot, text)


def into(qtbot: QtBot, parent: QWidget, name: str) -> QWidget:
    """Put the keyboard into the field on screen that is called so; returns it."""
    fields = [
        one
        for kind in (QLineEdit, QPlainTextEdit)
        for one in parent.findChildren(kind)
        if one.isVisible() and one.accessibleName() == name
    ]
    fields[0].setFocus()
    qtbot.waitUntil(fields[0].hasFocus)
    return fields[0]


def told(services: Services, incident_id: int, kind: LogKind) -> list[str]:
    """What the log says of one kind of things."""
    return [one.text for one in stored(services, incident_id).log if one.kind is kind]


def push_soon(qtbot: QtBot, parent: QWidget, words: str) -> None:
    """Press a button with the space bar as soon as it is on screen."""

    def there() -> bool:
        found = parent.findChildren(QAbstractButton)
        return any(one.isVisible() and one.text().strip().startswith(words) for one in found)

    qtbot.waitUntil(there)
    push(qtbot, parent, words)
