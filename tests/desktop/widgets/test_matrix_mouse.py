"""Who is where, filled in with the mouse and the menu."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from tests.desktop.hands import popped_up, right_click, row_menu, take_line, words_of
from tests.desktop.widgets.matrices import CONTROL, LEFT, PLAIN, click, middle


def test_a_click_selects_and_another_takes_the_next_choice(qtbot, sheet):
    click(qtbot, sheet, 1, 2)
    assert sheet.matrix.current_cell() == (12, 23)
    assert sheet.edits == []

    click(qtbot, sheet, 1, 2)
    assert sheet.values(12)[2] == "algunos"


def test_whoever_clicks_quickly_goes_on_through_the_choices(qtbot, sheet):
    ground, spot = sheet.matrix.viewport(), middle(sheet, 1, 2)
    sheet.matrix.choose(12, 23)

    click(qtbot, sheet, 1, 2)
    qtbot.mouseDClick(ground, LEFT, PLAIN, spot)
    qtbot.mouseRelease(ground, LEFT, PLAIN, spot)

    assert sheet.values(12)[2] == "bastantes"


def test_a_click_on_what_only_informs_changes_nothing(qtbot, sheet):
    sheet.matrix.choose(11, 21)

    click(qtbot, sheet, 0, 3)
    click(qtbot, sheet, 0, 3)

    assert sheet.edits == []
    assert sheet.matrix.current_cell() == (11, 21)


def test_the_title_of_what_only_informs_chooses_no_column(qtbot, sheet):
    head = sheet.matrix.horizontalHeader()

    def title(column: int) -> QPoint:
        left, width = head.sectionViewportPosition(column), head.sectionSize(column)
        return QPoint(left + width // 2, head.height() // 2)

    qtbot.mouseClick(head.viewport(), LEFT, PLAIN, title(1))
    qtbot.mouseClick(head.viewport(), LEFT, PLAIN, title(3))
    assert sheet.matrix.current_cell() == (11, 22)

    # Also for whoever drags on to it.
    qtbot.mousePress(head.viewport(), LEFT, PLAIN, title(2))
    qtbot.mouseMove(head.viewport(), title(3))
    qtbot.mouseRelease(head.viewport(), LEFT, PLAIN, title(3))
    assert sheet.matrix.selected_cells() == [(11, 23), (12, 23), (13, 23)]
    assert sheet.matrix.current_cell() == (11, 23)


def test_the_click_that_brings_the_keyboard_back_changes_nothing(qtbot, sheet):
    sheet.matrix.choose(12, 23)
    sheet.after.setFocus()

    # Off screen a click does not bring the focus, so it comes as Qt would send it.
    sheet.matrix.setFocus(Qt.FocusReason.MouseFocusReason)
    click(qtbot, sheet, 1, 2)
    assert sheet.edits == []

    click(qtbot, sheet, 1, 2)
    assert sheet.edits == [[(12, 23, "few")]]


def test_f2_opens_the_choices_with_their_keys(qtbot, sheet):
    sheet.matrix.choose(11, 22)
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_F2)

    menu = sheet.matrix.findChild(QMenu)
    assert [action.text() for action in menu.actions()] == [
        "nadie\t0",
        "algunos\t1",
        "bastantes\t2",
        "muchos\t3",
    ]
    assert [action.isChecked() for action in menu.actions()] == [False, True, False, False]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)

    assert sheet.edits == [[(11, 22, "some")]]


def test_the_menu_also_opens_what_the_page_can_open(qtbot, sheet):
    opened: list[int] = []
    sheet.matrix.row_opened.connect(opened.append)
    sheet.matrix.choose(12, 22)
    sheet.matrix.setFocus()

    menu = row_menu(sheet.matrix)
    assert words_of(menu)[-1] == "Open “WhatsApp”\tEnter"
    take_line(menu, "Open")

    assert opened == [12]


def test_the_right_button_opens_the_menu_of_the_cell_below_it(sheet):
    right_click(sheet.matrix, middle(sheet, 2, 1))
    take_line(popped_up(), "muchos")

    assert sheet.edits == [[(13, 22, "many")]]


def test_enter_opens_the_row_and_with_control_the_column(qtbot, sheet):
    sheet.matrix.choose(12, 23)

    with qtbot.waitSignal(sheet.matrix.row_opened) as row:
        qtbot.keyClick(sheet.matrix, Qt.Key.Key_Return)
    with qtbot.waitSignal(sheet.matrix.column_opened) as column:
        qtbot.keyClick(sheet.matrix, Qt.Key.Key_Return, CONTROL)

    assert (row.args, column.args) == ([12], [23])


def test_a_double_click_on_a_title_opens_it(qtbot, sheet):
    rows, columns = sheet.matrix.verticalHeader(), sheet.matrix.horizontalHeader()
    with qtbot.waitSignal(sheet.matrix.row_opened) as row:
        at = QPoint(20, rows.sectionViewportPosition(2) + 10)
        qtbot.mouseDClick(rows.viewport(), LEFT, PLAIN, at)
        qtbot.mouseRelease(rows.viewport(), LEFT, PLAIN, at)
    with qtbot.waitSignal(sheet.matrix.column_opened) as column:
        at = QPoint(columns.sectionViewportPosition(1) + 20, 10)
        qtbot.mouseDClick(columns.viewport(), LEFT, PLAIN, at)
        qtbot.mouseRelease(columns.viewport(), LEFT, PLAIN, at)

    assert (row.args, column.args) == ([13], [22])


def test_a_click_on_a_title_selects_its_cells_to_be_filled_in(qtbot, sheet):
    columns = sheet.matrix.horizontalHeader()
    at = QPoint(columns.sectionViewportPosition(2) + 20, 10)
    qtbot.mouseClick(columns.viewport(), LEFT, PLAIN, at)
    qtbot.keyClicks(sheet.matrix, "1")

    assert sheet.edits == [[(11, 23, "few"), (12, 23, "few"), (13, 23, "few")]]
