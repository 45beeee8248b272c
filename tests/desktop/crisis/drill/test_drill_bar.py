"""A drill by keyboard: the situation, what arrives on time, what was done, and the program closed
in between."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.crisis.model import LogKind
from core.days import clock_time
from desktop.crisis.desk.band import DrillTape
from desktop.crisis.desk.bars import PaperBar
from desktop.crisis.drill.scoring import COUNT
from desktop.forms.lines import GrowingLine
from desktop.services import Services
from desktop.shell.window import Shell
from tests.desktop.crisis.desk_hands import checklist, desk_view, more
from tests.desktop.crisis.drilling import Drilling, begin
from tests.desktop.hands import CONTROL, Key, called, here, into


@pytest.fixture
def drilling(services: Services, qtbot: QtBot, shell: Shell, clock: FixedClock) -> Drilling:
    """A drill of poisoned animals that has just begun."""
    return Drilling.shown(services, qtbot, shell, begin(services))


def minutes(clock: FixedClock, count: int) -> None:
    clock.moment += timedelta(minutes=count)


def injects_of(drilling: Drilling) -> list[str]:
    return [inject.inject for inject in drilling.desk().injects]


def test_it_begins_with_the_situation_and_enter_puts_it_aside(drilling):
    plan = drilling.plan()
    assert plan.card in drilling.seen()
    assert plan.objective in drilling.seen()
    assert "SIMULACRO" in drilling.seen()
    assert here() is drilling.button("Leído: seguir")
    drilling.press(Key.Key_Return)
    assert plan.card not in drilling.seen()
    assert not drilling.desk().injects


def test_a_key_too_many_hurries_nothing_that_is_still_to_come(drilling):
    drilling.press(Key.Key_Return, Key.Key_Return)
    assert not drilling.desk().injects
    assert not drilling.bar().isAncestorOf(here())

    drilling.push("Recibir lo siguiente ahora")
    drilling.push("Hecho, seguir")
    drilling.press(Key.Key_Return)
    assert len(drilling.desk().injects) == 1


def test_tab_goes_through_a_drill_and_its_score_as_they_are_read(drilling):
    drilling.push("Leído: seguir")
    called(drilling.page(), "Imprimir hoja").setFocus()
    drilling.press(Key.Key_Tab, Key.Key_Tab)
    # The list, and beside it what arrives.
    assert here() is checklist(desk_view())
    drilling.press(Key.Key_Tab)
    assert here() is drilling.button("Recibir lo siguiente ahora")

    drilling.press(Key.Key_Space)
    drilling.push("Terminar y puntuar")
    walked = [here()]
    while drilling.bar().isAncestorOf(here()) and here() not in walked[:-1]:
        drilling.press(Key.Key_Tab)
        walked.append(here())
    assert walked[-2] is drilling.button("Volver al simulacro")
    typed = [widget for widget in walked if isinstance(widget, QLineEdit | GrowingLine)]
    assert len(typed) == COUNT * 3 + 1


def test_what_arrives_stands_beside_the_list_while_there_is_room_and_in_its_place_else(drilling):
    def top(part: QWidget) -> int:
        return part.mapTo(desk_view(), part.rect().topLeft()).y()

    view, bar = checklist(desk_view()), drilling.bar()
    assert abs(top(view) - top(bar)) < 4
    drilling.button("Leído: seguir").setFocus()

    for size in [(1024, 600), (683, 384)]:
        drilling.page().window().setMinimumSize(0, 0)
        drilling.page().window().resize(*size)
        drilling.qtbot.waitUntil(lambda: not view.isVisible(), timeout=5000)
        assert here() is drilling.button("Leído: seguir")
        # One thing at a time: all that scrolls is what is read.
        drilling.qtbot.waitUntil(lambda: len(scrolling(desk_view())) <= 1)
        assert seen_height(bar) >= min(bar.height(), 130)
    drilling.press(Key.Key_Return)
    drilling.qtbot.waitUntil(lambda: view.isVisible() and not bar.isVisible())
    assert here() is view
    drilling.press(Key.Key_9, held=CONTROL)
    drilling.qtbot.waitUntil(bar.isVisible)


def scrolling(around: QWidget) -> list[QAbstractScrollArea]:
    """What can be scrolled up or down."""
    areas = [area for area in around.findChildren(QAbstractScrollArea) if area.isVisible()]
    return [area for area in areas if area.verticalScrollBar().maximum() > 0]


def seen_height(widget: QWidget) -> int:
    """In px, of what is seen of it."""
    return widget.visibleRegion().boundingRect().height()


def test_while_a_drill_is_judged_in_a_small_window_nothing_stands_at_its_foot(drilling):
    drilling.push("Leído: seguir")
    drilling.page().window().resize(1024, 600)
    drilling.qtbot.waitUntil(lambda: bool(called_ones(desk_view(), "Lista")))
    drilling.press(Key.Key_9, held=CONTROL)
    drilling.push("Terminar y puntuar")
    assert not called_ones(desk_view(), "Lista")

    drilling.push("Volver al simulacro")
    assert called_ones(desk_view(), "Lista")


def called_ones(around: QWidget, name: str) -> list[QWidget]:
    """What is on screen and called so, perhaps with a number."""
    there = [item for item in around.findChildren(QRadioButton) if item.isVisible()]
    return [item for item in there if item.accessibleName().startswith(name)]


def test_an_improvement_that_cannot_be_kept_is_asked_for_before_the_end(drilling):
    drilling.push("Leído: seguir")
    drilling.push("Terminar y puntuar")
    first = into(drilling.qtbot, drilling.bar(), "Mejora 1")
    QGuiApplication.clipboard().setText("Pedir el plano " * 100)
    drilling.press(Key.Key_V, held=CONTROL)
    into(drilling.qtbot, drilling.bar(), "¿Cómo ha ido, en una frase?")
    drilling.write("Bien")
    drilling.press(Key.Key_Return)

    assert drilling.desk().incident.open
    assert here() is first


def test_the_word_drill_never_scrolls_away_and_stays_on_the_projector(drilling):
    def strips() -> list[DrillTape]:
        return [item for item in drilling.page().findChildren(DrillTape) if item.isVisible()]

    assert len(strips()) == 1
    assert "SIMULACRO" in strips()[0].accessibleName()
    for bar in drilling.page().findChildren(QScrollBar):
        bar.setValue(bar.maximum())
    strip = strips()[0]
    top = strip.mapTo(drilling.page(), strip.rect().topLeft()).y()
    assert 0 <= top <= drilling.page().height() - strip.height()
    assert not strip.visibleRegion().isEmpty()
    more("Modo proyector")
    assert len(strips()) == 1


def test_what_is_due_arrives_by_the_clock_of_the_program_and_no_earlier(drilling, clock):
    first = drilling.plan().injects[0]
    drilling.push("Leído: seguir")
    clock.moment += timedelta(minutes=first.minute) - timedelta(seconds=1)
    drilling.bar().tick()
    assert first.title not in drilling.seen()
    clock.moment += timedelta(seconds=1)
    # The timer of the bar looks by itself.
    drilling.qtbot.waitUntil(lambda: first.title in drilling.seen())
    assert first.text in drilling.seen()
    assert clock_time(clock.now()) in drilling.seen()
    assert [entry.kind for entry in drilling.desk().log].count(LogKind.INJECT) == 1


def test_the_minutes_left_are_told(drilling, clock):
    minutes(clock, 4)
    drilling.bar().tick()
    left = drilling.plan().minutes - 4
    assert f"quedan {left} min" in drilling.seen()


def test_after_its_time_a_drill_counts_no_further(drilling, clock):
    count = drilling.plan().minutes
    minutes(clock, count + 7)
    drilling.bar().tick()
    assert f"Minuto {count} de {count}" in drilling.seen()


def test_the_next_one_can_be_had_now(drilling):
    drilling.push("Leído: seguir")
    drilling.push("Recibir lo siguiente ahora")
    first = drilling.plan().injects[0]
    assert first.text in drilling.seen()
    assert injects_of(drilling) == [first.id]


def test_what_is_typed_is_kept_and_enter_on_next_goes_on(drilling, clock):
    minutes(clock, drilling.plan().injects[1].minute)
    drilling.push("Leído: seguir")
    drilling.bar().tick()
    inject, other = drilling.plan().injects[:2]
    assert inject.title in drilling.seen()
    assert other.title not in drilling.seen()
    drilling.bar().take_keyboard()
    assert isinstance(here(), QPlainTextEdit)
    drilling.write("Captura guardada")
    drilling.qtbot.waitUntil(lambda: drilling.desk().injects[0].answer == "Captura guardada")
    assert drilling.desk().injects[0].answered_at is None
    drilling.press(Key.Key_Tab)
    assert here() is drilling.button("Siguiente")
    drilling.press(Key.Key_Return)
    assert drilling.desk().injects[0].answered_at == clock.now()
    assert other.title in drilling.seen()
    assert isinstance(here(), QPlainTextEdit)
    assert here().toPlainText() == ""


def test_the_one_before_can_be_read_and_put_right(drilling, clock):
    drilling.push("Leído: seguir")
    drilling.push("Recibir lo siguiente ahora")
    drilling.write("Uno")
    drilling.push("Hecho, seguir")
    assert drilling.plan().injects[0].title not in drilling.seen()
    drilling.push("Releer lo anterior")
    assert drilling.plan().injects[0].title in drilling.seen()
    drilling.press(Key.Key_End)
    drilling.write(" y dos")
    drilling.push("Hecho, seguir")
    assert drilling.desk().injects[0].answer == "Uno y dos"


def test_control_9_goes_to_what_is_to_be_read(drilling):
    drilling.push("Leído: seguir")
    drilling.push("Recibir lo siguiente ahora")
    drilling.press(Key.Key_0, held=Qt.KeyboardModifier.AltModifier)
    assert not drilling.bar().isAncestorOf(here())
    drilling.press(Key.Key_9, held=CONTROL)
    assert isinstance(here(), QPlainTextEdit)
    assert drilling.bar().isAncestorOf(here())


def test_an_overlong_answer_is_told_and_nothing_is_lost(drilling):
    drilling.push("Leído: seguir")
    drilling.push("Recibir lo siguiente ahora")
    field = here()
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("a" * 5000)
    drilling.push("Hecho, seguir")
    assert "5000" in drilling.seen()
    assert here() is field
    assert len(field.toPlainText()) == 5000
    assert drilling.desk().injects[0].answered_at is None


def test_what_is_typed_in_from_paper_does_not_move_what_arrives(drilling, clock):
    opened = drilling.desk().incident.opened_at
    minutes(clock, 3)
    drilling.push("Leído: seguir")
    more("Pasar lo escrito en papel")
    drilling.write(clock_time(opened))
    assert all(bar.isVisible() for bar in drilling.page().findChildren(PaperBar))
    drilling.push("Recibir lo siguiente ahora")
    assert drilling.desk().injects[-1].shown_at == clock.now()
    assert not drilling.desk().log[-1].on_paper


def test_another_page_says_that_something_arrived(drilling, clock, shell):
    shell.go("roster")
    minutes(clock, drilling.plan().injects[0].minute)
    drilling.bar().tick()
    title = drilling.plan().injects[0].title
    assert any(title in text for text in _labels(shell))


def test_after_the_program_was_closed_all_that_came_due_arrives_in_order_one_at_a_time(
    start, medellin, qtbot, clock
):
    before = start(medellin)
    assert before.services is not None
    number = begin(before.services)
    before.close()
    minutes(clock, 14)
    again = start(medellin)
    assert again.services is not None
    assert isinstance(again.window, Shell)
    drilling = Drilling.shown(again.services, qtbot, again.window, number)
    wanted = [other for other in drilling.plan().injects if other.minute <= 14]
    qtbot.waitUntil(lambda: len(drilling.desk().injects) == len(wanted))
    assert injects_of(drilling) == [other.id for other in wanted]
    drilling.push("Leído: seguir")
    for place, inject in enumerate(wanted):
        assert inject.title in drilling.seen()
        assert not any(other.title in drilling.seen() for other in wanted if other.id != inject.id)
        last = place + 1 == len(wanted)
        drilling.push("Hecho, seguir" if last else "Siguiente")
    assert all(shown.answered_at for shown in drilling.desk().injects)


def _labels(shell: Shell) -> list[str]:
    return [label.text() for label in shell.findChildren(QLabel) if label.isVisible()]
