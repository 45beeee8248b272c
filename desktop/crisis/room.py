"""A place of its own size for something that scrolls inside it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current

_NARROWEST = 200


class Room(QWidget):
    """At least `least` px high at 100 %, and as high as there is room: what it holds does not say.

    Without it a long list would make the page as long as itself.
    """

    def __init__(self, *, least: int) -> None:
        super().__init__()
        self._least = least
        self._held: QWidget | None = None
        expanding = QSizePolicy.Policy.Expanding
        self.setSizePolicy(expanding, expanding)
        follow_theme(self, self.updateGeometry)

    def set_least(self, least: int) -> None:
        """Another least height."""
        if least != self._least:
            self._least = least
            self.updateGeometry()

    def hold(self, widget: QWidget) -> None:
        """Take a widget, from wherever it was."""
        here = widget.isAncestorOf(widget.window().focusWidget() or widget.window())
        keyboard = widget.window().focusWidget() if here else None
        self._held = widget
        widget.setParent(self)
        widget.setGeometry(self.rect())
        widget.show()
        if keyboard is not None:
            keyboard.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(current().px(_NARROWEST), current().px(self._least))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._held is not None and self._held.parentWidget() is self:
            self._held.setGeometry(self.rect())
