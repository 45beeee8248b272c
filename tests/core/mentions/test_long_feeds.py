"""A feed that is longer than is read: its first items are, and that is said."""

from datetime import timedelta
from random import Random
from time import process_time

import pytest

from core.clock import FixedClock
from core.mentions.feeds.parse import parse
from core.mentions.listening import run
from core.mentions.records import sources
from core.mentions.sources import health
from core.store import Store
from tests.core.mentions.rounds import SETTINGS, add
from tests.core.mentions.serving import Page, rss
from tests.core.towns import NOW

SAID = "Tiene más de 1000 publicaciones: se leen las 1000 primeras."


def how_it_is(store: Store, clock: FixedClock) -> str:
    """What its card says after it is read."""
    clock.moment += timedelta(hours=6)
    run.run(store, SETTINGS, clock, everything=True)
    with store.read() as connection:
        [(_source, found)] = health.everything(connection, clock.now())
    return found.sentence


@pytest.mark.parametrize(("items", "said"), [(1_000, False), (1_001, True)])
def test_a_source_with_more_items_than_are_read_says_so_each_time(
    server, workspace, clock, items, said
):
    add(workspace, server.feed("/feed", *(f"Nota {number}" for number in range(items))))

    # The second time it is what it was before, and is not read again.
    for _time in range(2):
        assert (SAID in how_it_is(workspace, clock)) is said


def test_once_it_is_shorter_nothing_is_said_and_its_history_is_one_stretch(
    server, workspace, clock
):
    number = add(workspace, server.feed("/feed", *(f"Nota {other}" for other in range(1_200))))
    how_it_is(workspace, clock)
    server.feed("/feed", "Nota 0", "Nota 1")

    assert SAID not in how_it_is(workspace, clock)
    with workspace.read() as connection:
        assert len(sources.visits(connection, number)) == 1


def words(name: str, items: int) -> bytes:
    """A feed of long items, of which no two have a word in common."""
    chance = Random(name)

    def item(number: int) -> str:
        said = chance.randbytes(9_000).hex(" ", 4)
        return f"<title>Nota {number}</title><guid>{number}</guid><description>{said}</description>"

    return rss(*map(item, range(items)))


def test_of_more_text_than_any_feed_has_the_last_items_keep_their_opening():
    feed = parse(words("one", 210), content_type="", address="", recipe="feed", now=NOW)

    lengths = [len(entry.text) for entry in feed.entries]
    assert set(lengths[:200]) == {lengths[0]}
    assert lengths[0] > 19_000
    assert all(400 < length <= 501 for length in lengths[-5:])


def test_three_times_as_much_text_takes_hardly_longer_than_what_is_kept(server, workspace, clock):
    def spent(name: str, items: int) -> float:
        server.pages[f"/{name}"] = Page(words(name, items))
        number = add(workspace, f"{server.address}/{name}")
        begin = process_time()
        summary = run.run(workspace, SETTINGS, clock, only=[number])
        assert summary.fresh == items
        return process_time() - begin

    enough = spent("a", 180)

    assert any(spent(name, 540) < 2 * enough for name in ("b", "c"))
