"""Bulos: what is being said, what the body that knows says of it, and the answer."""

from PySide6.QtCore import Signal

from core.crisis import voices
from core.crisis.desk import Desk
from core.crisis.labels import verdict_label
from core.crisis.model import Rumour, RumourVerdict
from core.days import clock_time
from core.i18n import _
from desktop.crisis.adding_line import AddingLine
from desktop.crisis.noted_part import NotedPart
from desktop.crisis.pen import Pen
from desktop.crisis.rumour_card import RumourCard
from desktop.services import Services
from desktop.theme.tokens import Tone
from desktop.widgets.item_list import ItemList, ListItem
from desktop.widgets.text import text_label

_SHOWN = 5


class Rumours(NotedPart):
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
        entry = AddingLine(
            _("What is being said"),
            services.notifier,
            self._add,
            add=_("Note the rumour"),
            placeholder=_("In the words that people use"),
            place="rumour-line",
        )
        self._none = text_label(
            _(
                "Note each rumour as it is told, ask the body that knows, and only then answer:"
                " with the source."
            ),
            "muted",
        )
        listed = ItemList(_("Rumours"), most=_SHOWN)
        self._card = RumourCard(services, pen)
        self._card.statement_wanted.connect(self.statement_wanted)
        self.arrange(entry, self._none, listed, self._card, self._card.take_keyboard, self._fill)

    def show_desk(self, desk: Desk) -> None:
        """Show the rumours of an incident; what is being typed stays."""
        self._desk, self._incident_id = desk, desk.incident.id
        self.show_half(self._incident_id)
        self._rumours = desk.rumours
        waits = any(one.answered_at is None for one in self._rumours)
        self.show_items([_row(one) for one in self._rumours], waits=waits)
        self._none.setVisible(not self._rumours)
        if self._added is not None and self._list.select(self._added):
            self._added = None
        self.show_chosen()

    def _add(self, text: str) -> None:
        with self._pen.writing() as db:
            self._added = voices.add_rumour(db, self._incident_id, text, self._pen.hand())

    def _fill(self, key: int | None) -> bool:
        """The rumour of that id."""
        chosen = next((one for one in self._rumours if one.id == key), None)
        if chosen is not None and self._desk is not None:
            self._card.show_rumour(chosen, self._desk)
        return chosen is not None


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
