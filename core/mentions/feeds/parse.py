"""From the bytes of a feed to what it says; of a known feed, only the items not seen before.

Parsing is what listening spends its time on, and of fifty items of a feed perhaps one is new. Where
there is any doubt about where an item begins and ends, there is no cut, and all is parsed.

Nothing a feed holds raises anything but `UnreadableFeed`.
"""

import hashlib
import io
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from core.errors import ImportTrouble
from core.exchange import incoming
from core.i18n import _
from core.mentions import recipes
from core.mentions.feeds import entries, plain_text, quick, repair
from core.mentions.feeds.entries import Origin, entry_of, language_code, named, text_in
from core.mentions.feeds.repair import UnreadableFeed
from core.mentions.kinds import Trouble
from core.mentions.model import MOST_ITEMS, Feed, FeedEntry

__all__ = ["UnreadableFeed", "parse", "parse_file"]


HASH = 8
"""Bytes of the blake2b of an item."""

_TOKEN = re.compile(rb"<!\[CDATA\[|<!--|<\?|</?(?:item|entry)(?=[\s/>])")
_REST_OF_TAG = re.compile(rb"(?:[^\"'<>]++|\"[^\"<]*+\"|'[^'<]*+')*>")
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
    known = [span for span, data in zip(spans, hashes, strict=True) if data in seen]
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


_TITLE_LIMIT = 200
_AUTHOR_LIMIT = 80
"""Characters in which an address of e-mail is looked for."""

_TEXT_OF_ALL = 4_000_000
"""Characters of a feed, six times the longest seen: finding words takes a second for as many. Of
items beyond, only the opening is kept: feeds begin with what is new."""
_OPENING = 500

_ITEM = re.compile(rb"<(?:item|entry)[\s/>]")


def parse(
    body: bytes,
    *,
    content_type: str,
    address: str,
    recipe: str,
    now: datetime,
    known: bytes = b"",
) -> Feed:
    """What a feed says; items whose hash is in `known` (`Feed.chunks` of before) are left out.

    Raises `UnreadableFeed`.
    """

    def said(found: Feed, raw: Mapping[str, Any]) -> Feed:
        return _said(found, raw, recipe, address, now)

    seen = split(known)
    part = _fit(body, content_type, seen) if seen else None
    if part and (found := _of_part(part, "", said)):
        return found
    mended = repair.mended(body, content_type)
    part = unseen(mended.body, seen)
    if part and (found := _of_part(part, mended.what, said)):
        return found
    raw = _read(mended.body)
    certain = part is not None and _is_certain(raw, len(part.hashes))
    chunks = b"".join(part.hashes) if part and certain else b""
    found = said(Feed(chunks=chunks, whole=True, mended=mended.what), raw)
    # Well-formed items that say nothing are the site's own affair.
    lost = raw["bozo"] or not raw["entries"]
    if lost and not found.entries and _ITEM.search(mended.body):
        raise UnreadableFeed(Trouble.NO_ITEMS_READ, mended.what)
    # The end of an empty feed is where its items may have been.
    if repair.CUT_SHORT in mended.what and not found.entries:
        raise UnreadableFeed(Trouble.MALFORMED, mended.what)
    return found


def _fit(body: bytes, content_type: str, seen: Container[bytes]) -> Unseen | None:
    """What is new in a feed as it was sent, where nothing of it has to be mended.

    The items that are known need no look then: as they are, they were fit for the parser.
    """
    part = unseen(body, seen)
    if part is None or part.new == len(part.hashes) or len(part.hashes) > MOST_ITEMS:
        return None
    try:
        mended = repair.mended(part.body, content_type)
    except UnreadableFeed:
        return None
    sent_so = not mended.what and mended.body in part.body
    return replace(part, body=mended.body) if sent_so else None


def _of_part(
    part: Unseen, what: str, said: Callable[[Feed, Mapping[str, Any]], Feed]
) -> Feed | None:
    """What the new items of a feed say; None where all of it has to be read."""
    found = Feed(chunks=b"".join(part.hashes), whole=False, mended=what)
    if part.hashes and not part.new:
        return found
    if part.new < len(part.hashes):
        raw = _read(part.body)
        if _is_certain(raw, part.new):
            return said(found, raw)
    return None


def _is_certain(raw: Mapping[str, Any], items: int) -> bool:
    """False where one item may have swallowed another, and so which were read is not known."""
    return not raw["bozo"] and len(raw["entries"]) == items


def _said(found: Feed, raw: Mapping[str, Any], recipe: str, address: str, now: datetime) -> Feed:
    """With what feedparser read."""
    feed: Mapping[str, Any] = raw["feed"]
    origin = _origin(feed, recipe, address, now)
    entries, doubtful = _entries(raw, origin)
    return replace(
        found,
        title=origin.title,
        page=origin.page,
        language=language_code(text_in(feed, "language") or text_in(feed, "dc_language")),
        entries=entries,
        # Items that are told apart only by looking at all of them have to be looked at together.
        chunks=b"" if doubtful else found.chunks,
    )


def parse_file(path: Path, now: datetime) -> list[dict[str, str]]:
    """The items of a feed in a file, for the command line.

    Raises FileTrouble when it cannot be read, ImportTrouble when it is no feed.
    """
    body = incoming.load(path)
    try:
        feed = _of_file(body, recipes.PLAIN, now)
        guessed = recipes.recipe_of(feed.page)
        if guessed != recipes.PLAIN:
            feed = _of_file(body, guessed, now)
    except UnreadableFeed as error:
        raise ImportTrouble(
            _("“{name}” is not a feed that can be read.").format(name=path.name),
            _("Open it in a browser to see what it is."),
            detail=f"{error.trouble}: {error.detail}",
        ) from error
    return [_facts(entry) for entry in feed.entries]


def _of_file(body: bytes, recipe: str, now: datetime) -> Feed:
    return parse(body, content_type="", address="", recipe=recipe, now=now)


def _facts(entry: FeedEntry) -> dict[str, str]:
    return {
        "id": entry.key.hex(),
        "title": entry.title,
        "link": entry.link,
        "published": entry.published.isoformat() if entry.published else "",
        "summary": entry.text,
        "outlet": entry.outlet,
    }


def _read(body: bytes) -> Mapping[str, Any]:
    """What the root element of a feed says. Raises `UnreadableFeed`."""
    return quick.read(body) or read_by_feedparser(body)


def read_by_feedparser(body: bytes) -> Mapping[str, Any]:
    """What feedparser makes of it. Raises `UnreadableFeed`."""
    import feedparser

    _spare_long_authors()
    try:
        raw: Mapping[str, Any] = feedparser.parse(
            io.BytesIO(body),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        # Its handlers raise whatever they meet: what a stranger wrote must not stop the others.
        raise UnreadableFeed(Trouble.MALFORMED, f"{type(error).__name__}: {error}"[:200]) from error
    return raw


@cache
def _spare_long_authors() -> None:
    """Keep feedparser from looking for an address in the text of an author where there is none.

    Its expression takes seconds for 20 kB, and nobody needs what it finds: the text is kept.
    """
    from feedparser.mixin import _FeedParserMixin as Parser

    look = Parser._sync_author_detail

    def look_in_short_ones(parser: Any, key: str = "author") -> None:
        text = parser._get_context().get(key) or ""
        if len(text) <= _AUTHOR_LIMIT:
            look(parser, key)

    Parser._sync_author_detail = look_in_short_ones


def _origin(feed: Mapping[str, Any], recipe: str, address: str, now: datetime) -> Origin:
    image = feed.get("image")
    pictured = image.get("href", "") if isinstance(image, Mapping) else ""
    named = (text_in(feed, name) for name in ("id", "link", "icon", "logo"))
    page = entries.tidied(text_in(feed, "link"), address)
    return Origin(
        recipe=recipe if recipe != recipes.PLAIN else recipes.recipe_of(address),
        address=address,
        now=now,
        title=plain_text.line_of(text_in(feed, "title"))[:_TITLE_LIMIT],
        page=page,
        unfit=frozenset({*named, address, page, pictured} - {""}),
    )


def _entries(raw: Mapping[str, Any], origin: Origin) -> tuple[tuple[FeedEntry, ...], bool]:
    """The items, each once; and whether some share the identity they give themselves."""
    made = [(text_in(item, "id"), entry_of(item, origin)) for item in raw["entries"]]
    shared = _shared(made) if origin.recipe == recipes.PLAIN else set()
    if shared:
        knowing = replace(origin, unfit=origin.unfit | shared)
        made = [(text_in(item, "id"), entry_of(item, knowing)) for item in raw["entries"]]
    kept: dict[bytes, FeedEntry] = {}
    room = _TEXT_OF_ALL
    for identity, entry in made:
        room -= len(entry.text)
        if entry.title or entry.link or identity:
            kept.setdefault(entry.key, named(entry if room >= 0 else _begun(entry)))
    return tuple(kept.values()), bool(shared)


def _begun(entry: FeedEntry) -> FeedEntry:
    return replace(entry, text=plain_text.opening(entry.text, _OPENING))


def _shared(made: Iterable[tuple[str, FeedEntry]]) -> set[str]:
    """Identities that items with different links have in common."""
    pairs = {(identity, entry.link) for identity, entry in made if identity}
    times = Counter(identity for identity, _link in pairs)
    return {identity for identity, many in times.items() if many > 1}
