"""The parts of the desk over an incident that is open: what a person does with them."""

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.crisis import opening
from core.crisis.log import Hand
from core.crisis.model import LogKind
from core.crisis.opening import Wish
from core.store import Topic
from desktop.services import Services
from tests.desktop.crisis.desk_hands import SCENARIO, stored

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


def told(services: Services, incident_id: int, kind: LogKind) -> list[str]:
    """What the log says of one kind of things."""
    return [one.text for one in stored(services, incident_id).log if one.kind is kind]
