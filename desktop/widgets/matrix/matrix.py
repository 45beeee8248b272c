"""A grid of choices, filled in with the keyboard or the mouse: who is where, who does what."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QMetaMethod, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QMenu

from core.i18n import _, ngettext
from desktop.widgets.accessibility import announce
from desktop.widgets.button import HELD
from desktop.widgets.matrix.grid import MatrixGrid
from desktop.widgets.matrix.model import (
    CellChoice,
    Cells,
    CellValue,
    ChipLook,
    HeaderAction,
    Index,
    MatrixColumn,
    MatrixModel,
    MatrixRow,
    Pasted,
    Spot,
    cell_menu,
    read_tsv,
    to_tsv,
)

__all__ = [
    "CellChoice",
    "CellValue",
    "ChipLook",
    "Matrix",
    "MatrixColumn",
    "MatrixRow",
    "Pasted",
]

NOTE_KEY = "?"

_SELECT = QItemSelectionModel.SelectionFlag
_MOVES = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLEAR = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Matrix(MatrixGrid):
    """Rows × columns, one choice a cell. It shows what it is given and says what is wanted.

    The first choice is the empty one. The key of a choice sets it in all selected cells, Space and
    a click on the current cell take the next one, Del, Backspace and 0 the first; Ctrl+C and Ctrl+V
    exchange tables with a spreadsheet; F2 and the right button open a menu. Enter and a double
    click on its title open a row, Ctrl+Enter and a double click a column.
    """

    edited = Signal(list)
    """`list[tuple[int, int, str]]`: row key, column key, new value; only what differs."""

    current_changed = Signal(object)
    """`tuple[int, int]`, row key and column key of the current cell, or None."""

    row_opened = Signal(int)
    column_opened = Signal(int)
    note_asked = Signal()
    """Follows the key `?`: what is noted on the current cell is to be read or written."""

    pasted = Signal(object)
    """`Pasted`, after each paste, also after one that changed nothing."""

    def __init__(
        self,
        choices: Sequence[CellChoice],
        *,
        name: str,
        corner: str = "",
        trailing_title: str = "",
        letters: bool = False,
    ) -> None:
        """`name` is for screen readers; `corner` stands above the titles of the rows.

        With `letters` cells have the short forms whatever their width: a legend tells the words.
        """
        super().__init__(MatrixModel(choices, trailing_title), name, corner, letters=letters)
        self._by_key = {choice.key.casefold(): choice for choice in choices}
        self._by_key.setdefault("0", choices[0])
        self._said: Spot | None = None
        self._pressed: Spot | None = None
        self._just_entered = False
        self.selectionModel().currentChanged.connect(lambda _now, _before: self._say_current())
        self.verticalHeader().sectionDoubleClicked.connect(self._open_row)
        self.horizontalHeader().sectionDoubleClicked.connect(self._open_column)

    def set_cells(
        self, rows: Sequence[MatrixRow], columns: Sequence[MatrixColumn], cells: Cells
    ) -> None:
        """Show these. Current cell, selection and scrolling stay where their keys still exist.

        A cell not in `cells` has the first choice. KeyError for a value that is no choice.
        """
        here = self._current_spot()
        selected = self.selected_cells()
        scrolled = self.horizontalScrollBar().value()
        said = self._said
        self._data.fill(rows, columns, cells)
        self.measure()
        if self._current_spot() is None and here is not None and rows and columns:
            if said is not None and self._place(*said, _SELECT.NoUpdate):
                for keys in selected:
                    self.selectionModel().select(self._index(*keys), _SELECT.Select)
            else:
                nearest = min(here[0], len(rows) - 1), min(here[1], len(columns) - 1)
                self._place(*self._keys(nearest), _SELECT.ClearAndSelect)
            self.horizontalScrollBar().setValue(scrolled)
        self._say_current()

    def choose(self, row: int, column: int) -> bool:
        """Make a cell, named by its keys, the current one and show it; False when there is none."""
        found = self._place(row, column, _SELECT.ClearAndSelect)
        if found:
            self.scrollTo(self.currentIndex())
            self.show_in_page()
        return found

    def current_cell(self) -> tuple[int, int] | None:
        """Row key and column key of the current cell."""
        spot = self._current_spot()
        return None if spot is None else self._keys(spot)

    def selected_cells(self) -> list[tuple[int, int]]:
        """Row key and column key of each selected cell, in reading order."""
        spots = sorted((at.row(), at.column()) for at in self.selectionModel().selectedIndexes())
        return [self._keys(spot) for spot in spots]

    def event(self, event: QEvent) -> bool:
        # What works here goes before a shortcut of the page on the same key.
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and self._act_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_of(event)
        if act is not None:
            act()
        elif event.key() in _MOVES or event.matches(QKeySequence.StandardKey.SelectAll):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._just_entered = event.reason() == Qt.FocusReason.MouseFocusReason

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._spot_at(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        again = spot is not None and spot == self._current_spot() and self._targets() == [spot]
        # The click that brings the keyboard here changes nothing yet.
        self._pressed = spot if plain and again and not self._just_entered else None
        self._just_entered = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._spot_at(event.position().toPoint()):
            self._set_next()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Whoever goes through the choices quickly clicks twice, and means it.
        self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = self.viewport().mapFromGlobal(event.globalPos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._show_menu()
        elif self._spot_at(place) is not None and self.viewport().rect().contains(place):
            self._menu().popup(event.globalPos())
        else:
            event.ignore()

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does here apart from moving."""
        here = self._current_spot()
        if here is None:
            return None
        if event.matches(QKeySequence.StandardKey.Copy):
            return self._copy
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste
        key = event.key()
        if key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return lambda: self._open_column(here[1])
        if event.modifiers() & HELD:
            return None
        if event.text() == NOTE_KEY:
            return self.note_asked.emit
        if (choice := self._by_key.get(event.text().casefold())) is not None:
            return lambda: self._set(choice)
        if key in _ENTER:
            return lambda: self._open_row(here[0])
        if key in _CLEAR:
            return lambda: self._set(self._data.choices[0])
        return {Qt.Key.Key_Space: self._set_next, Qt.Key.Key_F2: self._show_menu}.get(Qt.Key(key))

    def _set(self, choice: CellChoice) -> None:
        targets = self._targets()
        if not targets:
            return
        self._emit(dict.fromkeys(targets, choice.value))
        text = choice.label
        several = ngettext("{count} cell: {value}", "{count} cells: {value}", len(targets))
        announce(
            self, text if len(targets) == 1 else several.format(count=len(targets), value=text)
        )

    def _set_next(self) -> None:
        here = self._current_spot()
        if here is not None:
            choices = self._data.choices
            at = choices.index(self._data.choice(*here))
            self._set(choices[(at + 1) % len(choices)])

    def _emit(self, values: dict[Spot, str]) -> int:
        """Say which of these cells change; returns how many."""
        edits = [
            (*self._keys(spot), value)
            for spot, value in sorted(values.items())
            if self._data.choice(*spot).value != value
        ]
        if edits:
            self.edited.emit(edits)
        return len(edits)

    def _copy(self) -> None:
        spots = self._targets()
        rows, columns = sorted({spot[0] for spot in spots}), sorted({spot[1] for spot in spots})
        chosen = [[self._data.choice(row, column) for column in columns] for row in rows]
        words = [[item.short if self._letters else item.label for item in row] for row in chosen]
        QGuiApplication.clipboard().setText(to_tsv(words))

    def _paste(self) -> None:
        size = len(self._data.rows), len(self._data.columns)
        text = QGuiApplication.clipboard().text()
        reading = read_tsv(text, self._data.choices, self._targets(), size)
        changed = self._emit(reading.values)
        self.pasted.emit(Pasted(changed, reading.unknown, reading.outside))

    def _show_menu(self) -> None:
        """The menu below the current cell, with the keyboard in it."""
        self.scrollTo(self.currentIndex())
        cell = self.visualRect(self.currentIndex())
        menu = self._menu()
        menu.popup(self.viewport().mapToGlobal(cell.bottomLeft() + QPoint(0, 1)))
        menu.setActiveAction(menu.actions()[0])

    def _menu(self) -> QMenu:
        spot = self._current_spot() or (0, 0)
        row, column = self._data.rows[spot[0]], self._data.columns[spot[1]]
        # By key: what is shown may change while the menu is open.
        ways = (
            (row.title, _("Enter"), self.row_opened, row.key),
            (column.title, _("Ctrl+Enter"), self.column_opened, column.key),
        )
        openings = [
            HeaderAction(title, keys, partial(signal.emit, key))
            for title, keys, signal, key in ways
            if self.isSignalConnected(QMetaMethod.fromSignal(signal))
        ]
        return cell_menu(self._data.choices, self._data.choice(*spot), self._set, openings, self)

    def _open_row(self, at: int) -> None:
        self.row_opened.emit(self._data.rows[at].key)

    def _open_column(self, at: int) -> None:
        self.column_opened.emit(self._data.columns[at].key)

    def _targets(self) -> list[Spot]:
        """The cells an edit is for: the selected ones if the current cell is among them."""
        spots = sorted((at.row(), at.column()) for at in self.selectionModel().selectedIndexes())
        here = self._current_spot()
        return spots if here is None or here in spots else [here]

    def _place(self, row: int, column: int, how: QItemSelectionModel.SelectionFlag) -> bool:
        index = self._index(row, column)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, how)
        return index.isValid()

    def _index(self, row: int, column: int) -> Index:
        rows, columns = self._data.keys()
        if row not in rows or column not in columns:
            return self._data.index(-1, -1)
        return self._data.index(rows.index(row), columns.index(column))

    def _keys(self, spot: Spot) -> tuple[int, int]:
        return self._data.rows[spot[0]].key, self._data.columns[spot[1]].key

    def _current_spot(self) -> Spot | None:
        here = self.currentIndex()
        return (here.row(), here.column()) if here.isValid() else None

    def _spot_at(self, place: QPoint) -> Spot | None:
        index = self.indexAt(place)
        known = index.isValid() and not self._data.trails(index.column())
        return (index.row(), index.column()) if known else None

    def _say_current(self) -> None:
        now = self.current_cell()
        if now != self._said:
            self._said = now
            self.current_changed.emit(now)
