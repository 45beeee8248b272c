"""A part of the desk for what is noted one by one: rumours, people affected."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.crisis.adding_line import AddingLine
from desktop.crisis.column import Column
from desktop.widgets.item_list import ItemList, ListItem
from desktop.widgets.reading_order import tab_as_read


class NotedPart(Column):
    """A line for one more, what is said of all, the list, and a card of the one that is chosen.

    Whoever derives from it calls `arrange` once and `show_items` for each change.
    """

    def arrange(
        self,
        entry: AddingLine,
        told: QLabel,
        listed: ItemList,
        card: QWidget,
        enter_card: Callable[[], object],
        fill_card: Callable[[int | None], bool],
    ) -> None:
        """Put the widgets one below the other; `enter_card` takes the keyboard into the card.

        `fill_card` shows the thing of a key in it, and says whether there is one.
        """
        self._entry, self._list = entry, listed
        self._shown, self._enter_card, self._fill_card = card, enter_card, fill_card
        self._waits = False
        for part in (entry, told, listed, card):
            self.add(part)
        self.body.addStretch(1)
        listed.selected.connect(lambda _key: self.show_chosen())
        listed.opened.connect(lambda _key: enter_card())

    def show_items(self, items: Sequence[ListItem], *, waits: bool) -> None:
        """Show the list; `waits`: something in it is to be done, so the keyboard begins there."""
        self._waits = waits
        self._list.show_items(items)
        self._list.setVisible(bool(items))

    def show_half(self, incident_id: int) -> None:
        """Show what was half typed into the line in this incident."""
        self._entry.show_subject(incident_id)

    def take_keyboard(self) -> None:
        """The list while something waits in it, or else the line for one more."""
        (self._list if self._waits else self._entry).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: object) -> None:
        """A thing by its id."""
        if isinstance(target, int) and self._list.select(target):
            self._enter_card()
        else:
            self._entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_chosen(self) -> None:
        """Show the card of what is chosen in the list."""
        self._shown.setVisible(self._fill_card(self._list.selected_key()))
        tab_as_read(self)
