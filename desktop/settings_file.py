"""The settings and their file: written when they change, and set aside when nobody can read it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from core import settings
from core.errors import AppError
from desktop import log

_SOON_MS = 1000


class SettingsFile(QObject):
    """`settings` is what holds now; `set_aside` where the file went that could not be read."""

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.path = path
        self.set_aside: Path | None = None
        if settings.spoilt(path):
            self.set_aside = _moved(path)
        self.settings = settings.Settings() if self.set_aside else settings.load(path)
        self._known = set(self.settings.recent)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.save)
        self.before_saving: Callable[[], None] = lambda: None
        """Puts into the settings what the window knows, such as its size."""

    def save(self) -> None:
        """Write them; a disk that does not take them is no reason to stop."""
        self._soon.stop()
        self.before_saving()
        # What another window opened meanwhile stays on the list.
        others = [one for one in settings.load(self.path).recent if one not in self._known]
        self.settings.recent = [*self.settings.recent, *others][: settings.RECENT_KEPT]
        self._known.update(self.settings.recent)
        try:
            settings.save(self.settings, self.path)
        except AppError as error:
            log.write(log.file_beside(self.path), "settings not saved", error)

    def save_soon(self) -> None:
        """Write them when nothing more of the same has come for a second."""
        self._soon.start()


def _moved(path: Path) -> Path:
    """Where the file is now: beside, under another name, or where it was if that cannot be."""
    aside = path.with_name(f"{path.name}.damaged")
    try:
        return path.replace(aside)
    except OSError:
        return path
