"""What stands beside the agenda: what is published next, the weeks of mentions, and the days to an
election."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.calendar.model import CalendarItem
from core.mentions.report import Week
from core.plan.electoral import ElectoralPeriod
from core.town import records
from core.town.model import Town
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.today.election import ElectionCard
from desktop.today.next_items import NextItemsCard
from desktop.today.weeks import WeeksCard
from desktop.widgets.layouts import Columns

_BESIDE = 620
"""Width in px at 100 % from which the cards stand beside each other, below the agenda."""


class Aside(QWidget):
    """One below the other at the right of the agenda; where they stand below it, the last two are
    beside each other."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._next = NextItemsCard(partial(services.go, "calendar"))
        self._weeks = WeeksCard(partial(services.go, "mentions", "report"))
        self._election = ElectionCard(
            partial(services.go, "documents", "electoral-guide"), partial(_town, services)
        )
        below = Columns(self._weeks, self._election, shares=(1, 1), least=_BESIDE, ragged=True)
        box = QVBoxLayout(self)
        spaced(box, gap=16)
        box.addWidget(self._next)
        box.addWidget(below)

    def show_state(
        self,
        items: Sequence[CalendarItem],
        weeks: Sequence[Week],
        period: ElectoralPeriod | None,
        today: date,
    ) -> None:
        """Show how things stand on this day; without anything to show it takes no room."""
        self._next.show_items(items, today)
        self._weeks.show_weeks(weeks)
        self._election.show_period(period, today)
        cards = (self._next, self._weeks, self._election)
        self.setVisible(not all(card.isHidden() for card in cards))


def _town(services: Services) -> Town:
    with services.store.read() as connection:
        return records.load(connection)
