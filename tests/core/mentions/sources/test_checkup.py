"""How the sources of a workspace are: which one answers and says nothing new."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.mentions.listening.intake import Intake
from core.mentions.model import Decisions, Feed, FeedEntry, Source, SourceMemory
from core.mentions.records import sources
from core.mentions.sources import health
from core.mentions.sources.health import HealthTone
from core.store import Store, Topic

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
RADIO = Source("Radio Comarca", "http://radio.example/feed")
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def add(
    store: Store,
    source: Source,
    quiet: timedelta,
    items: int,
    fresh: timedelta | None,
    read: timedelta = timedelta(),
) -> None:
    """A source that was read well so long ago, and had an item every day until then."""
    newest = NOON - quiet
    with store.change(Topic.SOURCES, Topic.MENTIONS) as db:
        kept = replace(source, id=sources.add(db, source, newest - 30 * DAY))
        entries = [
            FeedEntry(f"{source.title} {number}".encode(), "Obras", published=newest - number * DAY)
            for number in range(items)
        ]
        intake = Intake(db.conn, NOON, Decisions())
        intake.take_in(db, kept, Feed(entries=tuple(entries)))
        intake.settle(db)
        fresh_at = NOON - fresh if fresh else None
        at = NOON - read
        sources.remember(db, SourceMemory(kept.id, tried_at=at, ok_at=at, fresh_at=fresh_at))


def looked(store: Store) -> list[tuple[str, HealthTone, str]]:
    """Of each source its title, how it is and the sentence."""
    with store.read() as connection:
        found = health.everything(connection, NOON)
    return [(source.title, told.tone, told.sentence) for source, told in found]


@pytest.fixture
def listening(store: Store) -> Store:
    """A workspace without the sources that are proposed."""
    with store.change(Topic.SOURCES) as db:
        db.conn.execute("DELETE FROM source")
    return store


@pytest.mark.parametrize(
    ("source", "quiet", "items", "tone"),
    [
        (RADIO, 7 * DAY, 10, HealthTone.OK),
        (RADIO, 7 * DAY + MINUTE, 10, HealthTone.WARNING),
        (RADIO, 90 * DAY, 4, HealthTone.OK),
        (replace(RADIO, silence_days=3), 3 * DAY, 10, HealthTone.OK),
        (replace(RADIO, silence_days=3), 3 * DAY + MINUTE, 10, HealthTone.WARNING),
        (replace(RADIO, silence_days=30), 30 * DAY, 10, HealthTone.OK),
        (replace(RADIO, silence_days=30), 30 * DAY + MINUTE, 10, HealthTone.WARNING),
        (replace(RADIO, silence_days=0), 90 * DAY, 10, HealthTone.OK),
        (replace(RADIO, enabled=False), 90 * DAY, 10, HealthTone.OFF),
    ],
    ids=[
        "a week", "more than a week", "no habit", "the three days of the person", "more than those",
        "the thirty days of the person", "more than these", "never to be told", "switched off",
    ],
)  # fmt: skip
def test_a_source_that_brings_nothing_new_for_long_is_silent(listening, source, quiet, items, tone):
    add(listening, source, quiet, items, fresh=quiet)

    assert [pair[1] for pair in looked(listening)] == [tone]


def test_a_source_that_nobody_read_meanwhile_is_not_called_silent(listening):
    """The computer was off over the holidays, or the town decided not to listen."""
    add(listening, RADIO, 20 * DAY, 10, fresh=20 * DAY, read=20 * DAY)

    assert looked(listening) == [
        (
            "Radio Comarca",
            HealthTone.OK,
            "Leída hace 20 días. La última novedad llegó hace 20 días.",
        )
    ]


def test_what_came_lately_is_new_however_old_its_date(listening):
    add(listening, RADIO, 20 * DAY, 10, fresh=2 * DAY)

    assert looked(listening) == [
        ("Radio Comarca", HealthTone.OK, "Leída ahora mismo. La última novedad llegó hace 2 días.")
    ]


def test_sources_stand_in_the_persons_order_and_the_silent_one_says_since_when(listening):
    add(listening, RADIO, 8 * DAY, 10, fresh=8 * DAY)
    add(listening, Source("Blog", "http://blog.example/feed"), 20 * DAY, 0, fresh=None)

    said = (
        "Responde, pero lo último que publicó es de hace 8 días. Lo normal es una publicación cada"
        " 24 horas."
    )
    assert looked(listening) == [
        ("Radio Comarca", HealthTone.WARNING, said),
        ("Blog", HealthTone.OK, "Leída ahora mismo. Aún no ha traído nada."),
    ]
