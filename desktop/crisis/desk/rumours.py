"""Bulos: what is being said, what the body that knows says of it, and the answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from core.crisis.desk import Desk
from core.crisis.kinds import StatementKind
from core.crisis.labels import statement_label, verdict_label
from core.crisis.model import Rumour, RumourVerdict, Statement, StatementState
from core.crisis.texts import filling
from core.days import clock_time
from core.i18n import _
from desktop.crisis import actions
from desktop.crisis.inline import AddingLine
from desktop.crisis.pen import Pen
from desktop.crisis.tab import RecordTab
from desktop.forms import fields
from desktop.forms.attempt import kept
from desktop.forms.form import Waiting
from desktop.forms.record import FormRow, RecordForm
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button, is_control_enter, set_words
from desktop.widgets.card import Card
from desktop.widgets.layouts import flow_row
from desktop.widgets.lists.item_list import ListItem
from desktop.widgets.text import divider, text_label

_KINDS = {
    RumourVerdict.FALSE: StatementKind.DENIAL,
    RumourVerdict.PARTLY: StatementKind.DENIAL,
    RumourVerdict.TRUE: StatementKind.CONFIRMED,
}
"""Which statement answers a rumour by its verdict; one that nobody checked has none."""


class Rumours(RecordTab[Rumour]):
    """`statement_wanted(kind, rumour)` asks for a statement of that kind about a rumour."""

    statement_wanted = Signal(str, int)

    def __init__(self, services: Services, pen: Pen) -> None:
        self._pen = pen
        self._desk: Desk | None = None
        self.card = RumourCard(services, pen)
        entry = AddingLine(
            _("What is being said"),
            services.notifier,
            self._note,
            add=_("Note the rumour"),
            placeholder=_("In the words that people use"),
            place="rumour-line",
            sentence=True,
        )
        super().__init__(
            entry, _("Rumours"), self.card, _row, self._show_rumour, self.card.take_keyboard
        )
        self.card.statement_wanted.connect(self.statement_wanted)

    def show_desk(self, desk: Desk) -> None:
        """Show the rumours of an incident; what is being typed stays."""
        self._desk = desk
        purpose = _(
            "Note each rumour as it is told, ask those who know, and only then answer, with "
            "the source."
        )
        waits = any(rumour.answered_at is None for rumour in desk.rumours)
        summary = "" if desk.rumours else purpose
        self.show_records(desk.incident.id, desk.rumours, summary, waits=waits)

    def _note(self, text: str) -> None:
        if self._desk is not None:
            self.records.list.select(actions.note_rumour(self._pen, self._desk.incident.id, text))

    def _show_rumour(self, rumour: Rumour, _place: int) -> None:
        if self._desk is not None:
            self.card.show_rumour(rumour, self._desk)


class RumourCard(Card):
    """Verdict and source are stored together, the answer when it is noted, with its hour."""

    statement_wanted = Signal(str, int)

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        spaced(self.body, (16, 14, 16, 16), gap=12)
        self._services, self._pen = services, pen
        self._rumour: Rumour | None = None
        self._published: Statement | None = None
        self._said, self._when = text_label("", "strong"), text_label("", "small")
        self._unchecked = text_label(
            _("Nobody has checked it yet: do not deny it before somebody has."), "muted"
        )
        self._write = button("", self._want_statement, kind="primary", icon_name="pencil")
        self._note = button(_("Note the answer"), self._note_answer, icon_name="check")
        self._told = button("", self._answer_by_statement, icon_name="link")
        self.form = RecordForm(services.notifier, self._described(), self._save, place="rumour")
        self.add(self._said)
        self.add(self.form)

    def show_rumour(self, rumour: Rumour, desk: Desk) -> None:
        """Show a rumour as it is now; what is typed and not kept stays."""
        self._rumour = rumour
        self._said.setText(rumour.claim)
        self.form.show_item(rumour, rumour.id)
        checked = rumour.verdict is not RumourVerdict.UNCHECKED
        self._unchecked.setVisible(not checked)
        self._write.setVisible(checked)
        is_true = rumour.verdict is RumourVerdict.TRUE
        set_words(self._write, _("Confirm the facts") if is_true else _("Deny the rumour"))
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

    def take_keyboard(self) -> None:
        """The verdict while there is none, then the answer."""
        rumour = self._rumour
        checked = rumour is not None and rumour.verdict is not RumourVerdict.UNCHECKED
        self.form.take_keyboard("answer" if checked else "verdict")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_control_enter(event):
            self._note_answer()
        else:
            super().keyPressEvent(event)

    def _described(self) -> list[FormRow]:
        source_help = _(
            "The organisation that knows, or the person and the role. The denial will name it."
        )
        answer_help = _("Ctrl+Enter notes it with its hour.")
        return [
            fields.sentence("seen", _("Where it was seen")),
            *fields.together(
                "verdict",
                fields.chips("verdict", _("What those who know say"), RumourVerdict, verdict_label),
                fields.sentence("source", _("Who has confirmed it"), source_help),
            ),
            self._unchecked,
            fields.asked(
                fields.lines("answer", _("What was answered, and where"), answer_help, rows=2),
                _("Not noted yet: press Ctrl+Enter to note it."),
            ),
            self._when,
            flow_row(self._write, self._note, self._told),
            divider(),
            fields.sentence("claim", _("Words of the rumour")),
        ]

    def _save(self, rumour: Rumour, field: str) -> None:
        if field not in ("verdict", "source"):
            actions.reword_rumour(self._pen, rumour)
        elif rumour.source or rumour.verdict is RumourVerdict.UNCHECKED or field == "source":
            actions.judge_rumour(self._pen, rumour)
        else:
            raise Waiting({"source": _("It counts once you say who has confirmed it.")})

    def _note_answer(self) -> None:
        self._answer(self.form.typed("answer"), None)

    def _answer_by_statement(self) -> None:
        if self._published is not None:
            kind = statement_label(self._published.kind)
            words = _("By the statement “{statement}”.").format(statement=kind)
            self._answer(self.form.typed("answer").strip() or words, self._published.id)

    def _answer(self, text: str, statement_id: int | None) -> None:
        rumour, field = self._rumour, self.form.field("answer")
        if rumour is None:
            return
        notifier = self._services.notifier
        if kept(
            field, notifier, lambda: actions.answer_rumour(self._pen, rumour, text, statement_id)
        ):
            self.form.settle("answer")
        else:
            field.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want_statement(self) -> None:
        if self._rumour is not None:
            kind = _KINDS.get(self._rumour.verdict, StatementKind.DENIAL)
            self.statement_wanted.emit(kind.value, self._rumour.id)


def _row(_place: int, rumour: Rumour) -> ListItem:
    if rumour.answered_at is not None:
        state = _("answered at {time}").format(time=clock_time(rumour.answered_at))
    elif rumour.verdict is RumourVerdict.UNCHECKED:
        state = ""
    else:
        state = _("not answered")
    line = " · ".join(part for part in (clock_time(rumour.at), rumour.seen, state) if part)
    return ListItem(rumour.id, rumour.claim, line, verdict_label(rumour.verdict))


def _published(desk: Desk, rumour: Rumour) -> Statement | None:
    """The newest statement that may have answered a rumour and is not tied to it yet; one that was
    written for another rumour has not."""
    if rumour.answered_at is not None:
        return None
    found = [
        statement.statement
        for statement in desk.statements
        if statement.statement.state is StatementState.PUBLISHED
        and filling.rumour_of(desk, statement.statement.id) in (None, rumour.id)
        and statement.statement.kind is _KINDS.get(rumour.verdict)
        and statement.statement.published_at is not None
        and statement.statement.published_at >= rumour.at
    ]
    return found[-1] if found else None
