"""What the calendar lacks in the days that are seen, each with what mends it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from core.calendar.gaps import CalendarGap, GapKind
from core.i18n import _
from desktop.widgets.card import Card
from desktop.widgets.lists.rows import ActionRow, ActionRows
from desktop.widgets.text import text_label

ADDS = (GapKind.AUDIENCE, GapKind.SHARE)
"""What is mended by another item."""


class GapsCard(Card):
    """`mended(gap)` when something is to be done about one; `closed` by Esc."""

    mended = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(_("What is missing in these days"))
        self._gaps: Sequence[CalendarGap] = ()
        self._rows = ActionRows()
        self._rows.acted.connect(lambda key: self.mended.emit(self._gaps[int(key)]))
        self._nothing = text_label(_("Nothing is missing, and nothing is too much."), "muted")
        self.add(self._rows)
        self.add(self._nothing)
        self.hide()

    def show_gaps(self, gaps: Sequence[CalendarGap]) -> None:
        """Show these."""
        self._gaps = gaps
        self._rows.set_rows(
            [
                ActionRow(
                    str(at),
                    gap.sentence,
                    "",
                    _("Add something") if gap.kind in ADDS else _("See the item"),
                )
                for at, gap in enumerate(gaps)
            ]
        )
        self._nothing.setVisible(not gaps)

    def take_keyboard(self) -> None:
        """The first of them."""
        if not self._rows.take_keyboard():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
