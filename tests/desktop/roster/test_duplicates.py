"""Two cards of one person become one; two people stay two."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from core.roster import records
from core.roster.model import Contact, Phone
from core.store import Topic
from desktop.roster.duplicates import DuplicatesView
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.today.model import matters
from tests.desktop.hands import labels, press

LEFT = Contact("Ana Ruiz", phones=(Phone("600 00 00 01"),), email="ana@medellin.es")
RIGHT = Contact("Ruiz, Ana", phones=(Phone("600 00 00 02"),), note="Llamar por la tarde")


@pytest.fixture
def view(services: Services, shell: Shell) -> DuplicatesView:
    """The view inside the window, over one pair."""
    with services.store.change(Topic.ROSTER) as db:
        for contact in (LEFT, RIGHT):
            records.add(db, contact, services.clock.now())
    services.go("roster", "duplicates")
    page = shell.page("roster")
    assert page is not None
    return page.findChildren(DuplicatesView)[0]


def anas(services: Services) -> list[Contact]:
    with services.store.read() as connection:
        return [record for record in records.everyone(connection) if "Ana" in record.name]


def all_done(view: DuplicatesView) -> bool:
    return "No hay dos fichas que parezcan de la misma persona." in labels(view)


def test_both_cards_are_shown_and_their_differences_are_said_in_words(view):
    texts = labels(view)

    assert {"Ana Ruiz", "Ruiz, Ana", "600 00 00 01", "600 00 00 02"} <= set(texts)
    assert texts.count("Distinto") == 4
    assert texts.count("Solo aquí") == texts.count("Falta") == 2


@pytest.mark.parametrize(("key", "kept"), [(Qt.Key.Key_1, LEFT), (Qt.Key.Key_2, RIGHT)])
def test_joining_keeps_one_card_with_the_phones_of_both(qtbot, view, services, key, kept):
    press(qtbot, key)

    [ana] = anas(services)
    assert ana.name == kept.name
    assert {phone.number for phone in ana.phones} == {"600 00 00 01", "600 00 00 02"}
    assert (ana.email, ana.note) == (LEFT.email, RIGHT.note)
    qtbot.waitUntil(lambda: all_done(view))


def test_a_second_key_before_the_first_has_shown_itself_takes_nothing_away(qtbot, view, services):
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_2)

    [ana] = anas(services)
    assert ana.name == LEFT.name
    assert {phone.number for phone in ana.phones} == {"600 00 00 01", "600 00 00 02"}
    qtbot.waitUntil(lambda: all_done(view))


def test_two_people_stay_two_and_are_not_asked_for_again(qtbot, view, services):
    press(qtbot, Qt.Key.Key_3)

    qtbot.waitUntil(lambda: all_done(view))
    assert len(anas(services)) == 2
    assert "duplicates" not in [matter.key for matter in matters(services)]
    view.start()
    assert all_done(view)


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_3])
def test_undo_brings_the_pair_back(qtbot, view, services, key):
    press(qtbot, key)
    qtbot.waitUntil(lambda: all_done(view))

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: "Ruiz, Ana" in labels(view))
    assert len(anas(services)) == 2


def test_enter_joins_into_the_card_whose_button_has_the_keyboard(qtbot, view, services):
    button = next(
        push_button
        for push_button in view.findChildren(QPushButton)
        if push_button.accessibleName() == "Unir en la de la derecha"
    )
    button.setFocus()

    press(qtbot, Qt.Key.Key_Return)

    assert [ana.name for ana in anas(services)] == [RIGHT.name]


def test_where_the_cards_stand_one_below_the_other_the_buttons_say_so(qtbot, view):
    view.resize(480, 560)

    qtbot.waitUntil(
        lambda: (
            {"Unir en la de arriba", "Unir en la de abajo"}
            <= {button.accessibleName() for button in view.findChildren(QPushButton)}
        )
    )


@pytest.mark.parametrize("done", [False, True])
def test_escape_goes_back(qtbot, view, done):
    if done:
        press(qtbot, Qt.Key.Key_3)
        qtbot.waitUntil(lambda: all_done(view))

    with qtbot.waitSignal(view.closed):
        press(qtbot, Qt.Key.Key_Escape)
