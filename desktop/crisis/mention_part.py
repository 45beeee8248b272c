"""Menciones of the incident: those tied to it, the new ones first seen here, and tying another."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent

from core.crisis import linking
from core.crisis.desk import Desk
from core.crisis.labels import linked_how_label
from core.crisis.model import Incident, LinkedHow, LinkedItem
from core.errors import AppError
from core.i18n import _, ngettext
from core.mentions.records import items, mentions
from core.mentions.records.mentions import Row
from core.store import Topic
from desktop.crisis.column import Column
from desktop.crisis.mention_card import MentionCard, place
from desktop.crisis.mention_tying import Tying
from desktop.crisis.pen import Pen
from desktop.days import moment
from desktop.services import Services
from desktop.theme.tokens import Tone
from desktop.widgets.item_list import ItemList, ListItem
from desktop.widgets.reading_order import tab_as_read
from desktop.widgets.text import text_label

_SHOWN = 7


class Mentions(Column):
    """The newest first. One that arrives is marked until it was chosen, or the part was left."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._services = services
        self._pen = pen
        self._incident: Incident | None = None
        self._linked: dict[int, LinkedItem] = {}
        self._rows: list[Row] = []
        self._seen: set[int] | None = None
        """Ids of the items looked at; None until the first are shown: they are not news."""
        self._line = text_label("", "muted")
        self._list = ItemList(_("Mentions of the incident"), most=_SHOWN)
        self._card = MentionCard(services)
        self._tying = Tying(services)
        self._tying.chosen.connect(self._tie)
        for part in (self._line, self._list, self._card, self._tying):
            self.add(part)
        self.body.addStretch(1)
        self._list.selected.connect(self._choose)
        self._list.opened.connect(lambda _key: self._card.take_keyboard())

    def show_desk(self, desk: Desk) -> None:
        """Show what is tied to an incident."""
        if self._incident is not None and self._incident.id != desk.incident.id:
            self._seen = None
        self._incident = desk.incident
        self._linked = {one.item_id: one for one in desk.linked}
        with self._services.store.read() as connection:
            found = mentions.rows(connection, list(self._linked))
        self._rows = sorted(found, key=lambda one: one.item.at, reverse=True)
        if self._seen is None:
            self._seen = {one.item.id for one in self._rows}
        self._tying.setVisible(not desk.incident.drill)
        self._tying.show_tied(set(self._linked))
        self._show()

    def take_keyboard(self) -> None:
        """The list, or the search while nothing is tied."""
        first = self._list if self._rows else self._tying
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: object) -> None:
        """A mention by the id of its item."""
        if isinstance(target, int) and self._list.select(target):
            self._card.take_keyboard()
        else:
            self.take_keyboard()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self._seen is not None:
            self._seen |= {one.item.id for one in self._rows}
            self._show()

    def _show(self) -> None:
        self._list.show_items([self._row(one) for one in self._rows])
        self._list.setVisible(bool(self._rows))
        self._line.setText(self._summary())
        self._choose(self._list.selected_key())

    def _row(self, row: Row) -> ListItem:
        item, linked = row.item, self._linked[row.item.id]
        line = " · ".join((place(row), moment(item.at), linked_how_label(linked.how)))
        new = item.id not in (self._seen or ())
        badge, tone = (_("new"), Tone.BRAND) if new else ("", Tone.NEUTRAL)
        return ListItem(item.id, item.title or item.text, line, badge, tone)

    def _summary(self) -> str:
        if self._incident is not None and self._incident.drill:
            return _("No mention is tied to a drill: what was read is real.")
        if not self._rows:
            return _("Here stands what is said of the incident: it is tied as it arrives.")
        live = sum(one.how is LinkedHow.LIVE for one in self._linked.values())
        count = len(self._rows)
        told = ngettext("{count} mention, {live} since", "{count} mentions, {live} since", count)
        return told.format(count=count, live=live)

    def _choose(self, key: object) -> None:
        chosen = next((one for one in self._rows if one.item.id == key), None)
        self._card.setVisible(chosen is not None)
        if chosen is not None:
            self._card.show_mention(chosen)
            # Looked at is what the person chose, and not what a list chooses by itself.
            if self._list.hasFocus() and self._seen is not None and key not in self._seen:
                self._seen.add(chosen.item.id)
                self._list.show_items([self._row(one) for one in self._rows])
        tab_as_read(self)

    def _tie(self, item_id: int) -> None:
        incident = self._incident
        if incident is None:
            return
        try:
            with self._pen.writing(Topic.MENTIONS) as db:
                for item in items.some(db.conn, [item_id]):
                    linking.link_by_hand(db, incident, item, self._pen.hand())
        except AppError as error:
            self._services.notifier.error(error)
            return
        if self._seen is not None:
            self._seen.add(item_id)
        self._services.notifier.toast(_("Tied, and kept as evidence."))
