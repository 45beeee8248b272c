"""The mentions that answer, however many there are."""

from collections.abc import Sequence
from datetime import datetime

from core.days import brief_moment
from core.finding.model import PER_KIND, Findable, FoundKind, FoundThings
from core.i18n import _
from core.mentions.labels import state_label
from core.mentions.records import mentions
from core.mentions.records.mentions import Row, Wanted
from core.mentions.watches import full_text
from core.store import Connection


def newest(connection: Connection, typed: str, now: datetime) -> list[Findable]:
    """The newest mentions with these words, as the search of the inbox finds them; not those that
    somebody said are not about the town. At once: what is rare among the newest is left out."""
    wanted = _wanted(typed)
    if not wanted.query:
        return []
    return _rows(connection, mentions.newest(connection, wanted, PER_KIND), now)


def of_all(connection: Connection, typed: str, now: datetime) -> list[Findable]:
    """As `newest`, however far back they are: among a million that takes its time."""
    wanted = _wanted(typed)
    found = mentions.ids(connection, wanted)[:PER_KIND] if wanted.query else []
    return _rows(connection, found, now)


def may_be_more(found: FoundThings) -> bool:
    """Whether `of_all` may find what `newest` left out."""
    return sum(thing.kind is FoundKind.MENTION for thing in found.shown) < PER_KIND


def _wanted(typed: str) -> Wanted:
    return Wanted(query=full_text.query(typed), ours=True)


def _rows(connection: Connection, item_ids: Sequence[int], now: datetime) -> list[Findable]:
    return [_found(row, now) for row in mentions.rows(connection, item_ids)]


def _found(row: Row, now: datetime) -> Findable:
    item = row.item
    state = state_label(row.mention.state) if row.mention else ""
    whose = item.outlet or row.source or _("Noted by hand")
    line = " · ".join(part for part in (whose, brief_moment(item.at, now), state) if part)
    title = item.title or item.text[:_TITLE]
    return Findable(FoundKind.MENTION, item.id, title, line, item.text)


_TITLE = 120
"""Characters of what stands for a title where there is none."""
