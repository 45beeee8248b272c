"""What has the keyboard is in view, unless somebody scrolled away from it by hand."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from desktop.forms.choosing import Chooser, Suggested
from desktop.theme.tokens import GUTTER, PAGE_RIGHT
from desktop.widgets.labelled import LabelledField
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.scroll_page import ScrollPage
from tests.desktop.hands import turn_wheel

# Said by the plugin that draws off screen whenever a window is shown there; it means nothing.
Shown = Callable[..., ScrollPage]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """A page 300 px high with these widgets, active."""
    pages = []

    def run(*parts: QWidget) -> ScrollPage:
        page = ScrollPage()
        qtbot.addWidget(page)
        pages.append(page)
        for part in parts:
            page.add(part)
        page.resize(400, 300)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
        return page

    return run


def tall(height: int = 600) -> QWidget:
    widget = QWidget()
    widget.setFixedHeight(height)
    return widget


def in_view(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect().height() == widget.height()


def test_a_field_that_is_given_the_keyboard_is_scrolled_into_view(qtbot, shown):
    field = QLineEdit()
    shown(QLineEdit(), tall(), field)
    assert not in_view(field)

    field.setFocus()

    qtbot.waitUntil(lambda: in_view(field))


def test_it_stays_in_view_when_something_above_it_grows(qtbot, shown):
    field, above = QLineEdit(), tall(50)
    shown(above, field, tall())
    field.setFocus()

    above.setFixedHeight(900)

    qtbot.waitUntil(lambda: above.height() == 900)
    qtbot.waitUntil(lambda: in_view(field))


def test_whoever_scrolled_away_by_hand_is_left_there(qtbot, shown):
    field, below = QLineEdit(), tall()
    page = shown(tall(), field, below)
    field.setFocus()
    qtbot.waitUntil(lambda: in_view(field))

    turn_wheel(page.viewport(), 1200)
    left = page.verticalScrollBar().value()
    assert not in_view(field)
    below.setFixedHeight(900)
    qtbot.waitUntil(lambda: below.height() == 900)
    QApplication.processEvents()

    assert page.verticalScrollBar().value() == left


def test_of_a_list_higher_than_the_page_the_current_row_is_in_view(qtbot, shown):
    rows = ItemList("Filas", most=20)
    rows.show_items([ListItem(n, f"Fila {n}", "Con una línea") for n in range(20)])
    page = shown(rows)
    rows.setFocus()

    qtbot.keyClick(rows, Qt.Key.Key_End)

    def row_is_in_view() -> bool:
        row = rows.visualRect(rows.currentIndex())
        place = QPoint(row.left(), rows.mapTo(page, row.bottomLeft()).y())
        return rows.selected_key() == 19 and page.rect().contains(place)

    qtbot.waitUntil(row_is_in_view)


def test_the_label_of_the_field_that_gets_the_keyboard_is_in_view_with_it(qtbot, shown):
    control, last = QLineEdit(), QLineEdit()
    field = LabelledField("Lo que dijimos y no era cierto, palabra por palabra. " * 6, control)
    shown(tall(), field, tall(), last)
    last.setFocus()
    qtbot.waitUntil(lambda: in_view(last))

    control.setFocus()

    qtbot.waitUntil(lambda: in_view(field))


def test_what_is_on_a_page_ends_where_its_right_margin_begins(shown):
    part = tall()
    page = shown(part)

    right = part.mapTo(page, part.rect().topRight()).x() + 1

    assert page.width() - right == PAGE_RIGHT


def test_what_scrolls_on_bare_ground_within_a_page_has_its_bar_in_the_margin_of_that(qtbot):
    page, ground = ScrollPage(), ScrollPage(margins=(0, 0, 0, 0), bare=True)
    qtbot.addWidget(page)
    ground.add(tall())
    page.add(tall(40))
    page.fill(ground, least=100)
    page.resize(400, 300)
    with qtbot.waitExposed(page):
        page.show()

    def bars() -> list[QScrollBar]:
        every = page.findChildren(QScrollBar)
        return [bar for bar in every if bar.isVisible() and bar.maximum() > 0]

    qtbot.waitUntil(lambda: len(bars()) == 1)
    (bar,) = bars()
    place = QRect(bar.mapTo(page, QPoint()), bar.size())
    assert place.right() == page.rect().right()
    assert place.top() == ground.mapTo(page, QPoint()).y()
    assert ground.mapTo(page, ground.rect().topRight()).x() + 1 == page.width() - PAGE_RIGHT

    bar.setValue(bar.maximum())
    assert ground.verticalScrollBar().value() == bar.maximum()

    ground.hide()
    assert bars() == []


def test_where_the_page_scrolls_too_the_bar_of_what_is_on_it_keeps_out_of_its_way(qtbot):
    page, ground = ScrollPage(), ScrollPage(margins=(0, 0, 0, 0), bare=True)
    qtbot.addWidget(page)
    ground.add(tall())
    page.add(tall(250))
    page.fill(ground, least=100)
    page.resize(400, 300)
    with qtbot.waitExposed(page):
        page.show()

    def long_bars() -> list[int]:
        bars = [bar for bar in page.findChildren(QScrollBar) if bar.isVisible()]
        return sorted(bar.mapTo(page, QPoint()).x() for bar in bars if bar.maximum() > 0)

    qtbot.waitUntil(lambda: len(long_bars()) == 2)
    inner, outer = long_bars()
    assert inner + GUTTER <= outer


@pytest.mark.parametrize("kind", [Chooser, Suggested])
def test_the_wheel_over_a_choice_scrolls_the_page_unless_the_keyboard_is_there(shown, kind):
    box = kind()
    box.set_choices([(1, "Uno"), (2, "Dos"), (3, "Tres")])
    box.setCurrentIndex(0)
    page = shown(QLineEdit(), box, tall())
    bar = page.verticalScrollBar()

    turn_wheel(box, -120)
    scrolled = bar.value()
    assert (scrolled > 0, box.currentText()) == (True, "Uno")

    box.setFocus()
    turn_wheel(box, -120)
    assert (bar.value(), box.currentText()) == (scrolled, "Dos")
