"""Mentions with their hints, as listening stores them, and what the person said about them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from core.mentions.kinds import ToneBand
from core.mentions.model import Item, Mention
from core.mentions.records import items, mentions
from core.mentions.records.items import NewItem
from core.mentions.tone import tone
from core.store import Store, Topic

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def store_mentions(
    store: Store, titles: Iterable[str], *, told: ToneBand | None = None, story: int | None = None
) -> list[int]:
    """Mentions as listening stores them, each with the hint it gets."""
    with store.change(Topic.MENTIONS) as db:
        by = tone.judge(db.conn)
        stored = items.add(
            db,
            [
                NewItem(
                    f"{story} {told} {place} {title}".encode(), Item(0, None, NOON, NOON, title)
                )
                for place, title in enumerate(titles)
            ],
        )
        for place, item in enumerate(stored):
            given = by.hint(item.title, item.text)
            at = NOON + timedelta(minutes=place)
            mentions.add(
                db,
                [
                    Mention(
                        item.id,
                        at,
                        story_id=story,
                        tone=given.band,
                        tone_words=given.words,
                        tone_set=told,
                    )
                ],
            )
    return [other.id for other in stored]


def begin_story(store: Store, title: str) -> int:
    with store.change(Topic.MENTIONS) as db:
        cursor = db.conn.execute(
            "INSERT INTO story (title, first_at, last_at) VALUES (?, ?, ?)",
            [title, "2026-11-24T12:00:00Z", "2026-11-24T12:00:00Z"],
        )
        return int(cursor.lastrowid or 0)
