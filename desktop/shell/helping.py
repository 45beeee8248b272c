"""The help of the page on screen, beside it or in its place where the window is narrow; and the
manual, in its place."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QWidget
from shiboken6 import Shiboken

from core.errors import AppError
from core.i18n import _
from desktop.notifier import Notifier
from desktop.services import Helpful, Services
from desktop.theme.theme import current
from desktop.widgets.button import hear_key

if TYPE_CHECKING:
    from desktop.shell.help import HelpPanel
    from desktop.shell.manual import ManualView


_BESIDE = 1300
"""Width of the window in px at 100 % from which a page keeps its list and its card beside help."""


class Helping(QObject):
    """F1 shows the help, F1 again the chapter of the manual, and once more the page alone; whatever
    closes gives the keyboard back to where it was."""

    def __init__(
        self,
        window: QWidget,
        row: QBoxLayout,
        pages: QWidget,
        notifier: Notifier,
        page: Callable[[], tuple[str, QWidget]],
        give_keyboard: Callable[[QWidget], None],
    ) -> None:
        """The panel stands in `row`, in place of `pages` where it has to; `page` is the id and the
        widget of the one on screen, which is given the keyboard when nothing else can be."""
        super().__init__(window)
        self._window, self._row, self._pages = window, row, pages
        self._page, self._give_keyboard = page, give_keyboard
        self._notifier = notifier
        self._made: HelpPanel | None = None
        self._manual: ManualView | None = None
        self._before: QWidget | None = None
        self.pages: Callable[[], Iterator[tuple[str, QWidget]]] = lambda: iter(())
        """Name and widget of every page, each made when it is its turn."""
        self.services: Services | None = None
        """With them the keys can be printed."""
        # Once the page has its new letters: what is shown goes to another place.
        current().changed.connect(self.fold, Qt.ConnectionType.QueuedConnection)
        hear_key("Shift+F1", window, _("See every key"), self.tell_keys)

    @property
    def panel(self) -> "HelpPanel":
        """Made when it is first asked for."""
        if self._made is None:
            from desktop.shell.help import HelpPanel

            self._made = HelpPanel()
            self._made.closed.connect(self.close)
            self._made.manual_asked.connect(self._read_chapter)
            self._made.keys_asked.connect(self.tell_keys)
            self._made.print_asked.connect(self._print_keys)
            self._row.addWidget(self._made)
        return self._made

    def is_open(self) -> bool:
        """Whether the help or the manual is on screen."""
        return self._is_helping() or self._is_reading()

    def toggle(self) -> None:
        """F1: the help of the page on screen, then its chapter, then the page."""
        if self._is_reading():
            self.close()
        elif self._is_helping():
            self._read_chapter()
        else:
            self._before = self._window.focusWidget()
            self._show()
            self.panel.take_keyboard()

    def tell_keys(self) -> None:
        """Every key, page by page, as the pages themselves say it; those not visited yet are made
        for it, one at a time."""
        if self._is_reading():
            self.close()
        if not self._is_helping():
            self._before = self._window.focusWidget()
        self.panel.show_keys()
        self.fold()
        self.panel.take_keyboard()
        self._look_next(self.panel.title(), self.pages(), [])

    def _look_next(
        self,
        title: str,
        pages: Iterator[tuple[str, QWidget]],
        found: list[tuple[str, list[tuple[str, str]]]],
    ) -> None:
        """At the next page, unless something else is shown by now. What is `found` is told at once:
        so the list is laid out once, and does not move under whoever reads it."""
        if not self._is_helping() or self.panel.title() != title:
            return
        try:
            named = next(pages, None)
        except AppError as error:
            self._notifier.error(error)
            return
        if named is not None:
            from desktop.shell.keys import heard, in_lines

            name, page = named
            found.append((name, in_lines(heard(page, now=False))))
            QTimer.singleShot(0, self, partial(self._look_next, title, pages, found))
            return
        for name, lines in found:
            self.panel.add_keys(name, lines)
        if self.services is not None:
            self.panel.offer_paper()

    def _print_keys(self) -> None:
        from desktop.shell.keys_paper import show

        if self.services is not None:
            show(self.services, self.panel.told)

    def read(self, document: str, anchor: str = "") -> None:
        """Show a document for readers in the place of the page; a broken one is said."""
        if not self.is_open():
            self._before = self._window.focusWidget()
        try:
            self._manual = self._manual or self._make_manual()
        except AppError as error:
            self._notifier.error(error)
            return
        if self._made is not None:
            self._made.hide()
        self._pages.hide()
        self._manual.show()
        self._manual.read(document, anchor)

    def page_turned(self) -> None:
        """Another page is on screen: the help beside it follows, what is in its place goes."""
        if self._is_reading() or (self._is_helping() and self._pages.isHidden()):
            self._hide()
        elif self._is_helping():
            self._show()

    def fold(self) -> None:
        """See whether there is room for both."""
        covers = self._is_helping() and self._window.width() < current().px(_BESIDE)
        self._pages.setHidden(covers or self._is_reading())
        if self._made is not None:
            self._made.cover(covers)
            self._row.setStretchFactor(self._made, int(covers))

    def close(self) -> None:
        """Hide what is shown; the keyboard goes back to where it was, or to the page shown now."""
        shown = [part for part in (self._made, self._manual) if part is not None]
        inside = any(part.isAncestorOf(self._window.focusWidget()) for part in shown)
        self._hide()
        # The page has its room again, and with it the steps that a narrow plan folds away.
        if (layout := self._window.layout()) is not None:
            layout.activate()
        before = self._before
        if before is not None and Shiboken.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif inside:
            self._give_keyboard(self._page()[1])

    def _is_helping(self) -> bool:
        return self._made is not None and self._made.isVisible()

    def _is_reading(self) -> bool:
        return self._manual is not None and self._manual.isVisible()

    def _hide(self) -> None:
        for part in (self._made, self._manual):
            if part is not None:
                part.hide()
        self.fold()

    def _make_manual(self) -> "ManualView":
        from desktop.shell.manual import ManualView

        made = ManualView(self._notifier, self._window)
        made.hide()
        made.closed.connect(self.close)
        self._row.addWidget(made, 1)
        return made

    def _read_chapter(self) -> None:
        self.read("manual", self.panel.chapter())

    def _show(self) -> None:
        page_id, page = self._page()
        self.panel.show_page(page.help_id() if isinstance(page, Helpful) else page_id, page)
        self.fold()
