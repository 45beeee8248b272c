"""What a tab of the desk is, and the tab that keeps records."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis.desk import Desk
from desktop.crisis.inline import AddingLine
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.folding import after_resize
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.lists.master_detail import MasterDetail
from desktop.widgets.scroll_page import ScrollPage, bring_into_view
from desktop.widgets.text import text_label


@runtime_checkable
class DeskTab(Protocol):
    """One part of the desk: the log, the statements, the calls…

    Built once for a desk, as `SomePart(services, pen)`; told of every change.
    """

    @property
    def widget(self) -> QWidget:
        """Itself, as a widget."""

    def show_desk(self, desk: Desk) -> None:
        """Show what the incident holds now; what is being typed stays."""

    def take_keyboard(self) -> None:
        """Give the keyboard to what comes first in it."""

    def show_target(self, target: object) -> None:
        """Bring one thing into view: the kind of a statement, the id of a row."""


@runtime_checkable
class Barred(Protocol):
    """A part with a bar that stands below it."""

    bar: QWidget

    def drafting(self) -> bool:
        """Whether it has anything to say."""


class TabColumn(QWidget):
    """Contents go into `body`, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        spaced(self.body, (0, 0, 4, 0), gap=14)

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def add(self, widget: QWidget) -> None:
        """Put a widget below what is there."""
        self.body.addWidget(widget)


INSIDE = (16, 14, 16, 14)
"""Margins of a part in its card; the log reaches its edges."""
_BELOW, _APART = 150, 12


class Pinned(QWidget):
    """A part that scrolls by itself, below the card that is chosen in it.

    The card stays in view while there are so many px at 100 % below it; else it scrolls along.
    """

    def __init__(self) -> None:
        super().__init__()
        self._outside, self._column, self._pinned = QVBoxLayout(), TabColumn(), False
        self.body = self._column.body
        self._card: QWidget | None = None
        ground = ScrollPage(margins=INSIDE)
        # A button that is wider than the part is cut, and pushes nothing else out of sight.
        self._column.setMinimumWidth(1)
        ground.add(self._column, 1)
        outer = QVBoxLayout(self)
        spaced(outer)
        outer.addLayout(self._outside)
        outer.addWidget(ground, 1)
        follow_theme(self, after_resize(self, self._arrange))

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def add(self, widget: QWidget) -> None:
        """Put a widget below what is there."""
        self._column.add(widget)

    def pin(self, card: QWidget) -> None:
        """Keep this one in view."""
        self._card = card
        self.body.insertWidget(0, card)

    def _arrange(self) -> None:
        px, card, (left, above, right, _below) = current().px, self._card, INSIDE
        if card is None:
            return
        wide = self.width() - px(left + right)
        needed = max(card.heightForWidth(wide), card.sizeHint().height()) + px(above + _APART)
        pinned = self.height() - needed >= px(_BELOW)
        if pinned is self._pinned:
            return
        self._pinned = pinned
        here, hidden = self.window().focusWidget(), card.isHidden()
        spaced(self._outside, (left, above, right, _APART) if pinned else (0, 0, 0, 0))
        (self._outside if pinned else self.body).insertWidget(0, card)
        # Qt would show it a moment later, and the keyboard goes past what is not shown.
        card.setHidden(hidden)
        if here is not None and card.isAncestorOf(here):
            here.setFocus(Qt.FocusReason.OtherFocusReason)
        elif here is not None and self._column.isAncestorOf(here):
            bring_into_view(here)
        tab_as_read(self)


T = TypeVar("T")


class RecordTab(TabColumn, Generic[T]):
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
