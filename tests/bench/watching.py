"""Watches: B5 new items against two hundred rules, B6 the same rules over all that is stored."""

import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path

import peers
import prose
import towns
from measuring import Row, in_turns, own_cpu, say

from core import store
from core.clock import Clock
from core.mentions import match
from core.mentions.match import Matcher
from core.mentions.model import Item, Watch
from core.mentions.records import matching
from core.text import fold

IDS = ("B5", "B6")
ROUNDS = 5
_NEW, _STORED = 400, 100_000


def rows(wanted: Collection[str], folder: Path, python: peers.Python | None) -> Iterator[Row]:
    """The rows of the benches that are wanted."""
    if "B5" in wanted:
        say("B5…")
        yield _new_items()
    if "B6" in wanted:
        say("B6…")
        yield from _history(folder, python)


def _new_items() -> Row:
    writer, now = prose.Writer(), datetime.now(UTC)
    news = [writer.news(3) for _number in range(_NEW)]
    items = [Item(at + 1, None, now, now, one.title, one.text) for at, one in enumerate(news)]
    rules = towns.rules()
    matcher, expressions = Matcher(rules), [_expression(one) for one in rules]
    texts = [fold(f"{one.title}\n{one.text}") for one in items]
    found = in_turns(
        ROUNDS,
        ours=lambda: own_cpu(lambda: matcher.hits(items)),
        regex=lambda: own_cpu(lambda: [one.search(text) for one in expressions for text in texts]),
    )
    work = f"{_NEW} items × {len(rules)} watches, a compiled regex each"
    return Row("B5", work, found["ours"], "s CPU", found["regex"], 0.3)


def _expression(watch: Watch) -> re.Pattern[str]:
    """Its words alone: without what is near, what excludes and what is longer."""
    words = (re.escape(fold(one.rstrip("*"))) + r"\w*" * one.endswith("*") for one in watch.any_of)
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


def _history(folder: Path, python: peers.Python | None) -> Iterator[Row]:
    if python is None:
        return
    path, rules = folder / "history.pregon", towns.rules()
    towns.many_items(path, _STORED)
    opened = store.open_store(path, Clock(), undoable=False)
    with opened.read() as connection:
        queries = [match.query(one) for one in rules]
        ours = min(
            own_cpu(lambda: [matching.count(connection, one) for one in queries])
            for _round in range(ROUNDS)
        )
        stored = connection.execute("SELECT title || ' ' || text FROM item").fetchall()
        texts = [fold(row[0]) for row in stored]
    opened.close()
    words = sorted({fold(word.rstrip("*")) for one in rules for word in one.any_of})
    peer, _hits = python.scan(words, texts)
    work = f"{len(rules)} watches over {_STORED} items, pyahocorasick"
    yield Row("B6", work, ours, "s CPU", peer, 0.05)
