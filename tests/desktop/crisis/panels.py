"""The parts of the desk over an incident that is open: what a person does with them."""

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.crisis.model import LogKind
from desktop.services import Services
from tests.core.crisis.clerk import sit_down
from tests.desktop.crisis.desk_hands import stored

P = TypeVar("P", bound=QWidget)


def begin(services: Services, *, drill: bool = False) -> int:
    """Open the starting case; returns its number."""
    return sit_down(services.store, drill=drill).number


def part(qtbot: QtBot, services: Services, incident_id: int, name: str, kind: type[P]) -> P:
    """A part of the desk, on screen and with the keyboard."""
    services.go("crisis", ("incident", incident_id, name))
    window = QApplication.activeWindow()
    assert window is not None
    qtbot.waitUntil(lambda: any(widget.isVisible() for widget in window.findChildren(kind)))
    return next(widget for widget in window.findChildren(kind) if widget.isVisible())


def told(services: Services, incident_id: int, kind: LogKind) -> list[str]:
    """What the log says of one kind of things."""
    return [entry.text for entry in stored(services, incident_id).log if entry.kind is kind]
