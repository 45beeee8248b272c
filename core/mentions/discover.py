"""Which feeds a pasted page may have: what it says itself, and then where they usually are.

Pure: nothing is fetched here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from core.mentions import mending
from core.mentions.plain import line_of

_HEAD = 600_000
"""Characters of a page that are looked at; YouTube names its channel after half a million."""

_LINK = re.compile(r"""<(?:link|a)\b((?:[^'"<>]|"[^"<]*"|'[^'<]*')*+)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_BASE = re.compile(r"""<base\b[^>]*?\bhref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_TYPES = re.compile(r"(?:application|text)/(?:(?:rss|atom|rdf)\+)?xml\b", re.IGNORECASE)
_POINTS = re.compile(
    r"(?:/(?:feed|rss|atom)/?|\.(?:rss|rdf|atom)|/(?:feed|rss|atom|index)\.xml"
    r"|[?&](?:feed|format)=(?:rss2?|atom))\Z",
    re.IGNORECASE,
)
"""How addresses of feeds end, of those that a page merely links to."""

_CHANNEL = re.compile(
    r"""(?:"(?:externalId|channelId|browseId)":"|/channel/|channel_id=)(UC[\w-]{22})(?![\w-])"""
)
_USUAL = ("feed/", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml")


@dataclass(frozen=True)
class Candidate:
    """An address that may be a feed."""

    address: str
    title: str = ""
    declared: bool = True
    """The page says so; else it is only where feeds usually are."""


def candidates(body: bytes, address: str) -> list[Candidate]:
    """Feeds that a page may have, the likeliest first; each address once.

    `address` is where the page was found in the end. Feeds of comments come after the others.
    """
    text, _repairs = mending.decoded(body, "")
    page = text[:_HEAD]
    declared = [*_of_youtube(page, address), *_declared(page, address)]
    declared.sort(key=_is_of_comments)
    found: dict[str, Candidate] = {}
    for one in [*declared, *_guesses(address)]:
        if one.address.rstrip("/") != address.rstrip("/"):
            found.setdefault(one.address, one)
    return list(found.values())


def _of_youtube(page: str, address: str) -> Iterator[Candidate]:
    host = (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("m.")
    if host != "youtube.com":
        return
    found = _CHANNEL.search(address) or _CHANNEL.search(page)
    if found:
        yield Candidate(f"https://www.youtube.com/feeds/videos.xml?channel_id={found[1]}")


def _declared(page: str, address: str) -> Iterator[Candidate]:
    """What `<link rel="alternate">` names, and then plain links that look like feeds."""
    base = address
    if found := _BASE.search(page):
        base = urljoin(address, unescape(found[1]))
    linked = []
    for tag in _LINK.finditer(page):
        values = {
            one[1].lower(): unescape(one[2] or one[3] or one[4] or "")
            for one in _ATTRIBUTE.finditer(tag[1])
        }
        target = _resolved(base, values.get("href", ""))
        if not target:
            continue
        named = "alternate" in values.get("rel", "").lower().split()
        if named and _TYPES.match(values.get("type", "").strip()):
            yield Candidate(target, line_of(values.get("title", "")))
        elif _POINTS.search(target) and urlsplit(target).hostname == urlsplit(address).hostname:
            linked.append(Candidate(target))
    yield from linked


def _resolved(base: str, href: str) -> str:
    try:
        target = urljoin(base, href.strip())
    except ValueError:
        return ""
    return target.partition("#")[0] if target.startswith(("http://", "https://")) else ""


def _is_of_comments(one: Candidate) -> bool:
    text = f"{one.address} {one.title}".lower()
    return "comment" in text or "comentari" in text


def _guesses(address: str) -> Iterator[Candidate]:
    """Where feeds usually are: under the page itself, and under the front page."""
    parts = urlsplit(address)
    front = f"{parts.scheme}://{parts.netloc}/"
    path = parts.path.rstrip("/")
    if path and not path.rpartition("/")[2].count("."):
        yield Candidate(f"{front.rstrip('/')}{path}/feed/", declared=False)
    for name in _USUAL:
        yield Candidate(f"{front}{name}", declared=False)
