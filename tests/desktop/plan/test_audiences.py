"""The segments of the public: added, described, ordered and removed with the keyboard."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.plan import records
from core.plan.findings import FixTarget
from core.plan.kinds import PlanStep
from core.plan.model import Audience, Plan
from core.store import Topic, suggestions
from desktop.plan.audiences import AudiencesBody
from desktop.services import Services
from tests.desktop.hands import spoken, under

Key = Qt.Key
Keyboard = Any
"""The one of conftest.py."""


@pytest.fixture
def three(small: Plan, services: Services) -> Plan:
    """A small plan with three audiences."""
    with services.store.change(Topic.PLAN, label="preparar") as db:
        for title in ("Mayores de 65", "Familias", "Veraneantes"):
            records.add(db, Audience(title, size=200))
    with services.store.read() as connection:
        return records.load(connection)


@pytest.fixture
def step(three: Plan, keys: Keyboard, qtbot: QtBot) -> AudiencesBody:
    keys.open(PlanStep.AUDIENCES)
    found = keys.shell.findChild(AudiencesBody)
    assert isinstance(found, AudiencesBody)
    qtbot.waitUntil(found.isVisible)
    return found


def titles(plan: Plan) -> list[str]:
    return [audience.title for audience in plan.audiences]


def test_the_first_audience_is_one_key_away(small, keys, plan, qtbot):
    keys.open(PlanStep.AUDIENCES)
    assert keys.sees("¿A quién sirve la entidad? Empiece por aquellos a quienes más cuesta llegar.")
    assert keys.name() == "Añadir público"

    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: keys.name() == "Nombre")
    keys.write("Vecinos sin internet")
    keys.press(Key.Key_Tab)
    keys.write("180")
    keys.press(Key.Key_Tab)
    keys.write("Viven solos")
    keys.press(Key.Key_Tab)

    found = plan().audiences[0]
    assert (found.title, found.size, found.sociodemographic) == (
        "Vecinos sin internet",
        180,
        "Viven solos",
    )


def test_the_arrows_choose_and_enter_goes_into_the_card(step, keys):
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Return)

    assert keys.name() == "Nombre"
    assert keys.here().property("text") == "Familias"


def test_a_size_that_is_no_number_stays_as_typed_and_says_why(step, keys, plan):
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Tab)
    keys.write("muchos")
    keys.press(Key.Key_Tab)

    assert keys.sees("Escriba un número entre 0 y 10\u202f000\u202f000.")
    assert plan().audiences[0].size == 200


def test_a_name_is_never_empty(step, keys, plan):
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Delete)
    keys.press(Key.Key_Tab)

    assert titles(plan())[0] == "Mayores de 65"
    assert under(step, "Nombre")


def test_an_audience_moves_with_alt_and_an_arrow(step, keys, plan, qtbot):
    keys.press(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(plan()) == ["Familias", "Mayores de 65", "Veraneantes"]

    qtbot.waitUntil(lambda: spoken(step)[1].startswith("Mayores de 65"))
    keys.press(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(plan()) == ["Familias", "Veraneantes", "Mayores de 65"]


def test_what_is_deleted_comes_back_with_undo(step, keys, plan, qtbot):
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Delete)
    assert titles(plan()) == ["Mayores de 65", "Veraneantes"]
    qtbot.waitUntil(lambda: len(spoken(step)) == 2)

    keys.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert titles(plan()) == ["Mayores de 65", "Familias", "Veraneantes"]


def test_a_suggestion_says_why_and_is_kept_with_one_key(step, three, services, keys, plan):
    with services.store.change(Topic.PLAN, label="proponer") as db:
        suggestions.mark(
            db, "audience", three.audiences[0].id, "over-65", "Son uno de cada cuatro."
        )
    keys.wait_for("Son uno de cada cuatro.")

    keys.tab_to("Conservar la sugerencia")
    keys.press(Key.Key_Return)

    assert plan().audiences[0].suggested == ""


def test_changing_a_suggestion_makes_it_ones_own(step, three, services, keys, plan, qtbot):
    with services.store.change(Topic.PLAN, label="proponer") as db:
        suggestions.mark(
            db, "audience", three.audiences[0].id, "over-65", "Son uno de cada cuatro."
        )
    keys.wait_for("Son uno de cada cuatro.")

    keys.press(Key.Key_Return)
    keys.press(Key.Key_Tab)
    keys.write("350")
    keys.press(Key.Key_Tab)

    assert (plan().audiences[0].size, plan().audiences[0].suggested) == (350, "")
    qtbot.waitUntil(lambda: not keys.sees("Son uno de cada cuatro."))


def test_a_finding_chooses_its_audience_and_the_field(step, three, keys):
    keys.open(FixTarget(PlanStep.AUDIENCES, "audience", three.audiences[2].id, "psychographic"))

    assert keys.row().startswith("Veraneantes")
    assert keys.name() == "Qué les mueve"


def test_a_table_pasted_from_a_text_processor_keeps_its_lines(step, keys, plan, qapp):
    qapp.clipboard().setText("Edad\tSexo\r\n65 a 80\tmujeres\r\n\r\n")
    keys.press(Key.Key_Return)
    keys.tab_to("Quiénes son")

    keys.press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    keys.press(Key.Key_Tab)

    assert plan().audiences[0].sociodemographic.splitlines()[0].startswith("Edad")
    assert len(plan().audiences[0].sociodemographic.splitlines()) == 2
