"""Judging a drill: ticks, figures, three improvements, the end, and the report."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.crisis import desk as desks
from core.crisis.incidents import drill
from core.days import shown
from core.documents.preview import Preview
from core.plan import records as plan_records
from desktop.crisis.desk.log import LogPart
from desktop.crisis.desk.note import NoteFoot
from desktop.forms.lines import GrowingLine
from desktop.services import Services
from desktop.shell.window import Shell
from tests.desktop.crisis.drilling import Drilling, begin
from tests.desktop.hands import Key, here


@pytest.fixture
def drilling(services: Services, qtbot: QtBot, shell: Shell, clock: FixedClock) -> Drilling:
    """A drill whose first two injects have arrived and were answered."""
    made = Drilling.shown(services, qtbot, shell, begin(services))
    made.push("Leído: seguir")
    for words in ("Captura guardada", "Aviso dado"):
        made.push("Recibir lo siguiente ahora")
        made.write(words)
        made.push("Hecho, seguir")
    return made


def score(drilling: Drilling) -> str:
    met = sum(len(inject.met) for inject in drilling.desk().injects)
    expected = sum(len(inject.expected) for inject in drilling.plan().injects[:2])
    return f"{met} de {expected}"


def test_space_ticks_arrows_move_and_the_score_follows(drilling):
    drilling.push("Terminar y puntuar")
    boxes = drilling.boxes()
    expected = [text for inject in drilling.plan().injects[:2] for text in inject.expected]
    assert [box.accessibleName() for box in boxes] == expected
    assert here() is boxes[0]
    drilling.press(Key.Key_Space, Key.Key_Down, Key.Key_Down, Key.Key_Space)
    assert [box.isChecked() for box in boxes[:3]] == [True, False, True]
    assert drilling.desk().injects[0].met == ("0", "2")
    assert f"2 de {len(boxes)}" in drilling.seen()
    drilling.press(Key.Key_Up, Key.Key_Up, Key.Key_Space)
    assert drilling.desk().injects[0].met == ("2",)
    assert here() is boxes[0]


def test_what_was_done_stands_beside_what_was_expected(drilling):
    drilling.push("Terminar y puntuar")
    assert "Usted: Captura guardada" in drilling.seen()
    assert "SIMULACRO" in drilling.seen()


def test_escape_goes_back_to_the_drill_and_the_ticks_stay(drilling):
    drilling.push("Terminar y puntuar")
    logs = drilling.page().findChildren(LogPart)
    assert not any(log.isVisible() for log in logs)
    drilling.press(Key.Key_Space, Key.Key_Escape)
    assert not drilling.boxes()
    assert any(log.isVisible() for log in logs)
    drilling.push("Terminar y puntuar")
    assert drilling.boxes()[0].isChecked()


def test_when_the_time_is_over_it_is_judged_but_nobody_is_torn_from_what_they_type(drilling, clock):
    clock.moment = drill.ends_at(drilling.desk())
    for _inject in drilling.plan().injects[2:]:
        drilling.bar().tick()
        drilling.push(_read_on(drilling))
    field = next(
        edit
        for part in drilling.page().findChildren(NoteFoot)
        for edit in part.findChildren(QLineEdit)
        if edit.isVisible()
    )
    field.setFocus()
    drilling.bar().tick()
    assert not drilling.boxes()
    assert here() is field
    drilling.bar().take_keyboard()
    drilling.bar().tick()
    assert drilling.boxes()


def _read_on(drilling: Drilling) -> str:
    found = [button.text().strip() for button in drilling.bar().findChildren(QPushButton)]
    return "Siguiente" if "Siguiente" in found else "Hecho, seguir"


def test_improvements_write_themselves_with_who_and_when(drilling, clock):
    drilling.push("Terminar y puntuar")
    _field(drilling, "Mejora 1").setFocus()
    drilling.write("Pedir el plano")
    drilling.press(Key.Key_Tab)
    drilling.write("Oficial jefe")
    drilling.press(Key.Key_Tab)
    day = clock.today() + timedelta(days=20)
    drilling.write(shown(day))
    drilling.press(Key.Key_Tab)
    lesson = drilling.desk().lessons[0]
    assert (lesson.text, lesson.owner, lesson.due_on) == ("Pedir el plano", "Oficial jefe", day)
    _field(drilling, "Mejora 1").clear()
    drilling.press(Key.Key_Tab)
    drilling.write("x")
    drilling.press(Key.Key_Tab)
    assert drilling.desk().lessons[0].text == "Pedir el plano"


def _field(drilling: Drilling, name: str) -> GrowingLine:
    return next(
        edit
        for edit in drilling.bar().findChildren(GrowingLine)
        if edit.accessibleName() == name and edit.isVisible()
    )


def test_a_day_that_is_none_is_told_and_the_rest_is_kept(drilling):
    drilling.push("Terminar y puntuar")
    _field(drilling, "Mejora 2").setFocus()
    drilling.write("Comprar pilas")
    drilling.press(Key.Key_Tab, Key.Key_Tab)
    drilling.write("31/02/2027")
    drilling.press(Key.Key_Tab)
    assert [lesson.text for lesson in drilling.desk().lessons] == ["Comprar pilas"]
    assert drilling.desk().lessons[0].due_on is None
    assert "31/01/2027" in drilling.seen()


def test_it_does_not_end_without_a_sentence(drilling):
    drilling.push("Terminar y puntuar")
    drilling.push("Terminar el simulacro")
    assert drilling.desk().incident.open
    assert "Escriba cómo ha terminado." in drilling.seen()
    assert here().accessibleName() == "¿Cómo ha ido, en una frase?"


def test_the_end_is_noted_in_the_plan_and_nothing_of_it_is_real(drilling, services, clock):
    drilling.push("Terminar y puntuar")
    drilling.press(Key.Key_Space)
    _field(drilling, "¿Cómo ha ido, en una frase?").setFocus()
    drilling.write("Primera linea en veinte minutos.")
    drilling.press(Key.Key_Return)
    desk = drilling.desk()
    assert not desk.incident.open
    assert desk.incident.end_message == "Primera linea en veinte minutos."
    assert all(inject.scored_at for inject in desk.injects)
    with services.store.read() as connection:
        assert plan_records.load(connection).charter.rehearsed_on == clock.today()
        assert desks.past(connection, drills=False) == []
    assert not drilling.bar().isVisible()
    drilling.qtbot.waitUntil(lambda: score(drilling) in _said(drilling.shell))
    assert (
        "Nada de esto cuenta como real: no entra en ninguna cifra y sus papeles dicen SIMULACRO."
        in (_said(drilling.shell))
    )


def _said(shell: Shell) -> str:
    return "\n".join(label.text() for label in shell.findChildren(QLabel) if label.isVisible())


def _finish(drilling: Drilling) -> None:
    drilling.push("Terminar y puntuar")
    _field(drilling, "¿Cómo ha ido, en una frase?").setFocus()
    drilling.write("Bien.")
    drilling.press(Key.Key_Return)


def _report_button(drilling: Drilling) -> QPushButton:
    return next(
        button
        for button in drilling.shell.findChildren(QPushButton)
        if button.isVisible() and button.text().strip() == "Imprimir informe"
    )


def test_the_report_opens_to_be_printed_and_says_on_every_page_that_it_was_a_drill(
    drilling, viewer
):
    _finish(drilling)
    _report_button(drilling).setFocus()
    drilling.press(Key.Key_Space)
    drilling.qtbot.waitUntil(lambda: bool(viewer))
    with Preview(viewer[0].read_bytes()) as pdf:
        assert all("SIMULACRO" in pdf.text(page) for page in range(pdf.page_count))


def test_a_drill_in_which_nothing_arrived_can_be_broken_off_and_does_not_count(
    services, qtbot, shell, clock
):
    drilling = Drilling.shown(services, qtbot, shell, begin(services))
    _finish(drilling)
    assert not drilling.desk().incident.open
    with services.store.read() as connection:
        assert plan_records.load(connection).charter.rehearsed_on is None
        assert drill.last(connection) is None
