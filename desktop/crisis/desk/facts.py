"""Hechos: what has to be found out, the answer, and who gave it."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.incidents import voices
from core.crisis.model import Fact
from core.errors import InvalidValue
from core.i18n import _, ngettext, pgettext
from core.pictures.model import Owner, OwnerKind
from core.town.model import checked_lines
from desktop.crisis import actions
from desktop.crisis.inline import AddingLine, not_noted
from desktop.crisis.pen import Pen
from desktop.crisis.tab import TabColumn
from desktop.forms.attempt import kept
from desktop.forms.form import Form
from desktop.forms.lines import GrowingLine
from desktop.pictures.card import KeptPictures
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.waiting import NEW
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import control_enter, icon_button, is_control_enter
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Columns
from desktop.widgets.marks import IconMark
from desktop.widgets.text import text_label

_BESIDE = 340
_MARK = 18

Said = tuple[str, str]
"""An answer and who gives it."""


class Facts(TabColumn):
    """The questions, one below the other; Enter goes on to the next field."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._services, self._pen = services, pen
        self._incident_id = 0
        self._rows: dict[int, FactRow] = {}
        self._count = text_label("", "muted")
        self._card = Card()
        self._box = QVBoxLayout()
        spaced(self._box, gap=14)
        self._card.body.addLayout(self._box)
        self.entry = AddingLine(
            _("Another question"),
            services.notifier,
            self._ask,
            add=_("Add the question"),
            placeholder=_("What else has to be known?"),
            place="fact-line",
            sentence=True,
        )
        self._pictures = KeptPictures(services, self, "picture")
        for part in (self._count, self._card, self.entry, self._pictures):
            self.add(part)
        self.body.addStretch(1)

    def show_desk(self, desk: Desk) -> None:
        """Show the facts of an incident; the field being typed in stays."""
        self._incident_id = desk.incident.id
        self.entry.show_subject(self._incident_id)
        self._pictures.show_owner(Owner(OwnerKind.INCIDENT, self._incident_id))
        if list(self._rows) != [fact.id for fact in desk.facts]:
            self._build(desk.facts)
        for fact in desk.facts:
            self._rows[fact.id].show_fact(fact)
        found = sum(bool(fact.answer) for fact in desk.facts)
        self._card.setVisible(bool(desk.facts))
        self._count.setText(
            ngettext(
                "{found} of {count} question has its answer.",
                "{found} of {count} questions have their answer.",
                len(desk.facts),
            ).format(found=found, count=len(desk.facts))
        )

    def take_keyboard(self) -> None:
        """The first question without an answer, or the line for another one."""
        first = next((row for row in self._rows.values() if not row.answered), None)
        (first or self.entry).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: object) -> None:
        """A question by its id, or `new` for the line that adds one."""
        there = self._rows.get(target) if isinstance(target, int) else None
        row = self.entry if target == NEW else there
        if row is None:
            self.take_keyboard()
        else:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, facts: tuple[Fact, ...]) -> None:
        """Make rows for these; a row that is there already stays, with what is typed in it."""
        before, self._rows = self._rows, {}
        for fact in facts:
            row = before.pop(fact.id, None) or self._row(fact)
            self._rows[fact.id] = row
            # Added again it goes to its place.
            self._box.addWidget(row)
        for row in before.values():
            row.setParent(None)
        tab_as_read(self)

    def _row(self, fact: Fact) -> "FactRow":
        row = FactRow(fact, self._pen, self._services)
        row.done.connect(self._go_on)
        return row

    def _go_on(self) -> None:
        """Enter in the last field of a row."""
        rows: list[QWidget] = [*self._rows.values(), self.entry]
        here = next((at for at, row in enumerate(rows) if row is self.sender()), len(rows) - 2)
        rows[here + 1].setFocus(Qt.FocusReason.TabFocusReason)

    def _ask(self, text: str) -> None:
        self.show_target(actions.ask_fact(self._pen, self._incident_id, text))


class FactRow(QWidget):
    """A question with the fields for its answer and its source; `done` once they are noted.

    What is typed waits in them, also when the row is left or the program ends, until Enter in the
    last, Ctrl and Enter, or the button notes it.
    """

    done = Signal()

    def __init__(self, fact: Fact, pen: Pen, services: Services) -> None:
        super().__init__()
        self._pen, self._notifier = pen, services.notifier
        self._fact = fact
        self._mark = IconMark("circle", "muted", _MARK)
        self._entry = _Entry(_("Note the answer: {question}").format(question=fact.question))
        self._field = LabelledField(fact.question, self._entry)
        self._form = Form(self, services.notifier, "fact")
        self._form.bind(self._field, self._stored, lambda _said: None, "said", asked=not_noted())
        self._entry.edited.connect(self._show_mark)
        self._entry.entered.connect(self._check)
        self._entry.done.connect(self._note)
        line = QHBoxLayout(self)
        spaced(line, gap=10)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._field, 1)
        self.setFocusProxy(self._entry)
        self.show_fact(fact)
        if self._entry.value() != self._stored():
            # Whoever comes back to half an answer writes on at its end.
            self._entry.go_on()

    @property
    def answered(self) -> bool:
        """It has an answer."""
        return bool(self._fact.answer)

    def show_fact(self, fact: Fact) -> None:
        """Show what is stored, unless something is typed that is not noted."""
        self._fact = fact
        self._form.show_subject(fact.id)
        self._show_mark()

    def _stored(self) -> Said:
        return self._fact.answer, self._fact.source

    def _show_mark(self) -> None:
        waits = self._entry.value() != self._stored()
        self._entry.offer(waits)
        if waits:
            self._mark.set_icon("pencil-line", "yellow")
            self._mark.setAccessibleName(not_noted())
        elif self.answered:
            self._mark.set_icon("circle-check", "green")
            self._mark.setAccessibleName(pgettext("fact", "Known"))
        else:
            self._mark.set_icon("circle", "muted")
            self._mark.setAccessibleName(pgettext("fact", "Not known yet"))

    def _check(self) -> None:
        """What cannot be noted is said as soon as the answer is typed."""
        answer, _source = self._entry.value()
        if not kept(self._field, self._notifier, lambda: _require_short(answer)):
            self._entry.setFocus()

    def _note(self) -> None:
        said = self._entry.value()
        if kept(self._field, self._notifier, lambda: self._store(said)):
            self._form.settle("said")
            self._show_mark()
            self.done.emit()

    def _store(self, said: Said) -> None:
        if said != self._stored():
            answer, source = said
            _require_short(answer)
            actions.note_fact(self._pen, self._fact, answer, source)
            self._fact = replace(self._fact, answer=answer, source=source)


def _require_short(answer: str) -> None:
    """Raises `InvalidValue` for an answer that is too long; beside it stands who says so."""
    try:
        checked_lines(answer, voices.SAID)
    except InvalidValue as error:
        name, said = pgettext("fact", "Answer"), error.sentence
        sentence = f"{name}: {said[:1].lower()}{said[1:]}"
        raise InvalidValue(sentence, error.advice) from error


class _Line(QLineEdit):
    """Ctrl and Enter is for the row that holds it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_control_enter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Answer(GrowingLine):
    """As `_Line`, and whole however long it is."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_control_enter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Entry(QWidget):
    """Answer and source, side by side where there is room: a control of a form.

    `entered` says that Enter was pressed in the first, `done` that they are to be noted.
    """

    edited = Signal()
    entered = Signal()
    done = Signal()

    def __init__(self, noting: str) -> None:
        """`noting` is what its button does."""
        super().__init__()
        self._answer, self._source = _Answer(), _Line()
        self._answer.textChanged.connect(self.edited)
        self._source.textEdited.connect(lambda _text: self.edited.emit())
        self._answer.entered.connect(self._source.setFocus)
        self._answer.entered.connect(self.entered)
        self._source.returnPressed.connect(self.done)
        self._button = icon_button("check", noting, self.done.emit)
        self._button.setToolTip(f"{noting} · {control_enter()}")
        # The keys do the same; one stop of Tab less.
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QHBoxLayout(self)
        spaced(box, gap=4)
        answer = _under(pgettext("fact", "Answer"), self._answer)
        source = _under(_("Who says so"), self._source)
        box.addWidget(Columns(answer, source, shares=(3, 2), least=_BESIDE), 1)
        box.addWidget(self._button, 0, Qt.AlignmentFlag.AlignBottom)
        self.setFocusProxy(self._answer)

    def offer(self, waits: bool) -> None:
        """Whether there is something to note."""
        self._button.setEnabled(waits)

    def go_on(self) -> None:
        """Put the cursor where each text ends."""
        self._answer.end()
        self._source.end(False)

    def value(self) -> Said:
        """The answer and the source as typed."""
        return self._answer.text().strip(), self._source.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_control_enter(event):
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def set_value(self, value: Said) -> None:
        """Show an answer and a source."""
        answer, source = value
        if self._answer.text() != answer:
            with QSignalBlocker(self._answer):
                self._answer.setPlainText(answer)
        if self._source.text() != source:
            self._source.setText(source)
            self._source.setCursorPosition(0)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._answer.setAccessibleName(_("Answer: {question}").format(question=name))
        self._source.setAccessibleName(_("Who says so: {question}").format(question=name))

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self._answer.setAccessibleDescription(description)


def _under(words: str, field: QWidget) -> QWidget:
    """A field and what it holds, which is read when it is full, too."""
    made = QWidget()
    column = QVBoxLayout(made)
    spaced(column, gap=2)
    column.addWidget(text_label(words, "small"))
    column.addWidget(field)
    column.addStretch()
    return made
