"""Plan: the stepper and, beside it, the step that is chosen."""

from dataclasses import replace
from functools import partial
from importlib import import_module

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.plan import review as reviewing
from core.plan import unreviewed
from core.plan.findings import FixTarget
from core.plan.item import plan_title
from core.plan.kinds import PlanStep, Severity
from core.plan.labels import step_label
from core.plan.review import PlanReview
from core.store import Topic
from desktop.days import long_day
from desktop.plan.step_view import StepView
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import Tone
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import button
from desktop.widgets.page_header import PageHeader
from desktop.widgets.stepper import StepItem, Stepper

_BESIDE = 900
"""Width of the page, in px at 100 %, from which stepper and step stand side by side."""

_STEPPER = 240
_VIEWS = {"projector": "desktop.plan.projector", "measurements": "desktop.plan.importing"}
"""What takes the whole page for a while, by the target that opens it."""


class PlanPage(QWidget):
    """Header, stepper, step; steps are built on their first visit."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._step = PlanStep.START
        self._built: dict[PlanStep, StepView] = {}
        self._views: dict[str, QWidget] = {}
        self._stale = False
        self._at, self._finding = 0, ""
        """Where in the list the person went last, and the key of what was to be mended there."""
        self._header = PageHeader("")
        self._stepper = Stepper(_("Steps of the plan"))
        self._steps = QStackedWidget()
        self._stack = QStackedWidget(self)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._stepper.chosen.connect(lambda key: self._show_step(PlanStep(key)))
        self._review = self._look()
        services.bridge.subscribe(
            self, {Topic.PLAN, Topic.ROSTER, Topic.TOWN, Topic.DOCUMENTS}, self.refresh
        )
        self._show()
        self._show_step(PlanStep.START)

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
        """The list of the steps."""
        self._stepper.take_keyboard()

    def help_id(self) -> str:
        """The help of the step, or of the view that takes the page."""
        shown = self._stack.currentWidget()
        view = next((name for name, made in self._views.items() if made is shown), "")
        return f"plan-{view or self._step}"

    def show_target(self, target: object) -> None:
        """A `FixTarget`, a `PlanStep` or its name, or a view (`projector`, `measurements`)."""
        if target in _VIEWS:
            self._open_view(str(target))
            return
        self._close_view()
        if isinstance(target, FixTarget):
            self._go(target)
        else:
            self._show_step(PlanStep(str(target)))
            self._built[self._step].take_keyboard()

    def _lay_out(self) -> None:
        self._header.add_action(
            button(_("Projector mode"), lambda: self._open_view("projector"), icon_name="projector")
        )
        self._header.add_action(
            button(
                _("Print…"),
                lambda: self._services.go("documents", "plan"),
                icon_name="printer",
                shortcut="Ctrl+P",
            )
        )
        main = QWidget(self._stack)
        column = QVBoxLayout(main)
        spaced(column, (0, 20, 0, 0), gap=14)
        self._head = QWidget()
        self._head_box = QVBoxLayout(self._head)
        spaced(self._head_box, (28, 0, 28, 0))
        self._head_box.addWidget(self._header)
        column.addWidget(self._head)
        side = QWidget()
        side_box = QVBoxLayout(side)
        spaced(side_box)
        side_box.addWidget(self._stepper)
        side_box.addStretch()
        self._side_box = side_box
        self._side = side
        self._across.addWidget(side)
        self._across.addWidget(self._steps, 1)
        column.addLayout(self._across, 1)
        self._stack.addWidget(main)
        outer = QVBoxLayout(self)
        spaced(outer)
        outer.addWidget(self._stack)
        follow_theme(self, self._arrange)
        for key, by in (("F8", 1), ("Shift+F8", -1)):
            QShortcut(QKeySequence(key), self, partial(self._step_on, by))

    def _look(self) -> PlanReview:
        with self._services.store.read() as connection:
            return reviewing.look(connection, self._services.clock.today())

    def _show(self) -> None:
        review = self._review
        self._header.set_title(plan_title(review.facts.plan.charter))
        self._header.set_line(_state_line(review))
        self._stepper.set_steps([_step_item(step, review) for step in PlanStep])
        shown = self._built.get(self._step)
        if shown is not None:
            shown.show_review(review)

    def _show_step(self, step: PlanStep) -> None:
        self._step = step
        if step not in self._built:
            module = import_module(f"desktop.plan.{step}")
            body = module.build(self._services)
            self._built[step] = StepView(self._services, step, body, self._go, self._steps)
        view = self._built[step]
        # Filled before it is shown, so that it is laid out once.
        view.show_review(self._review)
        if self._steps.indexOf(view) < 0:
            self._steps.addWidget(view)
        self._steps.setCurrentWidget(view)
        self._place_header()
        with QSignalBlocker(self._stepper):
            self._stepper.choose(str(step))
        tab_as_read(self)

    def _step_on(self, by: int) -> None:
        """To the next thing to mend, or the one before, from where the person went last."""
        self.refresh()
        there = self._review.open
        if not there:
            self._services.notifier.toast(_("Nothing is left to mend in the plan."))
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

    def _open_view(self, name: str) -> None:
        if name not in self._views:
            made = import_module(_VIEWS[name]).build(self._services)
            made.closed.connect(self._close_view)
            self._views[name] = made
            self._stack.addWidget(made)
        self._stack.setCurrentWidget(self._views[name])
        self._views[name].start(self._review, self._step)  # type: ignore[attr-defined]  # ours

    def _close_view(self) -> None:
        if self._stack.currentIndex() != 0:
            self._stack.setCurrentIndex(0)
            self.refresh()
            self._built[self._step].take_keyboard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _roomy(self) -> bool:
        return self.width() >= current().px(_BESIDE)

    def _place_header(self) -> None:
        """Above stepper and step; where room is short it scrolls away with the step."""
        view = self._built.get(self._step)
        scrolls = view is not None and not self._roomy()
        if view is not None and scrolls:
            view.body.insertWidget(0, self._header)
        else:
            self._head_box.addWidget(self._header)
        self._head.setVisible(not scrolls)

    def _arrange(self) -> None:
        beside = self._roomy()
        self._stepper.set_compact(not beside)
        self._place_header()
        down = QBoxLayout.Direction.TopToBottom
        self._across.setDirection(QBoxLayout.Direction.LeftToRight if beside else down)
        px = current().px
        margins = (px(28), 0) if beside else (px(20), px(28))
        self._side_box.setContentsMargins(margins[0], 0, margins[1], 0)
        # As wide as the longest name of a step, which is never cut.
        steps = max(px(_STEPPER), self._stepper.sizeHint().width())
        self._side.setFixedWidth(steps + px(28) if beside else self.width())


def _step_item(step: PlanStep, review: PlanReview) -> StepItem:
    findings = [finding for finding in review.to_mend if finding.place.step is step]
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    waiting = unreviewed.places(review.facts.plan)
    key, title = str(step), step_label(step)
    if step is PlanStep.REVIEW:
        approved = bool(review.facts.plan.versions)
        return StepItem(
            key,
            title,
            "✓" if approved else "–",
            Tone.GREEN if approved else Tone.NEUTRAL,
            _("approved") if approved else _("not approved yet"),
        )
    if not findings:
        return _calm(key, title, [place for place in waiting if place.step is step])
    told = ngettext("one thing to mend", "{count} things to mend", len(findings))
    tone = Tone.RED if errors else Tone.YELLOW
    return StepItem(key, title, str(len(findings)), tone, told.format(count=len(findings)))


def _calm(key: str, title: str, waiting: list[FixTarget]) -> StepItem:
    """A step with nothing to mend; in order once somebody has looked at all that it proposes."""
    if not waiting:
        return StepItem(key, title, "✓", Tone.GREEN, _("in order"))
    told = ngettext(
        "one suggestion not looked at", "{count} suggestions not looked at", len(waiting)
    )
    return StepItem(key, title, "–", Tone.NEUTRAL, told.format(count=len(waiting)))


def _state_line(review: PlanReview) -> str:
    versions = review.facts.plan.versions
    if versions and versions[-1].approved_on:
        approved = _("version {number}, approved on {date}").format(
            number=versions[-1].number, date=long_day(versions[-1].approved_on)
        )
    else:
        approved = _("no version approved yet")
    return _("Draft · saves itself · {approved} · {findings}").format(
        approved=approved, findings=_told(review)
    )


def _told(review: PlanReview) -> str:
    """As many as Hoy and the list of step 8 say."""
    count = len(review.to_mend)
    if not count:
        return _("nothing to mend")
    return ngettext("one thing to mend", "{count} things to mend", count).format(count=count)


def build(services: Services, parent: QWidget) -> QWidget:
    """The page of the rail."""
    return PlanPage(services, parent)
