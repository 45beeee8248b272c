"""Ctrl+Z: a text field's own undo comes first, then the workspace's."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit


class UndoKeys(QObject):
    """Lets the undo keys pass to the window when the focused field has nothing of its own left."""

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


def watch_undo_keys(parent: QObject) -> None:
    """Install the rule for the whole application, as long as `parent` lives."""
    application = QApplication.instance()
    if application is not None:
        application.installEventFilter(UndoKeys(parent))


def _can_undo(widget: QObject) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    if isinstance(widget, QPlainTextEdit):
        return widget.document().isUndoAvailable()
    return False


def _can_redo(widget: QObject) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isRedoAvailable()
    if isinstance(widget, QPlainTextEdit):
        return widget.document().isRedoAvailable()
    return False
