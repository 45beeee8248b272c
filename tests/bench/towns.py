"""Workspaces for the benches: the example town with sources, watches, or a great many items."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from core import example, store
from core.clock import Clock
from core.mentions.kinds import WatchKind
from core.mentions.model import Decisions, Source, Watch
from core.mentions.records import decisions, sources, watches
from core.mentions.watches import topics
from core.store import Topic
from tests.bench import prose

if TYPE_CHECKING:
    from sqlite_utils import Database

_SOURCES = "SELECT id FROM source ORDER BY id"
_POOL = 20_000
"""News of which the many items are made: other numbers, the same words."""


@contextmanager
def changing(path: Path) -> "Iterator[Database]":
    """One change of a workspace."""
    opened = store.open_store(path, Clock(), undoable=False)
    try:
        with opened.change(Topic.MENTIONS) as db:
            yield db
    finally:
        opened.close()


def listening(path: Path, addresses: Sequence[str]) -> None:
    """The example town, which reads these addresses; the town and every topic are watched."""
    example.create(path, Clock())
    with changing(path) as db:
        _forget_everything(db)
        decisions.save(db, Decisions(private=True, listening=True))
        for number, address in enumerate(addresses):
            sources.add(db, Source(f"Diario {number}", address), Clock().now())
        watches.add(db, Watch(prose.TOWN, any_of=(prose.TOWN,)))
        for pack in topics.packs():
            watches.add(db, topics.watch_of(pack, ()))


def _forget_everything(db: "Database") -> None:
    """What the example comes with is not part of the measurement."""
    for table in ("alarm_item", "alarm", "mention", "story", "hit", "evidence", "item", "visit",
                  "reading", "source", "watch"):  # fmt: skip
        db.table(table).delete_where()


def many_items(
    path: Path, count: int, sentences: Sequence[int], *, sources: int = 1, ours: int = 0
) -> None:
    """The example town with so many items over two years; one in fifty is a mention.

    They have by turns so many sentences and are of so many sources; if `ours` is given, each so
    many-th one names the town besides. Written past the records, and indexed in one piece: a
    million short ones take a minute so.
    """
    listening(path, [f"http://127.0.0.1/{number}.xml" for number in range(sources)])
    with changing(path) as db:
        triggers = _without_triggers(db.conn)
        db.conn.executemany(
            "INSERT INTO item (source_id, key, at, seen_at, title, text, link, language)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 'es')",
            _rows(count, sentences, [row["id"] for row in db.conn.execute(_SOURCES)], ours),
        )
        db.conn.execute("INSERT INTO item_text (item_text) VALUES ('rebuild')")
        for trigger in triggers:
            db.conn.execute(trigger)
        db.conn.execute(
            "INSERT INTO mention (item_id, at, state) SELECT id, at, 'read' FROM item"
            " WHERE title LIKE ?",
            [f"%{prose.TOWN}%"],
        )


def _without_triggers(connection: sqlite3.Connection) -> list[str]:
    """Drop those of the index; returns how to make them again."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'item_text%'"
    ).fetchall()
    for row in found:
        connection.execute(f"DROP TRIGGER {row['name']}")
    return [row["sql"] for row in found]


def _rows(
    count: int, sentences: Sequence[int], sources: Sequence[int], ours: int
) -> Iterator[tuple[object, ...]]:
    writer = prose.Writer()
    pool = [writer.news(sentences[at % len(sentences)]) for at in range(_POOL)]
    first = datetime.now(UTC) - timedelta(days=720)
    step = timedelta(days=719) / count
    for number in range(count):
        news = pool[number * 7919 % _POOL]
        seen = first + step * number
        at = seen - timedelta(minutes=number * 37 % 600)
        link = f"https://medio.example/noticia/{number}/"
        moments = (f"{at:%Y-%m-%dT%H:%M:%SZ}", f"{seen:%Y-%m-%dT%H:%M:%SZ}")
        key = number.to_bytes(16, "big")
        title = f"{prose.TOWN}: {news.title}" if ours and not number % ours else news.title
        yield (sources[number % len(sources)], key, *moments, title, news.text, link)


def rules() -> list[Watch]:
    """Two hundred watches such as towns have: names, names beside something, what is not ours."""
    places = prose.names()
    made = []
    for number in range(200):
        name, other, another = (places[number * 37 + step] for step in range(3))
        kinds = (
            Watch(name, any_of=(name, other, another)),
            Watch(name, any_of=(name,), none_of=("según el comunicado",)),
            Watch(name, any_of=("corte de agua", "avería*"), near=(name, other), distance=12),
            Watch(name, any_of=("incendio", "perros envenenados"), all_of=(name,)),
            Watch(name, any_of=(name,), longer=(f"{name} de Arriba",)),
        )
        made.append(_numbered(kinds[number % len(kinds)], number + 1))
    return made


def _numbered(watch: Watch, number: int) -> Watch:
    facts = {name: getattr(watch, name) for name in Watch.__dataclass_fields__}
    kind = WatchKind.TOPIC if number % 4 else WatchKind.SUBJECT
    return Watch(**facts | {"id": number, "kind": kind})
