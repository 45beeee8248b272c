"""What is done with a row, where the row is: by the right button and by the menu key."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.key_button import KeyButton
from desktop.widgets.layouts import flow_row
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.lists.master_detail import MasterDetail
from desktop.widgets.lists.rows import ActionRow, ActionRows
from tests.desktop.hands import (
    here,
    popped_up,
    right_click,
    row_menu,
    take_line,
    words_of,
)


@dataclass(frozen=True)
class Rumour:
    id: int
    claim: str


class Page(QWidget):
    """Rumours, and a card with what is done about each."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        qtbot.addWidget(self)
        self.done: list[str] = []
        self.deny = KeyButton("Deny it", "D", lambda: self._note("deny"))
        self.print = button(
            "Print & file…",
            lambda: self._note("print"),
            kind="primary",
            icon_name="printer",
            shortcut="Ctrl+P",
        )
        self.later = button("Later")
        self.later.setMenu(QMenu(self.later))
        self.later.menu().addAction("In one hour", lambda: self._note("hour"))
        self.rows = ActionRows([ActionRow("7", "Where it was heard", "", "Read")])
        self.list = ItemList("Rumours")
        card = Card()
        card.add(flow_row(self.deny, self.print, self.later))
        card.add(self.rows)
        self.records: MasterDetail[Rumour] = MasterDetail(
            self.list,
            card,
            lambda _place, rumour: ListItem(rumour.id, rumour.claim, group=f"Of {rumour.id}"),
            self._show,
            self.deny.setFocus,
        )
        QVBoxLayout(self).addWidget(self.records)
        self.records.show_records([Rumour(1, "The water is brown"), Rumour(2, "The bridge fell")])
        self.resize(700, 600)
        with qtbot.waitExposed(self):
            self.show()
        self.activateWindow()
        self.list.setFocus()

    def _show(self, rumour: Rumour, _place: int) -> None:
        self.later.setVisible(rumour.id == 1)
        self.print.setEnabled(rumour.id == 1)

    def _note(self, what: str) -> None:
        rumour = self.records.record()
        self.done.append(f"{what} {rumour.id if rumour else 0}")


@pytest.fixture
def page(qtbot):
    return Page(qtbot)


def row_of(page: Page, rumour: int) -> int:
    """Where it stands: the words over each group have a row of their own."""
    return 2 * rumour - 1


def test_the_right_button_chooses_the_row_and_offers_what_its_card_does(page):
    menu = row_menu(page.list, row_of(page, 2))
    assert page.records.record() == Rumour(2, "The bridge fell")
    assert words_of(menu) == ["Deny it\tD", "Print && file…\tCtrl+P"]
    assert [action.isEnabled() for action in menu.actions()] == [True, False]
    take_line(menu, "Deny it")
    assert page.done == ["deny 2"]


def test_the_menu_key_opens_it_at_the_row_with_the_keyboard_in_it(page, qtbot):
    assert here() is page.list
    menu = row_menu(page.list)
    row = page.list.visualRect(page.list.currentIndex())
    assert menu.pos() == page.list.viewport().mapToGlobal(row.bottomLeft())
    assert words_of(menu) == ["Deny it\tD", "Print && file…\tCtrl+P", "Later"]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert page.done == ["print 1"]
    assert here() is page.list


def test_a_menu_says_which_row_it_is_of(page):
    menu = row_menu(page.list, row_of(page, 2))
    assert menu.accessibleName() == "What can be done: The bridge fell"
    menu.close()


def test_what_opens_a_menu_in_the_card_opens_it_there_too(page):
    menu = row_menu(page.list, row_of(page, 1))
    take_line(menu.actions()[2].menu(), "In one hour")
    menu.close()
    assert page.done == ["hour 1"]


def test_the_icon_of_a_primary_button_is_seen_on_the_ground_of_a_menu(page):
    menu = row_menu(page.list, row_of(page, 1))
    drawn = menu.actions()[1].icon().pixmap(16).toImage()
    dots = [drawn.pixelColor(x, y) for x in range(16) for y in range(16)]
    assert max(dots, key=lambda dot: dot.alpha()).lightness() < 60
    menu.close()


def test_where_there_is_no_row_there_is_no_menu(page, qapp):
    for place in (QPoint(20, page.list.viewport().height() - 1), QPoint(20, 5)):
        right_click(page.list, place)
        assert qapp.activePopupWidget() is None
    assert page.records.record() == Rumour(1, "The water is brown")


def test_a_row_of_buttons_has_a_menu_of_them(page, qtbot):
    heard: list[str] = []
    page.rows.acted.connect(heard.append)
    page.rows.dismissed.connect(lambda key: heard.append(f"not {key}"))
    page.rows.set_rows([ActionRow("7", "Where it was heard", "", "Read", dismiss="Forget it")])
    row = page.rows.findChildren(QWidget)[1]
    right_click(row, QPoint(5, 5))
    assert words_of(popped_up()) == ["Read", "Forget it"]
    assert popped_up().accessibleName() == "What can be done: Where it was heard"
    take_line(popped_up(), "Forget it")
    assert heard == ["not 7"]
