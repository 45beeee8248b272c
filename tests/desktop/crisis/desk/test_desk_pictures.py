"""At the desk an image is kept with the incident, or with the card that the keyboard is in."""

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.crisis.case import Moderation
from core.crisis.model import Measure
from core.crisis.records import incidents
from core.pictures import records
from core.pictures.model import Owner, OwnerKind
from core.roster import records as roster
from core.roster.model import Contact
from core.store import Topic
from desktop.crisis.desk.complainants import Complainants
from desktop.crisis.desk.facts import Facts
from desktop.crisis.desk.log import LogPart
from desktop.crisis.desk.moderation import ModerationCases
from desktop.services import Services
from tests.core.pictures import scenes
from tests.desktop.crisis.desk_hands import stored
from tests.desktop.crisis.panels import part
from tests.desktop.hands import (
    CONTROL,
    Key,
    buttons,
    here,
    into,
    press,
    push,
    push_soon,
    seen,
    settled,
    write,
)


def paste(qtbot: QtBot) -> None:
    """A capture, as Win+Shift+S makes it."""
    QGuiApplication.clipboard().setImage(QImage.fromData(scenes.capture(800, 600)))
    press(qtbot, Key.Key_V, held=CONTROL)


def kept(services: Services) -> list[Owner]:
    """What each picture of the town is kept with."""
    with services.store.read() as connection:
        return [
            Owner(kind, number)
            for picture in records.every(connection)
            for kind in OwnerKind
            if (number := getattr(picture, kind.value))
        ]


def test_pasted_into_the_line_of_the_log_it_is_of_the_incident(services, number, qtbot):
    part(qtbot, services, number, "log", LogPart)
    window = here().window()
    paste(qtbot)

    qtbot.waitUntil(lambda: kept(services) == [Owner(OwnerKind.INCIDENT, number)])
    qtbot.waitUntil(lambda: "La imagen se ha guardado, en Hechos." in seen(window))
    facts = part(qtbot, services, number, "facts", Facts)
    qtbot.waitUntil(lambda: any("Ver la imagen" in item.text() for item in buttons(facts)))


def test_at_the_desk_undoing_reaches_its_images_and_nothing_of_another_page(
    services, number, qtbot
):
    with services.store.change(Topic.ROSTER, label="añadir Ana Ruiz") as db:
        roster.add(db, Contact("Ana Ruiz"), services.clock.now())
    part(qtbot, services, number, "log", LogPart)
    window = here().window()

    press(qtbot, Key.Key_Z, held=CONTROL)
    assert "no se deshace" in seen(window)
    with services.store.read() as connection:
        assert "Ana Ruiz" in [contact.name for contact in roster.everyone(connection)]

    paste(qtbot)
    qtbot.waitUntil(lambda: "La imagen se ha guardado" in seen(window))
    assert kept(services) == [Owner(OwnerKind.INCIDENT, number)]
    press(qtbot, Key.Key_Z, held=CONTROL)
    qtbot.waitUntil(lambda: kept(services) == [])
    services.go("roster")
    press(qtbot, Key.Key_Z, held=CONTROL)
    assert "Deshecho: añadir Ana Ruiz" in seen(window)


def test_a_capture_of_somebody_affected_goes_with_their_data_and_no_undo_brings_it_back(
    services, number, qtbot
):
    people = part(qtbot, services, number, "complainants", Complainants)
    write(qtbot, "dueña del perro")
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: here().accessibleName() == "Qué dice")
    paste(qtbot)
    person = stored(services, number).complainants[0]
    qtbot.waitUntil(lambda: kept(services) == [Owner(OwnerKind.COMPLAINANT, person.id)])
    push_soon(qtbot, people, "Quitar la imagen")
    assert kept(services) == []

    push_soon(qtbot, people, "Borrar sus datos…")
    push_soon(qtbot, people, "Borrar los datos para siempre")
    qtbot.waitUntil(lambda: stored(services, number).complainants[0].label == "datos borrados")

    assert services.store.undo() is None
    assert kept(services) == []


def test_a_moderation_file_takes_images_once_it_is_kept(services, number, qtbot):
    cases = part(qtbot, services, number, "moderation", ModerationCases)
    press(qtbot, Key.Key_Space)
    paste(qtbot)
    qtbot.waitUntil(lambda: "Guarde antes el expediente" in seen(cases.window()))
    settled(qtbot, services)
    assert kept(services) == []
    push(qtbot, cases, "Descartar el expediente")

    case = Moderation(
        services.clock.now(), "Facebook", "Inútiles", Measure.ANSWERED, "Se contestó",
        incident_id=number,
    )  # fmt: skip
    with services.store.change(Topic.CRISIS) as db:
        made = incidents.put(db, case)
    into(qtbot, cases, "Por qué se hizo")
    paste(qtbot)

    qtbot.waitUntil(lambda: kept(services) == [Owner(OwnerKind.MODERATION, made)])


@pytest.mark.usefixtures("number")
def test_on_another_page_nothing_takes_it(services, qtbot):
    services.go("documents")
    settled(qtbot, services)
    window = QApplication.activeWindow()
    assert window is not None
    paste(qtbot)

    settled(qtbot, services)
    assert kept(services) == []
