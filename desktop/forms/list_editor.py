"""A list and, beside it, the form of the item that is chosen."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.i18n import _
from desktop.forms.fields import Field
from desktop.forms.record import RecordForm, Save
from desktop.forms.suggestion import SuggestionCard
from desktop.notifier import Notifier
from desktop.theme.scaling import spaced
from desktop.widgets.card import Card
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.lists.master_detail import MasterDetail, Side, list_column
from desktop.widgets.lists.rows import ListHead, MenuEntry
from desktop.widgets.text import text_label

T = TypeVar("T")
"""A frozen dataclass with an `id`, and `suggested` where the program proposes some."""


@dataclass(frozen=True)
class ListActions(Generic[T]):
    """What is done with the items of a list; each is one step to undo."""

    save: Save
    accept: Callable[[T], object]
    delete: Callable[[T], object]
    reorder: Callable[[Sequence[T]], object] | None = None
    """None: the list has no order of the person's own."""


class ListEditor(QWidget, Generic[T]):
    """Choose, change, order and delete the items of one kind.

    `chosen(item)` follows the list, None when it is empty. `foot` holds what a page adds under the
    list, `under` what it adds under the buttons of the list, `above` and `below` what it adds over
    and under the form. `adders` are buttons of the page's own, which tell `expect` what they added.
    Of a `fixed` list nothing is added, moved or deleted.
    """

    chosen = Signal(object)

    def __init__(
        self,
        notifier: Notifier,
        actions: ListActions[T],
        row: Callable[[T], ListItem],
        fields: Sequence[Field | tuple[Field, Field]],
        *,
        name: str,
        empty: str = "",
        adders: Sequence[QPushButton] = (),
        more: Sequence[MenuEntry] = (),
        group: Callable[[T], Hashable] = lambda _item: 0,
        fixed: bool = False,
        most: int = 10,
        place: str = "",
        scrolls: bool = False,
        side: Side = Side.BESIDE,
    ) -> None:
        """`place` as of a `Form`. `empty` says what the list is for while it has nothing.

        `more` goes into the menu of the list, after what moves and deletes an item. An item changes
        places only with the next one of its `group`. The list shows at most `most` rows; where it
        `scrolls` by itself, as many as there is room for, and the form at that `side` scrolls, too.
        """
        super().__init__()
        self._actions = actions
        self._group = group
        self._items: Sequence[T] = ()
        self._after_add: int | None = None
        self.list = ItemList(name, most=most)
        self.form = RecordForm(notifier, fields, actions.save, place=place)
        self._suggestion = SuggestionCard(self._accept, None if fixed else self._delete)
        self._empty = text_label(empty, "muted")
        self._card = Card()
        self._framed = scrolls and side is Side.WITHIN
        spaced(self._card.body, (0, 0, 0, 0) if self._framed else (16, 16, 16, 16), gap=14)
        self._card.set_framed(not self._framed)
        self.foot, self.under = QVBoxLayout(), QVBoxLayout()
        self.above, self.below = QVBoxLayout(), QVBoxLayout()
        for column in (self.above, self.below):
            spaced(column, gap=14)
        self._adders = list(adders)
        ordered = actions.reorder is not None and not fixed
        entries = [*(self._own_entries(ordered=ordered) if not fixed else ()), *more]
        self._head = ListHead(adders, entries)
        self.records: MasterDetail[T] = MasterDetail(
            self.list,
            self._right(),
            lambda _place, item: row(item),
            lambda _item, _place: None,
            self.form.take_keyboard,
            side=side if scrolls else Side.TURNING,
            column=self._left(scrolls=scrolls),
            acts=self._head.of_one,
        )
        self.records.chosen.connect(self._show_chosen)
        outer = QVBoxLayout(self)
        spaced(outer)
        outer.addWidget(self.records)
        if not fixed:
            self.list.moved.connect(self._move)
            self.list.delete_asked.connect(self._delete)

    def show_list(self, items: Sequence[T]) -> None:
        """Show these; the chosen one stays chosen."""
        self._items = tuple(items)
        self.form.form.follow([_id(item) for item in items])
        self._head.show_records(there=bool(items))
        self.list.setVisible(bool(items))
        self._empty.setVisible(not items)
        # Empty, it would keep its share of the width.
        self.records.card.setVisible(bool(items))
        self.records.show_records(self._items)
        if self._after_add is not None and self.records.open(self._after_add):
            self._after_add = None

    def item(self) -> T | None:
        """The chosen item as it is stored."""
        return self.records.record()

    def show_form(self, *, on: bool) -> None:
        """Whether the form has its place, or only what a page put over and under it."""
        self._card.setVisible(on)

    def expect(self, item_id: int) -> None:
        """Choose an item that was just added as soon as it is shown, and begin with its name."""
        self._after_add = item_id

    def show_place(self, item_id: int, field: str = "") -> None:
        """Choose an item and put the keyboard into a field of its form, or into the list.

        0 is the item that is chosen; the field `new` of it is what adds another item.
        """
        if field == "new" and self._adders:
            self._adders[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        found = self.list.select(item_id or self.list.selected_key() or 0)
        if found and field and self.form.has_field(field):
            self.records.see_card()
            self.form.take_keyboard(field)
        else:
            self.take_keyboard()

    def holds_keyboard(self) -> bool:
        """True while the keyboard is in the list, its buttons or the form."""
        here = self.window().focusWidget()
        return here is not None and self.isAncestorOf(here)

    def take_keyboard(self) -> None:
        """The list, or the button that adds the first item."""
        if self._items or not self._adders:
            self.records.take_keyboard()
        else:
            self._adders[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _left(self, *, scrolls: bool) -> QWidget:
        foot = QVBoxLayout()
        spaced(foot, (12, 0, 12, 0) if self._framed else (0, 0, 0, 0), gap=8)
        foot.addWidget(self._empty)
        foot.addLayout(self.foot)
        foot.addLayout(self.under)
        return list_column(self._head, self.list, foot, framed=self._framed, fills=scrolls)

    def _right(self) -> QWidget:
        right = QWidget()
        stack = QVBoxLayout(right)
        spaced(stack, (16, 14, 16, 16) if self._framed else (0, 0, 0, 0), gap=12)
        stack.addWidget(self._suggestion)
        stack.addLayout(self.above)
        self._card.add(self.form)
        stack.addWidget(self._card)
        stack.addLayout(self.below)
        stack.addStretch()
        return right

    def _own_entries(self, *, ordered: bool) -> list[MenuEntry]:
        order = [
            MenuEntry("arrow-up", _("Move up (Alt+Up)"), lambda: self._move(-1), of_one=True),
            MenuEntry("arrow-down", _("Move down (Alt+Down)"), lambda: self._move(1), of_one=True),
        ]
        delete = MenuEntry("trash", _("Delete (Del)"), self._delete, of_one=True)
        return [*(order if ordered else ()), delete]

    def _show_chosen(self, item: T | None) -> None:
        if item is not None:
            self.form.show_item(item, _id(item))
        self._suggestion.show_reason(getattr(item, "suggested", "") if item else "")
        self.chosen.emit(item)

    def _delete(self) -> None:
        item = self.item()
        if item is not None:
            self._actions.delete(item)

    def _accept(self) -> None:
        item = self.item()
        if item is not None:
            self._actions.accept(item)

    def _move(self, step: int) -> None:
        item = self.item()
        if item is None or self._actions.reorder is None:
            return
        group = self._group(item)
        places = [at for at, other in enumerate(self._items) if self._group(other) == group]
        place = places.index(self._items.index(item))
        if 0 <= place + step < len(places):
            items, at, to = list(self._items), places[place], places[place + step]
            items[at], items[to] = items[to], items[at]
            self._actions.reorder(items)


def _id(item: Any) -> int:
    item_id: int = item.id
    return item_id
