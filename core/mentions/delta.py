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
_ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->", b"<?": b"?>"}


@dataclass(frozen=True)
class Cut:
    """Where the items of a feed are."""

    body: bytes
    spans: tuple[tuple[int, int], ...]
    """Start and end of each item."""

    @property
    def hashes(self) -> list[bytes]:
        """What each item is known by, in their order."""
        return [
            hashlib.blake2b(self.body[start:end], digest_size=HASH).digest()
            for start, end in self.spans
        ]


def cut(body: bytes) -> Cut | None:
    """The items of a feed in UTF-8; None when it is not certain where they are."""
    spans: list[tuple[int, int]] = []
    opened: tuple[bytes, int] | None = None
    place = 0
    while token := _TOKEN.search(body, place):
        mark = token[0]
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
    return None if opened else Cut(body, tuple(spans))


def split(hashes: bytes) -> set[bytes]:
    """The hashes that stand one after the other."""
    return {hashes[place : place + HASH] for place in range(0, len(hashes), HASH)}


def without(made: Cut, hashes: list[bytes], seen: Container[bytes]) -> bytes:
    """The feed without the items whose hashes were seen."""
    kept = []
    place = 0
    for (start, end), one in zip(made.spans, hashes, strict=True):
        if one in seen:
            kept.append(made.body[place:start])
            place = end
    kept.append(made.body[place:])
    return b"".join(kept)
