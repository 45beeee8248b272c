"""What our own parts are to a screen reader: headings, lists, choices and folds."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QCheckBox, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.forms.controls import Ticks
from desktop.theme.theme import current
from desktop.widgets.button import button, icon_button
from desktop.widgets.card import EmptyState
from desktop.widgets.heard import head_of, hear_as, sentences
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.lists.rows import ActionRow, ActionRows
from desktop.widgets.lists.table import DataTable
from desktop.widgets.lists.table_model import Column
from desktop.widgets.text import text_label

Role, Text = QAccessible.Role, QAccessible.Text


def heard(widget: QWidget):
    return QAccessible.queryAccessibleInterface(widget)


def test_titles_are_headings_and_say_their_words(qtbot):
    for kind in ("title", "section"):
        label = text_label("Plan de redes", kind)
        qtbot.addWidget(label)
        assert heard(label).role() == Role.Heading
        assert heard(label).text(Text.Name) == "Plan de redes"


def test_rows_are_a_list_and_its_items_with_one_full_stop_after_each_sentence(qtbot):
    rows = ActionRows([ActionRow("a", "Nunca impreso.", "Imprímalo.", "Ir", None, "Advertencia")])
    qtbot.addWidget(rows)
    inside = rows.layout().itemAt(0).widget()
    assert heard(inside).role() == Role.List
    item = inside.layout().itemAt(0).widget()
    assert heard(item).role() == Role.ListItem
    assert heard(item).text(Text.Name) == "Advertencia. Nunca impreso. Imprímalo."


def test_a_fold_says_whether_it_is_open_and_opens_when_it_is_pressed_by_the_reader(qtbot):
    link = button("Ejemplo", kind="quiet")
    qtbot.addWidget(link)
    link.setCheckable(True)
    hear_as(link, "fold")
    told = heard(link)
    assert told.role() == Role.Button
    assert (told.state().expandable, told.state().expanded) == (1, 0)
    told.actionInterface().doAction("Press")
    assert link.isChecked()
    assert (told.state().expanded, told.state().collapsed) == (1, 0)


def test_of_a_stack_only_the_page_that_is_shown_is_heard(qtbot):
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    first, second = text_label("uno", "title"), text_label("dos", "title")
    stack.addWidget(first)
    stack.addWidget(second)
    told = heard(stack)
    assert (told.childCount(), told.child(0).object()) == (1, first)
    stack.setCurrentWidget(second)
    assert told.child(0).object() is second
    assert (told.indexOfChild(heard(second)), told.indexOfChild(heard(first))) == (0, -1)


@pytest.mark.parametrize(
    "make",
    [
        lambda: button("Imprimir", shortcut="Ctrl+P"),
        lambda: icon_button("x", "Cerrar"),
        lambda: Ticks([("a", "Alcaldía")]),
    ],
)
def test_what_the_tool_tip_says_too_is_heard_once(qtbot, make):
    ground = make()
    qtbot.addWidget(ground)
    made = next((part for part in ground.findChildren(QCheckBox)), ground)
    assert made.toolTip()
    assert heard(made).text(Text.Description).strip() == ""


def test_a_page_is_called_by_its_name_its_title_and_how_things_stand(qtbot):
    page, head = QWidget(), None
    qtbot.addWidget(page)
    assert head_of(page, "Hoy") == "Hoy"
    head = QWidget(page)
    box = QVBoxLayout(head)
    title = text_label("martes, 24 de noviembre", "title")
    box.addWidget(title)
    head.setAccessibleName(title.text())
    head.setAccessibleDescription("2 asuntos")
    assert head_of(page, "Hoy") == "Hoy. martes, 24 de noviembre. 2 asuntos"
    assert head_of(page, "martes") == "martes, 24 de noviembre. 2 asuntos"


def test_sentences_end_once():
    assert sentences("Uno.", "", "¿Dos?", "Tres") == "Uno. ¿Dos? Tres"


def a_list() -> QWidget:
    made = ItemList("Objetivos")
    made.show_items([ListItem(1, "Uno"), ListItem(2, "Otro")])
    return made


def a_table() -> QWidget:
    made = DataTable([Column[str]("Nombre", str)], EmptyState("x", ""), name="", key=str, words=str)
    made.show_items(["Ana", "Luis"])
    return made


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("make", [a_list, a_table])
def test_the_row_that_is_chosen_has_a_bar_also_while_the_keyboard_is_elsewhere(qtbot, make, theme):
    current().apply(theme)
    page, other, rows = QWidget(), QPushButton("otra cosa"), make()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    box.addWidget(other)
    box.addWidget(rows)
    page.resize(400, 300)
    page.show()
    other.setFocus(Qt.FocusReason.OtherFocusReason)
    view = getattr(rows, "view", rows)
    place = view.visualRect(view.currentIndex())
    seen = view.viewport().grab().toImage()
    assert seen.pixelColor(1, place.center().y()) == QColor(current().tokens.accent)
