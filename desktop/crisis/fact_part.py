"""Hechos: what has to be found out, the answer, and who gave it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.crisis import voices
from core.crisis.desk import Desk
from core.crisis.model import Fact
from core.i18n import _, ngettext, pgettext
from desktop.crisis.adding_line import AddingLine
from desktop.crisis.column import Column
from desktop.crisis.pen import Pen
from desktop.forms.attempt import kept
from desktop.forms.form import passes
from desktop.notifier import Notifier
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.beside import Columns
from desktop.widgets.card import Card
from desktop.widgets.icon_mark import IconMark
from desktop.widgets.labelled import LabelledField
from desktop.widgets.reading_order import tab_as_read
from desktop.widgets.text import text_label

_BESIDE = 340
_MARK = 18


class Facts(Column):
    """The questions, one below the other; Enter goes on to the next field."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._services = services
        self._pen = pen
        self._incident_id = 0
        self._rows: dict[int, FactRow] = {}
        self._begin_with_last = False
        self._count = text_label("", "muted")
        self._card = Card()
        self._box = QVBoxLayout()
        spaced(self._box, gap=14)
        self._card.body.addLayout(self._box)
        self._more = AddingLine(
            _("Another question"),
            services.notifier,
            self._ask,
            add=_("Add the question"),
            placeholder=_("What else has to be known?"),
            place="fact-line",
        )
        for part in (self._count, self._card, self._more):
            self.add(part)
        self.body.addStretch(1)

    def show_desk(self, desk: Desk) -> None:
        """Show the facts of an incident; the field being typed in stays."""
        self._incident_id = desk.incident.id
        self._more.show_subject(self._incident_id)
        if list(self._rows) != [one.id for one in desk.facts]:
            self._build(desk.facts)
        for fact in desk.facts:
            self._rows[fact.id].show_fact(fact)
        found = sum(bool(one.answer) for one in desk.facts)
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
        first = next((one for one in self._rows.values() if not one.answered), None)
        (first or self._more).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: object) -> None:
        """A question by its id."""
        row = self._rows.get(target) if isinstance(target, int) else None
        if row is None:
            self.take_keyboard()
        else:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, facts: tuple[Fact, ...]) -> None:
        """Make rows for these; a row that is there already stays, with what is typed in it."""
        kept_rows = {one.id: self._rows.pop(one.id) for one in facts if one.id in self._rows}
        for row in self._rows.values():
            row.setParent(None)
        while self._box.takeAt(0):
            pass
        self._rows = {}
        for fact in facts:
            row = kept_rows.get(fact.id) or FactRow(fact, self._pen, self._services.notifier)
            if fact.id not in kept_rows:
                row.done.connect(self._go_on)
            self._rows[fact.id] = row
            self._box.addWidget(row)
        tab_as_read(self)
        if self._begin_with_last and self._rows:
            self._begin_with_last = False
            list(self._rows.values())[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        """Enter in the last field of a row."""
        rows: list[QWidget] = [*self._rows.values(), self._more]
        here = next((at for at, one in enumerate(rows) if one is self.sender()), len(rows) - 2)
        rows[here + 1].setFocus(Qt.FocusReason.TabFocusReason)

    def _ask(self, text: str) -> None:
        with self._pen.writing() as db:
            voices.ask(db, self._incident_id, text)
            self._begin_with_last = True


class FactRow(QWidget):
    """A question with the fields for its answer and its source; `done` follows Enter in the last.

    Each field keeps itself when it is left; the log is told once, when the row is left.
    """

    done = Signal()

    def __init__(self, fact: Fact, pen: Pen, notifier: Notifier) -> None:
        super().__init__()
        self._pen = pen
        self._notifier = notifier
        self._stored = self._told = fact
        self._mark = IconMark("circle", "muted", _MARK)
        self._entry = _Entry()
        self._field = LabelledField(fact.question, self._entry)
        self._pause = notifier.unsaved.pause(self, self._keep)
        self._entry.typed.connect(self._pause.key)
        self._entry.moved.connect(self._keep)
        self._entry.left.connect(self._tell)
        self._entry.done.connect(self.done)
        line = QHBoxLayout(self)
        spaced(line, gap=10)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._field, 1)
        self.setFocusProxy(self._entry)
        self.show_fact(fact)

    @property
    def answered(self) -> bool:
        """It has an answer."""
        return bool(self._stored.answer)

    def show_fact(self, fact: Fact) -> None:
        """Show what is stored, unless something is being typed or cannot be kept."""
        self._stored = fact
        if self._field.message() or self._entry.holds_keyboard():
            return
        self._told = fact
        self._entry.set_value((fact.answer, fact.source))
        self._show_mark()

    def _show_mark(self) -> None:
        known = self.answered
        self._mark.set_icon("circle-check" if known else "circle", "green" if known else "muted")
        self._mark.setAccessibleName(
            pgettext("fact", "Known") if known else pgettext("fact", "Not known yet")
        )

    def _keep(self) -> None:
        """Store without a word in the log."""
        self._pause.stop()
        told = self._told
        if self._entry.value() != (self._stored.answer, self._stored.source):
            kept(self._field, self._notifier, self._jot)
        self._told = told

    def _jot(self) -> None:
        with self._pen.writing() as db:
            self._stored = voices.jot(db, self._stored, *self._entry.value())
        self._show_mark()

    def _tell(self) -> None:
        """Store, and tell the log once what is new since it was told last."""
        self._keep()
        if not self._field.message() and self._stored != self._told:
            kept(self._field, self._notifier, self._find_out)

    def _find_out(self) -> None:
        answer, source = self._entry.value()
        with self._pen.writing() as db:
            voices.find_out(db, self._told, answer, source, self._pen.hand())
        self._told = self._stored


class _Entry(QWidget):
    """Answer and source, side by side where there is room.

    `moved` says that one of them was left, `left` that both were, `done` that Enter closed the row.
    """

    typed = Signal()
    moved = Signal()
    left = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._answer, self._source = QLineEdit(), QLineEdit()
        self._answer.setPlaceholderText(pgettext("fact", "Answer"))
        self._source.setPlaceholderText(_("Who says so"))
        self._answer.returnPressed.connect(self._source.setFocus)
        self._source.returnPressed.connect(self.done)
        for edit in (self._answer, self._source):
            edit.textEdited.connect(lambda _text: self.typed.emit())
            edit.installEventFilter(self)
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(Columns(self._answer, self._source, shares=(3, 2), least=_BESIDE))
        self.setFocusProxy(self._answer)

    def value(self) -> tuple[str, str]:
        """The answer and the source as typed."""
        return self._answer.text(), self._source.text()

    def set_value(self, value: tuple[str, str]) -> None:
        """Show an answer and a source."""
        for edit, text in zip((self._answer, self._source), value, strict=True):
            if edit.text() != text:
                edit.setText(text)
                edit.setCursorPosition(0)

    def holds_keyboard(self) -> bool:
        """One of the two is being typed in."""
        return self._answer.hasFocus() or self._source.hasFocus()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._answer.setAccessibleName(_("Answer: {question}").format(question=name))
        self._source.setAccessibleName(_("Who says so: {question}").format(question=name))

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self._answer.setAccessibleDescription(description)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Also sent when the window loses the keyboard, closes, or the session ends.
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.moved.emit()
            # Qt names the new widget before it tells the old one.
            stays = QApplication.focusWidget() in (self._answer, self._source)
            if not stays and not passes(event):
                self.left.emit()
        return super().eventFilter(watched, event)
