"""What a person does in the window with keys, and sees of it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.forms.lines import Day
from desktop.services import Services
from desktop.widgets.labelled import LabelledField

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
NEVER = Qt.FocusPolicy.NoFocus
SHIFT = Qt.KeyboardModifier.ShiftModifier

MOST_KEYS = 200
PATIENCE_MS = 120_000
"""On a busy computer, too."""


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


def press_until(qtbot: QtBot, key: Qt.Key | str, there: Callable[[], object]) -> int:
    """Press a key again and again until it is so; returns how often."""
    for pressed in range(MOST_KEYS):
        if there():
            return pressed
        press(qtbot, key)
    raise AssertionError(f"{key} does not lead there, only to “{here().accessibleName()}”")


def write(qtbot: QtBot, text: str) -> None:
    """Type letters; those that QTest has no keys for arrive as from a dead key."""
    for letter in text:
        if letter.isascii():
            qtbot.keyClicks(here(), letter)
        else:
            none = Qt.KeyboardModifier.NoModifier
            event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, none, letter)
            QApplication.sendEvent(here(), event)


def turn_wheel(over: QWidget, turned: int) -> None:
    """Turn the wheel with the mouse in the middle of a widget; away from oneself is more than 0."""
    window = over.window()
    middle = over.mapTo(window, over.rect().center())
    QTest.wheelEvent(window.windowHandle(), QPointF(middle), QPoint(0, turned))


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
    """Put the keyboard into what is called so, as soon as it is on screen; returns it."""

    def shown() -> list[QWidget]:
        named = [item for item in parent.findChildren(QWidget) if item.accessibleName() == name]
        return [widget for widget in named if widget.isVisible() and widget.focusPolicy() != NEVER]

    qtbot.waitUntil(lambda: bool(shown()))
    found = shown()[0]
    found.setFocus()
    qtbot.waitUntil(lambda: found.hasFocus() or found.isAncestorOf(here()))
    return found


def fields(parent: QWidget) -> dict[str, LabelledField]:
    """The fields on screen, by what they ask for."""
    found = [field for field in parent.findChildren(LabelledField) if field.isVisible()]
    return {field.control.accessibleName(): field for field in found}


def value(parent: QWidget, name: str) -> str:
    """What stands in the field on screen that is called so."""
    control = fields(parent)[name].control
    if isinstance(control, QComboBox):
        return control.currentText()
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    return control.value() if isinstance(control, Day) else control.text()


def under(parent: QWidget, name: str) -> str:
    """What is said to be wrong below the field on screen that is called so."""
    return fields(parent)[name].message()


def buttons(parent: QWidget) -> list[QAbstractButton]:
    """The buttons on screen."""
    return [item for item in parent.findChildren(QAbstractButton) if item.isVisible()]


def button(parent: QWidget, words: str) -> QAbstractButton:
    """The button on screen that says this, or begins so."""
    return next(item for item in buttons(parent) if item.text().strip().startswith(words))


def called(parent: QWidget, words: str) -> QAbstractButton:
    """The button on screen in whose name a screen reader says this."""
    return next(item for item in buttons(parent) if words in item.accessibleName())


def push(qtbot: QtBot, parent: QWidget, words: str) -> None:
    """Go to a button and press it with the space bar."""
    made = button(parent, words)
    made.setFocus()
    qtbot.keyClick(made, Key.Key_Space)


def choose(parent: QWidget, words: str, line: str) -> None:
    """Choose the line that begins so in the menu of the button that begins so."""
    found = next(action for action in menu(parent, words) if action.text().startswith(line))
    assert found.isEnabled()
    found.trigger()


def menu(parent: QWidget, words: str) -> list[QAction]:
    """The lines in the menu of the button that begins so."""
    made = button(parent, words)
    assert isinstance(made, QPushButton | QToolButton)
    return made.menu().actions()


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


@contextmanager
def answering(act: Callable[[QWidget], bool | None]) -> Iterator[None]:
    """Do that in the dialog or menu that comes and holds up everything until it is closed.

    It is done again while it returns False. What fails, or comes to nothing, closes it.
    """
    end = time.monotonic() + PATIENCE_MS / 1000
    looking = QTimer(interval=20)

    def look() -> None:
        opened = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if opened is None:
            return
        try:
            if act(opened) is not False:
                looking.stop()
            else:
                assert time.monotonic() < end, "what it waits for in there does not come"
        except BaseException:
            looking.stop()
            opened.close()
            raise

    looking.timeout.connect(look)
    looking.start()
    try:
        yield
    finally:
        looking.stop()


def right_click(on: QWidget, at: QPoint) -> None:
    """Press the right button of the mouse on a place of a widget, or of what a list shows."""
    ground = on.viewport() if isinstance(on, QAbstractScrollArea) else on
    QTest.mouseClick(ground, Qt.MouseButton.RightButton, pos=at)
    _ask_for_menu(ground, QContextMenuEvent.Reason.Mouse, at)


def row_menu(view: QAbstractItemView, row: int | None = None) -> QMenu:
    """The menu of a row, by the right button; without one by the menu key, where it is now."""
    if row is None:
        _ask_for_menu(here(), QContextMenuEvent.Reason.Keyboard, here().rect().center())
    else:
        right_click(view, view.visualRect(view.model().index(row, 0)).center())
    return popped_up()


def popped_up() -> QMenu:
    """The menu that is open."""
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def words_of(menu: QMenu) -> list[str]:
    """What its lines say."""
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def take_line(menu: QMenu, words: str) -> None:
    """Choose the line of an open menu that begins so."""
    found = next(action for action in menu.actions() if action.text().startswith(words))
    assert found.isEnabled()
    menu.close()
    found.trigger()


def _ask_for_menu(on: QWidget, reason: QContextMenuEvent.Reason, at: QPoint) -> None:
    # As the platform has it come: QTest presses the button and the key, and no more.
    event = QContextMenuEvent(reason, at, on.mapToGlobal(at), Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(on, event)


def push_soon(qtbot: QtBot, parent: QWidget, words: str) -> None:
    """Press a button with the space bar as soon as it is on screen."""
    qtbot.waitUntil(
        lambda: any(item.text().strip().startswith(words) for item in buttons(parent)),
    )
    push(qtbot, parent, words)


def spoken(parent: QWidget) -> list[str]:
    """What a screen reader says of each row of the list on screen."""
    model = next(view for view in parent.findChildren(QListView) if view.isVisible()).model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def labels(parent: QWidget) -> list[str]:
    """What each label says on screen."""
    return [label.text() for label in parent.findChildren(QLabel) if label.isVisible()]


def seen(parent: QWidget) -> str:
    """Everything that labels say on screen."""
    return "\n".join(labels(parent))


def whole(widget: QWidget) -> bool:
    """Whether all of it is in sight."""
    return widget.visibleRegion().boundingRect().size() == widget.size()


def settled(qtbot: QtBot, services: Services) -> None:
    """Until what runs in the background is done."""
    qtbot.waitUntil(lambda: not (services.jobs.busy() or services.listener.running))
