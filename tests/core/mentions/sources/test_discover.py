"""A pasted page leads to its feeds."""

from datetime import UTC, datetime

import pytest

from core.mentions.fetching.fetch import Fetcher
from core.mentions.sources.adding import Candidate, NoFeed, candidates, look
from tests.core.mentions.serving import Page

PAGE = "https://www.radio.example/noticias/"


def found(html: str, address: str = PAGE) -> list[Candidate]:
    return [candidate for candidate in candidates(html.encode(), address) if candidate.declared]


def test_what_the_page_says_comes_first_and_comments_last():
    html = """<html><head>
    <link rel="alternate" type="application/rss+xml" title="Comentarios" href="/comments/feed/">
    <link rel='alternate' type='application/rss+xml' title='Radio &raquo; Noticias' href='/feed/'>
    <LINK HREF="https://radio.example/a.xml" TYPE="application/atom+xml" REL="Alternate nofollow">
    <link rel="alternate" hreflang="gl" href="/gl/"><link rel="stylesheet" href="/x.css">
    </head><body></body></html>"""

    assert found(html) == [
        Candidate("https://www.radio.example/feed/", "Radio » Noticias"),
        Candidate("https://radio.example/a.xml"),
        Candidate("https://www.radio.example/comments/feed/", "Comentarios"),
    ]


def test_relative_addresses_go_by_the_base_of_the_page():
    html = (
        '<base href="/portal/">'
        '<link rel=alternate type="application/rss+xml" href="rss.php?a=1&amp;b=2">'
    )
    assert found(html) == [Candidate("https://www.radio.example/portal/rss.php?a=1&b=2")]


def test_links_of_the_page_that_look_like_feeds_count():
    html = '<a href="/rss/">RSS</a> <a href="/agenda">Agenda</a> <a href="https://otra.example/feed/">x</a>'
    assert [candidate.address for candidate in found(html)] == ["https://www.radio.example/rss/"]


def test_nothing_but_web_addresses_is_taken():
    html = """<link rel="alternate" type="application/rss+xml" href="javascript:x()">
    <link rel="alternate" type="application/rss+xml" href="http://[">
    <link rel="alternate" type="application/rss+xml">"""
    assert found(html) == []


def test_a_channel_of_youtube_is_found_in_its_page_and_in_its_address():
    feed = "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv"
    page = '<script>{"metadata":{"externalId":"UCabcdefghijklmnopqrstuv"}}</script>'

    assert found(page, "https://www.youtube.com/@radio")[0].address == feed
    assert (
        found("", "https://m.youtube.com/channel/UCabcdefghijklmnopqrstuv/videos")[0].address
        == feed
    )
    assert found(page, "https://radio.example/") == []


def test_where_nothing_is_said_the_usual_addresses_are_tried():
    guesses = candidates(b"<html></html>", PAGE)

    assert not any(guess.declared for guess in guesses)
    assert [guess.address for guess in guesses] == [
        "https://www.radio.example/noticias/feed/",
        "https://www.radio.example/feed/",
        "https://www.radio.example/rss",
        "https://www.radio.example/rss.xml",
        "https://www.radio.example/feed.xml",
        "https://www.radio.example/atom.xml",
        "https://www.radio.example/index.xml",
    ]


def test_each_address_is_tried_once_and_the_page_itself_not_again():
    html = '<link rel="alternate" type="application/rss+xml" href="/feed/">' * 3
    addresses = [
        candidate.address
        for candidate in candidates(html.encode(), "https://www.radio.example/rss")
    ]

    assert len(addresses) == len(set(addresses))
    assert "https://www.radio.example/rss" not in addresses


def test_a_page_in_old_letters_is_read():
    html = '<link rel="alternate" type="application/rss+xml" title="Año" href="/a">'
    (candidate, *_rest) = candidates(html.encode("cp1252"), PAGE)
    assert candidate.title == "Año"


def test_while_the_feeds_of_a_page_are_looked_at_it_is_told_how_far(server):
    links = [
        f'<link rel="alternate" type="application/rss+xml" href="{path}">'
        for path in ("/gone", "/news", "/sports")
    ]
    server.pages["/"] = Page(f"<html>{''.join(links)}".encode())
    addresses = [server.feed("/news", "Agua"), server.feed("/sports", "Liga")]
    now = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    told: list[tuple[int, int]] = []

    with Fetcher() as fetcher:
        feeds = look(
            server.address, fetcher, now, private=True, on_progress=lambda *far: told.append(far)
        )
        server.pages["/"] = Page(f"<html>{links[0]}".encode())
        with pytest.raises(NoFeed, match=r"127\.0\.0\.1"):
            look(server.address, fetcher, now, private=True)

    assert [feed.source.address for feed in feeds] == addresses
    # The usual addresses are tried as well.
    assert told == [(1, 12), *((done, 10) for done in range(2, 11))]
