"""What is shown to a room: the screen and nothing else on it."""

from typing import Protocol, runtime_checkable

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget


@runtime_checkable
class Projecting(Protocol):
    """A window that can leave out what is around its page."""

    def project(self, *, on: bool) -> None:
        """Fill the screen with the page alone; or be as before."""


class Projected(QWidget):
    """A view for the projector: while it is on screen, its window is only for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The style sheet has larger letters there for buttons and labels.
        self.setProperty("look", "projector")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._project(on=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._project(on=False)

    def _project(self, *, on: bool) -> None:
        window = self.window()
        if isinstance(window, Projecting):
            window.project(on=on)
