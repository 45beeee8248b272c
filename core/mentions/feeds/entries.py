"""One item of a parsed feed as an `FeedEntry`: which of its many fields say what, and its links."""

import hashlib
import re
from calendar import timegm
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from typing import Any
from urllib.parse import parse_qs, unquote, urljoin, urlsplit, urlunsplit

from core.i18n import _
from core.mentions.feeds import dates, plain_text
from core.mentions.model import FeedEntry

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh"
    r"|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|mkt_tok|oly_anon_id|oly_enc_id|vero_id|at_medium"
    r"|at_campaign|xtor|ns_\w+|cmpid|__twitter_impression|s_cid|wt\.\w+)(?:=|\Z)"
    r"|(?:source|ref)=rss",
    re.IGNORECASE,
)
_WRAPPERS = (
    (re.compile(r"(?:^|\.)bing\.com$"), re.compile(r"/news/apiclick\.aspx$"), ("url",)),
    (re.compile(r"(?:^|\.)google\.[a-z.]+$"), re.compile(r"/url$"), ("url", "q")),
    (re.compile(r"^lm?\.(?:facebook|instagram)\.com$"), re.compile(r"/(?:l\.php)?$"), ("u",)),
)
_WRAPPED = re.compile(r"//[^/]*(?:bing|google|facebook|instagram)\.")
_KEPT_FRAGMENT = re.compile(r"comment|comentario|respond|[!/]")
"""A comment among others, or the page itself of a site that is one script."""

_SIMPLE = re.compile(r"https?://[a-z0-9.-]+/[^?#]*")
"""Nothing to take away."""

_LIMIT = 8_000
"""Characters; no browser goes to a longer one."""

_PORTS = {"http": ":80", "https": ":443"}


def tidied(link: str, base: str = "") -> str:
    """The link as it is kept and shown, or empty when it leads to no web page.

    `base` is the address against which a relative one is resolved.
    """
    bare = "".join(link.split())
    try:
        if "://" not in bare[:12]:
            bare = urljoin(base, bare)
        if _WRAPPED.search(bare[:60]):
            bare = _unwrapped(bare)
        return _bare(bare) if len(bare) <= _LIMIT else ""
    except ValueError:
        return ""


def canonical(link: str) -> str:
    """What two spellings of one link have in common: for telling items apart, not for opening.

    `http` and `https`, `www.` and none, and a last stroke make no difference.
    """
    _scheme, found, bare = link.partition("://")
    if not found:
        return link
    host, _stroke, rest = bare.partition("/")
    return f"{host.lower().removeprefix('www.')}/{rest}".rstrip("/")


def _bare(link: str) -> str:
    """Without what counts visits and without fragment. Raises ValueError for odd hosts."""
    if _SIMPLE.fullmatch(link):
        return link
    parts = urlsplit(link)
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.hostname:
        return ""
    query = "&".join(pair for pair in parts.query.split("&") if not _TRACKING.match(pair))
    fragment = parts.fragment if _KEPT_FRAGMENT.match(parts.fragment) else ""
    # Whoever opens it is told no name and no password, nor is a site shown behind another's name.
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(_PORTS[scheme])
    return urlunsplit((scheme, host, parts.path, query, fragment))


def _unwrapped(link: str) -> str:
    """The link within that of a search or a network; itself when it wraps nothing."""
    parts = urlsplit(link)
    host = (parts.hostname or "").lower()
    for hosts, paths, names in _WRAPPERS:
        if hosts.search(host) and paths.search(parts.path):
            values = parse_qs(parts.query)
            inside = (values[name][0] for name in names if name in values)
            return next((text for text in inside if text.startswith(("http://", "https://"))), link)
    return link


TITLE_LIMIT = 500
TEXT_LIMIT = 20_000
_HTML_LIMIT = 60_000
_CHANGES_LIMIT = 1_000
"""Characters of the lines that a change of a wiki page shows."""

_STRUCTURE = re.compile(r"<(?:ul|ol|table|blockquote|h[1-6]|pre)\b", re.IGNORECASE)
_HREF = re.compile(r"<a\s[^<>]{0,2000}?href\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_ENDING = re.compile(
    r"\n?(?:La entrada|The post|L[’']entrada|A entrada|El post)\s[^\n]{1,400}?"
    r"(?:se publicó primero en|aparece primero en|appeared first on|ha aparegut primer a"
    r"|apareceu primeiro en|apareceu primeiro em|se publicó en)[^\n]{1,200}\Z"
)
"""WordPress signs each item so: with the name of the site, which often is that of the town."""

_ENDING_LENGTH = 700
_ENDING_WORDS = (" primer", " first on ", " se publicó en ")

_TAILS = {
    "reddit": re.compile(
        r"\s*submitted by\s+/?u/\S+(?:\s+to\s+r/\S+)?\s*(?:\[link\])?\s*(?:\[comments\])?\Z"
    ),
    "lemmy": re.compile(r"\Asubmitted by \S+ to \S+\s+-?\d+ points? \| \d+ comments?\s*"),
}
"""What is put round each text: who wrote it, which is no news and may not be kept."""

_BY_LINK = ("bing-news", "google-alerts")
"""Searches that give one page several identities."""

_WIKI_CELL = re.compile(
    r"<td\b[^<>]{0,300}?\bdiff-(addedline|deletedline)\b[^<>]{0,300}>"
    r"((?:[^<]++|<(?!/?td\b))*)</td>",
    re.IGNORECASE,
)
_NAME_END = re.compile(r"\.[a-z]{2,4}[0-9]?\Z")
_CODE = re.compile(r"([a-zA-Z]{2})(?:[-_]|\Z)")


@dataclass(frozen=True)
class Origin:
    """The feed in which an item stands."""

    recipe: str
    address: str
    now: datetime
    title: str = ""
    page: str = ""
    unfit: frozenset[str] = frozenset()
    """What some feeds give for the identity of every item: their own address, page or icon."""


def entry_of(raw: Mapping[str, Any], origin: Origin) -> FeedEntry:
    """The item that feedparser made of one `<item>` or `<entry>`."""
    published = dates.best(_moments(raw), origin.now)
    title = plain_text.line_of(text_in(raw, "title"))
    outlet = _outlet(raw)
    link = _link(raw, origin)
    text, html = _said(raw, origin, link)
    if origin.recipe == "google-news":
        title = _without_outlet(title, outlet)
    facts = {
        "title": _shortened(title) or plain_text.opening(text),
        "text": text,
        "link": link,
        "outlet": "" if outlet == origin.title else outlet,
    }
    return FeedEntry(
        key=_key(raw, facts, published, origin),
        **facts,
        html=html,
        published=published,
        author=_author(raw),
        language=language_code(text_in(raw, "language") or _own_language(raw)),
    )


def named(made: FeedEntry) -> FeedEntry:
    """With a title: where there is neither one nor text, what its link ends in."""
    if made.title:
        return made
    place = unquote(urlsplit(made.link).path).rstrip("/").rpartition("/")[2]
    words = plain_text.line_of(_NAME_END.sub("", place).replace("-", " ").replace("_", " "))
    return replace(made, title=_shortened(words) or _("Untitled"))


def language_code(text: str) -> str:
    """`es` out of `es-ES`, `es_es`; empty for what is no code of ISO 639-1."""
    found = _CODE.match(text.strip())
    return found[1].lower() if found else ""


def text_in(raw: Mapping[str, Any], name: str) -> str:
    """A text that feedparser found under that name; empty when there is none."""
    # The parser's own mapping answers for absent names with others, and warns.
    value = dict.get(raw, name) if isinstance(raw, dict) else raw.get(name)
    return value if isinstance(value, str) else ""


def _own_language(raw: Mapping[str, Any]) -> str:
    details = [raw.get("title_detail"), *(raw.get("content") or [])]
    return next((detail["language"] for detail in details if detail and detail.get("language")), "")


def _moments(raw: Mapping[str, Any]) -> Iterator[datetime | None]:
    """When it was published and changed, each read when it is asked for."""
    for name in ("published", "updated", "created"):
        if text := text_in(raw, name):
            yield dates.read(text) or _read_by_parser(raw, f"{name}_parsed")


def _read_by_parser(raw: Mapping[str, Any], name: str) -> datetime | None:
    parsed = dict.get(raw, name) if isinstance(raw, dict) else raw.get(name)
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


# What it says


def _said(raw: Mapping[str, Any], origin: Origin, link: str) -> tuple[str, str]:
    """The text, and the HTML where it says more."""
    if origin.recipe == "google-news":
        # What stands there are other items of the same search.
        return "", ""
    summary, content = text_in(raw, "summary"), _content(raw)
    if origin.recipe == "wikipedia":
        return _changes(summary or content), (summary or content)[:_HTML_LIMIT]
    text, html = _joined(summary, content)
    if origin.recipe in _TAILS:
        return _TAILS[origin.recipe].sub("", text)[:TEXT_LIMIT].strip(), ""
    shown = plain_text.decoded_once_more(html[:_HTML_LIMIT])
    return text[:TEXT_LIMIT].strip(), shown if _says_more(shown, link) else ""


def _content(raw: Mapping[str, Any]) -> str:
    """The longest of the full texts."""
    values = (item.get("value") or "" for item in raw.get("content") or [])
    return max(values, key=len, default="")


def _joined(summary: str, content: str) -> tuple[str, str]:
    """Text and HTML of summary and full text; the summary only where it is not its beginning."""
    short = _unsigned(plain_text.text_of(summary))
    if not content or summary == content:
        return short, summary
    whole = _unsigned(plain_text.text_of(content))
    opening = short[:80].rstrip(" .…[]")
    if not short or opening in whole:
        return whole, content
    if not whole or whole in short:
        return short, summary
    return f"{short}\n{whole}", f"{summary}<br>{content}"


def _unsigned(text: str) -> str:
    start = max(len(text) - _ENDING_LENGTH, 0)
    first, second, third = _ENDING_WORDS
    if text.find(first, start) == text.find(second, start) == text.find(third, start) == -1:
        return text
    found = _ENDING.search(text, start)
    return text[: found.start()].rstrip() if found else text


def _says_more(html: str, link: str) -> bool:
    """True when there are lists, tables or links that lead elsewhere than the item itself."""
    if "<" not in html:
        return False
    own = canonical(link)
    return bool(_STRUCTURE.search(html)) or any(
        not canonical(item).startswith(own or "/") for item in _HREF.findall(html)
    )


def _changes(html: str) -> str:
    """The lines that a change of a wiki page took away and put in."""
    lines = [
        f"{'+' if kind.lower() == 'addedline' else '−'} {line}"
        for kind, cell in _WIKI_CELL.findall(html)
        if (line := plain_text.line_of(cell))
    ]
    return "\n".join(lines)[:_CHANGES_LIMIT] or plain_text.text_of(html)[:_CHANGES_LIMIT]


def _outlet(raw: Mapping[str, Any]) -> str:
    """The medium that a search or a collection took it from."""
    source = raw.get("source")
    named = source.get("title", "") if isinstance(source, Mapping) else source or ""
    return plain_text.line_of(named or text_in(raw, "news_source"))[:200]


def _author(raw: Mapping[str, Any]) -> str:
    detail = raw.get("author_detail")
    name = detail.get("name", "") if isinstance(detail, Mapping) else ""
    return plain_text.line_of(name or text_in(raw, "author"))[:200]


def _without_outlet(title: str, outlet: str) -> str:
    return title.removesuffix(f" - {outlet}") if outlet else title


def _shortened(title: str) -> str:
    return title if len(title) <= TITLE_LIMIT else plain_text.opening(title, TITLE_LIMIT - 1)


# Where it is, and which it is


def _link(raw: Mapping[str, Any], origin: Origin) -> str:
    """The first address that leads to a page; that of a sound or a film where there is no other."""
    files = (item.get("href", "") for item in raw.get("enclosures") or [])
    identity = text_in(raw, "id")
    named = [text_in(raw, "feedburner_origlink"), text_in(raw, "link"), identity]
    if "://" not in identity:
        # A number is none, though the parser takes it for the link where there is no other.
        named = [text for text in named if text != identity]
    base = origin.page or origin.address
    found = (tidied(item, base) for item in chain(named, files) if item)
    return next((text for text in found if text), "")


def _key(
    raw: Mapping[str, Any], facts: Mapping[str, str], published: datetime | None, origin: Origin
) -> bytes:
    """What tells this item from the others of its source, the same at every reading."""
    identity = text_in(raw, "id").strip()
    link = facts["link"]
    day = published.date().isoformat() if published else ""
    if origin.recipe == "google-news":
        parts = [facts["title"], facts["outlet"], day]
    elif origin.recipe in _BY_LINK and link:
        parts = [canonical(link)]
    elif identity and identity not in origin.unfit:
        parts = [canonical(identity) if "://" in identity else identity]
    elif link and link not in origin.unfit:
        parts = [canonical(link)]
    else:
        parts = [facts["title"], day or facts["text"]]
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).digest()
