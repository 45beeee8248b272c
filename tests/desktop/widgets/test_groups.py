"""Words over the groups of a list: seen, heard with each row, and passed over by the keyboard. Rows
are as tall as their words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.widgets.lists.item_list import ItemList, ListItem

KEY = Qt.Key


@pytest.fixture
def papers(qtbot: QtBot) -> ItemList:
    """Two groups, of two rows and of nine."""
    made = ItemList("Funciones", most=4)
    qtbot.addWidget(made)
    made.show_items(
        [
            *(ListItem(key, key, group="Plan") for key in ("el plan", "resumen")),
            *(ListItem(key, f"hoja {key}", group="Hojas") for key in range(9)),
        ]
    )
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_words_over_a_group_are_seen_and_no_record(papers):
    words = [papers.model().index(row, 0).data() for row in range(papers.model().rowCount())]
    assert words[:4] == ["Plan", "el plan", "resumen", "Hojas"]
    assert papers.keys() == ["el plan", "resumen", *range(9)]
    assert papers.selected_key() == "el plan"


def test_arrows_and_home_pass_over_the_words(papers):
    passed = []
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Up, KEY.Key_End, KEY.Key_Home, KEY.Key_Up):
        QTest.keyClick(papers, key)
        passed.append(papers.selected_key())
    assert passed == ["resumen", 0, "resumen", 8, "el plan", "el plan"]


def test_pages_end_on_a_record(papers):
    for key in (KEY.Key_PageDown, KEY.Key_PageUp, KEY.Key_PageUp):
        QTest.keyClick(papers, key)
        assert papers.selected_key() is not None


def test_the_first_of_a_group_brings_its_words_into_view(papers):
    papers.select(8)
    papers.select("el plan")
    assert papers.visualRect(papers.model().index(0, 0)).top() >= 0


def test_a_click_on_the_words_changes_nothing(qtbot, papers):
    place = papers.visualRect(papers.model().index(3, 0)).center()
    qtbot.mouseClick(papers.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert papers.selected_key() == "el plan"


def test_a_row_says_its_group_to_who_does_not_see_it(papers):
    spoken = papers.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "el plan. Plan"


def test_what_is_chosen_stays_when_it_goes_to_another_group(papers):
    papers.select("resumen")
    papers.show_items(
        [ListItem("resumen", "resumen", group="Anticuados"), ListItem("x", "x", group="Plan")]
    )
    assert papers.selected_key() == "resumen"
    papers.show_items([ListItem("x", "x", group="Plan")])
    assert papers.selected_key() == "x"


def test_what_stands_below_a_title_goes_on_in_a_second_line(qtbot):
    made = ItemList("Fuentes")
    qtbot.addWidget(made)
    told = ListItem(1, "Radio", "Leída hace 8 minutos. La última novedad llegó hace 12 minutos.")
    made.show_items([told])
    made.resize(600, 200)
    made.show()
    qtbot.waitExposed(made)
    wide = made.row_height(told)
    made.resize(260, 200)
    assert made.row_height(told) > wide


def test_a_title_has_up_to_three_lines(qtbot):
    listed = ItemList("Incidentes")
    qtbot.addWidget(listed)
    listed.resize(200, 300)
    listed.show()
    qtbot.waitExposed(listed)
    word = "mmmmmmmmmm"

    heights = [
        listed.row_height(ListItem(1, " ".join([word] * count), "24/11/2026"))
        for count in range(1, 6)
    ]

    assert heights == sorted(heights)
    assert len(set(heights)) == 3
