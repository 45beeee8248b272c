"""The last row of the table of channels: what they take in all, of the hours there are."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.numbers import hours
from core.plan.model import Plan
from core.plan.workload import Workload, channel_hours, workload
from core.town.model import Town
from desktop.theme.scaling import spaced
from desktop.widgets.hours_bar import HoursBar
from desktop.widgets.text import text_label

_WORTH_A_WORD = 0.05
"""Three minutes a week."""


class ChannelHours(QWidget):
    """A bar where the town has hours to compare with, and in words what else the plan takes."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = HoursBar(_("Hours in all"))
        self._sum = text_label("", "strong")
        self._more = text_label("", "small")
        box = QVBoxLayout(self)
        spaced(box, gap=2)
        for part in (self._bar, self._sum, self._more):
            box.addWidget(part)

    def show_plan(self, plan: Plan, town: Town) -> None:
        """Add up what is written on the channels."""
        load = workload(plan, town)
        takes = sum(channel_hours(one) for one in plan.channels)
        self._bar.setVisible(load.available is not None)
        self._sum.setVisible(load.available is None)
        if load.available is not None:
            self._bar.set_hours(takes, load.available)
        self._sum.setText(_("Hours in all: {hours} a week").format(hours=hours(takes)))
        words = _more(load, takes)
        self._more.setText(words)
        self._more.setVisible(bool(words))


def _more(load: Workload, takes: float) -> str:
    """What the week has beside the hours of the channels."""
    parts = []
    tasks = sum(one.hours for one in load.parts if one.kind == "task")
    if tasks > _WORTH_A_WORD:
        parts.append(_("With the tasks of step 7: {hours}.").format(hours=hours(takes + tasks)))
    if load.contracted > _WORTH_A_WORD:
        parts.append(_("Of these, contracted: {hours}.").format(hours=hours(load.contracted)))
    if load.available is None:
        parts.append(_("The plan does not say yet how many hours there are."))
    return " ".join(parts)
