"""Only what was not seen before is parsed, and nothing is lost by it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.mentions.feeds import parse as parsing
from core.mentions.feeds.parse import UnreadableFeed, parse
from core.mentions.model import Feed, FeedEntry
from tests.core.in_turn import in_turn

NOW = datetime(2026, 11, 24, 13, 32, tzinfo=UTC)
FEEDS = Path(__file__).parents[3] / "data" / "feeds"


def read(body: bytes, known: bytes = b"", recipe: str = "feed") -> Feed:
    address = "https://radio.example/feed/"
    return parse(body, content_type="", address=address, recipe=recipe, now=NOW, known=known)


def rss(*items: str) -> bytes:
    return f"<rss><channel><title>Radio</title>{''.join(items)}</channel></rss>".encode()


def item(number: int, text: str = "") -> str:
    return f"<item><title>Nota {number}</title><guid>{number}</guid>{text}</item>"


def test_only_the_new_item_of_a_feed_is_read():
    before = read(rss(item(2), item(1)))

    after = read(rss(item(3), item(2), item(1)), before.chunks)

    assert [entry.title for entry in after.entries] == ["Nota 3"]
    assert not after.whole
    assert after.title == "Radio"
    assert after.chunks == read(rss(item(3), item(2), item(1))).chunks


def test_where_nothing_is_new_nothing_is_read():
    before = read(rss(item(2), item(1)))

    after = read(rss(item(1)), before.chunks)

    assert (after.entries, after.whole) == ((), False)
    assert len(after.chunks) == parsing.HASH


def test_an_item_that_changed_is_read_again():
    before = read(rss(item(2), item(1)))
    after = read(rss(item(2), item(1, "<description>Corregida</description>")), before.chunks)
    assert [entry.text for entry in after.entries] == ["Corregida"]


def test_all_is_new_to_one_who_knows_nothing_of_it():
    feed = read(rss(item(1)), b"\0" * parsing.HASH)
    assert len(feed.entries) == 1
    assert feed.whole


def test_what_stands_between_items_stays():
    body = b"<rss><a/><item>1</item><b/><item>2</item><c/></rss>"
    made = parsing.unseen(body, ())
    assert made is not None
    assert (made.new, made.body) == (2, body)

    after = parsing.unseen(body, made.hashes[:1])

    assert after == parsing.Unseen(made.hashes, 1, b"<rss><a/><b/><item>2</item><c/></rss>")


@pytest.mark.parametrize(
    "body",
    [
        "<rss><item>1</item><item><![CDATA[</item> <item>]]></item></rss>",
        "<rss><item>1</item><item><!-- </item> <item> --></item></rss>",
        "<feed><entry>1</entry><entry><?x </entry> ?></entry></feed>",
        '<rdf:RDF><items/><item>1</item>\n<item rdf:about="a>b">2</item></rdf:RDF>',
    ],
)
def test_what_looks_like_the_end_of_an_item_and_is_none_does_not_cut_it(body):
    made = parsing.cut(body.encode())
    assert made is not None
    assert len(made) == 2


@in_turn(
    "body",
    [
        "<rss><item>1<item>2</item></item></rss>",
        "<rss><item>1</entry></rss>",
        "<rss><item/><item>1</item></rss>",
        "<rss></item></rss>",
        "<rss><item>1",
        "<rss><item><![CDATA[</item></rss>",
        "<rss><!-- <item>1</item></rss>",
        "<rss><item>1</item><item a='</item>'>2</item></rss>",
        "<rss><item a='x>1</item></rss>",
    ],
)
def test_in_doubt_there_is_no_cut(body):
    assert parsing.cut(body.encode()) is None


def test_a_feed_that_cannot_be_cut_is_read_whole_each_time():
    body = rss(item(1), "<item/>")
    before = read(body)
    assert before.chunks == b""
    assert read(body, before.chunks).entries == before.entries


@in_turn("path", sorted(FEEDS.glob("*.xml")))
def test_of_the_feeds_of_every_source_nothing_is_new_the_second_time(path):
    body, recipe = path.read_bytes(), path.stem
    first = read(body, recipe=recipe)
    assert read(body, first.chunks, recipe).entries == ()


def test_a_feed_that_is_not_well_formed_is_read_whole_each_time():
    body = rss(item(2, "<description><b></description>"), item(1))

    before = read(body)

    assert before.chunks == b""
    assert len(before.entries) == 2
    assert read(body, before.chunks).entries == before.entries


def test_one_broken_new_item_among_known_ones_makes_all_be_read():
    before = read(rss(item(1)))
    after = read(rss(item(2, "<description><b></description>"), item(1)), before.chunks)
    assert after.whole
    assert len(after.entries) == 2


WELL_FORMED = [
    "<![CDATA[</item> <item>]]>", "<![CDATA[<p>ñ</p>]]>", "<!-- </item> -->", "<!--<item>-->",
    "&lt;item&gt;", "&nbsp;", "&", "<br/>", "]]&gt;", "<?x </item> ?>", "agua", "🎺", "\n",
    "<![CDATA[]] >]]>", "'", '"', "<b>ñ</b>",
]  # fmt: skip
BROKEN = ["a < b", "<b>", "<item>", "</item>", "<!--", "<![CDATA[", "<?x", "</b>", "<a href='"]


def items_of(traps: list[str]) -> st.SearchStrategy[list[tuple[int, str, str]]]:
    return st.lists(
        st.tuples(
            st.integers(0, 9),
            st.lists(st.sampled_from(traps), max_size=4).map("".join),
            st.sampled_from(["", " x='>'", ' y="a/>"']),
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda pair: pair[0],
    )


def made_of(items: list[tuple[int, str, str]]) -> bytes:
    return rss(
        *(
            f"<item{more}><title>Nota {n}</title><guid>{n}</guid>"
            f"<link>https://r.example/{n}</link><description>{text}</description></item>\n"
            for n, text, more in items
        )
    )


def outcome(body: bytes, known: bytes = b"") -> Feed:
    try:
        return read(body, known)
    except UnreadableFeed as error:
        return Feed(mended=error.trouble)


def fresh(feed: Feed, before: Feed) -> list[FeedEntry]:
    old = {entry.key for entry in before.entries}
    return [entry for entry in feed.entries if entry.key not in old]


@given(items_of(WELL_FORMED), st.data())
def test_the_new_items_are_those_of_a_full_parse(items, data):
    seen = data.draw(st.lists(st.sampled_from(items), unique=True))
    full = read(made_of(items))
    before = read(made_of(seen)) if seen else Feed()

    short = read(made_of(items), before.chunks)

    assert fresh(short, before) == fresh(full, before)
    assert short.chunks == full.chunks
    assert len(full.entries) == len(items)


@given(items_of(WELL_FORMED + BROKEN), st.data())
def test_of_a_broken_feed_no_new_item_is_lost_by_it(items, data):
    seen = data.draw(st.lists(st.sampled_from(items), unique=True))
    full = outcome(made_of(items))
    before = outcome(made_of(seen)) if seen else Feed()

    short = outcome(made_of(items), before.chunks)

    missing = {entry.key for entry in fresh(full, before)} - {entry.key for entry in short.entries}
    assert missing == set()
