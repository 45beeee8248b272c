"""A page with a matrix of who is where, and the hands on it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.marks import WARNING
from desktop.widgets.matrix.matrix import (
    CellChoice,
    CellValue,
    ChipLook,
    Matrix,
    MatrixColumn,
    MatrixRow,
    Pasted,
)

PRESENCE = [
    CellChoice("none", "0", "nadie", "–"),
    CellChoice("few", "1", "algunos", "1", ChipLook.OUTLINE),
    CellChoice("some", "2", "bastantes", "2", ChipLook.TINT),
    CellChoice("many", "3", "muchos", "3", ChipLook.BRAND),
]
CHANNELS = [
    MatrixRow(11, "Bando", "1,5 h"),
    MatrixRow(12, "WhatsApp", "2,0 h"),
    MatrixRow(13, "LinkedIn", "0,5 h", WARNING, "No llega a ningún público."),
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
LEFT = Qt.MouseButton.LeftButton


class Sheet:
    """A page with a matrix: it stores what is wanted and shows what is stored."""

    def __init__(self, qtbot: QtBot, choices: Sequence[CellChoice] = PRESENCE) -> None:
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
        at = [matrix_row.key for matrix_row in self.rows].index(row)
        return [model.index(at, column).data() for column in range(len(self.columns))]


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
