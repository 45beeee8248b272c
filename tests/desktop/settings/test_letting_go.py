"""What was read and is old: what goes only if the person says so, and what they are told."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.mentions.model import Item
from core.mentions.records import items
from core.mentions.records.items import NewItem
from core.store import Topic, backup
from desktop.services import Services
from tests.desktop.hands import button, buttons

OLD = datetime(2024, 5, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def old_items(services: Services) -> None:
    """Three items of long ago, which are all there is."""
    with services.store.change(Topic.MENTIONS) as db:
        told = [(bytes([n]), Item(0, None, OLD, OLD, f"Vieja {n}")) for n in range(3)]
        items.add(db, [NewItem(key, item) for key, item in told])


def kept(services: Services) -> int:
    with services.store.read() as connection:
        return items.count(connection)


def said(page: QWidget | None, words: str) -> bool:
    assert page is not None
    return any(words in label.text() for label in page.findChildren(QLabel) if label.isVisible())


def press(qtbot: QtBot, page: QWidget | None, name: str) -> None:
    assert page is not None
    there = [button for button in buttons(page) if button.accessibleName().startswith(name)]
    qtbot.mouseClick(there[0], Qt.MouseButton.LeftButton)


@pytest.mark.usefixtures("madrid")
@pytest.mark.parametrize("last_page", ["today"])
def test_hoy_asks_and_the_person_deletes_them_after_a_copy(services, shell, asker, qtbot, medellin):
    # given three items that are older than the town keeps, and nothing that confirms the hour
    today = shell.page("today")
    assert today is not None
    title = "Decidir sobre 3 publicaciones más antiguas de lo que se guarda"
    qtbot.waitUntil(lambda: title in [row.text() for row in buttons(today)])
    assert "puede estar equivocada" in button(today, title).accessibleDescription()

    # when the person goes where Hoy leads, and says yes
    press(qtbot, today, "Decidir")
    asker.answers = [True]
    press(qtbot, shell.page("settings"), "Borrar las menciones…")

    # then they are gone, a copy of the day holds them, and it is said
    qtbot.waitUntil(lambda: kept(services) == 0)
    assert asker.asked == ["¿Borrar 3 publicaciones anteriores al 24/11/2024?"]
    assert backup.listed(medellin, medellin.parent / "Copias")
    qtbot.waitUntil(lambda: said(shell.page("settings"), "24/11/2026: 3 publicaciones borradas"))


def test_whoever_says_no_keeps_them(services, shell, asker, qtbot):
    services.go("settings", "listening")
    asker.answers = [False]

    press(qtbot, shell.page("settings"), "Borrar las menciones…")

    assert asker.asked
    assert kept(services) == 3
