"""Widgets are tested in the packaged font, in the light theme, in the language of the source."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.theme.fonts import register_packaged_font
from desktop.theme.theme import Theme, current
from tests.desktop.widgets.matrices import Sheet


@pytest.fixture(autouse=True)
def in_english(english: None) -> None:
    """As the texts of these tests are."""


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Iterator[Theme]:
    register_packaged_font()
    theme = current()
    theme.apply("light", 100)
    yield theme
    theme.apply("light", 100)


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    return Sheet(qtbot)
