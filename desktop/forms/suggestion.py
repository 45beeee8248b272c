"""A suggestion of the program: why it is proposed, and the two ways to settle it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from core.i18n import _
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.layouts import FlowLayout
from desktop.widgets.text import text_label


class SuggestionCard(Card):
    """Shown while the item is a suggestion; changing the item settles it too.

    Without `remove` for what a plan always has.
    """

    def __init__(self, accept: Callable[[], None], remove: Callable[[], None] | None) -> None:
        super().__init__(_("A suggestion of the program"))
        self._reason = text_label("", "muted")
        self.add(self._reason)
        row = QWidget()
        flow = FlowLayout(row)
        spaced(flow, gap=8)
        flow.addWidget(button(_("Keep it"), accept, kind="primary", icon_name="check"))
        if remove is not None:
            flow.addWidget(button(_("Remove it"), remove, icon_name="x"))
        self.add(row)

    def show_reason(self, reason: str) -> None:
        """Show why, or nothing when the item is the person's own."""
        self._reason.setText(reason)
        self.setVisible(bool(reason))
