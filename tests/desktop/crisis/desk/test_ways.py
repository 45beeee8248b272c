"""The ways round the desk: its questions that hang from the head, its strip of parts, its line."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.crisis.kinds import Opens
from desktop.crisis.desk.checklist.view import ChecklistView
from desktop.crisis.desk.parts_strip import PartsStrip
from desktop.crisis.desk.questions import LevelQuestion, PromiseQuestion
from desktop.crisis.statements.tab import Statements
from desktop.services import Services
from desktop.theme.theme import current
from tests.desktop.crisis.desk_hands import ask, checklist, desk_view, head, more, stored
from tests.desktop.hands import ALT, Key, button, buttons, here, into, labels, press, whole, write

LINE = "Anotar qué ha pasado…"


@pytest.fixture
def town(at_desk: Services) -> Services:
    return at_desk


def small(qtbot: QtBot, width: int = 1024, height: int = 600, *, zoom: int = 100) -> None:
    current().apply("light", zoom)
    desk_view().window().resize(width, height)
    qtbot.waitUntil(lambda: strip().width() > strip().height())


def strip() -> PartsStrip:
    found = desk_view().findChild(PartsStrip)
    assert found is not None
    return found


def level_question() -> LevelQuestion:
    found = desk_view().findChild(LevelQuestion)
    assert found is not None
    return found


@pytest.mark.usefixtures("town")
def test_a_question_hangs_over_the_desk_and_moves_nothing(qtbot):
    view = checklist(desk_view())
    before = view.mapTo(desk_view(), view.rect().topLeft()), view.size()
    ask(qtbot, "Cambiar nivel")

    assert whole(level_question())
    assert (view.mapTo(desk_view(), view.rect().topLeft()), view.size()) == before
    under = head().level.mapTo(desk_view(), head().level.rect().bottomLeft())
    assert level_question().y() >= under.y() - 8


@pytest.mark.usefixtures("town")
def test_a_click_elsewhere_closes_a_question_and_keeps_what_was_typed(qtbot):
    ask(qtbot, "Cambiar nivel")
    write(qtbot, "Hay otro")
    beside = QPoint(40, desk_view().height() // 2)
    there = desk_view().childAt(beside)
    assert there is not None
    qtbot.mouseClick(there, Qt.MouseButton.LeftButton, pos=there.mapFrom(desk_view(), beside))
    assert not level_question().isVisible()

    ask(qtbot, "Cambiar hora")
    promise = desk_view().findChild(PromiseQuestion)
    assert promise is not None
    assert promise.isVisible()
    ask(qtbot, "Cambiar nivel")
    assert not promise.isVisible()
    press(qtbot, Key.Key_Tab)
    assert here().property("plainText") == "Hay otro"


@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.usefixtures("town")
def test_the_question_for_the_level_is_whole_in_a_small_window(qtbot, zoom):
    small(qtbot, 1366, 768, zoom=zoom) if zoom > 100 else small(qtbot)
    ask(qtbot, "Cambiar nivel")
    qtbot.waitUntil(lambda: whole(level_question()))
    assert all(whole(made) for made in buttons(level_question()))
    current().apply("light", 100)


@pytest.mark.usefixtures("town")
def test_a_question_stays_on_the_desk_while_the_window_gets_smaller(qtbot):
    desk_view().window().resize(1366, 768)
    ask(qtbot, "Cambiar hora")
    question = desk_view().findChild(PromiseQuestion)
    assert question is not None

    desk_view().window().resize(1024, 600)
    qtbot.waitUntil(lambda: desk_view().width() < 1000)
    qtbot.waitUntil(lambda: desk_view().rect().contains(question.geometry()))


@pytest.mark.usefixtures("town")
def test_typing_from_paper_takes_one_line_of_a_low_window(qtbot):
    more("Pasar lo escrito en papel")
    assert {"Día del papel", "Hora del papel"} <= set(labels(desk_view()))

    small(qtbot, 1366, 768, zoom=200)
    qtbot.waitUntil(lambda: not {"Día del papel", "Hora del papel"} & set(labels(desk_view())))
    assert here().accessibleName() == "Hora del papel"
    assert "Pasar lo escrito en papel" in labels(desk_view())
    current().apply("light", 100)


def test_something_is_noted_from_every_part(town, qtbot):
    for number in range(1, 10):
        press(qtbot, Qt.Key(Key.Key_0 + number), held=ALT)
        # The part is built when it is shown.
        QApplication.processEvents()
        into(qtbot, desk_view(), LINE)
        write(qtbot, f"Parte {number}")
        press(qtbot, Key.Key_Return)
        assert stored(town).log[-1].text == f"Parte {number}"
        assert here().accessibleName() == LINE


@pytest.mark.usefixtures("town")
def test_f6_goes_round_the_desk(qtbot):
    press(qtbot, Key.Key_2, held=ALT)
    press(qtbot, Key.Key_F6)
    assert here().accessibleName() == LINE
    press(qtbot, Key.Key_F6)
    assert here() is head().level
    press(qtbot, Key.Key_F6)
    assert here() is checklist(desk_view())
    press(qtbot, Key.Key_F6)
    assert here().accessibleName() == "Empezar: Primer aviso"


def test_a_small_window_has_the_parts_at_its_foot_the_list_first(town, qtbot):
    small(qtbot)
    assert checklist(desk_view()).isVisible()
    assert whole(strip())
    assert strip().chosen() == "checklist"
    qtbot.waitUntil(lambda: here() is checklist(desk_view()))
    foot = desk_view().height()
    assert strip().mapTo(desk_view(), strip().rect().bottomLeft()).y() >= foot - 4

    strip().choose("facts")
    assert not any(view.isVisible() for view in desk_view().findChildren(ChecklistView))
    step = next(item for item in stored(town).scenario.steps if item.opens is Opens.STATEMENTS)
    desk_view().show_part("checklist", step.id)
    press(qtbot, Key.Key_Return)
    assert strip().chosen() == "statements"


@pytest.mark.usefixtures("town")
def test_who_is_at_work_in_a_part_stays_there_while_the_window_folds(qtbot):
    press(qtbot, Key.Key_3, held=ALT)
    calls = here()
    small(qtbot)
    assert strip().chosen() == "calls"
    assert here() is calls
    assert calls.isVisible()

    press(qtbot, Key.Key_0, held=ALT)
    assert strip().chosen() == "checklist"
    assert here() is checklist(desk_view())


@pytest.mark.usefixtures("town")
def test_the_part_that_is_shown_is_there_again_when_the_letters_were_large(qtbot):
    strip().choose("calls")
    small(qtbot, 1366, 768, zoom=150)
    assert strip().chosen() == "checklist"

    current().apply("light", 100)
    qtbot.waitUntil(lambda: strip().width() < strip().height())
    assert strip().chosen() == "calls"


@pytest.mark.usefixtures("town")
def test_what_is_half_typed_in_the_line_stays_while_the_window_folds(qtbot):
    into(qtbot, desk_view(), LINE)
    write(qtbot, "Llama el")
    small(qtbot)
    qtbot.waitUntil(lambda: here().accessibleName() == LINE)
    assert here().property("text") == "Llama el"


@pytest.mark.usefixtures("town")
def test_what_is_done_seldom_is_behind_the_dots_and_escape_comes_back(qtbot):
    more("Modo proyector")
    assert button(desk_view(), "Volver al incidente").isVisible()
    press(qtbot, Key.Key_Escape)
    assert here() is checklist(desk_view())


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("zoom", [100, 125])
def test_what_is_missing_before_approval_is_in_view_in_a_small_window(qtbot, zoom):
    small(qtbot, zoom=zoom)
    press(qtbot, Key.Key_2, held=ALT)
    press(qtbot, Key.Key_Return)

    part = next(item for item in desk_view().findChildren(Statements) if item.isVisible())
    assert part.drafting()
    for _field in range(8):
        qtbot.waitUntil(lambda: whole(part.bar))
        press(qtbot, Key.Key_Tab)
