"""A workspace that listens, and what stands in it afterwards."""

from typing import Any

from core.mentions.model import Source, SourceMemory, Watch
from core.mentions.records import items, mentions, sources
from core.mentions.records.mentions import Wanted
from core.settings import Settings
from core.store import Store, Topic

SETTINGS = Settings(quiet_from="", quiet_to="")
WATER = Watch("Agua", any_of=("agua",))


def add(workspace: Store, address: str, **facts: Any) -> int:
    with workspace.change(Topic.SOURCES) as db:
        source = Source(f"Fuente {address}", address, **facts)
        return sources.add(db, source, workspace.clock.now())


def titles(workspace: Store) -> list[str]:
    """Everything that was stored."""
    with workspace.read() as connection:
        ids = mentions.ids(connection, Wanted(everything=True))
        return sorted(item.title for item in items.some(connection, ids))


def about_us(workspace: Store) -> list[str]:
    with workspace.read() as connection:
        ids = mentions.ids(connection, Wanted())
        return sorted(item.title for item in items.some(connection, ids))


def source_of(workspace: Store, source_id: int) -> Source:
    with workspace.read() as connection:
        found = sources.one(connection, source_id)
    assert found is not None
    return found


def reading_of(workspace: Store, source_id: int) -> SourceMemory:
    with workspace.read() as connection:
        return sources.readings(connection)[source_id]
