"""Tells beside the clock what was listened to while no window was open, and opens one if wanted."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QSystemTrayIcon

from core import store
from core.errors import AppError
from core.mentions.alarms import alarms
from desktop.app.beginning import begin
from desktop.app.tray import alarm_words
from desktop.theme.icons import icon

if TYPE_CHECKING:
    from desktop.app.application import Application

_STAYS_MS = 2 * 60 * 60 * 1000
"""With the icon goes what Windows keeps of the message."""


class Herald(QObject):
    """One start of the program for alarms, of which those decided meanwhile are not told.

    It calls `leave` where there is nothing to tell or no place for it, and when nobody came.
    """

    def __init__(
        self,
        program: "Application",
        workspace: Path,
        raised: Sequence[int],
        leave: Callable[[], None],
    ) -> None:
        super().__init__(program)
        self._program = program
        self._workspace = workspace
        self.told = _still_open(program, workspace, raised)
        """Title and line of each."""
        self._tray = QSystemTrayIcon(icon("radio", "brand"), self)
        self._tray.setToolTip("Pregón")
        self._tray.messageClicked.connect(self._open)
        self._tray.activated.connect(self._open)
        heard = bool(self.told) and QSystemTrayIcon.isSystemTrayAvailable()
        self._over = QTimer(self, singleShot=True, interval=_STAYS_MS if heard else 0)
        self._over.timeout.connect(leave)
        self._over.start()
        if heard:
            self._tray.show()
            for title, line in self.told:
                self._tray.showMessage(title, line, icon("radio", "brand"))

    def _open(self) -> None:
        """A window on the alarms; one that is open meanwhile comes to the front."""
        self._over.stop()
        self._tray.hide()
        begin(self._program, self._workspace)
        services = self._program.services
        if services is not None:
            services.when_painted(partial(services.go, "mentions", "alarms"))


def _still_open(
    program: "Application", workspace: Path, raised: Sequence[int]
) -> list[tuple[str, str]]:
    try:
        opened = store.open_store(workspace, program.clock, undoable=False)
    except AppError:
        # Gone or in use since it was listened to: whoever opens it is told what is wrong.
        return []
    try:
        with opened.read() as connection:
            there = alarms.open_ones(connection)
    finally:
        opened.close()
    return [alarm_words(alarm) for alarm in there if alarm.id in raised]
