"""The buttons of what is done in a hurry: taller, with the cap of their key."""

from PySide6.QtCore import QSize

from desktop.theme.theme import current
from desktop.widgets.key_button import KeyButton

_HEIGHT = 44
"""Of whatever is aimed at in the crisis desk (UI: targets)."""


class TallKey(KeyButton):
    """As tall as the rows of the checklist. The style sheet overrules a minimum height."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), current().px(_HEIGHT)))
