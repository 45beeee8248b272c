"""What watches find: a query of the full-text index for each, and what no query can say.

Whether a word has its capital, is part of a longer name or near another, the index does not know:
what it finds for the watches that ask so is looked at again.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from core.mentions.marks import Finding, Rule, judge, rule
from core.mentions.model import Item, Watch
from core.mentions.records import matching
from core.mentions.watch_words import expression

_RULES = 2
"""Raised when the same watch comes to hit other items: all are then found again."""


@dataclass(frozen=True)
class Finds:
    """Which watches found which items: id of the watch, item."""

    hits: list[tuple[int, Item]] = field(default_factory=list)
    doubts: list[tuple[int, Item]] = field(default_factory=list)
    """Where only the name stands."""


def query(watch: Watch) -> str:
    """What a watch looks for as an FTS5 expression, or empty when it looks for nothing.

    Words that must be near without any to be near to are wanted as such. A watch that only says
    what is not ours looks for nothing. Of one that may doubt, it finds the name alone, too.
    """
    return _sought(rule(watch))


def _sought(wanted: Rule) -> str:
    near = _any(map(expression, wanted.near)) if wanted.nears and not wanted.doubts else ""
    named = _any(map(expression, wanted.any_of or wanted.near))
    parts = [named, near, *dict.fromkeys(map(expression, wanted.all_of))]
    sought = " AND ".join(part for part in parts if part)
    unwanted = _any(map(expression, wanted.none_of))
    return f"({sought}) NOT {unwanted}" if sought and unwanted else sought


def _any(expressions: Iterable[str]) -> str:
    made = " OR ".join(dict.fromkeys(expressions))
    return f"({made})" if made else ""


def to_judge(watch: Watch) -> str:
    """The part of what `query` finds that is to be looked at again, as an FTS5 expression.

    Empty when the index alone knows; otherwise `marks.judge` says what to make of each.
    """
    return _to_judge(rule(watch))


def _to_judge(wanted: Rule) -> str:
    sought = _sought(wanted)
    if not sought or wanted.nears or _has_capitals(wanted):
        return sought
    if wanted.longer and wanted.any_of:
        return f"({sought}) AND {_any(map(expression, wanted.longer))}"
    return ""


def _has_capitals(wanted: Rule) -> bool:
    needed = (*wanted.any_of, *wanted.all_of, *wanted.near)
    return wanted.capitals and any(any(one.capitals) for one in needed)


def fingerprint(watch: Watch, local: Collection[int] = ()) -> str:
    """A short text that is another when a watch may find other items; empty when it finds none.

    `local` are the sources of the place, by id.
    """
    wanted = rule(watch)
    sought = _sought(wanted)
    if not (watch.enabled and sought):
        return ""
    again = repr(wanted) if _to_judge(wanted) else ""
    trusted = sorted(local) if wanted.nears else ""
    said = f"{_RULES}\n{sought}\n{again}\n{trusted}".encode()
    return hashlib.blake2b(said, digest_size=16).hexdigest()


class Matcher:
    """Watches made ready for one run of listening; those that are not enabled find nothing."""

    def __init__(self, watches: Sequence[Watch], local: Collection[int] = ()) -> None:
        """`local` are the sources of the place, by id."""
        rules = {one.id: rule(one) for one in watches if one.enabled}
        sought = {watch_id: _sought(wanted) for watch_id, wanted in rules.items()}
        self._queries = {watch_id: found for watch_id, found in sought.items() if found}
        self._again = {one: wanted for one, wanted in rules.items() if _to_judge(wanted)}
        """Rules of the watches whose finds are to be looked at again."""
        self._local = frozenset(local)

    def hits(self, items: Sequence[Item]) -> list[tuple[int, Item]]:
        """Which watches hit which of these items: id of the watch, item."""
        return self.look(items).hits

    def look(self, items: Sequence[Item]) -> Finds:
        """Which watches hit which of these items, and which only found their name."""
        by_id = {one.id: one for one in items}
        found = Finds()
        for watch_id, item_ids in zip(
            self._queries, matching.among(items, self._queries.values()), strict=True
        ):
            for item_id in item_ids:
                judged = self._judge(watch_id, by_id[item_id])
                if judged is not Finding.NONE:
                    kept = found.hits if judged is Finding.HIT else found.doubts
                    kept.append((watch_id, by_id[item_id]))
        return found

    def _judge(self, watch_id: int, item: Item) -> Finding:
        wanted = self._again.get(watch_id)
        if wanted is None:
            return Finding.HIT
        return judge(wanted, item.title, item.text, local=item.source_id in self._local)
