"""Plain feeds read straight from the XML parser: what most sites send, in a tenth of the time.

feedparser knows the oddities of twenty years of feeds, and asks about all of them at each element.
Here only that is read which it would read in just this way whatever stood around it: elements that
are not listed, listed ones that come twice, markup that was not escaped, addresses relative to one
said elsewhere. All of these are doubts, and at the first doubt `read` gives up.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from core.mentions import dates

_ATOM = "http://www.w3.org/2005/Atom "
_CONTENT = "http://purl.org/rss/1.0/modules/content/ "
_DC = "http://purl.org/dc/elements/1.1/ "
_MEDIA = "http://search.yahoo.com/mrss/ "
_SLASH = "http://purl.org/rss/1.0/modules/slash/ "
_SYNDICATION = "http://purl.org/rss/1.0/modules/syndication/ "
_THREAD = "http://purl.org/syndication/thread/1.0 "
_WFW = "http://wellformedweb.org/CommentAPI/ "
_LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"
_BASE = "http://www.w3.org/XML/1998/namespace base"

_TEXTUAL = ("", "text", "html", "text/plain", "text/html")
"""Types of a text that is read as it stands."""
_PAGES = ("html", "xhtml", "text/html", "application/xhtml+xml")
_MOST_TEXT = 1 << 20
"""Characters that the parser gathers before it hands them over."""
_WINDOWS = re.compile("[\x80-\x9f]")
_ODD_ADDRESS = re.compile(r":///|&.*;")


class _Doubt(Exception):
    """This is for feedparser."""


@dataclass(frozen=True)
class _Place:
    """What may stand in one kind of element."""

    texts: Mapping[str, str] = field(default_factory=dict)
    """Names of elements, with what feedparser calls their texts."""
    typed: frozenset[str] = frozenset()
    """Those of them that may say of which type they are."""
    unread: frozenset[str] = frozenset()
    """Without elements of their own."""
    inner: "Mapping[str, _Place]" = field(default_factory=dict)
    item: bool = False


def _names(prefix: str, words: str) -> frozenset[str]:
    return frozenset(f"{prefix}{word}" for word in words.split())


_ITEM = _Place(
    texts={
        "title": "title",
        "link": "link",
        "guid": "id",
        "pubDate": "published",
        "description": "summary",
        "author": "author",
        "source": "source",
        f"{_CONTENT}encoded": "content",
        f"{_DC}creator": "author",
    },
    unread=_names("", "category comments")
    | _names(_MEDIA, "thumbnail content")
    | _names(_SLASH, "comments")
    | _names(_THREAD, "total")
    | _names(_WFW, "comment commentRss"),
    item=True,
)
_IMAGE = _Place(
    texts={"url": "href"}, unread=_names("", "title link width height description")
)
_CHANNEL = _Place(
    texts={"title": "title", "link": "link", "language": "language"},
    unread=_names("", "description category copyright docs generator lastBuildDate managingEditor")
    | _names("", "pubDate ttl webMaster")
    | _names(_SYNDICATION, "updatePeriod updateFrequency updateBase"),
    inner={"item": _ITEM, "image": _IMAGE},
)
_PERSON = _Place(texts={f"{_ATOM}name": "author"}, unread=_names(_ATOM, "uri"))
_NOBODY = _Place(unread=_names(_ATOM, "name uri email"))
_ENTRY = _Place(
    texts={
        f"{_ATOM}title": "title",
        f"{_ATOM}id": "id",
        f"{_ATOM}published": "published",
        f"{_ATOM}updated": "updated",
        f"{_ATOM}summary": "summary",
        f"{_ATOM}content": "content",
    },
    typed=_names(_ATOM, "title summary content"),
    unread=_names(_ATOM, "category rights") | _names(_THREAD, "total"),
    inner={f"{_ATOM}author": _PERSON},
    item=True,
)
_FEED = _Place(
    texts={f"{_ATOM}{name}": name for name in ("title", "id", "icon", "logo")},
    typed=_names(_ATOM, "title"),
    unread=_names(_ATOM, "category generator rights subtitle updated"),
    inner={f"{_ATOM}entry": _ENTRY, f"{_ATOM}author": _NOBODY},
)
_DOCUMENT = _Place(inner={"rss": _Place(inner={"channel": _CHANNEL}), f"{_ATOM}feed": _FEED})
_LEAF = _Place()


def read(body: bytes) -> Mapping[str, Any] | None:
    """What feedparser would make of a feed in UTF-8, as far as it is asked; None in any doubt."""
    reading = _Reading()
    try:
        reading.parser.Parse(body, True)
    except (_Doubt, expat.ExpatError):
        return None
    return {"bozo": False, "feed": reading.feed, "entries": reading.entries}


class _Reading:
    """Where the parser is, and what it has read."""

    def __init__(self) -> None:
        self.feed: dict[str, Any] = {}
        self.entries: list[dict[str, Any]] = []
        self._into = self.feed
        self._places = [_DOCUMENT]
        self._key = ""
        """Of the text that is being read."""
        self._pieces: list[str] = []
        self._language = ""
        self._guid_is_link = True
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.buffer_size = _MOST_TEXT
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, told: dict[str, str]) -> None:
        place = self._places[-1]
        if name in place.texts:
            self._begin_text(place, name, told)
        elif name in place.inner:
            self._enter(place.inner[name], told)
        elif name == f"{_ATOM}link" and place is not _LEAF:
            self._link(told, atom=place in (_FEED, _ENTRY))
        elif name == "enclosure" and place is _ITEM:
            self._enclosure(told.get("url", ""), told)
        elif name not in place.unread:
            raise _Doubt(name)
        self._places.append(place.inner.get(name, _LEAF))

    def _enter(self, place: _Place, told: dict[str, str]) -> None:
        root = self._places[-1] is _DOCUMENT
        if root:
            self._language = told.pop(_LANGUAGE, "").replace("_", "-")
            rss = place is not _FEED
            if {_BASE, "base", "lang"} & told.keys() or (rss and self._language):
                raise _Doubt
            if self._language:
                self.feed["language"] = self._language
        elif told:
            raise _Doubt
        if place.item:
            self._into = {}
            self.entries.append(self._into)
        elif place is _IMAGE:
            if "image" in self.feed:
                raise _Doubt
            self._into = self.feed["image"] = {}

    def _begin_text(self, place: _Place, name: str, told: dict[str, str]) -> None:
        self._key = place.texts[name]
        if self._key in self._into and not (self._key == "link" and place is not _ITEM):
            raise _Doubt
        if told:
            self._look_at(place, name, told)
        elif name == "guid":
            self._guid_is_link = True
        self._pieces.clear()
        self.parser.CharacterDataHandler = self._pieces.append
