"""Watches applied to all that is stored: after a rule changed, and to try one before saving it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core.mentions import match, stories
from core.mentions.intake import make_mentions
from core.mentions.marks import holds, rule
from core.mentions.model import Item, Watch
from core.mentions.records import items, matching, watches

if TYPE_CHECKING:
    from sqlite_utils import Database

    from core.store import Connection

_AT_ONCE = 1000
"""Items held in memory while they are made mentions."""


@dataclass(frozen=True)
class Preview:
    """What a watch would hit."""

    count: int
    items: tuple[Item, ...]
    """The newest, newest first, without their HTML."""


def preview(connection: "Connection", watch: Watch, limit: int = 20) -> Preview:
    """What a watch would hit of all that is stored, enabled or not; nothing is written."""
    sought = match.query(watch)
    if not sought:
        return Preview(0, ())
    refuted = _refuted(connection, watch)
    newest = matching.newest(connection, sought, refuted, limit)
    return Preview(matching.count(connection, sought) - len(refuted), tuple(newest))


def is_due(connection: "Connection") -> bool:
    """Whether `bring_up_to_date` has anything to do; another title of a watch is nothing."""
    applied = watches.applied(connection)
    return (
        any(applied.get(one.id) != match.fingerprint(one) for one in watches.everything(connection))
        or matching.has_unfounded(connection)
        or bool(matching.not_yet_mentions(connection))
    )


def bring_up_to_date(db: "Database", now: datetime) -> None:
    """Find again the hits of watches whose rules changed, and make and unmake mentions by them.

    For after any change of watches or of what is an own source; it does nothing when nothing
    changed. A mention that no rule makes any more goes, and its story when it has no other, unless
    the person decided about it.
    """
    applied = watches.applied(db.conn)
    for watch in watches.everything(db.conn):
        rules = match.fingerprint(watch)
        if applied.get(watch.id) != rules:
            sought = match.query(watch) if rules else ""
            refuted = _refuted(db.conn, watch) if rules else frozenset()
            matching.replace_hits(db, watch.id, sought, refuted, rules)
    if matching.drop_unfounded(db):
        stories.forget_empty(db)
    new = matching.not_yet_mentions(db.conn)
    for start in range(0, len(new), _AT_ONCE):
        make_mentions(db, items.some(db.conn, new[start : start + _AT_ONCE]), now)


def _refuted(connection: "Connection", watch: Watch) -> frozenset[int]:
    """What the index finds for a watch and is no hit."""
    again = match.doubtful(watch)
    if not again:
        return frozenset()
    wanted = rule(watch)
    found = matching.candidates(connection, again)
    return frozenset(one.item_id for one in found if not holds(wanted, one.title, one.text))
