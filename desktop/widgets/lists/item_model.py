"""The rows of a list: records, and the words over their groups."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.theme.tokens import Tone
from desktop.widgets.heard import sentences
from desktop.widgets.marks import Sign
from desktop.widgets.text import tip

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

ITEM = Qt.ItemDataRole.UserRole + 1
"""The `ListItem` itself."""


@dataclass(frozen=True, slots=True)
class ListItem:
    """One row, its title in one line or two, and what stands below it likewise.

    `badge` is a short word in a tone at the right, after its `mark`; `indent` is 0 or more levels.
    `sign` stands before the words, which say the same. `bar` from 0 to 1 is a bar before the line,
    for a share that its words give as a figure; of a `way` it has a dot where one is and a stroke
    where it ends. A `head` stands over the rows that belong to it, and is chosen as they are; the
    words of a `group` stand over the first of its rows, and are not. A `plain` title is read as any
    text: where rows are little else, it need not stand out.
    """

    key: Hashable
    title: str
    line: str = ""
    badge: str = ""
    tone: Tone = Tone.NEUTRAL
    indent: int = 0
    sign: Sign | None = None
    bar: float | None = None
    way: bool = False
    head: bool = False
    plain: bool = False
    mark: Sign | None = None
    group: str = ""


class RowGroup(str):
    """Key of the words over a group."""


def _with_groups(items: Sequence[ListItem]) -> list[ListItem]:
    rows: list[ListItem] = []
    for item in items:
        if item.group and item.group != (rows[-1].group if rows else ""):
            over = replace(_OVER, key=RowGroup(item.group), title=item.group, group=item.group)
            rows.append(over)
        rows.append(item)
    return rows


_OVER = ListItem(None, "", head=True)


class ItemModel(QAbstractListModel):
    """One row for each record, and one for the words over each group."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[ListItem] = []

    def show(self, shown: Sequence[ListItem]) -> None:
        """These records, those of a group together."""
        items = _with_groups(shown)
        same = [item.key for item in items] == [item.key for item in self.items]
        if same:
            self.items = items
            if self.items:
                self.dataChanged.emit(self.index(0), self.index(len(self.items) - 1))
            return
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.items)

    def is_record(self, row: int) -> bool:
        """Whether it can be chosen."""
        return not isinstance(self.items[row].key, RowGroup)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and not self.is_record(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(item.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sentences(item.title, item.line, item.badge, "" if item.head else item.group)
        return item if role == ITEM else None
