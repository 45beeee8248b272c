"""A list of the plan and, beside it, the form of the item that is chosen."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.i18n import _
from core.plan import records
from core.plan.item import Item
from core.plan.kinds import Severity
from core.plan.labels import item_name, severity_label
from core.plan.review import Review
from desktop.forms.fields import Field
from desktop.forms.record import RecordForm
from desktop.forms.suggestion import SuggestionCard
from desktop.plan import actions
from desktop.plan.tones import TONES
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.beside import Columns
from desktop.widgets.button import button, icon_button
from desktop.widgets.card import Card
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.item_list import ItemList, ListItem
from desktop.widgets.text import text_label

T = TypeVar("T", bound=Item)

_BESIDE = 620


class ItemsEditor(QWidget, Generic[T]):
    """Add, choose, change, order and delete the items of one kind.

    `chosen(item)` follows the list, None when it is empty. `foot` holds what a page adds under the
    list, `below` what it adds under the form. Of a `fixed` list nothing is added, moved or deleted.
    """

    chosen = Signal(object)

    def __init__(
        self,
        services: Services,
        kind: type[T],
        fields: Sequence[Field | tuple[Field, Field]],
        *,
        name: str,
        empty: str = "",
        add_words: str = "",
        new: Callable[[], T] | None = None,
        adders: Sequence[QPushButton] = (),
        line: Callable[[T], str] = lambda _item: "",
        indent: Callable[[T], int] = lambda _item: 0,
        group: Callable[[T], Hashable] = lambda _item: 0,
        sign: Callable[[T], Tone | None] = lambda _item: None,
        bar: Callable[[T], float | None] = lambda _item: None,
        ordered: bool = True,
        fixed: bool = False,
        save: Callable[[Any, str], None] | None = None,
    ) -> None:
        """`empty` says what the list is for while it has nothing.

        `add_words` is the button that adds what `new` makes; `adders` are buttons of the page's
        own, which tell `expect` what they added. An item changes places only with the next one of
        its `group`.
        """
        super().__init__()
        self._services = services
        self._kind = kind
        self._line = line
        self._indent = indent
        self._group = group
        self._sign = sign
        self._bar = bar
        self._items: list[T] = []
        self._after_add: int | None = None
        self.list = ItemList(name)
        self.form = RecordForm(
            services.notifier, fields, save or (lambda item, f: actions.save(services, item, f))
        )
        self._suggestion = SuggestionCard(self._accept, self._delete)
        self._empty = text_label(empty, "muted")
        self._right = Card()
        self._with_items: list[QWidget] = [self.list, self._right]
        spaced(self._right.body, (16, 16, 16, 16), gap=14)
        self.foot = QVBoxLayout()
        self.below = QVBoxLayout()
        spaced(self.below, gap=14)
        self._adders = list(adders)
        if new is not None:
            self._adders.append(button(add_words, lambda: self._add(new()), icon_name="plus"))
        self._lay_out(ordered=ordered and not fixed, fixed=fixed)
        self.list.selected.connect(self._show_chosen)
        self.list.opened.connect(lambda _key: self.form.take_keyboard())
        if not fixed:
            self.list.moved.connect(self._move)
            self.list.delete_asked.connect(self._delete)

    def show_items(self, items: Sequence[T], review: Review) -> None:
        """Show these; the chosen one stays chosen."""
        self._items = list(items)
        self.form.form.follow([one.id for one in items])
        worst = _worst(self._kind, review)
        self.list.show_items([self._row(one, worst) for one in items])
        for part in self._with_items:
            part.setVisible(bool(items))
        self._empty.setVisible(not items)
        if self._after_add is not None and self.list.select(self._after_add):
            self._after_add = None
            self.form.take_keyboard()
        self._show_chosen(self.list.selected_key())

    def item(self) -> T | None:
        """The chosen item as it is stored."""
        key = self.list.selected_key()
        return next((one for one in self._items if one.id == key), None)

    def expect(self, item_id: int) -> None:
        """Choose an item that was just added as soon as it is shown, and begin with its name."""
        self._after_add = item_id

    def show_place(self, item_id: int, field: str = "") -> None:
        """Choose an item and put the keyboard into a field of its form, or into the list.

        0 is the item that is chosen.
        """
        found = self.list.select(item_id or self.list.selected_key() or 0)
        if not (found and field and self.form.take_keyboard(field)):
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """The list, or the button that adds the first item."""
        first = self.list if self._items or not self._adders else self._adders[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, *, ordered: bool, fixed: bool) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        spaced(column, gap=8)
        column.addWidget(self.list)
        column.addWidget(self._empty)
        column.addLayout(self.foot)
        if not fixed:
            column.addWidget(self._buttons(ordered=ordered))
        column.addStretch()
        right = QWidget()
        stack = QVBoxLayout(right)
        spaced(stack, gap=12)
        stack.addWidget(self._suggestion)
        self._right.add(self.form)
        stack.addWidget(self._right)
        stack.addLayout(self.below)
        stack.addStretch()
        outer = QVBoxLayout(self)
        spaced(outer)
        outer.addWidget(Columns(left, right, shares=(2, 3), least=_BESIDE))

    def _buttons(self, *, ordered: bool) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        spaced(flow, gap=6)
        for adder in self._adders:
            flow.addWidget(adder)
        tools = QWidget()
        self._with_items.append(tools)
        line = QHBoxLayout(tools)
        spaced(line, gap=4)
        if ordered:
            line.addWidget(icon_button("arrow-up", _("Move up (Alt+Up)"), lambda: self._move(-1)))
            line.addWidget(
                icon_button("arrow-down", _("Move down (Alt+Down)"), lambda: self._move(1))
            )
        line.addWidget(icon_button("trash", _("Delete (Del)"), self._delete))
        flow.addWidget(tools)
        return row

    def _row(self, item: T, worst: Mapping[int, Severity]) -> ListItem:
        severity = worst.get(item.id)
        suggested = bool(getattr(item, "suggested", ""))
        badge, tone = "", Tone.NEUTRAL
        if severity is not None and severity is not Severity.HINT:
            badge, tone = severity_label(severity), TONES[severity]
        elif suggested:
            badge, tone = _("Suggestion"), Tone.BRAND
        return ListItem(
            item.id,
            item_name(item),
            self._line(item),
            badge,
            tone,
            self._indent(item),
            self._sign(item),
            self._bar(item),
        )

    def _show_chosen(self, _key: object) -> None:
        item = self.item()
        if item is not None:
            self.form.show_item(item, item.id)
        self._suggestion.show_reason(getattr(item, "suggested", "") if item else "")
        self.chosen.emit(item)

    def _add(self, item: T) -> None:
        self.form.flush()
        self.expect(actions.add(self._services, item))

    def _delete(self) -> None:
        item = self.item()
        if item is not None:
            actions.delete(self._services, item)

    def _accept(self) -> None:
        item = self.item()
        if item is not None:
            actions.accept(self._services, item)

    def _move(self, step: int) -> None:
        item = self.item()
        if item is None:
            return
        places = [at for at, one in enumerate(self._items) if self._group(one) == self._group(item)]
        place = places.index(self._items.index(item))
        if 0 <= place + step < len(places):
            items, at, to = list(self._items), places[place], places[place + step]
            items[at], items[to] = items[to], items[at]
            actions.reorder(self._services, items)


def _worst(kind: type[Any], review: Review) -> dict[int, Severity]:
    """The gravest open finding of each item of a kind, by its id."""
    table = records.table_of(kind)
    found: dict[int, Severity] = {}
    for finding in review.open:
        if finding.place.kind == table:
            found.setdefault(finding.place.item_id, finding.severity)
    return found
