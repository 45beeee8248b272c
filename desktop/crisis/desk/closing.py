"""Closing an incident out loud."""

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.incidents import closing, open_ends
from core.crisis.model import Incident
from core.days import checked_day, checked_hour, clock_time, moment_at, shown
from core.errors import InvalidValue
from core.i18n import _, ngettext
from desktop.crisis import actions
from desktop.crisis.desk.half_typed import HalfTypedText, half_typed
from desktop.crisis.desk.lessons import IncidentReview
from desktop.crisis.desk.parts import CHECKLIST, label_of
from desktop.crisis.inline import WrongLine
from desktop.crisis.pen import Pen
from desktop.crisis.tab import TabColumn
from desktop.forms.attempt import attempt
from desktop.forms.form import Form
from desktop.forms.lines import Day, GrowingText
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import button, control_enter, is_control_enter, set_words
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import flow_row
from desktop.widgets.lists.rows import ActionRow, ActionRows
from desktop.widgets.text import text_label

_HOUR = 90


class BeginningCard(Card):
    """Day and hour as they are noted; only the button changes them, and the log says so."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._services = services
        self._pen = pen
        self._incident: Incident | None = None
        self._day, self._hour = Day(), QLineEdit()
        follow_theme(self._hour, lambda: self._hour.setFixedWidth(current().px(_HOUR)))
        self._hour.returnPressed.connect(self._correct)
        self._wrong = WrongLine()
        self.body.setSpacing(14)
        correct = button(_("Correct when it began"), self._correct)
        day = LabelledField(_("Day it began"), self._day, narrow=True)
        hour = LabelledField(_("Time it began"), self._hour, narrow=True)
        for part in (flow_row(day, hour), flow_row(correct)):
            self.add(part)
        self.add(self._wrong)

    def show_incident(self, incident: Incident) -> None:
        """Show when it began; what is being typed stays while that is the same."""
        before, self._incident = self._incident, incident
        if before is None or (before.id, before.opened_at) != (incident.id, incident.opened_at):
            here = incident.opened_at.astimezone()
            self._day.set_value(shown(here.date()))
            self._hour.setText(clock_time(here))
            self._wrong.say("")

    def take_keyboard(self) -> None:
        """The hour, which is what is wrong most often."""
        self._hour.selectAll()
        self._hour.setFocus(Qt.FocusReason.OtherFocusReason)

    def _correct(self) -> None:
        incident = self._incident
        if incident is None:
            return

        def work() -> None:
            began = self._typed()
            if began != incident.opened_at.replace(second=0, microsecond=0):
                actions.correct_beginning(self._pen, incident, began)

        if attempt(work, self._services.notifier, self._wrong.say):
            self._wrong.say("")

    def _typed(self) -> datetime:
        day, hour = checked_day(self._day.value()), checked_hour(self._hour.text())
        if day is None or hour is None:
            raise InvalidValue(_("Type the day and the time when it began."))
        return moment_at(day, hour)


_END_LINES, _REMAINS_LINES = 2, 2


class Closing(TabColumn):
    """What is written here is kept as it is typed; only the button closes the incident.

    `statement_wanted(kind, 0)` asks for the statement that says that it is over.
    """

    statement_wanted = Signal(str, int)

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._services = services
        self._pen = pen
        self._desk: Desk | None = None
        self._half: list[HalfTypedText] = []
        self._ends: list[tuple[str, int | str]] = []
        """The part of the desk where each thing is that is still open, and what in it."""
        self._review: IncidentReview | None = None
        self._loose = Card(flush=True)
        self._loose.set_framed(False)
        self._told = text_label("", "strong")
        self._rows = ActionRows(side=0)
        self._rows.acted.connect(self._go_to)
        head = QVBoxLayout()
        spaced(head)
        head.addWidget(self._told)
        self._loose.body.addLayout(head)
        self._loose.add(self._rows)
        self._form = Form(self, services.notifier, "closing")
        self._end = LabelledField(
            _("How it ended"),
            GrowingText(_END_LINES, 10),
            _("One or two sentences that can be read to anybody. An incident is closed out loud."),
        )
        self._remains = LabelledField(
            _("What remains"),
            GrowingText(_REMAINS_LINES, 8),
            _("Tests that are still to come, a place that stays shut, people who are waiting."),
        )
        self._day = LabelledField(
            _("Review on"),
            Day(),
            _("Within five working days, also after a false alarm."),
            narrow=True,
        )
        self._beginning = BeginningCard(services, pen)
        self._wrong = WrongLine()
        self._close = button("", self._do_close, kind="primary", icon_name="flag")
        self.bar = QWidget()
        self._ending = Card()
        self._lay_out()
        self._bind()
        services.notifier.unsaved.changed.connect(self._look_again)

    def show_desk(self, desk: Desk) -> None:
        """Show what an incident lacks to be closed, or its review once it is."""
        before = self._desk.incident if self._desk else None
        self._desk = desk
        incident = desk.incident
        drill_words, words = _("End the drill"), _("Close incident")
        set_words(self._close, drill_words if incident.drill else words)
        self._show_ends(desk)
        self._form.show_subject(incident.id)
        self._beginning.show_incident(incident)
        for part in (self._loose, self._beginning, self._ending):
            part.setVisible(incident.open)
        if incident.open:
            self._drop_review()
        elif self._review is None or before is None or before.id != incident.id:
            self._show_review(incident)
        tab_as_read(self)

    def take_keyboard(self) -> None:
        """The first thing that is open, or how it ended, or the review."""
        if self._review is not None:
            self._review.take_keyboard()
        elif not self._rows.take_keyboard():
            self._end.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, _target: object) -> None:
        """There is one place only: how it ended."""
        if self._review is None:
            self._end.control.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take_keyboard()

    def drafting(self) -> bool:
        """Whether it can still be closed."""
        return self._desk is not None and self._desk.incident.open

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_control_enter(event) and self._review is None:
            self._do_close()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._close.setToolTip(control_enter())
        write = button(_("Write the closing statement"), self._want_statement, icon_name="pencil")
        for part in (self._end, self._remains, self._day, flow_row(write)):
            self._ending.add(part)
        self._ending.body.setSpacing(14)
        line = QHBoxLayout(self.bar)
        spaced(line, gap=12)
        line.addWidget(self._wrong, 1)
        line.addStretch()
        line.addWidget(self._close)
        for card in (self._loose, self._ending, self._beginning):
            self.add(card)
        self.body.addStretch(1)

    def _bind(self) -> None:
        bind = self._form.bind
        bind(self._end, lambda: self._incident().end_message, self._keep_end, "end")
        bind(self._remains, lambda: self._incident().remains, self._keep_remains, "remains")
        bind(self._day, lambda: shown(self._review_on()), self._keep_day, "day")

    def _incident(self) -> Incident:
        if self._desk is None:
            raise LookupError("no desk is shown")
        return self._desk.incident

    def _review_on(self) -> date:
        return self._incident().review_on or closing.review_day(self._services.clock.today())

    def _keep_end(self, text: str) -> None:
        self._draft(replace(self._incident(), end_message=text))

    def _keep_remains(self, text: str) -> None:
        self._draft(replace(self._incident(), remains=text))

    def _keep_day(self, text: str) -> None:
        day = checked_day(text)
        if day is None:
            raise InvalidValue(_("Type the day of the review."))
        closing.require_review_after(day, self._pen.hand().moment.astimezone().date())
        self._draft(replace(self._incident(), review_on=day))

    def _draft(self, wanted: Incident) -> None:
        incident = self._incident()
        if not incident.open or self._desk is None:
            return
        changed = actions.draft_close(self._pen, wanted)
        self._desk = replace(self._desk, incident=changed)

    def _look_again(self) -> None:
        """Something typed waits to be noted, or no longer does."""
        desk = self._desk
        if desk is not None and self._half != half_typed(self._services.notifier.unsaved, desk):
            self._show_ends(desk)

    def _show_ends(self, desk: Desk) -> None:
        self._half = half_typed(self._services.notifier.unsaved, desk)
        ends = [
            *((typed.sentence, typed.part, typed.target) for typed in self._half),
            *(
                (end.sentence, end.part.value or CHECKLIST, end.target)
                for end in open_ends.still_open(desk)
            ),
        ]
        self._ends = [(part, target) for _sentence, part, target in ends]
        self._rows.set_rows(
            [
                ActionRow(
                    str(number),
                    sentence,
                    "",
                    label_of(part),
                    severity=_("Still open"),
                )
                for number, (sentence, part, _target) in enumerate(ends)
            ]
        )
        count = len(self._ends)
        self._rows.setVisible(bool(count))
        if count:
            told = ngettext(
                "One thing is still open. You can close anyway.",
                "{count} things are still open. You can close anyway.",
                count,
            ).format(count=count)
        else:
            told = _("Nothing is left open.")
        self._told.setText(told)

    def _go_to(self, key: str) -> None:
        part, target = self._ends[int(key)]
        self._services.go("crisis", ("incident", self._incident().id, part, target or None))

    def _want_statement(self) -> None:
        self.statement_wanted.emit("closing", 0)

    def _do_close(self) -> None:
        self._form.flush()
        desk = self._desk
        if desk is None or not desk.incident.open:
            return
        if (unsaved := self._form.unsaved(desk.incident.id)) is not None:
            unsaved.control.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        day = self._review_on()

        def work() -> None:
            if desk.incident.drill:
                hand = self._pen.hand()
                actions.end_drill(self._pen, desk, desk.incident.end_message, hand)
            else:
                actions.close(self._pen, desk.incident, day)

        def say(sentence: str) -> None:
            self._wrong.say(sentence)
            if desk.incident.opened_at > self._services.clock.now():
                self._beginning.take_keyboard()
            elif not desk.incident.end_message:
                self._end.control.setFocus(Qt.FocusReason.OtherFocusReason)

        if attempt(work, self._services.notifier, say):
            self._wrong.say("")

    def _show_review(self, incident: Incident) -> None:
        self._drop_review()
        self._review = IncidentReview(self._services, incident.id)
        self.body.insertWidget(0, self._review)
        if self.isVisible():
            self._review.take_keyboard()

    def _drop_review(self) -> None:
        if self._review is not None:
            self._review.hide()
            self._review.setParent(None)
            self._review.deleteLater()
            self._review = None
