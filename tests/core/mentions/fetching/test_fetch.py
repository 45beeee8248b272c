"""Asking a site for its feed: what it says, what it refuses, every way of wasting one's time."""

import gzip
import socket
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from importlib.metadata import version

import pytest

from core.clock import FixedClock
from core.mentions.fetching.fetch import Fetcher, FetchRequest, FetchTrouble, Limits
from core.mentions.kinds import Trouble
from core.mentions.sources.health import trouble_words
from tests.core.mentions.serving import (
    CERTIFICATE,
    Handler,
    Page,
    atom,
    bomb,
    broken_off,
    drips,
    endless,
    hangs,
    says_raw,
    sent_on,
    serving,
)

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SMALL = Limits(size=2000)
HASTY = Limits(read=0.1, total=0.2)


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(clock=FixedClock(NOON), limits=SMALL) as made:
        yield made


def asked(address: str, etag: str = "", modified: str = "") -> FetchRequest:
    """A source of the own network, for the server is on the loopback."""
    return FetchRequest(1, address, etag, modified, private=True)


def trouble(fetcher: Fetcher, item: FetchRequest) -> FetchTrouble:
    with pytest.raises(FetchTrouble) as told:
        fetcher.fetch(item)
    return told.value


def test_a_feed_is_read_and_the_reader_says_who_it_is(server, fetcher):
    address = server.feed("/feed", "Corte de agua", tag='"a1"')

    answer = fetcher.fetch(asked(address))

    assert answer.body == atom("Corte de agua")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    assert (answer.etag, answer.address, answer.moved_to) == ('"a1"', address, "")
    (request,) = server.asked
    assert request.headers["User-Agent"].startswith(f"Pregon/{version('pregon')} ")
    assert "application/rss+xml" in request.headers["Accept"]


def test_what_has_not_changed_is_not_sent_again(server, fetcher):
    address = server.feed("/feed", "Corte de agua", tag='"a1"')
    modified = "Tue, 24 Nov 2026 08:00:00 GMT"

    answer = fetcher.fetch(asked(address, '"a1"', modified))

    assert answer.unchanged
    assert answer.body == b""
    assert (answer.etag, answer.modified) == ('"a1"', modified)
    assert server.asked[0].headers["If-Modified-Since"] == modified


@pytest.mark.parametrize(("length", "kept"), [(500, 500), (501, 0)])
def test_a_tag_of_more_than_500_characters_is_forgotten(server, fetcher, length, kept):
    address = server.feed("/feed", "Agua", tag="a" * length)

    assert fetcher.fetch(asked(address)).etag == "a" * kept


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (gzip.compress(atom("Agua")), "gzip"),
        (gzip.compress(atom("Agua")), ""),
        (gzip.compress(atom("Agua")[:50]) + gzip.compress(atom("Agua")[50:]), "x-gzip"),
        (zlib.compress(atom("Agua")), "deflate"),
        (zlib.compress(atom("Agua"), wbits=-15), "deflate"),
        (atom("Agua"), "gzip"),
        (atom("Agua"), "deflate"),
    ],
    ids=["gzip", "unsaid", "two parts", "zlib", "raw", "said and not done", "neither"],
)
def test_a_packed_feed_is_unpacked(server, fetcher, packed, encoding):
    server.pages["/feed"] = Page(packed, headers={"Content-Encoding": encoding})

    assert fetcher.fetch(asked(f"{server.address}/feed")).body == atom("Agua")


def test_a_feed_that_moved_for_good_says_where(server, fetcher):
    new = server.feed("/new", "Agua")
    server.pages["/old"] = sent_on("/older", 301)
    server.pages["/older"] = sent_on(new, 308)

    answer = fetcher.fetch(asked(f"{server.address}/old"))

    assert answer.body == atom("Agua")
    assert answer.moved_to == answer.address == new


def test_of_a_chain_only_the_steps_for_good_are_believed(server, fetcher):
    server.feed("/today", "Agua")
    server.pages["/old"] = sent_on("/new", 301)
    server.pages["/new"] = sent_on("/today", 307)
    server.pages["/for-now"] = sent_on("/old", 302)

    lasting = fetcher.fetch(asked(f"{server.address}/old"))
    passing = fetcher.fetch(asked(f"{server.address}/for-now"))

    assert lasting.moved_to == f"{server.address}/new"
    assert lasting.address == f"{server.address}/today"
    assert passing.moved_to == ""


def test_five_redirects_are_followed_and_six_are_not(server, fetcher):
    for step in range(1, 7):
        server.pages[f"/{step}"] = sent_on(f"/{step - 1}")
    server.feed("/0", "Agua")

    assert fetcher.fetch(asked(f"{server.address}/5")).body == atom("Agua")
    assert trouble(fetcher, asked(f"{server.address}/6")).trouble is Trouble.LOOP


def test_a_circle_ends(server, fetcher):
    server.pages["/a"] = sent_on("/b")
    server.pages["/b"] = sent_on("/a")

    assert trouble(fetcher, asked(f"{server.address}/a")).trouble is Trouble.LOOP
    assert server.paths() == ["/a", "/b"]


@pytest.mark.parametrize(
    "target", ["file:///etc/hosts", "ftp://radio.example/feed", "//[", "data:,", "https://a b/"]
)
def test_a_redirect_leads_to_the_web_or_nowhere(server, fetcher, target):
    server.pages["/feed"] = sent_on(target)

    assert trouble(fetcher, asked(f"{server.address}/feed")).trouble is Trouble.SCHEME


@pytest.mark.parametrize(
    "address", ["file:///etc/hosts", "javascript:alert(1)", "http://", "radio"]
)
def test_only_the_web_is_asked(fetcher, address):
    assert trouble(fetcher, asked(address)).trouble is Trouble.SCHEME


@pytest.mark.parametrize(
    ("status", "expected", "detail"),
    [
        (404, Trouble.NOT_FOUND, "404"),
        (401, Trouble.FORBIDDEN, "401"),
        (403, Trouble.FORBIDDEN, "403"),
        (410, Trouble.GONE, "410"),
        (418, Trouble.STATUS, "418"),
        (302, Trouble.STATUS, "302"),
        (429, Trouble.TOO_MANY, ""),
        (300, Trouble.STATUS, "300"),
        (499, Trouble.STATUS, "499"),
        (500, Trouble.SERVER, "500"),
        (503, Trouble.SERVER, "503"),
        (599, Trouble.SERVER, "599"),
        (600, Trouble.STATUS, "600"),
    ],
)
def test_what_a_site_refuses_has_its_name(server, fetcher, status, expected, detail):
    server.pages["/feed"] = Page(b"<html>", status)

    told = trouble(fetcher, asked(f"{server.address}/feed"))

    assert (told.trouble, told.detail) == (expected, detail)


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", timedelta(minutes=2)),
        (format_datetime(NOON + timedelta(hours=3), usegmt=True), timedelta(hours=3)),
        ("99999999999999999999", timedelta(days=7)),
        (format_datetime(NOON + timedelta(days=900), usegmt=True), timedelta(days=7)),
        (format_datetime(NOON - timedelta(days=1), usegmt=True), None),
        ("604799", timedelta(days=7, seconds=-1)),
        ("604801", timedelta(days=7)),
        ("1", timedelta(seconds=1)),
        ("0", None),
        ("-5", None),
        ("soon", None),
        ("Tue, 99 Nov 2026 99:00:00 GMT", None),
    ],
)
def test_a_site_says_when_it_may_be_asked_again(server, fetcher, said, wait):
    server.pages["/feed"] = Page(status=429, headers={"Retry-After": said})

    told = trouble(fetcher, asked(f"{server.address}/feed"))

    assert told.retry_at == (NOON + wait if wait else None)
    assert told.detail == (f"{NOON + wait:%Y-%m-%dT%H:%M:%SZ}" if wait else "")


def test_a_feed_in_a_hundred_packed_parts_is_read_and_one_in_more_is_not(server):
    for parts in (100, 101):
        packed = gzip.compress(atom("Agua")) + gzip.compress(b"") * (parts - 1)
        server.pages[f"/{parts}"] = Page(packed)

    with Fetcher() as fetcher:
        assert fetcher.fetch(asked(f"{server.address}/100")).body == atom("Agua")
        assert trouble(fetcher, asked(f"{server.address}/101")).trouble is Trouble.TOO_BIG


@pytest.mark.parametrize("packed", [False, True])
def test_as_much_as_may_be_is_read(server, fetcher, packed):
    server.pages["/feed"] = bomb(2000) if packed else Page(b"a" * 2000)

    assert len(fetcher.fetch(asked(f"{server.address}/feed")).body) == 2000


@pytest.mark.parametrize(
    "page",
    [
        Page(b"a" * 2001),
        endless(),
        endless(b"Transfer-Encoding: chunked\r\n\r\n-1\r\n"),
        bomb(2001),
        bomb(30_000_000),
        says_raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"),
    ],
    ids=["said", "endless", "chunk of no size", "packed", "bomb", "promised"],
)
def test_too_much_is_not_read(server, fetcher, page):
    server.pages["/feed"] = page

    assert trouble(fetcher, asked(f"{server.address}/feed")).trouble is Trouble.TOO_BIG


@pytest.mark.parametrize(
    "behaviour",
    [
        hangs,
        drips(b""),
        drips(b"HTTP/1.1 200 OK\r\nX: "),
        drips(b"HTTP/1.1 200 OK\r\nContent-Length: 1999\r\n\r\n"),
        drips(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
        drips(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7ff\r\n"),
        drips(b"HTTP/1.1 200 OK\r\n\r\n"),
    ],
    ids=["silent", "status", "headers", "body", "chunk size", "chunk", "no length"],
)
def test_a_slow_site_is_given_up(server, behaviour):
    server.pages["/feed"] = behaviour

    with Fetcher(limits=HASTY) as fetcher:
        assert trouble(fetcher, asked(f"{server.address}/feed")).trouble is Trouble.SLOW


def test_a_site_that_does_not_even_pick_up_is_given_up():
    with socket.create_server(("127.0.0.1", 0), backlog=0) as site:
        address = f"http://127.0.0.1:{site.getsockname()[1]}/feed"
        # One that nobody takes fills its queue.
        with socket.create_connection(site.getsockname()), Fetcher(limits=HASTY) as fetcher:
            assert trouble(fetcher, asked(address)).trouble is Trouble.SLOW


def test_redirects_share_the_patience_for_one_source(server):
    def late(handler: Handler) -> None:
        handler.closing.wait(0.2)
        handler.say(sent_on(f"{handler.path}x"))

    server.pages |= {f"/{'x' * step}": late for step in range(6)}

    with Fetcher(limits=Limits(total=0.3)) as fetcher:
        assert trouble(fetcher, asked(f"{server.address}/")).trouble is Trouble.SLOW

    assert len(server.asked) < 3


def test_a_site_that_is_not_there_refuses(fetcher):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/feed"

        told = trouble(fetcher, asked(address))

    assert told.trouble is Trouble.REFUSED
    assert "0x" not in told.detail


def test_a_name_that_does_not_exist(names, fetcher):
    assert trouble(fetcher, asked("http://nadie.example/feed")).trouble is Trouble.NO_HOST
    assert names == {}


@pytest.mark.parametrize(
    "behaviour",
    [
        broken_off(atom("Agua")),
        says_raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7ff\r\n<feed>"),
        says_raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<feed>"),
        says_raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n<feed>"),
        says_raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\n<feed>"),
        says_raw(b"HTTP/1.1 200 OK\r\nX: %s\r\n\r\n" % (b"x" * 70_000)),
        says_raw(b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 200 + b"\r\n"),
        says_raw(b"HTTP/1.1 huge OK\r\n\r\n"),
        says_raw(b"\x16\x03\x01\x00\xff\x00\x00"),
        says_raw(b""),
    ],
)
def test_what_ends_too_soon_or_is_no_answer(server, fetcher, behaviour):
    server.pages["/feed"] = behaviour

    told = trouble(fetcher, asked(f"{server.address}/feed"))

    assert (told.trouble, told.detail) == (Trouble.BROKEN_OFF, "")


def test_a_packed_feed_that_ends_too_soon(server, fetcher):
    server.pages["/feed"] = Page(gzip.compress(atom("Agua"))[:-20])

    assert trouble(fetcher, asked(f"{server.address}/feed")).trouble is Trouble.BROKEN_OFF


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.0 200\r\n\r\n",
        b"HTTP/1.1 200 \r\nno colon here\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: \xff\xfe\r\nETag: \x01\x02\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
    ],
)
def test_careless_headers_do_no_harm(server, fetcher, head):
    server.pages["/feed"] = says_raw(head + atom("Agua"))

    answer = fetcher.fetch(asked(f"{server.address}/feed"))

    assert answer.body.endswith(b"</feed>")
    assert answer.etag == ""


def test_a_connection_that_the_site_closed_meanwhile_is_opened_again(server, fetcher):
    answered: set[int] = set()

    def once(handler: Handler) -> None:
        if handler.client_address[1] in answered:
            handler.close_connection = True
            return
        answered.add(handler.client_address[1])
        handler.say(Page(atom("Agua")))

    server.pages["/feed"] = once

    answers = [fetcher.fetch(asked(f"{server.address}/feed")) for _time in range(3)]

    assert [answer.body for answer in answers] == [atom("Agua")] * 3
    assert len(server.asked) == 5


def test_a_certificate_that_nobody_signed_is_not_believed(secure_server, fetcher):
    address = secure_server.feed("/feed", "Agua")

    told = trouble(fetcher, asked(address))

    assert told.trouble is Trouble.CERTIFICATE
    assert "0x" not in told.detail
    assert secure_server.asked == []


def test_a_certificate_that_the_system_trusts_is_believed(secure_server, fetcher, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    address = secure_server.feed("/feed", "Agua")

    assert fetcher.fetch(asked(address)).body == atom("Agua")


def test_a_site_without_certificate_where_there_should_be_one(server, fetcher):
    address = server.feed("/feed", "Agua").replace("http:", "https:")

    told = trouble(fetcher, asked(address))

    assert told.trouble is Trouble.CERTIFICATE
    assert told.detail == "WRONG_VERSION_NUMBER"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/feed",
        "http://localhost/feed",
        "http://192.168.1.1/admin",
        "http://[::1]/feed",
        "http://[::ffff:10.0.0.1]/feed",
        "http://169.254.169.254/latest",
        "http://impresora.local/feed",
    ],
)
def test_the_own_network_is_not_asked(fetcher, address):
    assert trouble(fetcher, FetchRequest(1, address)).trouble is Trouble.PRIVATE


def test_a_name_that_stands_for_the_own_network_is_not_asked_either(server, names, fetcher):
    names["radio.example"] = "127.0.0.1"
    server.feed("/feed", "Agua")
    address = f"http://radio.example:{server.port}/feed"

    assert trouble(fetcher, FetchRequest(1, address)).trouble is Trouble.PRIVATE
    assert server.asked == []
    assert fetcher.fetch(asked(address)).body == atom("Agua")


def test_letters_that_are_not_english_are_sent_as_the_web_wants_them(server, names, fetcher):
    names["xn--caada-pta.example"] = "127.0.0.1"
    server.feed("/a%C3%B1o%20nuevo?q=%C3%A1rbol", "Agua")
    server.pages["/enlace"] = sent_on("/a\xc3\xb1o nuevo?q=\xc3\xa1rbol")

    straight = f"http://cañada.example:{server.port}/año nuevo?q=árbol"

    assert fetcher.fetch(asked(straight)).body == atom("Agua")
    assert fetcher.fetch(asked(f"{server.address}/enlace")).body == atom("Agua")
    assert server.asked[0].headers["Host"] == f"xn--caada-pta.example:{server.port}"


def test_a_proxy_is_asked_instead_of_the_site(server):
    server.pages["http://radio.example/feed"] = Page(atom("Agua"))

    with Fetcher(f"clerk:se%40cret@127.0.0.1:{server.port}", limits=SMALL) as fetcher:
        answer = fetcher.fetch(FetchRequest(1, "http://radio.example/feed"))

    assert answer.body == atom("Agua")
    # “clerk:se@cret” in Base64.
    assert server.asked[0].headers["Proxy-Authorization"] == "Basic Y2xlcms6c2VAY3JldA=="


@pytest.mark.parametrize("site", ["http", "https"])
@pytest.mark.parametrize("proxy", ["http", "https"])
def test_a_site_is_read_through_a_proxy_whoever_of_them_shows_a_certificate(
    monkeypatch, proxy, site
):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with serving(secure=proxy == "https") as between, serving(secure=site == "https") as there:
        between.leads_on = True
        address = f"{there.address}/feed"
        there.pages["/feed"] = between.pages[address] = Page(atom("Agua"))
        with Fetcher(between.address.replace("//", "//clerk:x@")) as fetcher:
            answers = [fetcher.fetch(asked(address)) for _time in range(2)]

    assert [answer.body for answer in answers] == [atom("Agua")] * 2
    assert between.asked[0].headers["Proxy-Authorization"] == "Basic Y2xlcms6eA=="
    assert not any("Proxy-Authorization" in request.headers for request in there.asked)


@pytest.mark.parametrize("place", ["127.1", "2130706433", "0x7f.1", "[::1]"])
def test_a_proxy_is_asked_for_no_address_of_the_own_network(server, place):
    server.pages["http://radio.example/feed"] = sent_on(f"http://{place}/secreto")
    with Fetcher(server.address, limits=SMALL) as fetcher:
        for address in (f"http://{place}/feed", "http://radio.example/feed"):
            with pytest.raises(FetchTrouble) as told:
                fetcher.fetch(FetchRequest(1, address))
            assert told.value.trouble is Trouble.PRIVATE

    assert server.paths() == ["http://radio.example/feed"]


def test_the_proxy_of_the_system_is_used_where_it_is_meant(server, second_server, monkeypatch):
    server.pages["http://radio.example/feed"] = Page(atom("Agua"))
    direct = second_server.feed("/feed", "Luz")
    monkeypatch.setenv("http_proxy", server.address)
    monkeypatch.setenv("no_proxy", "127.0.0.1")

    with Fetcher(limits=SMALL) as fetcher:
        assert fetcher.fetch(asked("http://radio.example/feed")).body == atom("Agua")
        assert fetcher.fetch(asked(direct)).body == atom("Luz")


@pytest.mark.parametrize(
    ("target", "expected"),
    [("http://192.168.1.1/admin", Trouble.PRIVATE), ("https://a b.example/", Trouble.SCHEME)],
)
def test_a_redirect_into_the_own_network_or_to_no_name_is_not_followed(server, target, expected):
    server.pages["http://radio.example/feed"] = sent_on(target)

    with Fetcher(server.address, limits=SMALL) as fetcher:
        told = trouble(fetcher, FetchRequest(1, "http://radio.example/feed"))

    assert told.trouble is expected
    assert server.paths() == ["http://radio.example/feed"]


@pytest.mark.parametrize("address", ["http://radio.example/feed", "https://radio.example/feed"])
@pytest.mark.parametrize(
    "proxy", ["nadie.example:3128", "socks5://127.0.0.1:1080", "http://[", "http://:8080", "x"]
)
def test_a_proxy_that_is_wrong(names, proxy, address):
    names["nadie.example"] = "127.0.0.1"
    with socket.socket() as taken, Fetcher(proxy, limits=SMALL) as fetcher:
        taken.bind(("127.0.0.1", 0))

        assert trouble(fetcher, FetchRequest(1, address)).trouble is Trouble.PROXY


def test_a_proxy_that_wants_to_know_who_asks(server):
    server.pages["http://radio.example/feed"] = Page(status=407)

    with Fetcher(server.address, limits=SMALL) as fetcher:
        plain = trouble(fetcher, FetchRequest(1, "http://radio.example/feed"))
        secure = trouble(fetcher, FetchRequest(1, "https://radio.example/feed"))

    for told in (plain, secure):
        sentence, advice = trouble_words(told.trouble, told.detail)
        assert "pregunta quién es usted" in sentence
        assert "sin usuario ni contraseña" in advice


def test_a_proxy_that_lets_nothing_through_asks_for_no_user(server):
    server.pages["http://radio.example/feed"] = Page(status=502)
    with Fetcher(server.address, limits=SMALL) as fetcher:
        plain = trouble(fetcher, FetchRequest(1, "http://radio.example/feed"))

    assert "quién es usted" not in " ".join(trouble_words(plain.trouble, plain.detail))


def test_one_address_of_many_is_enough(server, fetcher, names):
    names["radio.example"] = "127.0.0.2 127.0.0.1"
    server.feed("/feed", "Agua")

    answer = fetcher.fetch(asked(f"http://radio.example:{server.port}/feed"))

    assert answer.body == atom("Agua")
