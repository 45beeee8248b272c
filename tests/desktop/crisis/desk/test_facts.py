"""Hechos with keys: question by question, the answer and who gave it."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from core.crisis.incidents import voices
from core.crisis.model import LogKind
from desktop.crisis.desk.calls import Calls
from desktop.crisis.desk.facts import Facts
from desktop.forms.lines import GrowingLine
from desktop.services import Services
from desktop.widgets.marks import IconMark
from tests.core.crisis.clerk import Clerk
from tests.desktop.crisis.desk_hands import stored
from tests.desktop.crisis.panels import part, told
from tests.desktop.hands import CONTROL, Key, buttons, here, into, press, seen, write


@pytest.fixture
def facts(services: Services, number: int, qtbot: QtBot) -> Facts:
    return part(qtbot, services, number, "facts", Facts)


def test_enter_goes_from_answer_to_source_to_the_next_question(services, number, facts, qtbot):
    first, second = stored(services, number).facts[:2]
    assert here().accessibleName() == f"Respuesta: {first.question}"

    write(qtbot, "Dos perros, desde el lunes")
    press(qtbot, Key.Key_Return)
    assert here().accessibleName() == f"Quién lo dice: {first.question}"
    write(qtbot, "Clínica")
    press(qtbot, Key.Key_Return)

    assert here().accessibleName() == f"Respuesta: {second.question}"
    kept = stored(services, number).facts[0]
    assert (kept.answer, kept.source) == ("Dos perros, desde el lunes", "Clínica")
    count = len(stored(services, number).facts)
    qtbot.waitUntil(lambda: f"1 de {count} preguntas tienen respuesta." in seen(facts))


def test_the_mark_of_a_question_shows_whether_it_is_known_noted_or_neither(facts, qtbot):
    marks = facts.findChildren(IconMark)

    def shown() -> tuple[str, QImage]:
        return marks[0].accessibleName(), marks[0].grab().toImage()

    open_ = shown()
    write(qtbot, "Dos perros")
    waiting = shown()
    press(qtbot, Key.Key_Return, held=CONTROL)
    qtbot.waitUntil(lambda: shown()[0] == "Se sabe")

    names, pictures = zip(open_, waiting, shown(), strict=True)
    assert names == (
        *("Aún no se sabe", "Sin anotar todavía: pulse Intro para anotarlo."),
        "Se sabe",
    )
    assert all(one != other for one, other in combinations(pictures, 2))


def test_answer_and_source_say_which_they_are_also_when_they_are_full(facts, qtbot):
    write(qtbot, "Dos perros")
    press(qtbot, Key.Key_Return)
    write(qtbot, "Clínica")

    words = [label for label in facts.findChildren(QLabel) if label.text() == "Quién lo dice"]
    above = min(words, key=lambda label: label.mapTo(facts, QPoint()).y())
    foot = above.mapToGlobal(QPoint(0, above.height()))
    at = here().mapToGlobal(QPoint())
    assert above.isVisible()
    assert (at.x() - foot.x(), 0 <= at.y() - foot.y() < 8) == (0, True)


def test_of_a_long_source_one_reads_where_it_begins(services, number, facts, qtbot):
    fact = stored(services, number).facts[0]
    Clerk(services.store, number).find_out(fact, "Dos perros", "Clínica de la calle Real, " * 7)

    name = f"Quién lo dice: {fact.question}"
    (field,) = (line for line in facts.findChildren(QLineEdit) if line.accessibleName() == name)
    qtbot.waitUntil(lambda: field.text().startswith("Clínica"))
    assert field.cursorPositionAt(QPoint(0, field.height() // 2)) == 0


def test_the_log_is_told_once_with_enter_in_the_last_field(services, number, facts, qtbot):
    question = stored(services, number).facts[0].question
    write(qtbot, "Dos perros")
    press(qtbot, Key.Key_Return)
    assert told(services, number, LogKind.FACT) == []

    write(qtbot, "Clínica")
    press(qtbot, Key.Key_Return)

    assert stored(services, number).facts[0].answer == "Dos perros"
    assert told(services, number, LogKind.FACT) == [f"{question}: Dos perros (Clínica)"]
    press(qtbot, Key.Key_Return, Key.Key_Return)
    assert len(told(services, number, LogKind.FACT)) == 1


def test_an_answer_that_is_left_half_typed_waits_with_its_question_and_is_not_told(
    services, number, facts, qtbot
):
    question = stored(services, number).facts[0].question
    field = into(qtbot, facts, f"Respuesta: {question}")
    assert isinstance(field, GrowingLine)
    write(qtbot, "Dos per")
    press(qtbot, Key.Key_Tab, Key.Key_Tab)
    part(qtbot, services, number, "calls", Calls)
    services.go("roster")
    part(qtbot, services, number, "facts", Facts)

    assert field.text() == "Dos per"
    assert services.notifier.unsaved.has_drafts()
    assert stored(services, number).facts[0].answer == ""
    assert told(services, number, LogKind.FACT) == []


@pytest.mark.parametrize("way", ["enter", "control and enter", "button"])
def test_an_answer_without_a_source_is_told_by_a_key_or_the_button(
    services, number, facts, qtbot, way
):
    first, second = stored(services, number).facts[:2]
    write(qtbot, "Dos perros")
    noting = next(item for item in buttons(facts) if item.accessibleName().endswith(first.question))
    assert noting.isEnabled()

    if way == "enter":
        press(qtbot, Key.Key_Return, Key.Key_Return)
    elif way == "button":
        noting.click()
    else:
        press(qtbot, Key.Key_Return, held=CONTROL)

    assert told(services, number, LogKind.FACT) == [f"{first.question}: Dos perros"]
    assert here().accessibleName() == f"Respuesta: {second.question}"
    assert not noting.isEnabled()
    assert not services.notifier.unsaved.has_drafts()


def test_a_question_of_ones_own_comes_last_and_waits_for_its_answer(services, number, facts, qtbot):
    facts.entry.setFocus()
    press(qtbot, Key.Key_Return)
    assert facts.entry.message() == "Escriba qué hay que averiguar."

    write(qtbot, "¿Hay cámaras en el parque?")
    press(qtbot, Key.Key_Return)

    qtbot.waitUntil(lambda: here().accessibleName() == "Respuesta: ¿Hay cámaras en el parque?")
    assert stored(services, number).facts[-1].question == "¿Hay cámaras en el parque?"


def test_what_is_being_typed_stays_while_something_else_changes(services, number, facts, qtbot):
    write(qtbot, "A medias")
    Clerk(services.store, number).do(voices.ask, number, "Otra más")
    count = len(stored(services, number).facts)
    qtbot.waitUntil(lambda: f"de {count} preguntas" in seen(facts))
    write(qtbot, " todavía")
    press(qtbot, Key.Key_Return, held=CONTROL)
    assert stored(services, number).facts[0].answer == "A medias todavía"


def test_an_overlong_answer_is_refused_below_its_field_and_stays_there(
    services, number, facts, qtbot
):
    question = stored(services, number).facts[0].question
    field = into(qtbot, facts, f"Respuesta: {question}")
    assert isinstance(field, GrowingLine)
    QGuiApplication.clipboard().setText("a" * 5000)
    press(qtbot, Key.Key_V, held=CONTROL)
    press(qtbot, Key.Key_Return)
    assert "Respuesta: tiene 5000 caracteres" in seen(facts)
    assert here() is field
    assert len(field.text()) == 5000
    assert stored(services, number).facts[0].answer == ""
