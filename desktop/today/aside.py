"""What stands beside the agenda: the weeks of mentions, and the days to an election."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from core.days import long_day
from core.i18n import _, ngettext
from core.mentions.report import Week
from core.plan.electoral import periods
from desktop.theme.scaling import spaced
from desktop.today.weeks import WeeksCard
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.layouts import Columns
from desktop.widgets.text import text_label

_BESIDE = 620
"""Width in px at 100 % from which the cards stand beside each other, below the agenda."""
_AHEAD = timedelta(days=180)
"""Before the call of an election there is nothing to be careful of yet."""


class ElectionCard(Card):
    """Hidden while no election is near; its button goes to the guide to what may be published."""

    def __init__(self, to_guide: Callable[[], object]) -> None:
        super().__init__()
        self._days = text_label("", "figure", wraps=False)
        self._what = text_label("", "strong")
        self._line = text_label("", "muted")
        texts = QVBoxLayout()
        spaced(texts, gap=2)
        texts.addWidget(self._what)
        texts.addWidget(self._line)
        guide = button(_("What may I publish?"), to_guide, kind="quiet")
        texts.addWidget(guide, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        spaced(row, gap=16)
        row.addWidget(self._days, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        self.body.addLayout(row)
        self.hide()

    def show_day(self, today: date) -> None:
        """Show what is near on this day."""
        near = periods(today, today + _AHEAD)
        self.setVisible(bool(near))
        if not near:
            return
        period = near[0]
        inside = period.called_on <= today
        if inside:
            days = (period.voted_on - today).days + 1
            what = ngettext("day of electoral period left", "days of electoral period left", days)
            line = _("Until {vote} nothing of achievements or inaugurations.")
        else:
            days = (period.called_on - today).days
            what = ngettext(
                "day to the call of the elections", "days to the call of the elections", days
            )
            line = _("From {call} on, nothing of achievements or inaugurations.")
        self._days.setText(str(days))
        self._what.setText(what)
        self._line.setText(
            line.format(call=long_day(period.called_on), vote=long_day(period.voted_on))
        )
        self.setAccessibleName(f"{days} {what}")


class Aside(Columns):
    """One below the other at the right of the agenda; beside each other where they stand below."""

    def __init__(self, to_report: Callable[[], object], to_guide: Callable[[], object]) -> None:
        self._weeks = WeeksCard(to_report)
        self._election = ElectionCard(to_guide)
        super().__init__(self._weeks, self._election, shares=(1, 1), least=_BESIDE, ragged=True)
        spaced(self._box, gap=12)

    def show_state(self, weeks: Sequence[Week], today: date) -> None:
        """Show how things stand on this day; without anything to show it takes no room."""
        self._weeks.show_weeks(weeks)
        self._election.show_day(today)
        self.setVisible(not (self._weeks.isHidden() and self._election.isHidden()))
