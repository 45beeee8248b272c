"""The first screen."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.asker import Asker
from desktop.services import Desk
from desktop.shell.messages import Messages


class Welcome(QWidget):
    def __init__(self, desk: Desk, ask: Callable[[], Asker]) -> None:
        super().__init__()
        self.messages = Messages(self, lambda: None)
        QVBoxLayout(self).addWidget(self.messages)
