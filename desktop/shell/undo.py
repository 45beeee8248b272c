"""Ctrl+Z: a text field's own undo comes first, then the workspace's."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget


class UndoKeys(QObject):
    """Lets the undo keys pass to the window when the focused field has nothing of its own left.

    It listens to the field that has the keyboard and to no other: a filter on the application would
    call Python for every event of every widget.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, left: QWidget | None, now: QWidget | None) -> None:
        if isinstance(left, QLineEdit | QPlainTextEdit):
            left.removeEventFilter(self)
        if isinstance(now, QLineEdit | QPlainTextEdit):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field claims every undo key; refuse the claim when it could not use it."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undo = event.matches(QKeySequence.StandardKey.Undo)
        redo = event.matches(QKeySequence.StandardKey.Redo)
        if (undo and not _can_undo(watched)) or (redo and not _can_redo(watched)):
            event.ignore()
            return True
        return False


def _can_undo(widget: QObject) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    return isinstance(widget, QPlainTextEdit) and widget.document().isUndoAvailable()


def _can_redo(widget: QObject) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isRedoAvailable()
    return isinstance(widget, QPlainTextEdit) and widget.document().isRedoAvailable()
