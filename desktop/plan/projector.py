"""The plan on the projector."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from core.days import brief_moment
from core.i18n import _
from core.plan import guide, records
from core.plan.guide import Prompt
from core.plan.item import item_name
from core.plan.kinds import PlanStep
from core.plan.labels import (
    language_policy_label,
    level_label,
    step_label,
    step_number,
    step_short_label,
    use_label,
)
from core.plan.model import Plan, SessionNote
from core.plan.review import PlanReview
from core.store import Topic
from core.town.model import checked_lines
from desktop.forms.form import Form
from desktop.plan import actions
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button, hear_key, set_words
from desktop.widgets.card import Card
from desktop.widgets.choices import Option
from desktop.widgets.folding import after_resize, window_is_low
from desktop.widgets.heard import hear_as
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Columns, FlowLayout
from desktop.widgets.projected import Projected
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.stepper import ProjectedStepper
from desktop.widgets.text import text_label

_MOST = 12


def said_so_far(step: PlanStep, plan: Plan) -> str:
    """The names of what there is, one a line; a sentence when there is nothing."""
    lines = _lines(step, plan)
    shown = [f"• {line}" for line in lines[:_MOST]]
    if len(lines) > _MOST:
        shown.append(_("And {count} more.").format(count=len(lines) - _MOST))
    return "\n".join(shown) or _("Nothing yet.")


def _lines(step: PlanStep, plan: Plan) -> list[str]:
    used = [use_label(use.name) for use in plan.uses if use.share]
    return {
        PlanStep.START: [item_name(account) for account in plan.accounts],
        PlanStep.OBJECTIVES: [item_name(objective) for objective in plan.objectives],
        PlanStep.AUDIENCES: [item_name(audience) for audience in plan.audiences],
        PlanStep.CHANNELS: [item_name(channel) for channel in plan.channels],
        PlanStep.USES: [*used, language_policy_label(plan.charter.language_policy)],
        PlanStep.PROTOCOL: [
            f"{level_label(level.name)}: {level.trigger}" for level in plan.levels if level.trigger
        ],
        PlanStep.PEOPLE: [*map(item_name, plan.people), *map(item_name, plan.tasks)],
        PlanStep.REVIEW: [line for line in plan.charter.review.splitlines() if line],
    }[step]


_BESIDE = 900
_NOTES, _FEW_NOTES = 150, 44
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_TURNING = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
"""Presenters' remote controls send these two."""


@dataclass(frozen=True)
class _Slide:
    step: PlanStep
    prompt: Prompt


class _Notes(QPlainTextEdit):
    """Leaves the keys that turn the questions to the view."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setProperty("look", "projected")

    def sizeHint(self) -> QSize:
        # It has what the question leaves, and asks for no more.
        return self.minimumSize()

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in _TURNING:
            event.ignore()
            return False
        return super().event(event)


class PlanProjector(Projected):
    """Takes the whole page; `closed` when the person goes back to the steps."""

    closed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._slides = [
            _Slide(step.id, prompt) for step in guide.guide().steps for prompt in step.prompts
        ]
        self._at = 0
        self._notes: dict[str, SessionNote] = {}
        self._plan = Plan()
        self._steps = ProjectedStepper(
            [Option(str(step), step_short_label(step)) for step in PlanStep],
            name=_("Steps of the plan"),
        )
        for step in PlanStep:
            told = f"{step_number(step)}. {step_label(step)}"
            self._steps.show_state(str(step), told, 0, done=False)
        self._steps.changed.connect(lambda chosen: self._go_to_step(PlanStep(chosen)))
        self._place = text_label("", "section", wraps=False)
        self._question = text_label("", "projected")
        self._hint = text_label("", "projected-hint")
        self._edit = _Notes()
        self._field = LabelledField(_("What is said in the meeting"), self._edit)
        self._said = text_label("", "small")
        self._form = Form(self, services.notifier, "projector")
        self._form.bind(self._field, self._note_text, self._save, "note")
        self._so_far = text_label("", "projected-hint")
        self._sheet = Card(_("What the plan says so far"))
        self._sheet.hide()
        self._open = button(
            _("What the plan says"), self._turn_sheet, kind="quiet", icon_name="panel-right-open"
        )
        self._open.setCheckable(True)
        hear_as(self._open, "fold")
        self._back = button(
            _("Back to the plan"), self._close, kind="quiet", icon_name="arrow-left"
        )
        self._before = button(
            _("Previous question"), lambda: self._turn(-1), icon_name="chevron-left"
        )
        self._after = button("", lambda: self._turn(1), kind="primary", icon_name="chevron-right")
        # The arrow points on, after the words.
        self._after.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._page = ScrollPage(margins=(36, 4, 36, 4))
        self._words = QWidget()
        self._lay_out()
        services.bridge.subscribe(self, {Topic.PLAN}, self._follow)

    def start(self, review: PlanReview, step: PlanStep) -> None:
        """Begin with the first question of a step that has no note yet, or its first."""
        self._take(review.facts.plan)
        of_step = [at for at, slide in enumerate(self._slides) if slide.step is step]
        fresh = [at for at in of_step if self._slides[at].prompt.id not in self._notes]
        self._show((fresh or of_step)[0])
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in _ARROWS:
            self._turn(_ARROWS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A button would take the arrows to go to the next button.
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _ARROWS:
            self._turn(_ARROWS[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self._back.setToolTip(_("Esc"))
        top = QHBoxLayout()
        spaced(top, (36, 0, 36, 0), gap=12)
        top.addWidget(self._back)
        top.addStretch()
        top.addWidget(self._place)
        words = self._between = QVBoxLayout(self._words)
        spaced(words)
        for part in (self._question, self._hint):
            words.addWidget(part)
        words.addWidget(self._field, 1)
        words.addWidget(self._said)
        self._sheet.add(self._so_far)
        self._sheet.body.addStretch()
        self._page.add(self._steps)
        self._page.add(Columns(self._words, self._sheet, shares=(3, 2), least=_BESIDE), 1)
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=12)
        self._box.addLayout(top)
        self._box.addWidget(self._page, 1)
        self._box.addWidget(self._turning())
        follow_theme(self, after_resize(self, self._arrange))

    def _arrange(self) -> None:
        """The question is in sight above what is typed, also where there is little height."""
        low, px = window_is_low(self), current().px
        edge = px(8 if low else 20)
        self._box.setContentsMargins(0, edge, 0, edge)
        self._between.setSpacing(px(6 if low else 14))
        self._steps.setHidden(low)
        self._field.show_label(on=not low)
        self._edit.setMinimumHeight(px(_FEW_NOTES if low else _NOTES))

    def _turning(self) -> QWidget:
        for keys, by in _TURNING.items():
            words = _("Next question") if by > 0 else _("Previous question")
            hear_key(keys, self, words, partial(self._turn, by))
        self._before.setToolTip(_("Page Up"))
        self._after.setToolTip(_("Page Down"))
        for made in (self._back, self._open, self._before, self._after):
            made.installEventFilter(self)
        row = QWidget()
        flow = FlowLayout(row)
        spaced(flow, (36, 0, 36, 0), gap=8)
        flow.addWidget(self._before)
        flow.addWidget(self._after)
        flow.addWidget(self._open)
        return row

    def _follow(self) -> None:
        if self.isVisible():
            with self._services.store.read() as connection:
                self._take(records.load(connection))
            self._show(self._at)

    def _take(self, plan: Plan) -> None:
        self._plan = plan
        self._notes = {note.prompt: note for note in plan.notes}

    def _turn(self, by: int) -> None:
        self._form.flush()
        if self._at + by == len(self._slides):
            self.closed.emit()
        else:
            self._show(max(self._at + by, 0))

    def _go_to_step(self, step: PlanStep) -> None:
        if self._slides[self._at].step is not step:
            self._form.flush()
            self._show(next(at for at, slide in enumerate(self._slides) if slide.step is step))

    def _show(self, at: int) -> None:
        turned = at != self._at
        self._at = at
        slide = self._slides[at]
        self._steps.choose(str(slide.step))
        self._place.setText(
            _("{number} of {count} · {step}").format(
                number=at + 1, count=len(self._slides), step=step_label(slide.step)
            )
        )
        self._question.setText(slide.prompt.text)
        self._hint.setText(slide.prompt.hint)
        self._field.control.setAccessibleDescription(slide.prompt.text)
        self._so_far.setText(said_so_far(slide.step, self._plan))
        self._form.show_subject(slide.prompt.id)
        self._say_when()
        self._show_turning()
        ground = self._page.widget()
        if turned and ground is not None:
            top = self._question.mapTo(ground, QPoint()).y()
            self._page.verticalScrollBar().setValue(top)

    def _show_turning(self) -> None:
        last = self._at == len(self._slides) - 1
        set_words(self._after, _("Back to the plan") if last else _("Next question"))
        if self._at == 0 and self._before.hasFocus():
            self._after.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before.setEnabled(self._at > 0)

    def _say_when(self) -> None:
        note = self._notes.get(self._slides[self._at].prompt.id)
        now = self._services.clock.now()
        when = brief_moment(note.noted_at, now) if note else ""
        self._said.setText(_("Noted: {when}").format(when=when) if note else "")

    def _note_text(self) -> str:
        note = self._notes.get(self._slides[self._at].prompt.id)
        return note.text if note else ""

    def _save(self, text: str) -> None:
        prompt = self._slides[self._at].prompt.id
        note = SessionNote(prompt, checked_lines(text), self._services.clock.now())
        actions.note(self._services, note)
        self._notes[prompt] = note
        self._say_when()

    def _turn_sheet(self) -> None:
        """The summary takes room from the question only while somebody wants to see it."""
        self._sheet.setVisible(self._open.isChecked())

    def _close(self) -> None:
        self._form.flush()
        self.closed.emit()


def build(services: Services) -> QWidget:
    """The view that takes the page."""
    return PlanProjector(services)
