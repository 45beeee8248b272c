"""A text that is ready to be copied and pasted where it is needed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from core.crisis.texts.fields import Ready
from core.i18n import _
from desktop.notifier import Notifier
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.text import text_label


class ReadyText(QFrame):
    """When it is the right one, the words, and the button that copies them."""

    def __init__(self, ready: Ready, notifier: Notifier) -> None:
        super().__init__()
        self._ready = ready
        self._notifier = notifier
        self.setProperty("look", "well")
        copy = button(_("Copy"), self._copy, icon_name="copy")
        copy.setAccessibleName(_("Copy: {title}").format(title=ready.title))
        copy.setAccessibleDescription(ready.text)
        head = QHBoxLayout()
        spaced(head, gap=8)
        head.addWidget(text_label(ready.title, "strong"), 1)
        head.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        words = text_label(ready.text)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box = QVBoxLayout(self)
        spaced(box, (12, 8, 8, 10), gap=6)
        box.addLayout(head)
        box.addWidget(words)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._ready.text)
        self._notifier.toast(_("Copied. Paste it where the person wrote."))
