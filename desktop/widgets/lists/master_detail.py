"""A list, and the card of the one that is chosen in it."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from enum import Enum, auto
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.i18n import _
from desktop.theme.scaling import spaced
from desktop.widgets.accessibility import controls, tab_as_read
from desktop.widgets.button import button, hear_key, set_words
from desktop.widgets.card import Card
from desktop.widgets.folding import Width, window_width
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Columns
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.lists.row_menu import RowMenu
from desktop.widgets.lists.rows import ActionRows, ListHead
from desktop.widgets.lists.table import DataTable
from desktop.widgets.more import fill_menu
from desktop.widgets.scroll_page import ScrollPage

T = TypeVar("T")
"""Whatever the list is of: each has a key that no other has."""

_TURNS = 620
"""Width in px at 100 % from which a card that turns stands at the right."""


class Side(Enum):
    """Where the card stands, seen from the list."""

    BELOW = auto()
    ABOVE = auto()
    APART = auto()
    """Elsewhere: whoever gives it has its place."""
    BESIDE = auto()
    """At the right. Each scrolls by itself; in a narrow window one takes the place of the other.
    The bar of the card is in the right margin of the page."""
    WITHIN = auto()
    """As `BESIDE`, in a frame that stays: what is in it scrolls, and the bar lies over its edge."""
    TURNING = auto()
    """At the right while there is room, else below; the page scrolls both."""
    OPENED = auto()
    """As `BESIDE`, once a record is opened; else the list has all the room."""


class Views(QStackedWidget, Generic[T]):
    """Several ways to look at the same records, one at a time: what is seen speaks for all.

    What each page has its own of raises here; Qt's widgets leave no room for an `ABC`.
    """

    selected = Signal(object)
    opened = Signal(object)
    clicked = Signal(QModelIndex)
    delete_asked = Signal()

    def show_items(self, _records: Sequence[T]) -> None:
        """Show these in the way that is seen."""
        raise NotImplementedError

    def selected_key(self) -> Any:
        """The key of the one that is chosen, or None."""
        raise NotImplementedError

    def select(self, _key: object) -> bool:
        """Choose one; False when it is not shown."""
        raise NotImplementedError

    def row_menus(self) -> list[RowMenu]:
        """Those of the rows of each way."""
        raise NotImplementedError


def _id(record: Any) -> Hashable:
    key: Hashable = record.id
    return key


class MasterDetail(QWidget, Generic[T]):
    """`row(place, record)` is a record in the list, its place counted from 1; a table needs none.
    `show(record, place)` fills the card, and `enter` gives it the keyboard.

    `chosen(record)` follows the list, None when there is none. Without any it takes no room.
    `turned` says True when the card takes the place of the list, and False when it no longer does.
    """

    chosen = Signal(object)
    turned = Signal(bool)

    def __init__(
        self,
        listed: ItemList | DataTable[T] | Views[T],
        card: QWidget,
        row: Callable[[int, T], ListItem] | None,
        show: Callable[[T, int], object],
        enter: Callable[[], object],
        *,
        key: Callable[[T], Hashable] = _id,
        side: Side = Side.BELOW,
        head: ListHead | None = None,
        column: QWidget | None = None,
        shares: tuple[int, int] = (400, 694),
        gap: int = 14,
        acts: Sequence[QAction] = (),
    ) -> None:
        """`head` stands over the list, or `column` holds it with whatever else is there. It stays
        when there are no records, as does the card; whoever gives it sees to list and card then,
        and to the order of Tab.

        The menu of a row has the buttons of its card, and `acts`, or what the head does with one.

        `shares` of the width are of the list and of a card beside it.
        """
        super().__init__()
        self.list, self.card, self._head = listed, card, head
        self._row, self._show, self._enter, self._key = row, show, enter, key
        self._records: Sequence[T] = ()
        self._pages: _Pages | None = None
        framed = side is Side.WITHIN
        left = column or (list_column(head, listed, framed=framed) if head or framed else listed)
        self._stays = bool(head or column) or side is Side.OPENED
        box = QVBoxLayout(self)
        spaced(box, gap=gap)
        if side in (Side.BESIDE, Side.WITHIN, Side.OPENED):
            pages = self._pages = _Pages(left, card, shares, side, self)
            if isinstance(listed, ItemList):
                listed.fill()
            pages.back_asked.connect(self.take_keyboard)
            pages.turned.connect(self.turned)
            box.addWidget(pages)
            listed.clicked.connect(lambda _index: self._clicked())
        elif side is Side.TURNING:
            box.addWidget(Columns(left, card, shares=shares, least=_TURNS))
        else:
            below, above, apart = (left, card), (card, left), (left,)
            for part in {Side.BELOW: below, Side.ABOVE: above}.get(side, apart):
                box.addWidget(part)
        listed.selected.connect(lambda _key: self.show_again())
        listed.opened.connect(lambda _key: self._go_in())
        self._acts = head.of_one if head else acts
        for menu in listed.row_menus():
            menu.put_first(self._fill_menu)

    def show_records(self, records: Sequence[T]) -> None:
        """Show these; the one that is chosen stays chosen."""
        self._records = records
        with QSignalBlocker(self.list):
            # The card is filled once, below, however often the list changes its mind.
            self._show_rows(records)
        if self._head is not None:
            self._head.show_records(there=bool(records))
        if not self._stays:
            self.setVisible(bool(records))
        self.show_again()

    def _show_rows(self, records: Sequence[T]) -> None:
        if not isinstance(self.list, ItemList):
            self.list.show_items(records)
        elif self._row is not None:
            self.list.show_items([self._row(at, item) for at, item in enumerate(records, start=1)])

    def record(self) -> T | None:
        """The one that is chosen."""
        key = self.list.selected_key()
        return next((record for record in self._records if self._key(record) == key), None)

    def open(self, key: object) -> bool:
        """Choose a record and go into its card; False when there is none of that key."""
        found = self.list.select(key)
        if found:
            self._go_in()
        return found

    def take_keyboard(self) -> None:
        """The list."""
        if self._pages is not None:
            self._pages.turn(to_card=False)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_again(self) -> None:
        """Fill the card anew."""
        record = self.record()
        if not self._stays:
            self.card.setVisible(record is not None)
        if record is not None:
            self._show(record, self._records.index(record) + 1)
        if self._pages is not None:
            self._pages.show_card_of(None if record is None else self._key(record))
        self.chosen.emit(record)
        if not self._stays:
            tab_as_read(self.parentWidget() or self)

    def copies(self, copy: Callable[[], object]) -> None:
        """Ctrl+C on a record does this."""
        for menu in self.list.row_menus():
            menu.copies(copy)

    def see_card(self) -> None:
        """Show the card where only one of the two is seen."""
        if self._pages is not None:
            self._pages.turn(to_card=True)

    def _fill_menu(self, menu: QMenu) -> None:
        if self.record() is not None:
            fill_menu(menu, offered(self.card))
            menu.addActions(self._acts)

    def _clicked(self) -> None:
        self.see_card()
        if not self.list.isVisible():
            # The keyboard went with the list.
            self._enter()

    def _go_in(self) -> None:
        self.see_card()
        self._enter()


def list_column(
    head: ListHead | None,
    listed: QWidget,
    foot: QLayout | None = None,
    *,
    framed: bool,
    fills: bool = True,
) -> QWidget:
    """What is done with a list, the list, and what is said of it.

    `framed` it has one line around all of it, as the card beside it has.
    """
    left, column = QWidget(), QVBoxLayout()
    if framed:
        card = Card(flush=True)
        left, column = card, card.body
        headed = head is not None and head.stand_in_frame()
        spaced(column, (0, 0 if headed else 5, 0, 5))
        listed.setProperty("look", "below" if headed else "inside")
    else:
        left.setLayout(column)
        spaced(column, gap=8)
    if head is not None:
        column.addWidget(head)
    column.addWidget(listed, int(fills))
    if foot is not None:
        column.addLayout(foot)
    column.addStretch()
    return left


def offered(card: QWidget) -> Iterator[QPushButton]:
    """The buttons of a card in the order in which they are read, but for those of what is listed
    and asked for in it."""
    within = {
        made
        for part in card.findChildren(QWidget)
        if isinstance(part, ActionRows | LabelledField | ListHead | MasterDetail)
        for made in part.findChildren(QPushButton)
    }
    for made in controls(card):
        if isinstance(made, QPushButton) and made not in within and made.isVisibleTo(card):
            yield made


class _Pages(QWidget):
    """List and card beside each other, or one at a time; `back_asked` by the button and by Esc."""

    back_asked = Signal()
    turned = Signal(bool)

    def __init__(
        self, left: QWidget, card: QWidget, shares: tuple[int, int], side: Side, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._narrow = self._in_card = False
        self._opens, self._within = side is Side.OPENED, side is Side.WITHIN
        self._subject: Hashable = None
        self._left = left
        self._detail = QWidget(self)
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(Columns(left, self._detail, shares=shares, least=0, parent=self))
        column = QVBoxLayout(self._detail)
        spaced(column, gap=8)
        self._back = button("", self.back_asked.emit, kind="quiet", icon_name="arrow-left")
        self._back.hide()
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        ground = self._ground = ScrollPage(
            margins=(0, 0, 0, 0), over=self._within, bare=not self._within
        )
        if self._within:
            self._frame = Card(flush=True)
            self._frame.add(ground)
            column.addWidget(self._frame, 1)
            card.installEventFilter(self)
            if isinstance(card, Card):
                card.set_framed(False)
        else:
            column.addWidget(ground, 1)
        # Last: with each part around it Qt would dress all that is on it anew.
        ground.add(card)
        ground.body.addStretch()
        # As a key of the card it would scroll it.
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self._key = hear_key(
            "Alt+Left", self._detail, _("Back to the list"), self.back_asked.emit, inside
        )
        self._arrange()

    def turn(self, *, to_card: bool) -> None:
        """Show the one of the two that is used; it is seen where only one is."""
        self._in_card = to_card
        self._arrange()
        if to_card and self._narrow:
            # The list is gone, and a card that is only read has nothing else for the keyboard.
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_card_of(self, key: Hashable) -> None:
        """The card is now of this record: another one is seen from its top, none is not seen."""
        if key != self._subject:
            self._subject = key
            self._ground.verticalScrollBar().setValue(0)
        if key is None and self._in_card:
            self.turn(to_card=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            # A frame around nothing would look like a card that has not come yet.
            self._frame.setHidden(event.type() == QEvent.Type.HideToParent)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._goes_back() and self._in_card:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = window_width(self) < (Width.WIDE if self._opens else Width.MEDIUM)
        if narrow is not self._narrow:
            self._narrow = narrow
            here = self.window().focusWidget()
            if not self._opens:
                self._in_card = here is not None and self._detail.isAncestorOf(here)
            self._arrange()

    def _goes_back(self) -> bool:
        """Whether the card is left for the list: it takes its place, or is there while open."""
        return self._narrow or self._opens

    def _arrange(self) -> None:
        alone = self._narrow and self._in_card
        self._left.setVisible(not alone)
        self._detail.setVisible(self._in_card or not self._goes_back())
        self._back.setVisible(self._goes_back())
        # Translators: Button: closes the card or the message, not the program.
        set_words(self._back, _("Go back") if self._narrow else _("Close"))
        self._key.setEnabled(self._goes_back())
        self.turned.emit(alone)
