"""Mentions that arrive while an incident is open and speak of the same are tied to it."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from core.crisis import desk, log
from core.crisis.incidents.opening import link
from core.crisis.log import Hand
from core.crisis.model import Incident, LinkedHow, LogKind
from core.crisis.records import incidents
from core.crisis.scenarios import library
from core.errors import InvalidValue
from core.i18n import _
from core.mentions.model import Item, Watch
from core.mentions.records import items as item_records
from core.mentions.watches.match import Matcher
from core.store import Connection

if TYPE_CHECKING:
    from sqlite_utils import Database


_ADDRESS = 200
"""Characters of an address in the log: some are longer than an entry may be."""


def link_new(db: "Database", now: datetime) -> int:
    """Tie what arrived since each incident was opened; returns how many.

    A mention speaks of the same when it is of a story that is tied already, or when one of the
    scenario's words stands in it. Drills have none: nothing in them is real.
    """
    return sum(_link_to(db, item, now) for item in desk.open_ones(db.conn) if not item.drill)


def waiting(connection: Connection) -> bool:
    """Whether there is anything to tie, so that nothing is written when there is not."""
    return any(
        _of_the_same(connection, incident)
        for incident in desk.open_ones(connection)
        if not incident.drill
    )


def _link_to(db: "Database", incident: Incident, now: datetime) -> int:
    found = _of_the_same(db.conn, incident)
    link(db, incident.id, [other.id for other in found], LinkedHow.LIVE, now)
    for item in found:
        hand = Hand(now, at=min(max(item.seen_at, incident.opened_at), now))
        log.write(db, incident.id, hand, LogKind.MENTION, partial(arrived, item))
    return len(found)


def arrived(item: Item) -> str:
    """What the log says of a mention that was tied as it arrived."""
    return _("New mention of the incident: {words} ({where}).").format(**_named(item))


def _named(item: Item) -> dict[str, str]:
    return {
        "words": item.title or item.text[:120],
        "where": item.outlet or item.link[:_ADDRESS] or _("noted by hand"),
    }


def _of_the_same(connection: Connection, incident: Incident) -> list[Item]:
    ids = incidents.since(connection, incident.id, incident.opened_at)
    if not ids:
        return []
    told = incidents.stories(connection, incident.id)
    by_story = {
        number for number, story in incidents.stories_of(connection, ids).items() if story in told
    }
    candidates = item_records.some(connection, ids)
    words = library.of_incident(connection, incident).words
    watch = Watch(title=incident.title, id=1, any_of=words)
    by_words = {item.id for _watch, item in Matcher([watch]).hits(candidates)} if words else set()
    return [candidate for candidate in candidates if candidate.id in by_story | by_words]


def link_by_hand(db: "Database", incident: Incident, item: Item, hand: Hand) -> None:
    """The person says that a mention belongs to an incident; tied already, it stays as it is.

    Raises `InvalidValue` for a drill: what was read is real, and a drill is not.
    """
    if incident.drill:
        raise InvalidValue(_("No mention is linked to a drill."), _("Nothing in a drill is real."))
    if link(db, incident.id, [item.id], LinkedHow.HAND, hand.now):
        log.write(db, incident.id, hand, LogKind.MENTION, partial(_by_hand, item))


def _by_hand(item: Item) -> str:
    return _("Mention linked by hand: {words} ({where}).").format(**_named(item))
