"""What stands over every step of the plan: which plan it is, its steps, the one on screen."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.days import long_day
from core.i18n import _, ngettext
from core.numbers import number
from core.plan import guide, unreviewed
from core.plan.guide import SizeBand
from core.plan.item import plan_title
from core.plan.kinds import PlanStep
from core.plan.labels import step_label, step_number, step_short_label
from core.plan.review import PlanReview
from desktop.plan.editors import Parts
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.choices import Option
from desktop.widgets.folding import Width, after_resize, window_width
from desktop.widgets.heard import hear_as
from desktop.widgets.layouts import Beside
from desktop.widgets.page_header import PageHeader
from desktop.widgets.popover import HangingCard
from desktop.widgets.stepper import Stepper
from desktop.widgets.text import text_label

_DOWN, _ACROSS = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
_STATE_ROOM = 240
_WHY = 520
_SEEN = "plan"
"""Whoever has seen the page once knows what its steps are for."""

_PEOPLE = {
    SizeBand.HAMLET: 620,
    SizeBand.VILLAGE: 3400,
    SizeBand.TOWN: 12_000,
    SizeBand.CITY: 38_000,
}
"""Inhabitants of the towns whose examples the guide tells."""


class PlanHead(QWidget):
    """Three lines: plan, steps, step. Why there is such a step hangs from the button that asks.

    Where the page is low the first gives way, its actions to the others. Where list and card are
    pages there is one line: the step, with its parts if tabs are a button, and all else in a menu.

    `step_asked` carries the step that is wanted, `projector_asked` says that the room is.
    """

    step_asked = Signal(object)
    projector_asked = Signal()

    def __init__(self, services: Services, page: QWidget) -> None:
        super().__init__()
        self._services = services
        self._step = PlanStep.START
        self._band = SizeBand.VILLAGE
        self._low = False
        self._parts: Parts | None = None
        self._held: Parts | None = None
        """Whose tabs are in the line of the step."""
        self._state = text_label("", "muted")
        self.stepper = Stepper(
            [Option(str(step), step_short_label(step)) for step in PlanStep],
            name=_("Steps of the plan"),
        )
        self.stepper.changed.connect(self._chosen)
        self._title = PageHeader("")
        self._why = _Why()
        self._why.closed.connect(self._ask_no_more)
        self._ask = button(_("Why? Example"), self._turn_why, kind="quiet", icon_name="lightbulb")
        self._ask.setCheckable(True)
        hear_as(self._ask, "fold")
        self._back = button("", lambda: self.walk(-1), icon_name="chevron-left")
        self._on = button("", lambda: self.walk(1), icon_name="chevron-right")
        # The arrow points on, after the words.
        self._on.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._back.setToolTip("Ctrl+" + _("Page Up"))
        self._on.setToolTip("Ctrl+" + _("Page Down"))
        for made in (self._ask, self._back, self._on):
            self._title.add_action(made)
        self._of_plan = self._plan_actions()
        for made in self._of_plan:
            self._title.add_action(made, in_menu=True)
        self._first = Beside(self._state, text_room=_STATE_ROOM)
        for made in self._plan_actions():
            self._first.add_action(made)
        self._lines = QBoxLayout(_DOWN)
        spaced(self._lines, gap=8)
        self._lines.addWidget(self.stepper, 1)
        self._lines.addWidget(self._title)
        box = QVBoxLayout(self)
        spaced(box, gap=8)
        box.addWidget(self._first)
        box.addLayout(self._lines)
        after_resize(self, self._arrange)
        HangingCard(self._why, page, self._ask, self._close_why, wide=_WHY)
        self._close_why()
        follow_theme(self, self._arrange)

    def be_low(self, *, on: bool) -> None:
        """Whether the page has little height."""
        if on is not self._low:
            self._low = on
            self._arrange()

    def take_keyboard(self) -> None:
        """The line of the steps. Who comes for the first time is told why there is such a step."""
        self.stepper.setFocus()
        if _SEEN not in self._services.settings.seen:
            # A page may be opened to show one thing on it, which comes next.
            QTimer.singleShot(0, self, self._greet)

    def show_review(self, review: PlanReview) -> None:
        """Say how the plan and each of its steps stand."""
        self._state.setText(_state(review))
        self._band = guide.band(review.facts.town.population)
        for step in PlanStep:
            told, findings, done = _standing(step, review)
            name = f"{step_number(step)}. {step_label(step)}: {told}"
            self.stepper.show_state(str(step), name, findings, done=done)
        self._fill_why()

    def show_step(self, step: PlanStep, parts: Parts | None) -> None:
        """Say which step is on screen; why there is such a step was asked of the one before."""
        if step is not self._step:
            self._close_why()
        self._step, self._parts = step, parts
        self.stepper.choose(str(step))
        self._title.set_line(guide.step(step).question)
        self._fill_why()
        self._arrange()

    def walk(self, by: int) -> None:
        """To the next step, or to the one before."""
        there = _neighbour(self._step, by)
        if there is not None:
            self.step_asked.emit(there)

    def _chosen(self, key: str) -> None:
        if key != self._step:
            self.step_asked.emit(PlanStep(key))

    def _plan_actions(self) -> tuple[QPushButton, QPushButton]:
        project = self.projector_asked.emit
        to_paper = partial(self._services.go, "documents", "plan")
        return (
            button(_("Projector mode"), project, kind="quiet", icon_name="projector"),
            button(_("Print…"), to_paper, kind="quiet", icon_name="printer", shortcut="Ctrl+P"),
        )

    def _arrange(self) -> None:
        width, step = window_width(self), self._step
        small = width < Width.MEDIUM
        brief = small or self._low
        self._first.setVisible(not brief)
        for made in self._of_plan:
            made.setVisible(brief)
        for made, by in ((self._back, -1), (self._on, 1)):
            there = _neighbour(step, by)
            made.setVisible(there is not None and not small)
            if there is not None:
                set_words(made, step_short_label(there))
                words = _("Next step: {step}") if by > 0 else _("Previous step: {step}")
                made.setAccessibleName(words.format(step=step_label(there)))
        # The line of the steps tells it where there is no other.
        title = "" if small else f"{step_number(step)} · {step_short_label(step)}"
        self._title.set_title(title)
        self._lines.setDirection(_ACROSS if small else _DOWN)
        self._hold_tabs(self._parts if width is Width.TINY else None)

    def _hold_tabs(self, wanted: Parts | None) -> None:
        """Have the tabs of these parts in the line of the step, and no others."""
        before, self._held = self._held, wanted
        # Also when they are the same: the actions beside them may be others.
        self._title.add_tabs(wanted.tabs if wanted else None)
        if before is not None and before is not wanted:
            before.place_tabs()

    def _fill_why(self) -> None:
        known = guide.step(self._step)
        self._why.show_reason(known.why, self._band, known.examples.for_band(self._band))

    def _greet(self) -> None:
        settings = self._services.settings
        if self.stepper.stop().hasFocus() and _SEEN not in settings.seen:
            settings.seen.append(_SEEN)
            self._services.desk.save_settings(soon=True)
            self._ask.setChecked(True)
            self._why.show()

    def _turn_why(self) -> None:
        self._why.setVisible(self._ask.isChecked())
        if self._ask.isChecked():
            self._why.take_keyboard()

    def _close_why(self) -> None:
        self._ask.setChecked(False)
        self._why.hide()

    def _ask_no_more(self) -> None:
        self._close_why()
        asked = self._ask if self._ask.isVisible() else self.stepper.stop()
        asked.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._ask.isChecked():
            self._close_why()
        else:
            super().keyPressEvent(event)


class _Why(Card):
    """Why there is such a step, and what a town of this size wrote; `closed` by its button or
    Esc."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Why? Example"))
        self._reason = text_label("")
        self._whose = text_label("", "strong")
        self._example = text_label("", "muted")
        # Translators: Button: the message has been read.
        self._close = button(_("Understood"), self.closed.emit)
        for part in (self._reason, self._whose, self._example):
            self.add(part)
        self.body.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)

    def take_keyboard(self) -> None:
        """The button that closes it."""
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_reason(self, reason: str, band: SizeBand, example: str) -> None:
        """The reason and example of a step."""
        self._reason.setText(reason)
        words = _("Example of a town of {people} inhabitants")
        self._whose.setText(words.format(people=number(_PEOPLE[band])))
        self._example.setText(example)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _neighbour(step: PlanStep, by: int) -> PlanStep | None:
    steps = list(PlanStep)
    at = steps.index(step) + by
    return steps[at] if 0 <= at < len(steps) else None


def _standing(step: PlanStep, review: PlanReview) -> tuple[str, int, bool]:
    """How a step stands in words, how many things are to be mended there, and whether it is in
    order."""
    if step is PlanStep.REVIEW:
        approved = bool(review.facts.plan.versions)
        # Translators: State of the plan, masculine in Spanish.
        return _("approved") if approved else _("not approved yet"), 0, approved
    findings = sum(finding.place.step is step for finding in review.to_mend)
    if findings:
        told = ngettext("one thing to fix", "{count} things to fix", findings)
        return told.format(count=findings), findings, False
    waiting = sum(place.step is step for place in unreviewed.places(review.facts.plan))
    if not waiting:
        # Translators: State of a step of the plan: nothing to fix.
        return _("in order"), 0, True
    told = ngettext("one suggestion not looked at", "{count} suggestions not looked at", waiting)
    return told.format(count=waiting), 0, False


def _state(review: PlanReview) -> str:
    """`Plan of 2027 · draft · 2 things to mend`: as many as Hoy and the list of step 8 say."""
    versions = review.facts.plan.versions
    state = _("draft, no version approved yet")
    if versions and versions[-1].approved_on:
        state = _("version {number}, approved on {date}").format(
            number=versions[-1].number, date=long_day(versions[-1].approved_on)
        )
    count = len(review.to_mend)
    told = ngettext("one thing to fix", "{count} things to fix", count).format(count=count)
    return " · ".join(
        (plan_title(review.facts.plan.charter), state, told if count else _("nothing to fix"))
    )
