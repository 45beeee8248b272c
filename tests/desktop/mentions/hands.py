"""What a person does with the parts of Menciones, and sees of them."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.mentions.page import MentionsPage
from desktop.services import Services
from desktop.shell.window import Shell

Key = Qt.Key


def open_part(services: Services, target: object) -> QWidget:
    """A part of Menciones, as a link leads there."""
    services.go("mentions", target)
    window = QApplication.activeWindow()
    assert isinstance(window, Shell)
    page = window.page("mentions")
    assert isinstance(page, MentionsPage)
    return page.part()


def here() -> QWidget:
    """Who has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    """Press keys where the keyboard is."""
    for key in keys:
        qtbot.keyClick(here(), key)


def type_over(qtbot: QtBot, text: str) -> None:
    """Type in place of what the field holds that has the keyboard."""
    field = here()
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.selectAll()
    qtbot.keyClick(field, Key.Key_Delete)
    for number, line in enumerate(text.splitlines()):
        if number:
            qtbot.keyClick(field, Key.Key_Return)
        write(qtbot, line)


def write(qtbot: QtBot, text: str) -> None:
    """Type letters; those that QTest has no keys for arrive as from a dead key."""
    for letter in text:
        if letter.isascii():
            qtbot.keyClicks(here(), letter)
        else:
            none = Qt.KeyboardModifier.NoModifier
            event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, none, letter)
            QApplication.sendEvent(here(), event)


def button(parent: QWidget, words: str) -> QPushButton:
    """The button on screen that says this, or begins so."""
    found = [one for one in parent.findChildren(QPushButton) if one.isVisible()]
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


def settled(qtbot: QtBot, services: Services) -> None:
    """Until what runs in the background is done."""
    qtbot.waitUntil(lambda: not (services.jobs.busy() or services.listener.running), timeout=20_000)
