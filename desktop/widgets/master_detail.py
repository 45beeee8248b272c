"""A list, and the card of the one that is chosen in it."""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.theme.scaling import spaced
from desktop.widgets.item_list import ItemList, ListItem
from desktop.widgets.reading_order import tab_as_read

T = TypeVar("T")
"""Whatever the list is of: each has a number that no other has."""


class Side(Enum):
    """Where the card stands, seen from the list."""

    BELOW = auto()
    ABOVE = auto()


def _id(record: Any) -> int:
    number: int = record.id
    return number


class MasterDetail(QWidget, Generic[T]):
    """`row(place, record)` is a record in the list, its place counted from 1; `show(record, place)`
    fills the card, and `enter` gives it the keyboard.

    `chosen(record)` follows the list, None when there is none.
    """

    chosen = Signal(object)

    def __init__(
        self,
        listed: ItemList,
        card: QWidget,
        row: Callable[[int, T], ListItem],
        show: Callable[[T, int], object],
        enter: Callable[[], object],
        *,
        key: Callable[[T], int] = _id,
        side: Side = Side.BELOW,
        gap: int = 14,
    ) -> None:
        super().__init__()
        self.list, self.card = listed, card
        self._row, self._show, self._enter, self._key = row, show, enter, key
        self._records: Sequence[T] = ()
        box = QVBoxLayout(self)
        spaced(box, gap=gap)
        for part in (listed, card) if side is Side.BELOW else (card, listed):
            box.addWidget(part)
        listed.selected.connect(lambda _key: self._show_chosen())
        listed.opened.connect(lambda _key: enter())

    def show_records(self, records: Sequence[T]) -> None:
        """Show these; the one that is chosen stays chosen. Without any it takes no room."""
        self._records = records
        self.list.show_items([self._row(at, one) for at, one in enumerate(records, start=1)])
        self.setVisible(bool(records))
        self._show_chosen()

    def record(self) -> T | None:
        """The one that is chosen."""
        key = self.list.selected_key()
        return next((one for one in self._records if self._key(one) == key), None)

    def open(self, key: object) -> bool:
        """Choose a record and go into its card; False when there is none of that number."""
        found = isinstance(key, int) and self.list.select(key)
        if found:
            self._enter()
        return found

    def take_keyboard(self) -> None:
        """The list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chosen(self) -> None:
        record = self.record()
        self.card.setVisible(record is not None)
        if record is not None:
            self._show(record, self._records.index(record) + 1)
        self.chosen.emit(record)
        tab_as_read(self.parentWidget() or self)
