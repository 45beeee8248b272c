"""What stands over a list: the buttons that add to it, and a menu for the rest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from core.i18n import _
from desktop.theme.icons import icon
from desktop.theme.scaling import spaced
from desktop.widgets.button import icon_button
from desktop.widgets.flow_layout import FlowLayout


@dataclass(frozen=True)
class MenuEntry:
    """A line of the menu; what is `of_one` record needs one."""

    icon_name: str
    words: str
    run: Callable[[], object]
    of_one: bool = False


class ListHead(QWidget):
    """Without buttons and entries it takes no room."""

    def __init__(self, adders: Sequence[QPushButton], entries: Sequence[MenuEntry]) -> None:
        super().__init__()
        flow = FlowLayout(self)
        spaced(flow, gap=6)
        for adder in adders:
            flow.addWidget(adder)
        self._of_one: list[QAction] = []
        self._more = icon_button("ellipsis", _("More for this list"))
        self._more.setMenu(self._menu(entries))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        flow.addWidget(self._more)
        self._is_there = bool(adders)
        self._offers = any(not entry.of_one for entry in entries)
        self._more.setHidden(not self._offers)
        if not (self._is_there or self._offers):
            self.hide()

    def show_records(self, *, there: bool) -> None:
        """Whether the list has records."""
        offers = self._offers or (there and bool(self._of_one))
        for action in self._of_one:
            action.setEnabled(there)
        self._more.setVisible(offers)
        self.setVisible(self._is_there or offers)

    def _menu(self, entries: Sequence[MenuEntry]) -> QMenu:
        menu = QMenu(self)
        for entry in entries:
            action = menu.addAction(icon(entry.icon_name), entry.words.replace("&", "&&"))
            action.triggered.connect(lambda _checked, run=entry.run: run())
            if entry.of_one:
                action.setEnabled(False)
                self._of_one.append(action)
        return menu
