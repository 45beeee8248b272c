"""The card of what is published next, by the calendar."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from core.calendar.model import CalendarItem
from core.days import brief_date
from core.i18n import _, ngettext
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.layouts import empty
from desktop.widgets.text import text_label

_Align = Qt.AlignmentFlag


class NextItemsCard(Card):
    """Hidden while nothing is planned; its button goes to the calendar."""

    def __init__(self, to_calendar: Callable[[], object]) -> None:
        super().__init__()
        title = _("What is published next")
        self.setAccessibleName(title)
        head = QHBoxLayout()
        spaced(head, gap=8)
        head.addWidget(text_label(title, "strong"), 1)
        head.addWidget(button(_("See the calendar"), to_calendar, kind="quiet"))
        self._rows = QGridLayout()
        spaced(self._rows, gap=12)
        self._rows.setColumnStretch(1, 1)
        self.body.addLayout(head)
        self.body.addLayout(self._rows)
        spaced(self.body, (16, 8, 16, 12), gap=4)
        self.hide()

    def show_items(self, items: Sequence[CalendarItem], today: date) -> None:
        """Show these, each with its day and how many channels it goes out on."""
        self.setVisible(bool(items))
        empty(self._rows)
        for row, item in enumerate(items):
            count = len(item.channels)
            where = ngettext("{count} channel", "{count} channels", count).format(count=count)
            said = (
                text_label(_when(item, today), "muted", wraps=False),
                text_label(item.title),
                text_label(where if count else "", "small", wraps=False),
            )
            for column, label in enumerate(said):
                self._rows.addWidget(label, row, column, _Align.AlignTop)


def _when(item: CalendarItem, today: date) -> str:
    """`hoy, 18:00`, `mié, 25 nov, 10:30`, or the day alone."""
    if item.day is None:
        return ""
    # Translators: Before an hour: today, 18:00.
    day = _("today") if item.day == today else brief_date(item.day, today)
    return f"{day}, {item.hour:%H:%M}" if item.hour else day
