"""A card: a plain surface with a hairline that holds what belongs together."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QGroupBox, QVBoxLayout, QWidget

from desktop.theme.scaling import spaced
from desktop.widgets.text import text_label


class Card(QGroupBox):
    """A group with an optional title and a grey line; contents go into `body`.

    `flush` leaves no margin around the contents: for tables and lists that reach the edge.
    """

    def __init__(
        self, title: str = "", sub: str = "", *, flush: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setAccessibleName(title)
        self._keep_hairline()
        self.body = QVBoxLayout(self)
        spaced(self.body, (0, 0, 0, 0) if flush else (16, 14, 16, 14), gap=0 if flush else 8)
        if title or sub:
            self.body.addLayout(_head(title, sub, flush=flush))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._keep_hairline()

    def _keep_hairline(self) -> None:
        # QGroupBox makes room for a title of its own, more or less by when it is polished.
        self.setContentsMargins(1, 1, 1, 1)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below what is there."""
        self.body.addWidget(widget, stretch)


def _head(title: str, sub: str, *, flush: bool) -> QVBoxLayout:
    head = QVBoxLayout()
    spaced(head, (16, 14, 16, 12) if flush else (0, 0, 0, 0), gap=2)
    if title:
        head.addWidget(text_label(title, "strong"))
    if sub:
        head.addWidget(text_label(sub, "muted"))
    return head
