"""What one post of the plan does in a week, and whether it fits into its hours."""

from PySide6.QtWidgets import QVBoxLayout

from core.i18n import _
from core.numbers import hours
from core.plan.workload import Load, Workload
from desktop.theme.scaling import spaced
from desktop.widgets.card import Card
from desktop.widgets.hours_bar import HoursBar
from desktop.widgets.layouts import empty
from desktop.widgets.text import text_label


class WorkCard(Card):
    """The bar, then the channels and the tasks with their hours, the longest first."""

    def __init__(self) -> None:
        super().__init__(_("What it does in a week"))
        self._bar = HoursBar(_("Hours a week"))
        self._rows = QVBoxLayout()
        spaced(self._rows, gap=4)
        self.add(self._bar)
        self.body.addLayout(self._rows)

    def show_work(self, work: Workload, person_id: int | None) -> None:
        """Show the week of a post; hidden when it has nothing to do that takes time."""
        load = next((one for one in work.loads if one.person.id == person_id), None)
        lines = _lines(work, load) if load else []
        self.setVisible(bool(lines))
        if load is None:
            return
        self._bar.set_hours(load.needed, load.available)
        empty(self._rows)
        for line in lines:
            self._rows.addWidget(text_label(line, "small"))


def _lines(work: Workload, load: Load) -> list[str]:
    mine = [
        (one.hours / len(one.people), one.title)
        for one in work.parts
        if load.person.id in one.people and (load.person.contracted or not one.contracted)
    ]
    told = _("{title}: {hours}")
    return [told.format(title=title, hours=hours(share)) for share, title in sorted(mine)[::-1]]
