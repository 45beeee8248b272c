"""Llamadas: whom to ring, one after the other, and what came of each."""

import re
from dataclasses import replace

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from core.crisis.callees import number_of, substitute
from core.crisis.desk import Desk
from core.crisis.incidents import calls
from core.crisis.labels import call_outcome_label
from core.crisis.model import Call, CallOutcome
from core.crisis.scenario import ScenarioStep
from core.days import clock_time
from core.errors import AppError
from core.i18n import _, ngettext, pgettext
from core.roster import records as roster_records
from core.roster.model import Contact, in_order
from core.store import Topic
from core.text import loose
from desktop import outward
from desktop.crisis import actions
from desktop.crisis.inline import AddingLine
from desktop.crisis.looks import TallKey
from desktop.crisis.pen import Pen
from desktop.crisis.tab import Pinned
from desktop.forms import fields
from desktop.forms.lines import GrowingLine
from desktop.forms.record import RecordForm
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.waiting import NEW
from desktop.widgets.accessibility import announce
from desktop.widgets.button import button, icon_button
from desktop.widgets.card import Card
from desktop.widgets.layouts import Beside, flow_row
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.lists.master_detail import MasterDetail, Side
from desktop.widgets.marks import Chip, Mark
from desktop.widgets.text import text_label, widest, width_in_lines

OUTCOMES = (CallOutcome.REACHED, CallOutcome.NOT_REACHED, CallOutcome.MESSAGE_LEFT)
"""What may become of a call, in the order of the buttons."""
SHEET = "call-sheet"
"""Id of the blank sheet among the documents."""
_NUMBER = re.compile(r"(?P<name>.*?)[\s,;:]*(?P<number>\+?\d[\d\s./-]*\d)\s*")
"""A name with the number after it: `Clínica Sur 924 000 111`."""
_NAME_ROOM, _NUMBER_ROOM, _NAME_LINES, _GAP = 60, 190, 2, 12
_MARKS = {
    CallOutcome.WAITING: Mark("phone"),
    CallOutcome.REACHED: Mark("check"),
    CallOutcome.NOT_REACHED: Mark("phone-missed"),
    CallOutcome.MESSAGE_LEFT: Mark("voicemail"),
}


class Calls(Pinned):
    """The call that is chosen, the list, and the line for somebody else."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._services, self._pen = services, pen
        self._desk: Desk | None = None
        self._contacts: list[Contact] = []
        self._line, self._next = text_label("", "muted"), text_label("", "strong")
        self._next.hide()
        self.card = CallCard(services, pen)
        self.list = CallList(pgettext("crisis", "Calls"))
        self.records: MasterDetail[Call] = MasterDetail(
            self.list,
            self.card,
            _row,
            self._show_call,
            self.card.ask_said,
            side=Side.APART,
        )
        self.adding = AddingLine(
            _("Somebody else to call"),
            services.notifier,
            self._add,
            add=_("Put on the list"),
            placeholder=_("Name in the roster, or name and number"),
            place="call-line",
        )
        self._completer = QCompleter(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.adding.complete_with(self._completer)
        self.pin(self.card)
        for part in (self._next, self.records, self._line, self.adding):
            self.add(part)
        sheet = button(_("Print call sheet"), self._print, kind="quiet", icon_name="printer")
        self.body.addWidget(sheet, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch()
        spaced(self.body, gap=_GAP)
        self.list.settled.connect(self._settle)
        self.card.settled.connect(self._settle)
        self.card.done.connect(self._go_on)
        services.bridge.subscribe(self, {Topic.ROSTER}, self._read_roster, now=True)

    def show_desk(self, desk: Desk) -> None:
        """Show the calls of an incident; what is being typed stays."""
        first = self._desk is None
        self._desk = desk
        self.adding.show_subject(desk.incident.id)
        reached = sum(call.outcome is CallOutcome.REACHED for call in desk.calls)
        self._line.setText(_told(reached, len(desk.calls)))
        self.records.show_records([self._dialled(call) for call in desk.calls])
        if first and desk.calls:
            waiting = (call for call in desk.calls if call.outcome is CallOutcome.WAITING)
            self.list.select(next(waiting, desk.calls[0]).id)

    def take_keyboard(self) -> None:
        """The list, or the line for somebody else while it is empty."""
        if self.records.record() is not None:
            self.records.take_keyboard()
        else:
            self.adding.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: object) -> None:
        """A call by its id or by the step that names it, or `new` for the line that adds one."""
        if target == NEW:
            self.adding.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        desk = self._desk
        if isinstance(target, ScenarioStep) and desk is not None:
            call = calls.named(desk, target, self._contacts)
            target = call.id if call else None
        if isinstance(target, int):
            self.list.select(target)
        self.take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.list.hasFocus():
            self.take_keyboard()
        else:
            super().keyPressEvent(event)

    def _read_roster(self) -> None:
        with self._services.store.read() as connection:
            self._contacts = in_order(roster_records.everyone(connection))
        names = [contact.name for contact in self._contacts]
        self._completer.setModel(QStringListModel(names, self._completer))
        if self._desk is not None:
            self.show_desk(self._desk)

    def _known(self) -> tuple[Call, ...]:
        return self._desk.calls if self._desk else ()

    def _contact(self, call: Call) -> Contact | None:
        found = (contact for contact in self._contacts if contact.id == call.contact_id)
        return next(found, None)

    def _show_call(self, call: Call, _place: int) -> None:
        self.list.show_outcome(call.outcome)
        before = next((other.name for other in self._known() if other.id == call.instead_of), "")
        instead = _("Instead of {name}, who does not answer").format(name=before) if before else ""
        self.card.show_call(call, " · ".join(part for part in (instead, call.why) if part))

    def _dialled(self, call: Call) -> Call:
        """With the number that the roster has by now, where it had none when it was listed."""
        contact = self._contact(call)
        return replace(call, number=number_of(contact)) if contact and not call.number else call

    def _settle(self, outcome: CallOutcome) -> None:
        call = self.records.record()
        if call is None:
            return
        self.card.form.flush()
        try:
            other = actions.settle_call(self._pen, call, outcome)
        except AppError as error:
            self._services.notifier.error(error)
            return
        self._say_next(call, other, outcome)
        if outcome is CallOutcome.REACHED:
            self.card.ask_said()
        elif outcome is not CallOutcome.WAITING:
            self.list.select(other or self._following(call))
            self.take_keyboard()

    def _following(self, call: Call) -> int:
        found = calls.following(self._known(), call.id)
        return found.id if found else call.id

    def _say_next(self, call: Call, other: int | None, outcome: CallOutcome) -> None:
        """When nobody answers: who is next, or that there is nobody."""
        self._next.setVisible(outcome is CallOutcome.NOT_REACHED)
        if outcome is not CallOutcome.NOT_REACHED:
            return
        name = next((listed.name for listed in self._known() if listed.id == other), "")
        said = _("{name} does not answer: now call {other}, the deputy.")
        if not name and (name := self._stand_in(call)):
            said = _("{name} does not answer, and {other}, the deputy, was called already.")
        elif not name:
            said = _("{name} does not answer, and the roster names no deputy.")
        self._next.setText(said.format(name=call.name, other=name))
        announce(self, self._next.text())

    def _stand_in(self, call: Call) -> str:
        contact = self._contact(call)
        other = substitute(self._contacts, contact) if contact else None
        return other.name if other else ""

    def _go_on(self) -> None:
        """Enter after what was said: the next call that waits."""
        call = self.records.record()
        if call is not None and not self.card.said.message():
            if call.outcome is CallOutcome.WAITING and call.said:
                self._settle(CallOutcome.REACHED)
            self.list.select(self._following(call))
            self.records.take_keyboard()

    def _add(self, typed: str) -> None:
        desk = self._desk
        if desk is None:
            return
        wanted = loose(typed).strip()
        contact = next((known for known in self._contacts if loose(known.name) == wanted), None)
        name, dial = typed, ""
        if contact is None and (found := _NUMBER.fullmatch(typed.strip())):
            name, dial = found["name"], found["number"].strip()
        self.list.select(actions.add_call(self._pen, desk.incident.id, contact or name, dial))

    def _print(self) -> None:
        self._services.go("documents", SHEET)


class CallList(ItemList):
    """`settled(outcome)` for the call that is chosen: its letter, or Space for whoever answered;
    Space again and it waits."""

    settled = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(name, most=None)
        self._outcome = CallOutcome.WAITING

    def show_outcome(self, outcome: CallOutcome) -> None:
        """What became of the call that is chosen."""
        self._outcome = outcome

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        letters = {_letter(outcome): outcome for outcome in OUTCOMES}
        wanted = letters.get(event.text().upper()) if not held else None
        if event.key() == Qt.Key.Key_Space:
            reached = self._outcome is CallOutcome.REACHED
            wanted = CallOutcome.WAITING if reached else CallOutcome.REACHED
        if wanted is not None and self.selected_key() is not None:
            self.settled.emit(wanted)
        else:
            super().keyPressEvent(event)


class CallCard(Card):
    """Whom, the number large, why, and what became of it.

    `settled(outcome)` by its buttons; `done` when Enter ends what was said.
    """

    settled = Signal(object)
    done = Signal()

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._services, self._pen = services, pen
        self._call: Call | None = None
        self._name, self._about = text_label("", "section"), text_label("", "muted")
        self._number = text_label("", "figure")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy = button(_("Copy number"), self._copy_number, kind="quiet", icon_name="copy")
        self._none = text_label(_("no number"), "muted")
        self._write = button(_("Write the number"), self._write_number, icon_name="book-user")
        self._told = Chip("")
        self._again = icon_button(
            "rotate-ccw", _("Call again"), lambda: self.settled.emit(CallOutcome.WAITING)
        )
        self.form = RecordForm(
            services.notifier,
            [
                flow_row(*(self._button(outcome) for outcome in OUTCOMES)),
                fields.whole(fields.sentence("said", _("What they said"), limit=calls.SAID)),
            ],
            lambda call, _field: actions.note_call(self._pen, call),
            place="call",
        )
        self.said = self.form.field("said")
        if isinstance(self.said.control, GrowingLine):
            self.said.control.entered.connect(self.done)
        self._lay_out()

    def show_call(self, call: Call, about: str) -> None:
        """Show a call; `about` says why, or in whose place. What is being typed stays."""
        self._call = call
        self.setAccessibleName(_("Call: {name}").format(name=call.name))
        self._name.setText(call.name)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._number.setText(call.number)
        self._number.ensurePolished()
        self._dial.keep_whole(widest(self._number.font(), call.number) + 1)
        for part in (self._number, self._copy):
            part.setVisible(bool(call.number))
        self._none.setVisible(not call.number)
        self._write.setVisible(not call.number and call.contact_id is not None)
        outcome = call_outcome_label(call.outcome)
        if call.at is not None:
            self._told.show_state(f"{outcome} {clock_time(call.at)}", _MARKS[call.outcome])
        self._told.setVisible(call.at is not None)
        self._again.setVisible(call.at is not None)
        self._name.ensurePolished()
        self._head.keep_whole(width_in_lines(call.name, self._name.font(), _NAME_LINES))
        self.form.show_item(call, call.id)

    def ask_said(self) -> None:
        """Put the keyboard where what was said is typed."""
        self.said.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        numbers = QWidget()
        column = QVBoxLayout(numbers)
        spaced(column)
        column.addWidget(self._number)
        column.addWidget(self._none)
        self._dial = Beside(numbers, text_room=_NUMBER_ROOM)
        for action in (self._copy, self._write):
            self._dial.add_action(action)
        self._head = Beside(self._name, text_room=_NAME_ROOM)
        for mark in (self._told, self._again):
            self._head.add_action(mark)
        names = QVBoxLayout()
        spaced(names)
        for part in (self._head, self._about, self._dial):
            names.addWidget(part)
        self.body.addLayout(names)
        spaced(self.form.body, gap=8)
        self.add(self.form)

    def _button(self, outcome: CallOutcome) -> TallKey:
        words = call_outcome_label(outcome)
        # Translators: Button, short: a message was left; beside "Reached" and "No answer".
        short = pgettext("call", "Message") if outcome is CallOutcome.MESSAGE_LEFT else words
        made = TallKey(
            short,
            _letter(outcome),
            lambda: self.settled.emit(outcome),
            kind="primary" if outcome is CallOutcome.REACHED else "secondary",
        )
        made.setAccessibleName(words)
        return made

    def _write_number(self) -> None:
        if self._call is not None:
            self._services.go("roster", (self._call.contact_id, "phones"))

    def _copy_number(self) -> None:
        if self._call is not None:
            told = _("The number is copied.")
            outward.copy_text(self._services.notifier, self._call.number, told)


def _letter(outcome: CallOutcome) -> str:
    """The letter that says an outcome, in the language of the window."""
    return {
        CallOutcome.REACHED: pgettext("key: reached", "R"),
        CallOutcome.NOT_REACHED: pgettext("key: no answer", "N"),
        CallOutcome.MESSAGE_LEFT: pgettext("key: message left", "M"),
    }[outcome]


def _row(_place: int, call: Call) -> ListItem:
    """Who, why or what was said, and what became of it."""
    outcome = call_outcome_label(call.outcome)
    badge = f"{outcome} {clock_time(call.at)}" if call.at else outcome
    said = _("“{word}”").format(word=call.said) if call.said else call.why
    line = " · ".join(part for part in (call.number or _("no number"), said) if part)
    indent = 1 if call.instead_of is not None else 0
    mark = _MARKS[call.outcome]
    return ListItem(call.id, call.name, line, badge, mark=mark, indent=indent)


def _told(reached: int, count: int) -> str:
    if not count:
        return _("The people this scenario says to call appear here, from the roster.")
    return ngettext(
        "{reached} of {count} person reached.", "{reached} of {count} people reached.", count
    ).format(reached=reached, count=count)
