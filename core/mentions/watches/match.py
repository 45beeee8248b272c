"""What watches find: a query of the full-text index for each, and what no query can say.

Whether a word has its capital, is part of a longer name or near another, the index does not know:
what it finds for the watches that ask so is looked at again.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

from core.mentions import recipes
from core.mentions.model import Item, Watch
from core.mentions.records import sources, watches
from core.mentions.watches.full_text import expression
from core.mentions.watches.marks import MarkFinding, WatchRule, is_unnamed, judge, rule
from core.store import Connection
from core.text import fold
from core.town import records as town_records
from core.town.model import Town

if TYPE_CHECKING:
    from core.mentions.watches.bearer_words import TownFeatures

_RULES = 3
"""Raised when the same watch comes to hit other items: all are then found again."""


@dataclass(frozen=True)
class Finds:
    """Which watches found which items: id of the watch, item."""

    hits: list[tuple[int, Item]] = field(default_factory=list)
    doubts: list[tuple[int, Item]] = field(default_factory=list)
    """Where only the name stands."""


@dataclass(frozen=True)
class MatchContext:
    """What of a workspace matters for what its watches find, besides them."""

    local: frozenset[int] = frozenset()
    """The sources of the place, by id."""
    searches: frozenset[int] = frozenset()
    """Those that search the press for the name of the town, by id."""
    town: Town | None = None

    @cached_property
    def place(self) -> "TownFeatures | None":
        """The town, whose names others may bear."""
        from core.mentions.watches.bearer_words import place_of

        return place_of(self.town) if self.town else None


def ground(connection: Connection) -> MatchContext:
    """That of a workspace."""
    town = town_records.load(connection)
    searched = sources.addresses(connection, recipes.SEARCHES)
    names = [fold(text) for text in (town.name, town.alt_name) if text]
    searches = [
        source_id
        for source_id, address in searched.items()
        if any(name in fold(unquote_plus(address)) for name in names)
    ]
    return MatchContext(sources.local_ones(connection), frozenset(searches), town)


def query(watch: Watch) -> str:
    """What a watch looks for as an FTS5 expression, or empty when it looks for nothing.

    Words that must be near without any to be near to are wanted as such. A watch that only says
    what is not ours looks for nothing. Of what is ours it finds the name alone, too.
    """
    return _sought(rule(watch))


def _sought(wanted: WatchRule) -> str:
    near = _any(map(expression, wanted.near)) if wanted.nears and not wanted.subject else ""
    named = _any(map(expression, wanted.any_of or wanted.near))
    parts = [named, near, *dict.fromkeys(map(expression, wanted.all_of))]
    sought = " AND ".join(part for part in parts if part)
    unwanted = _any(map(expression, wanted.none_of))
    return f"({sought}) NOT {unwanted}" if sought and unwanted else sought


def _any(expressions: Iterable[str]) -> str:
    made = " OR ".join(dict.fromkeys(expressions))
    return f"({made})" if made else ""


def to_judge(watch: Watch, place: "TownFeatures | None" = None) -> str:
    """The part of what `query` finds that is to be looked at again, as an FTS5 expression.

    Empty when the index alone knows; otherwise `marks.judge` says what to make of each.
    """
    return _to_judge(rule(watch, place))


def _to_judge(wanted: WatchRule) -> str:
    sought = _sought(wanted)
    if not sought or wanted.nears or _has_capitals(wanted) or wanted.guards:
        return sought
    if wanted.longer and wanted.any_of:
        return f"({sought}) AND {_any(map(expression, wanted.longer))}"
    return ""


def _has_capitals(wanted: WatchRule) -> bool:
    needed = (*wanted.any_of, *wanted.all_of, *wanted.near)
    return wanted.capitals and any(any(phrase.capitals) for phrase in needed)


def fingerprint(watch: Watch, on: MatchContext = MatchContext()) -> str:
    """A short text that is another when a watch may find other items; empty when it finds none."""
    wanted = rule(watch)
    sought = _sought(wanted)
    if not (watch.enabled and sought):
        return ""
    again = repr(wanted) if _to_judge(wanted) else ""
    subject = wanted.subject and wanted.any_of
    trusted = (sorted(on.local), sorted(on.searches)) if subject else ""
    town = _name(on.town) if on.town and subject else ""
    said = f"{_RULES}\n{sought}\n{again}\n{trusted}\n{town}".encode()
    return hashlib.blake2b(said, digest_size=16).hexdigest()


def _name(town: Town) -> str:
    """All of a town by which its name is told from others."""
    told = (town.name, town.alt_name, town.kind, town.ine_code, town.province, town.region)
    return "\n".join((*told, *town.languages))


class Matcher:
    """Watches made ready for one run of listening; those that are not enabled find nothing."""

    def __init__(self, watches: Sequence[Watch], on: MatchContext = MatchContext()) -> None:
        rules = {watch.id: rule(watch, on.place) for watch in watches if watch.enabled}
        sought = {watch_id: _sought(wanted) for watch_id, wanted in rules.items()}
        self._queries = {watch_id: found for watch_id, found in sought.items() if found}
        self._again = {number: wanted for number, wanted in rules.items() if _to_judge(wanted)}
        """Rules of the watches whose finds are to be looked at again."""
        self._local, self._searches = on.local, on.searches

    def hits(self, items: Sequence[Item]) -> list[tuple[int, Item]]:
        """Which watches hit which of these items: id of the watch, item."""
        return self.look(items).hits

    def look(self, items: Sequence[Item], stored: Connection | None = None) -> Finds:
        """Which watches hit which of these items, and which only found their name.

        `stored` as for `watches.among`.
        """
        by_id = {item.id: item for item in items}
        found = Finds()
        for watch_id, item_ids in zip(
            self._queries, watches.among(items, self._queries.values(), stored), strict=True
        ):
            for item_id in item_ids:
                judged = self._judge(watch_id, by_id[item_id])
                if judged is not MarkFinding.NONE:
                    kept = found.hits if judged is MarkFinding.HIT else found.doubts
                    kept.append((watch_id, by_id[item_id]))
        found.doubts.extend(self._unnamed(items))
        return found

    def _unnamed(self, items: Sequence[Item]) -> Iterator[tuple[int, Item]]:
        """What a search for the town brought that does not name it where one can see."""
        searched = [other for other in items if other.source_id in self._searches]
        for watch_id, wanted in self._again.items():
            if wanted.guards:
                for item in searched:
                    if is_unnamed(wanted, item.title, item.text):
                        yield watch_id, item

    def _judge(self, watch_id: int, item: Item) -> MarkFinding:
        wanted = self._again.get(watch_id)
        if wanted is None:
            return MarkFinding.HIT
        return judge(wanted, item.title, item.text, local=item.source_id in self._local)
