"""A feed cut into its items, so that only those not seen before are parsed.

Parsing is what listening spends its time on, and of fifty items of a feed perhaps one is new. Where
there is any doubt about where an item begins and ends, there is no cut, and all is parsed.
"""

import hashlib
import re
from collections.abc import Container
from dataclasses import dataclass

HASH = 8
"""Bytes of the blake2b of an item."""

_TOKEN = re.compile(rb"<!\[CDATA\[|<!--|<\?|</?(?:item|entry)(?=[\s/>])")
_REST_OF_TAG = re.compile(rb"(?:[^\"'<>]|\"[^\"<]*\"|'[^'<]*')*+>")
_MOST_TOKENS = 200_000
_ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->", b"<?": b"?>"}


@dataclass(frozen=True)
class Unseen:
    """What of a feed was not seen before."""

    hashes: tuple[bytes, ...]
    """What each of its items is known by, the seen ones included, in their order."""
    new: int
    """How many items are new."""
    body: bytes
    """The feed without the items that were seen."""


def unseen(body: bytes, seen: Container[bytes]) -> Unseen | None:
    """The items of a feed in UTF-8 that are not known; None when it is not certain which are."""
    spans = cut(body)
    if spans is None:
        return None
    hashes = tuple(
        hashlib.blake2b(body[start:end], digest_size=HASH).digest() for start, end in spans
    )
    known = [span for span, one in zip(spans, hashes, strict=True) if one in seen]
    ends = [0, *(end for _start, end in known)]
    starts = [*(start for start, _end in known), len(body)]
    kept = b"".join(body[place:start] for place, start in zip(ends, starts, strict=True))
    return Unseen(hashes, len(spans) - len(known), kept)


def cut(body: bytes) -> list[tuple[int, int]] | None:
    """Where each item of a feed begins and ends; None when that is not certain."""
    spans: list[tuple[int, int]] = []
    opened: tuple[bytes, int] | None = None
    place = tokens = 0
    while token := _TOKEN.search(body, place):
        mark = token[0]
        tokens += 1
        if tokens > _MOST_TOKENS:
            return None
        if mark in _ENDS:
            end = body.find(_ENDS[mark], token.end())
            if end < 0:
                return None
            place = end + len(_ENDS[mark])
            continue
        rest = _REST_OF_TAG.match(body, token.end())
        if rest is None or rest[0].endswith(b"/>"):
            return None
        place = rest.end()
        if opened is None and mark[1:2] != b"/":
            opened = mark[1:], token.start()
        elif opened is not None and mark[2:] == opened[0] and mark[1:2] == b"/":
            spans.append((opened[1], place))
            opened = None
        else:
            return None
    return None if opened else spans


def split(hashes: bytes) -> set[bytes]:
    """The hashes that stand one after the other."""
    return {hashes[place : place + HASH] for place in range(0, len(hashes), HASH)}
