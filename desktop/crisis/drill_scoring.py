"""Judging a drill by oneself: what was there of what was expected, three improvements, the end."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.incidents import drill
from core.crisis.incidents.drill import Score
from core.crisis.log import Hand
from core.crisis.model import Incident, InjectShown
from core.crisis.scenario import Inject
from core.errors import AppError
from core.i18n import _
from desktop.crisis import actions
from desktop.crisis.drill_improvements import Improvements
from desktop.crisis.drill_printing import show_report
from desktop.crisis.drill_ticks import ExpectedTicks
from desktop.crisis.pen import Pen
from desktop.forms.attempt import attempt
from desktop.forms.form import Form
from desktop.notifier import Action
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Columns, empty, flow_row
from desktop.widgets.text import divider, text_label

_BESIDE = 760


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
        self._message = QLineEdit()
        self._field = LabelledField(
            _("How did it go, in a sentence?"),
            self._message,
            _("It goes into the log, and closes the drill."),
        )
        self._message.returnPressed.connect(self._finish)
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
            sum(len(one.met()) for one in self._ticks.values()),
            sum(one.count for one in self._ticks.values()),
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
        box.addWidget(Columns(left, right, shares=(1, 1), least=_BESIDE))

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
            _("Nothing of it counts as real: it is in no figure, and its papers say DRILL."),
            Action(_("Print report"), lambda: show_report(services, incident)),
        )
