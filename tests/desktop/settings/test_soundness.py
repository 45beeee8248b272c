"""Ajustes, Copias: reading everything through, and comparing the log with a paper."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.crisis.records import log
from core.store import Topic
from desktop.services import Services
from desktop.settings.backups import SoundnessCard
from desktop.shell.window import Shell
from tests.desktop.hands import button, push, seen, settled

Check = Callable[..., str]


@pytest.fixture
def card(town: Services, qtbot: QtBot) -> SoundnessCard:
    """Of the example town, on screen."""
    town.go("settings", "backups")
    settled(qtbot, town)
    window = town.notifier.window()
    assert isinstance(window, Shell)
    return window.findChild(SoundnessCard)


@pytest.fixture
def check(card: SoundnessCard, town: Services, qtbot: QtBot) -> Check:
    """Types what is on a paper and presses the button; gives what the card says then."""

    def pressed(entry: int = 0, digest: str = "") -> str:
        number, sign = card.findChildren(QLineEdit)
        number.setText(str(entry) if entry else "")
        sign.setText(digest)
        push(qtbot, card, "Comprobar el archivo ahora")
        settled(qtbot, town)
        qtbot.waitUntil(lambda: button(card, "Comprobar el archivo ahora").isEnabled())
        return seen(card)

    return pressed


def banners(card: SoundnessCard) -> list[str]:
    window = card.window()
    assert isinstance(window, Shell)
    return window.messages.shown()


def test_a_whole_town_is_said_to_be_whole(card, check):
    said = check()

    assert "Valdehierro.pregon está bien: 43 contactos." in said
    assert banners(card) == []


def test_the_digest_on_a_paper_is_compared(card, check, town):
    with town.store.read() as connection:
        entry = log.everything(connection)[4]

    assert "La anotación 5 es la que se imprimió." in check(5, entry.digest[:16].upper())
    assert "64 signos" in check(5, "hola")
    check(6, entry.digest)
    (told,) = banners(card)
    assert told.startswith("La anotación 6 del diario no es la que se imprimió")


def test_what_is_wrong_is_said_with_its_copy(card, check, town):
    with town.store.change(Topic.MENTIONS) as db:
        db.conn.execute("UPDATE evidence SET digest = 'aa'")

    said = check()

    assert "pregon está bien" not in said
    told = banners(card)[0]
    assert told.startswith("La prueba de la mención")
    assert button(card.window(), "Restaurar la copia del").isVisible()
