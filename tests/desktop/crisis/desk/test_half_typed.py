"""What is half typed at the desk when the program ends: it is in its field again, and not noted."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from core.crisis.model import LogKind
from core.pictures.model import Owner, OwnerKind
from core.store import Topic
from desktop.app.application import Application
from desktop.crisis.desk.calls import Calls
from desktop.crisis.desk.closing import Closing
from desktop.crisis.desk.facts import Facts
from desktop.crisis.desk.log_list import LogList
from desktop.crisis.desk.moderation import ModerationCases
from desktop.crisis.desk.note import NoteFoot
from desktop.crisis.desk.rumours import Rumours
from desktop.crisis.inline import AddingLine
from desktop.crisis.statements.tab import Statements
from desktop.forms.lines import GrowingLine
from desktop.services import Services
from desktop.shell.status import StatusStrip
from tests.core import towns
from tests.core.crisis.clerk import Clerk
from tests.core.pictures import scenes
from tests.desktop.conftest import end
from tests.desktop.crisis.desk_hands import ask, checklist, desk_view, stored
from tests.desktop.crisis.panels import part, told
from tests.desktop.hands import (
    CONTROL,
    Key,
    here,
    into,
    press,
    push,
    seen,
    type_over,
    under,
    value,
    write,
)

LINE = "Avisa el bar de la pla"


@pytest.fixture
def again(
    start: Callable[..., Application], incident_file: Path, tmp_path: Path
) -> Callable[[], Services]:
    """Starts the program over one incident: each time it is called, it ended before."""
    path = towns.copied(incident_file, tmp_path)
    running: list[Application] = []

    def run() -> Services:
        if running:
            end(running[-1])
        running.append(start(path, page="crisis"))
        services = running[-1].services
        assert services is not None
        return services

    return run


def number(services: Services) -> int:
    return stored(services).incident.id


def log_line(services: Services, qtbot: QtBot) -> tuple[NoteFoot, QLineEdit]:
    shown = part(qtbot, services, number(services), "log", NoteFoot)
    shown.setFocus()
    field = here()
    assert isinstance(field, QLineEdit)
    return shown, field


def test_half_a_line_of_the_log_is_there_again_and_is_noted_with_enter(again, qtbot):
    services = again()
    log_line(services, qtbot)
    write(qtbot, LINE)

    services = again()
    shown, field = log_line(services, qtbot)

    assert field.text() == LINE
    assert "Sin anotar todavía" in seen(shown)
    assert LINE not in told(services, number(services), LogKind.NOTE)
    write(qtbot, "za")
    press(qtbot, Key.Key_Return)
    assert told(services, number(services), LogKind.NOTE)[-1] == f"{LINE}za"
    assert "Sin anotar todavía" not in seen(shown)

    _shown, field = log_line(again(), qtbot)
    assert field.text() == ""


def test_the_foot_of_the_window_leads_to_what_is_half_typed_at_the_desk(again, qtbot):
    services = again()
    question = stored(services).facts[1].question
    into(qtbot, part(qtbot, services, number(services), "facts", Facts), f"Respuesta: {question}")
    write(qtbot, "Dos per")

    services = again()
    services.go("plan")
    window = QApplication.activeWindow()
    assert window is not None
    push(qtbot, window.findChildren(StatusStrip)[0], "Ir allí")

    assert desk_view().isVisible()
    assert here().accessibleName() == f"Respuesta: {question}"
    assert here().text() == "Dos per"


def test_what_is_too_long_of_an_image_is_there_again_and_its_part_is_led_to(again, qtbot):
    services = again()
    with services.store.change(Topic.CRISIS) as db:
        scenes.keep(db, Owner(OwnerKind.INCIDENT, number(services)), "El parque")
    described = "Imagen, descrita para quien no la ve"
    into(qtbot, part(qtbot, services, number(services), "facts", Facts), described)
    QGuiApplication.clipboard().setText("x" * 1001)
    press(qtbot, Key.Key_V, held=CONTROL)

    services = again()
    services.go("plan")
    window = QApplication.activeWindow()
    assert window is not None
    push(qtbot, window.findChildren(StatusStrip)[0], "Ir allí")
    facts = part(qtbot, services, number(services), "facts", Facts)

    qtbot.waitUntil(lambda: len(value(facts, described)) > 1000)


def test_half_a_line_of_an_incident_that_was_closed_still_counts_as_not_saved(again, qtbot):
    log_line(again(), qtbot)
    write(qtbot, LINE)
    services = again()
    Clerk(services.store, number(services)).close()

    again()

    window = QApplication.activeWindow()
    assert window is not None
    assert "Hay algo sin guardar, en Crisis" in seen(window)


def test_half_a_line_of_one_incident_is_not_said_to_wait_in_another(services, qtbot):
    line = AddingLine("Qué se dice", services.notifier, list, add="Anotar", place="rumour-line")
    qtbot.addWidget(line)
    line.show()
    line.show_subject(1)
    into(qtbot, line, "Qué se dice")
    write(qtbot, LINE)

    line.show_subject(2)
    assert (line.text(), "Sin anotar todavía" in seen(line)) == ("", False)
    line.show_subject(1)
    assert (line.text(), "Sin anotar todavía" in seen(line)) == (LINE, True)
    line.show_subject(2)
    assert (line.text(), "Sin anotar todavía" in seen(line)) == ("", False)


def test_half_an_answer_is_there_again_and_is_noted_with_enter(again, qtbot):
    services = again()
    question = stored(services).facts[0].question
    shown = part(qtbot, services, number(services), "facts", Facts)
    into(qtbot, shown, f"Respuesta: {question}")
    write(qtbot, "Dos per")

    services = again()
    shown = part(qtbot, services, number(services), "facts", Facts)
    field = into(qtbot, shown, f"Respuesta: {question}")

    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "Dos per"
    assert "Sin anotar todavía" in seen(shown)
    assert told(services, number(services), LogKind.FACT) == []
    write(qtbot, "ros")
    press(qtbot, Key.Key_Return, held=CONTROL)
    assert told(services, number(services), LogKind.FACT) == [f"{question}: Dos perros"]


@pytest.mark.parametrize("key", ["X", "N"])
def test_half_a_reason_or_note_of_a_step_is_there_again_when_it_is_asked_for(again, qtbot, key):
    again()
    qtbot.waitUntil(lambda: checklist(desk_view()).hasFocus())
    write(qtbot, key.lower())
    write(qtbot, "El parque lleva cerr")

    services = again()
    qtbot.waitUntil(lambda: checklist(desk_view()).hasFocus())
    assert "Hay algo sin guardar, en Crisis" in seen(desk_view().window())
    write(qtbot, key.lower())

    field = here()
    assert isinstance(field, GrowingLine)
    assert field.text() == "El parque lleva cerr"
    assert "Sin anotar todavía" in seen(desk_view())
    write(qtbot, "ado")
    press(qtbot, Key.Key_Return)
    tick = stored(services).ticks[0]
    assert tick.note == "El parque lleva cerrado"
    assert not services.notifier.unsaved.has_drafts()


def test_half_a_reason_of_the_level_is_there_again_and_let_go_by_going_back(again, qtbot):
    again()
    ask(qtbot, "Cambiar nivel")
    into(qtbot, desk_view(), "¿Por qué cambia el nivel?")
    write(qtbot, "Hay dos perros más")

    services = again()
    ask(qtbot, "Cambiar nivel")
    field = into(qtbot, desk_view(), "¿Por qué cambia el nivel?")
    assert isinstance(field, GrowingLine)
    assert field.text() == "Hay dos perros más"
    write(qtbot, " hoy")
    assert field.text() == "Hay dos perros más hoy"

    press(qtbot, Key.Key_Escape)

    assert not services.notifier.unsaved.has_drafts()


def test_half_a_correction_is_there_again_and_corrects_with_enter(again, qtbot):
    services = again()
    log_line(services, qtbot)
    write(qtbot, LINE)
    press(qtbot, Key.Key_Return)
    correct_newest(qtbot)
    type_over(qtbot, "Avisa el bar de la esta")

    services = again()
    log_line(services, qtbot)
    correct_newest(qtbot)
    field = here()
    assert isinstance(field, GrowingLine)
    assert field.text() == "Avisa el bar de la esta"
    write(qtbot, "ción")
    press(qtbot, Key.Key_Return)

    assert told(services, number(services), LogKind.CORRECTION) == ["Avisa el bar de la estación"]
    assert not services.notifier.unsaved.has_drafts()


def correct_newest(qtbot: QtBot) -> None:
    """Choose the newest entry of the log and ask for its correction."""
    entries = next(item for item in desk_view().findChildren(LogList) if item.isVisible())
    entries.setCurrentIndex(entries.model().index(0, 0))
    push(qtbot, desk_view(), "Corregir esta anotación")


def test_half_of_what_was_said_in_a_call_is_there_again_and_noted_when_it_is_left(again, qtbot):
    services = again()
    first = stored(services).calls[0]
    # As it is kept while somebody types; a kill leaves just this.
    services.notifier.unsaved.keep("call.said", first.id, "Voy para")

    services = again()
    calls = part(qtbot, services, number(services), "calls", Calls)
    field = into(qtbot, calls, "Qué dijo")
    assert isinstance(field, GrowingLine)
    assert field.text() == "Voy para"
    assert "Sin anotar todavía" in seen(calls)
    assert told(services, number(services), LogKind.CALL) == []

    type_over(qtbot, "Voy para allá")
    press(qtbot, Key.Key_Return)
    assert told(services, number(services), LogKind.CALL) == [
        f"{first.name}, por teléfono. Voy para allá"
    ]
    assert "Sin anotar todavía" not in seen(calls)


def test_a_case_of_moderation_that_was_begun_is_there_again(again, qtbot):
    services = again()
    cases = part(qtbot, services, number(services), "moderation", ModerationCases)
    push(qtbot, cases, "Expediente nuevo")
    into(qtbot, cases, "Qué se escribió, palabra por palabra")
    write(qtbot, "Sinvergüenza")

    services = again()
    cases = part(qtbot, services, number(services), "moderation", ModerationCases)

    field = into(qtbot, cases, "Qué se escribió, palabra por palabra")
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "Sinvergüenza"
    assert "Todavía no está guardado" in seen(cases)
    assert stored(services).moderation == ()

    push(qtbot, cases, "Descartar el expediente")
    services = again()
    cases = part(qtbot, services, number(services), "moderation", ModerationCases)
    assert "Todavía no está guardado" not in seen(cases)


def test_half_an_answer_to_a_rumour_is_there_again(again, qtbot):
    services = again()
    Clerk(services.store, number(services)).rumour("Han cerrado la escuela")
    rumours = part(qtbot, services, number(services), "rumours", Rumours)
    qtbot.waitUntil(lambda: "Han cerrado la escuela" in seen(rumours))
    into(qtbot, rumours, "Qué se ha contestado y dónde")
    write(qtbot, "La escuela abre")

    services = again()
    rumours = part(qtbot, services, number(services), "rumours", Rumours)

    field = into(qtbot, rumours, "Qué se ha contestado y dónde")
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "La escuela abre"
    assert stored(services).rumours[0].answer == ""
    press(qtbot, Key.Key_Return, held=CONTROL)
    qtbot.waitUntil(lambda: stored(services).rumours[0].answer == "La escuela abre")
    qtbot.waitUntil(lambda: field.toPlainText() == "La escuela abre")
    assert "Sin anotar todavía" not in seen(rumours)


def test_what_is_half_typed_is_named_before_the_incident_is_closed_and_one_key_leads_there(
    again, qtbot
):
    services = again()
    log_line(services, qtbot)
    write(qtbot, LINE)
    question = stored(services).facts[0].question
    facts = part(qtbot, services, number(services), "facts", Facts)
    into(qtbot, facts, f"Respuesta: {question}")
    write(qtbot, "Dos per")
    into(qtbot, facts, "Otra pregunta")
    write(qtbot, "¿Hay cám")
    part(qtbot, services, number(services), "rumours", Rumours)
    write(qtbot, "Que cierran la esc")
    cases = part(qtbot, services, number(services), "moderation", ModerationCases)
    push(qtbot, cases, "Expediente nuevo")
    into(qtbot, cases, "Qué se escribió, palabra por palabra")
    write(qtbot, "Sinverg")

    ending = part(qtbot, services, number(services), "close", Closing)

    for said in (
        f"En «Diario», escrito y sin anotar: «{LINE}»",
        "En «Hechos», escrito y sin anotar: «Dos per»",
        "En «Hechos», escrito y sin anotar: «¿Hay cám»",
        "En «Bulos», escrito y sin anotar: «Que cierran la esc»",
        "En «Moderación», escrito y sin anotar: «Sinverg»",
    ):
        assert said in seen(ending)
    ending.take_keyboard()
    press(qtbot, Key.Key_Space)
    field = here()
    assert isinstance(field, QLineEdit)
    assert field.text() == LINE
    press(qtbot, Key.Key_Return)

    ending = part(qtbot, services, number(services), "close", Closing)
    assert LINE not in seen(ending)
    assert "«Dos per»" in seen(ending)


def test_what_was_wrong_with_the_line_goes_once_it_is_mended(at_desk, qtbot):
    shown, _line = log_line(at_desk, qtbot)
    QApplication.clipboard().setText("Avisa el bar. " * 200)
    press(qtbot, Key.Key_V, held=CONTROL)
    press(qtbot, Key.Key_Return)
    assert "caben como mucho" in seen(shown)

    type_over(qtbot, "Avisa")

    assert "caben como mucho" not in seen(shown)


def test_a_place_too_long_to_be_noted_stays_in_its_line(at_desk, qtbot):
    clerk = Clerk(at_desk.store, number(at_desk))
    clerk.approved()
    shown = part(qtbot, at_desk, clerk.number, "statements", Statements)
    line = into(qtbot, shown, "Publicado en otro sitio")
    place = "En el tablón del bar de la plaza. " * 10
    QApplication.clipboard().setText(place)
    press(qtbot, Key.Key_V, held=CONTROL)
    press(qtbot, Key.Key_Return)

    assert "lo que ha escrito sigue aquí" in under(shown, "Publicado en otro sitio")
    assert line.text() == place
    assert clerk.desk.statements[-1].publications == ()
