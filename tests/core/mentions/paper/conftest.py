"""A workspace in which something was said."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from core.mentions.model import Item, Mention
from core.mentions.records import items, mentions
from core.mentions.records.items import NewItem
from core.store import Store, Topic

Say = Callable[..., int]

_OF_ITEM = frozenset(Item.__dataclass_fields__)


def local(text: str) -> datetime:
    """`2026-10-05 09:30` by the clock of the person."""
    return datetime.fromisoformat(text).astimezone()


@pytest.fixture
def say(store: Store) -> Say:
    """Store a mention of that local time, with facts of its item and its own; returns its id.

    It was seen an hour later, and noted by hand unless it has a source.
    """
    count = 0

    def said(when: str, title: str = "El agua", **facts: Any) -> int:
        nonlocal count
        count += 1
        at = local(when)
        of_item = {name: value for name, value in facts.items() if name in _OF_ITEM}
        item = Item(
            **{"id": 0, "source_id": None, "at": at, "seen_at": at + timedelta(hours=1)}
            | {"title": title}
            | of_item
        )
        rest = {name: value for name, value in facts.items() if name not in _OF_ITEM}
        with store.change(Topic.MENTIONS) as db:
            (stored,) = items.add(db, [NewItem(str(count).encode(), item)])
            mentions.add(db, [Mention(stored.id, at, **rest)])
        return stored.id

    return said
