"""What is known from one start to the next, and of another start on the same workspace.

QtNetwork and hashlib are imported on use only: the first paint does not wait for them.
"""

import os
import sys
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLockFile, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from core import settings
from core.errors import AppError, WorkspaceBusy
from core.store import failures
from desktop import crash_log

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

_SOON_MS = 1000


class SettingsFile(QObject):
    """`settings` is what holds now; `set_aside` where the file went that could not be read."""

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.path = path
        self.set_aside: Path | None = None
        if settings.spoilt(path):
            self.set_aside = _moved(path)
        self.settings = settings.load(path)
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
        others = [text for text in settings.load(self.path).recent if text not in self._known]
        self.settings.recent = [*self.settings.recent, *others][: settings.RECENT_KEPT]
        self._known.update(self.settings.recent)
        try:
            settings.save(self.settings, self.path)
        except AppError as error:
            crash_log.write(crash_log.file_beside(self.path), "settings not saved", error)

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


FOLDER = "running"
"""Beside the settings: what runs, runs on this computer and for this person."""


class LockMark:
    """One file for each open workspace. Only who holds the lock of the workspace touches it.

    A disk that does not take it is no reason not to work.
    """

    def __init__(self, settings_file: Path, workspace: Path) -> None:
        told = zlib.crc32(str(workspace).encode(errors="surrogateescape"))
        self._file = settings_file.with_name(FOLDER) / f"{workspace.stem[:40]}-{told:08x}"

    def left(self) -> datetime | None:
        """When a session that did not end as it should stored something last; None: it ended."""
        try:
            return datetime.fromtimestamp(self._file.stat().st_mtime, UTC)
        except OSError:
            return None

    def begin(self, now: datetime) -> None:
        """A session begins."""
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.touch()
        self.saved(now)

    def saved(self, now: datetime) -> None:
        """Something was stored."""
        with suppress(OSError):
            os.utime(self._file, (now.timestamp(), now.timestamp()))

    def end(self) -> None:
        """The session ends as it should."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)


_WAIT_MS = 500

_PATIENCE_S = 15
"""A window that opens on a slow laptop has its lock, and can be called only once it is there."""

_UNNOTICED_S = 0.5

_AGAIN_S = 0.1

_HOPELESS = ("SocketAccessError", "ImportError")
"""Somebody else is logged in to this computer, too, and has it open: that may take hours. Or this
system lacks what QtNetwork needs, and nobody can be called."""

_ANYBODY = -1
"""ASFW_ANY."""


def take(
    workspace: Path,
    *,
    from_elsewhere: bool = False,
    waits: Callable[[bool], None] = lambda _still: None,
) -> QLockFile | None:
    """The lock of a workspace, as `hold`; None when the window that has it came to the front.

    One that is just opening or closing on this computer gets a while. Where somebody would begin to
    wonder, `waits` is called with True again and again, and with False in the end. Raises
    `WorkspaceBusy`.
    """
    began, told = time.monotonic(), False
    try:
        while True:
            try:
                return hold(workspace, from_elsewhere=from_elsewhere)
            except WorkspaceBusy:
                trouble = _call(workspace)
                if trouble is None:
                    return None
                may_change = trouble not in _HOPELESS and _of_another_process_here(workspace)
                if time.monotonic() > began + _PATIENCE_S or not may_change:
                    raise
            if time.monotonic() > began + _UNNOTICED_S:
                told = True
                waits(told)
            # A lock tells nobody when it is let go.
            time.sleep(_AGAIN_S)
    finally:
        if told:
            waits(False)


def hold(workspace: Path, *, from_elsewhere: bool = False) -> QLockFile:
    """The lock of a workspace, held until it is unlocked or the program ends, however it ends.

    Raises `WorkspaceBusy` when another window of this computer holds it, `OpenElsewhere` when one
    of another computer does that shares the folder. A lock left by a killed program is taken over;
    that of another computer only `from_elsewhere`, for nobody can tell from here.
    """
    lock = _lock(workspace)
    # A lock is stale when its process is gone, never because of its age.
    lock.setStaleLockTime(0)
    if lock.tryLock(0) or lock.error() != QLockFile.LockError.LockFailedError:
        return lock
    process, computer, _program = lock.getLockInfo()
    file, here = Path(lock.fileName()), _is_here(computer)
    if process and here:
        raise failures.open_here(workspace)
    if process and not from_elsewhere:
        since = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        raise failures.open_elsewhere(workspace, computer, since)
    # Or a power cut left the file without its content: nobody holds it.
    file.unlink(missing_ok=True)
    lock.tryLock(0)
    return lock


def _lock(workspace: Path) -> QLockFile:
    return QLockFile(str(workspace.with_name(f".{workspace.name}.lock")))


def _is_here(computer: str) -> bool:
    """Whether that is the name of this one."""
    from PySide6.QtCore import QSysInfo

    return computer == QSysInfo.machineHostName()


def _of_another_process_here(workspace: Path) -> bool:
    process, computer, _program = _lock(workspace).getLockInfo()
    here = not process or _is_here(computer)
    return here and process != QCoreApplication.applicationPid()


def _name(workspace: Path) -> str:
    import hashlib

    digest = hashlib.blake2b(str(workspace.resolve()).encode(), digest_size=8).hexdigest()
    return f"pregon-{digest}"


def ring(workspace: Path, brought: Path | None = None) -> bool:
    """Ask the window that has this workspace open to come forward, and to take what is brought;
    False when nobody answers."""
    return _call(workspace, str(brought or "")) is None


def _call(workspace: Path, said: str = "") -> str | None:
    """As `ring`: None when somebody answered, otherwise the name of what went wrong."""
    try:
        from PySide6.QtNetwork import QLocalSocket
    except ImportError:
        return "ImportError"
    _hand_on_the_foreground()
    socket = QLocalSocket()
    socket.connectToServer(_name(workspace))
    answered = socket.waitForConnected(_WAIT_MS)
    trouble = None if answered else socket.error().name
    if answered and said:
        socket.write(said.encode(errors="surrogateescape"))
        socket.waitForBytesWritten(_WAIT_MS)
    socket.abort()
    return trouble


def _hand_on_the_foreground() -> None:
    """Windows lets a window come forward only if what the person just started allows it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(_ANYBODY)


def come_forward(window: QWidget) -> None:
    """Out of the bar or from beside the clock, as large as it was."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


class Doorbell(QObject):
    """Listens for `ring` and calls `answer`; then, with what is brought, `take`."""

    def __init__(
        self,
        workspace: Path,
        answer: Callable[[], None],
        parent: QObject,
        take: Callable[[Path], None] = lambda _brought: None,
    ) -> None:
        from PySide6.QtNetwork import QLocalServer

        super().__init__(parent)
        self._answer = answer
        self._take = take
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._rung)
        # We hold the workspace's lock, so a server of this name was left by a killed copy.
        QLocalServer.removeServer(_name(workspace))
        self._server.listen(_name(workspace))

    def close(self) -> None:
        """Stop listening."""
        self._server.close()
        self.deleteLater()

    def _rung(self) -> None:
        caller = self._server.nextPendingConnection()
        if caller is not None:
            caller.disconnected.connect(partial(self._left, caller))
        self._answer()

    def _left(self, caller: "QLocalSocket") -> None:
        """All that a caller says is there once it has gone."""
        said = bytes(caller.readAll().data()).decode(errors="surrogateescape")
        caller.deleteLater()
        if said:
            self._take(Path(said))
