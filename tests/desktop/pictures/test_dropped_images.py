"""An image that is dropped on the crest is the crest; on the image of an item, where it lies."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.calendar import records as calendar
from core.calendar.model import CalendarItem
from core.store import Topic
from core.town import records as towns
from desktop.services import Services
from desktop.shell.window import Shell
from tests.core.pictures import scenes
from tests.desktop.dragging import Drag
from tests.desktop.hands import fields, into, seen, under, value

NAME = "Imagen"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small capture."""
    path = tmp_path / "Escudo nuevo.png"
    path.write_bytes(scenes.capture(120, 90))
    return path


def crest(services: Services) -> bytes | None:
    with services.store.read() as connection:
        return towns.crest(connection)


def test_an_image_dropped_on_the_crest_is_the_crest(services, shell: Shell, file, qtbot: QtBot):
    services.go("settings", "town")
    qtbot.waitUntil(lambda: "Escudo" in fields(shell) or "Elegir" in seen(shell))
    into(qtbot, shell, "Elegir una imagen…")
    place = fields(shell)["Escudo"]
    drag = Drag(shell, file, over=place).enter()
    assert "Suelte aquí la imagen: será el escudo." in seen(shell)
    drag.drop()
    qtbot.waitUntil(lambda: crest(services) is not None)

    file.write_text("no es")
    Drag(shell, file, over=place).drop()
    qtbot.waitUntil(lambda: "no es una imagen" in under(shell, "Escudo"))


def test_an_image_dropped_on_that_of_an_item_says_where_it_lies(
    services, shell: Shell, file, qtbot: QtBot
):
    with services.store.change(Topic.CALENDAR) as db:
        number = calendar.add(db, CalendarItem("Bando del agua"))
    services.go("calendar", number)
    into(qtbot, shell, NAME)
    drag = Drag(shell, file, over=fields(shell)[NAME]).enter()
    assert "Suelte aquí la imagen: el campo dirá dónde está." in seen(shell)
    drag.drop()

    qtbot.waitUntil(lambda: value(shell, NAME) == str(file))
    with services.store.read() as connection:
        qtbot.waitUntil(lambda: calendar.one(connection, number).image == str(file))
