"""One stop of the tour, and the ways in which stops bring things on screen."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.app.application import Application
from desktop.services import Services
from desktop.shell.window import Shell

Show = Callable[[Application], None]


@dataclass(frozen=True)
class Stop:
    """One picture: its file name, and what brings it about."""

    name: str
    show: Show


def shell_of(program: Application) -> Shell:
    """The window of the open workspace."""
    if not isinstance(program.window, Shell):
        raise TypeError("the tour lost its window")
    return program.window


def services_of(program: Application) -> Services:
    """What the pages get."""
    if program.services is None:
        raise TypeError("the tour lost its workspace")
    return program.services


def page(page_id: str, target: object = None) -> Show:
    """A page with one thing on it."""
    return lambda program: shell_of(program).go(page_id, target)


def press(program: Application, key: Qt.Key, text: str = "") -> None:
    """A key as a person presses it, given to whatever has the keyboard in the window."""
    target = program.window.focusWidget() if program.window is not None else None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        if target is not None:
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QApplication.sendEvent(target, event)
