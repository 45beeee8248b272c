"""Which source is silent, seen with what is stored of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.clock import FixedClock
from core.mentions import checkup
from core.mentions.health import Health, Tone
from core.mentions.model import Item, Reading, Source
from core.mentions.records import items, sources
from core.mentions.records.items import NewItem
from core.store import Store, Topic

RADIO = Source("Radio", "https://radio.example/feed")


def looked_at(store: Store, source: Source, *days_ago: float, fresh: float | None = None) -> Health:
    """How a source is that was read well just now and brought items so many days ago."""
    now = store.clock.now()
    with store.change(Topic.SOURCES) as db:
        source = replace(source, id=sources.add(db, source, now - timedelta(days=400)))
        for place, days in enumerate(days_ago):
            at = now - timedelta(days=days)
            items.add(db, [NewItem(bytes([place]), Item(0, source.id, at, at, title="Algo"))])
        fresh = min(days_ago) if fresh is None else fresh
        read = Reading(source.id, tried_at=now, ok_at=now, fresh_at=now - timedelta(days=fresh))
        sources.remember(db, read)
    with store.read() as connection:
        found = {one.id: health for one, health in checkup.everything(connection, now)}
    return found[source.id]


def test_a_source_that_stopped_against_its_habit_is_told_of(store: Store) -> None:
    told = looked_at(store, RADIO, 8, 9, 10, 11, 12)

    assert told.tone is Tone.WARNING
    assert told.sentence == (
        "Responde, pero lo último que publicó es de hace 8 días."
        " Lo normal es una publicación cada 24 horas."
    )


@pytest.mark.parametrize(
    ("source", "days"),
    [
        (RADIO, (7, 8, 9, 10, 11)),
        (RADIO, (8, 11, 14, 17, 20)),
        (RADIO, (8, 9, 10, 11)),
        (replace(RADIO, silence_days=9), (9, 10)),
        (replace(RADIO, silence_days=0), (90, 91, 92, 93, 94)),
    ],
    ids=["a week", "within four gaps", "four items", "as the person allows", "never to be told"],
)
def test_a_source_that_rests_as_it_uses_to_is_well(
    store: Store, source: Source, days: tuple[float, ...]
) -> None:
    assert looked_at(store, source, *days).tone is Tone.OK


@pytest.mark.parametrize("allowed", [2, 30])
def test_the_person_says_how_many_days_are_worth_telling(store: Store, allowed: int) -> None:
    told = looked_at(store, replace(RADIO, silence_days=allowed), allowed + 1)

    assert told.tone is Tone.WARNING
    assert told.sentence == (f"Responde, pero lo último que publicó es de hace {allowed + 1} días.")


def test_a_source_that_is_off_is_not_missed(store: Store, clock: FixedClock) -> None:
    told = looked_at(store, replace(RADIO, enabled=False), 8, 9, 10, 11, 12)

    assert told.tone is Tone.OFF
