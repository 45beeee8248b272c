"""Whatever one source holds is one sentence about that source; all others are heard."""

import gc
import re
import unicodedata
import zlib
from contextlib import suppress
from random import Random
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.mentions.feeds.parse import UnreadableFeed, parse
from core.mentions.feeds.plain_text import safe_html
from core.mentions.kinds import Trouble
from core.mentions.listening import run
from core.mentions.listening.run import Event, RunSummary
from tests.core.mentions import mutations
from tests.core.mentions.rounds import SETTINGS, add, reading_of, titles
from tests.core.mentions.serving import Page, rss
from tests.core.mentions.shapes import SHAPES
from tests.core.towns import NOW


def test_an_impossible_date_costs_neither_its_item_nor_the_others(server, workspace, clock):
    odd = "<title>Fecha rara</title><pubDate>10 May 99999999999999999999</pubDate>"
    server.pages["/odd"] = Page(rss(odd))
    add(workspace, f"{server.address}/odd")
    add(workspace, server.feed("/feed", "Corte de agua"))

    summary = run.run(workspace, SETTINGS, clock, everything=True)

    assert summary == RunSummary(read=2, fresh=2, mentions=1)
    assert titles(workspace) == ["Corte de agua", "Fecha rara"]


def test_what_nobody_foresaw_in_reading_one_source_is_said_of_it_alone(
    server, workspace, clock, monkeypatch
):
    real = unicodedata.normalize

    def stumbles(form: Any, text: str) -> str:
        if "Peñón" in text:
            raise ZeroDivisionError(text)
        return real(form, text)

    monkeypatch.setattr(unicodedata, "normalize", stumbles)
    bad = add(workspace, server.feed("/bad", "El Peñón de los secretos"))
    add(workspace, server.feed("/good", "Corte de agua en la peña"))
    told: list[Event] = []

    def read() -> RunSummary:
        return run.run(workspace, SETTINGS, clock, everything=True, on_event=told.append)

    assert read() == RunSummary(read=1, failed=1, fresh=1, mentions=1)
    read()
    reading = reading_of(workspace, bad)
    assert (reading.problem, reading.failures) == (Trouble.MALFORMED, 2)
    faults = [record["fault"] for record in told if record.get("id") == bad and "fault" in record]
    assert len(faults) == 2
    assert faults[0].endswith("ZeroDivisionError")
    assert "secretos" not in faults[0]


def test_what_of_one_source_cannot_be_stored_is_undone_alone(server, workspace, clock, monkeypatch):
    real = zlib.compress

    def stumbles(data: bytes, *level: int) -> bytes:
        if b"Veneno" in data:
            raise zlib.error
        return real(data, *level)

    monkeypatch.setattr(zlib, "compress", stumbles)
    said = "<title>{0}</title><description>&lt;ul&gt;&lt;li&gt;{0}&lt;/ul&gt;</description>"
    items = [said.format(text) for text in ("Agua antes", "Veneno", "Agua después")]
    server.pages["/bad"] = Page(rss(*items))
    bad = add(workspace, f"{server.address}/bad")
    good = [add(workspace, server.feed(f"/{item}", f"Corte de agua {item}")) for item in range(3)]

    summary = run.run(workspace, SETTINGS, clock, everything=True)

    assert summary == RunSummary(read=3, failed=1, fresh=3, mentions=3)
    assert titles(workspace) == ["Corte de agua 0", "Corte de agua 1", "Corte de agua 2"]
    reading = reading_of(workspace, bad)
    assert (reading.problem, reading.failures, reading.body) == (Trouble.MALFORMED, 1, b"")
    assert [reading_of(workspace, number).problem for number in good] == [None, None, None]


# Time


def spent(body: bytes, recipe: str) -> float:
    """CPU seconds until a feed is read or refused, and its first items can be shown."""
    # What thousands of tests before left in memory is not looked through for circles meanwhile.
    gc.freeze()
    begin = process_time()
    with suppress(UnreadableFeed):
        feed = parse(body, content_type="", address="https://r.example/", recipe=recipe, now=NOW)
        for entry in feed.entries[:3]:
            safe_html(entry.html, entry.link)
    taken = process_time() - begin
    gc.unfreeze()
    return taken


@pytest.mark.parametrize("name", SHAPES)
def test_four_times_as_much_of_the_same_takes_no_more_than_four_times_as_long(name):
    recipe = "wikipedia" if name.startswith("cells") else "feed"
    spent(SHAPES[name](1_000), recipe)

    # Under load the same work takes a clock of the processor longer now and then.
    little = min(spent(SHAPES[name](20_000), recipe) for _time in range(2))
    # What takes no time at first may take twice its share: the clock counts in hundredths.
    most = 8 * max(little, 0.04)

    assert any(spent(SHAPES[name](80_000), recipe) < most for _time in range(2))


def test_of_what_is_larger_than_any_feed_it_is_said_which_way():
    refused = {
        "items that never close": Trouble.TOO_BIG,
        "elements within elements": Trouble.TOO_BIG,
        "ampersands": Trouble.TOO_BIG,
        "prefixes": Trouble.BOMB,
        "attributes of one tag": Trouble.BOMB,
    }

    for name, trouble in refused.items():
        with pytest.raises(UnreadableFeed) as told:
            parse(SHAPES[name](2_000_000), content_type="", address="", recipe="feed", now=NOW)
        assert told.value.trouble is trouble


def prefixed(many: int) -> str:
    """A feed that declares so many prefixes."""
    spaces = " ".join(f"xmlns:p{number}='urn:{number}'" for number in range(many))
    return f"<rss {spaces}><channel><item><title>Agua</title></item></channel></rss>"


def crowded(many: int) -> str:
    """A feed with many attributes, so many of them in one tag."""
    there = " ".join(f"a{number}='uno'" for number in range(many))
    others = "<x a='1'/>" * 5_001
    return f"<rss><channel><item {there}><title>Agua</title></item>{others}</channel></rss>"


@pytest.mark.parametrize(("made", "most"), [(prefixed, 100), (crowded, 400)])
def test_as_much_as_is_allowed_is_read_and_one_more_is_refused(made, most):
    def read(text: str) -> list[str]:
        feed = parse(text.encode(), content_type="", address="", recipe="feed", now=NOW)
        return [entry.title for entry in feed.entries]

    assert read(made(most)) == ["Agua"]
    with pytest.raises(UnreadableFeed):
        read(made(most + 1))


# Chance


WHOLE = mutations.feeds()


@given(st.integers(0, 2**32))
@settings(max_examples=200)
def test_whatever_becomes_of_a_feed_on_its_way_it_is_read_or_refused(seed):
    body = mutations.mutated(WHOLE, Random(seed))
    with suppress(UnreadableFeed):
        feed = parse(body, content_type="", address="https://r.example/", recipe="feed", now=NOW)
        for entry in feed.entries:
            assert entry.title
            assert entry.link.startswith(("http://", "https://")) or not entry.link
            assert entry.published is None or entry.published <= NOW
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", entry.title + entry.text)
            assert not re.search(r"<(?:script|img|iframe)", safe_html(entry.html, entry.link))
            f"{entry.title}{entry.text}{entry.link}".encode()
