"""The table of the program: sorted by a click or the keyboard, filtered, opened with Enter."""

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QMenu,
    QStackedLayout,
    QWidget,
)

from core.i18n import _
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import ROW
from desktop.widgets.card import EmptyState
from desktop.widgets.lists.row_menu import RowMenu
from desktop.widgets.lists.table_model import Column, Role, RowsFound, T, TableModel
from desktop.widgets.lists.table_view import TableView, Widths, Wrapped


class DataTable(QWidget, Generic[T]):
    """A row for each of some things, which have a `key` that no other has.

    `opened(key)` follows Enter and a double click, `selected(key)` each change of row (None when
    there is none), `delete_asked` the Delete key. With no rows `empty` is shown; when the filter
    finds none, a sentence is.
    """

    opened = Signal(object)
    clicked = Signal(QModelIndex)
    selected = Signal(object)
    delete_asked = Signal()
    dragged = Signal()
    """The person gave a column another width."""

    def __init__(
        self,
        columns: Sequence[Column[T]],
        empty: EmptyState,
        *,
        name: str,
        key: Callable[[T], Any],
        words: Callable[[T], str],
        parent: QWidget | None = None,
    ) -> None:
        """`words` of a row, folded, are those that it is found by."""
        super().__init__(parent)
        self._zoom = current().zoom
        self._proxy = RowsFound(self)
        self._model = model = TableModel(columns, key, words)
        model.setParent(self)
        self._proxy.setSourceModel(model)
        self.view = TableView(name, self)
        self.view.setModel(self._proxy)
        self.view.open_asked.connect(self._open)
        self.view.delete_asked.connect(self.delete_asked)
        self.view.doubleClicked.connect(self._open)
        self.view.clicked.connect(self.clicked)
        self.view.selectionModel().currentRowChanged.connect(self._say_selected)
        self.menu = RowMenu(self.view, self._offer_sorting)
        self._sorting = QMenu(_("Sort the list"), self)
        self._sorting.setAccessibleName(self._sorting.title())
        head = self.view.header
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._show_sort_menu)
        self._nothing_found = EmptyState(
            "search-x", _("Nothing matches what you are searching for.")
        )
        self._empty = empty
        self._stack = QStackedLayout(self)
        self._widths = Widths(self.view)
        self._widths.dragged.connect(self.dragged)
        for page in (self.view, empty, self._nothing_found):
            self._stack.addWidget(page)
        for signal in (self._proxy.rowsInserted, self._proxy.rowsRemoved, self._proxy.modelReset):
            signal.connect(self._choose_page)
        model.modelReset.connect(self._choose_page)
        self.sort(0)
        follow_theme(self, self._rescale)
        self._choose_page()

    def row_menus(self) -> list[RowMenu]:
        """That of its rows."""
        return [self.menu]

    def show_items(self, rows: Sequence[T]) -> None:
        """Show these; the selected row stays selected, or the nearest one when it is gone."""
        near = self._model.near(self.selected_key())
        self._model.show(rows)
        if not any(map(self.select, near)):
            self._select_one()

    def _select_one(self) -> None:
        """Rows that are shown are never without one that is selected: Qt forgets it when none of
        those before is left."""
        if not self.view.currentIndex().isValid() and self._proxy.rowCount():
            self.view.setCurrentIndex(self._proxy.index(0, 0))

    def sort(self, column: int, *, descending: bool = False) -> None:
        """Order the rows by a column."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.view.sortByColumn(column, order)

    def filter_rows(self, needles: Sequence[str]) -> None:
        """Show only rows whose words have every needle (`core.text.words`); the selected row stays
        selected while it is one of them, or else the first one is."""
        self._proxy.held = None
        self._proxy.set_needles(needles)
        self._select_one()
        self._proxy.held = self.selected_key()
        self._choose_page()

    def selected_key(self) -> Any:
        """Key of the selected row, or None."""
        index = self.view.currentIndex()
        return index.siblingAtColumn(0).data(Role.KEY) if index.isValid() else None

    def select(self, key: object) -> bool:
        """Select the row with that key and bring it into view; False when it is not shown."""
        index = self._proxy.mapFromSource(self._model.place(key))
        if not index.isValid():
            return False
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        return True

    def keep_in_view(self) -> None:
        """Scroll to the row that is selected, wherever it is by now."""
        self.view.scrollTo(self.view.currentIndex())

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the rows, or to the first action when there are none."""
        shown = self._stack.currentWidget()
        if shown is not None:
            shown.setFocus(reason)

    def shown_keys(self) -> list[Any]:
        """Keys of the rows that the filter lets through, in their order."""
        rows = range(self._proxy.rowCount())
        return [self._proxy.index(row, 0).data(Role.KEY) for row in rows]

    def widths(self) -> list[int]:
        """Column widths at 100 %, to be remembered."""
        columns = range(self._proxy.columnCount())
        return [round(self.view.columnWidth(column) * 100 / self._zoom) for column in columns]

    def set_widths(self, widths: Sequence[int]) -> None:
        """Give the columns remembered widths; a list for other columns is ignored."""
        if len(widths) == self._proxy.columnCount():
            self._widths.share(())
            for column, width in enumerate(widths):
                self.view.setColumnWidth(column, current().px(width))

    def share_width(self, shares: Sequence[int], *, yields: Sequence[int] = ()) -> None:
        """Have the columns follow the window until the person drags one.

        A column with a share gets so much of what is left by those of share 0, which are as wide
        as the longest thing in them: numbers and days are never cut. Where there is no room for
        all, those that yield go, one after the other in this order; what names the rows is in
        the first column. That one, and each with a share, take two lines before they are cut.
        """
        wrapped = Wrapped(self.view)
        for column in range(1, len(shares)):
            if shares[column]:
                self.view.setItemDelegateForColumn(column, wrapped)
        self._widths.share(shares, yields)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.siblingAtColumn(0).data(Role.KEY))

    def _say_selected(self, row: QModelIndex, _before: QModelIndex) -> None:
        self._proxy.held = row.siblingAtColumn(0).data(Role.KEY) if row.isValid() else None
        self.selected.emit(self._proxy.held)

    def _choose_page(self) -> None:
        filtered_out = self._proxy.sourceModel().rowCount() > 0
        page = self._nothing_found if filtered_out else self._empty
        self._stack.setCurrentWidget(self.view if self._proxy.rowCount() else page)
        if self.hasFocus():
            # Qt gave it to the table itself while there were no rows yet.
            self.setFocus()

    def _show_sort_menu(self, at: QPoint) -> None:
        self._ways_to_sort().popup(self.view.header.mapToGlobal(at))

    def _offer_sorting(self, menu: QMenu) -> None:
        """For who has no mouse: the heads are no stop of the keyboard."""
        menu.addMenu(self._ways_to_sort())

    def _ways_to_sort(self) -> QMenu:
        menu = self._sorting
        menu.clear()
        for column in range(self._proxy.columnCount()):
            title = self._proxy.headerData(column, Qt.Orientation.Horizontal)
            action = menu.addAction(_("Sort by {column}").format(column=title))
            action.setCheckable(True)
            action.setChecked(column == self._model.sorted_by())
            action.triggered.connect(lambda _on, column=column: self._sort_or_turn(column))
        return menu

    def _sort_or_turn(self, column: int) -> None:
        same = column == self._model.sorted_by()
        ascending = self._proxy.sortOrder() == Qt.SortOrder.AscendingOrder
        self.sort(column, descending=same and ascending)

    def _rescale(self) -> None:
        px = current().px
        widths = self.widths()
        self._zoom = current().zoom
        if not self._widths.shared():
            self.set_widths(widths)
        self.view.verticalHeader().setDefaultSectionSize(px(ROW))
        self.view.horizontalHeader().setMinimumSectionSize(px(48))
        self._widths.measure()
