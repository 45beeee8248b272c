"""The place of the sheet, which is made when it is first wanted: the views are seen before."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.calendar import records
from core.calendar.model import CalendarItem
from desktop.calendar.model import CalendarNames
from desktop.services import Services
from desktop.theme.scaling import spaced

if TYPE_CHECKING:
    from desktop.calendar.sheet import ItemSheet


class OpenedItem(QWidget):
    """Shows the item that is chosen, once it is seen; `made` when there is a sheet, `left` when
    it is no longer seen."""

    made = Signal()
    left = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._item = CalendarItem("")
        self._known = CalendarNames()
        self._sheet: ItemSheet | None = None
        self._box = QVBoxLayout(self)
        spaced(self._box)

    def sheet(self) -> "ItemSheet":
        """With the item that is chosen."""
        if self._sheet is None:
            from desktop.calendar.sheet import ItemSheet

            self._sheet = ItemSheet(self._services)
            self._box.addWidget(self._sheet)
            self._fill(self._sheet)
            # The layout would only show it when the event loop comes to it.
            self._sheet.show()
            self.made.emit()
        return self._sheet

    def show_item(self, item: CalendarItem, known: CalendarNames) -> None:
        """This is the one that is chosen."""
        self._item, self._known = item, known
        if self._sheet is not None:
            self._fill(self._sheet)

    def seen(self) -> CalendarItem:
        """The item of the sheet that is seen, as it is stored now; an empty one without either."""
        with self._services.store.read() as connection:
            item = records.one(connection, self._item.id) if self.isVisible() else None
        return item or CalendarItem("")

    def follow(self, ids: Sequence[int]) -> None:
        """Say which items there are."""
        if self._sheet is not None:
            self._sheet.follow(ids)

    def flush(self) -> None:
        """Save now whatever waits."""
        if self._sheet is not None:
            self._sheet.flush()

    def showEvent(self, event: QShowEvent) -> None:
        self.sheet()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.left.emit()

    def _fill(self, sheet: "ItemSheet") -> None:
        item = self._item
        with self._services.store.read() as connection:
            published = records.published(connection, item.id)
            series = item.series_id and records.of_series(connection, item.series_id)
        sheet.show_item(item, self._known, published, len(series) - 1 if series else 0)
