"""People and tasks: posts, who does what with the letters of RACI, whether the hours suffice."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from core.numbers import hours
from core.plan import records
from core.plan.findings import FixTarget
from core.plan.kinds import PlanStep, Raci
from core.plan.labels import raci_label
from core.plan.model import Person, Plan, Task
from core.roster import records as roster_records
from core.store import Topic
from core.town import records as town_records
from desktop.plan.people import PeopleBody
from desktop.widgets.matrix.grid import MatrixLook
from desktop.widgets.matrix.matrix import Matrix
from desktop.widgets.matrix.painting import MatrixLegend
from tests.desktop.hands import fields

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
Keyboard = Any
"""The one of conftest.py."""


@pytest.fixture
def step(small: Plan, keys: Keyboard, qtbot: QtBot) -> PeopleBody:
    keys.open(PlanStep.PEOPLE)
    found = keys.shell.findChild(PeopleBody)
    assert isinstance(found, PeopleBody)
    qtbot.waitUntil(found.isVisible)
    return found


@pytest.fixture
def matrix(step: PeopleBody, keys: Keyboard, qtbot: QtBot) -> Matrix:
    """The table with the keyboard in its first cell."""
    keys.press(Key.Key_Right)
    keys.tab_to("Quién hace qué")
    found = keys.here()
    assert isinstance(found, Matrix)
    keys.press(Key.Key_Home, CTRL)
    return found


def roles(plan: Plan) -> list[list[Raci | None]]:
    """Row by row, task by post."""
    return [[plan.roles(task).get(post.id) for post in plan.people] for task in plan.tasks]


def test_a_new_post_is_called_after_whoever_holds_it(step, keys, plan, qtbot):
    keys.tab_to("Añadir cargo")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: keys.name() == "Cargo en este plan")

    keys.tab_to("Quién lo ocupa")
    chooser = keys.here()
    assert isinstance(chooser, QComboBox)
    keys.press(Key.Key_Down, times=2)
    assert chooser.currentText().startswith("Luis Gil")

    assert plan().people[2].label == "Secretario"
    assert plan().people[2].contact_id == plan().people[1].contact_id


def test_a_post_keeps_its_name_when_somebody_else_takes_it(step, keys, plan):
    keys.open(FixTarget(PlanStep.PEOPLE, "person", plan().people[0].id, "contact_id"))
    keys.press(Key.Key_Down)

    assert plan().people[0].label == "Comunicación"
    assert plan().people[0].contact_id == plan().people[1].contact_id


def test_a_post_whose_contact_is_gone_stays_vacant_with_its_tasks(
    step, keys, services, plan, qtbot
):
    contact = plan().people[0].contact_id
    assert contact is not None
    with services.store.change(Topic.ROSTER, label="borrar") as db:
        roster_records.delete(db, contact)

    qtbot.waitUntil(lambda: "vacante" in keys.row())
    assert roles(plan())[0][0] is Raci.BOTH


def test_the_hours_of_a_post_are_typed_with_a_comma(step, keys, plan, qtbot):
    keys.open(FixTarget(PlanStep.PEOPLE, "person", plan().people[1].id, "hours_week"))
    keys.write("2,5")
    keys.press(Key.Key_Tab)

    assert plan().people[1].hours_week == 2.5


def test_what_a_post_does_in_a_week_stands_below_it(step, keys, services, plan):
    keys.wait_for(f"Escribir: {hours(2)}")

    with services.store.change(Topic.PLAN, label="crecer") as db:
        records.save(db, replace(plan().tasks[0], hours_week=7))

    keys.wait_for(f"Escribir: {hours(7)}")
    keys.wait_for("faltan 3,5 h")


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("r", Raci.RESPONSIBLE),
        ("a", Raci.ACCOUNTABLE),
        ("b", Raci.BOTH),
        ("c", Raci.CONSULTED),
        ("i", Raci.INFORMED),
        ("0", None),
    ],
)
def test_a_letter_is_typed_into_a_cell(key, role, matrix, keys, plan):
    keys.write(key)

    assert roles(plan())[0][0] is role


def test_a_whole_row_is_informed_with_one_key_and_one_step_of_undo(matrix, keys, plan):
    before = roles(plan())
    keys.press(Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    keys.write("i")
    assert roles(plan())[0] == [Raci.INFORMED, Raci.INFORMED]

    keys.press(Key.Key_Z, CTRL)
    assert roles(plan()) == before


def test_letters_come_and_go_to_a_spreadsheet(matrix, keys, plan, qapp):
    keys.press(Key.Key_A, CTRL)
    keys.press(Key.Key_C, CTRL)
    assert qapp.clipboard().text() == "R/A\t–\nR\tA"

    qapp.clipboard().setText("C\tR/A\nI\tX")
    keys.press(Key.Key_Home, CTRL)
    keys.press(Key.Key_V, CTRL)

    assert roles(plan()) == [
        [Raci.CONSULTED, Raci.BOTH],
        [Raci.INFORMED, Raci.ACCOUNTABLE],
    ]


def test_cells_have_letters_and_the_legend_has_the_words(matrix, keys):
    assert matrix.look is not MatrixLook.WORDS
    for role in Raci:
        assert keys.sees(raci_label(role))


def test_fourteen_posts_fit_on_the_laptop_and_tasks_scroll_above_the_legend(
    matrix, step, services, qtbot
):
    with services.store.change(Topic.PLAN, label="crecer") as db:
        for number in range(12):
            records.add(db, Person(f"Concejalía de Bienestar {number}"))
        for number in range(10):
            records.add(db, Task(f"Tarea de cada semana número {number}"))

    qtbot.waitUntil(lambda: matrix.model().columnCount() == 14)

    assert not matrix.horizontalScrollBar().isVisible()
    assert matrix.look is MatrixLook.SHORT
    legend = step.findChild(MatrixLegend)
    window = matrix.window()
    assert legend.mapTo(window, legend.rect().bottomLeft()).y() < window.height()


def test_a_task_that_nobody_does_is_marked_and_its_finding_leads_to_its_row(
    matrix, keys, services, plan, qtbot
):
    task = plan().tasks[0]
    keys.press(Key.Key_0)
    sentence = f"Nadie se encarga de «{task.title}»."
    keys.wait_for(sentence)
    qtbot.waitUntil(lambda: matrix.model().headerData(0, Qt.Orientation.Vertical, 12) == sentence)

    keys.press(Key.Key_Down)
    keys.shell.go("plan")
    keys.tab_to(f"Ir allí: {sentence}")
    keys.press(Key.Key_Return)

    assert keys.here() is matrix
    assert matrix.current_cell() == (task.id, plan().people[0].id)


def test_enter_opens_the_task_and_control_enter_the_post(matrix, step, keys, plan):
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Return)
    assert keys.name() == "Tarea"
    assert keys.here().property("text") == "Aprobar lo que se publica"

    matrix.setFocus()
    keys.press(Key.Key_Right)
    keys.press(Key.Key_Return, CTRL)
    assert (keys.part(), keys.name()) == ("people", "Cargo en este plan")
    assert keys.here().property("text") == "Secretaría"


def test_a_contracted_task_asks_for_its_supplier(step, keys, plan):
    keys.open(FixTarget(PlanStep.PEOPLE, "task", plan().tasks[0].id, "contracted"))
    assert "Proveedor" not in fields(step)

    keys.press(Key.Key_Space)
    assert plan().tasks[0].contracted
    keys.press(Key.Key_Tab)
    assert keys.name() == "Proveedor"
    keys.write("Imprenta Extremadura")
    keys.press(Key.Key_Tab)

    assert plan().tasks[0].supplier == "Imprenta Extremadura"


def test_a_first_task_is_one_key_away_when_there_is_none(step, keys, services, plan, qtbot):
    with services.store.change(Topic.PLAN, label="vaciar") as db:
        for task in plan().tasks:
            records.delete(db, Task, task.id)
    keys.wait_for("El plan no tiene tareas.")

    keys.open(FixTarget(PlanStep.PEOPLE, "task"))

    assert (keys.part(), keys.name()) == ("tasks", "Añadir tarea")
    assert not [item for item in step.findChildren(Matrix) if item.isVisible()]


def test_too_much_work_is_said_with_ways_to_bring_it_down(step, keys, services, plan):
    with services.store.change(Topic.PLAN, Topic.TOWN, label="crecer") as db:
        town_records.update(db, hours_week=3.0)
        records.save(db, replace(plan().tasks[0], hours_week=6))

    keys.open(FixTarget(PlanStep.PEOPLE, "task", 0, "hours_week"))

    assert keys.part() == "hours"
    keys.wait_for("faltan 3,5 h")
    keys.wait_for("Contratar «Escribir».")


def test_hours_that_nobody_said_are_asked_for(step, keys, services, plan):
    with services.store.change(Topic.PLAN, label="olvidar") as db:
        for person in plan().people:
            records.save(db, replace(person, hours_week=None))

    keys.open(FixTarget(PlanStep.PEOPLE, "person", 0, "hours_week"))
    keys.wait_for("Todavía no se ha dicho cuántas horas hay.")
    assert not keys.sees("faltan 2,5 h")
    keys.open(FixTarget(PlanStep.PEOPLE, "person", 0, "hours_week"))
    assert keys.here().property("text") == "Indicar cuántas horas hay"
    keys.press(Key.Key_Return)

    assert keys.shell.page_id == "settings"
