"""Measurements from a file of figures: looked at first, stored in one step, or not at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.i18n import _, ngettext
from core.plan import records
from core.plan.kinds import Frequency, Scope, Step
from core.plan.matching import How
from core.plan.measuring import Period
from core.plan.model import Measurement, Objective
from core.store import Topic
from desktop.plan.importing import ImportView
from desktop.plan.importing_columns import how_label, period_label
from desktop.plan.objectives import ObjectivesBody
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.widgets.item_list import ItemList
from desktop.widgets.progress_card import ProgressCard
from tests.desktop.conftest import ScriptedAsker

Key = Qt.Key
SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)

OpenFile = Callable[..., ImportView]


@pytest.fixture
def ids(services: Services) -> dict[str, int]:
    """Two objectives that are measured every month, and their general one."""
    with services.store.change(Topic.PLAN, label="preparar") as db:
        plan = records.load(db.conn)
        for one in plan.objectives:
            records.delete(db, Objective, one.id)
        records.save(db, replace(plan.charter, start_on=date(2026, 1, 1)))
        general = records.add(db, Objective("Informar", scope=Scope.GENERAL))
        reach = Objective("Llegar a más vecinos", indicator="Alcance", unit="personas")
        fans = Objective("Crecer", indicator="Seguidores", unit="personas")
        return {
            one.indicator: records.add(
                db, replace(one, parent_id=general, every=Frequency.MONTHLY, target=5000)
            )
            for one in (reach, fans)
        }


@pytest.fixture
def daily() -> str:
    """Two months of figures, day by day, with a column that measures nothing and a broken line."""
    first = date(2026, 9, 1)
    days = [first + timedelta(day) for day in range(61)]
    rows = [f"{day:%d/%m/%Y};100;{1000 + n};3,5" for n, day in enumerate(days)]
    return "\n".join(["Fecha;Alcance;Seguidores;Duración (min)", *rows, "sin fecha;1;2;3"])


@pytest.fixture
def open_file(
    ids: dict[str, int],
    services: Services,
    shell: Shell,
    asker: ScriptedAsker,
    tmp_path: Path,
) -> OpenFile:
    """Choose Import in the step of the objectives, and a file of this content."""

    def run(content: str | None) -> ImportView:
        services.go("plan", Step.OBJECTIVES)
        file = tmp_path / "redes.csv"
        if content is not None:
            file.write_text(content, encoding="utf-8")
        asker.answers.append(file if content is not None else None)
        services.go("plan", "measurements")
        view = shell.findChild(ImportView)
        assert isinstance(view, ImportView)
        return view

    return run


@pytest.fixture
def opened(open_file: OpenFile, qtbot: QtBot) -> OpenFile:
    """As `open_file`, once it is shown what would come of it."""

    def run(content: str) -> ImportView:
        view = open_file(content)
        qtbot.waitUntil(lambda: is_ready(view))
        return view

    return run


def is_ready(view: ImportView) -> bool:
    [progress] = view.findChildren(ProgressCard)
    return import_button(view).isVisible() and not progress.isVisible()


def import_button(view: QWidget) -> QPushButton:
    return next(one for one in view.findChildren(QPushButton) if one.property("kind") == "primary")


def import_text(count: int) -> str:
    return ngettext("Import one reading", "Import {count} readings", count).format(count=count)


def seen(view: QWidget) -> list[str]:
    return [one.text() for one in view.findChildren(QLabel) if one.isVisible()]


def chooser(view: QWidget, name: str) -> QComboBox:
    return next(one for one in view.findChildren(QComboBox) if one.accessibleName() == name)


def measures(view: QWidget, column: str) -> QComboBox:
    return chooser(view, _("What “{column}” measures").format(column=column))


def becomes_one(view: QWidget, column: str) -> QComboBox:
    return chooser(view, _("How the figures of “{column}” become one").format(column=column))


def choose(qtbot: QtBot, combo: QComboBox, words: str) -> None:
    """Go to an entry with the arrows."""
    combo.setFocus()
    steps = combo.findText(words) - combo.currentIndex()
    assert combo.findText(words) >= 0
    for _step in range(abs(steps)):
        qtbot.keyClick(combo, Key.Key_Down if steps > 0 else Key.Key_Up)


def wait_for(qtbot: QtBot, view: ImportView, count: int) -> None:
    button = import_button(view)
    qtbot.waitUntil(
        lambda: button.accessibleName() == import_text(count) and button.isEnabled() == (count > 0)
    )


def told(view: QWidget) -> list[str]:
    """The sentences about what was left out."""
    [edit] = view.findChildren(QPlainTextEdit)
    return edit.toPlainText().splitlines() if edit.isVisible() else []


def stored(services: Services) -> dict[int, list[tuple[date, float]]]:
    """Days and values by objective."""
    with services.store.read() as connection:
        plan = records.load(connection)
    return {
        one.id: [(reading.measured_on, reading.value) for reading in plan.readings(one)]
        for one in plan.objectives
        if plan.readings(one)
    }


def test_what_would_be_stored_is_shown_before_anything_is(
    opened: OpenFile, services: Services, daily: str
) -> None:
    view = opened(daily)

    assert import_button(view).accessibleName() == import_text(4)
    shown = seen(view)
    assert {"Llegar a más vecinos", "3.000 personas", "3.100 personas"} <= set(shown)
    assert any("5.000 personas" in text for text in shown), "the target to compare with"
    assert any("63" in text and "sin fecha" in text for text in told(view))
    assert stored(services) == {}


def test_enter_imports_in_one_step_that_can_be_undone(
    opened: OpenFile,
    services: Services,
    shell: Shell,
    qtbot: QtBot,
    daily: str,
    ids: dict[str, int],
) -> None:
    view = opened(daily)
    assert import_button(view).hasFocus()

    qtbot.keyClick(import_button(view), Key.Key_Return)

    qtbot.waitUntil(lambda: not view.isVisible())
    assert stored(services) == {
        ids["Alcance"]: [(SEPTEMBER, 3000), (OCTOBER, 3100)],
        ids["Seguidores"]: [(SEPTEMBER, 1029), (OCTOBER, 1060)],
    }
    shell.undo()
    assert stored(services) == {}


def test_after_it_the_first_objective_is_shown_with_its_readings(
    opened: OpenFile, shell: Shell, qtbot: QtBot, daily: str, ids: dict[str, int]
) -> None:
    view = opened(daily)

    qtbot.keyClick(import_button(view), Key.Key_Return)

    qtbot.waitUntil(lambda: not view.isVisible())
    step = shell.findChild(ObjectivesBody)
    assert isinstance(step, ObjectivesBody)
    chosen, readings = step.findChildren(ItemList)
    assert chosen.selected_key() == ids["Alcance"]
    assert len(readings.keys()) == 2


def test_a_column_can_be_left_out_and_another_one_matched(
    opened: OpenFile, services: Services, qtbot: QtBot, daily: str, ids: dict[str, int]
) -> None:
    view = opened(daily)
    assert not becomes_one(view, "Duración (min)").isVisible()

    choose(qtbot, measures(view, "Alcance"), _("Do not import"))
    wait_for(qtbot, view, 2)
    assert not becomes_one(view, "Alcance").isVisible()
    choose(qtbot, measures(view, "Duración (min)"), "Llegar a más vecinos")
    wait_for(qtbot, view, 4)
    assert measures(view, "Duración (min)").hasFocus()
    assert becomes_one(view, "Duración (min)").isVisible()
    qtbot.keyClick(import_button(view), Key.Key_Return)

    qtbot.waitUntil(lambda: not view.isVisible())
    assert len(stored(services)[ids["Alcance"]]) == 2
    assert stored(services)[ids["Alcance"]][0][1] < 1000


def test_how_figures_become_one_is_proposed_and_can_be_changed(
    opened: OpenFile, qtbot: QtBot, daily: str
) -> None:
    view = opened(daily)
    assert becomes_one(view, "Alcance").currentText() == how_label(How.SUM)
    assert becomes_one(view, "Seguidores").currentText() == how_label(How.LAST)

    choose(qtbot, becomes_one(view, "Alcance"), how_label(How.MEAN))

    qtbot.waitUntil(lambda: seen(view).count("100 personas") == 2)


def test_the_period_is_the_one_in_which_objectives_are_measured(
    opened: OpenFile, qtbot: QtBot, daily: str
) -> None:
    view = opened(daily)
    period = chooser(view, _("One reading for each"))
    assert period.currentText() == period_label(Period.MONTH)

    choose(qtbot, period, period_label(Period.DAY))

    wait_for(qtbot, view, 122)


def test_a_column_that_nothing_names_waits_to_be_matched(
    opened: OpenFile, services: Services, qtbot: QtBot
) -> None:
    view = opened("Fecha;Cosas\n2026-09-30;12\n2026-10-31;14\n")
    assert not import_button(view).isEnabled()
    assert QApplication.focusWidget() is measures(view, "Cosas")

    choose(qtbot, measures(view, "Cosas"), "Crecer")

    wait_for(qtbot, view, 2)


def test_a_reading_that_would_be_replaced_is_announced_and_keeps_its_note(
    open_file: OpenFile, services: Services, qtbot: QtBot, ids: dict[str, int]
) -> None:
    with services.store.change(Topic.PLAN, label="preparar") as db:
        records.measure(db, Measurement(ids["Seguidores"], SEPTEMBER, 7, note="A mano"))

    view = open_file("Fecha;Seguidores\n2026-09-30;12\n2026-10-31;14\n")
    qtbot.waitUntil(lambda: is_ready(view))
    replaced = ngettext("one replaces one of its day", "{count} replace one of their day", 1)
    assert any(replaced in text for text in seen(view))
    qtbot.keyClick(import_button(view), Key.Key_Return)

    qtbot.waitUntil(lambda: not view.isVisible())
    with services.store.read() as connection:
        kept = records.load(connection).measurements
    assert [(one.value, one.note) for one in kept] == [(12, "A mano"), (14, "")]


def test_of_many_columns_the_last_wait_behind_a_button(opened: OpenFile, qtbot: QtBot) -> None:
    titles = ";".join(f"Cosa {n}" for n in range(20))
    figures = ";".join("5" for _n in range(20))
    view = opened(f"Fecha;{titles};Alcance\n2026-09-30;{figures};12\n")
    assert measures(view, "Alcance").isVisible(), "what is recognised comes first"
    assert not any("Cosa 19" in one.accessibleName() for one in view.findChildren(QComboBox))
    name = ngettext("Show one more column", "Show {count} more columns", 9).format(count=9)
    more = next(one for one in view.findChildren(QPushButton) if one.accessibleName() == name)

    more.setFocus()
    qtbot.keyClick(more, Key.Key_Return)

    qtbot.waitUntil(measures(view, "Cosa 19").isVisible)
    assert measures(view, "Cosa 11").hasFocus()
    assert not more.isVisible()


def test_of_two_columns_of_days_another_one_can_be_chosen(opened: OpenFile, qtbot: QtBot) -> None:
    view = opened("Publicado;Revisado;Alcance\n2026-09-30;2026-10-31;12\n2026-09-29;2026-11-20;8\n")
    wait_for(qtbot, view, 1)
    days = chooser(view, _("Column of the dates"))
    assert days.isVisible()

    choose(qtbot, days, days.itemText(1))

    qtbot.waitUntil(lambda: "12 personas" in seen(view))


@pytest.mark.parametrize(
    "content", ["", "Nombre;Correo\nAna;ana@medellin.es\n", "Fecha;Texto\n2026-09-30;hola\n"]
)
def test_a_file_without_figures_is_told_and_the_plan_comes_back(
    open_file: OpenFile, shell: Shell, services: Services, qtbot: QtBot, content: str
) -> None:
    view = open_file(content)

    qtbot.waitUntil(lambda: len(shell.messages.shown()) == 1)
    assert not view.isVisible()
    assert stored(services) == {}


def test_no_file_chosen_goes_back_to_the_plan(open_file: OpenFile) -> None:
    assert not open_file(None).isVisible()


def test_escape_leaves_without_importing(
    opened: OpenFile, services: Services, qtbot: QtBot, daily: str
) -> None:
    view = opened(daily)

    qtbot.keyClick(import_button(view), Key.Key_Escape)

    assert not view.isVisible()
    assert stored(services) == {}


def test_without_a_specific_objective_no_file_is_asked_for(
    ids: dict[str, int], services: Services, shell: Shell, asker: ScriptedAsker, qtbot: QtBot
) -> None:
    with services.store.change(Topic.PLAN, label="preparar") as db:
        for item_id in ids.values():
            records.delete(db, Objective, item_id)
    services.go("plan", Step.OBJECTIVES)
    step = shell.findChild(ObjectivesBody)
    assert isinstance(step, ObjectivesBody)
    qtbot.waitUntil(lambda: len(step.findChildren(ItemList)[0].keys()) == 1)

    services.go("plan", "measurements")

    assert asker.asked == []
    assert len(shell.messages.shown()) == 1
    assert step.isVisible()


def test_an_objective_deleted_meanwhile_stores_nothing_and_is_told(
    opened: OpenFile,
    services: Services,
    shell: Shell,
    qtbot: QtBot,
    daily: str,
    ids: dict[str, int],
) -> None:
    view = opened(daily)
    with services.store.change(Topic.PLAN, label="borrar") as db:
        records.delete(db, Objective, ids["Alcance"])

    qtbot.keyClick(import_button(view), Key.Key_Return)

    qtbot.waitUntil(lambda: len(shell.messages.shown()) == 1)
    assert not view.isVisible()
    assert stored(services) == {}


def test_stopping_while_it_stores_leaves_all_or_nothing(
    opened: OpenFile, services: Services, qtbot: QtBot, daily: str, ids: dict[str, int]
) -> None:
    view = opened(daily)
    choose(qtbot, chooser(view, _("One reading for each")), period_label(Period.DAY))
    wait_for(qtbot, view, 122)

    qtbot.mouseClick(import_button(view), Qt.MouseButton.LeftButton)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Escape)

    qtbot.waitUntil(lambda: not view.isVisible())
    assert sum(map(len, stored(services).values())) in (0, 122)


def test_what_was_left_out_can_be_copied(opened: OpenFile, qtbot: QtBot, daily: str) -> None:
    view = opened(daily)
    copy = next(
        one for one in view.findChildren(QPushButton) if one.accessibleName() == _("Copy the list")
    )

    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)

    assert QGuiApplication.clipboard().text().splitlines() == told(view)
