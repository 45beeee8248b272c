"""Who is where, filled in with the keyboard, the mouse, and from a spreadsheet."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.theme.theme import Theme
from desktop.theme.tokens import Tone
from desktop.widgets.matrix import CellValue, Choice, Matrix, MatrixColumn, MatrixRow, Pasted
from desktop.widgets.matrix_fit import Look
from desktop.widgets.matrix_legend import MatrixLegend
from desktop.widgets.scroll_page import ScrollPage

# Said by the plugin that draws off screen whenever a window is shown there; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PRESENCE = [
    Choice("none", "0", "nadie", "–"),
    Choice("few", "1", "algunos", "1", Tone.NEUTRAL),
    Choice("some", "2", "bastantes", "2", Tone.BRAND),
    Choice("many", "3", "muchos", "3", Tone.BRAND, strong=True),
]
CHANNELS = [
    MatrixRow(11, "Bando", "1,5 h"),
    MatrixRow(12, "WhatsApp", "2,0 h"),
    MatrixRow(13, "LinkedIn", "0,5 h", Tone.YELLOW, "No llega a ningún público."),
]
AUDIENCES = [
    MatrixColumn(21, "Mayores de 65", "1.200 personas"),
    MatrixColumn(22, "Familias"),
    MatrixColumn(23, "Jóvenes"),
]
START = {
    (11, 21): CellValue("many", "Encuesta de 2026"),
    (11, 22): CellValue("few"),
    (12, 22): CellValue("many"),
}

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


class Sheet:
    """A page with a matrix: it stores what is wanted and shows what is stored."""

    def __init__(self, qtbot: QtBot, choices: Sequence[Choice] = PRESENCE) -> None:
        self.matrix = Matrix(
            choices, name="Canales y públicos", corner="Canal", trailing_title="Horas/sem."
        )
        self.rows, self.columns = list(CHANNELS), list(AUDIENCES)
        self.cells = dict(START) if choices is PRESENCE else {}
        self.edits: list[list[tuple[int, int, str]]] = []
        self.show_stored()
        self.matrix.edited.connect(self.store)
        self.ground = QWidget()
        box = QVBoxLayout(self.ground)
        self.before, self.after = QLineEdit(), QLineEdit()
        for part in (self.before, self.matrix, self.after):
            box.addWidget(part)
        qtbot.addWidget(self.ground)
        self.ground.resize(850, 400)
        with qtbot.waitExposed(self.ground):
            self.ground.show()
        self.ground.activateWindow()
        self.matrix.setFocus()

    def store(self, edits: list[tuple[int, int, str]]) -> None:
        self.edits.append(edits)
        for row, column, value in edits:
            self.cells[row, column] = CellValue(value)
        self.show_stored()

    def show_stored(self) -> None:
        self.matrix.set_cells(self.rows, self.columns, self.cells)

    def values(self, row: int) -> list[str]:
        """Labels of a row as they are shown, by the row's key."""
        model = self.matrix.model()
        at = [one.key for one in self.rows].index(row)
        return [model.index(at, column).data() for column in range(len(self.columns))]


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    return Sheet(qtbot)


def spoken(sheet: Sheet) -> list[str]:
    table = QAccessible.queryAccessibleInterface(sheet.matrix)
    return [table.child(at).text(QAccessible.Text.Name) for at in range(table.childCount())]


def middle(sheet: Sheet, row: int, column: int) -> QPoint:
    index = sheet.matrix.model().index(row, column)
    return sheet.matrix.visualRect(index).center()


def click(qtbot: QtBot, sheet: Sheet, row: int, column: int) -> None:
    qtbot.mouseClick(sheet.matrix.viewport(), LEFT, PLAIN, middle(sheet, row, column))


def paste(qtbot: QtBot, sheet: Sheet, text: str) -> Pasted:
    QGuiApplication.clipboard().setText(text)
    with qtbot.waitSignal(sheet.matrix.pasted) as told:
        qtbot.keyClick(sheet.matrix, Qt.Key.Key_V, CONTROL)
    return told.args[0]


def test_a_key_sets_the_cell_that_the_arrows_went_to(qtbot: QtBot, sheet: Sheet) -> None:
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Right)
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Right)
    qtbot.keyClicks(sheet.matrix, "2")

    assert sheet.edits == [[(12, 23, "some")]]
    assert sheet.values(12) == ["nadie", "muchos", "bastantes"]
    assert sheet.matrix.current_cell() == (12, 23)


def test_home_and_end_stay_among_the_cells_that_can_be_filled_in(
    qtbot: QtBot, sheet: Sheet
) -> None:
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


def test_a_key_fills_the_whole_selection_and_says_only_what_differs(
    qtbot: QtBot, sheet: Sheet
) -> None:
    sheet.matrix.choose(11, 21)
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClicks(sheet.matrix, "3")

    assert sheet.edits == [[(11, 22, "many"), (12, 21, "many")]]
    assert sheet.matrix.selected_cells() == [(11, 21), (11, 22), (12, 21), (12, 22)]
    assert sheet.matrix.current_cell() == (12, 22)


def test_everything_can_be_selected_but_what_trails(qtbot: QtBot, sheet: Sheet) -> None:
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_A, CONTROL)
    qtbot.keyClicks(sheet.matrix, "0")

    assert len(sheet.matrix.selected_cells()) == 9
    assert sheet.edits == [[(11, 21, "none"), (11, 22, "none"), (12, 22, "none")]]


def test_space_takes_the_next_choice_and_begins_again(qtbot: QtBot, sheet: Sheet) -> None:
    sheet.matrix.choose(13, 23)
    seen = []
    for _time in range(4):
        qtbot.keyClick(sheet.matrix, Qt.Key.Key_Space)
        seen.append(sheet.values(13)[2])

    assert seen == ["algunos", "bastantes", "muchos", "nadie"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0])
def test_a_cell_is_emptied(qtbot: QtBot, sheet: Sheet, key: Qt.Key) -> None:
    sheet.matrix.choose(11, 21)

    qtbot.keyClick(sheet.matrix, key)

    assert sheet.edits == [[(11, 21, "none")]]


def test_letters_are_keys_too_and_nought_empties_even_then(qtbot: QtBot) -> None:
    tasks = [
        Choice("", "-", "nada", "–"),
        Choice("r", "r", "responsable", "R", Tone.BRAND, strong=True),
        Choice("ra", "x", "responsable y aprueba", "R/A", Tone.BRAND, strong=True),
    ]
    sheet = Sheet(qtbot, tasks)
    sheet.matrix.choose(11, 21)

    qtbot.keyClicks(sheet.matrix, "RxX0")

    assert sheet.edits == [[(11, 21, "r")], [(11, 21, "ra")], [(11, 21, "")]]


def test_cells_are_copied_as_words_and_pasted_elsewhere(qtbot: QtBot, sheet: Sheet) -> None:
    sheet.matrix.choose(11, 21)
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "muchos\talgunos"

    sheet.matrix.choose(13, 22)
    with qtbot.waitSignal(sheet.matrix.pasted) as told:
        qtbot.keyClick(sheet.matrix, Qt.Key.Key_V, CONTROL)

    assert told.args == [Pasted(changed=2, unknown=0, outside=0)]
    assert sheet.values(13) == ["nadie", "muchos", "algunos"]


def test_a_table_of_a_spreadsheet_is_read_by_word_or_key_and_blanks_empty(
    qtbot: QtBot, sheet: Sheet
) -> None:
    sheet.matrix.choose(11, 21)

    told = paste(qtbot, sheet, "BASTANTES\t3\tmuchísimos\tMuchos\r\n\t\t–\r\n")

    assert told == Pasted(changed=3, unknown=1, outside=1)
    assert sheet.values(11) == ["bastantes", "muchos", "nadie"]
    assert sheet.values(12) == ["nadie", "nadie", "nadie"]


def test_one_pasted_word_fills_the_selection(qtbot: QtBot, sheet: Sheet) -> None:
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_A, CONTROL)

    told = paste(qtbot, sheet, "algunos")

    assert told == Pasted(changed=8, unknown=0, outside=0)
    assert {cell.value for cell in sheet.cells.values()} == {"few"}


def test_words_that_nobody_knows_change_nothing_and_are_counted(qtbot: QtBot, sheet: Sheet) -> None:
    sheet.matrix.choose(12, 22)

    assert paste(qtbot, sheet, "Total\tquizá") == Pasted(0, unknown=2, outside=0)
    assert paste(qtbot, sheet, "") == Pasted(0, unknown=0, outside=0)
    assert sheet.edits == []


def test_tab_goes_through_in_one_stop(qtbot: QtBot, sheet: Sheet) -> None:
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Tab)
    assert sheet.after.hasFocus()
    qtbot.keyClick(sheet.after, Qt.Key.Key_Tab, SHIFT)
    assert sheet.matrix.hasFocus()
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Tab, SHIFT)
    assert sheet.before.hasFocus()


def test_esc_is_left_to_the_page(qtbot: QtBot, sheet: Sheet) -> None:
    left: list[bool] = []
    QShortcut(QKeySequence("Esc"), sheet.ground, lambda: left.append(True))

    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Escape)

    assert left == [True]


def test_a_key_of_a_choice_goes_before_a_shortcut_of_the_page(qtbot: QtBot, sheet: Sheet) -> None:
    heard: list[str] = []
    for key in ("2", "N"):
        QShortcut(QKeySequence(key), sheet.ground, lambda key=key: heard.append(key))

    qtbot.keyClicks(sheet.matrix, "2n")

    assert heard == ["N"]
    assert sheet.values(11)[0] == "bastantes"


def test_a_click_selects_and_another_takes_the_next_choice(qtbot: QtBot, sheet: Sheet) -> None:
    click(qtbot, sheet, 1, 2)
    assert sheet.matrix.current_cell() == (12, 23)
    assert sheet.edits == []

    click(qtbot, sheet, 1, 2)
    assert sheet.values(12)[2] == "algunos"


def test_whoever_clicks_quickly_goes_on_through_the_choices(qtbot: QtBot, sheet: Sheet) -> None:
    ground, spot = sheet.matrix.viewport(), middle(sheet, 1, 2)
    sheet.matrix.choose(12, 23)

    click(qtbot, sheet, 1, 2)
    qtbot.mouseDClick(ground, LEFT, PLAIN, spot)
    qtbot.mouseRelease(ground, LEFT, PLAIN, spot)

    assert sheet.values(12)[2] == "bastantes"


def test_a_click_on_what_only_informs_changes_nothing(qtbot: QtBot, sheet: Sheet) -> None:
    sheet.matrix.choose(11, 21)

    click(qtbot, sheet, 0, 3)
    click(qtbot, sheet, 0, 3)

    assert sheet.edits == []
    assert sheet.matrix.current_cell() == (11, 21)


def test_the_click_that_brings_the_keyboard_back_changes_nothing(
    qtbot: QtBot, sheet: Sheet
) -> None:
    sheet.matrix.choose(12, 23)
    sheet.after.setFocus()

    # Off screen a click does not bring the focus, so it comes as Qt would send it.
    sheet.matrix.setFocus(Qt.FocusReason.MouseFocusReason)
    click(qtbot, sheet, 1, 2)
    assert sheet.edits == []

    click(qtbot, sheet, 1, 2)
    assert sheet.edits == [[(12, 23, "few")]]


def test_f2_opens_the_choices_with_their_keys(qtbot: QtBot, sheet: Sheet) -> None:
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


def test_the_menu_also_opens_what_the_page_can_open(qtbot: QtBot, sheet: Sheet) -> None:
    opened: list[int] = []
    sheet.matrix.row_opened.connect(opened.append)
    sheet.matrix.choose(12, 22)
    keys = QContextMenuEvent.Reason.Keyboard
    corner = sheet.matrix.mapToGlobal(QPoint(1, 1))
    QCoreApplication.sendEvent(sheet.matrix, QContextMenuEvent(keys, QPoint(1, 1), corner, PLAIN))

    menu = sheet.matrix.findChild(QMenu)
    assert [action.text() for action in menu.actions()][-1] == "Open “WhatsApp”\tEnter"
    menu.actions()[-1].trigger()

    assert opened == [12]


def test_the_right_button_opens_the_menu_of_the_cell_below_it(qtbot: QtBot, sheet: Sheet) -> None:
    inside, ground = middle(sheet, 2, 1), sheet.matrix.viewport()
    qtbot.mouseClick(ground, RIGHT, PLAIN, inside)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, inside, ground.mapToGlobal(inside), PLAIN
    )
    QCoreApplication.sendEvent(ground, event)

    sheet.matrix.findChild(QMenu).actions()[3].trigger()

    assert sheet.edits == [[(13, 22, "many")]]


def test_enter_opens_the_row_and_with_control_the_column(qtbot: QtBot, sheet: Sheet) -> None:
    sheet.matrix.choose(12, 23)

    with qtbot.waitSignal(sheet.matrix.row_opened) as row:
        qtbot.keyClick(sheet.matrix, Qt.Key.Key_Return)
    with qtbot.waitSignal(sheet.matrix.column_opened) as column:
        qtbot.keyClick(sheet.matrix, Qt.Key.Key_Return, CONTROL)

    assert (row.args, column.args) == ([12], [23])


def test_a_double_click_on_a_title_opens_it(qtbot: QtBot, sheet: Sheet) -> None:
    rows, columns = sheet.matrix.verticalHeader(), sheet.matrix.horizontalHeader()
    with qtbot.waitSignal(sheet.matrix.row_opened) as row:
        at = QPoint(20, rows.sectionViewportPosition(2) + 10)
        qtbot.mouseDClick(rows.viewport(), LEFT, PLAIN, at)
    with qtbot.waitSignal(sheet.matrix.column_opened) as column:
        at = QPoint(columns.sectionViewportPosition(1) + 20, 10)
        qtbot.mouseDClick(columns.viewport(), LEFT, PLAIN, at)

    assert (row.args, column.args) == ([13], [22])


def test_a_click_on_a_title_selects_its_cells_to_be_filled_in(qtbot: QtBot, sheet: Sheet) -> None:
    columns = sheet.matrix.horizontalHeader()
    at = QPoint(columns.sectionViewportPosition(2) + 20, 10)
    qtbot.mouseClick(columns.viewport(), LEFT, PLAIN, at)
    qtbot.keyClicks(sheet.matrix, "1")

    assert sheet.edits == [[(11, 23, "few"), (12, 23, "few"), (13, 23, "few")]]


def test_the_current_cell_is_told_once_for_each_move(qtbot: QtBot, sheet: Sheet) -> None:
    told: list[object] = []
    sheet.matrix.current_changed.connect(told.append)

    assert sheet.matrix.choose(12, 21)
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Right)
    sheet.show_stored()
    assert not sheet.matrix.choose(99, 21)

    assert told == [(12, 21), (12, 22)]


def test_the_current_cell_and_the_selection_follow_their_keys(qtbot: QtBot, sheet: Sheet) -> None:
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


def test_when_the_current_row_goes_the_nearest_cell_is_current(qtbot: QtBot, sheet: Sheet) -> None:
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


def test_a_value_that_is_no_choice_is_refused(sheet: Sheet) -> None:
    sheet.cells[11, 21] = CellValue("lots")
    with pytest.raises(KeyError):
        sheet.show_stored()


def test_a_screen_reader_hears_row_column_and_value(sheet: Sheet) -> None:
    heard = spoken(sheet)

    assert QAccessible.queryAccessibleInterface(sheet.matrix).role() == QAccessible.Role.Table
    assert "Bando, Mayores de 65: muchos" in heard
    assert "LinkedIn, Jóvenes: nadie" in heard
    assert "WhatsApp, Horas/sem.: 2,0 h" in heard
    assert {"LinkedIn", "Mayores de 65"} <= set(heard)


def test_notes_and_tones_are_said_in_words(sheet: Sheet) -> None:
    model = sheet.matrix.model()
    cell = model.index(0, 0)
    tip, more = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole

    assert cell.data(tip) == "Bando, Mayores de 65: muchos\nEncuesta de 2026"
    assert cell.data(more) == "Encuesta de 2026"
    row = model.headerData(2, Qt.Orientation.Vertical, tip)
    column = model.headerData(0, Qt.Orientation.Horizontal, tip)
    assert row == "LinkedIn\nNo llega a ningún público."
    assert column == "Mayores de 65\n1.200 personas"


def colours(sheet: Sheet, row: int, column: int) -> set[str]:
    picture = sheet.matrix.viewport().grab(
        sheet.matrix.visualRect(sheet.matrix.model().index(row, column))
    )
    image = picture.toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_strongest_choice_stands_on_brand_colour_and_a_note_leaves_a_mark(
    theme: Theme, qtbot: QtBot, look: str
) -> None:
    theme.apply(look, 100)
    sheet = Sheet(qtbot)
    sheet.after.setFocus()
    brand = theme.tokens.tinted.foreground.lower()

    assert brand in colours(sheet, 1, 1)
    assert brand not in colours(sheet, 0, 1)
    assert theme.tokens.yellow.background.lower() in colours(sheet, 2, 0)
    sheet.cells[11, 22] = CellValue("few", "Encuesta")
    sheet.show_stored()
    assert theme.tokens.accent.lower() in colours(sheet, 0, 1)


def test_the_current_cell_has_a_ring_while_it_has_the_keyboard(
    theme: Theme, qtbot: QtBot, sheet: Sheet
) -> None:
    ring = theme.tokens.accent.lower()
    sheet.matrix.choose(13, 22)
    qtbot.waitUntil(lambda: ring in colours(sheet, 2, 1))
    sheet.after.setFocus()
    qtbot.waitUntil(lambda: ring not in colours(sheet, 2, 1))
    assert theme.tokens.control.lower() in colours(sheet, 2, 1)


PUBLICS = [
    "Mayores de 65", "Familias con escolares", "Jóvenes 16–30", "Comercio y autónomos",
    "Asociaciones", "Veraneantes", "Personas con discapacidad", "Medios de comunicación",
    "Cuidadoras y familias", "Población inmigrante", "Vecinos de pedanías",
    "Turistas de fin de semana", "Trabajadores municipales", "Emigrados",
]  # fmt: skip


def large(sheet: Sheet, rows: int = 12, columns: int = 14) -> Matrix:
    sheet.rows = [MatrixRow(row, f"Canal número {row}", "1,0 h") for row in range(rows)]
    sheet.columns = [MatrixColumn(at, PUBLICS[at]) for at in range(columns)]
    sheet.cells.clear()
    sheet.show_stored()
    sheet.matrix.setFixedWidth(850)
    QApplication.processEvents()
    return sheet.matrix


def reach(matrix: Matrix) -> int:
    """Width of all columns with the titles of the rows, in px."""
    return matrix.verticalHeader().width() + matrix.horizontalHeader().length()


def test_six_columns_show_whole_words(sheet: Sheet) -> None:
    matrix = large(sheet, rows=6, columns=6)
    assert matrix.look is Look.WORDS
    assert reach(matrix) == 850


def test_fourteen_columns_stay_readable_without_scrolling(sheet: Sheet) -> None:
    matrix = large(sheet)

    assert matrix.look is Look.TURNED
    assert reach(matrix) == 850
    assert not matrix.horizontalScrollBar().isVisible()
    assert min(matrix.columnWidth(column) for column in range(14)) >= 32


def test_at_double_size_the_columns_scroll_and_the_titles_stay(
    theme: Theme, qtbot: QtBot, sheet: Sheet
) -> None:
    theme.apply("light", 200)
    matrix = large(sheet)
    titles = matrix.verticalHeader()
    place = titles.geometry()
    assert matrix.horizontalScrollBar().isVisible()
    assert matrix.minimumSizeHint().width() < 400
    assert titles.width() < 400

    qtbot.keyClick(matrix, Qt.Key.Key_End)

    assert matrix.horizontalScrollBar().value() > 0
    assert titles.geometry() == place
    cell = matrix.visualRect(matrix.currentIndex())
    assert matrix.viewport().rect().contains(cell)


def test_it_is_as_high_as_its_rows_and_scrolls_after_sixteen(sheet: Sheet) -> None:
    matrix = large(sheet, rows=16)
    assert matrix.viewport().height() == 16 * matrix.rowHeight(0)
    assert not matrix.verticalScrollBar().isVisible()

    large(sheet, rows=40)
    assert matrix.viewport().height() == 16 * matrix.rowHeight(0)
    assert matrix.verticalScrollBar().isVisible()
    assert reach(matrix) + matrix.verticalScrollBar().width() == 850


def test_the_page_scrolls_along_with_the_current_cell(qtbot: QtBot) -> None:
    page = ScrollPage()
    qtbot.addWidget(page)
    matrix = Matrix(PRESENCE, name="Canales")
    matrix.set_cells([MatrixRow(row, f"Canal {row}") for row in range(16)], AUDIENCES, {})
    page.add(matrix)
    page.resize(850, 300)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    matrix.setFocus()
    qtbot.waitUntil(lambda: matrix.height() == matrix.sizeHint().height())

    def seen() -> bool:
        cell = matrix.visualRect(matrix.currentIndex())
        spot = matrix.viewport().mapTo(page, cell.center())
        return bool(page.rect().contains(spot))

    qtbot.keyClick(matrix, Qt.Key.Key_End, CONTROL)
    assert matrix.current_cell() == (15, 23)
    assert page.verticalScrollBar().value() > 0
    assert seen()
    qtbot.keyClick(matrix, Qt.Key.Key_Home, CONTROL)
    assert seen()
    assert page.viewport().rect().contains(matrix.mapTo(page, QPoint(1, 1)))


def test_the_legend_says_what_short_forms_and_keys_mean(qtbot: QtBot) -> None:
    legend = MatrixLegend([*PRESENCE[:2], Choice("ra", "x", "responsable y aprueba", "R/A")])
    qtbot.addWidget(legend)

    words = [
        QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
        for part in legend.findChildren(QWidget)
        if part.property("look") == "small"
    ]
    assert words == ["nadie (key 0)", "algunos", "responsable y aprueba (key X)"]


def test_nothing_is_current_before_the_keyboard_comes(qtbot: QtBot) -> None:
    matrix = Matrix(PRESENCE, name="Canales")
    qtbot.addWidget(matrix)
    matrix.set_cells(CHANNELS, AUDIENCES, START)

    assert matrix.current_cell() is None
    assert matrix.currentIndex() == QModelIndex()
