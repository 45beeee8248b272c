"""Asking a site for its feed: one conditional GET, with patience and size in hand."""

import time
import zlib
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException, InvalidURL
from ssl import SSLError
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urljoin, urlsplit

from core import VERSION, clock
from core.clock import Clock
from core.mentions.fetching.addresses import is_private, wire
from core.mentions.fetching.connections import Errand, Response, Unreached, errand
from core.mentions.fetching.routes import Routes
from core.mentions.kinds import Trouble

MOST_REDIRECTS = 5
LONGEST_WAIT = timedelta(days=7)
"""However long a site asks to be left alone."""

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml,"
    " application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
_REDIRECTS = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_MEANINGS = {
    401: Trouble.FORBIDDEN,
    403: Trouble.FORBIDDEN,
    404: Trouble.NOT_FOUND,
    407: Trouble.PROXY,
    410: Trouble.GONE,
    429: Trouble.TOO_MANY,
    451: Trouble.FORBIDDEN,
}
_CHUNK = 64 * 1024
_GZIP = b"\x1f\x8b"
_MOST_PARTS = 100
_TAG_LIMIT = 500
"""Characters of an `ETag` that is sent back; a longer one is forgotten."""


class FetchRequest(NamedTuple):
    """What is asked, and what is remembered of the last answer."""

    source_id: int
    address: str
    etag: str = ""
    modified: str = ""
    private: bool = False
    """Whether addresses of the own network may be asked."""
    others: tuple[str, ...] = ()
    """Where the same is found while there is nothing at the address (`recipes.fallbacks`)."""


class FetchAnswer(NamedTuple):
    """What a site said."""

    asked: FetchRequest
    address: str
    """Where it was found in the end."""
    unchanged: bool = False
    """Status 304: nothing new; there is no body."""
    body: bytes = b""
    """Unpacked."""
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    moved_to: str = ""
    """Where the site says that the feed is from now on; empty: where it was."""


class FetchTrouble(Exception):
    """The site could not be read. `detail` repeats itself when the trouble does."""

    def __init__(
        self, trouble: Trouble, detail: str = "", retry_at: datetime | None = None
    ) -> None:
        super().__init__(trouble, detail)
        self.trouble = trouble
        self.detail = detail
        self.retry_at = retry_at
        """Before this moment the site does not want to be asked again."""


class Limits(NamedTuple):
    """How much patience and room there is for one source; times in seconds, size in bytes."""

    connect: float = 10
    read: float = 10
    """For the next byte."""
    total: float = 30
    """From the first connection to the last byte, redirects included."""
    size: int = 20 * 1024 * 1024
    """Of the body, packed or unpacked. The largest real feed seen had 0.6 MB."""


class Fetcher:
    """One for all threads; to be used in a `with`, or closed at the end.

    `proxy` (`http://host:port`) rules over what the environment and the system say.
    """

    def __init__(
        self, proxy: str = "", *, clock: Clock | None = None, limits: Limits | None = None
    ) -> None:
        self._clock = clock or Clock()
        self._limits = limits or Limits()
        self._routes = Routes(proxy)
        self._headers = {
            "User-Agent": f"Pregon/{VERSION} (+feed reader of a town hall)",
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go the connections that are kept open."""
        self._routes.close()

    def fetch(self, asked: FetchRequest) -> FetchAnswer:
        """Ask, follow redirects, read to the end; where nothing is found, the other addresses too.

        Raises `FetchTrouble`.
        """
        try:
            return self._fetch(asked)
        except FetchTrouble as error:
            if error.trouble is not Trouble.NOT_FOUND or not asked.others:
                raise
            first, *rest = asked.others
            # What is remembered is of the other address.
            elsewhere = asked._replace(address=first, etag="", modified="", others=tuple(rest))
            return self.fetch(elsewhere)._replace(asked=asked, etag="", modified="", moved_to="")

    def _fetch(self, asked: FetchRequest) -> FetchAnswer:
        limits = self._limits
        until = time.monotonic() + limits.total
        errand.set(Errand(until, limits.connect, limits.read, asked.private))
        try:
            return self._follow(asked)
        except (Unreached, OSError, HTTPException) as error:
            raise _explained(error) from error

    def _follow(self, asked: FetchRequest) -> FetchAnswer:
        known = {"If-None-Match": asked.etag, "If-Modified-Since": asked.modified}
        headers = self._headers | {name: value for name, value in known.items() if value}
        address, moved_to, for_good = _sendable(asked.address), "", True
        been: set[str] = set()
        while address not in been and len(been) <= MOST_REDIRECTS:
            been.add(address)
            if not asked.private and is_private(urlsplit(address).hostname or ""):
                raise FetchTrouble(Trouble.PRIVATE)
            with self._routes.asking(address, headers) as response:
                target = _target(response, address)
                if not target:
                    return self._answer(response, asked, address, moved_to)
                for_good = for_good and response.status in _FOR_GOOD
            address = target
            moved_to = target if for_good else moved_to
        raise FetchTrouble(Trouble.LOOP)

    def _answer(
        self, response: Response, asked: FetchRequest, address: str, moved_to: str
    ) -> FetchAnswer:
        if response.status != 304 and not 200 <= response.status < 300:
            raise self._refusal(response)
        unchanged = response.status == 304
        return FetchAnswer(
            asked=asked,
            address=address,
            unchanged=unchanged,
            body=b"" if unchanged else self._body(response),
            content_type=response.said.get("Content-Type"),
            etag=_tag(response, "ETag") or (asked.etag if unchanged else ""),
            modified=_tag(response, "Last-Modified") or (asked.modified if unchanged else ""),
            moved_to=moved_to,
        )

    def _refusal(self, response: Response) -> FetchTrouble:
        status = response.status
        retry_at = self._retry_at(response.said.get("Retry-After"))
        otherwise = Trouble.SERVER if 500 <= status < 600 else Trouble.STATUS
        trouble = _MEANINGS.get(status, otherwise)
        detail = str(status)
        if trouble is Trouble.TOO_MANY:
            detail = clock.to_text(retry_at) if retry_at else ""
        return FetchTrouble(trouble, detail, retry_at)

    def _retry_at(self, value: str) -> datetime | None:
        """The moment in a `Retry-After` (RFC 9110, 10.2.3): seconds, or a date."""
        now, value = self._clock.now(), value.strip()
        try:
            if value.isascii() and value.isdigit():
                wait = timedelta(seconds=min(int(value[:9]), LONGEST_WAIT.total_seconds()))
            else:
                moment = parsedate_to_datetime(value)
                zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
                wait = min(zoned - now, LONGEST_WAIT)
        except (ValueError, OverflowError):
            return None
        return now + wait if wait > timedelta(0) else None

    def _body(self, response: Response) -> bytes:
        limit = self._limits.size
        lengths = response.said.all("Content-Length")
        if len(set(lengths)) > 1:
            raise FetchTrouble(Trouble.BROKEN_OFF)
        if (response.length or 0) > limit:
            raise FetchTrouble(Trouble.TOO_BIG)
        body = bytearray()
        # Part by part: the standard library reads one of negative size to the end of the world.
        while part := response.read1(_CHUNK):
            body += part
            if len(body) > limit:
                raise FetchTrouble(Trouble.TOO_BIG)
        if response.length:
            raise FetchTrouble(Trouble.BROKEN_OFF)
        return _unpacked(bytes(body), response.said.get("Content-Encoding"), limit)


def _sendable(address: str) -> str:
    try:
        return wire(address)
    except ValueError as error:
        raise FetchTrouble(Trouble.SCHEME) from error


def _target(response: Response, address: str) -> str:
    """Where a redirect leads, or empty when it is none."""
    location = response.said.get("Location") if response.status in _REDIRECTS else ""
    if not location:
        return ""
    with suppress(UnicodeError):
        # Headers arrive as Latin-1; sites that do not encode their ñ write it in UTF-8.
        location = location.encode("latin-1").decode()
    try:
        return wire(urljoin(address, location))
    except ValueError as error:
        raise FetchTrouble(Trouble.SCHEME) from error


def _tag(response: Response, name: str) -> str:
    value = response.said.get(name)
    return value if value.isprintable() and len(value) <= _TAG_LIMIT else ""


def _explained(error: Unreached | OSError | HTTPException) -> FetchTrouble:
    """What was met, in our words; without its details where these never repeat themselves."""
    if isinstance(error, Unreached):
        return FetchTrouble(error.trouble, error.detail)
    if isinstance(error, TimeoutError):
        return FetchTrouble(Trouble.SLOW)
    if isinstance(error, SSLError):
        detail = getattr(error, "verify_message", "") or error.reason or ""
        return FetchTrouble(Trouble.CERTIFICATE, detail)
    return FetchTrouble(Trouble.SCHEME if isinstance(error, InvalidURL) else Trouble.BROKEN_OFF)


def _unpacked(body: bytes, encoding: str, limit: int) -> bytes:
    """The body as it was before it was packed, whatever the headers say that it is."""
    if body.startswith(_GZIP):
        return _inflated(body, zlib.MAX_WBITS | 16, limit)
    if "deflate" in encoding.lower():
        for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
            try:
                return _inflated(body, bits, limit)
            except zlib.error:
                continue
    return body


def _inflated(body: bytes, bits: int, limit: int) -> bytes:
    """Unpacked part by part, never more than the limit, so that a bomb does not go off."""
    made = bytearray()
    for _part in range(_MOST_PARTS):
        machine = zlib.decompressobj(bits)
        made += machine.decompress(body, limit + 1 - len(made))
        if len(made) > limit:
            raise FetchTrouble(Trouble.TOO_BIG)
        if not machine.eof:
            raise FetchTrouble(Trouble.BROKEN_OFF)
        body = machine.unused_data
        if not body.startswith(_GZIP):
            return bytes(made)
    raise FetchTrouble(Trouble.TOO_BIG)
