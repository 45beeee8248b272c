"""What the channels of a plan take a week."""

from PySide6.QtWidgets import QSizePolicy

from core.i18n import _
from core.numbers import hours
from core.plan.model import Plan
from core.plan.workload import Workload, channel_hours, workload
from core.town.model import Town
from desktop.widgets.card import Card
from desktop.widgets.hours_bar import HoursList
from desktop.widgets.text import text_label

_WORTH_A_WORD = 0.05
"""Three minutes a week."""


class ChannelHours(Card):
    """A bar for each channel, against the hours of the town, and what else the plan takes."""

    def __init__(self) -> None:
        super().__init__(_("Hours a week"), _("Posts a week times minutes per post."))
        self._list = HoursList(_("Hours in all"))
        self._more = text_label("", "muted")
        self.add(self._list)
        self.add(self._more)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_plan(self, plan: Plan, town: Town) -> None:
        """Add up what is written on the channels."""
        load = workload(plan, town)
        takes = {channel.id: channel_hours(channel) for channel in plan.channels}
        total = sum(takes.values())
        rows = [(channel.title, takes[channel.id], None) for channel in plan.channels]
        self._list.show_hours(total, load.available, rows)
        words = _more(load, total)
        self._more.setText(words)
        self._more.setVisible(bool(words))


def _more(load: Workload, takes: float) -> str:
    """What the week has beside the hours of the channels."""
    parts = []
    tasks = sum(part.hours for part in load.parts if part.kind == "task")
    if tasks > _WORTH_A_WORD:
        parts.append(_("With the tasks of step 7: {hours}.").format(hours=hours(takes + tasks)))
    if load.contracted > _WORTH_A_WORD:
        parts.append(_("Of these, contracted: {hours}.").format(hours=hours(load.contracted)))
    if load.available is None:
        parts.append(_("The plan does not say yet how many hours there are."))
    return " ".join(parts)
