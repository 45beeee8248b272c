"""The projector mode: one question at a time in big type, and what the room answered."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from core.i18n import _
from core.plan import guide
from core.plan.guide import Prompt
from core.plan.kinds import Step
from core.plan.labels import step_label, step_number
from core.plan.model import SessionNote
from core.plan.review import Review
from core.store import Topic
from core.town.model import checked_lines
from desktop.days import moment
from desktop.forms.form import Form
from desktop.plan import actions
from desktop.plan.said_so_far import said_so_far
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.filter_chips import FilterChips, FilterChoice
from desktop.widgets.labelled import LabelledField
from desktop.widgets.text import text_label

_BESIDE = 1000
_ASIDE = 300
_NOTES = 150
_TURNING = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
"""Presenters' remote controls send these two."""


@dataclass(frozen=True)
class _Slide:
    step: Step
    prompt: Prompt


class _Notes(QPlainTextEdit):
    """Leaves the keys that turn the questions to the view."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setProperty("look", "projected")

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in _TURNING:
            event.ignore()
            return False
        return super().event(event)


class ProjectorView(QWidget):
    """Takes the whole page; `closed` when the person goes back to the steps."""

    closed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._slides = [
            _Slide(one.id, prompt) for one in guide.guide().steps for prompt in one.prompts
        ]
        self._at = 0
        self._notes: dict[str, SessionNote] = {}
        self._review: Review | None = None
        self._steps = FilterChips(
            [FilterChoice(str(one), f"{step_number(one)} · {step_label(one)}") for one in Step],
            name=_("Steps of the plan"),
        )
        self._steps.changed.connect(lambda chosen: self._go_to_step(Step(chosen[0])))
        self._place = text_label("", "muted", wraps=False)
        self._question = text_label("", "projected")
        self._hint = text_label("", "projected-hint")
        self._edit = _Notes()
        self._field = LabelledField(_("What the room says"), self._edit)
        self._said = text_label("", "small")
        self._form = Form(self, services.notifier)
        self._form.bind(self._field, self._note_text, self._save)
        self._so_far = text_label("", "muted")
        self._aside = Card(_("What the plan says so far"))
        self._middle = QHBoxLayout()
        self._lay_out()
        services.bridge.subscribe(self, {Topic.PLAN}, self._follow)

    def start(self, review: Review, step: Step) -> None:
        """Begin with the first question of a step that has no note yet, or its first."""
        self._take(review)
        of_step = [at for at, one in enumerate(self._slides) if one.step is step]
        fresh = [at for at in of_step if self._slides[at].prompt.id not in self._notes]
        self._show((fresh or of_step)[0])
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() == Qt.Key.Key_Right:
            self._turn(1)
        elif event.key() == Qt.Key.Key_Left:
            self._turn(-1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        back = button(_("Back to the plan"), self._close, kind="quiet", icon_name="arrow-left")
        back.setToolTip("Esc")
        top = QHBoxLayout()
        spaced(top, gap=12)
        top.addWidget(back)
        top.addStretch()
        top.addWidget(self._place)
        words = QVBoxLayout()
        spaced(words, gap=14)
        words.addWidget(self._question)
        words.addWidget(self._hint)
        words.addWidget(self._field, 1)
        words.addWidget(self._said)
        words.addLayout(self._turning())
        self._aside.add(self._so_far)
        self._aside.body.addStretch()
        spaced(self._middle, gap=28)
        self._middle.addLayout(words, 1)
        self._middle.addWidget(self._aside)
        box = QVBoxLayout(self)
        spaced(box, (36, 24, 36, 24), gap=18)
        box.addLayout(top)
        box.addWidget(self._steps)
        box.addLayout(self._middle, 1)
        follow_theme(self, lambda: self._edit.setMinimumHeight(current().px(_NOTES)))
        follow_theme(self, self._arrange)

    def _turning(self) -> QHBoxLayout:
        for key, by in _TURNING.items():
            QShortcut(QKeySequence(key), self, lambda by=by: self._turn(by))
        before = button(_("Previous question"), lambda: self._turn(-1), icon_name="chevron-left")
        after = button(
            _("Next question"), lambda: self._turn(1), kind="primary", icon_name="chevron-right"
        )
        before.setToolTip("PgUp")
        after.setToolTip("PgDown")
        row = QHBoxLayout()
        spaced(row, gap=8)
        row.addWidget(before)
        row.addWidget(after)
        row.addStretch()
        return row

    def _follow(self) -> None:
        if self.isVisible():
            from core.plan import review as reviewing

            with self._services.store.read() as connection:
                self._take(reviewing.look(connection, self._services.clock.today()))
            self._show(self._at)

    def _take(self, review: Review) -> None:
        self._review = review
        self._notes = {one.prompt: one for one in review.facts.plan.notes}

    def _turn(self, by: int) -> None:
        self._form.flush()
        self._show(min(max(self._at + by, 0), len(self._slides) - 1))

    def _go_to_step(self, step: Step) -> None:
        if self._slides[self._at].step is not step:
            self._form.flush()
            self._show(next(at for at, one in enumerate(self._slides) if one.step is step))

    def _show(self, at: int) -> None:
        self._at = at
        slide = self._slides[at]
        of_step = [one for one in self._slides if one.step is slide.step]
        self._steps.choose([str(slide.step)])
        self._place.setText(
            _("Question {number} of {count}").format(
                number=of_step.index(slide) + 1, count=len(of_step)
            )
        )
        self._question.setText(slide.prompt.text)
        self._hint.setText(slide.prompt.hint)
        self._field.control.setAccessibleDescription(slide.prompt.text)
        if self._review is not None:
            self._so_far.setText(said_so_far(slide.step, self._review.facts.plan))
        self._form.show_subject(slide.prompt.id)
        self._say_when()

    def _say_when(self) -> None:
        note = self._notes.get(self._slides[self._at].prompt.id)
        self._said.setText(_("Noted: {when}").format(when=moment(note.noted_at)) if note else "")

    def _note_text(self) -> str:
        note = self._notes.get(self._slides[self._at].prompt.id)
        return note.text if note else ""

    def _save(self, text: str) -> None:
        prompt = self._slides[self._at].prompt.id
        note = SessionNote(prompt, checked_lines(text), self._services.clock.now())
        actions.note(self._services, note)
        self._notes[prompt] = note
        self._say_when()

    def _close(self) -> None:
        self._form.flush()
        self.closed.emit()

    def _arrange(self) -> None:
        self._aside.setVisible(self.width() >= current().px(_BESIDE))
        self._aside.setFixedWidth(current().px(_ASIDE))


def build(services: Services) -> QWidget:
    """The view that takes the page."""
    return ProjectorView(services)
