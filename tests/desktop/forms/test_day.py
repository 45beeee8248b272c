"""A day is typed, or chosen from a calendar that opens below it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.days import checked_day
from desktop.forms.lines import Day

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def day(qtbot: QtBot) -> Day:
    made = Day()
    made.setAccessibleName("Primer día")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    made.set_value("31/12/2026")
    return made


def calendar(qtbot: QtBot, day: Day) -> QWidget:
    """What has the keyboard once the calendar is open."""
    qtbot.keyClick(day, Key.Key_Down, ALT)
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QCalendarWidget)
    return opened.focusWidget() or opened


def keyboard_is_in(day: Day) -> bool:
    return QApplication.focusWidget() is day.findChild(QLineEdit)


def test_it_opens_at_what_is_typed_and_enter_takes_another(qtbot, day):
    opened = calendar(qtbot, day)
    qtbot.keyClick(opened, Key.Key_Right)

    with qtbot.waitSignal(day.edited):
        qtbot.keyClick(opened, Key.Key_Return)

    assert day.value() == "01/01/2027"
    assert QApplication.activePopupWidget() is None
    assert keyboard_is_in(day)


def test_whatever_digits_are_typed_into_it_it_gives_a_day(qtbot, day):
    opened = calendar(qtbot, day)
    qtbot.keyClicks(opened, "600123456")
    qtbot.keyClick(opened, Key.Key_Return)

    assert checked_day(day.value()) is not None
    assert QApplication.activePopupWidget() is None
    assert keyboard_is_in(day)
