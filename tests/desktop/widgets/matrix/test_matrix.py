"""Who is where, filled in with the keyboard and from a spreadsheet."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from desktop.widgets.matrix.matrix import CellChoice, CellValue, ChipLook, Matrix, MatrixRow, Pasted
from tests.desktop.widgets.matrices import (
    AUDIENCES,
    CHANNELS,
    CONTROL,
    PLAIN,
    PRESENCE,
    SHIFT,
    START,
    Sheet,
    paste,
)

# Said by the plugin that draws off screen whenever a window is shown there; it means nothing.


def test_a_key_sets_the_cell_that_the_arrows_went_to(qtbot, sheet):
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Right)
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Right)
    qtbot.keyClicks(sheet.matrix, "2")

    assert sheet.edits == [[(12, 23, "some")]]
    assert sheet.values(12) == ["nadie", "muchos", "bastantes"]
    assert sheet.matrix.current_cell() == (12, 23)


def test_home_and_end_stay_among_the_cells_that_can_be_filled_in(qtbot, sheet):
    went = []
    for key, held in (
        (Qt.Key.Key_End, PLAIN),
        (Qt.Key.Key_Right, PLAIN),
        (Qt.Key.Key_Home, PLAIN),
        (Qt.Key.Key_End, CONTROL),
        (Qt.Key.Key_Home, CONTROL),
    ):
        qtbot.keyClick(sheet.matrix, key, held)
        went.append(sheet.matrix.current_cell())

    assert went == [(11, 23), (11, 23), (11, 21), (13, 23), (11, 21)]


def test_a_key_fills_the_whole_selection_and_says_only_what_differs(qtbot, sheet):
    sheet.matrix.choose(11, 21)
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClicks(sheet.matrix, "3")

    assert sheet.edits == [[(11, 22, "many"), (12, 21, "many")]]
    assert sheet.matrix.selected_cells() == [(11, 21), (11, 22), (12, 21), (12, 22)]
    assert sheet.matrix.current_cell() == (12, 22)


def test_everything_can_be_selected_but_what_trails(qtbot, sheet):
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_A, CONTROL)
    qtbot.keyClicks(sheet.matrix, "0")

    assert len(sheet.matrix.selected_cells()) == 9
    assert sheet.edits == [[(11, 21, "none"), (11, 22, "none"), (12, 22, "none")]]


def test_space_takes_the_next_choice_and_begins_again(qtbot, sheet):
    sheet.matrix.choose(13, 23)
    seen = []
    for _time in range(4):
        qtbot.keyClick(sheet.matrix, Qt.Key.Key_Space)
        seen.append(sheet.values(13)[2])

    assert seen == ["algunos", "bastantes", "muchos", "nadie"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0])
def test_a_cell_is_emptied(qtbot, sheet, key):
    sheet.matrix.choose(11, 21)

    qtbot.keyClick(sheet.matrix, key)

    assert sheet.edits == [[(11, 21, "none")]]


def test_letters_are_keys_too_and_nought_empties_even_then(qtbot):
    tasks = [
        CellChoice("", "-", "nada", "–"),
        CellChoice("r", "r", "responsable", "R", ChipLook.BRAND),
        CellChoice("ra", "x", "responsable y aprueba", "R/A", ChipLook.BRAND),
    ]
    sheet = Sheet(qtbot, tasks)
    sheet.matrix.choose(11, 21)

    qtbot.keyClicks(sheet.matrix, "RxX0")

    assert sheet.edits == [[(11, 21, "r")], [(11, 21, "ra")], [(11, 21, "")]]


def test_cells_are_copied_as_words_and_pasted_elsewhere(qtbot, sheet):
    sheet.matrix.choose(11, 21)
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "muchos\talgunos"

    sheet.matrix.choose(13, 22)
    with qtbot.waitSignal(sheet.matrix.pasted) as told:
        qtbot.keyClick(sheet.matrix, Qt.Key.Key_V, CONTROL)

    assert told.args == [Pasted(changed=2, unknown=0, outside=0)]
    assert sheet.values(13) == ["nadie", "muchos", "algunos"]


def test_a_table_of_a_spreadsheet_is_read_by_word_or_key_and_blanks_empty(qtbot, sheet):
    sheet.matrix.choose(11, 21)

    told = paste(qtbot, sheet, "BASTANTES\t3\tmuchísimos\tMuchos\r\n\t\t–\r\n")

    assert told == Pasted(changed=3, unknown=1, outside=1)
    assert sheet.values(11) == ["bastantes", "muchos", "nadie"]
    assert sheet.values(12) == ["nadie", "nadie", "nadie"]


def test_one_pasted_word_fills_the_selection(qtbot, sheet):
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_A, CONTROL)

    told = paste(qtbot, sheet, "algunos")

    assert told == Pasted(changed=8, unknown=0, outside=0)
    assert {cell.value for cell in sheet.cells.values()} == {"few"}


def test_words_that_nobody_knows_change_nothing_and_are_counted(qtbot, sheet):
    sheet.matrix.choose(12, 22)

    assert paste(qtbot, sheet, "Total\tquizá") == Pasted(0, unknown=2, outside=0)
    assert paste(qtbot, sheet, "") == Pasted(0, unknown=0, outside=0)
    assert sheet.edits == []


def test_tab_goes_through_in_one_stop(qtbot, sheet):
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Tab)
    assert sheet.after.hasFocus()
    qtbot.keyClick(sheet.after, Qt.Key.Key_Tab, SHIFT)
    assert sheet.matrix.hasFocus()
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Tab, SHIFT)
    assert sheet.before.hasFocus()


def test_esc_is_left_to_the_page(qtbot, sheet):
    left: list[bool] = []
    QShortcut(QKeySequence("Esc"), sheet.ground, lambda: left.append(True))

    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Escape)

    assert left == [True]


def test_a_key_of_a_choice_goes_before_a_shortcut_of_the_page(qtbot, sheet):
    heard: list[str] = []
    for key in ("2", "N"):
        QShortcut(QKeySequence(key), sheet.ground, lambda key=key: heard.append(key))

    qtbot.keyClicks(sheet.matrix, "2n")

    assert heard == ["N"]
    assert sheet.values(11)[0] == "bastantes"


def test_the_current_cell_is_told_once_for_each_move(qtbot, sheet):
    told: list[object] = []
    sheet.matrix.current_changed.connect(told.append)

    assert sheet.matrix.choose(12, 21)
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Right)
    sheet.show_stored()
    assert not sheet.matrix.choose(99, 21)

    assert told == [(12, 21), (12, 22)]


def test_the_current_cell_and_the_selection_follow_their_keys(qtbot, sheet):
    sheet.matrix.choose(12, 22)
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Right, SHIFT)
    told: list[object] = []
    sheet.matrix.current_changed.connect(told.append)

    sheet.rows.insert(0, MatrixRow(10, "Radio"))
    sheet.columns.reverse()
    sheet.show_stored()

    assert sheet.matrix.current_cell() == (12, 23)
    assert sorted(sheet.matrix.selected_cells()) == [(12, 22), (12, 23)]
    assert told == []


def test_when_the_current_row_goes_the_nearest_cell_is_current(qtbot, sheet):
    sheet.matrix.choose(13, 22)
    told: list[object] = []
    sheet.matrix.current_changed.connect(told.append)

    sheet.rows.pop()
    sheet.show_stored()
    assert sheet.matrix.current_cell() == (12, 22)

    sheet.rows.clear()
    sheet.show_stored()
    assert told == [(12, 22), None]
    qtbot.keyClicks(sheet.matrix, "2")
    assert sheet.edits == []


def test_a_value_that_is_no_choice_is_refused(sheet):
    sheet.cells[11, 21] = CellValue("lots")
    with pytest.raises(KeyError):
        sheet.show_stored()


def test_nothing_is_current_before_the_keyboard_comes(qtbot):
    matrix = Matrix(PRESENCE, name="Canales")
    qtbot.addWidget(matrix)
    matrix.set_cells(CHANNELS, AUDIENCES, START)

    assert matrix.current_cell() is None
    assert matrix.currentIndex() == QModelIndex()
