"""What stands behind a pasted address: a feed, or a page that may have feeds.

Pure: nothing is fetched here.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from urllib.parse import urljoin, urlsplit

from core.cancel import CancelToken
from core.errors import AppError, InvalidValue
from core.exchange.opml import OpmlFile, Outline
from core.i18n import _
from core.mentions import recipes
from core.mentions.feeds import repair
from core.mentions.feeds.parse import UnreadableFeed, parse
from core.mentions.feeds.plain_text import line_of
from core.mentions.fetching.addresses import checked_address, host
from core.mentions.fetching.fetch import FetchAnswer, Fetcher, FetchRequest, FetchTrouble
from core.mentions.kinds import Trouble
from core.mentions.model import Feed, Source
from core.mentions.sources.health import not_added

_HEAD = 600_000
"""Characters of a page that are looked at; YouTube names its channel after half a million."""

_LINK = re.compile(r"""<(?:link|a)\b((?:[^'"<>]++|"[^"<]*+"|'[^'<]*+')*)>""", re.IGNORECASE)
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
    text, _repairs = repair.decoded(body, "")
    page = text[:_HEAD]
    declared = [*_of_youtube(page, address), *_declared(page, address)]
    declared.sort(key=_is_of_comments)
    found: dict[str, Candidate] = {}
    for candidate in [*declared, *_guesses(address)]:
        if candidate.address.rstrip("/") != address.rstrip("/"):
            found.setdefault(candidate.address, candidate)
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
            matched[1].lower(): unescape(matched[2] or matched[3] or matched[4] or "")
            for matched in _ATTRIBUTE.finditer(tag[1])
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


def _is_of_comments(candidate: Candidate) -> bool:
    text = f"{candidate.address} {candidate.title}".lower()
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


_MOST_TRIED = 12
"""Addresses asked for one paste: what a page names, and then the usual ones."""

_MOST_TITLE = 60
_SAID = (
    "title", "address", "page", "language", "recipe", "weight", "own", "local", "enabled", "secret",
    "minutes", "silence_days", "note",
)  # fmt: skip
"""What a list of feeds says of a source."""


class NoFeed(AppError):
    """There is nothing at the address that can be listened to."""


@dataclass(frozen=True)
class FoundFeed:
    """A feed that was found, as the source it would be, and what it says now."""

    source: Source
    feed: Feed


def look(
    typed: str,
    fetcher: Fetcher,
    now: datetime,
    *,
    private: bool = False,
    token: CancelToken | None = None,
    on_progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> list[FoundFeed]:
    """The feeds behind what a person pasted, the likeliest first.

    Raises `InvalidValue` when it is no address, `NoFeed` when nothing can be read there,
    `Cancelled`.
    """
    address = checked_address(typed, private=private)
    answer = _ask(fetcher, address, private=private)
    on_progress(1, _MOST_TRIED)
    try:
        feed = _read(answer, address, now)
    except UnreadableFeed as error:
        if error.trouble is not Trouble.A_PAGE:
            raise NoFeed(*not_added(error.trouble, error.detail)) from error
    else:
        return [_found(address, answer, feed)]
    tried = candidates(answer.body, answer.address)[:_MOST_TRIED]
    found = []
    for count, candidate in enumerate(tried, 2):
        if token is not None:
            token.check()
        try:
            other = _ask(fetcher, candidate.address, private=private)
            found.append(_found(candidate.address, other, _read(other, candidate.address, now)))
        except (NoFeed, UnreadableFeed):
            continue
        finally:
            on_progress(count, len(tried) + 1)
        if not candidate.declared:
            # The usual addresses of a page that names none are names for the same feed.
            break
    if not found:
        raise NoFeed(
            _("There is no feed at “{host}”.").format(host=urlsplit(address).hostname or address),
            _(
                "Paste the address of its news page, try another source type, or note its "
                "mentions by hand."
            ),
        )
    return _once(found)


def _ask(fetcher: Fetcher, address: str, *, private: bool) -> FetchAnswer:
    try:
        return fetcher.fetch(FetchRequest(0, address, private=private))
    except FetchTrouble as error:
        raise NoFeed(*not_added(error.trouble, error.detail)) from error


def _read(answer: FetchAnswer, address: str, now: datetime) -> Feed:
    return parse(
        answer.body,
        content_type=answer.content_type,
        address=answer.address,
        recipe=recipes.recipe_of(address),
        now=now,
    )


def _found(address: str, answer: FetchAnswer, feed: Feed) -> FoundFeed:
    recipe_id = recipes.recipe_of(address)
    host = urlsplit(answer.address).hostname or address
    return FoundFeed(
        Source(
            title=feed.title or host.removeprefix("www."),
            address=answer.moved_to or address,
            recipe=recipe_id,
            page=feed.page,
            secret=recipes.is_secret(address),
            language=feed.language,
        ),
        feed,
    )


def sources_of(read: OpmlFile, *, private: bool) -> tuple[list[Source], list[str]]:
    """The sources of a list of feeds, and in sentences what of it was not taken.

    Its addresses must be fit to be pasted one by one; `private` as in `checked_address`.
    """
    found = []
    told = [f"{problem.sentence} {problem.advice}".strip() for problem in read.problems]
    for outline in read.outlines:
        place = {"line": outline.line, "title": outline.title[:_MOST_TITLE]}
        try:
            address = checked_address(outline.address, private=private)
        except InvalidValue as error:
            left = _("Line {line}: “{title}” was left out. {reason}")
            told.append(left.format(**place, reason=error.sentence))
            continue
        try:
            page = checked_address(outline.page, private=private) if outline.page else ""
        except InvalidValue as error:
            page = ""
            left = _("Line {line}: “{title}” is taken without its page. {reason}")
            told.append(left.format(**place, reason=error.sentence))
        found.append(_source_of(outline, address, page))
    return found, told


def outlines_of(there: Iterable[Source]) -> list[Outline]:
    """The sources as a list of feeds has them."""
    return [Outline(**{name: getattr(source, name) for name in _SAID}) for source in there]


def _source_of(outline: Outline, address: str, page: str) -> Source:
    return Source(
        # Not the address, which may be a key.
        title=outline.title or host(address),
        address=address,
        page=page,
        recipe=outline.recipe or recipes.recipe_of(address),
        weight=outline.weight or 2,
        language=outline.language,
        secret=recipes.is_secret(address),
        own=outline.own,
        local=outline.local,
        enabled=outline.enabled,
        minutes=outline.minutes,
        silence_days=outline.silence_days,
        note=outline.note,
    )


def _once(found: Sequence[FoundFeed]) -> list[FoundFeed]:
    """Without those that say the same items as one before them."""
    kept: list[FoundFeed] = []
    for item in found:
        keys = {entry.key for entry in item.feed.entries}
        if not any(keys and keys == {e.key for e in other.feed.entries} for other in kept):
            kept.append(item)
    return kept
