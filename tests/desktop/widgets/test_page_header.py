"""The head of a page: one line, which folds as the window gets narrow, and loses nothing."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.widgets.button import button
from desktop.widgets.choices import Filters, Option, Tabs
from desktop.widgets.page_header import PageHeader
from desktop.widgets.search_field import SearchField
from tests.desktop.hands import CONTROL, Key, here, press, press_until

LINE = "3 nuevas · 3 por contestar · la última, a las 13:05"


class Page(QWidget):
    """A page with a head that has everything that heads have."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        qtbot.addWidget(self)
        self.done: list[str] = []
        self.header = PageHeader("Menciones", LINE)
        self.search = SearchField("Buscar en todo")
        self.note = button("Apuntar a mano", lambda: self.done.append("note"), shortcut="Ctrl+N")
        self.read = button("Leer ahora", lambda: self.done.append("read"), kind="primary")
        for action in (self.search, self.note, self.read):
            self.header.add_action(action)
        self.tabs = Tabs([Option("a", "Bandeja"), Option("b", "Fuentes")], name="Partes")
        self.header.add_tabs(self.tabs)
        box = QVBoxLayout(self)
        box.addWidget(self.header)
        self.below = QLineEdit()
        box.addWidget(self.below)
        box.addStretch()
        self.resize(1200, 300)
        with qtbot.waitExposed(self):
            self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)

    def line(self) -> str:
        labels = [label for label in self.header.findChildren(QLabel) if label.isVisible()]
        labels.sort(key=lambda label: label.mapTo(self, QPoint()).x())
        return " | ".join(label.text() for label in labels)

    def menu(self) -> dict[str, QAction]:
        """What the three dots offer; nothing where there are none."""
        found = [made for made in self.header.findChildren(QToolButton) if made.isVisible()]
        dots = [made for made in found if made.accessibleName() == "More"]
        if not dots:
            return {}
        menu = dots[0].menu()
        assert menu is not None
        menu.aboutToShow.emit()
        return {action.text(): action for action in menu.actions()}


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    return Page(qtbot)


def top(widget: QWidget, page: QWidget) -> int:
    return widget.mapTo(page, QPoint()).y()


def test_title_line_and_actions_stand_in_one_line_of_36_px_and_the_tabs_below(page):
    assert page.line() == f"Menciones | {LINE}"
    assert page.menu() == {}
    assert page.tabs.mapTo(page.header, QPoint()).y() == 44
    middle = [part.mapTo(page, part.rect().center()).y() for part in (page.search, page.read)]
    assert len(set(middle)) == 1
    assert page.read.mapTo(page.header, page.read.rect().topRight()).x() == page.header.width() - 1


def test_the_line_gives_way_first_part_by_part_and_is_whole_in_its_tool_tip(page, qtbot):
    page.resize(900, 300)

    qtbot.waitUntil(lambda: page.line() == "Menciones | 3 nuevas · 3 por contestar")
    assert page.menu() == {}
    label = next(label for label in page.header.findChildren(QLabel) if label.toolTip())
    assert (label.toolTip(), label.accessibleName()) == (LINE, LINE)

    page.resize(1200, 300)
    qtbot.waitUntil(lambda: page.line() == f"Menciones | {LINE}")


def test_of_a_line_whose_first_part_is_too_long_the_end_is_cut_off(page, qtbot):
    page.header.set_line("Ninguna fuente se ha podido leer desde ayer por la tarde · 3 nuevas")
    page.resize(900, 300)

    qtbot.waitUntil(lambda: page.line().startswith("Menciones | Ninguna"))
    qtbot.waitUntil(lambda: page.line().endswith("…"))


def test_below_900_px_second_actions_are_in_a_menu_with_their_keys(page, qtbot):
    page.resize(899, 300)
    qtbot.waitUntil(lambda: list(page.menu()) == ["Apuntar a mano\tCtrl+N"])
    assert page.line() == "Menciones"
    assert page.read.isVisible()

    page.menu()["Apuntar a mano\tCtrl+N"].trigger()
    page.below.setFocus()
    press(qtbot, Key.Key_N, held=Qt.KeyboardModifier.ControlModifier)
    assert page.done == ["note", "note"]

    page.resize(1200, 300)
    qtbot.waitUntil(page.note.isVisible)
    press(qtbot, Key.Key_N, held=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.done == ["note"] * 3)
    assert page.menu() == {}


def test_an_action_that_cannot_be_done_or_is_not_offered_is_so_in_the_menu_too(page, qtbot):
    page.resize(899, 300)
    qtbot.waitUntil(lambda: bool(page.menu()))
    page.note.setEnabled(False)
    assert [action.isEnabled() for action in page.menu().values()] == [False]

    page.note.hide()
    qtbot.waitUntil(lambda: page.menu() == {})
    page.note.show()
    qtbot.waitUntil(lambda: len(page.menu()) == 1)


def test_below_900_px_the_search_is_a_button_that_opens_it_in_place_of_the_title(page, qtbot):
    page.resize(899, 300)
    qtbot.waitUntil(lambda: not page.search.isVisible())
    finds = page.header.findChildren(QPushButton)
    [find] = [made for made in finds if made.isVisible() and made.accessibleName() == "Search"]

    find.setFocus()
    press(qtbot, Key.Key_Return)
    assert page.search.hasFocus()
    assert page.line() == ""
    assert page.search.width() == page.header.width()

    press(qtbot, Key.Key_Escape)
    assert find.hasFocus()
    assert page.line() == "Menciones"


def test_what_is_looked_for_stays_in_view_and_the_empty_field_closes_behind_one(page, qtbot):
    page.resize(899, 300)
    qtbot.waitUntil(lambda: not page.search.isVisible())
    page.below.setFocus()
    press(qtbot, Key.Key_F, held=Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()

    press(qtbot, "pozo")
    page.below.setFocus()
    assert page.search.isVisible()

    page.search.setFocus()
    press(qtbot, Key.Key_Escape)
    page.below.setFocus()
    assert not page.search.isVisible()
    assert page.line() == "Menciones"


def test_tab_goes_through_it_as_it_is_read_however_it_is_folded(page, qtbot):
    page.header.add_action(button("Exportar", lambda: page.done.append("export")), in_menu=True)
    page.header.show_filters(Filters([Option("all", "Todas"), Option("new", "Nuevas")], name="De"))
    for width, count in ((1200, 7), (899, 6), (1200, 7)):
        page.resize(width, 300)
        qtbot.waitUntil(lambda width=width: page.note.isVisible() is (width == 1200))
        qtbot.waitUntil(lambda: (places := walked(page, qtbot)) == sorted(places))
        assert len(walked(page, qtbot)) == count


def walked(page: Page, qtbot: QtBot) -> list[tuple[int, int]]:
    """Where Tab stops, from below the head around to there again."""
    page.below.setFocus()
    places: list[tuple[int, int]] = []

    def is_around() -> bool:
        at = here().mapTo(page, here().rect().center())
        places.append((at.y(), at.x()))
        return here() is page.below

    press(qtbot, Key.Key_Tab)
    press_until(qtbot, Key.Key_Tab, is_around)
    return places


@pytest.mark.parametrize("title", ["1 · Start", "2 · Objectives", "Today", "Roster", "Ajustes"])
def test_a_title_that_has_room_stands_in_one_line(page, qtbot, title):
    page.header.set_title(title)
    page.resize(900, 300)

    def is_one_line() -> bool:
        [label] = [label for label in page.header.findChildren(QLabel) if label.text() == title]
        return label.heightForWidth(label.width()) <= 36

    qtbot.waitUntil(is_one_line)


def test_a_title_that_has_no_room_goes_on_in_a_second_line(page, qtbot):
    title = "Perros o gatos envenenados en los parques"
    page.header.set_title(title)
    page.resize(430, 300)

    def is_whole() -> bool:
        [label] = [label for label in page.header.findChildren(QLabel) if label.text() == title]
        return label.heightForWidth(label.width()) <= label.height() and label.height() > 36

    qtbot.waitUntil(is_whole)
    assert page.header.accessibleName() == title


def chosen_of(choices: QWidget) -> str:
    """What a row says that is one button."""
    [only] = [face for face in choices.findChildren(QRadioButton) if face.isVisible()]
    return only.text()


def test_below_720_px_tabs_and_filters_are_a_button_each_in_place_of_the_title(page, qtbot):
    groups = QComboBox()
    groups.setAccessibleName("Grupo")
    groups.addItems(["Todos", "Medios"])
    heard: list[int] = []
    groups.activated.connect(heard.append)
    filters = Filters([Option("n", "Nuevas", 3), Option("d", "Dudosas", 4)], name="Cuáles")
    page.header.show_filters(filters, groups)
    qtbot.waitUntil(lambda: top(filters, page) > top(page.tabs, page))

    page.resize(719, 300)
    qtbot.waitUntil(lambda: top(filters, page) == top(page.tabs, page))
    assert (chosen_of(page.tabs), chosen_of(filters), page.line()) == ("Bandeja", "Nuevas 3", "")
    filters.choose("d")
    assert chosen_of(filters) == "Dudosas 4"

    choices = page.menu()["Grupo"].menu()
    assert isinstance(choices, QMenu)
    assert [(action.text(), action.isChecked()) for action in choices.actions()] == [
        ("Todos", True),
        ("Medios", False),
    ]
    choices.actions()[1].trigger()
    assert (groups.currentText(), heard) == ("Medios", [1])

    # Where there is no room for both, the filters have a line of their own.
    page.resize(300, 300)
    qtbot.waitUntil(lambda: top(filters, page) > top(page.tabs, page))
    assert chosen_of(filters) == "Dudosas 4"

    page.resize(1200, 300)
    qtbot.waitUntil(lambda: page.line() == f"Menciones | {LINE}")
    qtbot.waitUntil(groups.isVisible)

    page.header.show_filters(None)
    qtbot.waitUntil(lambda: not filters.isVisible() and page.header.height() < 100)


def test_below_720_px_a_button_stands_whole_or_is_in_the_menu(page, qtbot):
    filters = Filters([Option("n", "Nuevas", 3), Option("d", "Dudosas", 4)], name="Cuáles")
    page.header.show_filters(filters)
    stood = set()
    for wide in range(719, 379, -2):
        page.resize(wide, 300)
        qtbot.wait(1)
        shown = page.header.findChildren(QPushButton)
        there = [made for made in shown if made.isVisible()]
        assert [made.text() for made in there if made.width() < made.sizeHint().width()] == [], wide
        stood.add(page.read.isVisible())
        assert page.read.isVisible() is ("Leer ahora" not in page.menu())
    assert stood == {True, False}


def test_nothing_goes_to_another_row_while_the_window_lays_itself_out(page, qtbot):
    filters = Filters([Option("new", "Nuevas", 3), Option("all", "Todas", 9)], name="Cuáles")
    page.header.show_filters(filters)
    qtbot.waitUntil(filters.isVisible)
    below, ours = filters.parentWidget(), page.header.findChildren(QWidget)

    page.resize(600, 300)
    # Taken out of a row that Qt is walking through, the window would end here.
    assert filters.parentWidget() is below
    assert page.header.findChildren(QWidget) == ours

    qtbot.waitUntil(lambda: filters.parentWidget() is page.header)


def test_the_key_of_an_action_is_heard_at_once_and_once_however_it_is_shown(page, qtbot):
    found = button("Traer", lambda: page.done.append("found"), shortcut="Ctrl+B")
    page.header.add_action(found)

    press(qtbot, Key.Key_B, held=CONTROL)
    assert page.done == ["found"], "before its layout has shown it"
    qtbot.waitUntil(found.isVisible)
    press(qtbot, Key.Key_B, held=CONTROL)
    qtbot.waitUntil(lambda: page.done == ["found"] * 2)
    page.resize(760, 300)
    qtbot.waitUntil(lambda: not found.isVisible())
    press(qtbot, Key.Key_B, held=CONTROL)
    qtbot.waitUntil(lambda: page.done == ["found"] * 3)
    found.hide()
    press(qtbot, Key.Key_B, held=CONTROL)
    assert page.done == ["found"] * 3
