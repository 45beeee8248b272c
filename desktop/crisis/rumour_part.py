"""Bulos: what is being said, what the body that knows says of it, and the answer."""

from PySide6.QtCore import Qt, Signal

from core.crisis import voices
from core.crisis.desk import Desk
from core.crisis.labels import verdict_label
from core.crisis.model import Rumour, RumourVerdict
from core.days import clock_time
from core.i18n import _
from desktop.crisis.adding_line import AddingLine
from desktop.crisis.column import Column
from desktop.crisis.pen import Pen
from desktop.crisis.rumour_card import RumourCard
from desktop.services import Services
from desktop.theme.tokens import Tone
from desktop.widgets.item_list import ItemList, ListItem
from desktop.widgets.reading_order import tab_as_read
from desktop.widgets.text import text_label

_SHOWN = 5


class Rumours(Column):
    """A line for one more, the list, and the one that is chosen.

    `statement_wanted(kind, rumour)` asks for a statement of that kind about a rumour, by its id.
    """

    statement_wanted = Signal(str, int)

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._pen = pen
        self._incident_id = 0
        self._added: int | None = None
        self._rumours: tuple[Rumour, ...] = ()
        self._desk: Desk | None = None
        self._entry = AddingLine(
            _("What is being said"),
            services.notifier,
            self._add,
            add=_("Note the rumour"),
            placeholder=_("In the words that people use"),
        )
        self._none = text_label(
            _(
                "Note each rumour as it is told, ask the body that knows, and only then answer:"
                " with the source."
            ),
            "muted",
        )
        self._list = ItemList(_("Rumours"), most=_SHOWN)
        self._card = RumourCard(services, pen)
        self._card.statement_wanted.connect(self.statement_wanted)
        for part in (self._entry, self._none, self._list, self._card):
            self.add(part)
        self.body.addStretch(1)
        self._list.selected.connect(lambda _key: self._show_chosen())
        self._list.opened.connect(lambda _key: self._card.take_keyboard())

    def show_desk(self, desk: Desk) -> None:
        """Show the rumours of an incident; what is being typed stays."""
        self._desk, self._incident_id = desk, desk.incident.id
        self._rumours = desk.rumours
        self._list.show_items([_row(one) for one in self._rumours])
        self._list.setVisible(bool(self._rumours))
        self._none.setVisible(not self._rumours)
        if self._added is not None and self._list.select(self._added):
            self._added = None
        self._show_chosen()

    def take_keyboard(self) -> None:
        """The list while something waits in it, or else the line for one more."""
        waits = any(one.answered_at is None for one in self._rumours)
        (self._list if waits else self._entry).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: object) -> None:
        """A rumour by its id."""
        if isinstance(target, int) and self._list.select(target):
            self._card.take_keyboard()
        else:
            self._entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, text: str) -> None:
        with self._pen.writing() as db:
            self._added = voices.add_rumour(db, self._incident_id, text, self._pen.hand())

    def _show_chosen(self) -> None:
        key = self._list.selected_key()
        chosen = next((one for one in self._rumours if one.id == key), None)
        self._card.setVisible(chosen is not None)
        if chosen is not None and self._desk is not None:
            self._card.show_rumour(chosen, self._desk.statements)
        tab_as_read(self)


def _row(rumour: Rumour) -> ListItem:
    if rumour.answered_at is not None:
        state, tone = _("answered at {time}"), Tone.NEUTRAL
        state = state.format(time=clock_time(rumour.answered_at))
    elif rumour.verdict is RumourVerdict.UNCHECKED:
        state, tone = "", Tone.YELLOW
    else:
        state, tone = _("not answered"), Tone.ORANGE
    line = " · ".join(part for part in (clock_time(rumour.at), rumour.seen, state) if part)
    return ListItem(rumour.id, rumour.claim, line, verdict_label(rumour.verdict), tone, sign=tone)
