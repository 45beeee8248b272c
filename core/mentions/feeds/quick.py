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

from core.mentions.feeds import dates

KNOWN = {
    "": (
        "http://www.w3.org/2005/atom", "http://blogs.law.harvard.edu/tech/rss",
        "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
        "http://example.com/newformat#", "http://example.com/necho", "http://purl.org/echo/",
        "uri/of/echo/namespace#", "http://purl.org/pie/", "http://purl.org/atom/ns#",
        "http://purl.org/rss/1.0/modules/rss091#", "http://backend.userland.com/rss",
    ),
    "admin": ("http://webns.net/mvcb/",),
    "cc": ("http://creativecommons.org/ns#license", "http://web.resource.org/cc/"),
    "content": ("http://purl.org/rss/1.0/modules/content/",),
    "creativecommons": (
        "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html",
        "http://backend.userland.com/creativecommonsrssmodule",
    ),
    "dc": ("http://purl.org/dc/elements/1.1/",), "dcterms": ("http://purl.org/dc/terms/",),
    "feedburner": ("http://rssnamespace.org/feedburner/ext/1.0",),
    "geo": ("http://www.w3.org/2003/01/geo/wgs84_pos#",), "gml": ("http://www.opengis.net/gml",),
    "georss": ("http://www.georss.org/georss",), "psc": ("http://podlove.org/simple-chapters",),
    "itunes": (
        "http://www.itunes.com/dtds/podcast-1.0.dtd", "http://example.com/dtds/podcast-1.0.dtd",
    ),
    "media": ("http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss"),
    "rdf": ("http://www.w3.org/1999/02/22-rdf-syntax-ns#",),
    "xhtml": ("http://www.w3.org/1999/xhtml",),
    # With what follows them these would be names that mean something.
    "author": (), "title": (), "published": (), "updated": (), "created": (),
}  # fmt: skip
"""By prefix, the namespaces with whose elements feedparser does something; in lower case."""

HANDLED = frozenset(uri for uris in KNOWN.values() for uri in uris)


_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_WORDPRESS = "{com-wordpress:feed-additions:1}"

_ROOT = re.compile(rb"<[\w.:-]+(?:\s+[\w.:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*>")
_DECLARED = re.compile(rb"\sxmlns(?::([\w.-]+))?\s*=\s*[\"']([^\"'<>]*)[\"']")
_OF_WORDPRESS = b' xmlns="com-wordpress:feed-additions:1"'
_UNUSUAL = (
    # An attribute `base`, or what may be one.
    re.compile(rb"=(?:(?<=[bB][aA][sS][eE]=)|(?<=\s=))"),
    # Control characters, which stand for letters of Windows-1252.
    re.compile(rb"\xc2[\x80-\x9f]"),
    re.compile(rb"&#(?:0*1[2-5]\d|x0*[89][\da-fA-F]);"),
)
_TYPES = ("text", "plain", "html", "text/plain", "text/html")
_PAGES = ("html", "xhtml", "text/html", "application/xhtml+xml")
_LINK = {"href", "rel", "type", "title", "hreflang", "length"}
_REFERENCE = re.compile("&([A-Za-z0-9_]+);")
_TWICE = re.compile("[\0-\x7f]*+[\xc2-\xf4][\x80-\xbf]")
"""How a text begins whose letters may be bytes of UTF-8."""
_DEEPEST = 3
_LONGEST_NAME = 80
"""Characters up to which feedparser takes an author for a name."""

_IN_AUTHOR = {"name", "uri", "email"}
_SILENT = {
    "description", "subtitle", "pubDate", "lastBuildDate", "updated", "published", "ttl", "docs",
    "generator", "copyright", "rights", "managingEditor", "webMaster", "category", "author",
}  # fmt: skip
"""What may stand in a feed and says nothing to us."""

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
    if root is None or any(pattern.search(body) for pattern in _UNUSUAL):
        raise _Unusual
    found: dict[str, str] = {}
    for prefix, uri in _DECLARED.findall(root[0]):
        name = prefix.decode().lower()
        space = uri.decode().replace("&amp;", "&")
        _require(name not in KNOWN or space.lower() in KNOWN[name])
        # Which of two prefixes it goes by is not known.
        found[space] = "" if space in found else name
    elsewhere = body.count(b"xmlns", root.end())
    _require(not elsewhere or elsewhere == body.count(_OF_WORDPRESS, root.end()))
    return found


def _feed(root: Element, spaces: Mapping[str, str]) -> Mapping[str, Any]:
    language = root.get("{http://www.w3.org/XML/1998/namespace}lang", "").replace("_", "-")
    _require(all(name.lower() != "lang" for name in root.attrib))
    feed: dict[str, Any] = {"language": language} if language else {}
    if root.tag == "rss" and len(root) == 1 and root[0].tag == "channel" and not root[0].attrib:
        top, item = root[0], "item"
    else:
        _require(root.tag == f"{_ATOM}feed")
        top, item = root, f"{_ATOM}entry"
    entries: list[dict[str, Any]] = []
    for child in top:
        if child.tag == item and not child.attrib:
            entries.append(_Item(language or None, spaces).read(child))
        else:
            # What went before an element that names the feed has its effects on it.
            _require(not entries or child.tag.removeprefix(_ATOM) not in _TOLD)
            _say_of_feed(feed, child, spaces)
    return {"bozo": False, "feed": feed, "entries": entries}


def _say_of_feed(feed: dict[str, Any], child: Element, spaces: Mapping[str, str]) -> None:
    name = child.tag.removeprefix(_ATOM)
    if name in _SILENT:
        _plain_parts(child, _IN_AUTHOR if name == "author" else set())
    elif name == "link":
        _link(feed, child)
    elif name in _TOLD:
        _name_feed(feed, name, child)
    elif child.tag.startswith(_MEDIA):
        _unseen(child)
    else:
        _name_unhandled(child, spaces)


def _name_feed(feed: dict[str, Any], name: str, child: Element) -> None:
    _require(name not in feed or name == "language")
    _require(not child.attrib or name == "title")
    if name == "image":
        _plain_parts(child, _IN_IMAGE)
        pictured = [_address(element) for element in child.findall("url")]
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
        self._depths: dict[str, int] = {}
        """At which depth what is said was found: what stands higher rules."""
        self._files: list[dict[str, str]] = []
        self._contents: list[dict[str, Any]] = []
        self._said: dict[str, Any] = {"enclosures": self._files, "content": self._contents}
        self._titled = _DEEPEST + 1
        """The depth of the title that rules."""

    def read(self, item: Element) -> dict[str, Any]:
        """All that it says."""
        self._read(item, 0)
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
            _require(name == "isPermaLink")
            permanent = value == "true"
        value = _address(child) if permanent else _text(child)
        self._put("id", value)
        if permanent:
            self._said.setdefault("link", value)

    def _moment(self, child: Element, _depth: int) -> None:
        value = _text(child)
        # Of what we cannot read feedparser may have an opinion.
        _require(not child.attrib and (not value or dates.read(value) is not None))
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
            told = {item.tag.rpartition("}")[2]: (item.text or "").strip() for item in child}
            name = told.get("name", "")
            alone = name or not ("author" in self._said or told.get("email"))
            _require(len(told) == len(child) and "name" in told and bool(alone))
            self._put("author", name)
            self._said["author_detail"] = {"name": name}
            return
        value = _text(child)
        _require(not child.attrib and "@" not in value and len(value) <= _LONGEST_NAME)
        self._put("author", value)
        if value:
            self._said.setdefault("author_detail", {"name": value})

    def _enclosure(self, child: Element, _depth: int) -> None:
        _leaf(child)
        _require(child.attrib.keys() <= {"url", "length", "type"})
        self._files.append({"href": child.attrib["url"]} if child.get("url") else {})

    def _source(self, child: Element, _depth: int) -> None:
        value = _text(child)
        _require(child.attrib.keys() <= {"url"})
        self._said["source"] = {"title": value} if value else {}
        self._titled = _DEEPEST + 1

    def _media(self, child: Element, depth: int) -> None:
        if len(child):
            _require(depth < _DEEPEST and "lang" not in child.attrib)
            self._read(child, depth + 1)

    def _other(self, child: Element) -> None:
        name = _name_unhandled(child, self._spaces)
        if name == "news_source":
            _require(not child.attrib)
            self._put(name, _text(child))


def _unheard(_item: _Item, child: Element, _depth: int) -> None:
    _leaf(child)


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
    **dict.fromkeys((*_both(*_IN_ITEM), *(f"{_DC}{text}" for text in _OF_DC)), _unheard),
    "enclosure": _Item._enclosure,
    "source": _Item._source,
    f"{_WORDPRESS}post-id": _unheard,
}


def _link(into: dict[str, Any], child: Element, files: list[dict[str, str]] | None = None) -> None:
    """`files` are those of an item."""
    href = child.get("href")
    if href is None:
        _require(not child.attrib)
        address = _address(child)
        if files is not None:
            address = address.replace("&amp;", "&")
        into["link"] = _REFERENCE.sub(r"&\g<1>", address)
        return
    _leaf(child)
    _require(bool(href) and ":///" not in href and child.attrib.keys() <= _LINK)
    rel = child.get("rel", "alternate").lower()
    kind = child.get("type", "application/atom+xml" if rel == "self" else "text/html").lower()
    if rel == "alternate" and kind in _PAGES:
        into["link"] = href
    elif rel == "enclosure" and files is not None:
        files.append({"href": href})


def _require(usual: bool) -> None:
    if not usual:
        raise _Unusual


def _leaf(element: Element) -> None:
    _require(not len(element))


def _plain_parts(element: Element, names: set[str]) -> None:
    """Only these stand in it, with nothing but text."""
    for part in element:
        _require(part.tag.removeprefix(_ATOM) in names and not part.attrib and not len(part))


def _unseen(element: Element) -> None:
    """What says nothing to us, with parts of the same kind."""
    for part in element.iter():
        name = part.tag.lower()
        _require(name.startswith(_MEDIA) and name.removeprefix(_MEDIA) not in _OF_MEDIA)


def _name_unhandled(element: Element, spaces: Mapping[str, str]) -> str:
    """The name under which feedparser keeps what it knows nothing about."""
    names = []
    for part in element.iter():
        space, closing, local = part.tag[1:].partition("}")
        if f"{{{space}}}" == _WORDPRESS and local == "site":
            names.append(local)
            continue
        handled = space.lower() in HANDLED or "backend.userland.com/rss" in space.lower()
        _require(part.tag[0] == "{" and bool(closing) and not handled and bool(spaces.get(space)))
        names.append(f"{spaces[space]}_{local.lower()}")
    _require("news_source" not in names[1:])
    return names[0]


def _markup(element: Element) -> None:
    """Text or HTML, and in nothing else than the usual."""
    for name, value in element.attrib.items():
        _require(name == "type" and value.lower() in _TYPES)


def _text(element: Element) -> str:
    if len(element):
        raise _Unusual
    text = (element.text or "").strip()
    if not text.isascii() and _TWICE.match(text):
        with suppress(UnicodeError):
            return text.encode("latin-1").decode()
    return text


def _address(element: Element) -> str:
    address = _text(element)
    _require(":///" not in address)
    return address
