"""The model of a matrix, its clipboard and its menu."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QMenu, QWidget

from core.i18n import _
from core.text import fold
from desktop.widgets.marks import Mark
from desktop.widgets.text import tip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ChipLook(Enum):
    """How much a value weighs, in an order that also holds without colour: none of them says a
    level."""

    OUTLINE = auto()
    TINT = auto()
    BRAND = auto()
    INK = auto()


@dataclass(frozen=True, slots=True)
class CellChoice:
    """One value a cell can have.

    `key` is the letter or figure that sets it, `short` what a narrow column shows instead of
    `label`. Without a look there is no chip, only `short` in grey.
    """

    value: str
    key: str
    label: str
    short: str
    look: ChipLook | None = None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row: its key, its title, and the words at its right end.

    A mark stands after the title; `note` says in words what it means.
    """

    key: int
    title: str
    trailing: str = ""
    mark: Mark | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A column: its key, its title, and what its tool tip adds."""

    key: int
    title: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class CellValue:
    """The value of a cell and, if there is one, the note on it; `asks` that there should be one."""

    value: str
    note: str = ""
    asks: bool = False


Cells = Mapping[tuple[int, int], CellValue]
"""Cells by row key and column key; one that is missing has the first choice."""


class MatrixModel(QAbstractTableModel):
    """Rows × columns of choices and, where it has a title, one more column of trailing words."""

    def __init__(self, choices: Sequence[CellChoice], trailing_title: str) -> None:
        super().__init__()
        self.choices = tuple(choices)
        self.trailing_title = trailing_title
        self.rows: tuple[MatrixRow, ...] = ()
        self.columns: tuple[MatrixColumn, ...] = ()
        self._by_value = {choice.value: choice for choice in choices}
        self._cells: Cells = {}

    def fill(
        self, rows: Sequence[MatrixRow], columns: Sequence[MatrixColumn], cells: Cells
    ) -> None:
        """Show these instead. Reset only if the keys differ, so that a selection outlives values.

        KeyError when a cell has a value that is none of the choices.
        """
        for cell in cells.values():
            self._by_value[cell.value]
        before = self.keys()
        after = ([row.key for row in rows], [column.key for column in columns])
        if before != after:
            self.beginResetModel()
        self.rows, self.columns, self._cells = tuple(rows), tuple(columns), dict(cells)
        if before != after:
            self.endResetModel()
        elif rows and columns:
            last = self.index(len(rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last.column())
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, last.row())

    def keys(self) -> tuple[list[int], list[int]]:
        """Keys of the rows and of the columns, in their order."""
        return [row.key for row in self.rows], [column.key for column in self.columns]

    def choice(self, row: int, column: int) -> CellChoice:
        """The choice of a cell, by position."""
        cell = self._cells.get((self.rows[row].key, self.columns[column].key))
        return self.choices[0] if cell is None else self._by_value[cell.value]

    def note(self, row: int, column: int) -> str:
        """The note on a cell, by position."""
        cell = self._cells.get((self.rows[row].key, self.columns[column].key))
        return "" if cell is None else cell.note

    def asks(self, row: int, column: int) -> bool:
        """Whether a cell lacks its note, by position."""
        cell = self._cells.get((self.rows[row].key, self.columns[column].key))
        return cell is not None and cell.asks

    def trails(self, column: int) -> bool:
        """True for the column of trailing words, by position."""
        return column >= len(self.columns)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns) + bool(self.trailing_title)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.trails(index.column()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if self.trails(column):
            return self._trailing(self.rows[row], role)
        label, note = self.choice(row, column).label, self.note(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return label
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return note
        place = (self.rows[row].title, self.columns[column].title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _cell_name(*place, label)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(filter(None, (_cell_name(*place, label), note))))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            row = self.rows[section]
            words = (row.title, row.note)
        elif self.trails(section):
            words = (self.trailing_title, "")
        else:
            words = (self.columns[section].title, self.columns[section].tip)
        return _in_role(*words, role)

    def _trailing(self, row: MatrixRow, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.trailing
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _cell_name(row.title, self.trailing_title, row.trailing)
        return None


def _cell_name(row: str, column: str, value: str) -> str:
    return _("{row}, {column}: {value}").format(row=row, column=column, value=value)


def _in_role(title: str, more: str, role: int) -> str | None:
    if role == Qt.ItemDataRole.DisplayRole:
        return title
    if role == Qt.ItemDataRole.AccessibleDescriptionRole:
        return more
    if role == Qt.ItemDataRole.ToolTipRole:
        return tip("\n".join(filter(None, (title, more))))
    return None


Spot = tuple[int, int]
"""Row and column of a cell, counted from 0."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """How a paste went: cells that changed, words nobody knew, words beyond the last cell."""

    changed: int
    unknown: int
    outside: int


@dataclass(frozen=True, slots=True)
class PasteReading:
    """What a pasted text puts where, before anything is changed."""

    values: dict[Spot, str]
    unknown: int
    outside: int


def to_tsv(words: Sequence[Sequence[str]]) -> str:
    """Rows of words as text for the clipboard."""
    return "\n".join("\t".join(row) for row in words)


def read_tsv(
    text: str, choices: Sequence[CellChoice], spots: Sequence[Spot], size: tuple[int, int]
) -> PasteReading:
    """Read pasted text into a matrix of `size` rows and columns.

    The table starts at the top left of `spots`; a single word fills all of them. A word is a label,
    a short form or a key, in any case and with or without accents; a blank means the first choice.
    """
    table = [line.split("\t") for line in text.splitlines()]
    if len(table) == 1 and len(table[0]) == 1:
        placed = [(spot, table[0][0]) for spot in spots]
    else:
        top, left = min(row for row, _ in spots), min(column for _, column in spots)
        placed = [
            ((top + down, left + right), word)
            for down, line in enumerate(table)
            for right, word in enumerate(line)
        ]
    known = _dictionary(choices)
    inside = [(spot, word) for spot, word in placed if spot[0] < size[0] and spot[1] < size[1]]
    read = {spot: value for spot, word in inside if (value := known.get(_key(word))) is not None}
    return PasteReading(read, len(inside) - len(read), len(placed) - len(inside))


def _dictionary(choices: Sequence[CellChoice]) -> dict[str, str]:
    known = {"": choices[0].value}
    for words in zip(*((other.label, other.short, other.key) for other in choices), strict=True):
        for word, choice in zip(words, choices, strict=True):
            known.setdefault(_key(word), choice.value)
    return known


def _key(word: str) -> str:
    return fold(word.strip())


@dataclass(frozen=True, slots=True)
class HeaderAction:
    """A row or column that can be opened: its title, the key that does it, and what it does."""

    title: str
    key: str
    act: Callable[[], object]


def cell_menu(
    choices: Sequence[CellChoice],
    chosen: CellChoice,
    choose: Callable[[CellChoice], object],
    openings: Sequence[HeaderAction],
    parent: QWidget,
) -> QMenu:
    """A menu that deletes itself when it closes; `chosen` is ticked."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for choice in choices:
        action = menu.addAction(f"{_plain(choice.label)}\t{choice.key.upper()}")
        action.setCheckable(True)
        action.setChecked(choice == chosen)
        action.triggered.connect(lambda _on, choice=choice: choose(choice))
    if openings:
        menu.addSeparator()
    for opening in openings:
        words = _("Open “{name}”").format(name=opening.title)
        action = menu.addAction(f"{_plain(words)}\t{opening.key}")
        action.triggered.connect(lambda _on, opening=opening: opening.act())
    return menu


def _plain(words: str) -> str:
    return words.replace("&", "&&").replace("\t", " ")
