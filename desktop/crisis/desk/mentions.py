"""Menciones of the incident: those tied to it, the new ones first seen here, and tying another."""

from collections.abc import Collection
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent

from core import catalogue
from core.crisis.desk import Desk
from core.crisis.labels import linked_how_label
from core.crisis.model import Incident, LinkedHow, LinkedItem
from core.days import brief_moment, day_and_time
from core.documents.model import Document
from core.errors import AppError
from core.exchange.outgoing import Outgoing
from core.i18n import Language, _, ngettext
from core.mentions import evidence
from core.mentions.outgoing import of_mention
from core.mentions.records import mentions
from core.mentions.records.mentions import Row, Wanted
from core.mentions.watches import full_text
from core.store import Connection
from desktop import exporting
from desktop.crisis import actions
from desktop.crisis.pen import Pen
from desktop.crisis.tab import TabColumn
from desktop.exporting import Paper
from desktop.forms.sending import Sender
from desktop.services import Services
from desktop.theme.tokens import Tone
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.layouts import flow_row
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.lists.master_detail import MasterDetail
from desktop.widgets.search_field import SearchField
from desktop.widgets.text import text_label

_SHOWN = 7
_FOUND_SHOWN, _FOUND_MOST = 5, 30
_LONG = 600
"""Characters of its text that are shown; the rest is read in Menciones."""


class Mentions(TabColumn):
    """The newest first. One that arrives is marked until it was chosen, or the part was left."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._services, self._pen = services, pen
        self._incident: Incident | None = None
        self._linked: dict[int, LinkedItem] = {}
        self._rows: list[Row] = []
        self._seen: set[int] | None = None
        """Ids of the items looked at; None until the first are shown: they are not news."""
        self._line = text_label("", "muted")
        self.card = MentionCard(services)
        self.records: MasterDetail[Row] = MasterDetail(
            ItemList(_("Mentions of the incident"), most=_SHOWN),
            self.card,
            self._row,
            lambda row, _place: self.card.show_mention(row),
            self.card.take_keyboard,
            key=lambda row: row.item.id,
        )
        self.records.chosen.connect(self._look_at)
        self.records.copies(self.card.sending.copy)
        self.tying = Tying(services)
        self.tying.chosen.connect(self._tie)
        for part in (self._line, self.records, self.tying):
            self.add(part)
        self.body.addStretch(1)

    def show_desk(self, desk: Desk) -> None:
        """Show what is tied to an incident."""
        if self._incident is not None and self._incident.id != desk.incident.id:
            self._seen = None
        self._incident = desk.incident
        self._linked = {linked.item_id: linked for linked in desk.linked}
        with self._services.store.read() as connection:
            found = mentions.rows(connection, list(self._linked))
        self._rows = sorted(found, key=lambda row: row.item.at, reverse=True)
        if self._seen is None:
            self._seen = {row.item.id for row in self._rows}
        self.tying.setVisible(not desk.incident.drill)
        self.tying.show_tied(set(self._linked))
        self._line.setText(self._summary())
        self.records.show_records(self._rows)

    def take_keyboard(self) -> None:
        """The list, or the search while nothing is tied."""
        if self._rows:
            self.records.take_keyboard()
        else:
            self.tying.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: object) -> None:
        """A mention by the id of its item."""
        if not self.records.open(target):
            self.take_keyboard()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self._seen is not None:
            self._seen |= {row.item.id for row in self._rows}
            self.records.show_records(self._rows)

    def _row(self, _place: int, row: Row) -> ListItem:
        item, linked = row.item, self._linked[row.item.id]
        now = self._services.clock.now()
        line = " · ".join((_whence(row, now), linked_how_label(linked.how)))
        new = item.id not in (self._seen or ())
        badge, tone = (_("new"), Tone.BRAND) if new else ("", Tone.NEUTRAL)
        return ListItem(item.id, item.title or item.text, line, badge, tone)

    def _summary(self) -> str:
        if self._incident is not None and self._incident.drill:
            return _("No mention is linked to a drill: what was read is real.")
        if not self._rows:
            return _("What is said about the incident is here: it is linked as it arrives.")
        live = sum(linked.how is LinkedHow.LIVE for linked in self._linked.values())
        count = len(self._rows)
        if live:
            told = ngettext(
                "{count} mention, {live} since", "{count} mentions, {live} since", count
            )
        else:
            told = ngettext("{count} mention", "{count} mentions", count)
        return told.format(count=count, live=live)

    def _look_at(self, row: Row | None) -> None:
        """Looked at is what the person chose, and not what a list chooses by itself."""
        if row is None or not self.records.list.hasFocus() or self._seen is None:
            return
        if row.item.id not in self._seen:
            self._seen.add(row.item.id)
            self.records.show_records(self._rows)

    def _tie(self, item_id: int) -> None:
        incident = self._incident
        if incident is None or self._seen is None:
            return
        self._seen.add(item_id)
        try:
            actions.tie_mention(self._pen, incident, item_id)
        except AppError as error:
            self._seen.discard(item_id)
            self._services.notifier.error(error)
        else:
            self._services.notifier.toast(_("Linked, and kept as evidence."))


class MentionCard(Card):
    """The words in full as far as they fit, and the two ways on."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._row: Row | None = None
        self._place, self._title = text_label("", "small"), text_label("", "strong")
        self._text, self._kept = text_label(""), text_label("", "small")
        self._read = button(_("Open in Mentions"), self._open, icon_name="radio")
        printing = button(_("Print evidence…"), self._print, icon_name="printer")
        self.sending = Sender(services.notifier, self._outgoing)
        row = flow_row(self._read, printing, self.sending.button)
        for part in (self._place, self._title, self._text, self._kept, row):
            self.add(part)

    def show_mention(self, row: Row) -> None:
        """Show one."""
        self._row = row
        item = row.item
        text = item.text if len(item.text) <= _LONG else f"{item.text[:_LONG].rstrip()}…"
        with self._services.store.read() as connection:
            kept = evidence.taken(connection, item.id)
        told = (
            _("Kept as evidence on {time}.").format(time=day_and_time(kept.taken_at))
            if kept
            else ""
        )
        self._place.setText(_whence(row, self._services.clock.now()))
        for label, words in ((self._title, item.title), (self._text, text), (self._kept, told)):
            label.setText(words)
            label.setVisible(bool(words))

    def take_keyboard(self) -> None:
        """The way to the mention."""
        self._read.setFocus(Qt.FocusReason.OtherFocusReason)

    def _outgoing(self) -> Outgoing | None:
        return of_mention(self._row) if self._row is not None else None

    def _open(self) -> None:
        if self._row is not None:
            self._services.go("mentions", ("inbox", self._row.item.id))

    def _print(self) -> None:
        if self._row is None:
            return
        item_id = self._row.item.id
        today = self._services.clock.today()

        def make(connection: Connection, language: Language) -> Document:
            from core.mentions.document.evidence import evidence_sheet

            return evidence_sheet(connection, language, today, item_id)

        exporting.save(
            self._services,
            Paper("evidence-sheet", catalogue.language_of(), make),
            _("Mention {number}").format(number=item_id),
            _("Where should the sheet go?"),
        )


class Tying(Card):
    """A search in everything that was read; Enter on a row ties it: `chosen(item)`."""

    chosen = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__(_("Link another mention"))
        self._services = services
        self._tied: frozenset[int] = frozenset()
        self._search = SearchField(_("Search the mentions"))
        self._list = ItemList(_("Mentions found"), most=_FOUND_SHOWN)
        self._told = text_label("", "muted")
        for part in (self._search, self._list, self._told):
            self.add(part)
        self.setFocusProxy(self._search)
        self._search.searched.connect(lambda _text: self._find())
        self._search.returnPressed.connect(self._go_to_list)
        self._list.opened.connect(self.chosen)
        self._find()

    def show_tied(self, tied: Collection[int]) -> None:
        """Leave out those that are tied already."""
        if self._tied != tied:
            self._tied = frozenset(tied)
            self._find()

    def _find(self) -> None:
        query = full_text.query(self._search.text())
        rows: list[Row] = []
        if query:
            with self._services.store.read() as connection:
                found = mentions.ids(connection, Wanted(query=query, everything=True))
                wanted = [item_id for item_id in found if item_id not in self._tied][:_FOUND_MOST]
                rows = mentions.rows(connection, wanted)
        now = self._services.clock.now()
        self._list.show_items([_found(row, now) for row in rows])
        self._list.setVisible(bool(rows))
        if rows:
            self._told.setText(_("Enter links the chosen one."))
        elif self._search.text().strip():
            self._told.setText(_("Nothing else with these words."))
        else:
            self._told.setText(_("From everything that was read, also what no search found."))

    def _go_to_list(self) -> None:
        if self._list.keys():
            self._list.setFocus()


def _found(row: Row, now: datetime) -> ListItem:
    item = row.item
    return ListItem(item.id, item.title or item.text, _whence(row, now))


def _whence(row: Row, now: datetime) -> str:
    """Where it was said, and when."""
    return f"{_place_of(row)} · {brief_moment(row.item.at, now)}"


def _place_of(row: Row) -> str:
    """Where it was said: the medium, or how it came to us when there is none."""
    if row.item.source_id is None:
        by_hand = _("Noted by hand")
        return f"{by_hand} · {row.item.outlet}" if row.item.outlet else by_hand
    return row.item.outlet or row.source
