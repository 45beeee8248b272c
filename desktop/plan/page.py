"""Plan: its steps in a line, and below it the step that is chosen."""

from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.i18n import _
from core.plan import review as reviewing
from core.plan.findings import FixTarget
from core.plan.kinds import PlanStep
from core.plan.review import PlanReview
from core.store import Topic
from desktop.plan.head import PlanHead
from desktop.plan.step_view import StepView
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import CONTENT_MAX, PAGE_LEFT, PAGE_RIGHT
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import hear_key
from desktop.widgets.folding import Width, after_resize, window_width

_TALL = 620
"""Height of the page, in px at 100 %, below which what is said above a step gives way to it."""

_VIEWS = {"projector": "desktop.plan.projector", "measurements": "desktop.plan.importing"}
"""What takes the whole page for a while, by the target that opens it."""


class PlanPage(QWidget):
    """Head and step; steps are built on their first visit."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._step = PlanStep.START
        self._built: dict[PlanStep, StepView] = {}
        self._views: dict[str, QWidget] = {}
        self._stale = self._low = False
        self._at, self._finding = 0, ""
        """Where in the list the person went last, and the key of what was to be mended there."""
        self._head = PlanHead(services, self)
        self._head.step_asked.connect(self._show_step)
        self._head.projector_asked.connect(lambda: self._open_view("projector"))
        self._steps = QStackedWidget()
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._review = self._look()
        services.bridge.subscribe(
            self, {Topic.PLAN, Topic.ROSTER, Topic.TOWN, Topic.DOCUMENTS}, self.refresh
        )
        self._show()

    def begin(self, target: object) -> None:
        """Show the step of what is to be seen, else the first."""
        wanted = getattr(target, "step", target)
        self._show_step(next((step for step in PlanStep if step == wanted), PlanStep.START))

    def refresh(self) -> None:
        """Look at the plan again; while the page is hidden, when it is next shown."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._review = self._look()
            self._show()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]  # QShowEvent
        if self._stale:
            self.refresh()

    def take_keyboard(self) -> None:
        """The line of the steps."""
        self._head.take_keyboard()

    def help_id(self) -> str:
        """The help of the step, or of the view that takes the page."""
        shown = self._stack.currentWidget()
        view = next((name for name, made in self._views.items() if made is shown), "")
        return f"plan-{view or self._step}"

    def show_target(self, target: object) -> None:
        """A `FixTarget`, a `PlanStep` or its name, a view (`projector`, `measurements`), or a file
        of measurements."""
        if target in _VIEWS:
            self._open_view(str(target))
            return
        if isinstance(target, Path):
            self._open_view("measurements", target)
            return
        self._close_view()
        if isinstance(target, FixTarget):
            self._go(target)
        else:
            self._show_step(PlanStep(str(target)))
            self._built[self._step].take_keyboard()

    def _lay_out(self) -> None:
        main = QWidget(self._stack)
        column = self._column = QVBoxLayout(main)
        spaced(column)
        above = QHBoxLayout()
        spaced(above, (PAGE_LEFT, 0, PAGE_RIGHT, 0))
        above.addWidget(self._head, 1)
        above.addStretch()
        follow_theme(self._head, lambda: self._head.setMaximumWidth(current().px(CONTENT_MAX)))
        column.addLayout(above)
        column.addWidget(self._steps, 1)
        self._stack.addWidget(main)
        outer = QVBoxLayout(self)
        spaced(outer)
        outer.addWidget(self._stack)
        follow_theme(self, after_resize(self, self._arrange))
        hear_key("F8", self, _("Next thing to fix"), partial(self._step_on, 1))
        hear_key("Shift+F8", self, _("The thing to fix before"), partial(self._step_on, -1))
        hear_key("Ctrl+PgDown", main, _("Next step of the plan"), partial(self._head.walk, 1))
        hear_key("Ctrl+PgUp", main, _("Previous step of the plan"), partial(self._head.walk, -1))

    def _look(self) -> PlanReview:
        with self._services.store.read() as connection:
            return reviewing.look(connection, self._services.clock.today())

    def _show(self) -> None:
        self._head.show_review(self._review)
        shown = self._built.get(self._step)
        if shown is not None:
            shown.show_review(self._review)

    def _show_step(self, step: PlanStep) -> None:
        self._step = step
        if step not in self._built:
            module = import_module(f"desktop.plan.{step}")
            body = module.build(self._services)
            self._built[step] = StepView(self._services, step, body, self._go, self._steps)
            self._built[step].be_low(on=self._low)
        view = self._built[step]
        # Filled before it is shown, so that it is laid out once.
        view.show_review(self._review)
        if self._steps.indexOf(view) < 0:
            self._steps.addWidget(view)
        self._steps.setCurrentWidget(view)
        self._head.show_step(step, view.parts)
        tab_as_read(self)

    def _step_on(self, by: int) -> None:
        """To the next thing to mend, or the one before, from where the person went last."""
        self.refresh()
        there = self._review.open
        if not there:
            self._services.notifier.toast(_("Nothing is left to fix in the plan."))
            return
        keys = [other.key for other in there]
        if self._finding in keys:
            at = keys.index(self._finding) + by
        else:
            # It was mended: what came after it stands in its place.
            at = self._at if by > 0 else self._at - 1
        finding = there[at % len(there)]
        self._services.notifier.toast(finding.sentence)
        self._go(finding.place)

    def _go(self, place: FixTarget) -> None:
        found = enumerate(self._review.open)
        at = next(((at, finding.key) for at, finding in found if finding.place == place), None)
        if at is not None:
            self._at, self._finding = at
        place = replace(place, item_id=place.item_id or place.first)
        if place.kind == "contact" and place.field != "hats":
            pair = (place.item_id, place.field)
            self._services.go("roster", pair if place.item_id else "check")
            return
        # What was saved in this turn has not been told yet, and a form must not hold what was.
        self.refresh()
        self._show_step(place.step)
        self._built[place.step].show_place(place)

    def _open_view(self, name: str, *brought: Path) -> None:
        if name not in self._views:
            made = import_module(_VIEWS[name]).build(self._services)
            made.closed.connect(self._close_view)
            self._views[name] = made
            self._stack.addWidget(made)
        self._stack.setCurrentWidget(self._views[name])
        self._views[name].start(self._review, self._step, *brought)  # type: ignore[attr-defined]  # ours

    def _close_view(self) -> None:
        if self._stack.currentIndex() != 0:
            self._stack.setCurrentIndex(0)
            self.refresh()
            self._built[self._step].take_keyboard()

    def _arrange(self) -> None:
        self._low = self.height() < current().px(_TALL)
        tight = self._low and window_width(self) is Width.TINY
        self._column.setContentsMargins(0, current().px(4 if tight else 8), 0, 0)
        self._head.be_low(on=self._low)
        for view in self._built.values():
            view.be_low(on=self._low)


def build(services: Services, parent: QWidget) -> QWidget:
    """The page of the rail."""
    return PlanPage(services, parent)
