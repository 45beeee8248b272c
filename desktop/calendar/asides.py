"""What takes the place of the views: the import of a file, and elections and fiestas."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.services import Services

if TYPE_CHECKING:
    from desktop.calendar.files import CalendarImport
    from desktop.calendar.voting import VotingView


class Asides(QStackedWidget):
    """The views are its first widget; each of the others is made when it is first asked for.

    `back` when the views want the keyboard again.
    """

    back = Signal()

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._arriving: CalendarImport | None = None
        self._voting: VotingView | None = None

    def show_views(self) -> None:
        """Nothing takes their place."""
        self.setCurrentIndex(0)

    def show_import(self, brought: Path | None) -> None:
        """Import the file that was brought, or ask for one."""
        if self._arriving is None:
            from desktop.calendar.files import CalendarImport

            self._arriving = CalendarImport(self._services, self)
            self._arriving.closed.connect(self.show_views)
            self.addWidget(self._arriving)
        self.setCurrentWidget(self._arriving)
        self._arriving.start(brought)

    def show_voting(self, *, walk: bool) -> None:
        """Elections and fiestas; or the list to `walk` before them."""
        if self._voting is None:
            from desktop.calendar.voting import VotingView

            self._voting = VotingView(self._services, self)
            self._voting.closed.connect(self.show_views)
            self._voting.closed.connect(self.back)
            self.addWidget(self._voting)
        self.setCurrentWidget(self._voting)
        (self._voting.show_walk if walk else self._voting.take_keyboard)()

    def take_keyboard(self) -> bool:
        """Give it to the elections; False where they are not seen."""
        if self._voting is None or self.currentWidget() is not self._voting:
            return False
        self._voting.take_keyboard()
        return True
