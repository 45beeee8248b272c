"""Whom to ring next is in view after each call: its row, and where there is room its number."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from core.crisis.model import CallOutcome
from desktop.crisis.desk.calls import Calls
from desktop.crisis.tab import Pinned
from desktop.widgets.scroll_page import ScrollPage
from tests.desktop import sight
from tests.desktop.crisis.desk_hands import desk_view, stored
from tests.desktop.hands import Key, button, press, write


def is_whole(label: QLabel) -> bool:
    return label.visibleRegion().boundingRect() == label.rect()


def number_is_seen(part: Calls, number: str) -> bool:
    """The number of the call that is chosen stands large above the list."""
    labels = [label for label in part.card.findChildren(QLabel) if label.text() == number]
    return not number or any(is_whole(label) for label in labels)


def row_is_seen(part: Calls) -> bool:
    row = part.list.visualRect(part.list.currentIndex())
    return part.list.viewport().visibleRegion().boundingRect().contains(row)


@pytest.mark.parametrize(
    ("size", "beside"),
    [(QSize(1366, 768), True), (QSize(1024, 600), False)],
    ids=["with the large number above it", "where there is room for the row alone"],
)
@pytest.mark.parametrize("letter", ["n", "m"])
def test_the_next_number_and_its_row_stay_in_view_to_the_end_of_the_list(
    at_desk, qtbot, size, beside, letter
):
    desk_view().window().resize(size)
    qtbot.waitUntil(lambda: desk_view()._narrow is not beside)
    press(qtbot, Key.Key_3, held=Qt.KeyboardModifier.AltModifier)
    part = next(calls for calls in desk_view().findChildren(Calls) if calls.isVisible())
    waits = len([other for other in stored(at_desk).calls if other.outcome is CallOutcome.WAITING])
    for _call in range(waits + 2):
        write(qtbot, letter)
        call = next(
            other for other in stored(at_desk).calls if other.id == part.list.selected_key()
        )
        qtbot.waitUntil(lambda: row_is_seen(part))
        if beside:
            qtbot.waitUntil(lambda number=call.number: number_is_seen(part, number))
    assert not [fault for fault in sight.faults(part.window(), [part.list]) if "bars" in fault]


def test_the_card_of_a_call_is_apart_from_its_list_and_its_answers_are_one_row(at_desk, qtbot):
    desk_view().window().resize(1366, 768)
    press(qtbot, Key.Key_3, held=Qt.KeyboardModifier.AltModifier)
    part = next(calls for calls in desk_view().findChildren(Calls) if calls.isVisible())
    answers = [button(part.card, words) for words in ("Contesta", "No contesta", "Mensaje")]
    assert len({made.mapTo(part, QPoint()).y() for made in answers}) == 1

    area = part.findChild(ScrollPage)
    qtbot.waitUntil(lambda: not area.isAncestorOf(part.card))
    foot = part.card.mapTo(part, QPoint(0, part.card.height())).y()
    assert area.mapTo(part, QPoint()).y() - foot >= 10


def test_beside_the_help_the_number_of_a_call_that_was_answered_is_whole(at_desk, qtbot):
    window = desk_view().window()
    window.resize(1366, 768)
    press(qtbot, Key.Key_3, held=Qt.KeyboardModifier.AltModifier)
    part = next(calls for calls in desk_view().findChildren(Calls) if calls.isVisible())
    [ground] = part.findChildren(ScrollPage)
    wide = ground.width()
    write(qtbot, "s")
    press(qtbot, Key.Key_F1)
    qtbot.waitUntil(lambda: ground.width() < wide)

    qtbot.waitUntil(lambda: number_is_seen(part, "600 00 00 01"))
    assert ground.horizontalScrollBar().maximum() == 0


def test_a_button_that_is_wider_than_its_part_pushes_nothing_sideways(qtbot):
    part = Pinned()
    qtbot.addWidget(part)
    part.add(QPushButton("Imprimir la hoja de llamadas de este incidente"))
    part.resize(200, 300)
    with qtbot.waitExposed(part):
        part.show()

    [ground] = part.findChildren(ScrollPage)
    assert ground.horizontalScrollBar().maximum() == 0
