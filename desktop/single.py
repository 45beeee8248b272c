"""One window per workspace: a second start rings the first, which comes to the front.

QtNetwork and hashlib are imported on use only: the first paint does not wait for them.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject

from core.store import failures

_WAIT_MS = 500


def hold(workspace: Path) -> QLockFile:
    """The lock of a workspace, held until it is unlocked or the program ends, however it ends.

    Raises `WorkspaceBusy` when another window holds it, on this computer or on another that shares
    the folder. A lock left by a killed program is taken over.
    """
    path = workspace.with_name(f".{workspace.name}.lock")
    lock = QLockFile(str(path))
    # A lock is stale when its process is gone, never because of its age.
    lock.setStaleLockTime(0)
    if lock.tryLock(0) or lock.error() != QLockFile.LockError.LockFailedError:
        return lock
    process, computer, _program = lock.getLockInfo()
    if process:
        raise failures.open_elsewhere(workspace, computer)
    # A power cut left the file without its content: nobody holds it.
    path.unlink(missing_ok=True)
    lock.tryLock(0)
    return lock


def _name(workspace: Path) -> str:
    import hashlib

    digest = hashlib.blake2b(str(workspace.resolve()).encode(), digest_size=8).hexdigest()
    return f"pregon-{digest}"


def ring(workspace: Path) -> bool:
    """Ask the window that has this workspace open to come forward; False when nobody answers."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_name(workspace))
    answered = socket.waitForConnected(_WAIT_MS)
    socket.abort()
    return answered


class Doorbell(QObject):
    """Listens for `ring` and calls `answer`."""

    def __init__(self, workspace: Path, answer: Callable[[], None], parent: QObject) -> None:
        from PySide6.QtNetwork import QLocalServer

        super().__init__(parent)
        self._answer = answer
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
            caller.disconnected.connect(caller.deleteLater)
            caller.abort()
        self._answer()
