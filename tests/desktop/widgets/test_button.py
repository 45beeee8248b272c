"""Buttons are pressed with Enter and with Space, and say their keys."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.widgets.button import button, icon_button


@pytest.mark.parametrize("make", [button, partial(icon_button, "printer")])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_button_that_has_the_keyboard_is_pressed(theme, qtbot, key, make):
    pressed: list[bool] = []
    made = make("Imprimir", lambda: pressed.append(True))
    qtbot.addWidget(made)

    qtbot.keyClick(made, key)

    assert pressed == [True]


def test_enter_with_control_is_not_for_the_button(theme, qtbot):
    pressed: list[bool] = []
    made = button("Imprimir", lambda: pressed.append(True))
    qtbot.addWidget(made)

    qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert pressed == []


def test_the_shortcut_stands_in_the_tool_tip_as_on_the_keyboard(theme, qtbot):
    made = button("Imprimir", shortcut="Ctrl+P")
    qtbot.addWidget(made)

    assert made.toolTip() == "Ctrl+P"


def test_enter_that_is_held_down_presses_the_button_once(theme, qtbot):
    pressed: list[bool] = []
    made = button("Publicar", lambda: pressed.append(True))
    qtbot.addWidget(made)

    for again in (False, True, True):
        down, key, none = QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(made, QKeyEvent(down, key, none, "\r", again))

    assert pressed == [True]
