"""Measurements from a file of figures: looked at first, stored in one step, or not at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.plan import records
from core.plan.kinds import Frequency, ObjectiveScope, PlanStep
from core.plan.model import Measurement, Objective
from core.store import Topic
from desktop.plan.importing import MeasurementImport
from desktop.plan.objectives import ObjectivesBody
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.widgets.lists.item_list import ItemList
from tests.desktop.conftest import ScriptedAsker

Key = Qt.Key
SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)
REACH, FANS = "Llegar a más vecinos", "Crecer"

OpenFile = Callable[[str | None], MeasurementImport]
Control = TypeVar("Control", bound=QWidget)


@pytest.fixture
def ids(services: Services) -> dict[str, int]:
    """Two objectives that are measured every month, and their general one."""
    with services.store.change(Topic.PLAN, label="preparar") as db:
        plan = records.load(db.conn)
        for objective in plan.objectives:
            records.delete(db, Objective, objective.id)
        records.save(db, replace(plan.charter, start_on=date(2026, 1, 1)))
        general = records.add(db, Objective("Informar", scope=ObjectiveScope.GENERAL))
        reach = Objective(REACH, indicator="Alcance", unit="personas", target=5000)
        fans = Objective(FANS, indicator="Seguidores", unit="personas")
        return {
            other.title: records.add(db, replace(other, parent_id=general, every=Frequency.MONTHLY))
            for other in (reach, fans)
        }


@pytest.fixture
def daily() -> str:
    """Two months of figures, day by day, with a column that measures nothing and a broken line."""
    first = date(2026, 9, 1)
    days = [first + timedelta(day) for day in range(61)]
    rows = [f"{day:%d/%m/%Y};100;{1000 + n};3,5" for n, day in enumerate(days)]
    return "\n".join(["Fecha;Alcance;Seguidores;Duración (min)", *rows, "sin fecha;1;2;3"])


@pytest.fixture
def choose_file(
    ids: dict[str, int], services: Services, shell: Shell, asker: ScriptedAsker, tmp_path: Path
) -> OpenFile:
    """Choose Import in the step of the objectives, and a file of this content."""

    def run(content: str | None) -> MeasurementImport:
        services.go("plan", PlanStep.OBJECTIVES)
        file = tmp_path / "redes.csv"
        if content is not None:
            file.write_text(content, encoding="cp1252")
        asker.answers.append(file if content is not None else None)
        services.go("plan", "measurements")
        view = shell.findChild(MeasurementImport)
        assert isinstance(view, MeasurementImport)
        return view

    return run


@pytest.fixture
def opened(choose_file: OpenFile, qtbot: QtBot) -> OpenFile:
    """As `choose_file`, once it is shown what would come of it."""

    def run(content: str | None) -> MeasurementImport:
        view = choose_file(content)
        qtbot.waitUntil(import_button(view).isVisible)
        return view

    return run


def import_button(view: QWidget) -> QPushButton:
    return next(
        button for button in view.findChildren(QPushButton) if button.property("kind") == "primary"
    )


def seen(view: QWidget) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def named(view: QWidget, kind: type[Control], name: str) -> Control:
    return next(widget for widget in view.findChildren(kind) if widget.accessibleName() == name)


def chooser(view: QWidget, name: str) -> QComboBox:
    return named(view, QComboBox, name)


def becomes_one(view: QWidget, objective: str) -> QComboBox:
    return chooser(view, f"Cifra del período: {objective}")


def choose(qtbot: QtBot, combo: QComboBox, words: str) -> None:
    """Go to an entry with the arrows."""
    combo.setFocus()
    wanted = combo.findText(words, Qt.MatchFlag.MatchStartsWith)
    assert wanted >= 0
    steps = wanted - combo.currentIndex()
    for _step in range(abs(steps)):
        qtbot.keyClick(combo, Key.Key_Down if steps > 0 else Key.Key_Up)


def wait_for(qtbot: QtBot, view: MeasurementImport, count: int) -> None:
    """Until the button offers so many readings."""
    button = import_button(view)
    qtbot.waitUntil(
        lambda: button.accessibleName() == f"Importar {count} mediciones" and button.isEnabled()
    )


def press_import(qtbot: QtBot, view: MeasurementImport) -> None:
    qtbot.keyClick(import_button(view), Key.Key_Return)
    qtbot.waitUntil(lambda: not view.isVisible())


def told(view: QWidget) -> list[str]:
    """The sentences about what was left out."""
    [edit] = view.findChildren(QPlainTextEdit)
    return edit.toPlainText().splitlines() if edit.isVisible() else []


def stored(services: Services) -> dict[str, list[tuple[date, float]]]:
    """Days and values by objective."""
    with services.store.read() as connection:
        plan = records.load(connection)
    return {
        item.title: [(reading.measured_on, reading.value) for reading in plan.readings(item)]
        for item in plan.objectives
        if plan.readings(item)
    }


def test_the_list_of_periods_is_as_wide_as_its_words(opened, daily):
    period = chooser(opened(daily), "Una medición por cada")
    words = [period.itemText(at) for at in range(period.count())]
    longest = max(period.fontMetrics().horizontalAdvance(word) for word in words)
    assert longest < period.width() < 3 * longest


def test_what_would_be_stored_and_what_would_not_is_shown_before_anything_is(
    opened, services, qtbot, daily
):
    view = opened(daily)

    assert import_button(view).accessibleName() == "Importar 4 mediciones"
    assert chooser(view, REACH).currentText() == "Alcance · 100"
    assert "2 mediciones · meta: 5000 personas" in seen(view)
    assert "30 de septiembre de 2026: 3000 personas" in seen(view)
    assert "31 de octubre de 2026: 3100 personas" in seen(view)
    sentences = ["Línea 63: «sin fecha» no es una fecha; se ha omitido."]
    assert told(view) == sentences
    qtbot.mouseClick(named(view, QPushButton, "Copiar la lista"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().splitlines() == sentences
    assert stored(services) == {}


def test_what_a_file_could_not_do_is_told_until_the_next_one_is_read(
    choose_file, opened, shell, qtbot, daily
):
    choose_file("")
    qtbot.waitUntil(lambda: len(shell.messages.shown()) == 1)
    opened(daily)
    assert shell.messages.shown() == []


def test_enter_imports_in_one_step_shows_it_and_can_be_undone(
    opened, services, shell, qtbot, daily, ids
):
    view = opened(daily)
    assert import_button(view).hasFocus()

    press_import(qtbot, view)

    assert stored(services) == {
        REACH: [(SEPTEMBER, 3000), (OCTOBER, 3100)],
        FANS: [(SEPTEMBER, 1029), (OCTOBER, 1060)],
    }
    step = shell.findChild(ObjectivesBody)
    assert isinstance(step, ObjectivesBody)
    chosen, readings = step.findChildren(ItemList)
    assert chosen.selected_key() == ids[REACH]
    assert len(readings.keys()) == 2
    shell.undo()
    assert stored(services) == {}


def test_an_objective_can_be_left_out_or_measured_by_another_column(opened, services, qtbot, daily):
    view = opened(daily)

    choose(qtbot, chooser(view, FANS), "No importar")
    wait_for(qtbot, view, 2)
    assert chooser(view, FANS).hasFocus()
    assert not becomes_one(view, FANS).isVisible()
    choose(qtbot, chooser(view, REACH), "Duración (min)")
    qtbot.waitUntil(lambda: ": 3,5 personas" in seen(view))
    press_import(qtbot, view)

    assert stored(services) == {REACH: [(SEPTEMBER, 3.5), (OCTOBER, 3.5)]}


def test_how_figures_become_one_and_for_which_period_is_proposed_and_can_be_changed(
    opened, qtbot, daily
):
    view = opened(daily)
    period = chooser(view, "Una medición por cada")
    assert period.currentText() == "Mes"
    assert becomes_one(view, REACH).currentText() == "La suma"
    assert becomes_one(view, FANS).currentText() == "La última cifra"

    choose(qtbot, becomes_one(view, REACH), "La media")
    qtbot.waitUntil(lambda: seen(view).count(": 100 personas") == 2)
    choose(qtbot, period, "Día")

    wait_for(qtbot, view, 122)


def test_an_objective_that_no_column_names_waits_to_be_matched(opened, qtbot):
    view = opened("Fecha;Cosas\n2026-09-30;12\n2026-10-31;14\n")
    assert not import_button(view).isEnabled()
    assert QApplication.focusWidget() is chooser(view, REACH)

    choose(qtbot, chooser(view, FANS), "Cosas")

    wait_for(qtbot, view, 2)


def test_a_reading_that_would_be_replaced_is_announced_and_keeps_its_note(
    opened, services, qtbot, ids
):
    with services.store.change(Topic.PLAN, label="preparar") as db:
        records.measure(db, Measurement(ids[FANS], SEPTEMBER, 7, note="A mano"))

    view = opened("Fecha;Seguidores\n2026-09-30;12\n2026-10-31;14\n")
    assert "2 mediciones · una sustituye a la de su día" in seen(view)
    press_import(qtbot, view)

    with services.store.read() as connection:
        kept = records.load(connection).measurements
    assert [(item.value, item.note) for item in kept] == [(12, "A mano"), (14, "")]


def test_of_two_columns_of_days_another_one_can_be_chosen(opened, qtbot):
    view = opened("Publicado;Revisado;Alcance\n2026-09-30;2026-10-31;12\n2026-09-29;2026-11-20;8\n")
    assert "30 de septiembre de 2026: 20 personas" in seen(view)

    choose(qtbot, chooser(view, "Columna de las fechas"), "Revisado")

    qtbot.waitUntil(lambda: "31 de octubre de 2026: 12 personas" in seen(view))


def test_a_file_without_figures_is_told_and_the_plan_comes_back(
    choose_file, shell, services, qtbot
):
    view = choose_file("Fecha;Texto\n2026-09-30;hola\n")

    qtbot.waitUntil(lambda: len(shell.messages.shown()) == 1)
    assert not view.isVisible()
    assert stored(services) == {}
    assert not choose_file(None).isVisible(), "nor is a page shown for no file"


def test_escape_leaves_without_importing(opened, services, qtbot, daily):
    view = opened(daily)

    qtbot.keyClick(import_button(view), Key.Key_Escape)

    assert not view.isVisible()
    assert stored(services) == {}


def test_without_a_specific_objective_no_file_is_asked_for(ids, services, shell, asker, qtbot):
    with services.store.change(Topic.PLAN, label="preparar") as db:
        for item_id in ids.values():
            records.delete(db, Objective, item_id)
    services.go("plan", PlanStep.OBJECTIVES)
    step = shell.findChild(ObjectivesBody)
    assert isinstance(step, ObjectivesBody)
    qtbot.waitUntil(lambda: len(step.findChildren(ItemList)[0].keys()) == 1)

    services.go("plan", "measurements")

    assert asker.asked == []
    assert len(shell.messages.shown()) == 1
    assert step.isVisible()


def test_an_objective_deleted_meanwhile_stores_nothing_and_is_told(
    opened, services, shell, qtbot, daily, ids
):
    view = opened(daily)
    with services.store.change(Topic.PLAN, label="borrar") as db:
        records.delete(db, Objective, ids[REACH])

    qtbot.keyClick(import_button(view), Key.Key_Return)

    qtbot.waitUntil(lambda: len(shell.messages.shown()) == 1)
    assert not view.isVisible()
    assert stored(services) == {}


def test_stopping_while_it_stores_leaves_all_or_nothing(opened, services, qtbot, daily):
    view = opened(daily)
    choose(qtbot, chooser(view, "Una medición por cada"), "Día")
    wait_for(qtbot, view, 122)

    qtbot.mouseClick(import_button(view), Qt.MouseButton.LeftButton)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Escape)

    qtbot.waitUntil(lambda: not view.isVisible())
    assert sum(map(len, stored(services).values())) in (0, 122)
