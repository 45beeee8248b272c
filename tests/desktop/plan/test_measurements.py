"""The readings of an objective: typed, corrected, deleted, and seen as a chart; by keyboard."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.days import shown as shown_day
from core.documents.charts import Bar, BarChart
from core.i18n import _
from core.plan import records
from core.plan.findings import FixTarget
from core.plan.kinds import Judged, ObjectiveScope, PlanStep
from core.plan.measurements.readings import progress
from core.plan.model import Measurement, Objective
from core.store import Topic
from desktop.chart import render_of
from desktop.plan.measurements_card import MeasurementsCard
from desktop.plan.objectives import ObjectivesBody
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.widgets.chart_view import ChartView
from desktop.widgets.lists.item_list import ItemList
from tests.core.in_turn import in_turn
from tests.desktop.hands import pick

Key = Qt.Key
TODAY, START, END = date(2026, 11, 24), date(2026, 1, 1), date(2026, 12, 31)
MARCH, JUNE = date(2026, 3, 31), date(2026, 6, 30)


@pytest.fixture
def objective(services: Services) -> Objective:
    """Answers in time, from 50 % to 90 % this year; not measured yet."""
    with services.store.change(Topic.PLAN, label="preparar") as db:
        charter = records.load(db.conn).charter
        records.save(db, replace(charter, start_on=START, end_on=END))
        general = records.add(db, Objective("Informar", scope=ObjectiveScope.GENERAL))
        asked = Objective("Contestar", parent_id=general, indicator="Contestadas", unit="%")
        asked = replace(asked, baseline=50, target=90, due_on=END)
        return replace(asked, id=records.add(db, asked))


@pytest.fixture
def measured(objective: Objective, services: Services) -> Objective:
    """The same, measured in March and in June."""
    with services.store.change(Topic.PLAN, label="preparar") as db:
        records.measure(db, Measurement(objective.id, MARCH, 60, note="Encuesta"))
        records.measure(db, Measurement(objective.id, JUNE, 72.5))
    return objective


@pytest.fixture
def card(objective: Objective, shell: Shell, services: Services, qtbot: QtBot) -> MeasurementsCard:
    """The readings on screen, with the keyboard where one is typed."""
    services.go("plan", FixTarget(PlanStep.OBJECTIVES, "objective", objective.id, "measurements"))
    found = shell.findChild(MeasurementsCard)
    assert found is not None
    qtbot.waitUntil(found.isVisible)
    return found


def readings(services: Services, objective: Objective) -> list[tuple[date, float, str]]:
    with services.store.read() as connection:
        found = records.load(connection).readings(objective)
    return [(measurement.measured_on, measurement.value, measurement.note) for measurement in found]


def line(card: MeasurementsCard, name: str) -> QLineEdit:
    return next(edit for edit in card.findChildren(QLineEdit) if edit.accessibleName() == name)


def give(qtbot: QtBot, edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def past(card: MeasurementsCard) -> ItemList:
    found = card.findChild(ItemList)
    assert found is not None
    return found


def seen(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


@pytest.mark.usefixtures("madrid")
def test_the_keyboard_begins_in_the_value_and_today_is_the_day(card):
    assert QApplication.focusWidget() is line(card, "Valor")
    assert line(card, "Día").text() == shown_day(TODAY)
    assert not past(card).isVisible()


@pytest.mark.usefixtures("madrid")
def test_enter_adds_a_reading_and_the_next_one_can_be_typed(card, objective, services, qtbot):
    value = line(card, "Valor")
    qtbot.keyClicks(value, "61,5 %")
    qtbot.keyClick(value, Key.Key_Return)

    assert readings(services, objective) == [(TODAY, 61.5, "")]
    assert (value.text(), value.hasFocus()) == ("", True)
    qtbot.waitUntil(lambda: len(past(card).keys()) == 1)


def test_a_past_day_and_a_note_go_with_the_value(card, objective, services, qtbot):
    give(qtbot, line(card, "Día"), "31/3/26")
    give(qtbot, line(card, "Valor"), "60")
    note = line(card, "Nota")
    give(qtbot, note, "Encuesta del mercado")

    qtbot.keyClick(note, Key.Key_Return)

    assert readings(services, objective) == [(MARCH, 60, "Encuesta del mercado")]


@in_turn(
    "name, typed",
    [
        ("Valor", ""),
        ("Valor", "140"),
        ("Valor", "bastantes"),
        ("Día", "31/2/2026"),
        ("Día", "mañana"),
        ("Día", "25/11/2026"),
        ("Nota", "larga " * 2000),
    ],
)
@pytest.mark.usefixtures("madrid")
def test_what_cannot_be_is_said_beside_its_field_and_not_stored(
    card, objective, services, qtbot, name, typed
):
    give(qtbot, line(card, "Valor"), "60")
    before = seen(card)
    wrong = line(card, name)
    right = wrong.text()
    wrong.setFocus()
    wrong.setText(typed)

    qtbot.keyClick(wrong, Key.Key_Return)

    assert wrong.hasFocus()
    assert len(set(seen(card)) - set(before)) == 1
    assert readings(services, objective) == []
    # For the next one, which is to be the only one that is wrong.
    give(qtbot, wrong, right)


def test_what_was_wrong_is_said_until_it_is_corrected_and_not_longer(card, qtbot):
    value = line(card, _("Value"))
    before = seen(card)
    qtbot.keyClicks(value, "955")
    qtbot.keyClick(value, Key.Key_Return)
    assert seen(card) != before

    qtbot.keyClick(value, Key.Key_Backspace)
    assert seen(card) == before


def test_a_reading_that_is_typed_and_not_added_is_told_as_not_stored_and_waits(
    card, objective, services, shell, qtbot
):
    unsaved = services.notifier.unsaved
    assert not unsaved.has_drafts()
    give(qtbot, line(card, _("Value")), "61")
    assert unsaved.has_drafts()
    with services.store.change(Topic.PLAN, label="preparar") as db:
        other = records.add(db, Objective("Llegar", indicator="Hogares"))
    services.go("plan", FixTarget(PlanStep.OBJECTIVES, "objective", other, "measurements"))
    qtbot.waitUntil(lambda: line(card, _("Value")).text() == "")

    services.go("plan", FixTarget(PlanStep.OBJECTIVES, "objective", objective.id, "measurements"))
    qtbot.waitUntil(lambda: line(card, _("Value")).text() == "61")
    qtbot.keyClick(line(card, _("Value")), Key.Key_Return)
    qtbot.waitUntil(lambda: not unsaved.has_drafts())
    assert readings(services, objective)[0][1] == 61


def test_the_sentence_says_how_it_goes(measured, card, services):
    with services.store.read() as connection:
        found = records.load(connection).readings(measured)

    assert progress(measured, found, TODAY, START).sentence in seen(card)


def test_the_chart_is_drawn_and_said_in_words(measured, card, qtbot):
    chart = card.findChild(ChartView)
    assert chart is not None
    [picture] = chart.findChildren(QLabel)

    qtbot.waitUntil(lambda: not picture.pixmap().isNull())

    assert picture.pixmap().deviceIndependentSize().toSize() == picture.size()
    assert "72,5" in picture.accessibleName()
    assert not any("72,5" in label.text() for label in chart.findChildren(QLabel))


def test_on_a_sharp_screen_a_chart_has_a_point_for_each_of_the_screen():
    render = render_of(BarChart("Horas", (Bar("Ana", 3.0, 5.0),), "es"))

    assert QImage.fromData(render(300, 120, False, 1.5)).size() == QSize(450, 180)


def test_readings_stand_newest_first(measured, card, services):
    with services.store.read() as connection:
        days = {item.id: item.measured_on for item in records.load(connection).measurements}

    keys = past(card).keys()
    shown = [days[key] for key in keys]

    assert len(shown) == 2
    assert all(newer > older for newer, older in pairwise(shown))


def test_enter_takes_a_reading_to_correct_it_also_its_day(measured, card, services, qtbot):
    shown = past(card)
    shown.setFocus()
    qtbot.keyClick(shown, Key.Key_Down)
    qtbot.keyClick(shown, Key.Key_Return)
    assert line(card, "Valor").hasFocus()
    assert line(card, "Nota").text() == "Encuesta"

    qtbot.keyClicks(line(card, "Valor"), "63")
    give(qtbot, line(card, "Día"), "1/4/2026")
    qtbot.keyClick(line(card, "Día"), Key.Key_Return)

    assert readings(services, measured) == [(date(2026, 4, 1), 63, "Encuesta"), (JUNE, 72.5, "")]


@pytest.mark.usefixtures("madrid")
def test_escape_leaves_a_reading_as_it_was(measured, card, services, qtbot):
    shown = past(card)
    shown.setFocus()
    qtbot.keyClick(shown, Key.Key_Return)
    qtbot.keyClick(line(card, "Valor"), Key.Key_Escape)
    assert line(card, "Valor").text() == ""

    qtbot.keyClicks(line(card, "Valor"), "80")
    qtbot.keyClick(line(card, "Valor"), Key.Key_Return)

    assert [reading[0] for reading in readings(services, measured)] == [MARCH, JUNE, TODAY]


def test_a_second_reading_of_a_day_replaces_the_first_and_can_be_undone(
    measured, card, services, shell, qtbot
):
    give(qtbot, line(card, "Día"), "30/6/2026")
    give(qtbot, line(card, "Valor"), "75")
    qtbot.keyClick(line(card, "Valor"), Key.Key_Return)
    assert readings(services, measured) == [(MARCH, 60, "Encuesta"), (JUNE, 75, "")]

    shell.undo()

    assert readings(services, measured) == [(MARCH, 60, "Encuesta"), (JUNE, 72.5, "")]


def test_a_reading_is_deleted_with_its_key_and_comes_back(measured, card, services, shell, qtbot):
    shown = past(card)
    shown.setFocus()

    qtbot.keyClick(shown, Key.Key_Delete)
    assert readings(services, measured) == [(MARCH, 60, "Encuesta")]

    shell.undo()
    assert len(readings(services, measured)) == 2


def test_the_first_reading_leaves_what_is_typed_next_in_view(card, shell, qtbot):
    shell.resize(1366, 500)
    value = line(card, "Valor")
    qtbot.keyClicks(value, "61")
    qtbot.keyClick(value, Key.Key_Return)

    qtbot.waitUntil(past(card).isVisible)
    qtbot.waitUntil(lambda: not value.visibleRegion().isEmpty())


def test_another_objective_begins_with_empty_fields(measured, card, services, shell, qtbot):
    before = set(seen(card))
    qtbot.keyClicks(line(card, "Valor"), "bastantes")
    qtbot.keyClick(line(card, "Valor"), Key.Key_Return)
    [wrong] = set(seen(card)) - before
    with services.store.change(Topic.PLAN, label="preparar") as db:
        other = records.add(db, Objective("Llegar", indicator="Hogares"))
    step = shell.findChild(ObjectivesBody)
    assert isinstance(step, ObjectivesBody)
    qtbot.waitUntil(lambda: step.findChildren(ItemList)[0].select(other))

    assert line(card, "Valor").text() == ""
    assert not past(card).isVisible()
    assert wrong not in seen(card)


def test_a_qualitative_objective_is_measured_from_one_to_five(objective, services, shell, qtbot):
    with services.store.change(Topic.PLAN, label="preparar") as db:
        judged = records.add(
            db, Objective("Confianza", rubric="5: nos creen", judged=Judged.QUALITATIVE)
        )
    services.go("plan", FixTarget(PlanStep.OBJECTIVES, "objective", judged, "measurements"))
    card = shell.findChild(MeasurementsCard)
    assert card is not None
    value = line(card, "Valor")

    qtbot.keyClicks(value, "6")
    qtbot.keyClick(value, Key.Key_Return)
    give(qtbot, value, "4")
    qtbot.keyClick(value, Key.Key_Return)

    found = readings(services, replace(objective, id=judged))
    assert [pair[1] for pair in found] == [4]


def test_the_import_is_in_the_menu_of_the_readings_also_before_the_first(card, asker):
    asker.answers.append(None)

    pick(card, _("Import measurements…"))

    assert asker.asked == [_("Which file holds the measurements?")]


def test_the_menu_deletes_the_reading_that_is_chosen(measured, card, services):
    pick(card, _("Delete (Del)"))

    assert readings(services, measured) == [(MARCH, 60, "Encuesta")]
