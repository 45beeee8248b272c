"""Cards that may be of the same person, and making one of them."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QPushButton,
    QStackedLayout,
    QWidget,
)

from core.i18n import _, ngettext
from core.roster import records
from core.roster.model import Contact, duplicates
from core.store import Topic
from desktop.roster import actions
from desktop.roster.model import seen
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.accessibility import announce
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card, EmptyState
from desktop.widgets.key_button import KeyButton
from desktop.widgets.layouts import Columns
from desktop.widgets.marks import Chip, Mark, state_chip
from desktop.widgets.page_header import PageHeader
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.text import text_label


def keep_apart(services: Services, contact: Contact, other: Contact) -> None:
    """They are two people: the pair is not shown again."""
    label = _("keep {one} and {other} apart").format(one=contact.name[:40], other=other.name[:40])
    with services.store.change(Topic.ROSTER, label=label) as db:
        records.keep_apart(db, contact.id, other.id)
    services.notifier.undoable(_("They stay as two cards."))


Pair = tuple[Contact, Contact]
Fact = tuple[str, str]
"""What a field is called, and its value."""

_FIELDS = (
    "name", "phones", "kind", "post", "organisation", "email", "groups", "hats", "substitute_id",
    "available", "note", "verified_on",
)  # fmt: skip
"""What is compared."""

_LEAST = 640
_ROW = 24
"""As high as a chip, so that rows stand beside each other in both cards."""


class DuplicatesView(QWidget):
    """Two cards side by side and three answers; `closed` goes back to the list."""

    closed = Signal()

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._pairs: list[Pair] = []
        self._shown: tuple[int, int] | None = None
        self._header = PageHeader(_("Cards that look alike"))
        self._scroll = ScrollPage()
        self._cards = QWidget()
        self._first = self._second = QPushButton()
        self._target: QWidget = self._first
        self._apart = KeyButton(_("They are two people"), "3", self._keep_apart)
        self._end = EmptyState(
            "circle-check", _("No two cards look like the same person."), _("Back to the list")
        )
        self._end.acted.connect(self.closed)
        self._lay_out()
        services.bridge.subscribe(self, {Topic.ROSTER}, self._follow)

    def start(self) -> None:
        """Look for pairs and show the first."""
        self._shown = None
        self._reload()
        self._target.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._pairs:
            self._reload()

    def _follow(self) -> None:
        if self.isVisible():
            self._reload()

    def _reload(self) -> None:
        with self._services.store.read() as connection:
            contacts = records.everyone(connection)
            apart = records.not_duplicates(connection)
        self._pairs = [
            pair for pair in duplicates(contacts) if (pair[0].id, pair[1].id) not in apart
        ]
        self._show({contact.id: contact.name for contact in contacts})

    def _show(self, names: Mapping[int, str]) -> None:
        self._pages.setCurrentIndex(0 if self._pairs else 1)
        if not self._pairs:
            self._shown = None
            self._take_keyboard(self._end, self._end.accessibleName(), always=True)
            return
        contact, other = self._pairs[0]
        self._header.set_line(
            ngettext("One pair to look at.", "{count} pairs to look at.", len(self._pairs)).format(
                count=len(self._pairs)
            )
            + " "
            + _("Merging keeps what only one has; where they differ, the card you merge into wins.")
        )
        cards = self._side_by_side(contact, other, names)
        self._scroll.body.replaceWidget(self._cards, cards)
        cards.show()  # a button that is not shown yet cannot take the keyboard
        self._cards.hide()
        self._cards.deleteLater()
        self._cards = cards
        changed, self._shown = self._shown != (contact.id, other.id), (contact.id, other.id)
        spoken = _("{one} and {other}").format(one=contact.name, other=other.name)
        self._take_keyboard(self._first, spoken, always=changed)

    def _side_by_side(self, contact: Contact, other: Contact, names: Mapping[int, str]) -> QWidget:
        left, right = seen(contact, names, *_FIELDS), seen(other, names, *_FIELDS)
        self._first = KeyButton("", "1", lambda: self._join(0))
        self._second = KeyButton("", "2", lambda: self._join(1))
        self._name_sides(across=True)
        columns = Columns(
            _card(contact, left, right, self._first),
            _card(other, right, left, self._second),
            shares=(1, 1),
            least=_LEAST,
        )
        columns.turned.connect(lambda across: self._name_sides(across=across))
        return columns

    def _name_sides(self, *, across: bool) -> None:
        """Where the cards stand one below the other, none is at the left."""
        first = _("Merge into the left one") if across else _("Merge into the upper one")
        second = _("Merge into the right one") if across else _("Merge into the lower one")
        for made, name in ((self._first, first), (self._second, second)):
            set_words(made, name)

    def _join(self, side: int) -> None:
        if self._pairs:
            keep, other = self._pairs[0][side], self._pairs[0][1 - side]
            actions.merge(self._services, keep, other)

    def _keep_apart(self) -> None:
        if self._pairs:
            keep_apart(self._services, *self._pairs[0])

    def _take_keyboard(self, target: QWidget, spoken: str, *, always: bool) -> None:
        self._target = target
        focused = QApplication.focusWidget()
        if always or focused is None or not self.isAncestorOf(focused):
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, spoken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape and not held:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._header.add_action(
            button(_("Back to the list"), self.closed.emit, kind="quiet", icon_name="arrow-left")
        )
        for part in (self._header, self._cards):
            self._scroll.add(part)
        self._scroll.body.addWidget(self._apart, 0, Qt.AlignmentFlag.AlignLeft)
        self._scroll.body.addStretch(1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self._end)


def _card(contact: Contact, own: list[Fact], others: list[Fact], join: QPushButton) -> Card:
    card = Card()
    card.setAccessibleName(contact.name)
    grid = QGridLayout()
    spaced(grid, gap=6)
    follow_theme(grid, lambda: grid.setHorizontalSpacing(current().px(16)))
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    both = zip(own, others, strict=True)
    shown = [(label, mine, its) for (label, mine), (_label, its) in both if mine or its]
    for row, (label, mine, its) in enumerate(shown):
        grid.addWidget(text_label(label, "muted", wraps=False), row, 0, top)
        grid.addWidget(text_label(mine or "—", "body" if mine == its else "strong"), row, 1, top)
        if mine != its:
            grid.addWidget(_difference(mine, its), row, 2, top | Qt.AlignmentFlag.AlignRight)
        follow_theme(grid, partial(_heighten, grid, row))
    card.body.addLayout(grid)
    card.body.addStretch()
    card.body.addWidget(join, 0, Qt.AlignmentFlag.AlignLeft)
    return card


def _heighten(grid: QGridLayout, row: int) -> None:
    grid.setRowMinimumHeight(row, current().px(_ROW))


def _difference(mine: str, its: str) -> Chip:
    if not mine:
        # Translators: The card lacks this field.
        return state_chip(_("Missing"), Mark("minus"))
    if its:
        # Translators: The two cards differ in this field.
        return state_chip(_("Different"), Mark("equal-not"))
    return state_chip(_("Only here"), Mark("plus"))
