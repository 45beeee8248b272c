"""How a drill went: what was expected, and what to improve."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.incidents import drill
from core.crisis.incidents.drill import Score
from core.crisis.log import Hand
from core.crisis.model import Incident, InjectShown, Lesson
from core.crisis.records import incidents as records
from core.crisis.scenario import Inject
from core.days import checked_day
from core.days import shown as shown_day
from core.errors import AppError, InvalidValue
from core.i18n import _
from desktop.crisis import actions
from desktop.crisis.pen import Pen
from desktop.crisis.printing import show_report
from desktop.forms.attempt import attempt
from desktop.forms.form import Form
from desktop.forms.lines import Day, GrowingLine
from desktop.notifier import Action
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Columns, empty, flow_row
from desktop.widgets.text import divider, text_label

COUNT = 3
"""As many as one person carries out before the next drill (HSEEP, cut down)."""
_BESIDE = 330


class Improvements(Card):
    """The rows write themselves as lessons of the drill."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__(
            _("Three improvements"),
            _("As something to do: verb first. They stay here, and can become a task of the plan."),
        )
        self._services = services
        self._pen = pen
        self._incident = 0
        self._form = Form(self, services.notifier)
        self._rows = [_ImprovementRow(number) for number in range(1, COUNT + 1)]
        for number, row in enumerate(self._rows):
            for field, get in row.bound():
                self._form.bind(field, get, partial(self._save, row, field))
            if number:
                self.add(divider())
            self.add(row)

    def show_desk(self, desk: Desk) -> None:
        """Show the lessons that the drill has; one more than there are rows waits for its turn."""
        if desk.incident.id != self._incident:
            self._incident = desk.incident.id
            for row in self._rows:
                row.lesson = None
        stored = {lesson.id: lesson for lesson in desk.lessons}
        for row in self._rows:
            if row.lesson is not None:
                row.lesson = stored.pop(row.lesson.id, None)
        for row in self._rows:
            if row.lesson is None and stored and row.is_empty():
                row.lesson = stored.pop(next(iter(stored)))
        self._form.show_subject(self._incident)

    def flush(self) -> LabelledField | None:
        """Save now whatever waits; returns the first field that could not be, or None."""
        self._form.flush()
        return self._form.unsaved(self._incident)

    def _save(self, row: "_ImprovementRow", field: LabelledField, _value: object) -> None:
        day = row.due_on(strictly=field.control is row.day)
        with self._pen.writing() as db:
            number = drill.improve(
                db, self._incident, row.lesson, row.text.text(), row.owner.text(), day
            )
            row.lesson = records.part(db.conn, Lesson, number) if number else None


class _ImprovementRow(QWidget):
    """What, who and by when."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.lesson: Lesson | None = None
        self.text, self.owner, self.day = GrowingLine(), QLineEdit(), Day()
        self._what = LabelledField(_("Improvement {number}").format(number=number), self.text)
        self._who = LabelledField(_("Who sees to it"), self.owner)
        self._when = LabelledField(_("By when"), self.day, narrow=True)
        for field, name in ((self._who, _("Who sees to it")), (self._when, _("By when"))):
            spoken = _("{name}, improvement {number}").format(name=name, number=number)
            field.control.setAccessibleName(spoken)
        box = QVBoxLayout(self)
        spaced(box, gap=6)
        box.addWidget(self._what)
        box.addWidget(Columns(self._who, self._when, shares=(1, 1), least=_BESIDE, ragged=True))

    def bound(self) -> tuple[tuple[LabelledField, Callable[[], str]], ...]:
        """Each field with what it shows."""
        return (
            (self._what, lambda: self.lesson.text if self.lesson else ""),
            (self._who, lambda: self.lesson.owner if self.lesson else ""),
            (self._when, lambda: shown_day(self.lesson.due_on) if self.lesson else ""),
        )

    def due_on(self, *, strictly: bool) -> date | None:
        """The day typed. One that is none is the error of its own field, else the last good one."""
        try:
            return checked_day(self.day.value())
        except InvalidValue:
            if strictly:
                raise
            return self.lesson.due_on if self.lesson else None

    def is_empty(self) -> bool:
        """Nothing is typed in it."""
        return not (self.text.text() or self.owner.text() or self.day.value())


_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ExpectedTicks(QWidget):
    """The inject, what was done, and the boxes; `edited` when one is ticked or cleared."""

    edited = Signal()

    def __init__(self, inject: Inject, shown: InjectShown) -> None:
        super().__init__()
        self.shown = shown
        self.count = len(inject.expected)
        self.setAccessibleName(inject.title)
        self._answer = text_label("", "muted")
        self._boxes: list[QCheckBox] = []
        box = QVBoxLayout(self)
        spaced(box, gap=4)
        box.addWidget(text_label(inject.title, "strong"))
        box.addWidget(self._answer)
        for text in inject.expected:
            line = _TickLine(text)
            line.box.setAccessibleDescription(inject.title)
            line.box.toggled.connect(lambda _on: self.edited.emit())
            line.box.installEventFilter(self)
            self._boxes.append(line.box)
            box.addWidget(line)
        self.show_state(shown)

    def show_state(self, shown: InjectShown) -> None:
        """Show what was done and what is ticked, without saying so."""
        self.shown = shown
        done = shown.answer or _("nothing noted")
        self._answer.setText(_("You did: {text}").format(text=done))
        for number, box in enumerate(self._boxes):
            with QSignalBlocker(box):
                box.setChecked(str(number) in shown.met)

    def met(self) -> list[int]:
        """The numbers, from 0, of what is ticked."""
        return [number for number, box in enumerate(self._boxes) if box.isChecked()]

    def take_keyboard(self) -> None:
        """The first box."""
        if self._boxes:
            self._boxes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # Up and down as in any list of the desk; Qt only knows Tab here.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.focusNextPrevChild(step > 0)
                return True
        return False


class _TickLine(QWidget):
    """A box and its words, which wrap; a click on the words ticks it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(text)
        self._words = text_label(text, "body")
        row = QHBoxLayout(self)
        spaced(row, (0, 4, 0, 4), gap=8)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.click()


_SCORES_BESIDE = 760


class Scoring(QWidget):
    """In place of the desk of a drill. `back_asked` says that the drill goes on."""

    back_asked = Signal()

    def __init__(self, services: Services, pen: Pen, hand: Callable[[], Hand]) -> None:
        """`hand` writes now: nothing of a drill is typed in from paper later."""
        super().__init__()
        self._services = services
        self._pen = pen
        self._hand = hand
        self._desk: Desk | None = None
        self._ticks: dict[str, ExpectedTicks] = {}
        self._judged = QWidget()
        self._figures = text_label("", "figure", wraps=False)
        self._verdict = text_label("", "body")
        self._none = text_label(
            _("Nothing has arrived yet: there is nothing to judge, and it will not count."), "muted"
        )
        self._improvements = Improvements(services, pen)
        self._message = GrowingLine()
        self._field = LabelledField(
            _("How did it go, in a sentence?"),
            self._message,
            _("It goes into the log, and closes the drill."),
        )
        self._message.entered.connect(self._finish)
        self._finish_button = button(
            _("End the drill"), self._finish, kind="primary", icon_name="flag"
        )
        self._form = Form(self, services.notifier, "drill")
        self._form.bind(self._field, self._stored_message, self._keep_message, "message")
        self._lay_out()

    def show_desk(self, desk: Desk) -> None:
        """Show what arrived; what is ticked or typed stays."""
        self._desk = desk
        there = drill.arrived(desk)
        if [inject.id for inject, _shown in there] != list(self._ticks):
            self._build(there)
        for inject, shown in there:
            self._ticks[inject.id].show_state(shown)
        self._none.setVisible(not there)
        self._improvements.show_desk(desk)
        self._form.show_subject(desk.incident.id)
        self._say_score()

    def take_keyboard(self) -> None:
        """The first tick, or the sentence where there is none."""
        first = next(iter(self._ticks.values()), None)
        if first is None:
            self._message.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            first.take_keyboard()

    def score(self) -> Score:
        """As ticked now: what is not ticked was not there."""
        return Score(
            sum(len(tick.met()) for tick in self._ticks.values()),
            sum(tick.count for tick in self._ticks.values()),
        )

    def _lay_out(self) -> None:
        left = Card(
            _("What was there of what was expected"),
            _("Tick with Space what you really did. What is not ticked was not there."),
        )
        self._rows = QVBoxLayout(self._judged)
        spaced(self._rows, gap=10)
        left.add(self._none)
        left.add(self._judged)
        left.body.addStretch()
        right = QWidget()
        column = QVBoxLayout(right)
        spaced(column, gap=12)
        for card in (self._score_card(), self._improvements, self._end_card()):
            column.addWidget(card)
        column.addStretch()
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(Columns(left, right, shares=(1, 1), least=_SCORES_BESIDE, ragged=True))

    def _score_card(self) -> Card:
        card = Card(_("DRILL · score"))
        card.add(self._figures)
        card.add(self._verdict)
        return card

    def _end_card(self) -> Card:
        card = Card()
        card.setAccessibleName(_("End the drill"))
        row = flow_row(self._finish_button, button(_("Back to the drill"), self.back_asked.emit))
        card.add(self._field)
        card.add(row)
        return card

    def _build(self, there: list[tuple[Inject, InjectShown]]) -> None:
        empty(self._rows)
        self._ticks = {}
        for number, (inject, shown) in enumerate(there):
            if number:
                self._rows.addWidget(divider())
            ticks = ExpectedTicks(inject, shown)
            ticks.edited.connect(lambda ticks=ticks: self._judge(ticks))
            self._ticks[inject.id] = ticks
            self._rows.addWidget(ticks)

    def _judge(self, ticks: ExpectedTicks) -> None:
        self._say_score()
        try:
            actions.judge_inject(self._pen, ticks.shown, ticks.met(), self._hand())
        except AppError as error:
            self._services.notifier.error(error)

    def _say_score(self) -> None:
        score = self.score()
        self._figures.setText(drill.figures(score) if score.of else "–")
        self._verdict.setText(drill.verdict(score))
        told = f"{self._figures.text()}. {self._verdict.text()}"
        self._figures.setAccessibleName(told if score.of else self._verdict.text())

    def _stored_message(self) -> str:
        return self._desk.incident.end_message if self._desk else ""

    def _keep_message(self, text: str) -> None:
        if self._desk is not None:
            incident = replace(self._desk.incident, end_message=text)
            actions.draft_close(self._pen, incident)
            self._desk = replace(self._desk, incident=incident)

    def _finish(self) -> None:
        """Close the drill: what was not judged counts as it is ticked."""
        desk = self._desk
        if desk is None:
            return
        if (unsaved := self._improvements.flush()) is not None:
            unsaved.control.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        score, message = self.score(), self._message.text()

        def work() -> None:
            judged = [(ticks.shown, ticks.met()) for ticks in self._ticks.values()]
            actions.end_drill(self._pen, desk, message, self._hand(), judged)

        def say(sentence: str) -> None:
            self._field.show_error(sentence)
            self._message.setFocus(Qt.FocusReason.OtherFocusReason)

        if attempt(work, self._services.notifier, say):
            self._tell(desk.incident, score)

    def _tell(self, incident: Incident, score: Score) -> None:
        services = self._services
        said = _("The drill has ended.")
        if score.of:
            said = _("The drill has ended: {score}.").format(score=drill.figures(score))
        services.notifier.notice(
            said,
            _("None of it counts as real: it is in no figure, and its papers say DRILL."),
            Action(_("Print report"), lambda: show_report(services, incident)),
        )
