"""The projector mode: one question at a time, and what the room says about it."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from core.days import brief_moment
from core.plan import guide, records
from core.plan.guide import Prompt
from core.plan.kinds import PlanStep
from core.plan.labels import step_label
from core.plan.model import Audience, Plan, SessionNote
from core.store import Topic
from desktop.plan.page import PlanPage
from desktop.plan.projector import PlanProjector, said_so_far
from desktop.theme.theme import current
from tests.desktop.hands import button, whole

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
Keyboard = Any
"""The one of conftest.py."""


@pytest.fixture
def view(small: Plan, keys: Keyboard, qtbot: QtBot) -> PlanProjector:
    """On the first question, with the keyboard where the room's answer is typed."""
    keys.open(PlanStep.START)
    keys.open("projector")
    found = keys.shell.findChild(PlanProjector)
    assert isinstance(found, PlanProjector)
    qtbot.waitUntil(found.isVisible)
    return found


def prompts(step: PlanStep) -> tuple[Prompt, ...]:
    return guide.step(step).prompts


def question(view: PlanProjector) -> QLabel:
    """What is asked: nothing else is written as large."""
    shown = [label for label in view.findChildren(QLabel) if label.isVisible()]
    return max(shown, key=lambda label: label.font().pixelSize())


def asked(view: PlanProjector) -> str:
    return question(view).text()


def test_it_asks_one_question_in_big_type_with_its_hint(view, keys):
    first = prompts(PlanStep.START)[0]

    assert asked(view) == first.text
    assert keys.sees(first.hint)
    count = sum(len(step.prompts) for step in guide.guide().steps)
    assert keys.sees(f"1 de {count} · {step_label(PlanStep.START)}")
    assert question(view).font().pixelSize() >= 2 * keys.here().font().pixelSize() - 12
    assert keys.name() == "Lo que se dice en la reunión"


def test_steps_and_buttons_are_read_from_across_the_room(view, keys):
    shown = [item for item in view.findChildren(QPushButton) if item.isVisible()]
    assert len(shown) == 4
    assert all(item.font().pixelSize() >= current().px(18) for item in shown)
    assert all(item.iconSize().height() >= current().px(24) for item in shown)
    name = next(label for label in view.findChildren(QLabel) if label.text() == keys.name())
    assert name.font().pixelSize() >= current().px(18)
    dots = [item for item in view.findChildren(QRadioButton) if item.isVisible()]
    assert all(item.height() >= current().px(56) for item in dots)


def test_what_is_typed_stands_right_below_what_it_is_called(view, keys):
    name = next(label for label in view.findChildren(QLabel) if label.text() == keys.name())

    foot = name.mapToGlobal(QPoint(0, name.height())).y()
    assert name.height() < 2 * name.fontMetrics().height()
    assert 0 <= keys.here().mapToGlobal(QPoint(0, 0)).y() - foot < 12


def test_what_is_typed_is_kept_with_its_question_when_the_page_is_turned(view, keys, plan):
    keys.write("Nadie sabe quien abrio la cuenta")
    keys.press(Key.Key_PageDown)

    assert asked(view) == prompts(PlanStep.START)[1].text
    assert keys.here().property("plainText") == ""
    assert [(note.prompt, note.text) for note in plan().notes] == [
        (prompts(PlanStep.START)[0].id, "Nadie sabe quien abrio la cuenta")
    ]

    keys.press(Key.Key_PageUp)
    assert keys.here().property("plainText") == "Nadie sabe quien abrio la cuenta"


def test_what_is_typed_is_kept_by_itself(view, keys, plan, qtbot):
    keys.write("La cuenta vieja")

    qtbot.waitUntil(lambda: [note.text for note in plan().notes] == ["La cuenta vieja"])
    noted = plan().notes[0].noted_at
    keys.wait_for(f"Apuntado: {brief_moment(noted, noted)}")


def test_arrows_move_in_the_text_while_typing_and_turn_the_questions_elsewhere(view, keys):
    keys.write("ab")
    keys.press(Key.Key_Left)
    keys.write("X")
    assert keys.here().property("plainText") == "aXb"
    assert asked(view) == prompts(PlanStep.START)[0].text

    keys.press(Key.Key_Tab)
    assert keys.here() is button(view, "Pregunta siguiente")
    keys.press(Key.Key_Right)
    assert asked(view) == prompts(PlanStep.START)[1].text
    keys.press(Key.Key_Right)
    keys.press(Key.Key_Left)
    assert asked(view) == prompts(PlanStep.START)[1].text


def test_enter_on_the_button_asks_the_next_question(view, keys):
    keys.tab_to("Pregunta siguiente")

    keys.press(Key.Key_Return)

    assert asked(view) == prompts(PlanStep.START)[1].text
    assert keys.here() is button(view, "Pregunta siguiente")


def test_before_the_first_question_there_is_none(view, keys):
    keys.press(Key.Key_PageUp)

    assert asked(view) == prompts(PlanStep.START)[0].text
    assert not button(view, "Pregunta anterior").isEnabled()


def test_a_step_is_jumped_to_and_shows_what_the_plan_says_of_it(view, keys, small, qtbot):
    chip = next(
        item
        for item in view.findChildren(QRadioButton)
        if step_label(PlanStep.PEOPLE) in item.accessibleName()
    )
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)

    assert asked(view) == prompts(PlanStep.PEOPLE)[0].text
    assert not keys.sees("• Comunicación")
    button(view, "Lo que dice el plan").click()
    assert keys.sees("• Comunicación")
    assert keys.sees("• Escribir")


def test_esc_goes_back_to_the_step_and_keeps_what_was_typed(view, keys, plan):
    keys.write("Hasta el jueves")
    keys.press(Key.Key_Escape)

    assert not view.isVisible()
    assert [note.text for note in plan().notes] == ["Hasta el jueves"]
    page = keys.shell.page("plan")
    assert isinstance(page, PlanPage)
    assert page.isAncestorOf(keys.here())


def test_the_last_question_leads_back_to_the_plan(view, keys):
    keys.press(Key.Key_PageDown, times=sum(len(step.prompts) for step in guide.guide().steps) - 1)
    assert asked(view) == prompts(PlanStep.REVIEW)[-1].text
    assert button(view, "Volver al plan").isVisible()

    keys.press(Key.Key_PageDown)

    assert not view.isVisible()


def test_it_goes_on_where_the_last_session_stopped(small, services, keys, qtbot):
    with services.store.change(Topic.PLAN, label="anotar") as db:
        for prompt in prompts(PlanStep.AUDIENCES)[:2]:
            records.note(db, SessionNote(prompt.id, "Dicho", services.clock.now()))
    keys.open(PlanStep.AUDIENCES)

    keys.open("projector")

    view = keys.shell.findChild(PlanProjector)
    assert isinstance(view, PlanProjector)
    qtbot.waitUntil(lambda: asked(view) == prompts(PlanStep.AUDIENCES)[2].text)


def test_a_note_is_undone_like_everything_else(view, keys, plan):
    keys.write("Una frase")
    keys.press(Key.Key_Tab)
    assert len(plan().notes) == 1

    keys.press(Key.Key_Z, CTRL)

    assert plan().notes == ()


def test_it_fills_the_screen_and_gives_the_window_back(view, keys, qtbot):
    qtbot.waitUntil(keys.shell.isFullScreen)
    assert view.mapTo(keys.shell, QPoint()).x() == 0

    keys.press(Key.Key_Escape)

    qtbot.waitUntil(lambda: not keys.shell.isFullScreen())


def test_another_page_gives_the_window_back_too(view, keys, qtbot):
    qtbot.waitUntil(keys.shell.isFullScreen)

    keys.shell.go("settings")

    qtbot.waitUntil(lambda: not keys.shell.isFullScreen())


def test_at_double_size_the_question_and_the_buttons_stay_in_sight(view, keys, qtbot):
    keys.shell.resize(QSize(1366, 768))
    current().apply("light", 200)
    try:
        (typed,) = (edit for edit in view.findChildren(QPlainTextEdit) if edit.isVisible())
        for prompt in prompts(PlanStep.START):
            keys.wait_for(prompt.text)
            qtbot.waitUntil(lambda: whole(typed))
            qtbot.waitUntil(
                lambda: (
                    question(view).visibleRegion().boundingRect().height()
                    >= question(view).heightForWidth(question(view).width())
                )
            )
            keys.press(Key.Key_PageDown)
        qtbot.waitUntil(lambda: whole(button(view, "Pregunta siguiente")))
        # And with them what is typed: nothing has to be scrolled.
        qtbot.waitUntil(lambda: whole(typed))
    finally:
        current().apply("light", 100)


def test_what_a_plan_says_is_short_and_says_how_much_is_left():
    plan = Plan(audiences=tuple(Audience(f"Público {number}") for number in range(15)))

    lines = said_so_far(PlanStep.AUDIENCES, plan).splitlines()

    assert lines[0] == "• Público 0"
    assert lines[-1] == "Y 3 más."
    assert said_so_far(PlanStep.CHANNELS, plan) == "Todavía no hay nada."
