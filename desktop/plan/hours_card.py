"""Hours needed against hours there are, in all and for each, and what would bring them down."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.numbers import hours
from core.plan.workload import Workload
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.hours_bar import HoursBar
from desktop.widgets.layouts import empty
from desktop.widgets.text import text_label


class HoursCard(QWidget):
    """Bars, then sentences."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._all = HoursBar(_("In all"))
        self._rows = QVBoxLayout()
        spaced(self._rows, gap=10)
        self._labels: list[str] = []
        self._bars: list[HoursBar] = []
        self._told = text_label("", "muted")
        bars = Card(_("Hours a week"), _("Cadence times minutes a post, plus the tasks."))
        bars.add(self._all)
        bars.body.addLayout(self._rows)
        bars.add(self._told)
        self._ask = button(
            _("Say how many hours the town has"),
            lambda: services.go("settings", ("town", "hours_week")),
        )
        bars.body.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignLeft)
        self._cuts = Card(_("Ways to bring it down"))
        self._sentences = QVBoxLayout()
        spaced(self._sentences, gap=6)
        self._cuts.body.addLayout(self._sentences)
        box = QVBoxLayout(self)
        spaced(box, gap=14)
        box.addWidget(bars)
        box.addWidget(self._cuts)

    def show_work(self, load: Workload) -> None:
        """Show the hours of a plan."""
        self._all.set_hours(load.needed, load.available)
        self._make_bars([one.person.label for one in load.loads])
        for bar, one in zip(self._bars, load.loads, strict=True):
            bar.set_hours(one.needed, one.available)
        self._ask.setVisible(load.available is None)
        self._told.setText(_told(load))
        self._told.setVisible(bool(self._told.text()))
        empty(self._sentences)
        for cut in load.cuts:
            words = _("{sentence} It saves {hours} a week.").format(
                sentence=cut.sentence, hours=hours(cut.hours)
            )
            self._sentences.addWidget(text_label(words))
        self._cuts.setVisible(bool(load.cuts))

    def take_keyboard(self) -> bool:
        """The button, while it is there; False when there is nothing here to do."""
        if not self._ask.isHidden():
            self._ask.setFocus(Qt.FocusReason.OtherFocusReason)
        return not self._ask.isHidden()

    def _make_bars(self, labels: list[str]) -> None:
        """One bar a person; making them again at each change would cost more than all the rest."""
        if labels == self._labels:
            return
        empty(self._rows)
        self._labels, self._bars = labels, [HoursBar(label) for label in labels]
        for bar in self._bars:
            self._rows.addWidget(bar)


def _told(load: Workload) -> str:
    told = []
    if load.unassigned:
        told.append(_("Nobody has {hours} of these yet.").format(hours=hours(load.unassigned)))
    if load.contracted:
        told.append(_("Contracted apart: {hours}.").format(hours=hours(load.contracted)))
    if load.available is None:
        told.append(_("Nobody has said yet how many hours there are."))
    return " ".join(told)
