"""The buttons of what is done in a hurry: taller, with the cap of their key."""

from collections.abc import Iterator

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QRadioButton, QWidget

from desktop.theme.theme import current
from desktop.widgets.button import HELD, KeyButton
from desktop.widgets.card import Card

_HEIGHT = 44
"""Of whatever is aimed at in the crisis desk (UI: targets)."""


class TallKey(KeyButton):
    """As tall as the rows of the checklist. The style sheet overrules a minimum height.

    What it does cannot be taken back: a bare sign presses it only from inside its own card, or from
    the tab that was clicked to show it.
    """

    def answers(self, event: QKeyEvent) -> bool:
        held = bool(event.modifiers() & HELD)
        return super().answers(event) and (held or self._is_meant())

    def _is_meant(self) -> bool:
        """Whether the keyboard is in the card that it stands in, or on a tab."""
        here = self.window().focusWidget()
        if isinstance(here, QRadioButton):
            return True
        card = next((one for one in _around(self) if isinstance(one, Card)), None)
        return card is not None and here is not None and card.isAncestorOf(here)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), current().px(_HEIGHT)))


def _around(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()
