"""One step of the plan on screen."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from core.i18n import _
from core.numbers import number
from core.plan import guide
from core.plan.findings import FixTarget
from core.plan.guide import SizeBand
from core.plan.kinds import PlanStep
from core.plan.labels import step_label, step_number
from core.plan.review import PlanReview
from desktop.plan.findings import FindingsCard
from desktop.services import Services
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.heard import hear_as
from desktop.widgets.layouts import Beside
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.text import text_label


class StepBody(Protocol):
    """The widget between the reason of a step and its findings."""

    def show_review(self, review: PlanReview) -> None:
        """Show the plan as it is now; called after every change, also one's own."""

    def show_place(self, place: FixTarget) -> None:
        """Bring the item into view and put the keyboard into its field."""

    def take_keyboard(self) -> None:
        """Give the keyboard to the part that comes first."""


_WHY_ROOM = 360

_PEOPLE = {
    SizeBand.HAMLET: 620,
    SizeBand.VILLAGE: 3400,
    SizeBand.TOWN: 12_000,
    SizeBand.CITY: 38_000,
}
"""Inhabitants of the towns whose examples the guide tells."""


class StepView(ScrollPage):
    """Scrolls by itself, beside the stepper."""

    def __init__(
        self,
        services: Services,
        step: PlanStep,
        body: QWidget,
        go: Callable[[FixTarget], None],
        parent: QWidget,
    ) -> None:
        """`body` is a `StepBody` too."""
        super().__init__(margins=(20, 4, 28, 20), parent=parent)
        self.step = step
        self._part: StepBody = body  # type: ignore[assignment]  # widget and protocol in one
        self._guide = guide.step(step)
        self._band: SizeBand | None = None
        self._example_text = text_label("")
        self._example = Card()
        self._example.add(self._example_text)
        self._example.hide()
        self._link = button("", self._toggle_example, kind="quiet", icon_name="lightbulb")
        self._link.setCheckable(True)
        hear_as(self._link, "fold")
        title = _("{number} · {step}: {question}").format(
            number=step_number(step), step=step_label(step), question=self._guide.question
        )
        self.add(text_label(title, "section"))
        why = Beside(text_label(self._guide.why, "muted"), text_room=_WHY_ROOM)
        why.add_action(self._link)
        self.add(why)
        self.add(self._example)
        self._findings: FindingsCard | None = None
        if step is not PlanStep.REVIEW:
            self._findings = FindingsCard(services, lambda finding: go(finding.place))
            self.add(self._findings)
        self.add(body)
        self.body.addStretch()

    def show_review(self, review: PlanReview) -> None:
        """Show the plan as it is now."""
        self._show_band(guide.band(review.facts.town.population))
        self._part.show_review(review)
        if self._findings is not None:
            dismissed = [pair for pair in review.dismissed if pair[0].place.step is self.step]
            self._findings.show_findings(review.of(self.step), dismissed)
        tab_as_read(self)

    def show_place(self, place: FixTarget) -> None:
        """Bring an item of this step into view."""
        self._part.show_place(place)

    def take_keyboard(self) -> None:
        """The body comes first."""
        self._part.take_keyboard()

    def _show_band(self, band: SizeBand) -> None:
        if band is self._band:
            return
        self._band = band
        words = _("Example of a town of {people} inhabitants").format(people=number(_PEOPLE[band]))
        self._link.setText(f" {words}")
        self._link.setAccessibleName(words)
        self._example.setAccessibleName(words)
        self._example_text.setText(self._guide.examples.for_band(band))

    def _toggle_example(self) -> None:
        self._example.setVisible(self._link.isChecked())
