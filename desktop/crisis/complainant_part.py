"""Afectados: who complains or suffers, from public to private and back."""

from core.crisis import voices
from core.crisis.desk import Desk
from core.crisis.labels import complainant_state_label
from core.crisis.model import Complainant, ComplainantState
from core.days import clock_time
from core.i18n import _, ngettext
from desktop.crisis.adding_line import AddingLine
from desktop.crisis.complainant_card import ComplainantCard
from desktop.crisis.noted_part import NotedPart
from desktop.crisis.pen import Pen
from desktop.services import Services
from desktop.theme.tokens import Tone
from desktop.widgets.item_list import ItemList, ListItem
from desktop.widgets.text import text_label

TONES = {
    ComplainantState.OPEN: Tone.ORANGE,
    ComplainantState.MOVED: Tone.YELLOW,
    ComplainantState.SOLVED: Tone.YELLOW,
    ComplainantState.CLOSED: Tone.GREEN,
}
_SHOWN = 5


class Complainants(NotedPart):
    """A line for one more, the list, and the one that is chosen."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._pen = pen
        self._incident_id = 0
        self._added: int | None = None
        self._people: tuple[Complainant, ...] = ()
        entry = AddingLine(
            _("Who is affected"),
            services.notifier,
            self._add,
            add=_("Note the person"),
            placeholder=_("owner of the dog"),
            place="person-line",
            help_text=_("In as few words as will do. The log has a number in place of them."),
        )
        self._left = text_label("", "muted")
        listed = ItemList(_("People affected"), most=_SHOWN)
        self._card = ComplainantCard(services, pen)
        self.arrange(entry, self._left, listed, self._card, self._card.take_keyboard, self._fill)

    def show_desk(self, desk: Desk) -> None:
        """Show the people of an incident; what is being typed stays."""
        self._incident_id = desk.incident.id
        self.show_half(self._incident_id)
        self._people = desk.complainants
        items = [_row(at, one) for at, one in enumerate(self._people, start=1)]
        self.show_items(items, waits=bool(voices.not_closed(self._people)))
        self._left.setText(_left(self._people))
        added, self._added = self._added, None
        begins = added is not None and self._list.select(added)
        self.show_chosen()
        if begins:
            self._card.take_keyboard("said")

    def _add(self, text: str) -> None:
        with self._pen.writing() as db:
            self._added = voices.add_complainant(db, self._incident_id, text, self._pen.hand())

    def _fill(self, key: int | None) -> bool:
        """The person of that id."""
        people = enumerate(self._people, start=1)
        chosen = next(((one, at) for at, one in people if one.id == key), None)
        if chosen is not None:
            self._card.show_person(*chosen)
        return chosen is not None


def _row(number: int, person: Complainant) -> ListItem:
    moments = (person.closed_at, person.solved_at, person.moved_at)
    at = next((one for one in moments if one is not None), None)
    where = person.channel if person.state is ComplainantState.MOVED else ""
    line = " · ".join(part for part in (clock_time(at) if at else "", where or person.said) if part)
    tone = TONES[person.state]
    state = complainant_state_label(person.state)
    return ListItem(person.id, f"{number} · {person.label}", line, state, tone, sign=tone)


def _left(people: tuple[Complainant, ...]) -> str:
    """How many wait for a word in public."""
    if not people:
        return _(
            "Answer once in public, go on in private, and come back to say in public that it is"
            " settled."
        )
    left = len(voices.not_closed(people))
    if not left:
        return _("All of them are closed in public.")
    return ngettext(
        "{count} is not closed in public yet.", "{count} are not closed in public yet.", left
    ).format(count=left)
