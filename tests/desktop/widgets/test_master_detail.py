"""A list and its card: arrows choose, Enter goes in, and in a narrow window one leads back."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.widgets.card import Card
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.lists.master_detail import MasterDetail, Side
from desktop.widgets.lists.rows import ListHead, MenuEntry

# Said by the plugin that draws off screen whenever a window is shown there; it means nothing.
LONG = "They say that the water of the upper quarter comes out brown and makes children ill"


@dataclass(frozen=True)
class Rumour:
    id: int
    claim: str


class Page(QWidget):
    """Rumours with a card that shows the claim and has one field."""

    def __init__(self, qtbot: QtBot, side: Side) -> None:
        super().__init__()
        qtbot.addWidget(self)
        self.card, self.claim, self.field = Card(), QLabel(), QLineEdit()
        for part in (self.claim, self.field, QLabel("\n" * 60)):
            self.card.add(part)
        self.list = ItemList("Rumours")
        self.records: MasterDetail[Rumour] = MasterDetail(
            self.list,
            self.card,
            lambda place, rumour: ListItem(rumour.id, f"{place} · {rumour.claim}", "09:14"),
            lambda rumour, _place: self.claim.setText(rumour.claim),
            self.field.setFocus,
            side=side,
        )
        box = QVBoxLayout(self)
        if side is Side.APART:
            box.addWidget(self.card)
        box.addWidget(self.records)
        self.resize(1100, 600)
        with qtbot.waitExposed(self):
            self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)

    def told(self, *claims: str) -> None:
        self.records.show_records([Rumour(at, claim) for at, claim in enumerate(claims, start=1)])

    def back(self) -> QPushButton:
        """It closes the card where the list is beside it."""
        words = ("Go back", "Close")
        return next(
            made for made in self.findChildren(QPushButton) if made.accessibleName() in words
        )


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    return Page(qtbot, Side.BESIDE)


@pytest.mark.parametrize("side", list(Side))
def test_the_card_follows_the_list_and_enter_goes_into_it(qtbot, side):
    page = Page(qtbot, side)
    page.told("The water is brown", "The school is shut")
    page.records.take_keyboard()
    assert page.claim.text() == "The water is brown"

    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.claim.text() == "The school is shut"
    assert page.records.record() == Rumour(2, "The school is shut")

    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.field.hasFocus()


def test_without_records_it_takes_no_room(page):
    page.told("The water is brown")
    assert page.records.isVisible()
    page.told()
    assert not page.records.isVisible()
    assert page.records.record() is None


def test_list_and_card_within_frames_are_of_one_height_and_no_frame_is_around_nothing(qtbot):
    page = Page(qtbot, Side.WITHIN)
    page.told("The water is brown")

    def frames() -> list[Card]:
        cards = [card for card in page.findChildren(Card) if card.property("look") == "card"]
        return [card for card in cards if card.isVisible()]

    qtbot.waitUntil(lambda: len(frames()) == 2)
    listed, shown = frames()
    assert (listed.y(), listed.height()) == (shown.y(), shown.height())

    page.card.hide()

    assert frames() == [listed]


def test_a_record_is_chosen_by_its_number(page):
    page.told("The water is brown", "The school is shut")
    assert page.records.open(2)
    assert page.claim.text() == "The school is shut"
    assert not page.records.open(9)
    assert not page.records.open("new")


def test_the_list_fills_its_side_and_stays_where_it_is_while_the_card_scrolls(page, qtbot):
    page.told(*(f"Rumour {number}" for number in range(30)))
    qtbot.waitUntil(lambda: page.list.height() > 500)
    before = page.list.mapTo(page, QPoint())
    assert page.card.height() > page.height()

    page.field.setFocus()
    qtbot.keyClick(page.field, Qt.Key.Key_Tab)

    assert page.list.mapTo(page, QPoint()) == before
    assert page.list.verticalScrollBar().maximum() > 0


def test_a_card_that_is_only_read_has_the_keyboard_on_the_way_back(page, qtbot):
    page.told("The water is brown")
    page.field.setEnabled(False)
    page.resize(700, 600)
    page.records.take_keyboard()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)

    assert page.back().hasFocus()

    qtbot.keyClick(page.back(), Qt.Key.Key_Space)
    assert page.list.hasFocus()


def test_another_record_is_seen_from_the_top_of_its_card(page, qtbot):
    page.told("The water is brown", "The school is shut")
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    page.told("The water is brown", "The school is open")
    assert bar.value() == bar.maximum()

    page.list.select(2)
    assert bar.value() == 0


def test_a_narrow_window_shows_the_list_again_when_the_last_record_is_gone(page, qtbot):
    page.resize(700, 600)
    page.told("The water is brown")
    alone: list[bool] = []
    page.records.turned.connect(alone.append)
    assert page.records.open(1)
    assert alone[-1]

    page.told()
    assert not alone[-1]
    page.told("The school is shut")
    qtbot.waitUntil(page.list.isVisible)
    assert not page.card.isVisible()


def test_in_a_narrow_window_the_card_takes_the_place_of_the_list_and_three_ways_lead_back(
    page, qtbot
):
    page.told("The water is brown", "The school is shut")
    page.records.take_keyboard()
    page.resize(700, 600)
    qtbot.waitUntil(lambda: not page.card.isVisible())
    assert page.list.isVisible()

    for key, held in (
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    ):
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
        assert page.card.isVisible()
        assert not page.list.isVisible()
        assert page.field.hasFocus()
        qtbot.keyClick(page.field, key, held)
        assert page.list.hasFocus()
        assert not page.card.isVisible()

    second = page.list.visualRect(page.list.model().index(1, 0)).center()
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert page.field.hasFocus()
    assert page.claim.text() == "The school is shut"
    page.back().click()
    assert page.list.hasFocus()

    page.resize(1100, 600)
    qtbot.waitUntil(page.card.isVisible)
    assert page.list.isVisible()
    assert not page.back().isVisible()


def test_whoever_is_in_the_card_stays_there_when_the_window_gets_narrow(page, qtbot):
    page.told("The water is brown")
    page.records.open(1)
    page.resize(700, 600)
    qtbot.waitUntil(lambda: not page.list.isVisible())
    assert page.field.hasFocus()


def test_letters_twice_as_large_make_a_window_narrow(page, theme, qtbot):
    page.told("The water is brown")
    theme.apply("light", 200)
    page.resize(1101, 600)
    qtbot.waitUntil(lambda: page.list.isVisible() != page.card.isVisible())


def test_a_long_title_goes_on_in_a_second_line_and_its_row_is_as_tall(page, qtbot):
    page.told("The school is shut", LONG)

    def heights() -> tuple[int, int]:
        model = page.list.model()
        rect, other = (page.list.visualRect(model.index(row, 0)) for row in (0, 1))
        return rect.height(), other.height()

    qtbot.waitUntil(lambda: heights() == (52, 71))
    page.resize(2200, 600)
    qtbot.waitUntil(lambda: heights() == (52, 52))


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def head(qtbot: QtBot, done: list[str]) -> ListHead:
    made = ListHead(
        [QPushButton("Add source")],
        [
            MenuEntry("trash", "Delete (Del)", lambda: done.append("deleted"), of_one=True),
            MenuEntry("download", "Import a list…", lambda: done.append("imported")),
        ],
    )
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def menu_of(head: ListHead) -> dict[str, QAction]:
    """The lines of the menu that the three dots show."""
    more = next(made for made in head.findChildren(QToolButton) if made.isVisible())
    assert more.accessibleName() == "More for this list"
    menu = more.menu()
    assert isinstance(menu, QMenu)
    return {action.text(): action for action in menu.actions()}


def test_what_is_done_with_one_record_waits_until_there_is_one(head, done):
    assert not menu_of(head)["Delete (Del)"].isEnabled()
    menu_of(head)["Import a list…"].trigger()
    assert done == ["imported"]

    head.show_records(there=True)
    menu_of(head)["Delete (Del)"].trigger()
    assert done == ["imported", "deleted"]


def test_a_list_to_which_nothing_is_added_and_with_nothing_to_do_has_no_head(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    head = ListHead([], [])
    box.addWidget(head)
    page.show()
    head.show_records(there=True)
    assert not head.isVisible()
