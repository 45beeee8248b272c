"""What a person drags from another program."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

LEFT = Qt.MouseButton.LeftButton
BARE = Qt.KeyboardModifier.NoModifier
COPY = Qt.DropAction.CopyAction
MOVE = Qt.DropAction.MoveAction


class Drag:
    """Something held with the mouse over the middle of a window, or over a widget of it."""

    def __init__(self, window: QWidget, *things: Path | str, over: QWidget | None = None) -> None:
        self._mime = QMimeData()
        self._mime.setUrls(
            [QUrl(it) if isinstance(it, str) else QUrl.fromLocalFile(str(it)) for it in things]
        )
        self._at = QPointF((over or window).rect().center())
        self._over = over or window.childAt(self._at.toPoint()) or window
        if self._over is not window and over is None:
            self._at = QPointF(self._over.mapFrom(window, self._at.toPoint()))
        self.allowed = COPY | MOVE

    def enter(self) -> "Drag":
        entering = QDragEnterEvent(self._at.toPoint(), self.allowed, self._mime, LEFT, BARE)
        QApplication.sendEvent(self._over, entering)
        moving = QDragMoveEvent(self._at.toPoint(), self.allowed, self._mime, LEFT, BARE)
        QApplication.sendEvent(self._over, moving)
        return self

    def leave(self) -> None:
        QApplication.sendEvent(self._over, QDragLeaveEvent())

    def drop(self) -> QDropEvent:
        self.enter()
        dropping = QDropEvent(self._at, self.allowed, self._mime, LEFT, BARE)
        QApplication.sendEvent(self._over, dropping)
        return dropping
