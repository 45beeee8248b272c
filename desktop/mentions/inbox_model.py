"""The rows of the inbox: all ids at once, what they say a page at a time, when it is looked at."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from core.cancel import CancelToken
from core.errors import AppError
from core.i18n import _, ngettext
from core.mentions.feeds.plain_text import beyond
from core.mentions.kinds import MentionState
from core.mentions.labels import state_label, tone_label
from core.mentions.records import mentions, watches
from core.mentions.records.mentions import Row, Wanted
from core.store import Connection
from desktop.jobs import Progress
from desktop.mentions import inbox_words as words
from desktop.services import Services
from desktop.widgets.marks import Mark
from desktop.widgets.text import tip

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

PAGE = 100
"""Rows that are read together."""
_PAGES = 40
"""Pages kept in memory."""
_EXCERPT = 200

_AT_ONCE = 100_000
"""Up to so many items, all ids are there in 50 ms; of more they are read in the background."""

_JOB = "inbox"


class InboxRole(IntEnum):
    """What the list asks of a row besides its words."""

    KEY = Qt.ItemDataRole.UserRole + 1
    ROW = KEY + 1


@dataclass(frozen=True, slots=True)
class Shown:
    """What one row says."""

    item_id: int
    place: str
    when: str
    title: str
    excerpt: str
    chips: tuple[tuple[str, Mark | None], ...]
    new: bool

    def spoken(self) -> str:
        """Everything, for a screen reader."""
        parts = [self.title, *(text for text, _tone in self.chips), self.place, self.when]
        if self.new:
            parts.insert(0, state_label(MentionState.NEW))
        return ". ".join(part for part in (*parts, self.excerpt) if part)


Reader = Callable[[Sequence[int]], Sequence[Shown]]
"""What the rows of these ids say; those that are gone are left out."""


class InboxModel(QAbstractListModel):
    """A row for each id, in the order given. `failed(error)` when a page could not be read."""

    failed = Signal(object)

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read
        self.ids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, Shown]] = OrderedDict()

    def show(self, ids: "array[int]") -> None:
        """Show these; with the same ids selection and scrolling stay as they are."""
        if ids == self.ids:
            self.read_again()
            return
        self.beginResetModel()
        self.ids = ids
        self._pages.clear()
        self.endResetModel()

    def read_again(self) -> None:
        """What the rows say may have changed."""
        self._pages.clear()
        if self.ids:
            self.dataChanged.emit(self.index(0), self.index(len(self.ids) - 1))

    def row_of(self, item_id: int) -> int | None:
        """The row of an item, or None when it is not shown."""
        try:
            return self.ids.index(item_id)
        except ValueError:
            return None

    def shown(self, row: int) -> Shown | None:
        """What a row says; None when its item is gone meanwhile."""
        return self._page(row // PAGE).get(self.ids[row])

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == InboxRole.KEY:
            return self.ids[index.row()]
        if role not in _ASKED:
            return None
        shown = self.shown(index.row())
        if role == InboxRole.ROW or shown is None:
            return shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return shown.spoken()
        return tip(shown.title) if role == Qt.ItemDataRole.ToolTipRole else shown.title

    def _page(self, number: int) -> dict[int, Shown]:
        page = self._pages.get(number)
        if page is None:
            part = self.ids[number * PAGE : (number + 1) * PAGE]
            try:
                page = {other.item_id: other for other in self._read(part)}
            except AppError as error:
                page = {}
                self.failed.emit(error)
            self._pages[number] = page
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page


_ASKED = frozenset(
    (
        InboxRole.ROW,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
)


def read_rows(
    connection: Connection, ids: Sequence[int], topics: Mapping[int, str], now: datetime
) -> list[Shown]:
    """What rows say, from the workspace; `topics` are the titles of the topics by their ids."""
    hits = watches.hits_among(connection, ids)
    return [
        shown(row, [topics[hit] for hit in hits.get(row.item.id, ()) if hit in topics], topics, now)
        for row in mentions.rows(connection, ids)
    ]


def shown(row: Row, hit: Sequence[str], topics: Mapping[int, str], now: datetime) -> Shown:
    """What a row says; `hit` are the titles of the topics whose words it has."""
    item, mention = row.item, row.mention
    chips: list[tuple[str, Mark | None]] = []
    if mention is None:
        told = _("it may be ours or not") if row.unsure else _("not a mention")
        chips.append((told, None))
    else:
        chips.append((tone_label(mention), words.BANDS[mention.band]))
    if row.outlets > 1:
        told = ngettext("story · {count} outlet", "story · {count} outlets", row.outlets)
        chips.append((told.format(count=row.outlets), Mark("newspaper")))
    if mention is not None and mention.state is not MentionState.NEW:
        chips.append((state_label(mention.state), words.STATES[mention.state]))
    if mention is not None:
        chosen = topics.get(mention.topic_id or 0)
        chips += [(title, None) for title in ([chosen] if chosen else hit[:1])]
    return Shown(
        item_id=item.id,
        place=words.place(row),
        when=words.short_time(item.at, now),
        title=item.title,
        excerpt=beyond(item.title, item.text[: _EXCERPT * 2])[:_EXCERPT],
        chips=tuple(chips),
        new=mention is not None and mention.state is MentionState.NEW,
    )


def with_held(ids: "array[int]", held: int, before: "array[int]") -> "array[int]":
    """These ids and the one held, which a filter no longer lets through, where it stood `before`.

    As they are when the held one is among them, or was not there before.
    """
    if held in ids or held not in before:
        return ids
    at = before.index(held)
    above = set(before[max(0, at - PAGE) : at])
    # Rows above it may be gone too, and new ones may have come.
    stood = [row for row, item_id in enumerate(ids[: at + 10 * PAGE]) if item_id in above]
    place = stood[-1] + 1 if stood else 0
    return ids[:place] + array("q", [held]) + ids[place:]


def find(
    services: Services,
    wanted: Wanted,
    stored: int,
    done: Callable[["array[int]"], None],
    *,
    anew: bool,
) -> None:
    """Bring the ids of what is wanted: now, or in the background where many items are `stored`.

    Then the newest of them come before the rest when the list is shown `anew`.
    """

    def read() -> "array[int]":
        with services.store.read() as connection:
            return mentions.ids(connection, wanted)

    def work(_token: CancelToken, _progress: Progress) -> "array[int]":
        return read()

    if stored <= _AT_ONCE:
        services.jobs.cancel(_JOB)
        done(read())
    else:
        services.jobs.run(_JOB, work, done)
        if anew:
            with services.store.read() as connection:
                first = mentions.newest(connection, wanted, PAGE)
            if first:
                done(first)
