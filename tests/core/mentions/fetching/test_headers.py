"""What a site says before what it sends: read whole or refused, however it is written."""

from io import BytesIO

import pytest

from core.mentions.fetching import headers
from core.mentions.fetching.fetch import Fetcher, FetchRequest, FetchTrouble
from core.mentions.kinds import Trouble
from tests.core.mentions.serving import Page, Server, atom, says_raw, sent_on

OK = b"HTTP/1.1 200 OK\r\n"


def read(*lines: bytes, end: bytes = b"\r\n") -> headers.Headers:
    return headers.read(BytesIO(end.join([*lines, b"", b""])))


def asked(server: Server) -> FetchRequest:
    return FetchRequest(1, f"{server.address}/feed", private=True)


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_headers_are_read_by_name_whatever_its_case(end):
    said = read(b'ETag: "a1"', b"content-TYPE:\ttext/xml \t", b"Vary:", end=end)

    assert (said.get("etag"), said.get("Content-Type"), said.get("vary")) == (
        '"a1"',
        "text/xml",
        "",
    )
    assert said.get("Location") == ""


def test_of_what_is_said_twice_the_first_counts_and_all_is_known():
    said = read(b"Content-Length: 5", b"ETag: x", b"content-length: 9")

    assert said.get("Content-Length") == "5"
    assert said.all("Content-Length") == ["5", "9"]
    assert said.all("Age") == []


@pytest.mark.parametrize(
    "odd", [b"no colon here", b": no name", b"a blank : x", b"\xf1: x", b"\0: x", b" goes on"]
)
def test_what_is_no_header_is_passed_over_with_what_goes_on_from_it(odd):
    said = read(odd, b" goes on", b"ETag: x")

    assert vars(said) == {"_said": {"etag": ["x"]}}


def test_a_line_that_goes_on_is_one_value():
    said = read(b"Age: 1", b"Link: <a>;", b"\trel=self", b"  type=b")

    assert (said.get("Link"), said.get("Age")) == ("<a>; rel=self type=b", "1")


def test_bytes_that_are_no_english_letters_are_kept():
    said = read(b"Location: /a\xc3\xb1o/\xc3\xa0", b"X: a\0b\rc")

    assert said.get("Location").encode("latin-1") == "/año/à".encode()
    assert said.get("X") == "a\0b\rc"


@pytest.mark.parametrize(
    "lines",
    [
        [b"X: " + b"x" * 100_000],
        [b"x" * 100_000],
        [b"X: x"] * 10_000,
        [b"no header"] * 10_000,
        [b"X: x", *[b" x"] * 10_000],
        [b"X: " + b"x" * 60_000, *[b" " + b"x" * 60_000] * 150],
    ],
    ids=["long", "no end", "many", "many that are none", "folded", "folded and long"],
)
def test_more_than_anybody_needs_is_refused(server, lines):
    server.pages["/feed"] = says_raw(b"\r\n".join([OK.strip(), *lines, b"", atom("Agua")]))

    with Fetcher() as fetcher, pytest.raises(FetchTrouble) as told:
        fetcher.fetch(asked(server))

    assert told.value.trouble is Trouble.BROKEN_OFF


@pytest.mark.parametrize(
    "status",
    [
        b"HTTP/2.0 200 OK", b"HTTP/1.1 0200 OK", b"HTTP/1.1 20 OK", b"HTTP/1.1 -20 OK",
        b"HTTP/1.1 \xb2\xb0\xb0 OK", b"HTTP/1.1", b"ICY 200 OK", b"", b"<html>", b"x" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_answer_of_the_web_is_refused(server, status):
    server.pages["/feed"] = says_raw(status + b"\r\n\r\n" + atom("Agua"))

    with Fetcher() as fetcher, pytest.raises(FetchTrouble) as told:
        fetcher.fetch(asked(server))

    assert told.value.trouble is Trouble.BROKEN_OFF


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200\n\n",
        b"HTTP/1.0 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n" + OK + b"\r\n",
        OK + b"Content-Length: %s\r\n\r\n" % (b"9" * 5000),
        OK + b"Content-Length: five\r\nETag: \0\r\n folded\r\n\r\n",
    ],
)
def test_a_feed_behind_odd_headers_is_read(server, head):
    server.pages["/feed"] = says_raw(head + atom("Agua"))

    with Fetcher() as fetcher:
        answer = fetcher.fetch(asked(server))

    assert (answer.body, answer.etag) == (atom("Agua"), "")


def test_a_connection_stays_open_for_the_next_question(server):
    ports: list[int] = []
    server.pages["/old"] = sent_on("/feed")
    server.pages["/feed"] = lambda handler: (
        ports.append(handler.client_address[1]),
        handler.say(Page(atom("Agua"))),
    )[1]

    with Fetcher() as fetcher:
        for path in ("/feed", "/old", "/feed"):
            fetcher.fetch(FetchRequest(1, server.address + path, private=True))

    assert len(ports) == 3
    assert len(set(ports)) == 1


def test_what_is_remembered_asks_no_second_question(server):
    server.feed("/feed", "Agua")
    damaged = FetchRequest(1, f"{server.address}/feed", etag='"a"\r\nX-Other: b', private=True)

    with Fetcher() as fetcher, pytest.raises(FetchTrouble):
        fetcher.fetch(damaged)

    assert server.asked == []
