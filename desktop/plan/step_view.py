"""One step of the plan on screen."""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from core.plan.findings import FixTarget
from core.plan.kinds import PlanStep
from core.plan.review import PlanReview
from desktop.plan.editors import Parts
from desktop.plan.findings import FindingsStrip
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.tokens import PAGE_BOTTOM, PAGE_LEFT, PAGE_RIGHT
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.folding import Width, window_width
from desktop.widgets.lists.master_detail import MasterDetail
from desktop.widgets.scroll_page import ScrollPage


class StepBody(Protocol):
    """The widget under the findings of a step."""

    def show_review(self, review: PlanReview) -> None:
        """Show the plan as it is now; called after every change, also one's own."""

    def show_place(self, place: FixTarget) -> None:
        """Bring the item into view and put the keyboard into its field."""

    def take_keyboard(self) -> None:
        """Give the keyboard to the part that comes first."""


_TOP = 8


class StepView(ScrollPage):
    """What is found in the step, and its body, which takes the room that is left."""

    def __init__(
        self,
        services: Services,
        step: PlanStep,
        body: QWidget,
        go: Callable[[FixTarget], None],
        parent: QWidget,
    ) -> None:
        """`body` is a `StepBody` too."""
        super().__init__(top=_TOP, parent=parent)
        spaced(self.body, gap=6)
        self.step = step
        self.parts: Parts | None = body.findChild(Parts)
        """The tabs of the step, where it has some."""
        self._part: StepBody = body  # type: ignore[assignment]  # widget and protocol in one
        self._low = False
        self._alone: set[MasterDetail[Any]] = set()
        """Lists in whose place their card is."""
        self._findings: FindingsStrip | None = None
        if step is not PlanStep.REVIEW:
            self._findings = FindingsStrip(services, lambda finding: go(finding.place))
            self.add(self._findings)
        self.add(body, 1)
        for part in (body, *(self.parts.widgets() if self.parts else ())):
            for records in part.findChildren(MasterDetail):
                records.turned.connect(partial(self._turn, records))
        if self.parts is not None:
            self.parts.tabs.changed.connect(lambda _key: self._arrange())

    def show_review(self, review: PlanReview) -> None:
        """Show the plan as it is now."""
        self._part.show_review(review)
        if self._findings is not None:
            dismissed = [pair for pair in review.dismissed if pair[0].place.step is self.step]
            self._findings.show_findings(review.of(self.step), dismissed)
        self._arrange()
        tab_as_read(self)

    def be_low(self, *, on: bool) -> None:
        """Whether there is little height: nothing says then that nothing is to be mended."""
        self._low = on
        top, bottom = (6, 8) if on else (_TOP, PAGE_BOTTOM)
        if on and window_width(self) is Width.TINY:
            top, bottom = 6, 0
        self.set_margins(PAGE_LEFT, top, PAGE_RIGHT, bottom)
        self._arrange()

    def show_place(self, place: FixTarget) -> None:
        """Bring an item of this step into view."""
        self._part.show_place(place)

    def take_keyboard(self) -> None:
        """The body comes first."""
        self._part.take_keyboard()

    def _turn(self, records: MasterDetail[Any], alone: bool) -> None:
        (self._alone.add if alone else self._alone.discard)(records)
        self._arrange()

    def _arrange(self) -> None:
        """What is found in the step gives way to a card that has its list given way to it."""
        if self._findings is not None:
            alone = any(records.isVisibleTo(self) for records in self._alone)
            calm = self._low and self._findings.is_calm()
            self._findings.setVisible(not alone and not calm)
