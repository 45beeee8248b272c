"""The page of the roster, opened by its key."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.roster.page import RosterPage
from desktop.shell.window import Shell


@pytest.fixture
def last_page() -> str:
    return "roster"


@pytest.fixture
def page(shell: Shell, qtbot: QtBot) -> RosterPage:
    qtbot.keyClick(shell, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    found = shell.page("roster")
    assert isinstance(found, RosterPage)
    return found
