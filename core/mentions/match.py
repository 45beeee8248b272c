"""What watches hit: a query of the full-text index for each, and what no query can say.

Whether a word has its capital, and whether it is part of a longer name, the index does not know:
what it finds for the watches that ask so is looked at again.
"""

import hashlib
from collections.abc import Iterable, Sequence
from itertools import product

from core.mentions.marks import Rule, holds, rule
from core.mentions.model import Item, Watch
from core.mentions.records import matching
from core.mentions.watch_words import expression

_RULES = 1
"""Raised when the same watch comes to hit other items: all are then found again."""


def query(watch: Watch) -> str:
    """What a watch looks for as an FTS5 expression, or empty when it looks for nothing.

    Words that must be near without any to be near to are wanted as such. A watch that only says
    what is not ours looks for nothing.
    """
    return _sought(rule(watch))


def _sought(wanted: Rule) -> str:
    parts = [_any(_named(wanted)), *dict.fromkeys(map(expression, wanted.all_of))]
    sought = " AND ".join(part for part in parts if part)
    unwanted = _any(map(expression, wanted.none_of))
    return f"({sought}) NOT {unwanted}" if sought and unwanted else sought


def _named(wanted: Rule) -> Iterable[str]:
    if wanted.any_of and wanted.near:
        pairs = product(map(expression, wanted.any_of), map(expression, wanted.near))
        return (f"NEAR({name} {other}, {wanted.distance})" for name, other in pairs)
    return map(expression, wanted.any_of or wanted.near)


def _any(expressions: Iterable[str]) -> str:
    made = " OR ".join(dict.fromkeys(expressions))
    return f"({made})" if made else ""


def doubtful(watch: Watch) -> str:
    """The part of what `query` finds that is to be looked at again, as an FTS5 expression.

    Empty when the index alone knows; otherwise `marks.holds` says which of them are hits.
    """
    return _doubtful(rule(watch))


def _doubtful(wanted: Rule) -> str:
    sought = _sought(wanted)
    if not sought or _has_capitals(wanted):
        return sought
    if wanted.longer and wanted.any_of:
        return f"({sought}) AND {_any(map(expression, wanted.longer))}"
    return ""


def _has_capitals(wanted: Rule) -> bool:
    needed = (*wanted.any_of, *wanted.all_of, *wanted.near)
    return wanted.capitals and any(any(one.capitals) for one in needed)


def fingerprint(watch: Watch) -> str:
    """A short text that is another when a watch may hit other items; empty when it hits none."""
    wanted = rule(watch)
    sought = _sought(wanted)
    if not (watch.enabled and sought):
        return ""
    again = repr(wanted) if _doubtful(wanted) else ""
    said = f"{_RULES}\n{sought}\n{again}".encode()
    return hashlib.blake2b(said, digest_size=16).hexdigest()


class Matcher:
    """Watches made ready for one run of listening; those that are not enabled hit nothing."""

    def __init__(self, watches: Sequence[Watch]) -> None:
        rules = {one.id: rule(one) for one in watches if one.enabled}
        sought = {watch_id: _sought(wanted) for watch_id, wanted in rules.items()}
        self._queries = {watch_id: found for watch_id, found in sought.items() if found}
        self._again = {one: wanted for one, wanted in rules.items() if _doubtful(wanted)}
        """Rules of the watches whose finds are to be looked at again."""

    def hits(self, items: Sequence[Item]) -> list[tuple[int, Item]]:
        """Which watches hit which of these items: id of the watch, item."""
        by_id = {one.id: one for one in items}
        found = matching.among(items, self._queries.values())
        return [
            (watch_id, by_id[item_id])
            for watch_id, item_ids in zip(self._queries, found, strict=True)
            for item_id in item_ids
            if self._counts(watch_id, by_id[item_id])
        ]

    def _counts(self, watch_id: int, item: Item) -> bool:
        wanted = self._again.get(watch_id)
        return wanted is None or holds(wanted, item.title, item.text)
