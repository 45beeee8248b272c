"""The menu of a row: by the right button of the mouse, by the menu key and by Shift+F10."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from core.i18n import _
from desktop.theme.ring import ringed
from desktop.widgets.button import hear_key

Fill = Callable[[QMenu], object]
"""Puts into a menu what can be done with the row that is chosen; nothing where nothing can."""


class RowMenu(QObject):
    """Chooses the row that is asked about and opens its menu there."""

    def __init__(self, view: QAbstractItemView, *fills: Fill) -> None:
        super().__init__(view)
        self._view, self._fills = view, list(fills)
        self._menu: QMenu | None = None
        for part in (view, view.viewport()):
            part.installEventFilter(self)

    def put_first(self, fill: Fill) -> None:
        """This comes before what is there."""
        self._fills.insert(0, fill)

    def copies(self, copy: Callable[[], object]) -> None:
        """Ctrl+C on a row does this."""
        here = Qt.ShortcutContext.WidgetShortcut
        words = _("Copy what is selected in a list, with its source and its date")
        hear_key(QKeySequence.StandardKey.Copy, self._view, words, copy, here)

    def fill_again(self) -> None:
        """What can be done became another while the menu may be open."""
        if self._menu is not None and self._menu.isVisible():
            self._take_keyboard(self._filled())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QContextMenuEvent):
            return False
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._open()
        elif watched is self._view.viewport():
            self._open_at(event.pos())
        else:
            # Of what else is in the view, such as the heads of its columns.
            return False
        return True

    def _open_at(self, place: QPoint) -> None:
        index = self._view.indexAt(place)
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            if index.row() != self._view.currentIndex().row():
                self._view.setCurrentIndex(index)
            self._filled().popup(self._view.viewport().mapToGlobal(place))

    def _open(self) -> None:
        """Below the row where the keyboard is, and the keyboard goes into the menu."""
        if self._view.currentIndex().isValid():
            self._view.scrollTo(self._view.currentIndex())
            here, menu = ringed(self._view), self._filled()
            menu.popup(here.widget.mapToGlobal(here.box.bottomLeft()))
            self._take_keyboard(menu)

    @staticmethod
    def _take_keyboard(menu: QMenu) -> None:
        first = next(filter(_can_be_chosen, menu.actions()), None)
        if first is not None:
            menu.setActiveAction(first)

    def _filled(self) -> QMenu:
        menu = self._menu = self._menu or QMenu(self._view)
        menu.clear()
        for fill in self._fills:
            if not menu.isEmpty():
                menu.addSeparator()
            fill(menu)
        index = self._view.currentIndex()
        said = index.siblingAtColumn(0).data() or index.data(Qt.ItemDataRole.AccessibleTextRole)
        menu.setAccessibleName(menu_name(said))
        return menu


def hear_menu_key(window: QWidget) -> None:
    """Shift+F10 asks for the menu where the keyboard is: Qt itself hears it on Windows only."""
    QShortcut(QKeySequence("Shift+F10"), window, lambda: _ask_for_menu(window.focusWidget()))


def _ask_for_menu(here: QWidget | None) -> None:
    if here is not None:
        # Of a field of many lines it is in parts of a pixel.
        cursor = QRectF(here.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle))
        place = cursor.center().toPoint()
        reason = QContextMenuEvent.Reason.Keyboard
        event = QContextMenuEvent(reason, place, here.mapToGlobal(place))
        QCoreApplication.sendEvent(here, event)


def menu_name(row: str) -> str:
    """What a screen reader calls the menu of a row."""
    return _("What can be done: {row}").format(row=row)


def _can_be_chosen(action: QAction) -> bool:
    return action.isEnabled() and not action.isSeparator()
