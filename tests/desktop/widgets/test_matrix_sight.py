"""What a matrix shows, how it fits its page, and what a screen reader hears."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from desktop.widgets.matrix.grid import MatrixLook
from desktop.widgets.matrix.matrix import CellChoice, CellValue, Matrix, MatrixColumn, MatrixRow
from desktop.widgets.matrix.painting import MatrixLegend
from desktop.widgets.scroll_page import ScrollPage
from tests.desktop.widgets.matrices import AUDIENCES, CONTROL, PRESENCE, Sheet, spoken

# Said by the plugin that draws off screen whenever a window is shown there; it means nothing.


def test_a_screen_reader_hears_row_column_and_value(sheet):
    heard = spoken(sheet)

    assert QAccessible.queryAccessibleInterface(sheet.matrix).role() == QAccessible.Role.Table
    assert "Bando, Mayores de 65: muchos" in heard
    assert "LinkedIn, Jóvenes: nadie" in heard
    assert "WhatsApp, Horas/sem.: 2,0 h" in heard
    assert {"LinkedIn", "Mayores de 65"} <= set(heard)


def test_notes_and_tones_are_said_in_words(sheet):
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
def test_the_strongest_choice_stands_on_brand_colour_and_no_cell_in_that_of_a_level(
    theme, qtbot, look
):
    theme.apply(look, 100)
    sheet = Sheet(qtbot)
    sheet.after.setFocus()
    brand = theme.tokens.brand.lower()

    assert brand in colours(sheet, 1, 1)
    assert brand not in colours(sheet, 0, 1)
    for tone in (theme.tokens.green, theme.tokens.yellow, theme.tokens.red):
        assert not {tone.background.lower(), tone.foreground.lower()} & colours(sheet, 2, 0)


def test_only_a_cell_without_its_note_asks_for_one(theme, qtbot):
    sheet = Sheet(qtbot)
    sheet.after.setFocus()
    before = colours(sheet, 0, 1)

    sheet.cells[11, 22] = CellValue("few", asks=True)
    sheet.show_stored()

    assert theme.tokens.ink.lower() in colours(sheet, 0, 1)
    assert colours(sheet, 0, 1) != before


def test_a_question_mark_asks_for_the_note_of_the_cell(qtbot, sheet):
    with qtbot.waitSignal(sheet.matrix.note_asked):
        qtbot.keyClicks(sheet.matrix, "?")


def test_the_current_cell_has_a_ring_while_it_has_the_keyboard(theme, qtbot, sheet):
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
    sheet.ground.resize(900, 2000)
    QApplication.processEvents()
    return sheet.matrix


def reach(matrix: Matrix) -> int:
    """Width of all columns with the titles of the rows, in px."""
    return matrix.verticalHeader().width() + matrix.horizontalHeader().length()


def test_six_columns_show_whole_words(sheet):
    matrix = large(sheet, rows=6, columns=6)
    assert matrix.look is MatrixLook.WORDS
    assert reach(matrix) == 850


def test_fourteen_columns_stay_readable_without_scrolling(sheet):
    matrix = large(sheet)

    assert matrix.look is MatrixLook.TURNED
    assert reach(matrix) == 850
    assert not matrix.horizontalScrollBar().isVisible()
    assert min(matrix.columnWidth(column) for column in range(14)) >= 32


def test_at_double_size_the_columns_scroll_and_the_titles_stay(theme, qtbot, sheet):
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


def test_it_is_as_high_as_its_rows_and_scrolls_between_head_and_foot(sheet):
    matrix = large(sheet, rows=16)
    assert matrix.viewport().height() == 16 * matrix.rowHeight(0)
    assert not matrix.verticalScrollBar().isVisible()

    sheet.ground.resize(900, 500)
    QApplication.processEvents()

    head = matrix.horizontalHeader()
    assert matrix.verticalScrollBar().isVisible()
    assert reach(matrix) + matrix.verticalScrollBar().width() == 850
    matrix.choose(15, 0)
    assert head.isVisible()
    assert matrix.viewport().rect().contains(matrix.visualRect(matrix.currentIndex()))
    assert sheet.after.geometry().bottom() <= sheet.ground.height()


def test_columns_are_equal_where_they_can_be(sheet):
    matrix = large(sheet, rows=6, columns=6)
    assert len({matrix.columnWidth(column) for column in range(6)}) == 1


def test_the_page_scrolls_along_with_the_current_cell(qtbot):
    page = ScrollPage()
    qtbot.addWidget(page)
    matrix = Matrix(PRESENCE, name="Canales")
    matrix.set_cells([MatrixRow(row, f"Canal {row}") for row in range(16)], AUDIENCES, {})
    before = QWidget()
    before.setFixedHeight(250)
    page.add(before)
    page.add(matrix)
    page.resize(850, 300)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    matrix.setFocus()
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)

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


def test_the_legend_says_what_short_forms_and_keys_mean(qtbot):
    legend = MatrixLegend([*PRESENCE[:2], CellChoice("ra", "x", "responsable y aprueba", "R/A")])
    qtbot.addWidget(legend)

    words = [
        QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
        for part in legend.findChildren(QWidget)
        if part.property("look") == "small"
    ]
    assert words == ["nadie (key 0)", "algunos", "responsable y aprueba (key X)"]


def test_rows_that_scroll_end_at_a_line(theme, sheet, qtbot):
    matrix = sheet.matrix
    row = matrix.verticalHeader().defaultSectionSize()
    matrix.setFixedHeight(matrix.horizontalHeader().height() + row + row // 2)
    qtbot.waitUntil(lambda: matrix.verticalScrollBar().maximum() > 0)

    foot = matrix.viewport().geometry().bottom()
    picture = matrix.grab().toImage()
    colours = {picture.pixelColor(x, foot).name() for x in range(matrix.width())}
    assert colours == {theme.tokens.line.lower()}
