"""What is read quickly says what feedparser says; whatever is unusual is left to it."""

import warnings
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from feedparser import mixin
from hypothesis import given
from hypothesis import strategies as st

from core.mentions.feeds import quick, repair
from core.mentions.feeds.entries import Origin, entry_of, text_in
from core.mentions.feeds.parse import read_by_feedparser
from core.mentions.feeds.quick import HANDLED

NOW = datetime(2026, 11, 24, 13, 32, tzinfo=UTC)
FEEDS = sorted((Path(__file__).parents[3] / "data" / "feeds").glob("*.xml"))
BODIES = [repair.mended(path.read_bytes(), "").body for path in FEEDS]
RECIPES = ("feed", "google-news", "bing-news", "reddit", "wikipedia")
SPACES = (
    " xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    " xmlns:dc='http://purl.org/dc/elements/1.1/'"
    " xmlns:media='http://search.yahoo.com/mrss/'"
    " xmlns:atom='http://www.w3.org/2005/Atom'"
    " xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'"
    " xmlns:slash='http://purl.org/rss/1.0/modules/slash/'"
    " xmlns:webfeeds='http://webfeeds.org/rss/1.0'"
    " xmlns:News='https://www.bing.com/news/search?q=x&amp;format=rss'"
    " xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'"
)
WORDS = st.sampled_from(
    [
        "", " ", "Corte de agua", "MedellÃ\xadn", "\x93hoy\x94", "<b>Obras</b> &amp; <i>más</i>",
        "?p=1&amp;q=2", "http://uno.example/a?b=1&c;=2", "https://dos.example/1/", "ñ 🤔",
        "a@b.es (Ana)",
        "Ana", "true", "Tue, 24 Nov 2026 10:00:00 +0100", "2026-11-23T09:00:00Z",
        "12-01-2026", "ayer",
        "es-ES", "http:///tres.example", "[ ] ]]>", "x" * 300, "\n  Dos\n  líneas  ",
    ]
)  # fmt: skip
NAMES = [
    "title", "link", "guid", "id", "pubDate", "published", "updated", "description", "summary",
    "content", "content:encoded", "author", "dc:creator", "dc:date", "dc:title", "dc:subject",
    "category", "comments", "enclosure", "source", "media:group", "media:content", "media:title",
    "media:description", "media:thumbnail", "media:credit", "media:rating", "slash:comments",
    "atom:link", "atom:updated", "atom:author", "name", "email", "uri", "feedburner:origLink",
    "feedburner:info", "News:Source", "itunes:summary", "itunes:author", "image", "url", "language",
    "generator", "ttl", "copyright", "rights", "subtitle", "textInput", "width", "PubDate",
    "dc:Date", "icon", "logo", "webMaster", "managingEditor", "lastBuildDate", "post-id",
]  # fmt: skip
ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        ["type", "rel", "href", "isPermaLink", "url", "length", "xml:lang", "lang", "xml:base",
         "base", "mode", "domain", "title", "src", "Type", "medium", "xmlns", "uri"]
    ),
    st.sampled_from(
        ["html", "text", "text/html", "xhtml", "alternate", "enclosure", "self", "true", "false",
         "https://tres.example/x?a=1&b=2", "es", "", "base64", "audio/mpeg",
         "com-wordpress:feed-additions:1", "http://www.w3.org/2005/Atom"]
    ),
    max_size=2,
)  # fmt: skip


def element(name: str, attributes: dict[str, str], inside: str) -> str:
    told = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{told}>{inside}</{name}>"


PLAIN = st.builds(element, st.sampled_from(NAMES), st.just({}), WORDS.map(escape))
LEAVES = PLAIN | st.builds(element, st.sampled_from(NAMES), ATTRIBUTES, WORDS.map(escape))
PARTS = LEAVES | st.builds(
    element, st.sampled_from(NAMES), ATTRIBUTES, st.lists(LEAVES, max_size=3).map("".join)
)
ITEM = st.lists(PARTS, max_size=6).map("".join)


def rss(parts: list[str]) -> bytes:
    inside = "".join(parts)
    return f"<rss version='2.0'{SPACES}><channel>{inside}</channel></rss>".encode()


def atom(parts: list[str]) -> bytes:
    inside = "".join(parts).replace("item>", "entry>")
    own = "xmlns='http://www.w3.org/2005/Atom' xml:lang='es_ES'"
    return f"<feed {own}{SPACES}>{inside}</feed>".encode()


def said(raw: Mapping[str, Any]) -> list[object]:
    """All that anything here asks of what a parser found."""
    feed = raw["feed"]
    image = feed.get("image")
    found: list[object] = [image.get("href", "") if isinstance(image, Mapping) else "", raw["bozo"]]
    found += [
        text_in(feed, name)
        for name in ("title", "link", "id", "icon", "logo", "language", "dc_language")
    ]
    for recipe in RECIPES:
        origin = Origin(recipe, "https://radio.example/feed/", NOW, page=text_in(feed, "link"))
        found += [entry_of(item, origin) for item in raw["entries"]]
    return found


def is_quick_and_equal(body: bytes) -> bool:
    """Whether it is read quickly; then it says what feedparser says."""
    found = quick.read(body)
    if found is None:
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert said(found) == said(read_by_feedparser(body))
    return True


def test_most_feeds_of_the_sources_are_read_quickly_and_say_the_same():
    slow = {
        path.stem for path, body in zip(FEEDS, BODIES, strict=True) if not is_quick_and_equal(body)
    }

    assert slow == {"flickr", "medium"}


def test_every_namespace_with_elements_that_feedparser_reads_is_known():
    spaces: dict[str, str] = mixin._FeedParserMixin.namespaces
    read = {
        uri.lower()
        for uri, prefix in spaces.items()
        if uri
        and (
            not prefix
            or any(
                name.startswith(f"_start_{prefix.lower()}_") for name in dir(mixin._FeedParserMixin)
            )
        )
    }

    assert read <= HANDLED


@pytest.mark.parametrize("kind", [rss, atom])
@pytest.mark.parametrize("length", [80, 81, 300])
@pytest.mark.parametrize("after", ["", "<author></author>", "<author>Ana</author>"])
def test_an_author_longer_than_feedparser_takes_for_a_name_is_left_to_it(kind, length, after):
    for name in ("x" * length, f"<name>{'x' * length}</name>"):
        is_quick_and_equal(kind([f"<item><author>{name}</author>{after}</item>"]))


@pytest.mark.parametrize("kind", [rss, atom])
@given(parts=st.lists(PARTS | ITEM.map("<item>{}</item>".format), max_size=5))
def test_a_feed_of_any_parts_says_what_feedparser_reads_in_it(kind, parts):
    is_quick_and_equal(kind(parts))


@given(
    body=st.sampled_from(BODIES),
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.floats(0, 1), st.integers(0, 40), PLAIN), max_size=3
    ),
)
def test_a_feed_with_pieces_moved_and_put_in_says_what_feedparser_reads_in_it(body, cuts):
    text = body.decode()
    for source, target, size, part in cuts:
        start = int(source * len(text))
        piece = text[start : start + size] if size % 2 else part
        place = text.find("<", int(target * len(text)))
        text = f"{text[:place]}{piece}{text[place:]}"
    is_quick_and_equal(text.encode())


@pytest.mark.parametrize(
    ("after", "quick"),
    [
        ("<ttl>60</ttl>", True),
        ("<title>Radio</title>", False),
        ("<link>https://uno.example/</link>", True),
    ],
)
def test_what_follows_the_items_of_a_feed_may_name_it_for_them(after, quick):
    body = rss(["<title>Ayto</title>", "<item><title>Agua</title></item>", after])

    assert is_quick_and_equal(body) is quick


@pytest.mark.parametrize(
    ("told", "quick"),
    [
        ("<id>urn:1</id>", True),
        ("<id type='text'>urn:1</id>", False),
        ("<title type='text'>Ayto</title>", True),
        ("<icon type='text'>https://uno.example/i.png</icon>", False),
    ],
)
def test_an_attribute_of_what_names_a_feed_is_unusual_but_for_its_title(told, quick):
    assert is_quick_and_equal(atom([told, "<item><title>Agua</title></item>"])) is quick
