"""The step of the objectives: general ones, under them what is measured; by keyboard."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.plan import records
from core.plan.findings import FixTarget
from core.plan.kinds import Judged, ObjectiveScope, PlanStep, Severity
from core.plan.labels import severity_label
from core.plan.model import Channel, Measurement, Objective, Plan
from core.store import Topic
from desktop.forms.lines import GrowingLine
from desktop.plan.editors import ItemsEditor
from desktop.plan.measurements_card import MeasurementsCard
from desktop.plan.objectives import ObjectivesBody
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.widgets.choices import Tabs
from desktop.widgets.labelled import LabelledField
from tests.desktop.hands import here

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
END = date(2026, 12, 31)


def plan_of(services: Services) -> Plan:
    with services.store.read() as connection:
        return records.load(connection)


def objectives(services: Services) -> dict[str, Objective]:
    return {objective.title: objective for objective in plan_of(services).objectives}


def keep(services: Services, *items: Objective) -> list[int]:
    with services.store.change(Topic.PLAN, label="preparar") as db:
        return [records.add(db, item) for item in items]


@pytest.fixture
def empty_plan(services: Services) -> None:
    """A plan of one year with one channel and nothing to reach yet."""
    suggested = plan_of(services)
    with services.store.change(Topic.PLAN, label="preparar") as db:
        for objective in suggested.objectives:
            records.delete(db, Objective, objective.id)
        for channel in suggested.channels:
            records.delete(db, Channel, channel.id)
        records.add(db, Channel("Tablón"))
        records.save(db, replace(suggested.charter, start_on=date(2026, 1, 1), end_on=END))


@pytest.fixture
def tree(empty_plan: None, services: Services) -> dict[str, int]:
    """Two general objectives, the first with two specific ones; their ids by title."""
    informed, closer = keep(
        services,
        Objective("Informar", scope=ObjectiveScope.GENERAL),
        Objective("Acercar", scope=ObjectiveScope.GENERAL),
    )
    answered, reached = keep(
        services,
        Objective("Contestar", parent_id=informed, indicator="Contestadas", unit="%", due_on=END),
        Objective("Llegar", parent_id=informed, indicator="Hogares", unit="hogares"),
    )
    return {"Informar": informed, "Acercar": closer, "Contestar": answered, "Llegar": reached}


@pytest.fixture
def step(shell: Shell, qtbot: QtBot) -> ObjectivesBody:
    """The step on screen; ask for what the plan holds before it."""
    shell.go("plan", PlanStep.OBJECTIVES)
    found = shell.findChild(ObjectivesBody)
    assert isinstance(found, ObjectivesBody)
    qtbot.waitUntil(found.isVisible)
    return found


def editor(step: ObjectivesBody) -> ItemsEditor[Any]:
    found = step.findChild(ItemsEditor)
    assert found is not None
    return found


def choose(step: ObjectivesBody, item_id: int, part: str = "what") -> None:
    assert editor(step).list.select(item_id)
    step.findChild(Tabs).choose(part)


def field(step: ObjectivesBody, name: str) -> LabelledField:
    return editor(step).form.field(name)


def give(step: ObjectivesBody, qtbot: QtBot, name: str, text: str) -> None:
    """Type into a field over what is there, and leave it."""
    control = field(step, name).control
    assert isinstance(control, QLineEdit | GrowingLine)
    control.setFocus()
    control.selectAll()
    qtbot.keyClicks(control, text)
    qtbot.keyClick(control, Key.Key_Tab)


def press_add(step: ObjectivesBody, qtbot: QtBot, words: str) -> None:
    """Choose one of the two that can be added, and wait until its title can be typed over."""
    adder = next(item for item in step.findChildren(QPushButton) if item.menu() is not None)
    before = len(editor(step).list.keys())
    next(action for action in adder.menu().actions() if action.text() == words).trigger()
    qtbot.waitUntil(lambda: len(editor(step).list.keys()) == before + 1)
    qtbot.waitUntil(lambda: field(step, "title").control.hasFocus())


def titles(step: ObjectivesBody, services: Services) -> list[str]:
    """What the list shows, from top to bottom."""
    known = {objective.id: objective.title for objective in plan_of(services).objectives}
    keys = editor(step).list.keys()
    return [known.get(key, "") for key in keys]


def spoken(step: ObjectivesBody) -> str:
    """What a screen reader says of the chosen objective in the list."""
    row = editor(step).list.currentIndex()
    return str(row.data(Qt.ItemDataRole.AccessibleTextRole))


@pytest.mark.usefixtures("empty_plan")
def test_an_empty_plan_begins_with_a_general_objective(step):
    adder = here()
    assert isinstance(adder, QPushButton)
    assert adder.accessibleName() == "Añadir"
    assert adder.menu().actions()[0].text() == "Añadir objetivo general"
    told = [label.text() for label in step.findChildren(QLabel) if label.isVisible()]
    sentence = (
        "Empiece por un objetivo general: qué debería ser distinto dentro de un año. Debajo, lo que"
        " se va a medir."
    )
    assert sentence in told


@pytest.mark.usefixtures("empty_plan")
def test_what_is_added_can_be_named_at_once(step, services, qtbot):
    press_add(step, qtbot, "Añadir objetivo general")
    qtbot.keyClicks(here(), "Informar a tiempo")
    press_add(step, qtbot, "Añadir objetivo específico")
    qtbot.keyClicks(here(), "Contestar siempre")
    qtbot.keyClick(here(), Key.Key_Tab)

    kept = objectives(services)
    assert kept["Informar a tiempo"].scope is ObjectiveScope.GENERAL
    assert kept["Contestar siempre"].parent_id == kept["Informar a tiempo"].id
    assert kept["Contestar siempre"].due_on == END


def test_one_added_beside_a_specific_objective_has_the_same_general_one(
    tree, step, services, qtbot
):
    choose(step, tree["Contestar"])

    press_add(step, qtbot, "Añadir objetivo específico")
    qtbot.keyClicks(here(), "Escuchar")
    qtbot.keyClick(here(), Key.Key_Tab)

    assert objectives(services)["Escuchar"].parent_id == tree["Informar"]
    assert titles(step, services) == ["Informar", "Contestar", "Llegar", "Escuchar", "Acercar"]


def test_a_general_objective_asks_for_no_figures(tree, step, qtbot):
    choose(step, tree["Informar"])
    figures = ("parent_id", "judged", "indicator", "unit", "baseline", "target", "due_on")
    assert not any(field(step, name).isVisible() for name in figures)

    choose(step, tree["Contestar"])
    assert all(field(step, name).isVisible() for name in figures)
    assert not field(step, "rubric").isVisible()


def test_a_qualitative_objective_is_judged_by_a_rubric(tree, step, services, qtbot):
    choose(step, tree["Contestar"])
    judged = field(step, "judged").control
    judged.setFocus()

    qtbot.keyClick(judged, Key.Key_Down)

    assert objectives(services)["Contestar"].judged is Judged.QUALITATIVE
    assert field(step, "rubric").isVisible()
    assert not any(field(step, name).isVisible() for name in ("indicator", "unit", "source"))


def test_a_value_that_cannot_be_stays_in_its_field_and_is_not_stored(tree, step, services, qtbot):
    choose(step, tree["Contestar"])
    control = field(step, "target").control
    assert isinstance(control, QLineEdit)

    for typed in ("140", "-5", "muchas", "12,5,7"):
        give(step, qtbot, "target", "90")
        assert not field(step, "target").message()

        give(step, qtbot, "target", typed)

        assert field(step, "target").message()
        assert control.text() == typed
        assert objectives(services)["Contestar"].target == 90


def test_values_are_typed_with_comma_and_unit(tree, step, services, qtbot):
    choose(step, tree["Contestar"])
    give(step, qtbot, "baseline", "52,5")
    give(step, qtbot, "target", "90 %")

    kept = objectives(services)["Contestar"]
    assert (kept.baseline, kept.target) == (52.5, 90)
    assert not field(step, "target").message()


def test_a_target_below_the_start_is_kept_and_found(tree, step, services, qtbot):
    choose(step, tree["Contestar"])
    give(step, qtbot, "baseline", "60")
    give(step, qtbot, "target", "90")
    qtbot.waitUntil(lambda: severity_label(Severity.ERROR) not in spoken(step))

    give(step, qtbot, "target", "40")

    assert objectives(services)["Contestar"].target == 40
    assert not field(step, "target").message()
    qtbot.waitUntil(lambda: severity_label(Severity.ERROR) in spoken(step))


def test_an_objective_that_becomes_general_belongs_to_none(tree, step, services, qtbot):
    choose(step, tree["Llegar"])
    scope = field(step, "scope").control
    scope.setFocus()

    qtbot.keyClick(scope, Key.Key_Up)

    kept = objectives(services)["Llegar"]
    assert (kept.scope, kept.parent_id) == (ObjectiveScope.GENERAL, None)


def test_specific_objectives_change_places_under_their_general_one(tree, step, services, qtbot):
    choose(step, tree["Llegar"])
    shown = editor(step).list
    shown.setFocus()

    qtbot.keyClick(shown, Key.Key_Up, ALT)
    qtbot.waitUntil(
        lambda: titles(step, services) == ["Informar", "Llegar", "Contestar", "Acercar"]
    )
    qtbot.keyClick(shown, Key.Key_Up, ALT)

    assert titles(step, services) == ["Informar", "Llegar", "Contestar", "Acercar"]
    assert objectives(services)["Llegar"].parent_id == tree["Informar"]


def test_a_general_objective_takes_its_specific_ones_along(tree, step, services, qtbot):
    choose(step, tree["Acercar"])
    shown = editor(step).list
    shown.setFocus()

    qtbot.keyClick(shown, Key.Key_Up, ALT)

    qtbot.waitUntil(
        lambda: titles(step, services) == ["Acercar", "Informar", "Contestar", "Llegar"]
    )


def test_a_deleted_general_objective_leaves_its_specific_ones_and_comes_back(
    tree, step, services, shell, qtbot
):
    choose(step, tree["Informar"])
    shown = editor(step).list
    shown.setFocus()

    qtbot.keyClick(shown, Key.Key_Delete)
    qtbot.waitUntil(lambda: titles(step, services) == ["Acercar", "Contestar", "Llegar"])

    shell.undo()
    qtbot.waitUntil(
        lambda: titles(step, services) == ["Informar", "Contestar", "Llegar", "Acercar"]
    )


def test_only_specific_objectives_are_measured(tree, step):
    card = step.findChild(MeasurementsCard)
    assert card is not None

    choose(step, tree["Contestar"], "measurements")
    assert card.isVisible()
    assert not field(step, "title").isVisible()
    choose(step, tree["Informar"])
    assert not card.isVisible()
    assert field(step, "title").isVisible()


def test_each_part_of_an_objective_has_its_fields(tree, step):
    seen = {}
    for part in ("what", "why"):
        choose(step, tree["Contestar"], part)
        names = editor(step).form.names()
        seen[part] = [name for name in names if field(step, name).isVisible()]

    assert "target" in seen["what"]
    assert "serves" not in seen["what"]
    assert seen["why"] == ["serves"]


def test_a_row_says_where_the_objective_stands_and_that_it_is_late(tree, step, services, qtbot):
    today = services.clock.today()
    with services.store.change(Topic.PLAN, label="medir") as db:
        answered = replace(objectives(services)["Contestar"], baseline=50, target=90)
        charter = records.load(db.conn).charter
        records.save(db, replace(charter, start_on=date(today.year, 1, 1), end_on=END))
        records.save(db, replace(answered, due_on=date(today.year, 12, 31)))
        records.measure(db, Measurement(answered.id, today, 52))
    choose(step, tree["Contestar"])

    qtbot.waitUntil(lambda: "hoy 52 · meta 90" in spoken(step))
    assert spoken(step).endswith("Con retraso")


def test_enter_goes_from_the_list_into_the_first_field_whatever_part_is_shown(tree, step, qtbot):
    choose(step, tree["Contestar"], "why")
    shown = editor(step).list
    shown.setFocus()

    qtbot.keyClick(shown, Key.Key_Return)

    assert field(step, "title").control.hasFocus()


def test_a_finding_leads_to_the_field_that_mends_it(tree, step, services):
    services.go("plan", FixTarget(PlanStep.OBJECTIVES, "objective", tree["Llegar"], "target"))

    assert editor(step).list.selected_key() == tree["Llegar"]
    assert field(step, "target").control.hasFocus()


def test_what_gets_the_keyboard_is_scrolled_into_view(tree, step, shell, services, qtbot):
    shell.resize(1366, 500)
    services.go("plan", FixTarget(PlanStep.OBJECTIVES, "objective", tree["Llegar"], "serves"))

    qtbot.waitUntil(lambda: not field(step, "serves").control.visibleRegion().isEmpty())


@pytest.mark.usefixtures("empty_plan")
def test_two_hundred_objectives_are_gone_through_with_the_arrows(step, services, qtbot):
    [general] = keep(services, Objective("Informar " * 20, scope=ObjectiveScope.GENERAL))
    keep(services, *(Objective(f"Objetivo {n} " * 9, parent_id=general) for n in range(200)))
    qtbot.waitUntil(lambda: len(editor(step).list.keys()) == 201)
    shown = editor(step).list
    shown.setFocus()

    qtbot.keyClick(shown, Key.Key_End)

    control = field(step, "title").control
    assert isinstance(control, GrowingLine)
    assert control.text().startswith("Objetivo 199")
    assert not shown.visualRect(shown.currentIndex()).isEmpty()
    assert shown.width() < step.width()
