"""Connections that end in time and do not reach into the own network unless that was allowed.

The standard library limits the wait for each byte, not for all of them: a server that sends one now
and then could hold a reading for hours. Here one moment ends the whole errand, whatever is being
waited for.
"""

import errno
import io
import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any, cast

from core.mentions.addresses import is_private
from core.mentions.kinds import Trouble

_Way = tuple[int, int, int, str, Any]
"""As `socket.getaddrinfo` tells of one address behind a name."""

_NO_NETWORK = (errno.ENETUNREACH, errno.ENETDOWN)


@dataclass(frozen=True)
class Errand:
    """What holds for everything that is asked in the course of one reading."""

    until: float
    """On the clock of `time.monotonic`."""
    connect: float
    """Seconds to open one connection, whatever the number of addresses behind the name."""
    read: float
    """Seconds for the next byte."""
    private: bool
    """Whether addresses of the own network may be asked."""

    def within(self, seconds: float) -> float:
        """So many seconds, or what is left of all. Raises `TimeoutError` when that is none."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(seconds, left)


errand: ContextVar[Errand] = ContextVar("errand")
"""Of the thread that is reading."""


class Unreached(Exception):
    """No connection could be opened."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(trouble, detail)
        self.trouble = trouble
        self.detail = detail


@dataclass(frozen=True)
class Place:
    """A site or a proxy."""

    host: str
    port: int
    secure: bool
    """Whether it has to show a certificate."""
    credentials: str = ""
    """Of a proxy that wants to know who asks: what its header says."""


class _TimedRaw(io.RawIOBase):
    """The bytes of a socket, until the errand is over; then `TimeoutError`."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket) -> None:
        self._raw = raw
        self._sock = sock
        self._errand = errand.get()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        wait = self._errand.within(self._errand.read)
        if wait < self._errand.read:
            self._sock.settimeout(wait)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _TimedResponse(HTTPResponse):
    """An answer of which the headers, too, have to come in time."""

    def __init__(self, sock: socket.socket, *arguments: Any, **named: Any) -> None:
        super().__init__(sock, *arguments, **named)
        self.fp = io.BufferedReader(_TimedRaw(self.fp.detach(), sock))


class Connection(HTTPConnection):
    """Looks at what a name stands for before it connects, and connects to just that."""

    response_class = _TimedResponse

    def __init__(
        self, site: Place, proxy: Place | None, certificates: Callable[[], ssl.SSLContext]
    ) -> None:
        self._site = site
        self._proxy = proxy
        self._certificates = certificates
        first = proxy or site
        super().__init__(first.host, first.port)
        # Goes without saying.
        self.default_port = 443 if site.secure else 80
        # By this the standard library opens its socket.
        self._create_connection = self._open
        self._for_proxy = {"Proxy-Authorization": first.credentials} if first.credentials else {}
        if proxy and site.secure:
            self.set_tunnel(site.host, site.port, self._for_proxy)
            self._for_proxy = {}

    def connect(self) -> None:
        """Raises `Unreached`; `ssl.SSLError` when a site shows no certificate that is trusted."""
        try:
            super().connect()
        except (OSError, HTTPException) as error:
            if self._proxy is None:
                raise
            # It was reached, and shows no certificate or leads no further.
            raise Unreached(Trouble.PROXY) from error
        if self._site.secure:
            self.sock = self._secured(self.sock, self._site)

    def ask(self, target: str, headers: Mapping[str, str]) -> HTTPResponse:
        """The answer to a GET, with its body still to be read.

        Raises `Unreached`, `OSError`, `HTTPException`.
        """
        terms = errand.get()
        try:
            if self.sock is not None:
                self.sock.settimeout(terms.within(terms.read))
            self.request("GET", target, headers={**headers, **self._for_proxy})
            return self.getresponse()
        except BaseException:
            self.close()
            raise

    def _open(self, *_arguments: object) -> socket.socket:
        if self._proxy is None:
            return _opened(self._site, private=errand.get().private)
        try:
            # A proxy of the own network is what the person or the system chose.
            opened = _opened(self._proxy, private=True)
        except Unreached as error:
            raise Unreached(Trouble.PROXY, error.detail) from error
        return self._secured(opened, self._proxy) if self._proxy.secure else opened

    def _secured(self, sock: socket.socket, place: Place) -> socket.socket:
        context = self._certificates()
        if not isinstance(sock, ssl.SSLSocket):
            return context.wrap_socket(sock, server_hostname=place.host)
        # A secure site behind a secure proxy, which is rare, is beyond the standard library.
        from urllib3.util.ssltransport import SSLTransport

        return cast(socket.socket, SSLTransport(sock, context, place.host))


def _opened(place: Place, *, private: bool) -> socket.socket:
    """A socket to one of the addresses behind a name. Raises `Unreached`."""
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise Unreached(Trouble.NO_HOST) from error
    ways = [one for one in found if private or not is_private(str(one[4][0]))]
    if not ways:
        raise Unreached(Trouble.PRIVATE)
    terms = errand.get()
    try:
        opened = _first_open(ways, terms.within(terms.connect))
    except OSError as error:
        raise Unreached(_trouble_of(error), _words(error)) from error
    opened.settimeout(terms.read)
    return opened


def _first_open(ways: Sequence[_Way], seconds: float) -> socket.socket:
    """A connection to the first that takes it; each has its share of the time that is left."""
    end = time.monotonic() + seconds
    failed: list[OSError] = []
    for done, way in enumerate(ways):
        share = (end - time.monotonic()) / (len(ways) - done)
        try:
            return _socket_to(way, share)
        except OSError as error:
            failed.append(error)
    # Where there is no IPv6, its addresses fail at once and say nothing about the site.
    raise next((one for one in failed if one.errno not in _NO_NETWORK), failed[-1])


def _socket_to(way: _Way, seconds: float) -> socket.socket:
    if seconds <= 0:
        raise TimeoutError
    family, kind, protocol, _name, address = way
    opened = socket.socket(family, kind, protocol)
    try:
        opened.settimeout(seconds)
        opened.connect(address)
    except BaseException:
        opened.close()
        raise
    return opened


def _trouble_of(error: OSError) -> Trouble:
    if isinstance(error, TimeoutError):
        return Trouble.SLOW
    return Trouble.OFFLINE if error.errno in _NO_NETWORK else Trouble.REFUSED


def _words(error: OSError) -> str:
    """What the system says, without places of memory or addresses, so that it repeats itself."""
    return error.strerror or ""
