"""One mention of an incident: what it says, and where to go with it."""

from PySide6.QtCore import Qt

from core import catalogue
from core.documents.model import Document
from core.i18n import Language, _
from core.mentions import evidence
from core.mentions.records.mentions import Row
from core.store import Connection
from desktop import papers
from desktop.days import moment
from desktop.papers import Paper
from desktop.services import Services
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.flow_layout import flow_row
from desktop.widgets.text import text_label

_LONG = 600
"""Characters of its text that are shown; the rest is read in Menciones."""


class MentionCard(Card):
    """The words in full as far as they fit, and the two ways on."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._row: Row | None = None
        self._place = text_label("", "small")
        self._title = text_label("", "strong")
        self._text = text_label("")
        self._kept = text_label("", "small")
        self._read = button(_("Open in Mentions"), self._open, icon_name="radio")
        row = flow_row(self._read, button(_("Print evidence…"), self._print, icon_name="printer"))
        for part in (self._place, self._title, self._text, self._kept, row):
            self.add(part)

    def show_mention(self, row: Row) -> None:
        """Show one."""
        self._row = row
        item = row.item
        self._place.setText(f"{place(row)} · {moment(item.at)}")
        self._title.setText(item.title)
        self._title.setVisible(bool(item.title))
        text = item.text if len(item.text) <= _LONG else f"{item.text[:_LONG].rstrip()}…"
        self._text.setText(text)
        self._text.setVisible(bool(text))
        with self._services.store.read() as connection:
            kept = evidence.taken(connection, item.id)
        told = _("Kept as evidence on {time}.")
        self._kept.setText(told.format(time=moment(kept.taken_at)) if kept else "")
        self._kept.setVisible(kept is not None)

    def take_keyboard(self) -> None:
        """The way to the mention."""
        self._read.setFocus(Qt.FocusReason.OtherFocusReason)

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

        papers.save(
            self._services,
            Paper("evidence-sheet", catalogue.language(), make),
            _("Mention {number}").format(number=item_id),
            _("Where should the sheet go?"),
        )


def place(row: Row) -> str:
    """Where it was said: the medium, or how it came to us when there is none."""
    if row.item.source_id is None:
        by_hand = _("Noted by hand")
        return f"{by_hand} · {row.item.outlet}" if row.item.outlet else by_hand
    return row.item.outlet or row.source
