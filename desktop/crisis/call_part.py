"""Llamadas: whom to ring, one after the other, and what came of each."""

import re
from dataclasses import replace

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from core.crisis import calls
from core.crisis.desk import Desk
from core.crisis.model import Call, CallOutcome
from core.crisis.people import number, substitute
from core.crisis.records import incidents as incident_records
from core.errors import AppError
from core.i18n import _, ngettext, pgettext
from core.roster import records as roster_records
from core.roster.model import Contact, in_order
from core.store import Topic
from core.text import loose
from desktop.crisis.adding_line import AddingLine
from desktop.crisis.call_card import CallCard
from desktop.crisis.call_list import CallList, row
from desktop.crisis.pen import Pen
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.announce import announce
from desktop.widgets.button import button
from desktop.widgets.text import text_label

_NUMBER = re.compile(r"(?P<name>.*?)[\s,;:]*(?P<number>\+?\d[\d\s./-]*\d)\s*")
"""A name with the number after it: `Clínica Sur 924 000 111`."""
SHEET = "call-sheet"
"""Id of the blank sheet among the documents."""


class Calls(QWidget):
    """The call that is chosen, the list, and the line for somebody else."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._services = services
        self._pen = pen
        self._desk: Desk | None = None
        self._contacts: list[Contact] = []
        self._line = text_label("", "muted")
        self._next = text_label("", "strong")
        self._next.hide()
        self.card = CallCard(services.notifier, self._save_said)
        self.list = CallList(pgettext("crisis", "Calls"))
        self.adding = AddingLine(
            _("Somebody else to call"),
            services.notifier,
            self._add,
            add=_("Put on the list"),
            placeholder=_("Name of the roster, or name and number"),
            place="call-line",
        )
        self._lay_out()
        self._connect()
        services.bridge.subscribe(self, {Topic.ROSTER}, self._read_roster, now=True)

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def show_desk(self, desk: Desk) -> None:
        """Show the calls of an incident; what is being typed stays."""
        first = self._desk is None
        self._desk = desk
        self.adding.show_subject(desk.incident.id)
        reached = sum(one.outcome is CallOutcome.REACHED for one in desk.calls)
        self._line.setText(_told(reached, len(desk.calls)))
        self.list.setVisible(bool(desk.calls))
        self.list.show_items([row(self._dialled(one)) for one in desk.calls])
        if first and desk.calls:
            waiting = (one for one in desk.calls if one.outcome is CallOutcome.WAITING)
            self.list.select(next(waiting, desk.calls[0]).id)
        self._show_chosen()

    def take_keyboard(self) -> None:
        """The list, or the line for somebody else while it is empty."""
        there = self._desk is not None and bool(self._desk.calls)
        (self.list if there else self.adding).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: object) -> None:
        """A call by its id."""
        if isinstance(target, int):
            self.list.select(target)
        self.take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.list.hasFocus():
            self.take_keyboard()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        spaced(box, gap=12)
        for part in (self._next, self.card, self.list, self._line, self.adding):
            box.addWidget(part)
        box.addWidget(
            button(_("Print call sheet"), self._print, kind="quiet", icon_name="printer"),
            0,
            Qt.AlignmentFlag.AlignLeft,
        )
        box.addStretch()
        self._completer = QCompleter(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        edit = self.adding.findChild(QLineEdit)
        if edit is not None:
            edit.setCompleter(self._completer)

    def _connect(self) -> None:
        self.list.selected.connect(lambda _key: self._show_chosen())
        self.list.opened.connect(lambda _key: self.card.ask_said())
        self.list.settled.connect(self._settle)
        self.card.settled.connect(self._settle)
        self.card.done.connect(self._go_on)
        self.card.number_wanted.connect(
            lambda contact: self._services.go("roster", (contact, "phones"))
        )

    def _read_roster(self) -> None:
        with self._services.store.read() as connection:
            self._contacts = in_order(roster_records.everyone(connection))
        model = QStringListModel([one.name for one in self._contacts], self._completer)
        self._completer.setModel(model)
        if self._desk is not None:
            self.show_desk(self._desk)

    def _chosen(self) -> Call | None:
        key = self.list.selected_key()
        known = self._desk.calls if self._desk else ()
        return next((one for one in known if one.id == key), None)

    def _show_chosen(self) -> None:
        call = self._chosen()
        self.card.setVisible(call is not None)
        if call is not None:
            self.list.show_outcome(call.outcome)
            self.card.show_call(self._dialled(call), self._about(call))

    def _dialled(self, call: Call) -> Call:
        """With the number that the roster has by now, where it had none when it was listed."""
        card = next((one for one in self._contacts if one.id == call.contact_id), None)
        return replace(call, number=number(card)) if card and not call.number else call

    def _about(self, call: Call) -> str:
        known = self._desk.calls if self._desk else ()
        before = next((one.name for one in known if one.id == call.instead_of), "")
        instead = _("Instead of {name}, who does not answer").format(name=before) if before else ""
        return " · ".join(part for part in (instead, call.why) if part)

    def _settle(self, outcome: CallOutcome) -> None:
        call = self._chosen()
        if call is None:
            return
        self.card.flush()
        other = None
        try:
            with self._pen.writing() as db:
                hand = self._pen.hand()
                calls.settle(db, call, outcome, hand)
                if outcome is CallOutcome.NOT_REACHED:
                    other = calls.try_substitute(db, call)
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
        known = self._desk.calls if self._desk else ()
        found = calls.following(known, call.id)
        return found.id if found else call.id

    def _say_next(self, call: Call, other: int | None, outcome: CallOutcome) -> None:
        """When nobody answers: who is next, or that there is nobody."""
        if outcome is not CallOutcome.NOT_REACHED:
            self._next.hide()
            return
        with self._services.store.read() as connection:
            listed = incident_records.of(connection, Call, call.incident_id)
        name = next((one.name for one in listed if one.id == other), "")
        said = _("{name} does not answer: now call {other}, who stands in.")
        if not name and (name := self._stand_in(call)):
            said = _("{name} does not answer, and {other}, who stands in, was called already.")
        elif not name:
            said = _("{name} does not answer, and the roster names no substitute.")
        self._next.setText(said.format(name=call.name, other=name))
        self._next.show()
        announce(self, self._next.text())

    def _stand_in(self, call: Call) -> str:
        card = next((one for one in self._contacts if one.id == call.contact_id), None)
        other = substitute(self._contacts, card) if card else None
        return other.name if other else ""

    def _save_said(self, call: Call, typed: str) -> None:
        with self._pen.writing() as db:
            calls.note(db, call, typed, self._pen.hand())

    def _go_on(self) -> None:
        """Enter after what was said: the next call that waits."""
        self.card.flush()
        if self.card.said.message():
            return
        call = self._chosen()
        if call is not None:
            self.list.select(self._following(call))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, typed: str) -> None:
        desk = self._desk
        if desk is None:
            return
        wanted = loose(typed).strip()
        contact = next((one for one in self._contacts if loose(one.name) == wanted), None)
        name, number = typed, ""
        if contact is None and (found := _NUMBER.fullmatch(typed.strip())):
            name, number = found["name"], found["number"].strip()
        with self._pen.writing() as db:
            made = calls.add(db, desk.incident.id, contact or name, dial=number)
        self.list.select(made)

    def _print(self) -> None:
        self._services.go("documents", SHEET)


def _told(reached: int, count: int) -> str:
    if not count:
        return _("Whom this scenario says to call appears here, from the roster.")
    return ngettext(
        "{reached} of {count} person reached.", "{reached} of {count} people reached.", count
    ).format(reached=reached, count=count)
