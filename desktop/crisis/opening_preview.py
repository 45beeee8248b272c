"""Before it is opened: what comes first, and what is never done."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis.kinds import Phase
from core.crisis.labels import phase_label
from core.crisis.scenario import Scenario
from core.i18n import _
from desktop.theme.scaling import spaced
from desktop.widgets.card import Card
from desktop.widgets.layouts import Columns
from desktop.widgets.text import text_label

_BESIDE = 620


class OpeningPreview(QWidget):
    """Two cards to read: is this the right sheet?"""

    def __init__(self) -> None:
        super().__init__()
        self._first = text_label("")
        self._never = text_label("")
        first, never = Card(phase_label(Phase.BEFORE)), Card(_("Never"))
        for card, words in ((first, self._first), (never, self._never)):
            card.add(words)
            card.body.addStretch()
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(Columns(first, never, shares=(1, 1), least=_BESIDE))

    def show_scenario(self, scenario: Scenario) -> None:
        """Show what a scenario says."""
        steps = scenario.of(Phase.BEFORE)
        told = [f"{number}. {one.text}" for number, one in enumerate(steps, start=1)]
        self._first.setText("\n".join(told))
        self._never.setText("\n".join(f"✕ {one}" for one in scenario.never))
