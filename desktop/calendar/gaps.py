"""What the calendar lacks in the days that are seen, each with what mends it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.calendar import gaps
from core.calendar.gaps import CalendarGap, GapKind
from core.calendar.model import CalendarItem
from core.i18n import _
from desktop.services import Services
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.lists.rows import ActionRow, ActionRows
from desktop.widgets.popover import HangingCard
from desktop.widgets.text import text_label

_ADDS = (GapKind.AUDIENCE, GapKind.SHARE)
"""What is mended by another item."""
_WIDE = 520
_AHEAD = timedelta(weeks=5)
"""Looked at where all days are seen."""


class GapsCard(Card):
    """Hangs from its `opener`; `added(item)` when something is put in a gap, `shown(id)` when an
    item is to be looked at."""

    added = Signal(object)
    shown = Signal(int)

    def __init__(self, services: Services, days: Callable[[], tuple[date, date] | None]) -> None:
        """`days` are those that are seen, or None for all."""
        super().__init__(_("What is missing in these days"))
        self._services, self._days = services, days
        self._gaps: Sequence[CalendarGap] = ()
        # Translators: What is missing in the days shown in the calendar.
        self.opener = button(_("Gaps"), self._turn, kind="quiet", icon_name="circle-dashed")
        self._rows = ActionRows()
        self._rows.acted.connect(lambda key: self._mend(self._gaps[int(key)]))
        self._nothing = text_label(_("Nothing is missing, and nothing is left over."), "muted")
        self.add(self._rows)
        self.add(self._nothing)
        self.hide()

    def hang(self, page: QWidget) -> None:
        """Lie over this page, below the button."""
        HangingCard(self, page, self.opener, self._close, wide=_WIDE)

    def _turn(self) -> None:
        if self.isVisible():
            self._close()
            return
        today = self._services.clock.today()
        start, end = self._days() or (today, today + _AHEAD)
        with self._services.store.read() as connection:
            self._gaps = gaps.look(connection, max(today, start), end)
        self._rows.set_rows(
            [
                ActionRow(
                    str(at),
                    gap.sentence,
                    "",
                    _("Add an item") if gap.kind in _ADDS else _("See the item"),
                )
                for at, gap in enumerate(self._gaps)
            ]
        )
        self._nothing.setVisible(not self._gaps)
        self.show()
        if not self._rows.take_keyboard():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self.hide()
        self.opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mend(self, gap: CalendarGap) -> None:
        self.hide()
        if gap.items and gap.kind not in _ADDS:
            self.shown.emit(gap.items[0])
            return
        audiences = () if gap.audience_id is None else (gap.audience_id,)
        day = max(gap.start, self._services.clock.today())
        self.added.emit(CalendarItem(_("New item"), day=day, use=gap.use, audiences=audiences))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)
