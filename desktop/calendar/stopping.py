"""Holding the whole calendar, and what is held now: let go one by one, and stopped elsewhere."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.calendar import freezing, records
from core.crisis import desk as desks
from core.crisis.model import Incident
from core.errors import InvalidValue
from core.i18n import _, ngettext
from core.store import Connection
from desktop.calendar import actions
from desktop.forms.attempt import attempt
from desktop.forms.suggestion import ReasonField
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.bullets import Bullets
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.layouts import Beside
from desktop.widgets.text import text_label

_TEXT_ROOM = 300


class StopCard(Card):
    """Hidden while nothing is held and nobody asks; `chosen` when the held ones are to be seen.

    `left` when nobody asks any more.
    """

    chosen = Signal()
    left = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._incident: Incident | None = None
        self._held = 0
        self._asking = self._gone = False
        self._title = text_label("", "strong")
        self._line = text_label(_("None of them goes out until you release it."), "muted")
        self._reason = ReasonField(
            _("Why"),
            _("It is shown on each item, and in the log of the open incident."),
            _("Write why everything is held."),
            self.left.emit,
        )
        self._one_by_one = button(
            _("Release one by one"), self.chosen.emit, kind="primary", icon_name="play"
        )
        self._where = button(_("Where else to hold by hand"), self._unfold, kind="quiet")
        self._elsewhere = Bullets()
        self._remark = text_label("", "small")
        texts = QWidget()
        lines = QVBoxLayout(texts)
        spaced(lines, gap=2)
        for label in (self._title, self._line):
            lines.addWidget(label)
        self._said = Beside(texts, text_room=_TEXT_ROOM)
        for made in (self._where, self._one_by_one):
            self._said.add_action(made)
        for part in (self._said, self._reason, self._elsewhere, self._remark):
            self.add(part)
        spaced(self.body, (16, 10, 12, 10), gap=8)
        self._elsewhere.hide()
        self._remark.hide()
        self.hide()

    def show_held(self, connection: Connection) -> None:
        """Say what is held; of all of the calendar, whatever days are seen."""
        held = records.held(connection)
        self._held = len(held)
        open_now = (other for other in desks.open_ones(connection) if not other.drill)
        self._incident = next(open_now, None)
        self._elsewhere.show_lines(
            [f"{place.channel}: {place.where}" for place in freezing.elsewhere(connection)]
        )
        self._remark.setText(freezing.remark())
        why = held[0].held_why if held else ""
        told = ngettext("{count} item held: {why}", "{count} items held: {why}", len(held))
        none = _("Nothing is held.")
        self._title.setText(told.format(count=len(held), why=why) if held else none)
        self._show_parts()

    def ask(self) -> None:
        """Ask why everything is to be held."""
        self._asking = True
        with self._services.store.read() as connection:
            self.show_held(connection)
        about = _("Everything that is to come is held, from today on.")
        proposed = self._incident.title if self._incident else ""
        self._reason.ask(about, _("Hold the whole calendar"), self._freeze, proposed)

    def hold(self, incident: Incident) -> None:
        """Hold everything for an incident that is open, and say what is left to stop by hand."""
        with self._services.store.read() as connection:
            held = records.held(connection)
        if all(item.incident_id != incident.id for item in held):
            attempt(
                lambda: actions.freeze(self._services, incident.title, incident),
                self._services.notifier,
                self._tell,
            )
        with self._services.store.read() as connection:
            self.show_held(connection)
        if self._elsewhere.isHidden():
            self._unfold()
        self.take_keyboard()

    def give_way(self, *, on: bool) -> None:
        """Whether an item has all the room."""
        self._gone = on
        self._show_parts()

    def take_keyboard(self) -> None:
        """What is held now."""
        first = self._one_by_one if self._held else self._where
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_parts(self) -> None:
        said = self._held > 0 or not self._elsewhere.isHidden()
        self._said.setVisible(said)
        for part in (self._line, self._one_by_one):
            part.setVisible(self._held > 0)
        self.setVisible(not self._gone and (said or self._asking))

    def _unfold(self) -> None:
        shown = self._elsewhere.isHidden()
        self._elsewhere.setVisible(shown)
        self._remark.setVisible(shown)
        set_words(self._where, _("Close the list") if shown else _("Where else to hold by hand"))
        self._show_parts()

    def _freeze(self, why: str) -> None:
        def work() -> None:
            actions.freeze(self._services, why, self._incident)

        if attempt(work, self._services.notifier, self._tell):
            self._asking = False
            self._reason.close_asking()

    def _tell(self, sentence: str) -> None:
        self._services.notifier.error(InvalidValue(sentence))
