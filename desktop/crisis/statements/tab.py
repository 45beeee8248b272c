"""The tab of statements: begun, in the works, out."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.crisis.desk import Desk, Worded
from core.crisis.kinds import StatementKind
from core.crisis.labels import statement_label
from core.crisis.model import StatementState
from core.crisis.statements import publishing, statements, steps
from core.crisis.texts import denied, filling
from core.crisis.texts.checks import Known
from core.days import day_and_time
from core.errors import AppError
from core.exchange.outgoing import Outgoing
from core.i18n import _
from core.roster import records as roster_records
from core.store import Connection
from core.town.model import language_name
from desktop.crisis.pen import Pen
from desktop.crisis.statements import actions, words
from desktop.crisis.statements.draft import DraftCard, DraftEditor
from desktop.crisis.statements.published import Approved, ApprovedView
from desktop.crisis.statements.readings import readings_of
from desktop.crisis.statements.words import state
from desktop.crisis.tab import TabColumn
from desktop.forms.sending import Sender
from desktop.services import Services
from desktop.theme.icons import icon
from desktop.theme.scaling import follow_theme, restyle, spaced
from desktop.theme.theme import current
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.choices import Option, Segmented
from desktop.widgets.layouts import FlowLayout, empty, flow_row
from desktop.widgets.lists.item_list import ItemList
from desktop.widgets.lists.master_detail import MasterDetail
from desktop.widgets.marks import Chip
from desktop.widgets.text import text_label


class StatementHead(QWidget):
    """`language_chosen` when another language is to be shown."""

    language_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind = text_label("", "section")
        self._state = Chip("")
        self._languages: tuple[str, ...] = ()
        self._chips: Segmented | None = None
        line = QHBoxLayout()
        spaced(line, gap=8)
        line.addWidget(self._kind, 1)
        line.addWidget(self._state, 0, Qt.AlignmentFlag.AlignVCenter)
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=8)
        self._box.addLayout(line)

    def show_statement(self, desk: Desk, worded: Worded, languages: Sequence[str]) -> None:
        """Show a statement; with one language there is nothing to choose."""
        self._kind.setText(statement_label(worded.statement.kind))
        self._state.show_level(*state(desk, worded))
        if tuple(languages) == self._languages:
            return
        self._languages = tuple(languages)
        if self._chips is not None:
            self._chips.hide()
            self._chips.deleteLater()
            self._chips = None
        if len(languages) > 1:
            choices = [Option(language, language_name(language)) for language in languages]
            self._chips = Segmented(choices, name=_("Language"))
            self._chips.changed.connect(lambda _chosen: self.language_chosen.emit())
            self._box.addWidget(self._chips)
            # Qt would show it a moment later, and the keyboard goes past what is not shown.
            self._chips.show()

    def language(self) -> str:
        """The one that is chosen."""
        return self._chips.chosen() if self._chips else self._languages[0]


_NARROWEST = 160


class Starter(QWidget):
    """`wanted` carries the kind of statement to begin."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._next = StatementKind.HOLDING
        self._shown: object = None
        self._begin = button("", lambda: self._want(self._next), icon_name="plus")
        self._others = button(_("Another statement"), self._unfold, kind="quiet")
        # With letters twice as large its words are wider than a small window.
        follow_theme(self, lambda: self._begin.setMinimumWidth(current().px(_NARROWEST)))
        first = QWidget()
        row = FlowLayout(first)
        spaced(row, gap=8)
        row.addWidget(self._begin)
        row.addWidget(self._others)
        self._more = QWidget()
        self._flow = FlowLayout(self._more)
        spaced(self._flow, gap=8)
        self._more.hide()
        box = QVBoxLayout(self)
        spaced(box, gap=8)
        box.addWidget(first)
        box.addWidget(self._more)

    def show_kinds(
        self, following: StatementKind, kinds: Sequence[StatementKind], *, waits: bool
    ) -> None:
        """Offer these; while one `waits` to go on with, beginning another stands back."""
        shown = (following, tuple(kinds), waits)
        if shown == self._shown:
            return
        self._shown = shown
        self._next = following
        words = _("Begin: {kind}").format(kind=statement_label(following))
        self._begin.setProperty("kind", "secondary" if waits else "primary")
        # Its icon has the colour of the words on it.
        self._begin.setIcon(icon("plus", "ink" if waits else "on_brand"))
        restyle(self._begin)
        set_words(self._begin, words)
        empty(self._flow)
        for kind in kinds:
            if kind is not following:
                self._flow.addWidget(button(statement_label(kind), partial(self._want, kind)))

    def take_keyboard(self) -> None:
        """The one that comes next."""
        self._begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unfold(self) -> None:
        self._more.setVisible(self._more.isHidden())

    def _want(self, kind: StatementKind) -> None:
        self._more.hide()
        self.wanted.emit(kind)


_MOST, _GAP = 4, 12


class Statements(TabColumn):
    """What to begin, the list, and below it the one that is chosen.

    `writing(on)` says that a draft is being written, which wants room. Its `bar` stands in the foot
    of the desk.
    """

    writing = Signal(bool)

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._services = services
        self._pen = pen
        self._desk: Desk | None = None
        self.starter = Starter()
        self._empty = text_label(
            _("What the town says in public: the first notice, updates, denials, the end."), "muted"
        )
        self._head = StatementHead()
        self.draft = DraftEditor(pen, services.notifier)
        self.bar = self.draft.approval
        self.approved = ApprovedView(pen, services.notifier)
        self._sending = Sender(services.notifier, self._outgoing)
        card = Card()
        for part in (self._head, self.draft, self.approved, flow_row(self._sending.button)):
            card.add(part)
        self.records: MasterDetail[Worded] = MasterDetail(
            ItemList(_("Statements"), most=_MOST),
            card,
            lambda _place, worded: words.row(self._desk, worded),
            lambda worded, _place: self._show(worded),
            self.take_keyboard,
            key=lambda worded: worded.statement.id,
            gap=_GAP,
        )
        self.list = self.records.list
        spaced(self.body, gap=_GAP)
        for shown in (self.starter, self._empty, self.records):
            self.add(shown)
        self.body.addStretch()
        self.records.copies(self._sending.copy)
        self._connect()

    def show_desk(self, desk: Desk) -> None:
        """Show the statements of an incident; what is being typed stays."""
        self._desk = desk
        self._empty.setVisible(not desk.statements)
        self.records.show_records(tuple(reversed(desk.statements)))
        self._offer(desk)
        # One alone is below with all of it.
        self.list.setVisible(len(desk.statements) > 1)
        tab_as_read(self)

    def drafting(self) -> bool:
        """Whether the one that is chosen is a draft."""
        worded = self.records.record()
        return worded is not None and worded.statement.state is StatementState.DRAFT

    def take_keyboard(self) -> None:
        """The one that is chosen, or what can be begun."""
        worded = self.records.record()
        self.writing.emit(self.drafting())
        if worded is None:
            self.starter.take_keyboard()
        elif worded.statement.state is StatementState.DRAFT:
            self.draft.take_keyboard()
        elif worded.statement.state is StatementState.DROPPED:
            self._above()
        else:
            self.approved.take_keyboard()

    def show_target(self, target: object) -> None:
        """A statement by its id; or by its kind: the one that waits, else a new draft of it."""
        if isinstance(target, str) and target in list(StatementKind):
            self._open_kind(StatementKind(target))
        elif isinstance(target, int):
            self._go_to(target)
        else:
            self.take_keyboard()

    def begin(self, kind: StatementKind) -> None:
        """Begin a draft, or go on with the one that waits."""
        desk = self._desk
        if desk is None:
            return
        there = steps.live(desk, kind)
        if there is not None:
            self._go_to(there.statement.id)
            return
        try:
            made = actions.begin(self._pen, desk, kind)
        except AppError as error:
            self._services.notifier.error(error)
        else:
            self._go_to(made)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.window().focusWidget()
        inside = here is not None and self.records.card.isAncestorOf(here)
        if event.key() == Qt.Key.Key_Escape and inside and self.list.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.starter.wanted.connect(self.begin)
        self._head.language_chosen.connect(self.records.show_again)
        self.draft.approved.connect(self._go_to)
        self.approved.begun.connect(self._go_to)
        self.draft.dropped.connect(self._above)
        self.approved.correction_wanted.connect(lambda: self.begin(StatementKind.CORRECTION))

    def _open_kind(self, kind: StatementKind) -> None:
        """From a step: what waits first; a first line that is out is shown, not begun again."""
        desk = self._desk
        if desk is None:
            return
        out = (
            item.statement.id
            for item in reversed(desk.statements)
            if item.statement.kind is kind and item.statement.state is StatementState.PUBLISHED
        )
        again = kind is StatementKind.HOLDING and steps.live(desk, kind) is None
        shown = next(out, None) if again else None
        if shown is None:
            self.begin(kind)
        else:
            self._go_to(shown)

    def _go_to(self, statement_id: int) -> None:
        """Choose one, which may just have been made, and give it the keyboard."""
        self.records.open(statement_id)

    def _above(self) -> None:
        """The list, or what can be begun where it has nothing to choose."""
        if self.list.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.starter.take_keyboard()

    def _show(self, worded: Worded) -> None:
        desk = self._desk
        if desk is None:
            return
        drafting = worded.statement.state is StatementState.DRAFT
        with self._services.store.read() as connection:
            written = [text.language for text in worded.texts if drafting or text.whole]
            due = statements.languages(connection) if drafting else ()
            languages = tuple(dict.fromkeys((*due, *written))) or (desk.incident.language,)
            self._head.show_statement(desk, worded, languages)
            language = self._head.language()
            if drafting:
                self.draft.show_draft(self._read_draft(connection, desk, worded, language))
            else:
                said = filling.filling(connection, desk, worded.statement, language)
                outlets = publishing.outlets(connection, desk, worded, language, said)
                self.approved.show_approved(Approved(desk, worded, language, outlets))
        self.draft.setVisible(drafting)
        self.approved.setVisible(not drafting)
        if not self.bar.isHidden() and not drafting:
            self.writing.emit(False)
        self.bar.setVisible(drafting)
        self._offer(desk)

    def _offer(self, desk: Desk) -> None:
        """What can be begun; it stands back while one waits, or is not out everywhere yet."""
        waits = any(statement.statement.state in steps.LIVE for statement in desk.statements)
        waits = waits or (not self.approved.isHidden() and self.approved.goes_on())
        self.starter.show_kinds(steps.next_kind(desk), steps.kinds(desk), waits=waits)

    def _outgoing(self) -> Outgoing | None:
        """What is chosen in the language that is shown, a draft with what is typed right now."""
        self.draft.flush()
        worded, desk = self.records.record(), self._desk
        if worded is None or desk is None:
            return None
        statement = worded.statement
        title = statement_label(statement.kind)
        if statement.state is StatementState.DRAFT:
            title = _("Draft: {title}").format(title=title)
        text = filling.public(desk.incident, worded.text(self._head.language()))
        at = statement.approved_at or statement.made_at
        return Outgoing(title, text, day_and_time(at))

    def _read_draft(
        self, connection: Connection, desk: Desk, worded: Worded, language: str
    ) -> DraftCard:
        statement, text = worded.statement, worded.text(language)
        known = Known(
            roster_records.everyone(connection),
            [complainant.label for complainant in desk.complainants],
            self._pen.hand().moment,
            words.undone(desk, statement, text),
            steps.awaited(desk, statement),
            words.not_false(desk, statement) or denied.says_unheard(desk, statement),
        )
        first = language == statements.languages(connection)[0]
        translating = not first or language != desk.incident.language
        source = filling.to_translate(connection, desk, worded, language) if translating else None
        blanks = filling.blanks_of(connection, desk, statement, language)
        said = filling.filling(connection, desk, statement, language)
        asked = steps.asked(desk, worded, language, said)
        outlets = publishing.outlets(connection, desk, worded, language, said)
        readings = readings_of(outlets)
        return DraftCard(desk, worded, language, known, blanks, asked, readings, source)
