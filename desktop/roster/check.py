"""The check of the numbers: one card after the other."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from core.i18n import _, ngettext, pgettext
from core.roster import records
from core.roster.model import STALE_DAYS, Contact, Phone, to_check
from core.store import Topic
from desktop.roster import actions
from desktop.roster.model import seen
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.accessibility import announce
from desktop.widgets.button import button
from desktop.widgets.card import Card, EmptyState
from desktop.widgets.key_button import KeyButton
from desktop.widgets.layouts import FlowLayout
from desktop.widgets.page_header import PageHeader
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.text import text_label

_BELOW = (
    "email", "groups", "hats", "substitute_id", "available", "note", "verified_on", "no_answer_on",
)  # fmt: skip
"""What stands below the phones."""


class CheckCard(Card):
    """Name and role, phones large, then everything else that is known."""

    def __init__(self) -> None:
        super().__init__()
        self._contents = QWidget()
        self.add(self._contents)

    def show_contact(self, contact: Contact, names: Mapping[int, str], today: date) -> str:
        """Show a contact; returns what a screen reader should say of it."""
        contents = QWidget()
        column = QVBoxLayout(contents)
        spaced(column, gap=12)
        head = QVBoxLayout()
        spaced(head, gap=2)
        head.addWidget(text_label(contact.name, "title"))
        if contact.role:
            head.addWidget(text_label(contact.role, "muted"))
        column.addLayout(head)
        column.addWidget(_phones(contact))
        column.addWidget(_facts(contact, names, today))
        self.body.replaceWidget(self._contents, contents)
        contents.show()
        self._contents.hide()
        self._contents.deleteLater()
        self._contents = contents
        numbers = ", ".join(phone.number for phone in contact.phones) or _("no phone")
        spoken = ". ".join(part for part in (contact.name, contact.role, numbers) if part)
        self.setAccessibleName(spoken)
        return spoken


def _phones(contact: Contact) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row)
    spaced(flow, gap=24)
    for phone in contact.phones:
        flow.addWidget(_phone(phone))
    if not contact.phones:
        flow.addWidget(text_label(_("No phone yet"), "muted", wraps=False))
    return row


def _phone(phone: Phone) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    spaced(column, gap=0)
    column.addWidget(text_label(phone.number, "dialled", wraps=False))
    if phone.label:
        column.addWidget(text_label(phone.label, "muted", wraps=False))
    column.addStretch()
    return made


def _facts(contact: Contact, names: Mapping[int, str], today: date) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    spaced(grid, gap=6)
    follow_theme(grid, lambda: grid.setHorizontalSpacing(current().px(16)))
    grid.setColumnStretch(1, 1)
    *lines, (label, day) = seen(contact, names, *_BELOW)
    if day and contact.no_answer_on == today:
        day = _("{day} (today)").format(day=day)
    shown = [(label, value) for label, value in (*lines, (label, day)) if value]
    for row, (label, value) in enumerate(shown):
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(text_label(label, "muted", wraps=False), row, 0, top)
        grid.addWidget(text_label(value), row, 1, top)
    return made


class CardOutcome(Enum):
    """What became of a card."""

    SAME = auto()
    NO_ANSWER = auto()
    LATER = auto()


class CheckView(QWidget):
    """Goes through what nobody confirmed for 90 days, oldest first.

    `closed` goes back to the list; `change_asked(contact_id)` opens the editor. Begun and left, it
    goes on where it was.
    """

    closed = Signal()
    change_asked = Signal(int)

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._queue: list[int] = []
        self._outcomes: dict[int, CardOutcome] = {}
        self._contacts: dict[int, Contact] = {}
        self._shown: int | None = None
        self._header = PageHeader(_("Monthly check"))
        self._card = CheckCard()
        self._first = KeyButton(_("Still the same"), _("S or Enter"), self._same, kind="primary")
        self._target: QWidget = self._first
        self._end = EmptyState("circle-check", "", _("Back to the list"))
        self._end.acted.connect(self.closed)
        self._again = button(_("Go through those that are left"), self._begin, kind="quiet")
        self._lay_out()
        services.bridge.subscribe(self, {Topic.ROSTER}, self._follow)

    def start(self) -> None:
        """Show the first card, or go on where it was left."""
        if self._current() is None:
            self._begin()
        else:
            self._reload()
        self._target.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._queue:
            self._reload()

    def _follow(self) -> None:
        if self.isVisible():
            self._reload()

    def _begin(self) -> None:
        self._outcomes.clear()
        self._read()
        contacts = to_check(self._contacts.values(), self._services.clock.today())
        self._queue = [contact.id for contact in contacts]
        self._shown = None
        self._show()

    def _reload(self) -> None:
        """Look again: a card that was undone comes back, one that was deleted goes."""
        self._read()
        today = self._services.clock.today()
        self._queue = [number for number in self._queue if number in self._contacts]
        for contact_id, outcome in list(self._outcomes.items()):
            contact = self._contacts.get(contact_id)
            undone = contact is not None and (
                (outcome is CardOutcome.SAME and contact.stale(today))
                or (outcome is CardOutcome.NO_ANSWER and contact.no_answer_on != today)
            )
            if contact is None or undone:
                del self._outcomes[contact_id]
        for contact_id in self._queue:
            # Changed and confirmed on its card meanwhile: it need not be asked for again.
            if contact_id not in self._outcomes and not self._contacts[contact_id].stale(today):
                self._outcomes[contact_id] = CardOutcome.SAME
        self._show()

    def _read(self) -> None:
        with self._services.store.read() as connection:
            self._contacts = {record.id: record for record in records.everyone(connection)}

    def _current(self) -> int | None:
        return next((number for number in self._queue if number not in self._outcomes), None)

    def _show(self) -> None:
        current = self._current()
        self._pages.setCurrentIndex(0 if current is not None else 1)
        if current is None:
            self._show_end()
            return
        done, total = len(self._outcomes), len(self._queue)
        self._header.set_line(
            _("{place} of {total}").format(place=done + 1, total=total)
            + " · "
            + _("Call or ask, and press one key.")
        )
        names = {contact.id: contact.name for contact in self._contacts.values()}
        spoken = self._card.show_contact(
            self._contacts[current], names, self._services.clock.today()
        )
        changed, self._shown = current != self._shown, current
        if changed:
            self._scroll.verticalScrollBar().setValue(0)
        self._take_keyboard(self._first, spoken, always=changed)

    def _show_end(self) -> None:
        self._shown = None
        told, left = _summary(Counter(self._outcomes.values()))
        self._end.set_sentence(told)
        self._again.setVisible(left)
        self._take_keyboard(self._end, told, always=True)

    def _take_keyboard(self, target: QWidget, spoken: str, *, always: bool) -> None:
        """Have the letters work: undo from the window takes the keyboard away."""
        self._target = target
        focused = QApplication.focusWidget()
        if self.isVisible() and (always or focused is None or not self.isAncestorOf(focused)):
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, spoken)

    def _settle(
        self, outcome: CardOutcome, store: Callable[[Services, Contact], None] | None
    ) -> None:
        current = self._current()
        if current is None:
            return
        if store is not None:
            store(self._services, self._contacts[current])
        self._outcomes[current] = outcome
        self._show()

    def _same(self) -> None:
        self._settle(CardOutcome.SAME, actions.verify)

    def _no_answer(self) -> None:
        self._settle(CardOutcome.NO_ANSWER, actions.no_answer)

    def _later(self) -> None:
        self._settle(CardOutcome.LATER, None)

    def _change(self) -> None:
        current = self._current()
        if current is not None:
            self.change_asked.emit(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._same()
        elif plain and key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _answers(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        spaced(flow, gap=12)
        for made in (
            self._first,
            # Translators: Button, verb: the card of the contact is no longer right.
            KeyButton(_("Change the card"), "C", self._change),
            KeyButton(_("No answer"), "N", self._no_answer),
            # Translators: Button: leave this card for another moment.
            KeyButton(_("Later"), _later_key(), self._later),
        ):
            flow.addWidget(made)
        return row

    def _lay_out(self) -> None:
        self._header.add_action(
            button(_("Back to the list"), self.closed.emit, kind="quiet", icon_name="arrow-left")
        )
        self._scroll = ScrollPage(form=True, centred=True)
        for part in (self._header, self._card, self._answers()):
            self._scroll.add(part)
        self._scroll.body.addStretch()
        end = QWidget()
        column = QVBoxLayout(end)
        spaced(column, (28, 20, 28, 20), gap=8)
        column.addStretch()
        column.addWidget(self._end)
        column.addWidget(self._again, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(end)


def _summary(counts: Counter[CardOutcome]) -> tuple[str, bool]:
    """The sentence of the end, and whether something is left to go through."""
    if not counts:
        return _("Every contact is up to date. There is nothing to check."), False
    same, silent, later = (counts[outcome] for outcome in CardOutcome)
    sentences = (
        (same, ngettext("One contact is verified.", "{count} contacts are verified.", same)),
        (silent, ngettext("One did not answer.", "{count} did not answer.", silent)),
        (later, ngettext("One is left for later.", "{count} are left for later.", later)),
    )
    told = [sentence.format(count=count) for count, sentence in sentences if count]
    if same:
        told.append(
            _("What you verified today is asked again in {days} days.").format(days=STALE_DAYS)
        )
    return " ".join(told), bool(silent or later)


def _later_key() -> str:
    """The letter of “Later”; the other answers begin alike in both languages."""
    return pgettext("key", "L")
