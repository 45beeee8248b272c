"""How a site is reached: directly or through a proxy, with the certificates of the system."""

import re
import ssl
from base64 import b64encode
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from http.client import HTTPException
from threading import Lock
from urllib.parse import quote, unquote, urlsplit
from urllib.request import getproxies, getproxies_environment, proxy_bypass

from core.mentions.fetching import automatic
from core.mentions.fetching.addresses import KNOWN
from core.mentions.fetching.connections import Connection, Endpoint, Response, Unreached, errand
from core.mentions.kinds import Trouble

_KEPT = 64
"""Connections that stay open for the next feed of their site."""

_PORTS = {"http": 80, "https": 443}
_UNSENT = re.compile(r"[^\w%/:@!$&'()*+,;=~?.-]+|%(?![0-9a-f]{2})", re.ASCII | re.IGNORECASE)
"""What has to be encoded after the host."""

_Way = tuple[Endpoint, Endpoint | None, bool]
"""The site, the proxy, and whether the own network may be asked."""


class Routes:
    """One for all threads. `proxy` rules over what the environment and the system say."""

    def __init__(self, proxy: str = "") -> None:
        self._manual = bool(proxy)
        self._proxies = {"http": proxy, "https": proxy} if proxy else getproxies()
        told = proxy or getproxies_environment()
        self._script = None if told else automatic.configured()
        self._scripted: dict[str, str] = {}
        self._kept: deque[tuple[_Way, Connection]] = deque()
        self._most = _KEPT
        self._context: ssl.SSLContext | None = None
        self._guard = Lock()

    def close(self) -> None:
        """Let go the connections that are kept open; those in use are not kept any more."""
        self._most = 0
        while (first := self._taken()) is not None:
            first.close()

    @contextmanager
    def asking(self, address: str, headers: Mapping[str, str]) -> Iterator[Response]:
        """What a site answers to a GET; read to its end inside, its connection stays open.

        Raises `Unreached`, `OSError`, `HTTPException`.
        """
        site = _place(address)
        proxy = self._proxy(site)
        way = (site, proxy, errand.get().private)
        whole = proxy is not None and not site.secure
        connection, answer = self._asked(way, _target(address, whole=whole), headers)
        try:
            yield answer
        finally:
            ended = answer.ended
            answer.close()
            self._done_with(way, connection, keep=ended)

    def _asked(
        self, way: _Way, target: str, headers: Mapping[str, str]
    ) -> tuple[Connection, Response]:
        kept = self._taken(way)
        if kept is not None:
            # The site may close it in the very moment of use.
            with suppress(HTTPException, ConnectionError, ssl.SSLError):
                return kept, kept.ask(target, headers)
        site, proxy, _private = way
        made = Connection(site, proxy, self._certificates)
        return made, made.ask(target, headers)

    def _taken(self, wanted: _Way | None = None) -> Connection | None:
        """One that was kept open, for that way or for any."""
        with self._guard:
            for pair in self._kept:
                if wanted in (None, pair[0]):
                    self._kept.remove(pair)
                    return pair[1]
        return None

    def _done_with(self, way: _Way, connection: Connection, *, keep: bool) -> None:
        if not keep:
            connection.close()
            return
        with self._guard:
            self._kept.append((way, connection))
            old = self._kept.popleft()[1] if len(self._kept) > self._most else None
        if old is not None:
            old.close()

    def _proxy(self, site: Endpoint) -> Endpoint | None:
        scheme = "https" if site.secure else "http"
        found = self._by_script(f"{scheme}://{site.named}/")
        if found is None:
            found = self._proxies.get(scheme) or self._proxies.get("all") or ""
            if found and not self._manual and proxy_bypass(site.host):
                return None
        if not found:
            return None
        try:
            return _place(found if "://" in found else f"http://{found}")
        except (KeyError, ValueError) as error:
            raise Unreached(Trouble.PROXY) from error

    def _by_script(self, site: str) -> str | None:
        """The proxy that the network names for a site, empty for none; None: it names nothing."""
        # Another thread may give it up meanwhile.
        script = self._script
        if script is None:
            return None
        try:
            if site not in self._scripted:
                self._scripted[site] = script.proxy(site)
        except OSError:
            # To look for it takes seconds: once is enough.
            self._script = None
            return None
        return self._scripted[site]

    def _certificates(self) -> ssl.SSLContext:
        """Trusts what the system trusts, the authority of a provincial network included."""
        import truststore

        with self._guard:
            # They are looked up when the first site shows one.
            if self._context is None:
                self._context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            return self._context


@lru_cache(KNOWN)
def _place(address: str) -> Endpoint:
    """Of an address. Raises `KeyError` or `ValueError` when it is none of the web."""
    parts = urlsplit(address)
    port = parts.port or _PORTS[parts.scheme]
    if not parts.hostname:
        raise ValueError
    user = unquote(parts.netloc.rpartition("@")[0])
    credentials = f"Basic {b64encode(user.encode()).decode()}" if user else ""
    return Endpoint(parts.hostname, port, parts.scheme == "https", credentials)


@lru_cache(KNOWN)
def _target(address: str, *, whole: bool) -> str:
    """What is asked for, as the web wants it; with the host where a proxy has to know it."""
    parts = urlsplit(address)
    before = f"{parts.scheme}://{parts.netloc}" if whole else ""
    query = f"?{parts.query}" if parts.query else ""
    return before + _UNSENT.sub(_encoded, f"{parts.path or '/'}{query}")


def _encoded(found: re.Match[str]) -> str:
    return quote(found[0], safe="", errors="replace")
