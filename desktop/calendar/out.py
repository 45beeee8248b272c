"""Where an item goes out: its text is copied there, and then when, by whom and at which address it
is out."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.calendar import publications
from core.calendar.model import CalendarItem, ItemState, Publication
from core.calendar.publications import PublicationFacts
from core.days import clock_time, weekday
from core.i18n import _
from core.plan.model import Channel
from desktop.calendar import actions
from desktop.calendar.model import CalendarNames
from desktop.forms.described import form_field, whole_form
from desktop.forms.record import RecordForm
from desktop.services import Services
from desktop.widgets.card import Card
from desktop.widgets.lists.rows import ActionRow, ActionRows


class OutCard(Card):
    """A row for each channel of an item, and below them the one that is being corrected."""

    def __init__(self, services: Services, copy: Callable[[Channel], bool]) -> None:
        """`copy` puts the text for a channel on the clipboard; False where there is none."""
        super().__init__(_("Where it goes out"))
        self._services, self._copy = services, copy
        self._item = CalendarItem("")
        self._known = CalendarNames()
        self._out: dict[int, Publication] = {}
        self._opened = 0
        """Id of the publication that is corrected."""
        self._copied: set[tuple[int, int]] = set()
        """Items and channels whose text was put on the clipboard and is not out yet."""
        self._rows = ActionRows()
        self._rows.acted.connect(self._act)
        rows = whole_form(PublicationFacts)
        rows[-1] = replace(form_field(PublicationFacts, "address"), read=actions.checked_link)
        self._form = RecordForm(services.notifier, rows, self._save, place="calendar_published")
        for part in (self._rows, self._form):
            self.add(part)

    def show_item(
        self, item: CalendarItem, known: CalendarNames, published: Sequence[Publication]
    ) -> None:
        """Show where an item goes out, and where it is out."""
        self._item, self._known = item, known
        self._out = {one.channel_id or 0: one for one in published}
        self._form.form.follow([one.id for one in published])
        opened = next((one for one in published if one.id == self._opened), None)
        self._opened = opened.id if opened else 0
        if opened is not None:
            self._form.show_item(publications.facts(opened), opened.id)
        self._form.setVisible(opened is not None)
        rows = [self._row(place.channel) for place in known.places(item)]
        self._rows.set_rows(rows)
        self.setVisible(bool(rows) and item.state is not ItemState.HELD)

    def copy(self, channel: Channel) -> None:
        """Put the text of a channel on the clipboard; then it is asked whether it is out there."""
        if self._copy(channel):
            self._copied.add((self._item.id, channel.id))
            self.show_item(self._item, self._known, list(self._out.values()))

    def flush(self) -> None:
        """Save now whatever waits."""
        self._form.flush()

    def _row(self, channel: Channel) -> ActionRow:
        out = self._out.get(channel.id)
        if out is not None:
            line = " · ".join(filter(None, (_moment(out), out.who, out.address)))
            return ActionRow(f"fix:{channel.id}", channel.title, line, _("Time and address"))
        if (self._item.id, channel.id) in self._copied:
            line = _("Text copied: is it out?")
            return ActionRow(f"out:{channel.id}", channel.title, line, _("It is published"))
        return ActionRow(f"copy:{channel.id}", channel.title, _("Not out yet"), _("Copy the text"))

    def _act(self, key: str) -> None:
        act, _colon, number = key.partition(":")
        channel = self._known.channels[int(number)]
        if act == "copy":
            self.copy(channel)
        elif act == "out":
            actions.publish(self._services, self._item.id, channel)
        else:
            self._opened = self._out[channel.id].id
            self.show_item(self._item, self._known, list(self._out.values()))
            self._form.take_keyboard("address")

    def _save(self, said: PublicationFacts, field: str) -> None:
        opened = next(one for one in self._out.values() if one.id == self._opened)
        actions.correct(self._services, opened, said, field)


def _moment(out: Publication) -> str:
    day = weekday(out.published_at.astimezone().date())
    return _("Out on {day} at {time}").format(day=day, time=clock_time(out.published_at))
