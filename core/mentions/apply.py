"""Watches applied to all that is stored: after a rule changed, and to try one before saving it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core.mentions import match, stories
from core.mentions.intake import make_mentions
from core.mentions.marks import Finding, is_unnamed, judge, rule
from core.mentions.match import Ground
from core.mentions.model import Item, Watch
from core.mentions.records import items, matching, watches
from core.mentions.records.matching import Without

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
    unsure: int = 0
    """How many more would wait for the person's word."""


def preview(connection: "Connection", watch: Watch, limit: int = 20) -> Preview:
    """What a watch would hit of all that is stored, enabled or not; nothing is written."""
    sought = match.query(watch)
    if not sought:
        return Preview(0, ())
    without = _without(connection, watch, match.ground(connection))
    others = without.refuted | without.unsure
    newest = matching.newest(connection, sought, others, limit)
    number = matching.count(connection, sought) - len(others)
    return Preview(number, tuple(newest), len(without.unsure) + len(without.unnamed))


def is_due(connection: "Connection") -> bool:
    """Whether `bring_up_to_date` has anything to do; another title of a watch is nothing."""
    applied, on = watches.applied(connection), match.ground(connection)
    return (
        any(
            applied.get(one.id) != match.fingerprint(one, on)
            for one in watches.everything(connection)
        )
        or matching.has_unfounded(connection)
        or bool(matching.not_yet_mentions(connection))
        or bool(matching.without_story(connection))
    )


def bring_up_to_date(db: "Database", now: datetime) -> None:
    """Find again the hits of watches whose rules changed, and make and unmake mentions by them.

    For after any change of watches or of which sources are own or local; it does nothing when
    nothing changed. A mention that no rule makes any more goes, and its story when it has no other,
    unless the person decided about it.
    """
    applied, on = watches.applied(db.conn), match.ground(db.conn)
    for watch in watches.everything(db.conn):
        rules = match.fingerprint(watch, on)
        if applied.get(watch.id) != rules:
            sought = match.query(watch) if rules else ""
            without = _without(db.conn, watch, on) if rules else Without()
            matching.replace_hits(db, watch.id, sought, without, rules)
    if matching.drop_unfounded(db):
        stories.forget_empty(db)
    stories.place_again(db, items.some(db.conn, matching.without_story(db.conn)), now)
    new = matching.not_yet_mentions(db.conn)
    for start in range(0, len(new), _AT_ONCE):
        make_mentions(db, items.some(db.conn, new[start : start + _AT_ONCE]), now)


def _without(connection: "Connection", watch: Watch, on: Ground) -> Without:
    """What is no hit of a watch: of what the index finds, and of what searches brought besides."""
    again = match.to_judge(watch, on.place)
    if not again:
        return Without()
    wanted = rule(watch, on.place)
    judged = [
        (one.item_id, judge(wanted, one.title, one.text, local=one.source_id in on.local))
        for one in matching.candidates(connection, again)
    ]
    unnamed = (
        one.item_id
        for one in matching.from_sources(connection, on.searches if wanted.guards else ())
        if is_unnamed(wanted, one.title, one.text)
    )
    return Without(
        refuted=frozenset(item_id for item_id, found in judged if found is Finding.NONE),
        unsure=frozenset(item_id for item_id, found in judged if found is Finding.UNSURE),
        unnamed=frozenset(unnamed),
    )
