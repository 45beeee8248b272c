"""A draft: its blanks, its text, its approval."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis.desk import Desk, Worded
from core.crisis.kinds import StatementPart
from core.crisis.model import StatementText
from core.crisis.scenario import Blank, ScenarioStep
from core.crisis.texts import filling
from core.crisis.texts.checks import NEEDED, Known, checks
from core.days import checked_hour, clock_time
from core.errors import InvalidValue
from core.i18n import _, pgettext
from core.roster.model import Hat
from core.town.model import language_name
from desktop.crisis import actions
from desktop.crisis.pen import Pen
from desktop.crisis.statements import actions as statement_actions
from desktop.crisis.statements.approval import Approval, CheckList
from desktop.crisis.statements.blanks import BlankFields
from desktop.crisis.statements.fields import HourLine, PartField, StepQuestions
from desktop.crisis.statements.readings import Reading, Readings
from desktop.crisis.statements.words import TextView
from desktop.forms.attempt import attempt, kept
from desktop.forms.form import Form
from desktop.notifier import Notifier
from desktop.theme.scaling import spaced
from desktop.widgets.button import button, control_enter, is_control_enter
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Columns
from desktop.widgets.text import text_label

_SHARES, _TWO = (276, 446), 620
"""Blanks and text: side by side from this width in px at 100 %."""


@dataclass(frozen=True)
class DraftCard:
    """A draft in one language, with what is read along with it."""

    desk: Desk
    worded: Worded
    language: str
    known: Known
    blanks: tuple[Blank, ...] = ()
    """The blanks that its text has."""
    asked: Sequence[tuple[ScenarioStep, str]] = ()
    """Steps it would speak of that nobody has ticked, with what it would say."""
    readings: Sequence[Reading] = ()
    """What goes out in other words; with none there is but the whole text."""
    source: StatementText | None = None
    """What it is translated from, in a language that is not written first."""

    @property
    def text(self) -> StatementText:
        """Its words."""
        return self.worded.text(self.language)


class DraftEditor(QWidget):
    """`approved` says that somebody answers for it, `dropped` that nobody will."""

    approved = Signal(int)
    dropped = Signal()

    def __init__(self, pen: Pen, notifier: Notifier) -> None:
        super().__init__()
        self._pen = pen
        self._notifier = notifier
        self._draft: DraftCard | None = None
        self._everything = False
        self._form = Form(self, notifier, "statement")
        self.steps = StepQuestions(pen)
        self.blanks = BlankFields(notifier, self._save_blank)
        self.parts = {part: PartField(part) for part in StatementPart}
        self._hour = LabelledField(_("Next notice, at"), HourLine(), narrow=True)
        self._proposed = text_label(_("A proposal: it is promised once this text is out."), "small")
        self._more = button(_("Add another part"), self._show_everything, kind="quiet")
        self._checks = CheckList()
        self._whole = TextView(notifier)
        self.readings = Readings(notifier)
        self.approval = Approval()
        self._drop = button(_("Drop draft"), self._drop_it, kind="quiet", icon_name="trash")
        self._text = QWidget()
        self._lay_out()
        for part, shown in self.parts.items():
            self._form.bind(
                shown.field, partial(self._words, part), partial(self._save, part), part
            )
        self._form.bind(self._hour, self._promised, self._save_hour, "hour")
        self.approval.approved.connect(self._approve)
        self.steps.done.connect(self._confirm)
        self.steps.not_yet.connect(self._leave_out)
        self.approval.next_asked.connect(self.go_on)
        self.readings.turned.connect(self._text.setVisible)
        for shown in self.parts.values():
            shown.text.blank_asked.connect(self.blanks.go_to)

    def show_draft(self, draft: DraftCard) -> None:
        """Show a draft; what is being typed stays."""
        before = self._draft
        other = before is None or before.worded.statement.id != draft.worded.statement.id
        if other or (before is not None and before.language != draft.language):
            self.flush()
        self._draft = draft
        worn = draft.desk.worn(Hat.DECIDES)
        name = worn.name if worn else ""
        if other:
            self._everything = False
            self.approval.start(name)
        self.approval.propose(name)
        self.steps.show_steps(draft.asked)
        values = filling.values(draft.desk, draft.worded.statement, draft.language)
        labels, number = filling.labels_of(draft.desk), draft.desk.incident.id
        self.blanks.show_blanks(draft.blanks, labels, values, draft.language, number)
        for part in self.parts.values():
            part.text.show_said(values.values())
        self._show_parts(draft)
        self._form.show_subject((draft.worded.statement.id, draft.language))
        self._checks.show_checks(checks(draft.worded.statement, draft.text, draft.known))
        whole = filling.public(draft.desk.incident, draft.text)
        self._whole.show_text(whole)
        self.readings.show_readings(whole, draft.readings)
        blanks = self.blanks.missing(draft.text)
        self.approval.show_missing(blanks, self.steps.count(), draft.known.not_false)

    def take_keyboard(self) -> None:
        """The first blank that is empty, or the first part without words, or the approval."""
        blank = self.blanks.first()
        if blank is not None:
            blank.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        shown = [part for part in self.parts.values() if not part.isHidden()]
        empty = (field for field in shown if not field.field.control.toPlainText().strip())  # type: ignore[attr-defined]  # a Paragraph
        (next(empty, None) or shown[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Save now whatever waits."""
        self.blanks.flush()
        self._form.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_control_enter(event):
            self.go_on()
        else:
            super().keyPressEvent(event)

    def go_on(self) -> None:
        """To the next thing that is missing, or else to the approval."""
        if not self._all_stored() or self._draft is None:
            return
        blank = self.blanks.first() if self.blanks.missing(self._draft.text) else None
        if blank is not None:
            blank.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.steps.count():
            self.steps.take_keyboard()
        else:
            self.approval.take_keyboard()

    def _lay_out(self) -> None:
        """What is filled in at the left, and the text at the right while there is room."""
        left, right = QWidget(), QWidget()
        box = QVBoxLayout(left)
        spaced(box, gap=14)
        box.addWidget(self.blanks)
        keys = _("{key} goes on to the next field, {keys} to what is missing.")
        box.addWidget(
            text_label(keys.format(key=pgettext("key", "Enter"), keys=control_enter()), "small")
        )
        box.addWidget(self._checks)
        text = QVBoxLayout(self._text)
        spaced(text, gap=14)
        for part in (*self.parts.values(), self._more, self._hour, self._proposed, self._whole):
            text.addWidget(part)
        text.setAlignment(self._more, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(right)
        spaced(column, gap=14)
        for part in (self.steps, self.readings, self._text):
            column.addWidget(part)
        column.addWidget(self._drop, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(Columns(left, right, shares=_SHARES, least=_TWO, ragged=True))

    def _show_parts(self, draft: DraftCard) -> None:
        """The parts that its kind asks for, and those that have words."""
        needed = NEEDED[draft.worded.statement.kind]
        hidden = 0
        for part, shown in self.parts.items():
            there = self._everything or part in needed or bool(draft.text.part(part))
            shown.setVisible(there)
            hidden += not there
            source = draft.source
            shown.show_source(
                language_name(source.language) if source else "",
                source.part(part).strip() if source else "",
            )
        self._more.setVisible(hidden > 0)
        due = draft.worded.statement.next_update_at
        self._hour.setVisible(due is not None)
        self._proposed.setVisible(due is not None and due != draft.desk.promise)

    def _show_everything(self) -> None:
        if self._draft is None:
            return
        first = next(part for part in self.parts.values() if part.isHidden())
        self._everything = True
        self._show_parts(self._draft)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self, part: StatementPart) -> str:
        return self._draft.text.part(part) if self._draft else ""

    def _promised(self) -> str:
        due = self._draft.worded.statement.next_update_at if self._draft else None
        return clock_time(due) if due else ""

    def _save(self, part: StatementPart, typed: str) -> None:
        draft = self._draft
        if draft is None or typed == draft.text.part(part):
            return
        statement_actions.write(self._pen, draft.text, part, typed)

    def _save_hour(self, typed: str) -> None:
        draft = self._draft
        if draft is None or typed == self._promised():
            return
        hour = checked_hour(typed)
        if hour is None:
            raise InvalidValue(_("Say at what time there will be more."))
        statement_actions.promise(self._pen, draft.worded, hour)

    def _save_blank(self, blank_id: str, typed: str) -> None:
        draft = self._draft
        if draft is not None:
            statement_actions.fill_blank(
                self._pen, draft.desk, blank_id, typed, draft.language, draft.worded.statement
            )

    def _confirm(self, step: ScenarioStep, typed: str, field: LabelledField) -> None:
        """It was done at that hour: tick it, and the text says so."""
        draft = self._draft

        def work() -> None:
            hour = checked_hour(typed)
            if draft is None or hour is None:
                raise InvalidValue(_("Say at what time it was done."))
            actions.tick_at(self._pen, draft.desk.incident, step, hour)

        kept(field, self._notifier, work)

    def _leave_out(self, step: ScenarioStep) -> None:
        draft = self._draft
        if draft is not None:
            statement_actions.leave_out(self._pen, draft.worded, step)

    def _all_stored(self) -> bool:
        """Save what waits; where something cannot be stored, go to it and say that it holds."""
        self.flush()
        draft = self._draft
        if draft is None:
            return False
        number, languages = (
            draft.worded.statement.id,
            [text.language for text in draft.worded.texts],
        )
        for language in dict.fromkeys((draft.language, *languages)):
            here = language == draft.language
            field = (self.blanks.unsaved() if here else None) or self._form.unsaved(
                (number, language)
            )
            if field is not None:
                self._refuse(field, "" if here else language)
                return False
        return True

    def _refuse(self, field: LabelledField, elsewhere: str) -> None:
        """Nobody answers for words that are not in the text: say which, and go there."""
        name = field.control.accessibleName()
        if elsewhere:
            name = f"{name} ({language_name(elsewhere)})"
        said = _("What you typed in “{field}” is not in the text yet: correct it first.")
        self.approval.show_error(said.format(field=name))
        if not elsewhere:
            field.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _approve(self, by: str, how: str) -> None:
        if not self._all_stored() or (draft := self._draft) is None:
            return

        def work() -> None:
            statement_actions.approve(self._pen, draft.desk.incident, draft.worded, by, how)

        if attempt(work, self._notifier, self.approval.show_error):
            self.approval.clear()
            self.approved.emit(draft.worded.statement.id)

    def _drop_it(self) -> None:
        draft = self._draft
        if draft is None:
            return

        def work() -> None:
            statement_actions.drop(self._pen, draft.worded)

        if attempt(work, self._notifier, self.approval.show_error):
            self.dropped.emit()
