"""A part of the desk for what is noted one by one: rumours, people affected, lessons."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.crisis.adding_line import AddingLine
from desktop.crisis.column import Column
from desktop.widgets.item_list import ItemList, ListItem
from desktop.widgets.master_detail import MasterDetail
from desktop.widgets.text import text_label

T = TypeVar("T")


class RecordTab(Column, Generic[T]):
    """A line for one more, what is said of all, the list, and the card of the one that is chosen.

    `row`, `show` and `enter` are as of a `MasterDetail`.
    """

    def __init__(
        self,
        entry: AddingLine,
        name: str,
        card: QWidget,
        row: Callable[[int, T], ListItem],
        show: Callable[[T, int], object],
        enter: Callable[[], object],
        *,
        most: int = 5,
    ) -> None:
        """`name` is that of the list, `most` how many rows it shows before it scrolls."""
        super().__init__()
        self.entry = entry
        self._summary = text_label("", "muted")
        self._waits = False
        self.records = MasterDetail(ItemList(name, most=most), card, row, show, enter)
        for part in (entry, self._summary, self.records):
            self.add(part)
        self.body.addStretch(1)

    def show_records(
        self, incident_id: int, records: Sequence[T], summary: str, *, waits: bool
    ) -> None:
        """Show the records of an incident, and what is half typed into the line there.

        `waits`: one of them is to be seen to, so the keyboard begins there.
        """
        self._waits = waits
        self.entry.show_subject(incident_id)
        self._summary.setText(summary)
        self._summary.setVisible(bool(summary))
        self.records.show_records(records)

    def take_keyboard(self) -> None:
        """The list while something waits in it, or else the line for one more."""
        if self._waits:
            self.records.take_keyboard()
        else:
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: object) -> None:
        """A record by its id."""
        if not self.records.open(target):
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
