"""A statement asks whether a step was done before its text says so."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.days import clock_time
from desktop.crisis.statements.tab import Statements
from desktop.services import Services
from tests.core.crisis.clerk import Clerk
from tests.desktop.crisis.desk_hands import desk_view, stored, to_approval
from tests.desktop.hands import button, buttons, press, push, seen, type_over, write

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SEPRONA = "Avisar al Seprona (062): nadie toca nada"
SAID = "Hemos avisado a la policía que investiga los venenos."


@pytest.fixture
def draft(at_desk: Services, qtbot: QtBot) -> Statements:
    """A first text that was just begun, with nothing ticked."""
    desk_view().show_part("statements")
    part = desk_view().findChild(Statements)
    assert part is not None
    press(qtbot, Key.Key_Return)
    return part


def text(town: Services) -> str:
    return stored(town).statements[-1].text("es").doing


def hour_of(part: Statements, step: str) -> QLineEdit:
    fields = part.findChildren(QLineEdit)
    return next(field for field in fields if field.accessibleName() == f"{step}: a qué hora")


def answer(part: Statements, step: str, words: str, qtbot: QtBot) -> None:
    """The button of that question."""
    row = hour_of(part, step).parentWidget()
    while row is not None and row.accessibleName() != step:
        row = row.parentWidget()
    assert row is not None
    push(qtbot, row, words)


def test_nothing_ticked_the_text_says_nothing_and_each_step_is_asked(at_desk, draft):
    assert text(at_desk) == "Contaremos lo que se compruebe."
    assert f"El texto diría: «{SAID}»" in seen(draft)
    assert hour_of(draft, SEPRONA).text() == clock_time(at_desk.clock.now())


def test_yes_ticks_the_step_with_the_hour_that_was_typed(at_desk, draft, clock, qtbot):
    earlier = clock_time(clock.now() - timedelta(minutes=3))
    hour_of(draft, SEPRONA).setFocus()
    type_over(qtbot, earlier)
    answer(draft, SEPRONA, "Sí, a las", qtbot)

    desk = stored(at_desk)
    step = desk.scenario.step("tell-seprona")
    tick = desk.tick(step) if step else None
    assert tick is not None
    assert clock_time(tick.at) == earlier
    assert desk.log[-1].text == f"Hecho: «{SEPRONA}»."
    assert f"Hemos avisado a las {earlier} a la policía" in text(at_desk)
    assert SAID not in seen(draft)


def test_not_yet_leaves_it_out_and_asks_no_more(at_desk, draft, qtbot):
    answer(draft, SEPRONA, "Todavía no", qtbot)
    assert SAID not in seen(draft)
    assert text(at_desk) == "Contaremos lo que se compruebe."
    assert stored(at_desk).ticks == ()


def test_an_hour_that_is_still_to_come_is_refused_below_its_field(at_desk, draft, clock, qtbot):
    hour_of(draft, SEPRONA).setFocus()
    type_over(qtbot, clock_time(clock.now() + timedelta(minutes=30)))
    answer(draft, SEPRONA, "Sí, a las", qtbot)
    assert "Ese momento aún no ha llegado" in seen(draft)
    assert stored(at_desk).ticks == ()


def test_unticked_after_the_approval_the_statement_says_what_it_says_too_much(
    at_desk, draft, qtbot
):
    answer(draft, SEPRONA, "Sí, a las", qtbot)
    draft.draft.take_keyboard()
    write(qtbot, "el parque de Los Olmos")
    press(qtbot, Key.Key_Return)
    to_approval(qtbot)
    press(qtbot, Key.Key_2)
    assert "no está hecho" not in seen(draft)

    desk = stored(at_desk)
    step = desk.scenario.step("tell-seprona")
    assert step is not None
    Clerk(at_desk.store, desk.incident.id).untick(step)

    qtbot.waitUntil(lambda: f"y el paso «{SEPRONA}» no está hecho." in seen(draft))
    assert "Vuelva a redactarlo o marque el paso." in seen(draft)


def test_when_the_last_question_is_answered_there_is_no_card_left(draft, qtbot):
    asked = draft.draft.steps
    for _question in [item for item in buttons(asked) if item.text().strip() == "Todavía no"]:
        push(qtbot, asked, "Todavía no")
    assert not asked.isVisible()
    assert "¿Se ha hecho esto?" not in seen(draft)
    assert button(draft, "Descartar borrador").isVisible()
