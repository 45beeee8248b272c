"""One running copy per workspace: a second start rings the first, which comes to the front.

QtNetwork is imported here on use only: the first paint does not wait for it.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

_WAIT_MS = 500


def _name(workspace: Path) -> str:
    digest = hashlib.blake2b(str(workspace.absolute()).encode(), digest_size=8).hexdigest()
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
