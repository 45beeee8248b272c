"""The help of the page on screen: beside it, or in its place where the window is narrow."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget
from shiboken6 import Shiboken

from desktop.services import Helpful
from desktop.widgets.folding import Width, window_width

if TYPE_CHECKING:
    from desktop.shell.help import HelpPanel


class Helping(QObject):
    """Shows and hides the panel, and gives the keyboard back to where it was."""

    def __init__(
        self,
        window: QWidget,
        row: QBoxLayout,
        pages: QWidget,
        page: Callable[[], tuple[str, QWidget]],
        give_keyboard: Callable[[QWidget], None],
    ) -> None:
        """The panel stands in `row`, in place of `pages` where it has to; `page` is the id and the
        widget of the one on screen, which is given the keyboard when nothing else can be."""
        super().__init__(window)
        self._window, self._row, self._pages = window, row, pages
        self._page, self._give_keyboard = page, give_keyboard
        self._made: HelpPanel | None = None
        self._before: QWidget | None = None

    @property
    def panel(self) -> "HelpPanel":
        """Made when it is first asked for."""
        if self._made is None:
            from desktop.shell.help import HelpPanel

            self._made = HelpPanel()
            self._made.closed.connect(self.close)
            self._row.addWidget(self._made)
        return self._made

    def is_open(self) -> bool:
        """Whether the help is on screen."""
        return self._made is not None and self._made.isVisible()

    def toggle(self) -> None:
        """Show or hide the help of the page on screen."""
        if self.is_open():
            self.close()
        else:
            self._before = self._window.focusWidget()
            self._show()
            self.panel.take_keyboard()

    def page_turned(self) -> None:
        """Another page is on screen: the help beside it follows, in its place it goes."""
        if self.is_open() and self._pages.isHidden():
            self.panel.hide()
            self.fold()
        elif self.is_open():
            self._show()

    def fold(self) -> None:
        """See whether there is room for both."""
        covers = self.is_open() and window_width(self._window) < Width.WIDE
        self._pages.setHidden(covers)
        if self._made is not None:
            self._made.cover(covers)
            self._row.setStretchFactor(self._made, int(covers))

    def close(self) -> None:
        """Hide the help; the keyboard goes back to where it was, or to the page shown now."""
        inside = self.panel.isAncestorOf(self._window.focusWidget())
        self.panel.hide()
        self.fold()
        # The page has its room again, and with it the steps that a narrow plan folds away.
        if (layout := self._window.layout()) is not None:
            layout.activate()
        before = self._before
        if before is not None and Shiboken.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif inside:
            self._give_keyboard(self._page()[1])

    def _show(self) -> None:
        page_id, page = self._page()
        self.panel.show_page(page.help_id() if isinstance(page, Helpful) else page_id, page)
        self.fold()
