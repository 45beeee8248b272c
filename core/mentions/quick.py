"""Plain feeds, which are nearly all, read with expat alone, in a tenth of the time.

What feedparser gives is given, as far as `entries` and `parse` ask for it. It stays the parser of
record: only what is on the lists below is read here, in the spelling that all use, and whatever
else a feed holds leaves the whole of it to feedparser. That both say the same is tested over all
feeds at hand and over mutated ones.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

from core.mentions import dates
from core.mentions.feed_names import HANDLED, KNOWN, READ

_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_WORDPRESS = "{com-wordpress:feed-additions:1}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_USERLAND = "backend.userland.com/rss"
_ROOT = re.compile(rb"<[\w.:-]+(?:\s+[\w.:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*>")
_DECLARED = re.compile(rb"\sxmlns(?::([\w.-]+))?\s*=\s*[\"']([^\"'<>]*)[\"']")
_OF_WORDPRESS = b' xmlns="com-wordpress:feed-additions:1"'
_BASE = re.compile(rb"base\s*=")
_TYPES = ("text", "plain", "html", "text/plain", "text/html")
_PAGES = ("html", "xhtml", "text/html", "application/xhtml+xml")
_LINK = {"href", "rel", "type", "title", "hreflang", "length"}
_REFERENCE = re.compile("&([A-Za-z0-9_]+);")
_BROKEN = {
    number: bytes([number]).decode("cp1252", "ignore") or chr(number)
    for number in range(0x80, 0xA0)
}
_C1 = re.compile("[\x80-\x9f]")
_TWICE = re.compile("[\0-\x7f]*+[\xc2-\xf4][\x80-\xbf]")
"""How a text begins whose letters may be bytes of UTF-8."""
_DEEPEST = 3

_IN_AUTHOR = {"name", "uri", "email"}
_SILENT: dict[str, set[str]] = {
    "description": set(), "subtitle": set(), "pubDate": set(), "lastBuildDate": set(),
    "updated": set(), "published": set(), "ttl": set(), "generator": set(), "docs": set(),
    "copyright": set(), "rights": set(), "managingEditor": set(), "webMaster": set(),
    "category": set(), "author": _IN_AUTHOR,
}  # fmt: skip
"""What may stand in a feed and says nothing to us, and what may stand in that."""

_TOLD = ("title", "id", "icon", "logo", "language", "image")
_IN_ITEM = {"category", "comments", "rights"}
_IN_IMAGE = {"url", "title", "link", "width", "height", "description"}
_OF_DC = {"subject", "publisher", "rights", "identifier", "type", "format"}
_OF_MEDIA = {"title", "description", "group", "content"}


class _Unusual(Exception):
    """To be read by feedparser."""


def read(body: bytes) -> Mapping[str, Any] | None:
    """What the root element of a feed in UTF-8 says; None: it is unusual."""
    try:
        spaces = _spaces(body)
        root = fromstring(body)  # noqa: S314 - `mending` leaves no document type in it
        return _feed(root, spaces)
    except (ParseError, _Unusual):
        return None


def _spaces(body: bytes) -> dict[str, str]:
    """By namespace, the prefix that the root element declares for it; nothing else declares any."""
    root = _ROOT.match(body)
    if root is None or _BASE.search(body.lower()):
        raise _Unusual
    found: dict[str, str] = {}
    for prefix, uri in _DECLARED.findall(root[0]):
        name = prefix.decode().lower()
        space = uri.decode().replace("&amp;", "&")
        meant = KNOWN[name] if name in READ else HANDLED if name in KNOWN else None
        if meant is not None and space.lower() not in meant:
            raise _Unusual
        # Which of two prefixes it goes by is not known.
        found[space] = "" if space in found else name
    elsewhere = body.count(b"xmlns", root.end())
    if elsewhere != body.count(_OF_WORDPRESS, root.end()):
        raise _Unusual
    return found


def _feed(root: Element, spaces: Mapping[str, str]) -> Mapping[str, Any]:
    language = root.get(_XML_LANG, "").replace("_", "-")
    if any(name.lower() == "lang" for name in root.attrib):
        raise _Unusual
    feed: dict[str, Any] = {"language": language} if language else {}
    if root.tag == "rss" and len(root) == 1 and root[0].tag == "channel" and not root[0].attrib:
        top, item = root[0], "item"
    elif root.tag == f"{_ATOM}feed":
        top, item = root, f"{_ATOM}entry"
    else:
        raise _Unusual
    entries: list[dict[str, Any]] = []
    for child in top:
        if entries and child.tag.removeprefix(_ATOM) in _TOLD:
            # What went before has its effects on it.
            raise _Unusual
        if child.tag == item and not child.attrib:
            entries.append(_Item(language or None, spaces).read(child))
        else:
            _say_of_feed(feed, child, spaces)
    return {"bozo": False, "feed": feed, "entries": entries}


def _say_of_feed(feed: dict[str, Any], child: Element, spaces: Mapping[str, str]) -> None:
    name = child.tag.removeprefix(_ATOM)
    if name in _SILENT:
        _plain_parts(child, _SILENT[name])
    elif name == "link":
        _link(feed, child)
    elif name in _TOLD:
        _name_feed(feed, name, child)
    elif child.tag.startswith(_MEDIA):
        _unseen(child)
    else:
        _name_unhandled(child, spaces)


def _name_feed(feed: dict[str, Any], name: str, child: Element) -> None:
    if (name in feed and name != "language") or (child.attrib and name != "title"):
        raise _Unusual
    if name == "image":
        _plain_parts(child, _IN_IMAGE)
        pictured = [_address(one) for one in child.findall("url")]
        feed[name] = {"href": pictured[-1]} if pictured else {}
    elif name in ("title", "language"):
        _markup(child)
        feed[name] = _text(child)
    else:
        feed[name] = _address(child)
        if name == "id":
            feed.setdefault("link", feed[name])


class _Item:
    """One item in the making, with what feedparser keeps in mind between its parts."""

    def __init__(self, language: str | None, spaces: Mapping[str, str]) -> None:
        self._language = language
        self._spaces = spaces
        self._said: dict[str, Any] = {}
        self._depths: dict[str, int] = {}
        """At which depth what is said was found: what stands higher rules."""
        self._files: list[dict[str, str]] = []
        self._contents: list[dict[str, Any]] = []
        self._titled = _DEEPEST + 1
        """The depth of the title that rules."""

    def read(self, item: Element) -> dict[str, Any]:
        """All that it says."""
        self._read(item, 0)
        if self._contents:
            self._said["content"] = self._contents
        if self._files:
            self._said["enclosures"] = self._files
        return self._said

    def _read(self, parent: Element, depth: int) -> None:
        for child in parent:
            part = _PARTS.get(child.tag)
            if part is not None and (depth == 0 or child.tag.startswith(_MEDIA)):
                part(self, child, depth)
            elif depth or child.tag.startswith(_MEDIA):
                _unseen(child)
            else:
                self._other(child)

    def _put(self, name: str, value: str, depth: int = 0) -> None:
        if depth <= self._depths.get(name, depth):
            self._depths[name] = depth
            self._said[name] = value

    def _title(self, child: Element, depth: int) -> None:
        _markup(child)
        value = _text(child)
        if self._titled > depth:
            self._put("title", value, depth)
            self._said["title_detail"] = {"language": self._language}
        if value and not child.tag.startswith(_MEDIA):
            self._titled = depth

    def _link(self, child: Element, _depth: int) -> None:
        _link(self._said, child, self._files)

    def _identity(self, child: Element, _depth: int) -> None:
        permanent = True
        for name, value in child.attrib.items():
            if name != "isPermaLink":
                raise _Unusual
            permanent = value == "true"
        value = _address(child) if permanent else _text(child)
        self._put("id", value)
        if permanent:
            self._said.setdefault("link", value)

    def _moment(self, child: Element, _depth: int) -> None:
        value = _text(child)
        if child.attrib or (value and dates.read(value) is None):
            # feedparser may have an opinion of its own.
            raise _Unusual
        self._put(_MOMENTS[child.tag], value)

    def _summary(self, child: Element, depth: int) -> None:
        _markup(child)
        if "summary" in self._said and not self._contents:
            self._contents.append({"value": _text(child), "language": self._language})
        else:
            self._put("summary", _text(child), depth)

    def _content(self, child: Element, _depth: int) -> None:
        _markup(child)
        value = _text(child)
        self._contents.append({"value": value, "language": self._language})
        self._said.setdefault("summary", value)

    def _author(self, child: Element, _depth: int) -> None:
        if len(child):
            _plain_parts(child, _IN_AUTHOR)
            told = {one.tag.rpartition("}")[2]: (one.text or "").strip() for one in child}
            name = told.get("name", "")
            alone = name or not ("author" in self._said or told.get("email"))
            if len(told) != len(child) or "name" not in told or not alone:
                raise _Unusual
            self._put("author", name)
            self._said["author_detail"] = {"name": name}
            return
        value = _text(child)
        if child.attrib or "@" in value:
            raise _Unusual
        self._put("author", value)
        if value:
            self._said.setdefault("author_detail", {"name": value})

    def _enclosure(self, child: Element, _depth: int) -> None:
        _leaf(child)
        if not child.attrib.keys() <= {"url", "length", "type"}:
            raise _Unusual
        self._files.append({"href": child.attrib["url"]} if child.get("url") else {})

    def _source(self, child: Element, _depth: int) -> None:
        value = _text(child)
        if not child.attrib.keys() <= {"url"}:
            raise _Unusual
        self._said["source"] = {"title": value} if value else {}
        self._titled = _DEEPEST + 1

    def _media(self, child: Element, depth: int) -> None:
        if len(child):
            if depth == _DEEPEST or "lang" in child.attrib:
                raise _Unusual
            self._read(child, depth + 1)

    def _nothing(self, child: Element, _depth: int) -> None:
        _leaf(child)

    def _other(self, child: Element) -> None:
        name = _name_unhandled(child, self._spaces)
        if name == "news_source":
            if child.attrib:
                raise _Unusual
            self._put(name, _text(child))


def _both(*names: str) -> Iterator[str]:
    for name in names:
        yield from (name, f"{_ATOM}{name}")


_MOMENTS = {
    **dict.fromkeys((*_both("published"), "pubDate"), "published"),
    **dict.fromkeys((*_both("updated"), f"{_DC}date"), "updated"),
}
_PARTS: dict[str, Callable[[_Item, Element, int], None]] = {
    **dict.fromkeys((*_both("title"), f"{_DC}title", f"{_MEDIA}title"), _Item._title),
    **dict.fromkeys(_both("link"), _Item._link),
    **dict.fromkeys((*_both("id"), "guid"), _Item._identity),
    **dict.fromkeys(_MOMENTS, _Item._moment),
    **dict.fromkeys((*_both("summary"), "description", f"{_MEDIA}description"), _Item._summary),
    **dict.fromkeys((*_both("content"), _ENCODED), _Item._content),
    **dict.fromkeys((*_both("author"), f"{_DC}creator"), _Item._author),
    **dict.fromkeys((f"{_MEDIA}group", f"{_MEDIA}content"), _Item._media),
    **dict.fromkeys((*_both(*_IN_ITEM), *(f"{_DC}{one}" for one in _OF_DC)), _Item._nothing),
    "enclosure": _Item._enclosure,
    "source": _Item._source,
    f"{_WORDPRESS}post-id": _Item._nothing,
}


def _link(into: dict[str, Any], child: Element, files: list[dict[str, str]] | None = None) -> None:
    """`files` are those of an item."""
    href = child.get("href")
    if href is None:
        if child.attrib:
            raise _Unusual
        address = _address(child)
        if files is not None:
            address = address.replace("&amp;", "&")
        into["link"] = _REFERENCE.sub(r"&\g<1>", address)
        return
    _leaf(child)
    if not href or ":///" in href or not child.attrib.keys() <= _LINK:
        raise _Unusual
    rel = child.get("rel", "alternate").lower()
    kind = child.get("type", "application/atom+xml" if rel == "self" else "text/html").lower()
    if rel == "alternate" and kind in _PAGES:
        into["link"] = href
    elif rel == "enclosure" and files is not None:
        files.append({"href": href})


def _leaf(element: Element) -> None:
    if len(element):
        raise _Unusual


def _plain_parts(element: Element, names: set[str]) -> None:
    """Only these stand in it, with nothing but text."""
    for part in element:
        if part.tag.removeprefix(_ATOM) not in names or part.attrib or len(part):
            raise _Unusual


def _unseen(element: Element) -> None:
    """What says nothing to us, with parts of the same kind."""
    for part in element.iter():
        name = part.tag.lower()
        if not name.startswith(_MEDIA) or name.removeprefix(_MEDIA) in _OF_MEDIA:
            raise _Unusual


def _name_unhandled(element: Element, spaces: Mapping[str, str]) -> str:
    """The name under which feedparser keeps what it knows nothing about."""
    names = []
    for part in element.iter():
        space, closing, local = part.tag[1:].partition("}")
        if f"{{{space}}}" == _WORDPRESS and local == "site":
            names.append(local)
            continue
        handled = space.lower() in HANDLED or _USERLAND in space.lower()
        if part.tag[0] != "{" or not closing or handled or not spaces.get(space):
            raise _Unusual
        names.append(f"{spaces[space]}_{local.lower()}")
    if "news_source" in names[1:]:
        raise _Unusual
    return names[0]


def _markup(element: Element) -> None:
    """Text or HTML, and in nothing else than the usual."""
    for name, value in element.attrib.items():
        if name != "type" or value.lower() not in _TYPES:
            raise _Unusual


def _text(element: Element) -> str:
    _leaf(element)
    text = (element.text or "").strip()
    if text.isascii():
        return text
    if _TWICE.match(text):
        with suppress(UnicodeError):
            text = text.encode("latin-1").decode()
    if text.replace("\n", "").isprintable():
        return text
    return text.translate(_BROKEN) if _C1.search(text) else text


def _address(element: Element) -> str:
    address = _text(element)
    if ":///" in address:
        raise _Unusual
    return address
