"""One rumour: the claim, the verdict with its source, and how it was answered."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from core.crisis import statement_texts, voices
from core.crisis.desk import Desk
from core.crisis.kinds import StatementKind
from core.crisis.labels import statement_label, verdict_label
from core.crisis.model import Rumour, RumourVerdict, Statement, StatementState
from core.days import clock_time
from core.i18n import _
from desktop.crisis.adding_line import kept, not_noted
from desktop.crisis.pen import Pen
from desktop.forms import fields
from desktop.forms.growing import GrowingText
from desktop.forms.held import Held
from desktop.forms.record import RecordForm
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.enter_keys import is_control_enter
from desktop.widgets.filter_chips import FilterChips, FilterChoice
from desktop.widgets.flow_layout import flow_row
from desktop.widgets.labelled import LabelledField
from desktop.widgets.text import divider, text_label

_KINDS = {
    RumourVerdict.FALSE: StatementKind.DENIAL,
    RumourVerdict.PARTLY: StatementKind.DENIAL,
    RumourVerdict.TRUE: StatementKind.CONFIRMED,
}
"""Which statement answers a rumour by its verdict; one that nobody checked has none."""


class RumourCard(Card):
    """What is typed of a rumour and not kept yet comes back with it.

    `statement_wanted(kind, rumour)` asks for a statement about it.
    """

    statement_wanted = Signal(str, int)

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        spaced(self.body, (16, 14, 16, 16), gap=12)
        self._services = services
        self._pen = pen
        self._rumour: Rumour | None = None
        self._verdicts: dict[int, RumourVerdict] = {}
        self._said = text_label("", "strong")
        self._seen = RecordForm(
            services.notifier,
            [fields.line("seen", _("Where it was seen"))],
            self._reword,
            place="rumour",
        )
        self._claim = RecordForm(
            services.notifier,
            [fields.line("claim", _("The words of the rumour"))],
            self._reword,
            place="rumour",
        )
        self._verdict = FilterChips(
            [FilterChoice(one, verdict_label(one)) for one in RumourVerdict],
            name=_("What the body that knows says"),
        )
        self._source = QLineEdit()
        self._source_field = LabelledField(
            _("Who has confirmed it"),
            self._source,
            _("The body that knows, or the person and the post. The denial will name it."),
        )
        self._answer = GrowingText(2, 8)
        self._answer_field = LabelledField(
            _("What was answered, and where"), self._answer, _("Ctrl+Enter notes it with its hour.")
        )
        unsaved = services.notifier.unsaved
        self._half_source = Held(
            self._source, unsaved, "rumour.source", self._mark_source, lambda: self._of("source")
        )
        self._half_answer = Held(
            self._answer, unsaved, "rumour.answer", self._mark_answer, lambda: self._of("answer")
        )
        self._when = text_label("", "small")
        self._write = button("", self._want_statement, kind="primary", icon_name="pencil")
        self._note = button(_("Note the answer"), self._note_answer, icon_name="check")
        self._told = button("", self._answered_by_statement, icon_name="link")
        self._unchecked = text_label(
            _("Nobody has checked it yet: do not deny it before somebody has."), "muted"
        )
        self._published: Statement | None = None
        # Arrows pass over a verdict that is not meant, and the log forgets nothing.
        self._pause = services.notifier.unsaved.pause(self, self._judge)
        self._lay_out()
        self._connect()

    def show_rumour(self, rumour: Rumour, desk: Desk) -> None:
        """Show a rumour as it is now; what is typed and not kept stays."""
        other = self._rumour is None or self._rumour.id != rumour.id
        if other and self._rumour is not None:
            self._judge()
            for half in (self._half_source, self._half_answer):
                half.keep()
        self._rumour = rumour
        self._said.setText(rumour.claim)
        for form in (self._seen, self._claim):
            form.show_item(rumour, rumour.id)
        if other:
            self._pause.stop()
            self._source_field.clear_message()
            self._answer_field.clear_message()
        self._show_verdict(rumour)
        for half in (self._half_source, self._half_answer):
            half.show_subject(rumour.id)
        self._show_answer(rumour, desk)

    def take_keyboard(self) -> None:
        """The verdict while there is none, then the source, then the answer."""
        rumour = self._rumour
        if rumour is None or rumour.verdict is RumourVerdict.UNCHECKED:
            self._verdict.toggle(self._verdict.chosen()[0]).setFocus(
                Qt.FocusReason.OtherFocusReason
            )
        else:
            self._answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_control_enter(event):
            self._note_answer()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        row = flow_row(self._write, self._note, self._told)
        self.add(self._said)
        self.add(self._seen)
        self.add(text_label(_("What the body that knows says"), "strong"))
        for part in (
            self._verdict, self._source_field, self._unchecked, self._answer_field, self._when, row,
        ):  # fmt: skip
            self.add(part)
        self.add(divider())
        self.add(self._claim)

    def _connect(self) -> None:
        self._verdict.changed.connect(lambda _keys: self._choose())
        self._source.editingFinished.connect(self._judge)
        self._answer.textChanged.connect(self._answer_field.clear_message)

    def _show_verdict(self, rumour: Rumour) -> None:
        chosen = self._verdicts.get(rumour.id, rumour.verdict)
        if self._verdict.chosen() != [chosen]:
            blocked = self._verdict.blockSignals(True)
            self._verdict.choose([chosen])
            self._verdict.blockSignals(blocked)

    def _show_answer(self, rumour: Rumour, desk: Desk) -> None:
        checked = rumour.verdict is not RumourVerdict.UNCHECKED
        self._unchecked.setVisible(not checked)
        self._write.setVisible(checked)
        told = rumour.verdict is RumourVerdict.TRUE
        set_words(self._write, _("Confirm the facts") if told else _("Deny it"))
        self._published = _published(desk, rumour)
        self._told.setVisible(self._published is not None)
        if self._published is not None and self._published.published_at is not None:
            words = _("Answered by “{statement}”, {time}").format(
                statement=statement_label(self._published.kind),
                time=clock_time(self._published.published_at),
            )
            set_words(self._told, words)
        at = rumour.answered_at
        self._when.setText(_("Answered at {time}.").format(time=clock_time(at)) if at else "")
        self._when.setVisible(at is not None)

    def _reword(self, rumour: Rumour, field: str) -> None:
        """Store the one field: the form of another does not know of it yet."""
        if self._rumour is None:
            return
        changed = replace(self._rumour, **{field: getattr(rumour, field)})
        with self._pen.writing() as db:
            voices.reword(db, changed)
        self._rumour = changed

    def _choose(self) -> None:
        """Another verdict: kept with its source after a moment, or the source is asked for."""
        if self._rumour is None:
            return
        verdict = RumourVerdict(self._verdict.chosen()[0])
        self._verdicts[self._rumour.id] = verdict
        if self._source.text().strip() or verdict is RumourVerdict.UNCHECKED:
            self._source_field.clear_message()
            self._pause.key()
        else:
            self._pause.stop()
            self._source_field.show_draft(_("It counts once it is said who has confirmed it."))

    def _judge(self) -> None:
        """Keep verdict and source, when one of them is new."""
        self._pause.stop()
        rumour = self._rumour
        if rumour is None or not (rumour.id in self._verdicts or self._half_source.has_drafts()):
            return
        verdict = self._verdicts.get(rumour.id, rumour.verdict)
        source = self._source.text()

        def work() -> None:
            with self._pen.writing() as db:
                voices.judge(db, rumour, verdict, source, self._pen.hand())

        if kept(self._source_field, self._services.notifier, work):
            self._verdicts.pop(rumour.id, None)
            self._rumour = replace(rumour, verdict=verdict, source=source)
            self._half_source.taken()

    def _of(self, field: str) -> str:
        """What is stored of the rumour that is shown."""
        return getattr(self._rumour, field) if self._rumour is not None else ""

    def _mark_source(self, half: bool) -> None:
        if half and not self._source_field.message():
            self._source_field.show_draft(not_noted())

    def _mark_answer(self, half: bool) -> None:
        if half:
            self._answer_field.show_draft(_("Not noted yet: press Ctrl+Enter to note it."))

    def _note_answer(self) -> None:
        self._answered(self._answer.toPlainText(), None)

    def _answered_by_statement(self) -> None:
        if self._published is not None:
            words = self._answer.toPlainText().strip()
            title = _("By the statement “{statement}”.").format(
                statement=statement_label(self._published.kind)
            )
            self._answered(words or title, self._published.id)

    def _answered(self, text: str, statement_id: int | None) -> None:
        rumour = self._rumour
        if rumour is None:
            return

        def work() -> None:
            with self._pen.writing() as db:
                voices.answer(db, rumour, text, self._pen.hand(), statement_id)

        if kept(self._answer_field, self._services.notifier, work):
            self._rumour = replace(rumour, answer=text)
            self._half_answer.taken()
        else:
            self._answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want_statement(self) -> None:
        if self._rumour is not None:
            kind = _KINDS.get(self._rumour.verdict, StatementKind.DENIAL)
            self.statement_wanted.emit(kind.value, self._rumour.id)


def _published(desk: Desk, rumour: Rumour) -> Statement | None:
    """The newest statement that may have answered a rumour and is not tied to it yet; one that was
    written for another rumour has not."""
    if rumour.answered_at is not None:
        return None
    found = [
        one.statement
        for one in desk.statements
        if one.statement.state is StatementState.PUBLISHED
        and statement_texts.rumour_of(desk, one.statement.id) in (None, rumour.id)
        and one.statement.kind is _KINDS.get(rumour.verdict)
        and one.statement.published_at is not None
        and one.statement.published_at >= rumour.at
    ]
    return found[-1] if found else None
