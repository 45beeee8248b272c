"""Two hundred watches: B5 against a batch of new items, B6 against all that is stored."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from core import store
from core.clock import Clock
from core.mentions.listening import intake
from core.mentions.model import Item, Watch
from core.mentions.records import watches
from core.mentions.watches import match
from core.mentions.watches.marks import MarkFinding, judge, rule
from core.mentions.watches.match import Matcher
from core.store import Topic
from core.text import fold
from tests.bench import peers, prose, towns
from tests.bench.feeds import SENTENCES
from tests.bench.measuring import Row, in_turns, own_cpu, say, seconds

IDS = ("B5", "B6")

NEW, STORED = 400, 100_000
ROUNDS = 7


def rows(
    wanted: Collection[str], folder: Path, python: Callable[[], peers.Python | None]
) -> Iterator[Row]:
    """The rows of the benches that are wanted."""
    rules = towns.rules()
    if "B5" in wanted:
        say("B5…")
        yield _new_items(rules)
    if "B6" in wanted:
        say("B6…")
        yield from _history(rules, folder, python)


def _new_items(rules: Sequence[Watch]) -> Row:
    """Watches made ready each time, as a run of the listener does."""
    writer = prose.Writer(seed=5)
    now = datetime.now(UTC)
    news = [writer.news(5) for _number in range(NEW)]
    items = [Item(at + 1, 1, now, now, item.title, item.text) for at, item in enumerate(news)]
    _check(rules, items)
    found = in_turns(
        ROUNDS,
        ours=lambda: own_cpu(lambda: Matcher(rules).hits(items)),
        regex=lambda: own_cpu(lambda: _scanned(rules, items)),
    )
    work = f"{NEW} items × {len(rules)} watches, a regex for each watch"
    return Row("B5", work, found["ours"] * 1000, "ms", found["regex"] * 1000, 0.3)


def _check(rules: Sequence[Watch], items: Sequence[Item]) -> None:
    """Where a regex can say all that a watch says, both find the same."""
    plain = [
        watch
        for watch in rules
        if not (watch.near or watch.all_of or watch.none_of or watch.longer)
    ]
    ours = {(watch_id, item.id) for watch_id, item in Matcher(plain).hits(items)}
    if not ours or ours != _scanned(plain, items):
        raise RuntimeError("the watches and the regexes do not find the same")


def _scanned(rules: Sequence[Watch], items: Sequence[Item]) -> set[tuple[int, int]]:
    """Which watches have one of their words in which items; the rest of their rules is left out."""
    compiled = [(watch.id, re.compile(_pattern(watch))) for watch in rules]
    texts = [(item.id, fold(f"{item.title}\n{item.text}")) for item in items]
    return {
        (watch_id, item_id)
        for watch_id, pattern in compiled
        for item_id, text in texts
        if pattern.search(text)
    }


def _pattern(watch: Watch) -> str:
    words = (re.escape(fold(text)).replace(r"\*", r"\w*") for text in watch.any_of)
    return rf"\b(?:{'|'.join(words)})\b"


def _history(
    rules: Sequence[Watch], folder: Path, python: Callable[[], peers.Python | None]
) -> Iterator[Row]:
    path = folder / "history.pregon"
    towns.many_items(path, STORED, SENTENCES)
    opened = store.open_store(path, Clock(), undoable=False)
    work = f"{len(rules)} watches over {STORED} items"
    try:
        with opened.read() as connection:
            ours = in_turns(3, ours=lambda: own_cpu(lambda: _found(connection, rules)))["ours"]
        if (peer := python()) is not None:
            words = sorted({fold(word).rstrip("*") for watch in rules for word in watch.any_of})
            scan, _many = peer.scan(path, words)
            yield Row("B6", f"{work}, Aho-Corasick", ours * 1000, "ms", scan * 1000, 0.05)
        yield Row("B6", f"{work}, hits and mentions stored", _stored(opened, rules), "s")
    finally:
        opened.close()


def _found(connection: store.Connection, rules: Sequence[Watch]) -> int:
    """How many hits there are, with those looked at again of which the index is not sure."""
    hits = 0
    for watch in rules:
        hits += watches.count(connection, match.query(watch))
        if again := match.to_judge(watch):
            wanted = rule(watch)
            doubted = watches.candidates(connection, again)
            judged = (judge(wanted, each.title, each.text) for each in doubted)
            hits -= sum(found is not MarkFinding.HIT for found in judged)
    return hits


def _stored(opened: store.Store, rules: Sequence[Watch]) -> float:
    with opened.change(Topic.WATCHES, undoable=False) as db:
        for watch in rules:
            watches.add(db, replace(watch, id=0))
        return seconds(lambda: intake.bring_up_to_date(db, opened.clock.now()))
