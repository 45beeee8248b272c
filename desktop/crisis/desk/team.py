"""Who wears which hat, and handing one over in place."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.i18n import _
from core.roster import records as roster_records
from core.roster.model import Contact, Hat, hat_label, in_order
from core.text import fold
from core.town import records as town_records
from desktop.crisis import actions
from desktop.crisis.inline import InPlace
from desktop.crisis.pen import Pen
from desktop.crisis.tab import TabColumn
from desktop.forms.choosing import Chooser, Suggested
from desktop.notifier import Notifier
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button, set_words
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Beside, Columns, empty
from desktop.widgets.text import text_label

_MANY = 3
"""From so many hats on one head, the card proposes to give one away."""
_BESIDE = 380


@dataclass(frozen=True)
class HatWearer:
    """Somebody and the hats they wear; without a name the hats that nobody wears."""

    name: str
    hats: tuple[Hat, ...]
    own: bool = False
    """It is the person at the keyboard."""


def heads_of(desk: Desk, person: str) -> list[HatWearer]:
    """Everybody who wears a hat, by their first one; then what nobody wears."""
    worn: dict[str, list[Hat]] = {}
    for hat in Hat:
        worn_hat = desk.worn(hat)
        worn.setdefault(worn_hat.name if worn_hat else "", []).append(hat)
    own = fold(person)
    named = [
        HatWearer(name, tuple(hats), own=bool(own) and fold(name) == own)
        for name, hats in worn.items()
        if name
    ]
    return [*named, HatWearer("", tuple(worn[""]))] if "" in worn else named


class Hats(TabColumn):
    """The board, and handing one of them over. A `desktop.crisis.tab.DeskTab`."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self.setAccessibleName(_("Who has which role"))
        self._services = services
        self._pen = pen
        self._desk: Desk | None = None
        self._shown: list[HatWearer] | None = None
        self._grid = QGridLayout()
        spaced(self._grid, gap=12)
        self._give = button("", self.ask, kind="quiet", icon_name="arrow-right-left")
        self._over = HandOver(pen, services.notifier)
        self._over.closed.connect(self.take_keyboard)
        head = Beside(text_label(_("Who has which role"), "strong"), text_room=150)
        head.add_action(self._give)
        self.add(head)
        self.body.addLayout(self._grid)
        self.add(self._over)
        self.body.addStretch(1)

    def show_desk(self, desk: Desk) -> None:
        """Show who wears what now."""
        self._desk = desk
        with self._services.store.read() as connection:
            person = town_records.load(connection).person
        heads = heads_of(desk, person)
        if heads == self._shown:
            return
        self._shown = heads
        empty(self._grid)
        for place, head in enumerate(heads):
            self._grid.addWidget(_cell(head), place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        own = next((len(other.hats) for other in heads if other.own), 0)
        words = _("Hand one over")
        if own >= _MANY:
            words = _("You: {count} roles. Hand one over").format(count=own)
        set_words(self._give, words)

    def take_keyboard(self) -> None:
        """The button that hands a hat over."""
        self._give.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, _target: object) -> None:
        """The same, whatever was meant."""
        self.take_keyboard()

    def ask(self) -> None:
        """Ask which hat goes to whom: first one that nobody wears, or one of the person's own."""
        if self._desk is None or self._shown is None:
            return
        vacant = next((head.hats[0] for head in self._shown if not head.name), None)
        own = next((head.hats[-1] for head in self._shown if head.own), None)
        with self._services.store.read() as connection:
            contacts = in_order(roster_records.everyone(connection))
        self._over.ask(self._desk, vacant or own or Hat.DECIDES, contacts)


class HandOver(InPlace):
    """A hat, and somebody of the roster or any name."""

    def __init__(self, pen: Pen, notifier: Notifier) -> None:
        super().__init__(_("Hand over a role"), notifier)
        self._pen = pen
        self._desk: Desk | None = None
        self._contacts: list[Contact] = []
        self._hat, self._who = Chooser(), Suggested()
        line = self._who.lineEdit()
        if line is not None:
            line.returnPressed.connect(self._hand_over)
        self._field = LabelledField(_("To whom"), self._who, _("From the roster, or any name."))
        self.add(
            Columns(
                LabelledField(_("Crisis role"), self._hat),
                self._field,
                shares=(1, 1),
                least=_BESIDE,
            )
        )
        self.add(self.buttons(button(_("Hand the role over"), self._hand_over, kind="primary")))

    def ask(self, desk: Desk, hat: Hat, contacts: list[Contact]) -> None:
        """Ask, with a hat chosen and nobody yet."""
        self._desk = desk
        self._contacts = contacts
        self._hat.set_choices([(other, _hat_words(desk, other)) for other in Hat])
        self._hat.setCurrentIndex(self._hat.findData(hat))
        self._who.set_choices([(contact.id, contact.name) for contact in contacts])
        self._who.setCurrentIndex(-1)
        self._who.setEditText("")
        self._field.clear_message()
        self.show()
        self._hat.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hand_over(self) -> None:
        desk = self._desk
        if desk is None:
            return

        def work() -> None:
            hat = Hat(self._hat.currentData())
            actions.hand_over(self._pen, desk.incident, hat, self._chosen())

        self.attempt(self._field, work)

    def _chosen(self) -> Contact | str:
        said = self._who.currentText()
        return next((item for item in self._contacts if fold(item.name) == fold(said)), said)


def _hat_words(desk: Desk, hat: Hat) -> str:
    worn = desk.worn(hat)
    return f"{hat_label(hat)} ({worn.name})" if worn else hat_label(hat)


def _cell(head: HatWearer) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    spaced(column, gap=1)
    column.addWidget(text_label(" · ".join(hat_label(hat) for hat in head.hats), "small"))
    name = text_label(head.name or _("Nobody yet"), "strong")
    if head.own:
        name.setText(_("{name} (you)").format(name=head.name))
    if not head.name or (head.own and len(head.hats) >= _MANY):
        _warn(name)
    column.addWidget(name)
    return cell


def _warn(name: QLabel) -> None:
    name.setProperty("tone", "orange")
