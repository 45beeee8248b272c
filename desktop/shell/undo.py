"""Ctrl+Z and Ctrl+Y: a text field's own come first, then the workspace's."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from core.errors import AppError
from core.i18n import _
from core.store.journal import JournalStep
from desktop.services import Recorded, Services

_LONG_STEP = 2000
"""Rows from which undoing would hold the window up, as after importing thousands of contacts."""

_CTRL_Y = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)


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
            self._follow(None, application.focusWidget())

    def _follow(self, left: QWidget | None, now: QWidget | None) -> None:
        if isinstance(left, QLineEdit | QPlainTextEdit):
            left.removeEventFilter(self)
        if isinstance(now, QLineEdit | QPlainTextEdit):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field claims the keys that it could use, and no others."""
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QLineEdit | QPlainTextEdit):
            return False
        undo, redo = event.matches(QKeySequence.StandardKey.Undo), _is_redo(event)
        if not (undo or redo):
            return False
        usable = _can_undo(watched) if undo else _can_redo(watched)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(usable)
        elif event.type() == QEvent.Type.KeyPress and usable and redo:
            watched.redo()
        else:
            return False
        return True


def _is_redo(event: QKeyEvent) -> bool:
    """Both keys of the window, wherever it runs: X11 gives a field only one of them."""
    return event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() == _CTRL_Y


def _can_undo(field: QLineEdit | QPlainTextEdit) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    return field.document().isUndoAvailable()


def _can_redo(field: QLineEdit | QPlainTextEdit) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable()
    return field.document().isRedoAvailable()


def replay(services: Services, page: QWidget | None, *, back: bool) -> None:
    """Undo the last step, or do again the one undone last, and say which; never one of elsewhere
    on a `page` that writes down what is done on it."""
    store, notifier = services.store, services.notifier
    step = store.journal.next_undo() if back else store.journal.next_redo()
    run = store.undo if back else store.redo
    done = _("Undone: {step}") if back else _("Redone: {step}")
    nothing = _("Nothing to undo") if back else _("Nothing to redo")
    only = page.undoes() if isinstance(page, Recorded) else None
    if only is not None and (step is None or only not in step.topics):
        notifier.toast(_("What is done in an incident stays in its log: it is not undone."))
        return

    def tell(replayed: JournalStep | None) -> None:
        notifier.toast(done.format(step=replayed.label) if replayed else nothing)

    if step is not None and len(step.inverses) > _LONG_STEP:
        notifier.toast(_("One moment: {step}").format(step=step.label))
        services.jobs.run("undo", lambda _token, _progress: run(), tell)
        return
    try:
        tell(run())
    except AppError as error:
        notifier.error(error)
