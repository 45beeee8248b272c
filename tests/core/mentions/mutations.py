"""Feeds as they should not be: what was whole, changed here and there by chance."""

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

FEEDS = Path(__file__).parents[2] / "data" / "feeds"

PIECES = (
    b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"</item>", b"</entry>", b"<item>",
    b"<entry xml:lang='es'>", b"</channel></rss>", b"<title>", b"</title>", b"&nbsp;", b"&#0;",
    b"&#xD800;", b"&#99999999;", b"&amp;lt;", b"\0", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\x0b",
    b"<pubDate>10 May 99999999999999999999</pubDate>",
    b"<pubDate>31 dic 9999 23:59 -2359</pubDate>",
    b"<updated>0001-01-01T00:00:00+23:59</updated>", b"<link>http://[</link>", b"<guid>//</guid>",
    b"<link href='javascript:x()'/>", b"<author>" + b"a." * 300 + b"@</author>",
    b"<!DOCTYPE x [<!ENTITY a '&b;'><!ENTITY % c SYSTEM 'd'>]>", b"<x xmlns='y' z:w='v'>",
    b"<description>" + b"<a " * 300 + b"</description>", b"<media:group>" * 40, b"<div>" * 200,
    b"<enclosure url='x' " + b" ".join(b"a%d=''" % number for number in range(100)) + b"/>",
    b"<?xml version='1.0' encoding='utf-16'?>", b"<?xml version='1.0' encoding='utf-7'?>",
)  # fmt: skip


def feeds() -> list[bytes]:
    """Those that the tests read."""
    return [path.read_bytes() for path in sorted(FEEDS.glob("*.xml"))]


def mutated(whole: Sequence[bytes], chance: Random) -> bytes:
    """One of them after up to eight changes."""
    body = chance.choice(whole)
    for _time in range(chance.randint(1, 8)):
        body = chance.choice(_CHANGES)(body, whole, chance)
    return body


def _flip(body: bytes, _whole: Sequence[bytes], chance: Random) -> bytes:
    made = bytearray(body)
    for _time in range(min(len(made), chance.randint(1, 20))):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def _cut(body: bytes, _whole: Sequence[bytes], chance: Random) -> bytes:
    return body[: chance.randint(0, len(body))] if chance.random() < 0.3 else body


def _lose(body: bytes, _whole: Sequence[bytes], chance: Random) -> bytes:
    start = chance.randint(0, len(body))
    return body[:start] + body[start + chance.randint(0, 200) :]


def _put(body: bytes, _whole: Sequence[bytes], chance: Random) -> bytes:
    start = chance.randint(0, len(body))
    return body[:start] + chance.choice(PIECES) * chance.choice((1, 1, 1, 2, 30)) + body[start:]


def _put_before_a_tag(body: bytes, _whole: Sequence[bytes], chance: Random) -> bytes:
    start = body.find(b"<", chance.randint(0, len(body)))
    return body[:start] + chance.choice(PIECES) + body[start:]


def _splice(body: bytes, whole: Sequence[bytes], chance: Random) -> bytes:
    other = chance.choice(whole)
    return body[: chance.randint(0, len(body))] + other[chance.randint(0, len(other)) :]


def _repeat(body: bytes, _whole: Sequence[bytes], chance: Random) -> bytes:
    start = chance.randint(0, len(body))
    piece = body[start : start + chance.randint(1, 400)]
    return body[:start] + piece * chance.randint(2, 30) + body[start:]


def _encode(body: bytes, _whole: Sequence[bytes], chance: Random) -> bytes:
    names = ("utf-16", "utf-32-le", "cp1252", "utf-8-sig", "utf-7", "cp037")
    return body.decode("utf-8", "replace").encode(chance.choice(names), "replace")


_CHANGES: tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...] = (
    _flip, _cut, _lose, _put, _put, _put_before_a_tag, _put_before_a_tag, _splice, _repeat,
    _flip, _lose, _put, _put_before_a_tag, _splice, _repeat, _encode,
)  # fmt: skip
