"""What stands beside the agenda: the weeks of mentions, and the days to an election."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from core.mentions.report import Week
from core.plan.electoral import ElectoralPeriod
from core.town import records
from core.town.model import Town
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.today.election import ElectionCard
from desktop.today.weeks import WeeksCard
from desktop.widgets.layouts import Columns

_BESIDE = 620
"""Width in px at 100 % from which the cards stand beside each other, below the agenda."""


class Aside(Columns):
    """One below the other at the right of the agenda; beside each other where they stand below."""

    def __init__(self, services: Services) -> None:
        self._weeks = WeeksCard(partial(services.go, "mentions", "report"))
        self._election = ElectionCard(
            partial(services.go, "documents", "electoral-guide"), partial(_town, services)
        )
        super().__init__(self._weeks, self._election, shares=(1, 1), least=_BESIDE, ragged=True)
        spaced(self._box, gap=12)

    def show_state(
        self, weeks: Sequence[Week], period: ElectoralPeriod | None, today: date
    ) -> None:
        """Show how things stand on this day; without anything to show it takes no room."""
        self._weeks.show_weeks(weeks)
        self._election.show_period(period, today)
        self.setVisible(not (self._weeks.isHidden() and self._election.isHidden()))


def _town(services: Services) -> Town:
    with services.store.read() as connection:
        return records.load(connection)
