"""The readings that an import would store, before anything is stored."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.numbers import number
from core.plan.measuring import Gathered
from core.plan.model import Measurement, Objective, Plan
from core.plan.readings import value_in_words
from desktop.days import long_day
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.card import Card
from desktop.widgets.layouts import empty
from desktop.widgets.sentences import Sentences
from desktop.widgets.text import divider, text_label

_SHOWN = 4
"""Readings shown of each objective, the newest first."""


class PreviewCard(Card):
    """What each objective would get, and what was left out of the file."""

    def __init__(self, services: Services) -> None:
        super().__init__(_("What would be stored"))
        self._box = QVBoxLayout()
        spaced(self._box, gap=12)
        self._problems = Sentences(_("What could not be taken as it is"))
        self._problems.copied.connect(lambda: services.notifier.toast(_("The list is copied.")))
        self.body.addLayout(self._box)
        self.add(self._problems)
        self.body.addStretch()

    def show_gathered(
        self,
        gathered: Gathered,
        objectives: Sequence[Objective],
        notes: Sequence[str],
        plan: Plan,
    ) -> None:
        """Show the readings for `objectives`, in their order; `notes` are about the whole file."""
        empty(self._box)
        if not objectives:
            sentence = _("Nothing yet. Say of at least one column which objective it measures.")
            self._box.addWidget(text_label(sentence, "muted"))
        for place, objective in enumerate(objectives):
            if place:
                self._box.addWidget(divider())
            found = [one for one in gathered.measurements if one.objective_id == objective.id]
            self._box.addWidget(_preview(objective, found, plan))
        self._problems.show_sentences([*notes, *(one.sentence for one in gathered.problems)])


def _preview(objective: Objective, found: Sequence[Measurement], plan: Plan) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    spaced(column, gap=4)
    column.addWidget(text_label(objective.title, "strong"))
    column.addWidget(text_label(_count(objective, found, plan), "muted"))
    rows = QGridLayout()
    spaced(rows, gap=4)
    rows.setColumnStretch(0, 1)
    for line, one in enumerate(reversed(found[-_SHOWN:])):
        rows.addWidget(text_label(long_day(one.measured_on)), line, 0)
        value = text_label(value_in_words(objective, one.value), wraps=False)
        rows.addWidget(value, line, 1, Qt.AlignmentFlag.AlignRight)
    column.addLayout(rows)
    return made


def _count(objective: Objective, found: Sequence[Measurement], plan: Plan) -> str:
    """How many readings, how many of them replace one, and the target to compare them with."""
    count = len(found)
    if not count:
        return _("No reading comes of it.")
    told = [ngettext("One reading", "{count} readings", count).format(count=number(count))]
    days = {one.measured_on for one in plan.readings(objective)}
    again = sum(one.measured_on in days for one in found)
    if again:
        replaced = ngettext(
            "one replaces one of its day", "{count} replace one of their day", again
        )
        told.append(replaced.format(count=number(again)))
    if objective.target is not None:
        target = value_in_words(objective, objective.target)
        told.append(_("target: {target}").format(target=target))
    return " · ".join(told)
