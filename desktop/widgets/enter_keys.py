"""Enter goes on to the next field; Ctrl and Enter ends what is being written."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from core.i18n import pgettext


def is_enter(event: QKeyEvent) -> bool:
    """Either of the two keys."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_control_enter(event: QKeyEvent) -> bool:
    """Either of them while Ctrl is held."""
    return is_enter(event) and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def control_enter() -> str:
    """The two keys, as they are called on a keyboard here."""
    return "Ctrl+" + pgettext("key", "Enter")
