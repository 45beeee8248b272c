"""A netbook of 1024 × 600 at 200 %, in a wide font, with a banner: no word to press is cut."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.errors import DiskFull
from desktop.app.application import Application
from desktop.shell.rail import Rail
from desktop.shell.status import StatusStrip
from desktop.shell.window import Shell
from desktop.theme.fonts import WIDE, register_packaged_font
from tests.core import towns

PLACES = [
    ("today", None), ("plan", "projector"), ("mentions", "inbox"), ("crisis", None),
    ("roster", 5), ("documents", None), ("settings", "backups"),
]  # fmt: skip


@pytest.fixture
def netbook(
    start: Callable[..., Application], example_file: Path, tmp_path: Path, qtbot: QtBot
) -> Shell:
    register_packaged_font(WIDE)
    program = start(towns.copied(example_file, tmp_path), zoom=200)
    assert isinstance(program.window, Shell)
    program.window.resize(1024, 600)
    return program.window


def cut(made: QAbstractButton | QLabel) -> bool:
    """Whether some of its words are not seen, other than below the edge of what scrolls."""
    seen = made.visibleRegion().boundingRect()
    if seen.isEmpty():
        return False
    wanted = made.minimumSizeHint() if isinstance(made, QAbstractButton) else made.sizeHint()
    short = wanted.width() > made.width() + 1 or wanted.height() > made.height() + 1
    return short or seen.width() < made.width() - 1


def test_what_is_pressed_and_the_hour_of_the_last_saving_are_whole(netbook, qtbot):
    def whole(parent: QWidget, *kinds: type[QAbstractButton | QLabel]) -> list[str]:
        parts = [item for kind in kinds for item in parent.findChildren(kind) if item.isVisible()]
        return [part.text() for part in parts if part.text() and cut(part)]

    [strip], [rail] = netbook.findChildren(StatusStrip), netbook.findChildren(Rail)
    for page, target in PLACES:
        netbook.messages.error(DiskFull("El último cambio no se ha guardado."))
        netbook.go(page, target)
        shown = netbook.page(page)
        assert shown is not None
        # What is looked for is there once the page was laid out.
        QApplication.processEvents()
        qtbot.waitUntil(lambda: whole(strip, QAbstractButton, QLabel) == [])
        qtbot.waitUntil(lambda: whole(rail, QAbstractButton) == [])
        qtbot.waitUntil(lambda shown=shown: whole(shown, QAbstractButton) == [])
