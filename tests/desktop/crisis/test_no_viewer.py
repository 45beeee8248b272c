"""A computer without a program that shows PDF: what happens then is said."""

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services import Services
from desktop.shell.window import Shell
from tests.desktop.hands import CONTROL, Key, press


def test_where_nothing_shows_pdf_it_is_said_and_the_sheet_waits_in_documents(
    at_desk: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda _address: False))
    shell = QApplication.activeWindow()
    assert isinstance(shell, Shell)

    press(qtbot, Key.Key_P, held=CONTROL)

    qtbot.waitUntil(lambda: shell.page_id == "documents")
    assert shell.messages.shown() == ["En este equipo ningún programa muestra archivos PDF."]
