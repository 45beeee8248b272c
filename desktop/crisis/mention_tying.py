"""Looking for a mention that belongs to the incident and was not tied by itself."""

from collections.abc import Collection

from PySide6.QtCore import Signal

from core.i18n import _
from core.mentions import search
from core.mentions.records import mentions
from core.mentions.records.mentions import Row, Wanted
from desktop.crisis.mention_card import place
from desktop.days import moment
from desktop.services import Services
from desktop.widgets.card import Card
from desktop.widgets.item_list import ItemList, ListItem
from desktop.widgets.search_field import SearchField
from desktop.widgets.text import text_label

_SHOWN, _MOST = 5, 30


class Tying(Card):
    """A search in everything that was read; Enter on a row ties it: `chosen(item)`."""

    chosen = Signal(int)

    def __init__(self, services: Services) -> None:
        super().__init__(_("Tie another mention"))
        self._services = services
        self._tied: frozenset[int] = frozenset()
        self._rows: list[Row] = []
        self._search = SearchField(_("Search in everything"))
        self._list = ItemList(_("Mentions found"), most=_SHOWN)
        self._told = text_label("", "muted")
        for part in (self._search, self._list, self._told):
            self.add(part)
        self.setFocusProxy(self._search)
        self._search.searched.connect(lambda _text: self._find())
        self._search.returnPressed.connect(self._go_to_list)
        self._list.opened.connect(self.chosen)
        self._show()

    def show_tied(self, tied: Collection[int]) -> None:
        """Leave out those that are tied already."""
        if self._tied != tied:
            self._tied = frozenset(tied)
            self._find()

    def _find(self) -> None:
        query = search.query(self._search.text())
        self._rows = []
        if query:
            with self._services.store.read() as connection:
                found = mentions.ids(connection, Wanted(query=query, everything=True))
                wanted = [one for one in found if one not in self._tied][:_MOST]
                self._rows = mentions.rows(connection, wanted)
        self._show()

    def _show(self) -> None:
        self._list.show_items([_item(one) for one in self._rows])
        self._list.setVisible(bool(self._rows))
        if self._rows:
            self._told.setText(_("Enter ties the one that is chosen."))
        elif self._search.text().strip():
            self._told.setText(_("Nothing else with these words."))
        else:
            self._told.setText(_("Of all that was read, also what no watch found."))

    def _go_to_list(self) -> None:
        if self._rows:
            self._list.setFocus()


def _item(row: Row) -> ListItem:
    item = row.item
    return ListItem(item.id, item.title or item.text, f"{place(row)} · {moment(item.at)}")
