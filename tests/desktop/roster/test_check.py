"""The monthly check: one card, one key, and the way back."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from core.roster import records
from core.roster.model import STALE_DAYS, Contact, Phone
from core.store import Topic
from desktop.roster.check import CheckCard, CheckView
from desktop.services import Services
from desktop.shell.window import Shell
from tests.desktop.hands import labels, press

OLDEST = Contact("Ana", phones=(Phone("600 00 00 01", "móvil"),), verified_on=date(2026, 1, 1))
NEXT = Contact("Luis", phones=(Phone("600 00 00 02"),), verified_on=date(2026, 2, 1))
FRESH = Contact("Eva", verified_on=date(2026, 11, 20))


@pytest.fixture
def view(services: Services, shell: Shell) -> CheckView:
    """The check inside the window, over Ana and Luis, who are old, and Eva, who is not."""
    with services.store.change(Topic.ROSTER) as db:
        for contact in (OLDEST, NEXT, FRESH):
            records.add(db, contact, services.clock.now())
    services.go("roster", "check")
    page = shell.page("roster")
    assert page is not None
    return page.findChildren(CheckView)[0]


def stored(services: Services, name: str) -> Contact:
    with services.store.read() as connection:
        return next(record for record in records.everyone(connection) if record.name == name)


def test_the_oldest_card_comes_first_with_its_phone_and_the_place_in_the_row(view):
    assert {"Ana", "600 00 00 01", "móvil"} <= set(labels(view))
    assert any("1 de 2" in text for text in labels(view))
    assert "Luis" not in labels(view)


def test_the_number_is_the_largest_and_the_card_is_in_the_middle(view):
    name, number = (
        next(label for label in view.findChildren(QLabel) if label.text() == words)
        for words in ("Ana", "600 00 00 01")
    )
    assert number.fontInfo().pixelSize() > 2 * name.fontInfo().pixelSize()
    card = view.findChild(CheckCard)
    left = card.mapTo(view, QPoint(0, 0)).x()
    assert abs(left - (view.width() - left - card.width())) < 0.05 * view.width()


@pytest.mark.parametrize("key", [Qt.Key.Key_S, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_one_key_says_that_it_is_still_the_same(qtbot, view, services, key):
    press(qtbot, key)

    assert stored(services, "Ana").verified_on == services.clock.today()
    assert "Luis" in labels(view)


def test_no_answer_is_noted_and_the_card_stays_to_be_verified(qtbot, view, services):
    press(qtbot, Qt.Key.Key_N)

    ana = stored(services, "Ana")
    assert ana.no_answer_on == services.clock.today()
    assert ana.verified_on == OLDEST.verified_on
    assert "Luis" in labels(view)


def test_later_goes_on_and_stores_nothing(qtbot, view, services):
    press(qtbot, Qt.Key.Key_D)

    assert "Luis" in labels(view)
    assert stored(services, "Ana").verified_on == OLDEST.verified_on


def test_enter_presses_the_button_that_has_the_keyboard(qtbot, view, services):
    button = next(
        item for item in view.findChildren(QPushButton) if item.accessibleName() == "No contesta"
    )
    button.setFocus()

    press(qtbot, Qt.Key.Key_Return)

    assert stored(services, "Ana").no_answer_on == services.clock.today()


def test_change_asks_for_the_editor_and_the_check_goes_on_there(qtbot, view, services):
    press(qtbot, Qt.Key.Key_S)
    with qtbot.waitSignal(view.change_asked) as asked:
        press(qtbot, Qt.Key.Key_C)
    assert not view.isVisible()

    services.go("roster", "check")

    assert asked.args == [stored(services, "Luis").id]
    assert "Luis" in labels(view)


def test_undo_brings_the_card_back(qtbot, view, services, shell):
    press(qtbot, Qt.Key.Key_S)

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: "Ana" in labels(view))
    assert stored(services, "Ana").verified_on == OLDEST.verified_on
    press(qtbot, Qt.Key.Key_N)
    assert stored(services, "Ana").no_answer_on == services.clock.today()


def test_the_end_says_what_was_done_and_when_the_next_is(qtbot, view):
    press(qtbot, Qt.Key.Key_S)
    press(qtbot, Qt.Key.Key_D)

    told = " ".join(labels(view))
    assert "Un contacto verificado." in told
    assert "Uno queda para después." in told
    assert str(STALE_DAYS) in told
    with qtbot.waitSignal(view.closed):
        press(qtbot, Qt.Key.Key_Return)


def test_what_was_left_can_be_gone_through_again(qtbot, view):
    press(qtbot, Qt.Key.Key_D)
    press(qtbot, Qt.Key.Key_S)

    qtbot.mouseClick(
        next(
            button
            for button in view.findChildren(QPushButton)
            if button.accessibleName() == "Repasar las que quedan"
        ),
        Qt.MouseButton.LeftButton,
    )

    assert "Ana" in labels(view)
    assert any("1 de 1" in text for text in labels(view))


def test_a_deleted_card_is_not_asked_for(qtbot, view, services):
    with services.store.change(Topic.ROSTER) as db:
        records.delete(db, stored(services, "Ana").id)

    qtbot.waitUntil(lambda: "Luis" in labels(view))


def test_escape_goes_back(qtbot, view):
    with qtbot.waitSignal(view.closed):
        press(qtbot, Qt.Key.Key_Escape)


def test_every_answer_tells_its_key_to_screen_readers(view):
    told = {
        QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Description)
        for button in view.findChildren(QPushButton)
    }

    assert {f"Tecla: {key}" for key in ("C", "N", "D")} <= told
