"""What a person does in the window with keys, and sees of it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.services import Services

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def here() -> QWidget:
    """Who has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(qtbot: QtBot, *keys: Qt.Key | str, held: Qt.KeyboardModifier | None = None) -> None:
    """Press keys where the keyboard is; letters as they are typed."""
    for key in keys:
        if isinstance(key, str):
            write(qtbot, key)
        else:
            qtbot.keyClick(here(), key, held or Qt.KeyboardModifier.NoModifier)


def write(qtbot: QtBot, text: str) -> None:
    """Type letters; those that QTest has no keys for arrive as from a dead key."""
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
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.selectAll()
    press(qtbot, Key.Key_Delete)
    for number, line in enumerate(text.splitlines()):
        if number:
            press(qtbot, Key.Key_Return)
        write(qtbot, line)


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


def buttons(parent: QWidget) -> list[QAbstractButton]:
    """The buttons on screen."""
    return [one for one in parent.findChildren(QAbstractButton) if one.isVisible()]


def button(parent: QWidget, words: str) -> QAbstractButton:
    """The button on screen that says this, or begins so."""
    return next(one for one in buttons(parent) if one.text().strip().startswith(words))


def push(qtbot: QtBot, parent: QWidget, words: str) -> None:
    """Go to a button and press it with the space bar."""
    made = button(parent, words)
    made.setFocus()
    qtbot.keyClick(made, Key.Key_Space)


def pick(parent: QWidget, words: str) -> None:
    """Choose the line that begins so in the menu of the list on screen."""
    menus = [
        made.menu()
        for made in parent.findChildren(QToolButton)
        if made.isVisible() and made.accessibleName() == "Más para esta lista"
    ]
    assert len(menus) == 1
    lines = [action for action in menus[0].actions() if action.text().startswith(words)]
    assert len(lines) == 1
    assert lines[0].isEnabled()
    lines[0].trigger()


def push_soon(qtbot: QtBot, parent: QWidget, words: str) -> None:
    """Press a button with the space bar as soon as it is on screen."""
    qtbot.waitUntil(
        lambda: any(one.text().strip().startswith(words) for one in buttons(parent)),
    )
    push(qtbot, parent, words)


def labels(parent: QWidget) -> list[str]:
    """What each label says on screen."""
    return [one.text() for one in parent.findChildren(QLabel) if one.isVisible()]


def seen(parent: QWidget) -> str:
    """Everything that labels say on screen."""
    return "\n".join(labels(parent))


def settled(qtbot: QtBot, services: Services) -> None:
    """Until what runs in the background is done."""
    qtbot.waitUntil(lambda: not (services.jobs.busy() or services.listener.running))
