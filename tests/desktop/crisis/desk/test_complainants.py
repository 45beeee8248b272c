"""Afectados with keys: noted in few words, moved to private, and closed again in public."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.crisis.model import ComplainantState, LogKind
from core.plan import records as plan_records
from core.plan.model import PrivateChannel
from core.store import Topic
from desktop.crisis.desk.complainants import Complainants, ReadyText
from desktop.services import Services
from tests.desktop.crisis.desk_hands import stored
from tests.desktop.crisis.panels import begin, part, told
from tests.desktop.hands import Key, button, here, into, press, push, push_soon, seen, write

PHONE = "Teléfono y atención al público: 924 000 004"


@pytest.fixture
def number(services: Services) -> int:
    """The incident, in a town with two private channels."""
    with services.store.change(Topic.PLAN, label="preparar") as db:
        for channel in plan_records.load(db.conn).private_channels:
            plan_records.delete(db, PrivateChannel, channel.id)
        plan_records.add(
            db, PrivateChannel("Teléfono y atención al público", address="924 000 004")
        )
        plan_records.add(db, PrivateChannel("Registro"))
    return begin(services)


@pytest.fixture
def people(services: Services, number: int, qtbot: QtBot) -> Complainants:
    """The part, with the owner of the dog noted and the keyboard in what she says."""
    opened = part(qtbot, services, number, "complainants", Complainants)
    assert "Conteste una vez en público" in seen(opened)
    write(qtbot, "dueña del perro")
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: here().accessibleName() == "Qué dice")
    return opened


def test_somebody_is_noted_in_few_words_and_the_keyboard_goes_on_to_what_they_say(
    services, number, people, qtbot
):
    write(qtbot, "Que fue el matarratas")
    press(qtbot, Key.Key_Tab)
    assert here().accessibleName() == "Dónde localizarla"
    write(qtbot, "Facebook")
    press(qtbot, Key.Key_Tab)
    person = stored(services, number).complainants[0]
    assert (person.label, person.said, person.reach) == (
        "dueña del perro",
        "Que fue el matarratas",
        "Facebook",
    )
    first = "Persona afectada n.º 1"
    assert told(services, number, LogKind.COMPLAINANT) == [f"{first}."]
    assert f"{first}: dueña del perro" in seen(people)
    assert "1 sin cerrar en público." in seen(people)


def test_the_way_from_public_to_private_and_back_is_one_button_at_a_time(
    services, number, people, qtbot
):
    for words, state in (
        ("Teléfono y atención al público", ComplainantState.MOVED),
        ("Dar por resuelto en privado", ComplainantState.SOLVED),
        ("Marcar como cerrado en público", ComplainantState.CLOSED),
    ):
        push_soon(qtbot, people.card, words)
        assert stored(services, number).complainants[0].state is state
    assert stored(services, number).complainants[0].channel == PHONE
    qtbot.waitUntil(lambda: "Todos están cerrados en público." in seen(people))
    assert PHONE in seen(people)


def test_the_next_button_has_the_keyboard_after_a_step(people, qtbot):
    push_soon(qtbot, people.card, "Teléfono y atención al público")
    qtbot.waitUntil(lambda: here().text() == "Dar por resuelto en privado")


def test_a_channel_that_the_plan_does_not_know_is_typed(services, number, people, qtbot):
    into(qtbot, people, "Otro canal privado")
    press(qtbot, Key.Key_Return)
    assert "Elija el canal privado." in seen(people)
    write(qtbot, "Visita en su casa")
    press(qtbot, Key.Key_Return)
    assert stored(services, number).complainants[0].channel == "Visita en su casa"


def test_the_answers_for_the_public_are_ready_to_be_copied_with_the_channel_in_them(people, qtbot):
    assert f"{PHONE}; Registro" in seen(people)
    push_soon(qtbot, people.card, "Teléfono y atención al público")
    qtbot.waitUntil(lambda: "Le hemos escrito por privado" in seen(people))
    written = people.card.findChildren(ReadyText)[-1]
    assert "Le hemos escrito" in seen(written)
    push_soon(qtbot, written, "Copiar")
    assert QGuiApplication.clipboard().text() == (
        "Le hemos escrito por privado para atender su caso sin publicar sus datos."
        f" Si no le ha llegado, estamos aquí: {PHONE}."
    )


def test_a_step_taken_too_soon_is_taken_back(services, number, people, qtbot):
    push_soon(qtbot, people.card, "Marcar como cerrado en público")
    qtbot.waitUntil(lambda: "Todos están cerrados" in seen(people))
    push_soon(qtbot, people.card, "Reabrir la conversación")
    qtbot.waitUntil(lambda: "1 sin cerrar en público." in seen(people))
    assert stored(services, number).complainants[0].state is ComplainantState.OPEN


def test_what_was_typed_a_moment_ago_is_kept_with_the_step(services, number, people, qtbot):
    write(qtbot, "Que fue el matarratas")
    button(people, "Teléfono y atención al público").click()
    person = stored(services, number).complainants[0]
    assert (person.said, person.state) == ("Que fue el matarratas", ComplainantState.MOVED)


def test_whoever_asks_for_it_is_erased_after_one_more_question(services, number, people, qtbot):
    write(qtbot, "Que fue el matarratas")
    push(qtbot, people, "Borrar sus datos…")
    press(qtbot, Key.Key_Space)
    assert stored(services, number).complainants[0].label == "dueña del perro"

    push(qtbot, people, "Borrar sus datos…")
    press(qtbot, Key.Key_Backtab, Key.Key_Space)

    person = stored(services, number).complainants[0]
    assert (person.label, person.said) == ("datos borrados", "")
    qtbot.waitUntil(lambda: "dueña" not in seen(people))
    assert people.card.form.typed("said") == ""


def test_an_emptied_name_is_refused_and_the_person_stays(services, number, people, qtbot):
    field = into(qtbot, people, "Quién")
    field.clear()
    field.textEdited.emit("")
    press(qtbot, Key.Key_Tab)
    assert "Diga quién es" in seen(people)
    assert stored(services, number).complainants[0].label == "dueña del perro"


def test_the_example_of_a_person_fits_whatever_has_happened(services, number, qtbot):
    opened = part(qtbot, services, number, "complainants", Complainants)
    field = here()
    assert isinstance(field, QLineEdit)
    assert field.placeholderText() == "vecina de la plaza"
    press(qtbot, Key.Key_Return)
    assert "Por ejemplo: vecina de la plaza." in seen(opened)
