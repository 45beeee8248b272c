"""A key of one sign does only what stands in the card that has the keyboard."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.crisis.model import StatementState
from core.plan.kinds import LevelName
from desktop.crisis.desk.checklist.view import ChecklistView
from desktop.forms.lines import GrowingLine
from desktop.services import Services
from tests.desktop.crisis.desk_hands import BLANKS, ask, checklist, desk_view, stored, to_approval
from tests.desktop.hands import ALT, Key, called, here, press, write


@pytest.fixture
def town(at_desk: Services, qtbot: QtBot) -> Services:
    """A first line that lacks nothing but its approval, the keyboard on how it is given."""
    press(qtbot, Key.Key_2, held=ALT)
    press(qtbot, Key.Key_Return)
    for typed in BLANKS:
        write(qtbot, typed)
        press(qtbot, Key.Key_Return)
    to_approval(qtbot)
    return at_desk


def state(town: Services) -> StatementState:
    return stored(town).statements[-1].statement.state


def test_a_digit_in_the_question_for_the_level_chooses_the_level_and_approves_nothing(town, qtbot):
    ask(qtbot, "Cambiar nivel")
    press(qtbot, Key.Key_4)

    assert state(town) is StatementState.DRAFT
    assert "Rojo" in here().property("text")

    write(qtbot, "Hay otro perro")
    press(qtbot, Key.Key_Return)
    assert stored(town).incident.level is LevelName.RED
    assert state(town) is StatementState.DRAFT


def test_letters_after_asking_for_another_level_are_its_reason(town, qtbot):
    ask(qtbot, "Cambiar nivel")
    write(qtbot, "No")

    reason = here()
    assert isinstance(reason, GrowingLine)
    assert (reason.accessibleName(), reason.text()) == ("¿Por qué cambia el nivel?", "No")


def test_a_digit_in_the_checklist_approves_nothing(town, qtbot):
    press(qtbot, Qt.Key.Key_0, held=ALT)
    assert isinstance(here(), ChecklistView)
    assert here() is checklist(desk_view())
    press(qtbot, Key.Key_4)
    assert state(town) is StatementState.DRAFT


def test_a_digit_on_a_button_of_another_card_approves_nothing(town, qtbot):
    for words in ("Cambiar hora", "Imprimir hoja", "Copiar texto"):
        called(desk_view(), words).setFocus()
        press(qtbot, Key.Key_2)
        assert state(town) is StatementState.DRAFT


def test_a_digit_in_the_approval_itself_approves(town, qtbot):
    press(qtbot, Key.Key_2)
    assert state(town) is StatementState.APPROVED
