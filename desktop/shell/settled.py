"""The ground of both windows: dressed, and with all that a person sees in its place before it is
painted."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QWidget

from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current

_TITLE_BAR = 24
"""Height of a frame's bar in px, as Fusion takes it to be."""

_LEVELS = 32
"""Widgets within widgets, at most; handing nothing on costs a microsecond for each."""


class SettledWindow(QWidget):
    """In the style sheet of the theme; once it was told to `settle`, it lays out to the end, then
    paints."""

    def __init__(self) -> None:
        super().__init__()
        follow_theme(self, self._dress)

    def _dress(self) -> None:
        # Every widget in it would be polished anew.
        if self.styleSheet() != current().sheet:
            self.setStyleSheet(current().sheet)

    def settle(self) -> None:
        """From now on; a bare frame has nothing to settle, and PySide makes a class for each kind
        of event that Python is shown."""
        self.installEventFilter(_Settling(self))

    def hear_keyboard(self) -> None:
        """From now on it is seen where the keyboard is, and the menu key is heard there."""
        from desktop.theme.ring import show_keyboard
        from desktop.widgets.lists.row_menu import hear_menu_key

        show_keyboard()
        hear_menu_key(self)

    def fit_screen(self) -> None:
        """Before it is shown: no larger than the room there is; all of it where that is little."""
        room = self.screen().availableGeometry()
        if self.width() > room.width() or self.height() + _TITLE_BAR > room.height():
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)
            # What the frame takes is known once it is shown; until then, and out of it, as much.
            self.resize(self.size().boundedTo(room.size() - QSize(0, _TITLE_BAR)))


class _Settling(QObject):
    """Has everything in its place before the window is painted.

    Qt hands a change of size up one level of widgets at a time and paints in between: deep in a
    page the lines would be seen to jump, and a wrapped text to get its height late.
    """

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            for _level in range(_LEVELS):
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        return False
