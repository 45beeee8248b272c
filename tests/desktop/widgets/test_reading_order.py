"""Tab follows the eye."""

import gc

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)
from pytestqt.qtbot import QtBot

from desktop.forms.lines import Day
from desktop.widgets.accessibility import controls, tab_as_read
from desktop.widgets.lists.rows import ActionRow, ActionRows
from desktop.widgets.scroll_page import ScrollPage


def names_by_tab(qtbot: QtBot, count: int, key: Qt.Key = Qt.Key.Key_Tab) -> list[str]:
    found = []
    for _step in range(count):
        focus = QApplication.focusWidget()
        assert focus is not None
        found.append(focus.accessibleName())
        qtbot.keyClick(focus, key)
    return found


def named(widget: QWidget, name: str) -> QWidget:
    widget.setAccessibleName(name)
    return widget


def test_rows_that_come_later_stand_where_they_are_read(qtbot):
    page = QWidget()
    column = QVBoxLayout(page)
    first, rows, last = named(QPushButton(), "first"), ActionRows(), named(QLineEdit(), "last")
    for part in (first, rows, last):
        column.addWidget(part)
    qtbot.addWidget(page)
    page.show()

    rows.set_rows([ActionRow("a", "One", "", "Go"), ActionRow("b", "Two", "", "Go")])
    tab_as_read(page)

    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    first.setFocus()
    assert names_by_tab(qtbot, 4) == ["first", "Go: One", "Go: Two", "last"]


def test_tab_leaves_a_page_whose_fields_stand_for_another_inside_them(qtbot):
    window, page = QWidget(), QWidget()
    line = QVBoxLayout(window)
    line.addWidget(page)
    line.addWidget(named(QPushButton(), "outside"))
    column = QVBoxLayout(page)
    first = named(QLineEdit(), "first")
    for part in (first, named(QLineEdit(), "last"), named(Day(), "other day"), named(Day(), "day")):
        column.insertWidget(min(column.count(), 1), part)
    qtbot.addWidget(window)
    window.show()

    for _again in range(2):
        tab_as_read(page)

    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    first.setFocus()
    read = ["first", "day", "other day", "last", "outside"]
    assert names_by_tab(qtbot, 10) == [*read, *read]
    assert names_by_tab(qtbot, 5, Qt.Key.Key_Backtab) == ["first", *reversed(read[1:])]


def test_layouts_in_layouts_and_scrolled_pages_are_read_too(qtbot):
    page = ScrollPage()
    day = Day()
    after = named(QPushButton(), "after")
    before = named(QPushButton(), "before")
    row = QHBoxLayout()
    row.addWidget(before)
    row.addWidget(named(day, "day"))
    page.body.addLayout(row)
    page.add(after)
    qtbot.addWidget(page)
    page.show()

    tab_as_read(page)

    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    before.setFocus()
    assert names_by_tab(qtbot, 3) == ["before", "day", "after"]


def layout_items() -> int:
    return sum(type(item) is QWidgetItem for item in gc.get_objects())


def test_no_item_of_a_layout_is_kept_for_qt_deletes_them_behind_our_back(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    row = QHBoxLayout()
    box.addWidget(QLineEdit())
    box.addLayout(row)
    row.addWidget(QPushButton("Guardar"))
    before = layout_items()

    tab_as_read(page)

    assert [type(control) for control in controls(page)] == [QLineEdit, QPushButton]
    assert layout_items() == before
